"""Rules about what is agreed but not written: gets that are only promised, and promises of ours
beside the contract."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from bot.domain.calendar import count_working_days, working_days_ago
from bot.domain.cautions import Caution, Severity, caution_about, put_first
from bot.domain.ids import MoveNo
from bot.domain.moves import Kind, Move, State
from bot.domain.rules.rule import ALL_BUT_THEIR_ASKS, OUR_GIVES, Rule
from bot.domain.rules.worded import Says, find_worded
from bot.domain.situation import Situation
from bot.domain.wordings import Wording


def find_unwritten_get(situation: Situation) -> Iterable[Caution]:
    """A get is promised, and not in writing: said to be by word of mouth, or only promised for five
    working days.

    One caution for all such gets, about the one that has waited longest: `days` are its working
    days, `count` how many.
    """
    today = situation.today
    cutoff = working_days_ago(today, situation.policy.unwritten_days)
    gets = [
        get
        for get in _promised_gets(situation)
        if get.on <= cutoff or Wording.UNWRITTEN in situation.wordings_of(get)
    ]
    if not gets:
        return
    oldest = min(gets, key=_day_and_number)
    caution = caution_about(
        put_first(oldest, gets), rule="unwritten_get", severity=Severity.CAUTION
    )
    yield replace(caution, days=count_working_days(oldest.on, today))


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


def _promised_gets(situation: Situation) -> list[Move]:
    """Gets that are only promised, the one about to count among them, without those just matched or
    delivered."""
    move = situation.move
    dealt_with = set(situation.moves_dealt_with())
    candidates = [*situation.loose_gets, *situation.recent]
    if move is not None:
        dealt_with.discard(move.no)
        candidates.append(move)
    # A get without a tie that was made lately is among both `loose_gets` and `recent`.
    by_number: dict[MoveNo, Move] = {}
    for candidate in candidates:
        if candidate.state is State.PROMISED and candidate.no not in dealt_with:
            by_number[candidate.no] = candidate
    return list(by_number.values())


def _day_and_number(move: Move) -> tuple[date, MoveNo]:
    return move.on, move.no


def find_unwritten_give(situation: Situation) -> Iterable[Caution]:
    """A promise of ours is to stay outside the contract.

    Such promises are side letters: they can change how revenue may be counted, so they are for
    legal and finance.
    """

    return find_worded("unwritten_give", Severity.CAUTION, situation, _is_outside_contract)


def _is_outside_contract(move: Move, says: Says) -> bool:
    return move.kind is Kind.GIVE and Wording.UNWRITTEN in says


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
