"""What law and fairness may be about in a negotiation."""

from enum import StrEnum


class Concern(StrEnum):
    """What somebody should have a look at before it is said."""

    LINKING = "linking"
    """What we sell hangs on what we buy from the same company, or the reverse."""
    GIFT = "gift"
    """Something for a person or the family."""
    PAID_REFERENCE = "paid_reference"
    """Praise that is paid for and not disclosed."""
    SIDE_PROMISE = "side_promise"
    """A promise outside the contract, or out of sight of those who watch over it."""
    SILENCE_CONSENT = "silence_consent"
    """No answer counts as a yes."""
    SURPRISE_RENEWAL = "surprise_renewal"
    """It goes on by itself, and that is kept out of sight."""
    ONE_SIDED_CREDIT = "one_sided_credit"
    """One side pays for its failures, the other does not."""
    FALSE_CLAIM = "false_claim"
    """Told to them, and untrue by the person's own words."""
    THREAT = "threat"
    """Harm outside the deal, or keeping back what is theirs."""
    COLLUSION = "collusion"
    """Those who should compete agree on prices, lots or regions."""
    KICKBACK = "kickback"
    """Money or a favour to the person who decides."""
    SALARY_HISTORY = "salary_history"
    """What a candidate earns or earned."""
    PROTECTED_TRAIT = "protected_trait"
    """Family, age, religion, sex, origin, health or disability as a ground."""
    CONFIDENTIAL = "confidential"
    """Data of a competitor, a past employer or another supplier."""


NOT_STORED = frozenset({Concern.SALARY_HISTORY, Concern.PROTECTED_TRAIT})
"""What a hiring deal keeps no words of."""
