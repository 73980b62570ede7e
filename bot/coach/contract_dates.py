"""The renewal and the last day for notice: what became of them, said before the day or after it."""

from dataclasses import dataclass, replace
from datetime import date

from bot.coach.actors import Actor, Need
from bot.coach.answers import RefusalReason
from bot.coach.answers.contract_dates import DateReopened, DateSettled, SettlingDate
from bot.coach.context import DealSession, record_in_deal, session_for_preview
from bot.coach.refusals import Refused
from bot.coach.rhythms import load_rhythm, save_rhythm
from bot.coach.services import Services
from bot.domain.governance import compute_last_day_for_notice
from bot.domain.ids import DealId
from bot.domain.ledger import Verb
from bot.domain.rhythms import ContractDate, DateOutcome, Rhythm, RhythmStep, SettledDate

MOVED = "moved"
"""What the audit says of a day that was put on another one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayMeant:
    """A day of the contract, as a button or a form names it."""

    kind: ContractDate
    of: date


def preview_settling_date(
    actor: Actor, deal: DealId, day: DayMeant, *, services: Services
) -> SettlingDate:
    """What a form about a day of the contract starts from."""
    with session_for_preview(services, actor, deal, Need.FOLLOW_UP) as session:
        rhythm = _load_rhythm_with(session, day)
        return SettlingDate(
            deal=session.deal, today=actor.today, kind=day.kind, of=day.of, rhythm=rhythm
        )


def _load_rhythm_with(session: DealSession, day: DayMeant) -> Rhythm:
    """The deal's rhythm. Refused where that day was changed since it was told."""
    rhythm = load_rhythm(session.work, session.deal)
    if rhythm.find_day(day.kind) != day.of:
        raise Refused(why=RefusalReason.CHANGED, deal=session.deal)
    return rhythm


def record_notice_given(
    actor: Actor, deal: DealId, day: DayMeant, *, once: str, services: Services
) -> DateSettled:
    """Records that notice was given. Nothing is asked about that day and the renewal any more; the renewal is still
    counted down, as the day on which the contract ends."""
    with record_in_deal(services, actor, deal, once, Need.FOLLOW_UP) as session:
        session.mark_processed(once)
        rhythm = _load_rhythm_with(session, day)
        changed = _settle_both(session, rhythm, DateOutcome.NOTICE_GIVEN)
        return _save(session, changed, day, DateOutcome.NOTICE_GIVEN)


def record_renewal(
    actor: Actor,
    deal: DealId,
    day: DayMeant,
    *,
    renewal: date | None,
    notice: date | None,
    once: str,
    services: Services,
) -> DateSettled:
    """Records that the contract was renewed, on purpose or by itself. The next renewal and the next last day for notice
    take the place of these where they are known."""
    with record_in_deal(services, actor, deal, once, Need.FOLLOW_UP) as session:
        session.mark_processed(once)
        rhythm = _load_rhythm_with(session, day)
        settled = _settle_both(session, rhythm, DateOutcome.RENEWED)
        if renewal is not None and notice is None and rhythm.notice_period is not None:
            notice = compute_last_day_for_notice(renewal, rhythm.notice_period)
        changed = replace(
            settled, renewal=renewal or rhythm.renewal, notice=notice or rhythm.notice
        )
        return _save(session, changed, day, DateOutcome.RENEWED)


def move_date(
    actor: Actor, deal: DealId, day: DayMeant, moved_to: date, *, once: str, services: Services
) -> DateSettled:
    """Puts the renewal or the last day for notice on another day; it counts down to that one."""
    with record_in_deal(services, actor, deal, once, Need.FOLLOW_UP) as session:
        session.mark_processed(once)
        rhythm = _load_rhythm_with(session, day)
        if day.kind is ContractDate.RENEWAL:
            changed = replace(rhythm, renewal=moved_to)
            if rhythm.notice_period is not None:
                notice = compute_last_day_for_notice(moved_to, rhythm.notice_period)
                changed = replace(changed, notice=notice)
        else:
            # A day that somebody names is no longer the one that followed from the period.
            changed = replace(rhythm, notice=moved_to, notice_period=None)
        return _save(session, changed, day, None)


def reopen_date(
    actor: Actor, deal: DealId, day: DayMeant, *, once: str, services: Services
) -> DateReopened:
    """Takes back what was said of a day of the contract, and of the other one with it."""
    with record_in_deal(services, actor, deal, once, Need.FOLLOW_UP) as session:
        session.mark_processed(once)
        rhythm = _load_rhythm_with(session, day)
        days = {rhythm.renewal, rhythm.notice}
        kept = tuple(each for each in rhythm.settled if each.of not in days)
        save_rhythm(session, replace(rhythm, settled=kept), RhythmStep.DATES)
        session.write_audit(Verb.SET, f"{day.kind}:{day.of}:open")
        return DateReopened(deal=session.deal, today=actor.today, kind=day.kind, of=day.of)


def _settle_both(session: DealSession, rhythm: Rhythm, outcome: DateOutcome) -> Rhythm:
    """The rhythm with the outcome for the renewal and the last day for notice: whoever gave notice need not be asked
    whether it renewed."""
    settled = list(rhythm.settled)
    for kind in ContractDate:
        of = rhythm.find_day(kind)
        if of is None or rhythm.find_outcome(kind) is not None:
            continue
        settled.append(
            SettledDate(
                kind=kind,
                of=of,
                outcome=outcome,
                person=session.by.person,
                at=session.services.clock.now(),
            )
        )
    return replace(rhythm, settled=tuple(settled))


def _save(
    session: DealSession, rhythm: Rhythm, day: DayMeant, outcome: DateOutcome | None
) -> DateSettled:
    save_rhythm(session, rhythm, RhythmStep.DATES)
    session.write_audit(Verb.SET, f"{day.kind}:{day.of}:{outcome or MOVED}")
    return DateSettled(
        deal=session.deal,
        today=session.by.today,
        kind=day.kind,
        of=day.of,
        outcome=outcome,
        rhythm=rhythm,
    )
