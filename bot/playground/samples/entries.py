"""Samples of entries reached by their numbers."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from bot.coach.answers import Exposure, LogRow, MoveChanged, MoveShown, NotDone, RefusalReason
from bot.coach.answers.base import Answer
from bot.coach.answers.entries import TieShown
from bot.coach.answers.trades import Matched, MatchedPair, MatchedTogether, Unmatched
from bot.domain.deals import Deal, DealOutcome
from bot.domain.ids import MoveNo
from bot.domain.ledger import Verb
from bot.domain.measures.classes import MoveClass
from bot.domain.moves import Move, State
from bot.domain.worth import Figure

NOTHING_OPEN = Exposure(
    before=Decimal(12_000), after=Decimal(0), open_gives=0, unfigured=0, share=None
)


def entry_samples(
    deal: Deal, today: date, give: Move, goodwill: Move, get: Move
) -> list[tuple[str, Answer]]:
    """Answers about a give, a goodwill give and a get of the deal."""
    late = replace(give, on=today - timedelta(days=20))
    ties = (TieShown(move=get, share=Decimal("0.025")), TieShown(move=get, share=None))
    shown = MoveShown(
        deal=deal,
        today=today,
        row=LogRow(move=late, share=Decimal("0.4"), left=Decimal(7_000), age=20, ties=(get.no,)),
        history=(),
        ties=ties,
        move_class=MoveClass.CONCESSION,
        typed="#1 is too dear",
    )
    of_get = replace(
        shown,
        row=LogRow(move=get, ties=(give.no,)),
        ties=(TieShown(move=give, share=Decimal("0.6")),),
        move_class=MoveClass.NICE,
        typed="",
    )
    changed = MoveChanged(
        deal=deal,
        verb=Verb.AMENDED,
        before=replace(give, cost=None, due=None, reason="a slip"),
        move=replace(give, what="6% off", due=today, reason=""),
        seq=7,
        today=today,
        exposure=NOTHING_OPEN,
        why="it was agreed so",
    )
    counted = replace(goodwill, state=State.FIRM, cost=Figure(amount=Decimal(4_000), unit="EUR"))
    matched = Matched(
        deal=deal,
        give=counted,
        get=get,
        seq=8,
        share=Decimal(1),
        left=Decimal(0),
        exposure=NOTHING_OPEN,
        was_goodwill=True,
    )
    together = MatchedTogether(
        deal=deal,
        pairs=(
            MatchedPair(give=give, get=get, share=Decimal("0.75")),
            MatchedPair(give=counted, get=get, share=Decimal("0.25")),
        ),
        left=((MoveNo(1), Decimal(8_250)),),
        seq=9,
        exposure=NOTHING_OPEN,
        counted=(counted,),
    )
    parted = Unmatched(
        deal=deal, give=give, get=get, seq=9, exposure=NOTHING_OPEN, others=((counted, get),)
    )
    return [
        ("move shown, entered late, with ties", shown),
        ("move shown, a get with its share", of_get),
        (
            "move shown, promised, in a deal that was won",
            replace(
                of_get,
                deal=replace(deal, outcome=DealOutcome.WON, closed_at=give.at),
                row=LogRow(move=replace(get, state=State.PROMISED)),
            ),
        ),
        (
            "move shown, conditional, in a deal that was won",
            replace(
                shown,
                deal=replace(deal, outcome=DealOutcome.WON, closed_at=give.at),
                row=LogRow(move=replace(give, state=State.CONDITIONAL, condition="signed")),
            ),
        ),
        (
            "move shown, in a deal that was lost",
            replace(shown, deal=replace(deal, outcome=DealOutcome.LOST, closed_at=give.at)),
        ),
        ("move changed, field by field", changed),
        ("matched, goodwill", matched),
        ("matched together", together),
        ("unmatched, two pairs", parted),
        *(
            (f"not done, {why} of a move", NotDone(why=why, deal=deal, no=give.no, move=give))
            for why in (
                RefusalReason.UNCHANGED,
                RefusalReason.MANY_TIES,
                RefusalReason.NOT_TIED,
            )
        ),
    ]
