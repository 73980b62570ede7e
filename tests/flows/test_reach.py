"""Every word, button and form can be reached, in a new deal and in one with everything in it, in both languages; and
nothing that is typed bare or pressed fails."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import StringIO

import pytest

from bot.language.commands import command_words
from bot.playground.deeds import CannotDo
from bot.playground.hands import Hands, Seen
from bot.playground.transcript import label_of
from bot.playground.views import interactive_elements
from bot.playground.workspace import Channel
from bot.slack.blocks import route_of
from bot.slack.routes import ROUTES
from tests.flows.table import Table

UNDOING = frozenset(
    {
        "move.undo",
        "move.void",
        "draft.drop",
        "offer.withdraw",
        "signal.remove",
        "plan.drop",
        "deal.preview",
    }
)
"""Pressed last, so that the buttons beside them still mean something."""

ENDING = ("rename", "close", "won", "lost", "dropped", "archive", "end", "delete", "reopen")
"""Words after `/deal` that end a deal; typed last, since a closed deal takes nothing more."""

BY_THE_CLOCK = ("digest.", "checkin.", "measure.", "rhythm.", "date.", "morning.", "line.")
"""Forms that come with a day or behind something set up for one; those conversations have tests of their own."""

FAILED = ("went wrong on our side", "auf unserer Seite schiefgegangen")

FILLED = {
    "Ana": (
        "/concede 5% off cost 12k on 12 Nov as goodwill review 15 Jan",
        "/concede training day cost 1k",
        "/concede net 60 cost 3k if signed by 30 Nov",
        "/concede 2 seats cost 1k for case study",
        "/concede small pilot cost 2k as a test hoping for their data by Friday",
        "/ask 24-month term worth 30k by Friday",
        "/ask reference call worth 5k by Friday",
        "/got onboarding of two teams worth 2k",
        "/got verbal yes on a joint webinar",
        "/coach they want 15% off by Friday",
        "/deal note buyer: went quiet on the date",
        "/offer price 230k EUR, term 24 months, payment 30 days",
        "/offer they offer price 200k EUR, term 12 months, payment 60 days",
    ),
    "Dana": (
        "/concede 5% Rabatt Kosten 12k am 12. Nov",
        "/concede Schulungstag Kosten 1k",
        "/concede Zahlungsziel 60 Tage Kosten 3k wenn bis 30. Nov unterschrieben",
        "/concede 2 Plätze Kosten 1k für Referenz",
        "/concede kleiner Pilot Kosten 2k als Test in der Hoffnung auf Nutzungszahlen bis Freitag",
        "/ask 24 Monate Laufzeit Wert 30k bis Freitag",
        "/ask Referenzgespräch Wert 5k bis Freitag",
        "/got Einführung in zwei Teams Wert 2k",
        "/coach sie wollen 15% Rabatt bis Freitag",
        "/deal notiz Einkauf: wurde still beim Datum",
        "/offer Preis 230k EUR, Laufzeit 24 Monate, Zahlung 30 Tage",
        "/offer sie bieten Preis 200k EUR, Laufzeit 12 Monate, Zahlung 60 Tage",
    ),
}
"""What has been typed in a deal with something of everything in it."""

OPENING = {
    "Ana": "/deal open Acme renewal selling 240k EUR",
    "Dana": "/deal eröffnen Acme Verlängerung Verkauf 240k EUR",
}

WITH_WORDS = {
    "Ana": (
        "/deal now 300k",
        "/deal log #1",
        "/coach say we can do 10% off",
        "/coach they say it's too expensive",
        "/coach card split-the-difference",
        "/coach should I accept 200k?",
        "/concede they want 20% off",
        "/concede 7% off",
        "/concede up to 10% if we must",
        "/ask what have we given?",
        "/ask again about the reference",
        "/ask decline reference call",
        "/got a no on the case study",
        "/got 18 months not 24",
        "/offer accepted",
        "/offer declined",
        "/offer withdrawn",
        "/offer meso",
        "/offer meso at 100%",
        "/coach say could you sign by Friday?",
        "/deal log #6",
        "/deal log #8",
    ),
    "Dana": (
        "/deal jetzt 300k",
        "/deal verlauf #1",
        "/coach sag wir können 10% Rabatt geben",
        "/coach sie sagen das ist zu teuer",
        "/coach karte Mitte",
        "/coach soll ich 200k annehmen?",
        "/concede sie wollen 20% Rabatt",
        "/concede 7% Rabatt",
        "/got 18 Monate statt 24",
        "/offer angenommen",
        "/offer abgelehnt",
        "/offer meso",
        "/offer meso 100%",
        "/coach sag können Sie bis Freitag unterschreiben?",
        "/deal verlauf #6",
        "/deal verlauf #8",
        "/deal verlauf #10",
    ),
}
"""What is no bare word, but leads to something that no bare word leads to."""


SECOND = {
    "Ana": (
        "/deal open Lead engineer hiring 90k EUR",
        "/deal plan",
        "/deal switch",
        "/deal link",
        "/deal",
        "/coach",
    ),
    "Dana": (
        "/deal eröffnen Leitung Einstellung 90k EUR",
        "/deal plan",
        "/deal wechseln",
        "/deal verbinden",
        "/deal",
    ),
}
"""A second deal in the same channel, of another side."""


def german() -> dict[str, str]:
    """The first German word for each English one that may follow a command."""
    first: dict[str, str] = {}
    for word, english in command_words("de").items():
        first.setdefault(english, word)
    return first


def bare(person: str) -> Iterator[str]:
    """Every command alone, with `help`, and with every word that may follow it, in the person's language."""
    words = german() if person == "Dana" else {}
    following: dict[str, Mapping[str, object]] = {
        "/deal": ROUTES.deal_words,
        "/coach": ROUTES.coach_words,
        "/offer": ROUTES.offer_words,
    }
    ending = [f"/deal {words.get(word, word)}" for word in ENDING]
    for command in ROUTES.commands:
        yield command
        yield f"{command} help"
        yield from (
            f"{command} {words.get(word, word)}"
            for word in sorted(following.get(command, {}))
            if word and word not in ENDING
        )
    yield from ending


