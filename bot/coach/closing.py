"""The close: what was agreed is read back, each item gets its place, and nothing unresolved is lost."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.coach.actors import ALLOWED, Actor, Need
from bot.coach.answers import RefusalReason
from bot.coach.answers.closing import (
    CloseFinished,
    CloseForm,
    CloseShown,
    ReviewSaved,
)
from bot.coach.closing_lines import list_close_lines, without_own_figures
from bot.coach.commitments import build_commitment, list_standing_commitments
from bot.coach.context import (
    DealSession,
    LedgerChange,
    WrittenEntry,
    record_in_deal,
    session_for_preview,
    session_for_reading,
)
from bot.coach.endings import follow_lifecycle
from bot.coach.log import count_held_gives
from bot.coach.outcomes import save_outcomes
from bot.coach.refusals import Refused
from bot.coach.rhythms import load_rhythm
from bot.coach.sentences import thank_for
from bot.coach.services import Services
from bot.domain.close_checks import CloseGap, CloseReview, find_close_gaps
from bot.domain.closing import (
    CloseDecision,
    CloseItem,
    CloseItemKind,
    CloseLine,
    CloseStatus,
    Closing,
    choose_fallback,
    count_paper_gap,
    count_statuses,
)
from bot.domain.commitments import (
    Commitment,
    CommitmentOrigin,
    CommitmentSide,
    CommitmentState,
    next_commitment_number,
    next_commitment_version,
)
from bot.domain.comparison import compare
from bot.domain.deals import DealOutcome
from bot.domain.ids import CommitmentNo, DealId, PersonId
from bot.domain.ledger import Verb
from bot.domain.moves import Move
from bot.domain.rhythms import list_rhythm_gaps
from bot.domain.things import Likeness, Thing
from bot.language.commitments import CommitmentRead
from bot.language.price_words import moves_price
from bot.language.signings import waits_for_signing
from bot.language.things import read_thing
from bot.language.wordings import WORDINGS


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemChoice:
    """Where somebody says that an item stands. `owner`, `role` and `due` are for what becomes a commitment."""

    key: str
    status: CloseStatus
    detail: str = ""
    owner: PersonId | None = None
    role: str = ""
    due: date | None = None


def show_close(actor: Actor, deal: DealId, *, services: Services) -> CloseShown:
    """Where the close stands: the items, what the checks find, and what the rhythm still lacks."""
    with session_for_reading(services, actor, deal) as session:
        return _show(session)


def _show(session: DealSession, *, marked: int = 0) -> CloseShown:
    closing = _load_closing(session)
    lines = list_close_lines(session)
    may_go_on = Need.FOLLOW_UP in ALLOWED[session.role] and session.deal.keeps_rhythm
    is_finished = session.deal.is_closed and all(not line.is_open for line in lines)
    return CloseShown(
        deal=session.deal,
        today=session.by.today,
        lines=tuple(lines),
        gaps=tuple(_find_gaps(session, lines)),
        missing=_count_missing(session),
        paper_gap=count_paper_gap(lines),
        version=closing.version,
        mine=may_go_on,
        finished=closing.finished if is_finished else None,
        review=closing.review,
        marked=marked,
        held=count_held_gives(session),
    )


def _load_closing(session: DealSession) -> Closing:
    return session.work.closings.find(session.by.team, session.deal.id) or Closing()


def _count_missing(session: DealSession) -> int:
    """How many things the rhythm still lacks."""
    rhythm = load_rhythm(session.work, session.deal)
    return sum(len(state.missing) for state in list_rhythm_gaps(rhythm))


COMPARED = frozenset(
    {
        CloseItemKind.TERM,
        CloseItemKind.GIVE,
        CloseItemKind.GET,
        CloseItemKind.PROMISED,
        CloseItemKind.CONDITIONAL,
    }
)
"""What may say two different things of one matter."""


def _find_gaps(session: DealSession, lines: Sequence[CloseLine]) -> list[CloseGap]:
    things: dict[str, Thing] = {}
    for line in lines:
        if line.item.kind in COMPARED:
            thing = read_thing(line.item.said, session.by.locale)
            if not thing.is_empty:
                things[line.item.key] = thing
    review = CloseReview(
        lines=lines,
        rhythm=load_rhythm(session.work, session.deal),
        wordings=WORDINGS,
        things=things,
        offers=session.work.offers.list_in_deal(session.by.team, session.deal.id),
    )
    return find_close_gaps(review)


def mark_all_in_contract(
    actor: Actor, deal: DealId, where: str = "", *, key: str, services: Services
) -> CloseShown:
    """Says of everything agreed that is still open that it is in the contract. What waits for a condition, and two that
    say different things of one matter, are left to be decided one by one."""
    with record_in_deal(services, actor, deal, key, Need.FOLLOW_UP) as session:
        lines = list_close_lines(session)
        doubtful = _list_doubtful(lines, actor.locale)
        choices = [
            ItemChoice(key=line.item.key, status=CloseStatus.CONTRACT, detail=where)
            for line in lines
            if line.is_open and line.item.is_agreed and line.item.key not in doubtful
        ]
        written = _decide(session, lines, choices)
        after = written.session if written is not None else session
        return _show(after, marked=len(choices))


def _list_doubtful(lines: Sequence[CloseLine], locale: str) -> frozenset[str]:
    """The keys of open items that nobody agreed to as they stand: those on a condition, and those of one side of which
    a later one may take the place of an earlier one."""
    items = [line.item for line in lines if line.is_open and line.item.is_agreed]
    doubtful = {
        item.key
        for item in items
        if item.kind is CloseItemKind.CONDITIONAL and not _waits_only_for_signing(item)
    }
    told = [item for item in items if item.kind in COMPARED and item.key not in doubtful]
    things = {item.key: read_thing(item.said, locale) for item in told}
    for place, one in enumerate(told):
        for other in told[place + 1 :]:
            is_beside_term = CloseItemKind.TERM in (one.kind, other.kind)
            if one.ours is not other.ours and not is_beside_term:
                continue
            if _may_replace(one, things[one.key], other, things[other.key]):
                doubtful |= {one.key, other.key}
    # A term stands as both sides accepted it; what is beside it has to be looked at.
    return frozenset(doubtful - {item.key for item in items if item.kind is CloseItemKind.TERM})


def _waits_only_for_signing(item: CloseItem) -> bool:
    """Whether the condition is the signature, which the contract brings."""
    return item.move is not None and waits_for_signing(item.move.condition)


def _may_replace(one: CloseItem, thing: Thing, other: CloseItem, other_thing: Thing) -> bool:
    if moves_price(one.said) and moves_price(other.said):
        return True
    if thing.is_empty or other_thing.is_empty:
        return False
    return compare(thing, other_thing) in (Likeness.SAME, Likeness.LESS, Likeness.MORE)


def decide_items(
    actor: Actor,
    deal: DealId,
    choices: Sequence[ItemChoice],
    *,
    version: int,
    key: str,
    services: Services,
) -> CloseShown:
    """Keeps where these items stand. Refused where somebody went on with the close since the form showed it at
    `version`."""
    with record_in_deal(services, actor, deal, key, Need.FOLLOW_UP) as session:
        if _load_closing(session).version != version:
            raise Refused(why=RefusalReason.CHANGED, deal=session.deal)
        lines = list_close_lines(session)
        written = _decide(session, lines, choices)
        return _show(written.session if written is not None else session)


def _decide(
    session: DealSession, lines: Sequence[CloseLine], choices: Iterable[ItemChoice]
) -> WrittenEntry | None:
    """Stores the choices that say something new, with the commitments that come of them, as one entry; None where none
    does."""
    by_key = {line.item.key: line for line in lines}
    decisions: list[CloseDecision] = []
    commitments: list[Commitment] = []
    before: list[Commitment] = []
    for choice in choices:
        line = by_key.get(choice.key)
        if line is None or _says_the_same(line, choice):
            continue
        commitment = None
        if choice.status is CloseStatus.COMMITMENT:
            commitment = _commit_to_item(session, line, choice, commitments, before)
        elif line.commitment is not None and line.commitment.is_open:
            # It is settled another way now, so nobody has to look after it any more.
            commitments.append(_drop_commitment(session, line.commitment))
            before.append(line.commitment)
        decisions.append(
            CloseDecision(
                key=choice.key,
                said=line.item.said,
                status=choice.status,
                detail=choice.detail,
                commitment=commitment,
                person=session.by.person,
                on=session.by.today,
            )
        )
    if not decisions:
        return None
    closing = _load_closing(session).with_decisions(decisions)
    session.work.closings.save(session.by.team, session.deal.id, closing)
    change = LedgerChange(
        verb=Verb.COMMITTED if commitments else Verb.SET,
        moves=(),
        commitments=tuple(commitments),
        commitments_before=tuple(before),
        why=_describe_decisions(decisions),
    )
    return session.write(change)


def _says_the_same(line: CloseLine, choice: ItemChoice) -> bool:
    decision = line.decision
    if decision is None or choice.due or choice.owner or choice.role:
        return False
    return decision.status is choice.status and decision.detail == (
        choice.detail or decision.detail
    )


def _describe_decisions(decisions: Sequence[CloseDecision]) -> str:
    """What the audit keeps: how many items went where."""
    counts = Counter(decision.status for decision in decisions)
    return "close: " + ", ".join(f"{status} {count}" for status, count in counts.items())


def _commit_to_item(
    session: DealSession,
    line: CloseLine,
    choice: ItemChoice,
    commitments: list[Commitment],
    before: list[Commitment],
) -> CommitmentNo:
    """The number of the commitment that somebody wants for an item. The one of a promised get is there already: it
    takes over what is said of it here, and is to be done again where it was waived. What changes is added to
    `commitments`, and as it stood to `before`, so that an undo finds it."""
    known = line.commitment or _find_commitment_of_move(session, line.item)
    if known is None:
        return _add_commitment(session, line, choice, commitments)
    said = {"due": choice.due, "owner": choice.owner, "role": choice.role}
    changed: dict[str, object] = {name: value for name, value in said.items() if value}
    if known.state is CommitmentState.WAIVED:
        changed |= {"state": CommitmentState.OPEN, "settled": None}
    if changed:
        commitments.append(next_commitment_version(known, **changed))
        before.append(known)
    return known.no


def _add_commitment(
    session: DealSession, line: CloseLine, choice: ItemChoice, commitments: list[Commitment]
) -> CommitmentNo:
    stored = session.work.commitments.list_in_deal(session.by.team, session.deal.id)
    number = next_commitment_number([*stored, *commitments])
    read = CommitmentRead(
        what=without_own_figures(line.item, session.by.locale).said,
        side=CommitmentSide.THEIRS if line.item.ours is False else CommitmentSide.OURS,
        owner=choice.owner,
        role=choice.role,
        due=choice.due,
    )
    is_term = line.item.kind is CloseItemKind.TERM
    origin = CommitmentOrigin.TERM if is_term else CommitmentOrigin.CLOSE
    commitments.append(build_commitment(session, read, origin=origin, no=number))
    return number


def _find_commitment_of_move(session: DealSession, item: CloseItem) -> Commitment | None:
    if item.move is None:
        return None
    for commitment in list_standing_commitments(session):
        if commitment.source == item.move.no:
            return commitment
    return None


def _drop_commitment(session: DealSession, commitment: Commitment) -> Commitment:
    return next_commitment_version(
        commitment, state=CommitmentState.WAIVED, settled=session.by.today
    )


def close_for_form(actor: Actor, deal: DealId, *, services: Services) -> CloseForm:
    """What a form of the close starts from, for those who may go on with it."""
    with session_for_preview(services, actor, deal, Need.FOLLOW_UP) as session:
        closing = _load_closing(session)
        return CloseForm(
            deal=session.deal,
            today=actor.today,
            lines=tuple(list_close_lines(session)),
            version=closing.version,
            review=closing.review,
        )


def finish_close(actor: Actor, deal: DealId, *, key: str, services: Services) -> CloseFinished:
    """Ends the close: what is still open becomes a commitment or a question, a note that nobody made a term is let go,
    and a deal that was still open is closed as won, all in one entry."""
    with record_in_deal(services, actor, deal, key, Need.CLOSE) as session:
        if session.deal.is_closed and session.deal.outcome is not DealOutcome.WON:
            raise Refused(why=RefusalReason.CLOSED, deal=session.deal)
        lines = list_close_lines(session)
        closes = not session.deal.is_closed
        commitments: list[Commitment] = []
        decisions = [_fall_back(session, line, commitments) for line in lines if line.is_open]
        closing = _load_closing(session).with_decisions(decisions)
        closing = replace(closing, finished=actor.today, finished_by=actor.person)
        session.work.closings.save(actor.team, deal, closing)
        lifecycle = None
        if closes:
            now = services.clock.now()
            lifecycle = replace(session.deal.lifecycle, outcome=DealOutcome.WON, closed_at=now)
        change = LedgerChange(
            verb=Verb.CLOSED if closes else Verb.SET,
            moves=(),
            commitments=tuple(commitments),
            lifecycle=lifecycle,
            why="" if closes else _describe_decisions(decisions),
        )
        written = session.write(change)
        if closes:
            follow_lifecycle(written.session.work, written.session.deal, services=services)
            save_outcomes(written.session, DealOutcome.WON)
        return _finished(written, closes=closes)


def _fall_back(
    session: DealSession, line: CloseLine, commitments: list[Commitment]
) -> CloseDecision:
    """Where an item stands that nobody decided about. A promise that somebody waived stays so."""
    status = choose_fallback(line.item)
    commitment = None
    if status is CloseStatus.COMMITMENT:
        known = _find_commitment_of_move(session, line.item)
        if known is not None:
            commitment = known.no
        else:
            choice = ItemChoice(key=line.item.key, status=status)
            commitment = _add_commitment(session, line, choice, commitments)
    return CloseDecision(
        key=line.item.key,
        said=line.item.said,
        status=status,
        commitment=commitment,
        person=session.by.person,
        on=session.by.today,
    )


def _finished(written: WrittenEntry, *, closes: bool) -> CloseFinished:
    session = written.session
    lines = list_close_lines(session)
    get = _find_last_get(session)
    open_ones = [each for each in list_standing_commitments(session) if each.is_open]
    return CloseFinished(
        deal=session.deal,
        today=session.by.today,
        seq=written.entry.seq,
        closed=closes,
        counts=count_statuses(lines),
        commitments=tuple(open_ones),
        questions=tuple(line for line in lines if line.status is CloseStatus.QUESTION),
        gaps=tuple(_find_gaps(session, lines)),
        missing=_count_missing(session),
        thanks=thank_for(get) if get is not None else None,
        thanked=get,
    )


def _find_last_get(session: DealSession) -> Move | None:
    """What they gave last, to thank them for; a step of an offer is no such thing."""
    gets = [get for get in session.ledger.gets(session.by.today) if get.offer is None]
    return gets[-1] if gets else None


def save_review(
    actor: Actor, deal: DealId, review: str, *, key: str, services: Services
) -> ReviewSaved:
    """Keeps what those who closed the deal want to remember."""
    with record_in_deal(services, actor, deal, key, Need.FOLLOW_UP) as session:
        closing = _load_closing(session)
        after = replace(closing, review=review, version=closing.version + 1)
        session.work.closings.save(actor.team, deal, after)
        session.mark_processed(key)
        session.write_audit(Verb.SET, "close: review")
        return ReviewSaved(deal=session.deal, review=review)
