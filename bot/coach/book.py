"""A deal's ledger opened for one request: look, decide, add an entry, all in one transaction."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property

from bot.coach.access import Need, refused, role_of
from bot.coach.answers import Exposure, NotDone, Why
from bot.coach.desk import Desk
from bot.coach.ports import Glance, Once, Work
from bot.coach.requests import Actor
from bot.domain.deals import Deal, Role
from bot.domain.ids import DealId, MoveNo
from bot.domain.ledger import Entry, Ledger, Verb, changed
from bot.domain.moves import COUNTED, Kind, Move, State
from bot.domain.offers import Offer
from bot.domain.situation import Situation
from bot.domain.standing import Standing, advance, open_now, standing
from bot.domain.trades import Tie


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What one entry will say: moves as they stand after it, those that stood before, ties made and undone."""

    verb: Verb
    moves: tuple[Move, ...]
    before: tuple[Move, ...] = ()
    tied: tuple[Tie, ...] = ()
    untied: tuple[Tie, ...] = ()
    offers: tuple[Offer, ...] = ()
    offers_before: tuple[Offer, ...] = ()
    why: str = ""

    @property
    def adds_only(self) -> bool:
        """Whether it only adds gives and asks that are tied to nothing, so that the sums can be carried on. A get that
        counts ends a run of ours, wherever its day puts it."""
        gets = any(m.kind is Kind.GET and m.state in COUNTED for m in self.moves)
        return not (gets or self.before or self.tied or self.untied)


