"""What a real person of a deal was shown: each button with its value, each form as it opened, for strangers to use."""

import importlib
import pkgutil
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from bot.coach.answers.base import Answer
from bot.playground.deeds import CannotDo
from bot.playground.hands import Hands, Seen
from bot.playground.samples import samples
from bot.playground.views import interactive_elements
from bot.slack import forms
from bot.slack.blocks import route_of
from bot.slack.button_values import SEPARATOR
from bot.slack.folding import MORE, parse_option
from bot.slack.forms.fields import ChoiceField, Option, Several
from bot.slack.forms.form import Form, FormMetadata
from bot.slack.render import template_name
from tests.hostile.stage import Stage
from tests.slack.messages import MONDAY, renderer

Json = dict[str, Any]

MOST_PRESSES = 1000
SECONDS = 120.0
MOST_OF_A_ROUTE = 4
PARTS = 6

WORDS = (
    *("/deal", "/deal log", "/deal people", "/deal settings", "/deal plan", "/deal rhythm"),
    *("/deal commitments", "/deal checkins", "/deal issues", "/deal privacy", "/deal share"),
    *("/deal close terms", "/deal close won", "/deal debrief", "/deal export", "/deal import"),
    *("/deal style", "/deal trade", "/deal match", "/deal ref", "/deal void #2", "/deal edit #2"),
    *("/deal #2", "/deal owner @Ben", "/deal measure uptime 99.2", "/deal hold", "/deal rules"),
    *("/offer compare", "/offer meso", "/offer", "/concede", "/ask", "/got", "/deal find acme"),
    *("/coach", "/coach brief", "/coach recap", "/coach stuck", "/coach checklist", "/coach suits"),
    *("/coach measures", "/coach rehearse", "/coach waiting", "/coach nudges", "/coach tradeables"),
    *("/coach say we can do 10% off", "/coach they say it's too expensive", "/coach playbook"),
    *("/coach should I accept 80k?", "/coach they want 15% off", "/coach history Quixworth"),
    *("/giveget settings", "/giveget erase @Chris", "/giveget privacy", "/deal settings data"),
)

TOO_LATE = "no view is open to push onto"


@dataclass(slots=True)
class Harvest:
    """Values of buttons and forms by their routes."""

    values: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    forms: dict[str, list[Json]] = field(default_factory=lambda: defaultdict(list))

    def keep_element(self, element: Json) -> None:
        """Notes what pressing or picking it would send."""
        route = route_of(str(element["action_id"]))
        if element["type"] == "button":
            self._keep(route, str(element.get("value") or ""))
        for option in element.get("options") or ():
            value = str(option["value"])
            if route == MORE:
                self._keep(*parse_option(value))
            else:
                self._keep(route, value)

    def keep_view(self, view: Json) -> None:
        """Notes a form."""
        found = self.forms[str(view.get("callback_id"))]
        if len(found) < MOST_OF_A_ROUTE:
            found.append(view)

    def _keep(self, route: str, value: str) -> None:
        found = self.values[route]
        if value not in found and len(found) < MOST_OF_A_ROUTE:
            found.append(value)


def blocks_of(answer: Answer) -> Sequence[Json]:
    """What says the answer, as a message or in Home, which has room for more."""
    if template_name(type(answer)) == "home":
        return renderer().blocks(answer, locale="en-US", today=MONDAY)
    return renderer().render(answer, locale="en-US", today=MONDAY).blocks


def harvest_samples(harvest: Harvest) -> None:
    """Every button of every answer that the bot can give, with the deals of the samples."""
    for _, answer in samples():
        for block in blocks_of(answer):
            for element in interactive_elements(block):
                harvest.keep_element(element)


def harvest_deal(stage: Stage, harvest: Harvest, name: str, channel: str) -> None:
    """Types everything and presses whatever appears, what was never pressed first, for a bounded time."""
    hands, place = stage.person(name), stage.slack.channel(channel)
    crawl = Crawl(hands=hands, harvest=harvest)
    for line in WORDS:
        crawl.look_at(hands.types(line, in_=place))
    crawl.look_at(hands.home())
    until = time.monotonic() + SECONDS
    while crawl.presses < MOST_PRESSES and time.monotonic() < until and crawl.press_next():
        pass
    # Buttons of forms were pressed after the forms were closed, which Slack lets nobody do.
    found = stage.slack.violations
    found[:] = [each for each in found if not any(TOO_LATE in told for told in each.messages)]


@dataclass(slots=True, kw_only=True)
class Crawl:
    """Presses everything that appears, each route and key once."""

    hands: Hands
    harvest: Harvest
    presses: int = 0
    _pressed: Counter[str] = field(default_factory=Counter)
    _seen: set[tuple[str, str]] = field(default_factory=set)
    _waiting: list[tuple[str, Any, Any]] = field(default_factory=list)

    def look_at(self, seen: Seen) -> None:
        """Notes all that can be pressed now."""
        if seen.form is not None:
            self.harvest.keep_view(seen.form.view.body)
        for spot in self.hands._spots(seen):
            self.harvest.keep_element(spot.element)
            for choice in _choices(spot.element):
                told = choice["value"] if isinstance(choice, dict) else str(choice)
                route = route_of(spot.element["action_id"])
                if route == MORE:
                    route, told = parse_option(told)
                if (route, told.rsplit(SEPARATOR, 1)[-1]) not in self._seen:
                    self._seen.add((route, told.rsplit(SEPARATOR, 1)[-1]))
                    self._waiting.append((route, spot, choice))
        if seen.form is not None and seen.form.is_open:
            seen.form.close(all_at_once=True)

    def press_next(self) -> bool:
        """Presses what was pressed least; False where nothing is left."""
        if not self._waiting:
            return False
        index = min(
            range(len(self._waiting)), key=lambda number: self._pressed[self._waiting[number][0]]
        )
        route, spot, choice = self._waiting.pop(index)
        self._pressed[route] += 1
        self.presses += 1
        with suppress(CannotDo, KeyError):
            self.look_at(self.hands._act(spot, choice, 1))
        return True


def _choices(element: Json) -> list[Any]:
    if "options" in element:
        return list(element["options"])
    return [element.get("value")] if element["type"] == "button" else []


def harvest_declared_forms(harvest: Harvest) -> None:
    """The forms whose fields are declared once and for all, where none was seen."""
    for module in pkgutil.iter_modules(forms.__path__):
        for form in vars(importlib.import_module(f"{forms.__name__}.{module.name}")).values():
            if isinstance(form, Form) and form.route not in harvest.forms:
                starts = [
                    question.among([Option(value="2", label="#2")])
                    for question in form.fields
                    if isinstance(question, ChoiceField | Several)
                    and not getattr(question, "options", ())
                ]
                metadata = FormMetadata(once="x", deal="x", move=1, version=1)
                harvest.keep_view(form.view(metadata, starts))


def retarget(value: str, deal: str) -> str:
    """The same value about another deal."""
    parts = value.split(SEPARATOR, PARTS - 1)
    return SEPARATOR.join([deal, *parts[1:]]) if len(parts) == PARTS else value
