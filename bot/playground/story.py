"""Stories: what people do in a deal, written as lines and played through the same hands as everything else.

= A sentence that says what happens now, for the page and the transcript
Ana #acme> /concede 5% off cost 12k        typed in a channel; without one, where she was last
Ana> [Already said]                        a button, of the form in front or of the newest message that has it
Ana> form What do you give? = 5% off       a field of the form in front
Ana> choose Match with = 24-month term     an option of a menu
Ana> home                                  looks at Home
Ana> shortcut Log as give on We can do     from the message that starts so
clock> next morning                        or 1h, 1d, 1w, or a day and time
at 2026-11-23 09:00                        when it begins
about Selling: a renewal                   what it is about, for who chooses one
# a remark that nobody sees
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.playground.cast import ZONE
from bot.playground.deeds import CannotDo
from bot.playground.hands import Form, Hands, Seen, Shown
from bot.playground.switchboard import Switchboard
from bot.playground.transcript import Names, buttons_of, message_lines, view_lines
from bot.playground.winding import wind
from bot.playground.workspace import Channel, Message, Notice, View

STORIES = Path(__file__).parent / "stories"
COACH, SLACK = "coach", "Slack"


class Verb(StrEnum):
    TYPES = "types"
    PRESSES = "presses"
    FILLS = "form"
    CHOOSES = "choose"
    HOME = "home"
    SHORTCUT = "shortcut"
    CLOCK = "clock"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One act: who does what, where, and on what."""

    verb: Verb
    who: str
    words: str
    on: str = ""
    channel: str | None = None
    caption: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    name: str
    start: datetime | None
    steps: tuple[Step, ...]
    about: str = ""


class Unplayable(Exception):
    """This story cannot be read or played further."""


LINE = re.compile(r"(?P<who>\w+)(?: #(?P<channel>[\w-]+))?> (?P<what>.+)")
MOMENT = "%Y-%m-%d %H:%M"
FIRST = "renewal"
"""The story that is told where none is named."""


def story_named(name: str) -> Story:
    """One of those that come with the playground."""
    for path in STORIES.glob("*.story"):
        if path.stem == name:
            return read_story(path.read_text(encoding="utf-8"), name)
    raise Unplayable(
        f"There is no story {name!r}; there are {', '.join(sorted(one.stem for one in STORIES.iterdir()))}."
    )


def stories() -> list[Story]:
    """All that come with the playground, the first one first."""
    names = sorted(
        (path.stem for path in STORIES.glob("*.story")), key=lambda name: (name != FIRST, name)
    )
    return [story_named(name) for name in names]


def read_story(text: str, name: str = "story") -> Story:
    start: datetime | None = None
    about = ""
    steps: list[Step] = []
    caption = ""
    for number, raw in enumerate(text.splitlines(), 1):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        if line.startswith("="):
            caption = line[1:].strip()
        elif line.startswith("about "):
            about = line.removeprefix("about ")
        elif line.startswith("at "):
            start = datetime.strptime(line[3:], MOMENT).replace(tzinfo=ZoneInfo(ZONE))
        else:
            steps.append(_step(line, number, caption))
            caption = ""
    return Story(name=name, start=start, steps=tuple(steps), about=about)


def _step(line: str, number: int, caption: str) -> Step:
    found = LINE.fullmatch(line)
    if not found:
        raise Unplayable(f"Line {number} is not `Who #channel> what`: {line}")
    verb, words, on = _deed(found["who"], found["what"].strip())
    return Step(
        verb=verb,
        who=found["who"],
        words=words,
        on=on,
        channel=found["channel"],
        caption=caption,
        line=number,
    )


