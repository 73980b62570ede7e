"""What a test has at hand besides people: the ledger behind the conversation, the clock, the heartbeat."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass
from datetime import timedelta

from bot.domain.deals import Deal
from bot.domain.ids import MoveNo
from bot.domain.ledger import Entry, Ledger
from bot.domain.moves import Kind as MoveKind
from bot.domain.moves import Move, State
from bot.domain.totals import Totals, compute_totals, open_move_numbers
from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Form, Hands, Seen
from bot.playground.payloads import url_of
from bot.playground.web_api import person_json
from bot.playground.wire import Sending, What
from bot.playground.workspace import Channel, Kind
from bot.store.engine import Database
from bot.store.store import SqlStore


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The workspace, and the ledger as it was stored."""

    slack: FakeSlack
    store: SqlStore
    tick: Callable[[], object]
    database: Database
    restart: Callable[[], object]

    def wind(self, **by: float) -> None:
        """Time passes; the bot's heart beats once at the end of it."""
        self.slack.clock.wind(timedelta(**by))
        self.tick()

    def disturb(self, statement: str) -> None:
        """Something happens to the database behind the bot's back."""
        with self.database.engine.connect() as connection:
            connection.exec_driver_sql(statement)

    def waiting(self) -> set[str]:
        """The ids of the lines that wait."""
        with self.database.engine.connect() as connection:
            return set(connection.exec_driver_sql("SELECT id FROM pending_inputs").scalars())

    def everything_stored(self, *, but: str = "") -> str:
        """Every row of every table, but those of one."""
        with self.database.engine.connect() as connection:
            names = connection.exec_driver_sql(
                "SELECT name FROM sqlite_master WHERE type = 'table'"
            ).scalars()
            rows = [
                connection.exec_driver_sql(f'SELECT * FROM "{name}"').all()
                for name in list(names)
                if name != but
            ]
        return repr(rows)

    def deals(self) -> list[Deal]:
        with self.store.reading() as work:
            return list(work.deals.list_all())

    @property
    def deal(self) -> Deal:
        """The only deal there is."""
        (deal,) = self.deals()
        return deal

    def entries(self) -> list[Entry]:
        """Every entry of every deal."""
        with self.store.reading() as work:
            return [
                e
                for deal in work.deals.list_all()
                for e in work.ledger.list_entries(deal.team, deal.id)
            ]

    @property
    def ledger(self) -> Ledger:
        with self.store.reading() as work:
            return work.ledger.load(self.deal.team, self.deal.id)

    @property
    def sums(self) -> Totals:
        """The kept sums, which must be those of the whole ledger."""
        with self.store.reading() as work:
            kept = work.ledger.load_totals(self.deal.team, self.deal.id)
        assert kept == compute_totals(self.ledger, self.slack.clock.now().date())
        return kept

    def check_sums(self) -> None:
        """Holds what is kept of every deal to its whole ledger. Goodwill counts from a day on, which each person has
        at another time; deals with some are left out."""
        today = self.slack.clock.now().date()
        with self.store.reading() as work:
            for deal in work.deals.list_all():
                ledger = work.ledger.load(deal.team, deal.id)
                if any(move.state is State.GOODWILL for move in ledger.moves.values()):
                    continue
                kept = work.ledger.load_totals(deal.team, deal.id)
                assert kept == compute_totals(ledger, today)
                found = [
                    move.no
                    for kind in MoveKind
                    for move in work.ledger.list_open_moves(deal.team, deal.id, kind)
                ]
                assert frozenset(found) == open_move_numbers(ledger, today)

    def move(self, no: int) -> Move:
        return self.ledger.moves[MoveNo(no)]

    def states(self) -> list[str]:
        """Each move in order, as `give firm`."""
        moves = sorted(self.ledger.moves.values(), key=lambda m: m.no)
        return [f"{m.kind} {m.state}" for m in moves]


OPEN = "/deal open Acme renewal selling 240k EUR"


def opened(person: Hands, channel: Channel, line: str = OPEN) -> Seen:
    """A deal to talk about."""
    return person.types(line, in_=channel)


def form_of(seen: Seen) -> Form:
    """The form that opened."""
    assert seen.form is not None, seen.text
    return seen.form


@contextmanager
def broken(table: Table, name: str, column: str, id_: str) -> Iterator[None]:
    """A column of a row cannot be read for a while."""
    with table.database.engine.connect() as connection:
        found = connection.exec_driver_sql(f"SELECT {column} FROM {name} WHERE id = ?", (id_,))
        before = str(found.scalar_one())
    table.disturb(f"UPDATE {name} SET {column} = 'broken' WHERE id = '{id_}'")
    yield
    table.disturb(f"UPDATE {name} SET {column} = '{before}' WHERE id = '{id_}'")


def give_role(owner: Hands, acme: Channel, who: str, role: str) -> Seen:
    """The owner says what somebody may do."""
    form = form_of(owner.presses("Change a role", on=owner.types("/deal people", in_=acme)))
    return form.fill("Who?", [who]).fill("May do what?", role).submit()


def deactivate(slack: FakeSlack, person: Hands) -> None:
    """Somebody's account is deactivated, and Slack tells of it."""
    known = slack.workspace.people[person.id]
    known.kind = Kind.DEACTIVATED
    slack.event("user_change", user=person_json(known, slack.workspace))


def forged(slack: FakeSlack, person: Hands, **changes: object) -> Seen:
    """The last click or form once more, with something in it altered, as `person` sees the answer.

    `value` alters the button's value, `metadata` what the form carries, `user` who it says it is.
    """
    payload = deepcopy(slack.last_payload(What.INTERACTIVE))
    payload["trigger_id"] = slack.workspace.new_trigger(person.id).id
    if "value" in changes:
        payload["actions"][0]["value"] = changes["value"]
    if "metadata" in changes:
        payload["view"]["private_metadata"] = changes["metadata"]
    if "user" in changes:
        payload["user"] |= {"id": changes["user"]}
    if "response_url" in payload:
        again = slack.workspace.new_response_url(channel=payload["channel"]["id"], person=person.id)
        payload["response_url"] = url_of(again, slack.url)
    return person.watching(lambda: slack.deliver(Sending(what=What.INTERACTIVE, payload=payload)))


def pressed(slack: FakeSlack) -> str:
    """The value of the button pressed last."""
    return str(slack.last_payload(What.INTERACTIVE)["actions"][0]["value"])
