"""Samples of questions of law and fairness."""

from bot.coach.answers.base import Answer
from bot.coach.answers.concerns import ConcernChecked, ConcernRaised, NothingKept
from bot.domain.concerns import Concern
from bot.playground.samples.links import RENEWAL

SAMPLES: list[tuple[str, Answer]] = [
    *(
        (f"concern raised, {concern}", ConcernRaised(deal=RENEWAL, concern=concern, key="k1"))
        for concern in Concern
    ),
    (
        "concern raised, whom to ask",
        ConcernRaised(deal=RENEWAL, concern=Concern.GIFT, key="k1", whom="Dana in legal"),
    ),
    (
        "concern raised, a person to ask",
        ConcernRaised(deal=RENEWAL, concern=Concern.GIFT, key="k1", person="U000000BEN"),
    ),
    (
        "concern raised, past pay left out",
        ConcernRaised(
            deal=RENEWAL, concern=Concern.SALARY_HISTORY, key="k1", line="w1", waits=False
        ),
    ),
    (
        "concern raised, a trait left out of a line",
        ConcernRaised(deal=RENEWAL, concern=Concern.PROTECTED_TRAIT, key="k1", line="w1"),
    ),
    ("concern checked", ConcernChecked(deal=RENEWAL, concern=Concern.GIFT)),
    ("nothing kept", NothingKept(deal=RENEWAL)),
]
