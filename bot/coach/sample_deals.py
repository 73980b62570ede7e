"""A sample deal to learn on: private to the person who opened it, in no channel, no measure, no memory and no digest,
with a short story to press through. It is removed for good by a press."""

from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

from bot.coach.actors import Actor, Need
from bot.coach.answers import RefusalReason
from bot.coach.answers.samples import SampleRemoved, SampleShown, SampleStep
from bot.coach.context import DealSession, LedgerChange, open_session, record_in_deal
from bot.coach.ports.errors import DuplicateSubmission
from bot.coach.ports.store import UnitOfWork
from bot.coach.records import ProcessedRequest
from bot.coach.refusals import Refused
from bot.coach.services import Services, run_once
from bot.domain.deals import Deal, DealOutcome, Side, Yardstick
from bot.domain.ids import THEM, US, DealId, PartyId
from bot.domain.ledger import Entry, Verb, next_version
from bot.domain.moves import Kind, Move, State
from bot.domain.totals import Totals
from bot.domain.trades import Tie
from bot.domain.worth import Figure

UNIT = "EUR"
SIZE, COST, WORTH = Decimal(240_000), Decimal(12_000), Decimal(30_000)
GIVEN_BEFORE = timedelta(days=11)
"""How long ago the sample's give was made, so that its age shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleWords:
    """What the sample is called and is about, in the reader's language."""

    name: str
    give: str
    get: str


def open_sample(actor: Actor, words: SampleWords, *, key: str, services: Services) -> SampleShown:
    """Opens a sample with one give in it; where the person has one already, that one is shown as it stands."""

    def act(work: UnitOfWork) -> SampleShown:
        if work.keys.find_processed(actor.team, key) is not None:
            raise DuplicateSubmission
        known = work.deals.find_sample(actor.team, actor.person)
        if known is None:
            known = _insert_sample(work, actor, words, key, services)
        session = open_session(services, work, actor, known, Need.READ)
        return _show(session)

    def again(work: UnitOfWork, processed: ProcessedRequest) -> SampleShown:
        return _show(open_session(services, work, actor, processed.deal, Need.READ))

    return run_once(services, actor, key, act, again)


def _insert_sample(
    work: UnitOfWork, actor: Actor, words: SampleWords, key: str, services: Services
) -> DealId:
    now = services.clock.now()
    deal = Deal(
        team=actor.team,
        id=DealId(uuid4().hex),
        name=words.name,
        side=Side.SELLING,
        yardstick=Yardstick(unit=UNIT),
        size=Figure(amount=SIZE, unit=UNIT),
        opened_at=now,
        opened_by=actor.person,
        sample=True,
    )
    work.keys.mark_processed(actor.team, key, ProcessedRequest(deal=deal.id, seq=1), now)
    work.deals.insert(deal, None, actor.person)
    opened = Entry(seq=1, at=now, person=actor.person, verb=Verb.OPENED)
    work.ledger.append_entry(deal, opened, Totals())
    session = open_session(services, work, actor, deal.id, Need.RECORD, key=f"{key}:give")
    give = _build_move(session, Kind.GIVE, words.give, State.FIRM, ours=True)
    cost = Figure(amount=COST, unit=UNIT)
    give = replace(give, on=actor.today - GIVEN_BEFORE, cost=cost)
    session.write(LedgerChange(verb=Verb.RECORDED, moves=(give,)))
    return deal.id


def _build_move(session: DealSession, kind: Kind, what: str, state: State, *, ours: bool) -> Move:
    us, them = PartyId(US), PartyId(THEM)
    return Move(
        no=session.next_no,
        kind=kind,
        what=what,
        state=state,
        on=session.by.today,
        at=session.services.clock.now(),
        person=session.by.person,
        frm=us if ours else them,
        to=them if ours else us,
    )


def _open_sample(services: Services, work: UnitOfWork, actor: Actor, deal: DealId) -> DealSession:
    session = open_session(services, work, actor, deal, Need.READ)
    if not session.deal.sample:
        raise Refused(why=RefusalReason.CHANGED, deal=session.deal)
    return session


def _show(session: DealSession) -> SampleShown:
    give, ask, get = (_find_move(session, kind) for kind in (Kind.GIVE, Kind.ASK, Kind.GET))
    step = SampleStep.GIVEN
    if session.deal.is_closed:
        step = SampleStep.CLOSED
    elif get is not None:
        step = SampleStep.AGREED
    elif ask is not None:
        step = SampleStep.ASKED
    return SampleShown(deal=session.deal, step=step, give=give, ask=ask, get=get)


def _find_move(session: DealSession, kind: Kind) -> Move | None:
    """The first move of that kind that stands."""
    moves = sorted(session.ledger.moves.values(), key=lambda move: move.no)
    return next((m for m in moves if m.kind is kind and m.state is not State.VOID), None)


def take_sample_step(
    actor: Actor, deal: DealId, words: SampleWords, *, key: str, services: Services
) -> SampleShown:
    """Goes on with the story: asks for something in return, then they agree, then the deal is won. What is recorded are
    moves like any other."""
    with record_in_deal(services, actor, deal, key, Need.CLOSE) as session:
        if not session.deal.sample:
            raise Refused(why=RefusalReason.CHANGED, deal=session.deal)
        shown = _show(session)
        change = _build_change(session, shown, words)
        if change is None:
            return shown
        after = session.write(change).session
        # What was added is not in the ledger that was looked at before.
        return _show(replace(after, whole=after.work.ledger.load(actor.team, deal)))


def _build_change(
    session: DealSession, shown: SampleShown, words: SampleWords
) -> LedgerChange | None:
    """What the next step records; None after the last."""
    worth = Figure(amount=WORTH, unit=UNIT)
    if shown.step is SampleStep.GIVEN and shown.give is not None:
        ask = _build_move(session, Kind.ASK, words.get, State.OPEN, ours=True)
        ask = replace(ask, ref=shown.give.no, worth=worth)
        return LedgerChange(verb=Verb.RECORDED, moves=(ask,))
    if shown.step is SampleStep.ASKED and shown.ask is not None:
        get = _build_move(session, Kind.GET, words.get, State.FIRM, ours=False)
        get = replace(get, ref=shown.ask.no, worth=worth)
        granted = next_version(
            shown.ask, state=State.GRANTED, settled=session.by.today, settled_after=get.no
        )
        tied = (Tie(give=shown.give.no, get=get.no),) if shown.give is not None else ()
        return LedgerChange(verb=Verb.GRANTED, moves=(get, granted), before=(shown.ask,), tied=tied)
    if shown.step is SampleStep.AGREED:
        now = session.services.clock.now()
        lifecycle = replace(session.deal.lifecycle, outcome=DealOutcome.WON, closed_at=now)
        return LedgerChange(verb=Verb.CLOSED, moves=(), lifecycle=lifecycle)
    return None


def remove_sample(actor: Actor, deal: DealId, *, services: Services) -> SampleRemoved:
    """Removes a sample with every row of it; one that is gone already stays gone."""
    with services.store.work() as work:
        if work.deals.find(actor.team, deal) is None:
            return SampleRemoved()
        session = _open_sample(services, work, actor, deal)
        if session.deal.opened_by != actor.person:
            raise Refused(why=RefusalReason.MAY_NOT)
        work.deals.remove(actor.team, deal)
    return SampleRemoved()
