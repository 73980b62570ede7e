"""The limits and thresholds a workspace or a deal has set. The starting values are judgement, not science."""

from dataclasses import dataclass
from decimal import Decimal

SPEAKING = frozenset({"open_give", "second_in_a_row", "stalled_ask"})
"""Rules that speak up by themselves; the others show in the review until somebody switches them on."""


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
    class_tolerance: Decimal = Decimal("0.03")
    """Changes below this share of the deal count as nothing when a move is classed; exactly this share does not."""
    speaking: frozenset[str] = SPEAKING
    """The rules that speak up unasked."""
    draft_days: int = 7
    undo_minutes: int = 10
    double_minutes: int = 2
    """The same line from the same person within this time is asked about, not recorded twice."""
