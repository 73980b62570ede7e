"""Lines about moves: what is left open, what to say next, and what became of a line since it was sent."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.coach.answers import Sentence
from bot.coach.answers.digests import DigestRow, Done
from bot.coach.context import DealSession
from bot.coach.next_steps import MessageReader, say_ask_in_return
from bot.coach.ports.store import UnitOfWork
from bot.coach.sentences import ask_again, ask_for
from bot.coach.services import Services
from bot.domain.calendar import WorkingDays
from bot.domain.deals import Deal
from bot.domain.digests import About, DigestLine, Left, Printed
from bot.domain.ledger import Ledger
from bot.domain.moves import UNANSWERED, Kind, Move, State
from bot.domain.totals import Totals
from bot.domain.trades import ZERO


def compute_left_open(
    work: UnitOfWork, deal: Deal, moves: Sequence[Move], totals: Totals, today: date
) -> Left:
    """What is left open of each open give among the waiting moves."""
    gives = [move for move in moves if move.kind is Kind.GIVE and move.counts_on(today)]
    costs = {give.no: deal.yardstick.amount(give.cost, give.on) for give in gives}
    total_cost = sum((cost for cost in costs.values() if cost is not None), ZERO)
    # Where the costs add up to the stored exposure no give is answered in part, and the whole ledger need not be read.
    nothing_answered = (len(gives), total_cost) == (totals.open_gives, totals.exposure)
    if nothing_answered and not totals.is_stale(today):
        return costs
    return left_open_by_give(work.ledger.load(deal.team, deal.id), today)


def left_open_by_give(ledger: Ledger, today: date) -> Left:
    """What is left of each open give of a whole ledger."""
    return {answer.give.no: answer.left for answer in ledger.open_gives(today)}


def suggest_sentence(
    work: UnitOfWork, line: DigestLine, reader: MessageReader, services: Services
) -> Sentence | None:
    """What to say next about a line; None where there is nothing to say, or its words would make no sentence."""
    if line.about is About.OPEN_GIVE and line.ask is None:
        return say_ask_in_return(work, line.deal, line.move, reader=reader, services=services)
    return repeat_what_was_asked(line, reader.working_days)


def repeat_what_was_asked(line: DigestLine, days: WorkingDays) -> Sentence | None:
    """Puts the ask of a line once more, be it one of its own or that for a give; None where nothing was asked."""
    if line.move.kind is Kind.ASK:
        return ask_again(replace(line.move, due=None), days)
    if line.about is About.OPEN_GIVE and line.ask is not None:
        return ask_for(line.ask, line.move, days)
    return None


def rebuild_line(
    session: DealSession,
    printed: Printed,
    snoozed_until: date | None = None,
    *,
    reader: MessageReader | None = None,
) -> DigestRow:
    """A line that was sent, as its move stands now, and what became of it where somebody acted on it. `reader` is the
    channel that it was sent to; None: it is the person's own."""
    ledger, today = session.ledger, session.by.today
    move = ledger.moves[printed.no]
    left = left_open_by_give(ledger, today)
    asks_for_it = [ask for ask in ledger.unanswered_asks() if ask.ref == move.no]
    line = DigestLine(
        about=printed.about,
        deal=session.deal,
        move=move,
        left=left.get(move.no),
        age=(today - move.since).days,
        ask=asks_for_it[0] if asks_for_it and move.kind is Kind.GIVE else None,
        is_last=printed.about is About.DRAFT and printed.stage.startswith("last"),
    )
    if session.deal.is_closed:
        return DigestRow(line=line, done=Done.CLOSED)
    if snoozed_until is not None and snoozed_until > today:
        return DigestRow(line=line, done=Done.SNOOZED, until=snoozed_until)
    done = _find_outcome(printed, move, is_open=move.no in left)
    if done is None:
        reader = reader or MessageReader(
            person=session.by.person,
            locale=session.by.locale,
            today=today,
            days_off=session.working_days.days_off,
        )
        sentence = suggest_sentence(session.work, line, reader, session.services)
        return DigestRow(line=line, sentence=sentence, until=_review_day(move))
    until = move.due if done is Done.ASKED_AGAIN else _review_day(move)
    return DigestRow(line=line, done=done, until=until)


def _review_day(move: Move) -> date | None:
    return move.review if move.state is State.GOODWILL else None


def _find_outcome(printed: Printed, move: Move, *, is_open: bool) -> Done | None:
    """What became of a sent line; None where it stands as it was sent."""
    unchanged = move.version == printed.version
    if printed.about is About.OPEN_GIVE and move.state is State.FIRM:
        return None if is_open else Done.ANSWERED
    if printed.about in (About.STALLED_ASK, About.ASK_DUE) and move.state in UNANSWERED:
        return None if unchanged else Done.ASKED_AGAIN
    if unchanged and move.state is STATE_OF_TOPIC.get(printed.about):
        return None
    return Done.CHANGED


STATE_OF_TOPIC = {
    About.DRAFT: State.DRAFT,
    About.LAPSING: State.CONDITIONAL,
    About.REVIEW: State.GOODWILL,
}
"""The state that a move has as long as its line of that topic is still true."""
