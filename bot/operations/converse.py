"""Typed conversations played through the production path: the real Slack app, an embedded database, the local Slack.

Each row of the input is one deal and what people typed there. What comes out is the final ledger of
the deal, what people read, and what each answer was about, so that both can be compared with what
was expected.
"""

import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import orjson
from a2wsgi import WSGIMiddleware

from bot.coach.answers.asides import MessageRead, NotRecorded
from bot.coach.answers.base import Answer
from bot.coach.answers.offers import OfferUnfit
from bot.coach.ports.store import Store
from bot.content.load import TEMPLATES
from bot.domain.deals import Deal
from bot.domain.ids import MoveNo
from bot.domain.ledger import Entry, Ledger
from bot.domain.moves import Kind, Move, State
from bot.domain.totals import compute_totals
from bot.main import Bot, build
from bot.operations.database import migrate_database
from bot.operations.rows import InvalidField, UnusableRow, parse_row
from bot.operations.topics import topics_of
from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Form, Hands, Seen
from bot.playground.listening import Listening
from bot.playground.playing import settings_for
from bot.playground.time import StandingClock, WoundClock
from bot.playground.wire import UNHURRIED
from bot.playground.workspace import JsonValue, Person
from bot.slack.blocks import Block, route_of
from bot.slack.folding import MORE, parse_option
from bot.slack.render import Message, Renderer
from bot.slack.replies import Failed, RecordedUnshown
from bot.store.engine import connect
from bot.store.store import SqlStore

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse

Row = Mapping[str, JsonValue]
"""A row of the input or of the output, as JSON has it."""

OPENING_HOUR = time(9)
"""When the first line of a day is typed, by the clock of the person's own zone."""
PAUSE = timedelta(minutes=5)
"""Between two lines of one day."""
FAILING = 500
"""From this HTTP status on the bot has failed."""
MOST_TICKS_BETWEEN = 400
"""Days without a line that the heartbeat is let through one by one; a longer pause is skipped in one go."""
COACH_ROW_DAY = "2026-11-23"
"""The day of rows that ask the coach something; they do not say one."""

BUTTONS: Mapping[str, tuple[str, ...]] = {
    "already_said": ("draft.already_said",),
    "not_yet": ("draft.not_yet",),
    "agreed": ("ask.agreed", "get.answers"),
    "partly": ("ask.partly", "get.partly"),
    "declined": ("ask.declined",),
    "withdrawn": ("ask.withdrawn",),
    "goodwill": ("draft.goodwill", "move.goodwill"),
    "drop": ("draft.drop",),
    "undo": ("move.undo",),
    "took_back": ("move.taken_back", "draft.taken_back"),
    "record": ("say.record", "draft.go_on"),
    "make_conditional": ("say.tie", "draft.conditional"),
}
"""A press in a row means the button's action, whatever its label is; the first action that is there is pressed."""

GIVE_STATES: Mapping[State, str] = {
    State.FIRM: "firm",
    State.CONDITIONAL: "conditional",
    State.DRAFT: "draft",
    State.GOODWILL: "goodwill",
    State.LAPSED: "lapsed",
    State.VOID: "void",
}
GET_STATES: Mapping[State, str] = {
    State.FIRM: "received",
    State.PROMISED: "promised",
    State.CONDITIONAL: "promised",
    State.DRAFT: "promised",
    State.TAKEN_BACK: "void",
    State.LAPSED: "void",
    State.VOID: "void",
}
ASK_STATES: Mapping[State, str] = {
    State.OPEN: "open",
    State.PARTLY: "partly",
    State.GRANTED: "agreed",
    State.DECLINED: "declined",
    State.WITHDRAWN: "withdrawn",
    State.LAPSED: "lapsed",
}