@dataclass(frozen=True, kw_only=True)
class Book:
    """A deal opened by one person in one transaction. The whole ledger is read only where a glance is not enough."""

    desk: Desk
    work: Work
    by: Actor
    deal: Deal
    role: Role
    glance: Glance
    whole: Ledger | None = None

    @cached_property
    def ledger(self) -> Ledger:
        """The whole ledger, as it stood when it was first looked at, or after `write`."""
        return self.whole or self.work.ledger(self.by.team, self.deal.id)

    def shows(self, move: Move) -> bool:
        """Whether the person may see a move: somebody else's draft is theirs alone."""
        return move.state is not State.DRAFT or move.person == self.by.person

    def move(self, no: MoveNo) -> Move | None:
        """One move that the person may see."""
        move = self.work.move(self.by.team, self.deal.id, no)
        return move if move is not None and self.shows(move) else None

    @property
    def next_no(self) -> MoveNo:
        """The number of the next move."""
        return MoveNo(self.glance.standing.last + 1)

    def write(self, change: Change, key: str) -> "Written":
        """Adds an entry and carries the sums on: by the new moves alone where it can, else from the whole ledger."""
        seq = self.glance.entries + 1
        now = self.desk.clock.now()
        entry = Entry(
            seq=seq,
            at=now,
            person=self.by.person,
            verb=change.verb,
            moves=change.moves,
            before=change.before,
            tied=change.tied,
            untied=change.untied,
            offers=change.offers,
            offers_before=change.offers_before,
            why=change.why,
        )
        self.work.take(self.by.team, key, Once(deal=self.deal.id, seq=seq), now)
        if change.adds_only:
            after = self._carried(change.moves)
            self.work.append(self.deal, entry, after)
            return Written(book=self, entry=entry, before=self.glance.standing, after=after)
        ledger = self.ledger.after(entry)
        after = standing(ledger, self.by.today)
        self.work.append(self.deal, entry, after, open_now(ledger, self.by.today))
        book = replace(self, whole=ledger)
        resumed = self.deal.held_since is not None and _brings_a_get(change)
        return Written(
            book=book.going_on(entry, after) if resumed else book,
            entry=entry,
            before=self.glance.standing,
            after=after,
            resumed=resumed,
        )

    def going_on(self, entry: Entry, standing: Standing) -> "Book":
        """The deal off its hold, as an entry of its own after that one."""
        deal = replace(self.deal, held_since=None, version=self.deal.version + 1)
        resumed = Entry(seq=entry.seq + 1, at=entry.at, person=entry.person, verb=Verb.RESUMED)
        self.work.append(deal, resumed, standing)
        self.work.save_deal(deal)
        return replace(self, deal=deal)

    def note(self, verb: Verb, why: str) -> None:
        """Adds an entry without a move: the audit of what changes no sum."""
        now = self.desk.clock.now()
        entry = Entry(
            seq=self.glance.entries + 1, at=now, person=self.by.person, verb=verb, why=why
        )
        self.work.append(self.deal, entry, self.glance.standing)

    def _carried(self, moves: Iterable[Move]) -> Standing:
        after = self.glance.standing
        for move in moves:
            after = advance(after, move, self.deal.yardstick)
        return after

    def settled(self, move: Move, state: State) -> Move:
        """The move settled today: an ask answered, a condition met or lapsed."""
        return changed(
            move, state=state, settled=self.by.today, settled_after=self.glance.standing.last
        )

    def situation(self, move: Move | None, ties: tuple[Tie, ...] = ()) -> Situation:
        """What the rules may look at: the deal as it was opened, and the move about to count with its ties."""
        glance = self.glance
        return Situation(
            deal=self.deal,
            today=self.by.today,
            standing=glance.standing,
            open_gives=glance.open_gives,
            open_asks=tuple(a for a in reversed(glance.open_asks) if a.ours),
            their_asks=tuple(a for a in reversed(glance.open_asks) if not a.ours),
            loose_gets=glance.loose_gets,
            recent=tuple(reversed(glance.recent)),
            move=move,
            ties=ties,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """An entry that was added, and the sums around it."""

    book: Book
    entry: Entry
    before: Standing
    after: Standing
    resumed: bool = False
    """Whether it ended a hold: a get does."""

    @property
    def exposure(self) -> Exposure:
        """What was given with nothing back yet, before and after the entry."""
        return exposure(self.book.deal, self.before, self.after)


def _brings_a_get(change: Change) -> bool:
    counted = {m.no for m in change.before if m.kind is Kind.GET and m.state in COUNTED}
    return any(
        m.kind is Kind.GET and m.state in COUNTED and m.no not in counted for m in change.moves
    )


def exposure(deal: Deal, before: Standing, after: Standing) -> Exposure:
    """What was given with nothing back yet, at two moments."""
    return Exposure(
        before=before.exposure,
        after=after.exposure,
        open_gives=after.open_gives,
        unfigured=after.unfigured,
        share=deal.share(after.exposure) if after.exposure else None,
    )


def opened(
    desk: Desk, work: Work, by: Actor, deal: DealId | None, need: Need, typed: str = ""
) -> Book | NotDone:
    """The deal's book for that person, or why not; without a deal, the one meant in the person's channel. A person who
    is no party to a deal cannot tell it from one that does not exist."""
    deal = deal or _meant_here(desk, work, by)
    if deal is None:
        return none_or_many(deals_shown(work, by), typed)
    glance = work.glance(by.team, deal, by.person)
    if glance is None:
        return NotDone(why=Why.NOT_IN_DEAL, typed=typed)
    role = role_of(work, by, glance.deal, glance.role)
    no = refused(glance.deal, role, need, typed)
    if no is not None:
        return no
    if glance.role is None and need is not Need.READ:
        work.give_role(by.team, deal, by.person, role)
    if glance.standing.stale(by.today):
        glance = _restated(work, by, glance, keep=need is not Need.READ)
    return Book(desk=desk, work=work, by=by, deal=glance.deal, role=role, glance=glance)


def _meant_here(desk: Desk, work: Work, by: Actor) -> DealId | None:
    """The deal of the person's channel; of several the one that the person chose."""
    if by.channel is None:
        return None
    here = work.ids_in(by.team, by.channel)
    if len(here) < 2:
        desk.crowded.discard((by.team, by.channel))
        return here[0] if here else None
    desk.crowded.add((by.team, by.channel))
    chosen = work.picked(by.team, by.person, by.channel)
    return chosen if chosen in here else None


def deals_shown(work: Work, by: Actor) -> tuple[Deal, ...]:
    """The open deals of the person's channel that the person may know of."""
    here = work.deals_in(by.team, by.channel) if by.channel else ()
    return tuple(deal for deal in here if work.role(by.team, deal.id, by.person) is not Role.NOBODY)


def deal_meant(desk: Desk, work: Work, by: Actor, typed: str = "") -> Deal | NotDone:
    """The deal that the person means in their channel; where none can be told, why nothing was done."""
    meant = _meant_here(desk, work, by)
    deal = work.deal(by.team, meant) if meant else None
    return deal or none_or_many(deals_shown(work, by), typed)


def none_or_many(here: Sequence[Deal], typed: str) -> NotDone:
    """Why the channel's deal cannot be told: there is none, or more than one."""
    return NotDone(why=Why.MANY_DEALS if here else Why.NO_DEAL, typed=typed, deals=tuple(here))


@contextmanager
def about_to(desk: Desk, by: Actor, deal: DealId, need: Need) -> Iterator[Book | NotDone]:
    """The deal's book for looking at what the person is about to do. Whoever does so for the first time joins the deal
    here already, because a form comes back without the channel it was opened in."""
    with desk.store.reading() as work:
        joined = work.role(by.team, deal, by.person) is not None
    with desk.store.reading() if joined else desk.store.work() as work:
        yield opened(desk, work, by, deal, need)


def _restated(work: Work, by: Actor, glance: Glance, *, keep: bool) -> Glance:
    """The glance with the sums as of today, where time alone changed them."""
    ledger = work.ledger(by.team, glance.deal.id)
    now = standing(ledger, by.today)
    if keep:
        work.restate(by.team, glance.deal.id, now, open_now(ledger, by.today))
    return replace(glance, standing=now)