def _deed(who: str, what: str) -> tuple[Verb, str, str]:
    if who == "clock":
        return Verb.CLOCK, what, ""
    if what == "home":
        return Verb.HOME, "", ""
    pressed = re.fullmatch(r"\[(.+)\]", what)
    if pressed:
        return Verb.PRESSES, pressed[1], ""
    for verb, between in ((Verb.FILLS, " = "), (Verb.CHOOSES, " = "), (Verb.SHORTCUT, " on ")):
        start = f"{verb.value} "
        if what.startswith(start) and between in what:
            words, _, on = what.removeprefix(start).partition(between)
            return verb, words.strip(), on.strip()
    return Verb.TYPES, what, ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One step as played: its lines, what was going on and what was done for it, by whom and where."""

    lines: tuple[str, ...]
    caption: str
    deed: str
    on: str
    who: str | None
    channel: str | None
    place: str | None


@dataclass(frozen=True, slots=True)
class _Before:
    """What stood there before a step."""

    version: int
    notices: int
    faces: dict[str, str]


class Player:
    """Plays a story step by step in a workspace and tells it as a transcript."""

    def __init__(self, board: Switchboard, story: Story, tick: Callable[[], object]) -> None:
        self.board = board
        self.story = story
        self.at = 0
        self._tick = tick
        self._caption = ""
        self._where: dict[str, Channel] = {}
        if story.start:
            board.clock.wind_to(story.start)

    @property
    def done(self) -> bool:
        return self.at >= len(self.story.steps)

    def step(self) -> Told:
        """Plays the next step. `Unplayable` says at which line it could not go on."""
        step = self.story.steps[self.at]
        before = self._before()
        try:
            self._play(step)
        except (CannotDo, StopIteration, ValueError) as problem:
            raise Unplayable(f"{self.story.name}, line {step.line}: {problem}") from problem
        self.at += 1
        return self._told(step, before)

    def _before(self) -> _Before:
        workspace = self.board.workspace
        with workspace.lock:
            faces = {
                one.id: _face(one) for one in [*workspace.views.values(), *workspace.homes.values()]
            }
            return _Before(workspace.version, len(workspace.notices), faces)

    def _play(self, step: Step) -> None:
        if step.verb is Verb.CLOCK:
            wind(self.board.clock, step.words, self._tick)
            return
        hands = Hands(self.board, self.board.workspace.person_named(step.who))
        if step.channel:
            self._where[step.who] = self.board.workspace.channel_named(step.channel)
        ACTS[step.verb](self, hands, step)

    def _types(self, hands: Hands, step: Step) -> None:
        hands.types(step.words, in_=self._where.get(step.who))

    def _presses(self, hands: Hands, step: Step) -> None:
        form = hands.form
        if form is None:
            hands.presses(step.words, on=self._newest(hands, step.words))
        elif step.words == (form.view.body.get("submit") or {}).get("text"):
            form.submit()
        elif step.words == (form.view.body.get("close") or {}).get("text", "Cancel"):
            form.close()
        else:
            form.presses(step.words)

    def _newest(self, hands: Hands, label: str) -> Seen | Shown:
        """The newest message with this button that the person can see here or from the coach; else Home."""
        here = self._where.get(hands.person.name)
        places = ([here] if here else []) + [hands.dm]
        shown = [
            one for place in places for one in hands.sees(place) if label in buttons_of(one.blocks)
        ]
        if shown:
            return max(shown, key=lambda one: one.message.version)
        return Seen(hands=hands, home=self.board.workspace.homes.get(hands.id))

    def _fills(self, hands: Hands, step: Step) -> None:
        self._form(hands).fill(step.words, step.on)

    def _chooses(self, hands: Hands, step: Step) -> None:
        form = hands.form
        places = ([self._where[step.who]] if step.who in self._where else []) + [hands.dm]
        seen = Seen(
            hands=hands,
            messages=tuple(one for place in places for one in reversed(hands.sees(place))),
        )
        hands.chooses(step.on, in_=step.words, on=form or seen)

    def _form(self, hands: Hands) -> Form:
        if hands.form is None:
            raise CannotDo(f"{hands.person.name} has no form open.")
        return hands.form

    def _home(self, hands: Hands, _step: Step) -> None:
        hands.home()

    def _shortcut(self, hands: Hands, step: Step) -> None:
        here = self._where.get(step.who)
        said = [one for one in hands.sees(here) if one.text.startswith(step.on)] if here else []
        if not said:
            raise CannotDo(f"{step.who} sees no message that starts with {step.on!r}.")
        hands.shortcut(step.words, on=said[-1])

    def _told(self, step: Step, before: _Before) -> Told:
        person = None if step.verb is Verb.CLOCK else self.board.workspace.person_named(step.who)
        where = self._where.get(step.who)
        caption = [f"— {step.caption}"] if step.caption else []
        self._caption = step.caption or self._caption
        deed, on = self._deed(step)
        return Told(
            lines=(
                *caption,
                *self._act_lines(step),
                *self._news(before, person.id if person else None),
            ),
            caption=self._caption,
            deed=deed,
            on=on,
            who=person.id if person else None,
            channel=where.id if where else None,
            place="home" if step.verb is Verb.HOME else None,
        )

    def _deed(self, step: Step) -> tuple[str, str]:
        """What was done, and the words it was done with or on."""
        match step.verb:
            case Verb.CLOCK:
                return "It is now", self._moment()
            case Verb.PRESSES:
                return f"{step.who} presses", step.words
            case Verb.FILLS | Verb.CHOOSES:
                return f"{step.who} fills in “{step.words}”:", step.on
            case Verb.HOME:
                return f"{step.who} opens", "Home"
            case Verb.SHORTCUT:
                return f"From “{step.on}” {step.who} picks", step.words
        return f"{step.who} types", step.words

    def _moment(self) -> str:
        return f"{self.board.clock.now().astimezone(ZoneInfo(ZONE)):%a %d %b %Y, %H:%M}"

    def _act_lines(self, step: Step) -> list[str]:
        channel = f" #{step.channel}" if step.channel else ""
        match step.verb:
            case Verb.CLOCK:
                return [self._moment()]
            case Verb.PRESSES:
                return [spoken(step.who, f"[{step.words}]")]
            case Verb.FILLS | Verb.CHOOSES:
                return [spoken(step.who, f"{step.words}: {step.on}")]
            case Verb.HOME:
                return [spoken(step.who, "opens Home")]
            case Verb.SHORTCUT:
                return [spoken(step.who, f"{step.words}, on “{step.on}”")]
        return [spoken(step.who + channel, step.words)]

    def _news(self, before: _Before, actor: str | None) -> list[str]:
        """All that appeared, for whomever; who sees it is said where it is not only the one who acted."""
        workspace = self.board.workspace
        names = Names.of(workspace)
        with workspace.lock:
            lines = [
                line
                for one in self._messages(before)
                for line in self._message_lines(one, names, actor)
            ]
            for view in self._views(before, actor):
                lines += _indented(COACH, view_lines(view, names))
            lines += [spoken(SLACK, one.text) for one in self._notices(before, actor)]
        return lines

    def _messages(self, before: _Before) -> list[tuple[Channel, Message]]:
        bot = self.board.workspace.bot.id
        fresh = [
            (channel, message)
            for channel in self.board.workspace.channels.values()
            for message in channel.messages
            if message.version > before.version and message.by == bot
        ]
        return sorted(fresh, key=lambda one: one[1].version)

    def _message_lines(
        self, one: tuple[Channel, Message], names: Names, actor: str | None
    ) -> list[str]:
        channel, message = one
        reader = message.only_for or channel.partner
        if reader is None:
            to = f"{COACH}, to all of #{channel.name}"
        else:
            to = (
                COACH
                if reader == actor
                else f"{COACH}, to {self.board.workspace.people[reader].name}"
            )
        return _indented(to, message_lines(message, names))

    def _views(self, before: _Before, actor: str | None) -> list[View]:
        workspace = self.board.workspace
        if actor is None:
            return []
        home = workspace.homes.get(actor)
        shown = [*([home] if home else []), *workspace.stack_of(actor)[-1:]]
        return [one for one in shown if before.faces.get(one.id) != _face(one)]

    def _notices(self, before: _Before, actor: str | None) -> list[Notice]:
        fresh = self.board.workspace.notices[before.notices :]
        return [one for one in fresh if one.person in (None, actor)]


ACTS: dict[Verb, Callable[[Player, Hands, Step], None]] = {
    Verb.TYPES: Player._types,  # noqa: SLF001 - the table belongs to the class above
    Verb.PRESSES: Player._presses,  # noqa: SLF001
    Verb.FILLS: Player._fills,  # noqa: SLF001
    Verb.CHOOSES: Player._chooses,  # noqa: SLF001
    Verb.HOME: Player._home,  # noqa: SLF001
    Verb.SHORTCUT: Player._shortcut,  # noqa: SLF001
}


def _face(view: View) -> str:
    """What of a view is the bot's doing: what a person fills in changes nothing here."""
    return f"{view.hash} {view.errors}"


MARGIN = 6


def spoken(who: str, words: str) -> str:
    return f"{who:<{MARGIN}} {words}"


def _indented(who: str, lines: list[str]) -> list[str]:
    """The first line with the speaker, the others under it; a longer speaker stands on a line alone."""
    if len(who) > MARGIN:
        return [f"{who}:", *(spoken("", line) for line in lines)]
    return [spoken(who, lines[0]), *(spoken("", line) for line in lines[1:])] if lines else []