ASKING = frozenset(
    {
        "LineUnread",
        NotRecorded.__name__,
        "MoveShown",
        MessageRead.__name__,
        "Puzzled",
        "OpeningUnread",
        "OfferUnread",
        OfferUnfit.__name__,
        "WhichAsk",
        "WhichDeal",
        "DealAsked",
        "NeedsForm",
        "WhoAnswered",
        "WhoseOffer",
        "NewIssuesAsked",
        "ThousandsAsked",
        "OfferCorrectionAsked",
        "WhichPackage",
        "GetChecked",
        "TakeBackAsked",
        "EntryDropAsked",
        "TieAsked",
        "EntryChangeAsked",
        "FigureChangeAsked",
        "OwnWishTold",
        "GiveChecked",
        "SheetUnread",
        "NotDone",
        "Refused",
        "StuckAsked",
    }
)
"""Answers that come back with a question or a hint instead of recording something."""


class UnusableConversation(UnusableRow):
    """A conversation is a JSON object with an id and either lines or what was typed."""


class ConversationFailed(Exception):
    """The bot failed while a conversation was played. What went wrong stands in the log."""

    def __init__(self, row: str, line: int) -> None:
        super().__init__(row, line)
        self.row, self.line = row, line

    def __str__(self) -> str:
        return f"Conversation {self.row} ends at its line {self.line}: {type(self).__doc__}"