@dataclass(slots=True)
class Walker:
    """Types, presses and sends, and remembers what it came to."""

    hands: Hands
    channel: Channel
    pressed: set[str] = field(default_factory=set)
    forms: set[str] = field(default_factory=set)
    failures: list[str] = field(default_factory=list)

    def walk(self, line: str, *, undo: bool = True) -> None:
        """Types a line, and presses everything in the answer once; not what undoes it, where that is to stay."""
        seen = self.look(self.hands.types(line, in_=self.channel), line)
        self.press_all(seen, line, undo=undo)

    def press_all(self, seen: Seen, how: str, *, undo: bool = True) -> None:
        for action, label, option in choices(seen):
            if not undo and route_of(action) in UNDOING:
                continue
            self.press(seen, action, label, option, f"{how} → {label or action}")

    def press(
        self, seen: Seen, action: str, label: str, option: str, how: str, depth: int = 1
    ) -> None:
        """One button or choice; what it leads to is pressed in turn where it was never pressed before."""
        self.pressed.add(route_of(action))
        try:
            told = (
                self.hands.chooses(option, in_=action, on=seen)
                if option
                else self.hands.presses(label, on=seen)
            )
        except CannotDo:
            return
        self.look(told, how)
        for following, label_there, option_there in choices(told) if depth < 4 else ():
            if route_of(following) not in self.pressed:
                self.press(
                    told, following, label_there, option_there, f"{how} → {label_there}", depth + 1
                )

    def look(self, seen: Seen, how: str) -> Seen:
        """What may not be there; a form that opened is sent as it stands the first time, and closed."""
        if any(words in seen.text for words in FAILED):
            self.failures.append(f"{how}: {seen.text}")
        form = self.hands.form
        route = str(form.view.body.get("callback_id")) if form else ""
        if form is not None and route not in self.forms:
            self.forms.add(route)
            self.look(form.submit(), f"{how} → send")
        self.press_inside(how)
        while (form := self.hands.form) is not None:
            form.close(all_at_once=True)
        return seen

    def press_inside(self, how: str) -> None:
        """The buttons of the form in front that were never pressed before; each may put another form in front."""
        while (form := self.hands.form) is not None:
            elements = [one for block in form.view.blocks for one in interactive_elements(block)]
            buttons = [one for one in elements if one["type"] == "button"]
            fresh = [one for one in buttons if route_of(one["action_id"]) not in self.pressed]
            if not fresh:
                return
            self.pressed.add(route_of(fresh[0]["action_id"]))
            label = label_of(fresh[0])
            self.look(form.presses(label), f"{how} → {label}")


