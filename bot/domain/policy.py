"""The limits and thresholds a workspace or a deal has set. The starting values are judgement, not science."""

from dataclasses import dataclass
from decimal import Decimal

SPEAKING = frozenset(
    {"open_give", "second_in_a_row", "stalled_ask", "near_walk_away", "unwritten_get"}
)
"""Rules that speak up by themselves; the others show in the review until somebody switches them on.

Rules of law and fairness are among the others, strong as they are: they read words, so they may be wrong, and a quiet
coach is heard when it speaks. They stand on top of the review, and a workspace can switch them on for all its deals.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """Thresholds. Shares are of the deal's size, 0..1; days are calendar days unless they say working days."""

    small_share: Decimal = Decimal("0.02")
    """A bare first give below this share is saved without a question."""
    open_days: int = 5
    """Working days after which a firm give with nothing back is pointed out."""
    drip_share: Decimal = Decimal("0.05")
    """A give of at most this share counts as small."""
    drip_days: int = 14
    drip_gives: int = 2
    """This many small unanswered gives within `drip_days` are a drip."""
    early_share: Decimal = Decimal("0.10")
    """More than this given before the first get is much, soon."""
    early_days: int = 14
    """Days from the opening in which `early_share` is watched."""
    shared_get: int = 3
    """One get claimed for this many gives is pointed out."""
    asks_after: int = 3
    """After this many gives without any ask, asking is suggested."""
    stalled_days: int = 5
    """Working days without an answer after which an ask without a day counts as stalled."""
    step_tolerance: Decimal = Decimal("0.10")
    """Steps on an issue that differ by no more than this share of the earlier one count as even."""
    walk_away_share: Decimal = Decimal("0.80")
    """From this share of the room up to the walk-away on, the rest is pointed out (to those who may see the plan)."""
    price_gives: int = 3
    """This many gives on price, with none on anything else in between, are pointed out."""
    unwritten_days: int = 5
    """Working days after which a get that is only promised is pointed out."""
    long_months: int = 36
    """A commitment of this many months or more is long enough to ask for a way out of it."""
    one_way_gives: int = 4
    """After this many gives with nothing back and no ask agreed to, the approach itself is questioned."""
    class_tolerance: Decimal = Decimal("0.03")
    """Changes below this share of the deal count as nothing when a move is classed; exactly this share does not."""
    speaking: frozenset[str] = SPEAKING
    """The rules that speak up unasked."""
    draft_days: int = 7
    undo_minutes: int = 10
    double_minutes: int = 2
    """The same line from the same person within this time is asked about, not recorded twice."""