class RecordingRenderer(Renderer):
    """A renderer that remembers which answers it has rendered."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.rendered: list[Answer] = []

    def render(
        self, answer: Answer, *, locale: str, today: date, with_sentences: bool = True
    ) -> Message:
        self.rendered.append(answer)
        return super().render(answer, locale=locale, today=today, with_sentences=with_sentences)

    def blocks(
        self, answer: Answer, *, locale: str, today: date, with_sentences: bool = True
    ) -> list[Block]:
        self.rendered.append(answer)
        return super().blocks(answer, locale=locale, today=today, with_sentences=with_sentences)


@dataclass(slots=True)
class Transcript:
    """What was read after each line of a conversation: the words, and what they were about."""

    answers: list[str] = field(default_factory=list)
    topics: list[list[str]] = field(default_factory=list)
    missing: list[int] = field(default_factory=list)
    asked: bool = False

    def add(self, text: str, topics: list[str]) -> None:
        self.answers.append(text)
        self.topics.append(topics)

    def skip(self, line: int) -> None:
        """Notes a press whose button was not there."""
        self.missing.append(line)
        self.add("", [])
        self.asked = False


class WebDoor:
    """One address for the bots of all rows, so that the local Slack need not learn a new one for each."""

    bot: Bot | None = None

    def __call__(
        self, environ: dict[str, JsonValue], start_response: "StartResponse"
    ) -> Iterable[bytes]:
        if self.bot is None:
            raise RuntimeError("no bot is being played")
        return self.bot.web(environ, start_response)


def converse(lines: Iterable[bytes]) -> bytes:
    """Plays each row; one JSON array with a row for each.

    Raises `UnusableConversation` with the number of a line that is none, and `ConversationFailed` where the bot fails.
    """
    played = list(play_conversations(lines, RecordingRenderer(TEMPLATES)))
    return orjson.dumps(played, option=orjson.OPT_APPEND_NEWLINE)


def play_conversations(lines: Iterable[bytes], renderer: RecordingRenderer) -> Iterator[Row]:
    """Plays each row with this renderer and returns what came of it, one after the other.

    Raises `UnusableConversation` with the number of a line that is none.
    """
    rows = [
        _parse_conversation(line, number) for number, line in enumerate(lines, 1) if line.strip()
    ]
    return _play_rows(rows, renderer)


def _play_rows(rows: Sequence[Row], renderer: RecordingRenderer) -> Iterator[Row]:
    door = WebDoor()
    app = WSGIMiddleware(door, workers=4)  # type: ignore[arg-type] # it types WSGI anew
    served = Listening(app, name="bot")
    slack = FakeSlack(clock=StandingClock(), patience=UNHURRIED)
    with slack, tempfile.TemporaryDirectory(prefix="giveget-") as folder:
        served.start()
        slack.connect(served.url)
        empty = Path(folder) / "empty.db"
        migrate_database(settings_for(slack.settings(f"sqlite:///{empty}")))
        try:
            for row in rows:
                database = Path(folder) / "row.db"
                # copying the file is quicker than running every migration for each row
                shutil.copy(empty, database)
                yield _play_row(row, slack, door, database, renderer)
                for leftover in Path(folder).glob("row.db*"):
                    leftover.unlink()
        finally:
            served.stop()


def _parse_conversation(line: bytes, number: int) -> Row:
    try:
        row = parse_row(line)
    except InvalidField:
        raise UnusableConversation(number) from None
    if "id" not in row or not ({"lines", "typed"} & row.keys()):
        raise UnusableConversation(number)
    return row


def _play_row(
    row: Row,
    slack: FakeSlack,
    door: WebDoor,
    database: Path,
    renderer: RecordingRenderer,
) -> Row:
    lines = _lines_of(row)
    slack.reset(now=_moment(lines[0]["on"], slack, 0))
    url = f"sqlite:///{database}"
    bot = build(
        settings_for(slack.settings(url)),
        clock=slack.clock,
        patience=UNHURRIED,
        renderer=renderer,
    )
    reader = connect(url, threads=1)
    door.bot = bot
    try:
        conversation = Conversation(row, slack, bot, SqlStore(reader), renderer)
        conversation.open_deal(row.get("deal", ""), lines[0])
        for index, line in enumerate(lines):
            conversation.play(index, line)
        return conversation.result()
    finally:
        bot.close()
        reader.close()
        door.bot = None


def _lines_of(row: Row) -> list[Row]:
    """The lines of a conversation; a question to the coach is one after what was typed before it."""
    if "lines" in row:
        return list(row["lines"])
    before = [line for line in row.get("before", ()) if not line.startswith("/deal open")]
    return [{"on": COACH_ROW_DAY, "by": "ana", "typed": typed} for typed in [*before, row["typed"]]]


def _moment(day: str, slack: FakeSlack, nth: int) -> datetime:
    """When the nth line of a day is typed."""
    zone = ZoneInfo(slack.workspace.person_named("Ana").zone)
    local = datetime.combine(date.fromisoformat(day), OPENING_HOUR, zone)
    return local.astimezone(UTC) + nth * PAUSE


class Conversation:
    """One row being played in a private channel in which everybody named is a member."""

    def __init__(
        self,
        row: Row,
        slack: FakeSlack,
        bot: Bot,
        store: Store,
        renderer: RecordingRenderer,
    ) -> None:
        self._row = row
        self._slack = slack
        self._bot = bot
        self._store = store
        self._renderer = renderer
        self._transcript = Transcript()
        self._channel = slack.channel("acme")
        self._last_seen: dict[str, Seen] = {}
        self._lines_today = 0
        self._today = ""
        for line in _lines_of(row):
            self._let_in(line["by"])

    def _let_in(self, name: str) -> None:
        """Makes a person a member of the channel who reads in the language of the row."""
        person = self._person(name)
        person.locale = self._row.get("locale", "en-US")
        if person.id not in self._channel.members:
            self._channel.members.append(person.id)

    def _person(self, name: str) -> Person:
        return self._slack.workspace.person_named(name.capitalize())

    def _hands(self, name: str) -> Hands:
        return self._slack.person(name.capitalize())

    def open_deal(self, typed: str, first: Row) -> None:
        """Opens the deal in the words of the row; its answer is not part of the transcript."""
        before = [line for line in self._row.get("before", ()) if line.startswith("/deal open")]
        opening = typed or (before[0] if before else "")
        if not opening:
            opening = f"/deal open Northwind {self._row.get('side', 'selling')} 100k EUR"
        self._pass_time(first)
        seen = self._hands(first["by"]).types(opening, in_=self._channel)
        if seen.form is not None:
            seen.form.submit()

    def play(self, index: int, line: Row) -> None:
        """Plays one line or press and adds its answer to the transcript."""
        self._pass_time(line)
        self._renderer.rendered.clear()
        entries = self._count_entries()
        seen = self._act(line)
        if seen is None:
            self._transcript.skip(index)
            return
        rendered = list(self._renderer.rendered)
        if _has_failed(rendered, seen):
            raise ConversationFailed(str(self._row["id"]), index + 1)
        self._last_seen[line["by"]] = seen
        self._transcript.add(readable_text(seen), topics_of(rendered))
        recorded = self._count_entries() > entries
        self._transcript.asked = not recorded and _asks(rendered, seen)

    def _act(self, line: Row) -> Seen | None:
        hands = self._hands(line["by"])
        if "typed" in line:
            typed = line["typed"]
            return hands.types(typed, in_=self._channel if typed.startswith("/") else None)
        answer = self._last_seen.get(line["by"]) or next(
            reversed(list(self._last_seen.values())), None
        )
        if answer is None:
            return None
        return _press(hands, answer, line["press"])

    def _pass_time(self, line: Row) -> None:
        """Winds the clock to when the line is typed; the heartbeat beats once a day until then."""
        if line.get("again"):
            return
        if line["on"] != self._today:
            self._today, self._lines_today = line["on"], 0
        moment = _moment(line["on"], self._slack, self._lines_today)
        self._lines_today += 1
        days = min((moment - self._slack.clock.now()).days, MOST_TICKS_BETWEEN)
        for left in range(days, 0, -1):
            self._wind_to(moment - timedelta(days=left))
        self._wind_to(moment)

    def _wind_to(self, moment: datetime) -> None:
        clock: WoundClock = self._slack.clock
        if moment > clock.now():
            clock.wind_to(moment)
        self._bot.tick()

    def _count_entries(self) -> int:
        with self._store.reading() as work:
            return sum(
                len(work.ledger.list_entries(deal.team, deal.id)) for deal in work.deals.list_all()
            )

    def result(self) -> Row:
        """The final ledger and everything that was read."""
        with self._store.reading() as work:
            deals = work.deals.list_all()
            deal = deals[-1] if deals else None
            ledger = work.ledger.load(deal.team, deal.id) if deal else Ledger()
            entries = work.ledger.list_entries(deal.team, deal.id) if deal else ()
        today = self._slack.clock.now().astimezone(ZoneInfo(self._person("ana").zone)).date()
        totals = compute_totals(ledger, today)
        return {
            "id": self._row["id"],
            "answers": self._transcript.answers,
            "topics": self._transcript.topics,
            "missing": self._transcript.missing,
            "moves": [] if deal is None else _moves_of(deal, ledger, entries, today),
            "given": _plain(totals.given),
            "got": _plain(totals.got),
            "exposure": _plain(totals.exposure),
            "asked": self._transcript.asked,
        }


def _has_failed(rendered: Sequence[Answer], seen: Seen) -> bool:
    """Whether something that nobody foresaw went wrong, or the bot did not answer at all."""
    if any(isinstance(answer, Failed | RecordedUnshown) for answer in rendered):
        return True
    return any(answer.problem or (answer.status or 0) >= FAILING for answer in seen.answers)


def _press(hands: Hands, answer: Seen, press: str | Row) -> Seen | None:
    """Presses a button of the last answer, or chooses an option; a form that opens is sent as it opened."""
    if isinstance(press, str):
        seen = _press_action(hands, answer, BUTTONS[press])
    else:
        seen = _choose_words(hands, answer, press["choose"])
    if seen is not None and seen.form is not None and answer.form is None:
        return seen.form.submit()
    return seen


def _press_action(hands: Hands, answer: Seen, actions: Sequence[str]) -> Seen | None:
    """Presses the first button whose action is one of these."""
    for action in actions:
        for element in _elements(answer.blocks):
            if element["type"] == "button" and route_of(element["action_id"]) == action:
                return hands.presses(_label(element), on=answer)
            if route_of(element["action_id"]) != MORE:
                continue
            for option in element["options"]:
                if parse_option(option["value"])[0] == action:
                    return hands.chooses(_label(option), in_=element["action_id"], on=answer)
    return None


def _choose_words(hands: Hands, answer: Seen, words: str) -> Seen | None:
    """Presses the button, or picks the option, that contains these words."""
    for element in _elements(answer.blocks):
        if element["type"] == "button" and words in _label(element):
            return hands.presses(_label(element), on=answer)
        for option in element.get("options", ()):
            text = option["text"]["text"]
            if words not in text:
                continue
            if answer.form is not None:
                label = _label_of_field(answer.form, element["action_id"])
                return answer.form.fill(label, text).submit()
            return hands.chooses(text, in_=element["action_id"], on=answer)
    return None


def _label_of_field(form: Form, action: str) -> str:
    for block in form.view.blocks:
        if block["type"] == "input" and block["element"]["action_id"] == action:
            return str(block["label"]["text"])
    return ""


def _label(element: Mapping[str, JsonValue]) -> str:
    return str(element["text"]["text"])


def _elements(blocks: Iterable[Mapping[str, JsonValue]]) -> Iterator[Mapping[str, JsonValue]]:
    """Every element that can be pressed or chosen from."""
    for block in blocks:
        nested = [*block.get("elements", ()), block.get("accessory"), block.get("element")]
        for element in nested:
            if isinstance(element, dict) and "action_id" in element:
                yield element


def readable_text(seen: Seen) -> str:
    """All that a person reads of an answer: text of every block, labels of buttons and of options."""
    options = [
        option["text"]["text"]
        for element in _elements(seen.blocks)
        for option in element.get("options", ())
    ]
    return "\n".join([seen.text, *options]).strip()


def _asks(rendered: Sequence[object], seen: Seen) -> bool:
    if seen.form is not None:
        return True
    return any(type(answer).__name__ in ASKING for answer in rendered)


def _moves_of(deal: Deal, ledger: Ledger, entries: Sequence[Entry], today: date) -> list[Row]:
    dropped = {no for entry in entries for no in _list_dropped(entry)}
    shown = []
    for no in sorted(ledger.moves):
        move = ledger.moves[no]
        hidden = move.state is State.VOID and (no in dropped or move.kind is Kind.ASK)
        if not hidden:
            shown.append(_move_row(deal, ledger, move, today))
    return shown


def _list_dropped(entry: Entry) -> Iterator[MoveNo]:
    """The drafts that an entry made void; they never counted."""
    drafts = {move.no for move in entry.before if move.state is State.DRAFT}
    for move in entry.moves:
        if move.no in drafts and move.state is State.VOID:
            yield move.no


def _move_row(deal: Deal, ledger: Ledger, move: Move, today: date) -> Row:
    counts = move.kind is Kind.GIVE and move.counts_on(today)
    left = ledger.find_answer(move, today).left if counts else None
    return {
        "no": move.no,
        "kind": _kind(move),
        "what": move.what,
        "state": _state(move),
        "cost": _plain(deal.yardstick.amount(move.cost, move.on)),
        "worth": _plain(deal.yardstick.amount(move.worth, move.on)),
        "open": _plain(left),
        "with": _tied_to(ledger, move),
    }


def _kind(move: Move) -> str:
    if move.kind is Kind.ASK and not move.ours:
        return "their_ask"
    return str(move.kind)


def _state(move: Move) -> str:
    if move.kind is Kind.GIVE:
        return "test" if move.test else GIVE_STATES[move.state]
    return (GET_STATES if move.kind is Kind.GET else ASK_STATES)[move.state]


def _tied_to(ledger: Ledger, move: Move) -> list[MoveNo]:
    """The gets of a give, or the gives of a get."""
    other = {tie.get if tie.give == move.no else tie.give for tie in ledger.ties_of(move.no)}
    return sorted(other)


def _plain(amount: Decimal | None) -> str | None:
    return None if amount is None else f"{amount.normalize():f}"