def choices(seen: Seen) -> list[tuple[str, str, str]]:
    """Action, label and option of all that can be pressed in messages and on Home, each once."""
    blocks = [block for message in seen.messages for block in message.blocks]
    blocks += seen.home.blocks if seen.home else []
    found: dict[tuple[str, str, str], None] = {}
    for element in (element for block in blocks for element in interactive_elements(block)):
        options = [str(option["value"]) for option in element.get("options", ())]
        for option in options or [""]:
            found[str(element["action_id"]), label_of(element), option] = None
    return sorted(found, key=lambda one: route_of(one[0]) in UNDOING)


def walked(hands: Hands, channel: Channel, *, filled: bool) -> Walker:
    """Everything that can be reached from what this person types."""
    walker = Walker(hands=hands, channel=channel)
    name = hands.person.name
    walker.walk("/deal")
    walker.walk(OPENING[name], undo=False)
    for line in FILLED[name] if filled else ():
        walker.walk(line, undo=False)
    for line in (*(WITH_WORDS[name] if filled else ()), *bare(name)):
        walker.walk(line)
    walker.press_all(hands.home(), "Home")
    for line in SECOND[name] if filled else ():
        # An opening that is undone leaves nothing for the lines after it.
        walker.walk(line, undo=False)
    return walker


@pytest.mark.parametrize("filled", [False, True], ids=["new deal", "deal with everything"])
@pytest.mark.parametrize("person", ["Ana", "Dana"])
def test_nothing_that_is_typed_or_pressed_fails(
    table: Table, log: StringIO, person: str, *, filled: bool
) -> None:
    hands = table.slack.person(person)
    walker = walked(
        hands, table.slack.channel("acme" if person == "Ana" else "general"), filled=filled
    )
    assert walker.failures == []
    assert "unexpected" not in log.getvalue()
    assert not filled or unreached(walker) <= ELSEWHERE


ELSEWHERE = {
    *(
        "workspace.set",
        "audit.show",
        "move.take_out",
        "data.set",
        "owner.name",
        "import.columns",
        "trade.match_several",
        "saving.set",
    ),
    *("lead.name", "close.details", "close.review", "commitment.amend"),
    *("approval.rules", "approval.decline", "approval.trade"),
}
"""Forms that open only beside something else: an admin's, an odd sheet, a get beside two open gives, a purchase, a
workspace that has leads, a deal that is closed, something that is to be done, a give that waits
for an approver."""


def unreached(walker: Walker) -> set[str]:
    return {
        route
        for route in ROUTES.submissions
        if route not in walker.forms and not route.startswith(BY_THE_CLOCK)
    }


def test_an_admin_reaches_what_only_admins_set(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    ana.types(OPENING["Ana"], in_=acme)
    walker = Walker(hands=ben, channel=acme)
    walker.walk("/deal settings workspace")
    assert walker.failures == []
    assert "workspace.set" in walker.forms
