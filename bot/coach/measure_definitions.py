"""Measures that both sides share, defined, changed and taken out in one typed line. They are parts of the rhythm."""

from dataclasses import replace
from decimal import Decimal

from bot.coach.actors import Actor, Need
from bot.coach.answers.governance import GovernanceAsked, GovernanceQuestion, MeasureSaved
from bot.coach.context import DealSession, record_in_deal
from bot.coach.rhythms import load_rhythm, save_rhythm
from bot.coach.services import Services
from bot.domain.ids import DealId
from bot.domain.ledger import Verb
from bot.domain.levels import LevelOutOfBounds, check_level
from bot.domain.rhythms import MOST_ENTRIES, Better, Measure, Rhythm, RhythmStep, TriggerResponse
from bot.language.measure_definitions import MeasureRead


def define_measure(
    actor: Actor, deal: DealId, read: MeasureRead, *, typed: str, once: str, services: Services
) -> MeasureSaved | GovernanceAsked:
    """Sets a measure as the line says, or takes one out. Of a measure that is there the line changes what it names."""
    with record_in_deal(services, actor, deal, once, Need.FOLLOW_UP, typed=typed) as session:
        rhythm = load_rhythm(session.work, session.deal)
        before = _find_measure(rhythm, read.name)
        if read.removes:
            return _remove_measure(session, rhythm, before, read.name, typed, once)
        if read.flaw is not None or read.threshold is None or read.better is None:
            flaw = GovernanceQuestion(read.flaw.value) if read.flaw else GovernanceQuestion.NOT_READ
            return _ask(session, flaw, typed, read.name)
        measure = _merge_measure(before, read)
        try:
            check_level(measure.threshold, measure.unit)
        except LevelOutOfBounds:
            return _ask(session, GovernanceQuestion.OUT_OF_BOUNDS, typed, read.name)
        if before is None and len(rhythm.measures) >= MOST_ENTRIES:
            return _ask(session, GovernanceQuestion.FULL, typed, read.name)
        at = len(rhythm.measures) if before is None else rhythm.measures.index(before)
        measures = (*rhythm.measures[:at], measure, *rhythm.measures[at + 1 :])
        saved = _save(session, replace(rhythm, measures=measures), measure.name, once)
        return MeasureSaved(
            deal=session.deal,
            measure=measure,
            place=at,
            before=before,
            not_used=read.not_read,
            undo=saved,
        )


def _find_measure(rhythm: Rhythm, name: str) -> Measure | None:
    wanted = name.casefold()
    return next((each for each in rhythm.measures if each.name.casefold() == wanted), None)


def _merge_measure(before: Measure | None, read: MeasureRead) -> Measure:
    """The measure as it stands after the line. What follows past the threshold stays as it was where the line does not
    say it: both sides meet, where nothing was agreed yet."""
    threshold = read.threshold if read.threshold is not None else Decimal(0)
    known = before or Measure(name=read.name, threshold=threshold)
    says_what_follows = read.response is not None or bool(read.action or read.credit)
    changed = replace(
        known,
        better=read.better or Better.HIGHER,
        threshold=threshold,
        unit=read.unit or known.unit,
        every=read.every or known.every,
    )
    if not says_what_follows:
        return changed
    return replace(
        changed,
        response=read.response or TriggerResponse.MEET,
        action=read.action,
        credit=read.credit,
    )


def _remove_measure(
    session: DealSession,
    rhythm: Rhythm,
    measure: Measure | None,
    name: str,
    typed: str,
    once: str,
) -> MeasureSaved | GovernanceAsked:
    if measure is None:
        return _ask(session, GovernanceQuestion.NO_SUCH, typed, name)
    at = rhythm.measures.index(measure)
    left = (*rhythm.measures[:at], *rhythm.measures[at + 1 :])
    saved = _save(session, replace(rhythm, measures=left), measure.name, once, mark="-")
    return MeasureSaved(deal=session.deal, measure=measure, place=at, removed=True, undo=saved)


def _ask(
    session: DealSession, question: GovernanceQuestion, typed: str, name: str
) -> GovernanceAsked:
    return GovernanceAsked(
        deal=session.deal,
        question=question,
        step=RhythmStep.MEASURES,
        typed=typed,
        name=name,
    )


def _save(session: DealSession, rhythm: Rhythm, what: str, once: str, *, mark: str = "") -> int:
    session.mark_processed(once)
    saved = save_rhythm(session, rhythm, RhythmStep.MEASURES, what)
    session.write_audit(Verb.SET, f"{RhythmStep.MEASURES}:{mark}{what}")
    return saved
