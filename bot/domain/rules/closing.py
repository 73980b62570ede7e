"""Rules about what is agreed but not written: gets that are only promised, and promises of ours beside the contract."""

from collections.abc import Iterable
from decimal import Decimal

from bot.domain import wordings
from bot.domain.calendar import count_working_days, working_days_ago
from bot.domain.cautions import Caution, Severity
from bot.domain.moves import Kind, Move, State
from bot.domain.rules.rule import ALL_BUT_THEIR_ASKS, OUR_GIVES, Rule
from bot.domain.rules.worded import Says, found
from bot.domain.situation import Situation
from bot.domain.wordings import Wording

PROMISED = State.PROMISED


def find_unwritten_get(situation: Situation) -> Iterable[Caution]:
    """A get is promised, and not in writing: said to be by word of mouth, or only promised for five working days.

    One caution for all such gets, about the one that has waited longest: `days` are its working days, `count` how many.
    """
    today = situation.today
    until = working_days_ago(today, situation.deal.policy.unwritten_days)
    gets = [m for m in _gets(situation) if m.on <= until or _by_mouth(m)]
    if not gets:
        return
    first = min(gets, key=lambda m: (m.on, m.no))
    yield Caution(
        rule="unwritten_get",
        severity=Severity.CAUTION,
        moves=(first.no, *(m.no for m in gets if m is not first)),
        what=first.what,
        count=len(gets),
        days=count_working_days(first.on, today),
        weight=Decimal(len(gets)),
    )


UNWRITTEN_GET = Rule(
    id="unwritten_get",
    label="Unwritten get",
    about="promises of theirs not in writing",
    check=find_unwritten_get,
    rank=90,
    severity=Severity.CAUTION,
    evidence=("E23",),
    thresholds=("unwritten_days",),
    occasions=ALL_BUT_THEIR_ASKS,
)


def _gets(situation: Situation) -> list[Move]:
    """Gets that are only promised, the one about to count among them, without those just matched or delivered."""
    move, now = situation.move, situation.totals
    if not now.gets and (move is None or move.state is not PROMISED):
        return []
    found = [m for m in (*situation.loose_gets, *situation.recent) if m.state is PROMISED]
    if move is not None and move.state is PROMISED:
        found.append(move)
    if not found:
        return []
    spared = situation.moves_dealt_with() - {move.no} if move is not None else frozenset()
    return [m for m in {m.no: m for m in found}.values() if m.no not in spared]


def _by_mouth(get: Move) -> bool:
    return Wording.UNWRITTEN in wordings.of(get)


def find_unwritten_give(situation: Situation) -> Iterable[Caution]:
    """A promise of ours is to stay outside the contract.

    Such promises are side letters: they can change how revenue may be counted, so they are for legal and finance.
    """

    def outside(move: Move, says: Says) -> bool:
        return move.kind is Kind.GIVE and Wording.UNWRITTEN in says

    return found("unwritten_give", Severity.CAUTION, situation, outside)


UNWRITTEN_GIVE = Rule(
    id="unwritten_give",
    label="Unwritten give",
    about="promises of ours outside the contract",
    check=find_unwritten_give,
    rank=100,
    severity=Severity.CAUTION,
    occasions=OUR_GIVES,
    words=frozenset({Wording.UNWRITTEN}),
)


RULES = (
    UNWRITTEN_GET,
    UNWRITTEN_GIVE,
)
