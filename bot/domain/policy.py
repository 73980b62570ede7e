"""The limits and thresholds a workspace or a deal has set. The starting values are judgement, not
science."""

from dataclasses import dataclass
from decimal import Decimal

SPEAKING = frozenset(
    {"open_give", "second_in_a_row", "stalled_ask", "near_walk_away", "unwritten_get"}
)
"""Rules that speak up by themselves; the others show in the review until somebody switches them on.

Rules of law and fairness are among the others, strong as they are: they read words, so they may be
wrong, and a quiet coach is heard when it speaks. They stand on top of the review, and a workspace
can switch them on for all its deals.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """Thresholds. Shares are of the deal's size, 0..1; days are calendar days unless they say
    working days."""

    # Starting values by judgement; no study gives them. Those that measures use too (a miss after 5
    # working days, a drip of up to 5 % twice in 14 days, classes from 3 % on, 80 % of the room) are
    # the measures' starting values.
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
    """From this share of the room up to the walk-away on, the rest is pointed out (to those who may
    see the plan)."""
    price_gives: int = 3
    """This many gives on price, with none on anything else in between, are pointed out."""
    unwritten_days: int = 5
    """Working days after which a get that is only promised is pointed out."""
    long_months: int = 36
    """A commitment of this many months or more is long enough to ask for a way out of it."""
    one_way_gives: int = 4
    """After this many gives with nothing back and no ask agreed to, the approach itself is
    questioned."""
    class_tolerance: Decimal = Decimal("0.03")
    """Changes below this share of the deal count as nothing when a move is classed; exactly this
    share does not."""
    near_factor: Decimal = Decimal("1.25")
    """What is proposed costs at most so many times what it answers."""
    speaking: frozenset[str] = SPEAKING
    """The rules that speak up unasked."""
    # These three are habits of the bot, not of the negotiation, and nobody is asked for them.
    draft_days: int = 7
    undo_minutes: int = 10
    double_minutes: int = 2
    """The same line from the same person within this time is asked about, not recorded twice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """One number of a policy that people can set: its field, what asks for it (in English,
    translated where it is shown), and whether it is a share or a count."""

    field: str
    label: str
    is_share: bool = False


THRESHOLDS = (
    Threshold(
        field="small_share",
        label="A first give is saved at once below (% of the deal)",
        is_share=True,
    ),
    Threshold(
        field="drip_share",
        label="A give counts as small up to (% of the deal)",
        is_share=True,
    ),
    Threshold(
        field="early_share",
        label="Much, soon: more than this before the first get (% of the deal)",
        is_share=True,
    ),
    Threshold(
        field="walk_away_share",
        label="The walk-away is near from (% of the room used)",
        is_share=True,
    ),
    Threshold(
        field="step_tolerance",
        label="Steps on an issue count as even up to (% of the earlier one)",
        is_share=True,
    ),
    Threshold(field="open_days", label="An open give is pointed out after (working days)"),
    Threshold(field="drip_days", label="Small gives are a drip within (days)"),
    Threshold(field="drip_gives", label="Small gives are a drip from (gives)"),
    Threshold(field="early_days", label="The first days are watched for (days)"),
    Threshold(field="shared_get", label="One get for many gives from (gives)"),
    Threshold(field="asks_after", label="Asking is suggested after (gives)"),
    Threshold(field="stalled_days", label="An ask without a day is stalled after (working days)"),
    Threshold(field="unwritten_days", label="A promised get is pointed out after (working days)"),
    Threshold(field="price_gives", label="Only price is pointed out from (gives in a row)"),
    Threshold(field="long_months", label="A commitment is long from (months)"),
    Threshold(
        field="one_way_gives",
        label="The approach is questioned after (gives with nothing back)",
    ),
)
"""All that people can set, in the order in which settings ask for it."""
