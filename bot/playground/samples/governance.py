"""Samples of what was agreed for the time after the signature: bands, limits, the end of the term."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from bot.coach.answers.base import Answer
from bot.coach.answers.governance import (
    BandSaved,
    GovernanceAsked,
    GovernanceQuestion,
    LimitSaved,
    MeasureSaved,
    RenewalSaved,
)
from bot.coach.answers.rhythms import RhythmPage, RhythmStepShown
from bot.domain.governance import AfterTerm, Period, PeriodUnit
from bot.domain.rhythms import (
    Better,
    Measure,
    ReadingInterval,
    Rhythm,
    RhythmStep,
    TriggerResponse,
)
from bot.playground.samples.acme import TODAY
from bot.playground.samples.links import RENEWAL
from bot.playground.samples.rhythm_facts import (
    CPI,
    CPI_ABOVE,
    FLAT,
    RHYTHM,
    VOLUME,
    VOLUME_LOW,
    WAY_OUT,
)

THREE_MONTHS = Period(count=3, unit=PeriodUnit.MONTHS)
TERM = Rhythm(
    renewal=date(2027, 12, 31),
    notice=date(2027, 9, 30),
    notice_period=THREE_MONTHS,
    after_term=AfterTerm.RENEWS,
    renews_for=Period(count=12, unit=PeriodUnit.MONTHS),
    version=1,
)
GOVERNED = replace(
    RHYTHM,
    renewal=TERM.renewal,
    notice=TERM.notice,
    notice_period=TERM.notice_period,
    after_term=TERM.after_term,
    renews_for=TERM.renews_for,
    bands=(CPI, FLAT),
    limits=(VOLUME, WAY_OUT),
)
ONLY_HIGH = replace(FLAT, low=None, high=FLAT.cap, cap=None)
ONLY_LOW = replace(FLAT, low=FLAT.cap, cap=None)


def _asked(
    question: GovernanceQuestion, step: RhythmStep, typed: str, name: str
) -> tuple[str, Answer]:
    answer = GovernanceAsked(deal=RENEWAL, question=question, step=step, typed=typed, name=name)
    return f"asked back: {question}", answer


BANDS, LIMITS, DATES = RhythmStep.BANDS, RhythmStep.LIMITS, RhythmStep.DATES

UPTIME = Measure(
    name="uptime",
    unit="%",
    threshold=Decimal("99.5"),
    action="both owners look at it within two days",
    every=ReadingInterval.MONTHLY,
)
RESPONSE_TIME = Measure(
    name="response time",
    unit="h",
    better=Better.LOWER,
    threshold=Decimal(4),
    response=TriggerResponse.CREDIT,
    credit="5 % of the month",
    every=ReadingInterval.WEEKLY,
)
READ_RARELY = replace(
    RHYTHM,
    measures=(
        replace(UPTIME, every=ReadingInterval.QUARTERLY),
        replace(RESPONSE_TIME, every=ReadingInterval.YEARLY),
    ),
)

SAMPLES: tuple[tuple[str, Answer], ...] = (
    ("measure set", MeasureSaved(deal=RENEWAL, measure=UPTIME, place=0, undo=4)),
    (
        "measure changed",
        MeasureSaved(
            deal=RENEWAL,
            measure=RESPONSE_TIME,
            place=1,
            before=replace(RESPONSE_TIME, threshold=Decimal(8), every=None),
            not_used=("roughly",),
        ),
    ),
    (
        "measure taken out",
        MeasureSaved(deal=RENEWAL, measure=UPTIME, place=0, removed=True, undo=4),
    ),
    (
        "measures that are read rarely",
        RhythmStepShown(deal=RENEWAL, step=RhythmStep.MEASURES, rhythm=READ_RARELY, mine=True),
    ),
    _asked(GovernanceQuestion.NUMBER, RhythmStep.MEASURES, "uptime at least", "uptime"),
    (
        "an index band",
        BandSaved(deal=RENEWAL, today=TODAY, band=CPI, next_day=date(2027, 11, 23), undo=4),
    ),
    (
        "an index band changed",
        BandSaved(
            deal=RENEWAL,
            today=TODAY,
            band=replace(CPI, recalibrated=None),
            before=CPI,
            state=CPI_ABOVE,
            not_used=("as discussed",),
        ),
    ),
    ("a cap alone", BandSaved(deal=RENEWAL, today=TODAY, band=FLAT)),
    ("an upper edge alone", BandSaved(deal=RENEWAL, today=TODAY, band=ONLY_HIGH)),
    ("a lower edge alone", BandSaved(deal=RENEWAL, today=TODAY, band=ONLY_LOW)),
    (
        "an index band taken out",
        BandSaved(deal=RENEWAL, today=TODAY, band=CPI, removed=True, undo=4),
    ),
    ("a limit", LimitSaved(deal=RENEWAL, today=TODAY, limit=VOLUME, undo=4)),
    (
        "a limit changed",
        LimitSaved(
            deal=RENEWAL,
            today=TODAY,
            limit=replace(VOLUME, terms="", times=1),
            before=VOLUME,
            state=VOLUME_LOW,
            not_used=("of plan",),
        ),
    ),
    ("a way out", LimitSaved(deal=RENEWAL, today=TODAY, limit=WAY_OUT)),
    (
        "a limit taken out",
        LimitSaved(deal=RENEWAL, today=TODAY, limit=VOLUME, removed=True, undo=4),
    ),
    ("the end of the term", RenewalSaved(deal=RENEWAL, today=TODAY, rhythm=TERM, undo=4)),
    (
        "a term that ends",
        RenewalSaved(
            deal=RENEWAL,
            today=TODAY,
            rhythm=replace(
                TERM, after_term=AfterTerm.ENDS, notice=date(2027, 10, 2), notice_period=None
            ),
            send_by=date(2027, 10, 1),
            not_used=("thanks",),
        ),
    ),
    (
        "a day for notice that has passed",
        RenewalSaved(
            deal=RENEWAL,
            today=TODAY,
            rhythm=replace(
                TERM,
                renewal=date(2026, 12, 31),
                notice=date(2026, 10, 2),
                notice_period=Period(count=90, unit=PeriodUnit.DAYS),
                after_term=None,
            ),
        ),
    ),
    (
        "a term without notice",
        RenewalSaved(
            deal=RENEWAL,
            today=TODAY,
            rhythm=replace(TERM, notice=None, notice_period=None, renews_for=None),
            changed=False,
        ),
    ),
    (
        "notice without a term",
        RenewalSaved(
            deal=RENEWAL, today=TODAY, rhythm=Rhythm(notice_period=THREE_MONTHS, version=1)
        ),
    ),
    *(
        _asked(question, BANDS, "CPI 2-4", "CPI")
        for question in GovernanceQuestion
        if question
        not in (
            GovernanceQuestion.DIRECTION,
            GovernanceQuestion.RESPONSE,
            GovernanceQuestion.DAY,
            GovernanceQuestion.NOTICE_AFTER_END,
            GovernanceQuestion.STAGE,
            GovernanceQuestion.THEN,
            GovernanceQuestion.WITHIN,
            GovernanceQuestion.WHICH_EVENT,
            GovernanceQuestion.NOTHING_SAID,
        )
    ),
    _asked(GovernanceQuestion.DIRECTION, LIMITS, "volume 80%", "volume"),
    _asked(GovernanceQuestion.RESPONSE, LIMITS, "volume below 80%", "volume"),
    _asked(GovernanceQuestion.DAY, DATES, "soon", ""),
    _asked(GovernanceQuestion.NOTICE_AFTER_END, DATES, "31 Dec 2027 notice by 31 Jan 2028", ""),
    ("bands", RhythmStepShown(deal=RENEWAL, step=BANDS, rhythm=GOVERNED, mine=True)),
    ("limits", RhythmStepShown(deal=RENEWAL, step=LIMITS, rhythm=GOVERNED, mine=True)),
    (
        "the one page with what moves the terms",
        RhythmPage(
            deal=RENEWAL,
            today=TODAY,
            rhythm=GOVERNED,
            names=(),
            states=(CPI_ABOVE, VOLUME_LOW),
        ),
    ),
)
