"""Samples of what is answered to reports of what was due."""

from dataclasses import replace

from bot.coach.answers import Sentence, SentenceKind
from bot.coach.answers.base import Answer
from bot.coach.answers.reports import ReportTold
from bot.domain.moves import Kind, State
from bot.language.reports import ReportKind
from bot.playground.samples.acme import CALL, DEAL, DISCOUNT, TERM, TODAY
from bot.playground.samples.commitments import CASE_STUDY, ONBOARDING

_PROMISED = replace(CALL, kind=Kind.GET, state=State.PROMISED)
_WAITING = replace(DISCOUNT, state=State.CONDITIONAL, condition="the deposit comes")
_CAME = ReportTold(
    deal=DEAL, today=TODAY, kind=ReportKind.ARRIVED, typed="the term is done", line="l1"
)
_MISSING = replace(_CAME, kind=ReportKind.MISSING, typed="no call yet")
_AGAIN = Sentence(kind=SentenceKind.ASK_AGAIN, get="24-month term")

SAMPLES: list[tuple[str, Answer]] = [
    ("report: our ask came", replace(_CAME, asks=(TERM,), is_named=True)),
    ("report: a promise came", replace(_CAME, gets=(_PROMISED,), is_named=True)),
    ("report: a commitment is done", replace(_CAME, commitments=(CASE_STUDY,), is_named=True)),
    ("report: what a give waits for", replace(_CAME, gives=(_WAITING,), is_named=True)),
    (
        "report: which came",
        replace(_CAME, asks=(TERM,), gets=(_PROMISED,), commitments=(CASE_STUDY, ONBOARDING)),
    ),
    ("report: came, unknown", _CAME),
    (
        "report: our ask is missing",
        replace(_MISSING, asks=(TERM,), is_named=True, sentence=_AGAIN),
    ),
    (
        "report: a commitment is missing",
        replace(_MISSING, commitments=(ONBOARDING,), is_named=True),
    ),
    ("report: which is missing", replace(_MISSING, asks=(TERM,), gets=(_PROMISED,))),
    ("report: missing, unknown", _MISSING),
    ("report: a complaint", replace(_CAME, kind=ReportKind.COMPLAINT, typed="nobody came")),
    (
        "report: a complaint about a commitment",
        replace(
            _CAME,
            kind=ReportKind.COMPLAINT,
            typed="nobody sent the case study",
            commitments=(CASE_STUDY,),
            is_named=True,
        ),
    ),
    (
        "report: their complaint",
        replace(_CAME, kind=ReportKind.THEIR_COMPLAINT, typed="they say it is our fault"),
    ),
]
