"""What was agreed for the time after the signature, set in one line: index bands, limits that reopen the terms or stop
the loss, the end of the term and notice before it. They are parts of the rhythm."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import TypeVar

from bot.coach.actors import Actor, Need
from bot.coach.answers.checkins import WatchedState
from bot.coach.answers.governance import (
    BandSaved,
    GovernanceAsked,
    GovernanceQuestion,
    LimitSaved,
    RenewalSaved,
)
from bot.coach.context import DealSession, record_in_deal, session_for_reading
from bot.coach.rhythms import load_rhythm, save_rhythm
from bot.coach.services import Services
from bot.coach.watched import list_states_of
from bot.domain.checkins import last_working_day
from bot.domain.governance import (
    IndexBand,
    Limit,
    LimitResponse,
    compute_last_day_for_notice,
)
from bot.domain.ids import DealId
from bot.domain.ledger import Verb
from bot.domain.levels import PERCENT, LevelOutOfBounds
from bot.domain.rhythms import MOST_ENTRIES, Rhythm, RhythmStep
from bot.domain.triggers import Watched
from bot.language.governance import (
    BandRead,
    LimitRead,
    RenewalRead,
    TermPart,
    read_band,
    read_limit,
    read_removal,
    read_renewal,
    read_term_removal,
)


def set_band(
    actor: Actor, deal: DealId, text: str, *, typed: str, once: str, services: Services
) -> BandSaved | GovernanceAsked:
    """Sets an index band as the line says, or takes one out. Of a band that is there the line changes what it names."""
    with record_in_deal(services, actor, deal, once, Need.FOLLOW_UP, typed=typed) as session:
        rhythm = load_rhythm(session.work, session.deal)
        removed = read_removal(text, [band.name for band in rhythm.bands])
        if removed is not None:
            return _remove_band(session, rhythm, removed, typed, once)
        try:
            read = read_band(text, locale=actor.locale, today=actor.today)
            before = _find_band(rhythm, read.name)
            if read.missing is not None:
                question = GovernanceQuestion(read.missing.value)
                return _ask(session, question, RhythmStep.BANDS, typed, read.name)
            band = merge_band(before, read, actor.today)
        except LevelOutOfBounds:
            return _ask(session, GovernanceQuestion.OUT_OF_BOUNDS, RhythmStep.BANDS, typed)
        flaw = band.find_flaw()
        if flaw is not None:
            return _ask(session, GovernanceQuestion(flaw.value), RhythmStep.BANDS, typed, band.name)
        if before is None and len(rhythm.bands) >= MOST_ENTRIES:
            return _ask(session, GovernanceQuestion.FULL, RhythmStep.BANDS, typed, band.name)
        bands = _put_in_place(rhythm.bands, band, before)
        saved = _save(session, replace(rhythm, bands=bands), RhythmStep.BANDS, band.name, once)
        return BandSaved(
            deal=session.deal,
            today=actor.today,
            band=band,
            before=before,
            state=_state_of(session, band),
            next_day=band.next_recalibration(actor.today),
            not_used=read.not_read,
            undo=saved,
        )


EntryT = TypeVar("EntryT")


def _put_in_place(
    entries: Sequence[EntryT], new: EntryT, before: EntryT | None
) -> tuple[EntryT, ...]:
    """The entries with the new one where the one was that it replaces, at the end where it replaces none."""
    if before is None:
        return (*entries, new)
    return tuple(new if each is before else each for each in entries)


def _find_band(rhythm: Rhythm, name: str) -> IndexBand | None:
    wanted = name.casefold()
    return next((band for band in rhythm.bands if band.name.casefold() == wanted), None)


def merge_band(before: IndexBand | None, read: BandRead, today: date) -> IndexBand:
    """The band as it stands after a line, which changes only what it names. Raises `LevelOutOfBounds`."""
    band = before or IndexBand(name=read.name)
    base = _said_or_known(read.base, band.base)
    unit = read.unit or band.unit
    low = _said_or_known(read.low, band.low)
    high = _said_or_known(read.high, band.high)
    if read.spread is not None and base is not None:
        spread = read.spread
        # `±5 %` of an index of 100 is a share of it; of an index in per cent it is points.
        if read.spread_unit == PERCENT and unit != PERCENT:
            spread = base * read.spread / Decimal(100)
        low, high = base - spread, base + spread
    recalibrated = read.recalibrated or band.recalibrated
    since = read.since or band.since
    if since is None and recalibrated:
        # Counted from the day it is agreed where the line names none.
        since = today
    return replace(
        band,
        base=base,
        low=low,
        high=high,
        cap=_said_or_known(read.cap, band.cap),
        unit=unit,
        recalibrated=recalibrated,
        since=since,
        source=read.source or band.source,
        terms=read.terms or band.terms,
    )


def _said_or_known(said: Decimal | None, known: Decimal | None) -> Decimal | None:
    """The figure of a line, 0 included; what was known before where the line says none."""
    return known if said is None else said


def _remove_band(
    session: DealSession, rhythm: Rhythm, name: str, typed: str, once: str
) -> BandSaved | GovernanceAsked:
    band = _find_band(rhythm, name)
    if band is None:
        return _ask(session, GovernanceQuestion.NO_SUCH, RhythmStep.BANDS, typed, name)
    bands = tuple(each for each in rhythm.bands if each is not band)
    changed = replace(rhythm, bands=bands)
    saved = _save(session, changed, RhythmStep.BANDS, band.name, once, mark="-")
    return BandSaved(deal=session.deal, today=session.by.today, band=band, removed=True, undo=saved)


def set_limit(
    actor: Actor,
    deal: DealId,
    text: str,
    response: LimitResponse | None,
    *,
    typed: str,
    once: str,
    services: Services,
) -> LimitSaved | GovernanceAsked:
    """Sets a threshold that reopens the terms, pauses the deal or ends it, or takes one out. A limit of the same name
    with the same response is replaced."""
    with record_in_deal(services, actor, deal, once, Need.FOLLOW_UP, typed=typed) as session:
        rhythm = load_rhythm(session.work, session.deal)
        removed = read_removal(text, [limit.name for limit in rhythm.limits])
        if removed is not None:
            return _remove_limit(session, rhythm, removed, response, typed, once)
        try:
            read = read_limit(text, response, locale=actor.locale)
            limit = _make_limit(read)
        except (LevelOutOfBounds, ValueError):
            return _ask(session, GovernanceQuestion.OUT_OF_BOUNDS, RhythmStep.LIMITS, typed)
        if limit is None:
            question = GovernanceQuestion(read.missing.value if read.missing else "not_read")
            return _ask(session, question, RhythmStep.LIMITS, typed, read.name)
        before = _find_limit(rhythm, limit.name, limit.response)
        if before is None and len(rhythm.limits) >= MOST_ENTRIES:
            return _ask(session, GovernanceQuestion.FULL, RhythmStep.LIMITS, typed, limit.name)
        limits = _put_in_place(rhythm.limits, limit, before)
        saved = _save(session, replace(rhythm, limits=limits), RhythmStep.LIMITS, limit.name, once)
        return LimitSaved(
            deal=session.deal,
            today=actor.today,
            limit=limit,
            before=before,
            state=_state_of(session, limit),
            not_used=read.not_read,
            undo=saved,
        )


def _make_limit(read: LimitRead) -> Limit | None:
    """The limit that a line says; None where it leaves something out."""
    if read.missing or read.direction is None or read.threshold is None or read.response is None:
        return None
    return Limit(
        name=read.name,
        direction=read.direction,
        threshold=read.threshold,
        unit=read.unit,
        response=read.response,
        terms=read.terms,
        times=read.times,
    )


def _find_limit(rhythm: Rhythm, name: str, response: LimitResponse | None) -> Limit | None:
    wanted = name.casefold()
    for limit in rhythm.limits:
        if limit.name.casefold() == wanted and response in (None, limit.response):
            return limit
    return None


def _remove_limit(
    session: DealSession,
    rhythm: Rhythm,
    name: str,
    response: LimitResponse | None,
    typed: str,
    once: str,
) -> LimitSaved | GovernanceAsked:
    limit = _find_limit(rhythm, name, response)
    if limit is None:
        return _ask(session, GovernanceQuestion.NO_SUCH, RhythmStep.LIMITS, typed, name)
    limits = tuple(each for each in rhythm.limits if each is not limit)
    changed = replace(rhythm, limits=limits)
    saved = _save(session, changed, RhythmStep.LIMITS, limit.name, once, mark="-")
    return LimitSaved(
        deal=session.deal, today=session.by.today, limit=limit, removed=True, undo=saved
    )


def set_renewal(
    actor: Actor, deal: DealId, text: str, *, typed: str, once: str, services: Services
) -> RenewalSaved | GovernanceAsked:
    """Sets the end of the term, the notice before it and what happens at it, as the line says; what it does not name
    stays."""
    with record_in_deal(services, actor, deal, once, Need.FOLLOW_UP, typed=typed) as session:
        rhythm = load_rhythm(session.work, session.deal)
        cleared = _clear_term(rhythm, text)
        if cleared is not None:
            return _save_term(session, cleared, once)
        read = read_renewal(text, locale=actor.locale, today=actor.today)
        changed = merge_renewal(rhythm, read)
        if changed == rhythm and not _says_something(read):
            return _ask(session, GovernanceQuestion.DAY, RhythmStep.DATES, typed)
        if changed.renewal and changed.notice and changed.notice > changed.renewal:
            return _ask(session, GovernanceQuestion.NOTICE_AFTER_END, RhythmStep.DATES, typed)
        return _save_term(session, changed, once, not_used=read.not_read)


def _clear_term(rhythm: Rhythm, text: str) -> Rhythm | None:
    """The rhythm without what a line takes out: the notice, or all of the term; None where it takes nothing out."""
    removed = read_term_removal(text)
    if removed is None:
        return None
    cleared = replace(rhythm, notice=None, notice_period=None)
    if removed is TermPart.NOTICE:
        return cleared
    return replace(cleared, renewal=None, after_term=None, renews_for=None)


def _save_term(
    session: DealSession, rhythm: Rhythm, once: str, *, not_used: tuple[str, ...] = ()
) -> RenewalSaved:
    saved = _save(session, rhythm, RhythmStep.DATES, "", once, mark="renewal")
    return replace(describe_renewal(session, rhythm, not_used=not_used), undo=saved)


def _says_something(read: RenewalRead) -> bool:
    said = (read.end, read.notice, read.notice_period, read.after_term)
    return any(each is not None for each in said)


def merge_renewal(rhythm: Rhythm, read: RenewalRead) -> Rhythm:
    """The rhythm with what a line says about the end of the term. The last day for notice is computed where the period
    is known, unless the line names the day itself."""
    renewal = read.end or rhythm.renewal
    period = read.notice_period or (None if read.notice else rhythm.notice_period)
    notice = read.notice or rhythm.notice
    if period is not None and read.notice is None:
        notice = None if renewal is None else compute_last_day_for_notice(renewal, period)
    return replace(
        rhythm,
        renewal=renewal,
        notice=notice,
        notice_period=period,
        after_term=read.after_term or rhythm.after_term,
        renews_for=read.renews_for or rhythm.renews_for,
    )


def show_renewal(actor: Actor, deal: DealId, *, services: Services) -> RenewalSaved:
    """When the term ends, by when notice is given, and what happens then."""
    with session_for_reading(services, actor, deal) as session:
        rhythm = load_rhythm(session.work, session.deal)
        return replace(describe_renewal(session, rhythm), changed=False)


def describe_renewal(
    session: DealSession, rhythm: Rhythm, *, not_used: tuple[str, ...] = ()
) -> RenewalSaved:
    """The dates of the term, with the day by which notice is to be sent where the last day is no working day."""
    send_by = None
    if rhythm.notice is not None:
        # Holidays of the days before it count too: the last working day may be a week earlier.
        first = rhythm.notice - timedelta(days=14)
        days_off = session.services.calendar.days_off(rhythm.country, first, rhythm.notice)
        worked = last_working_day(rhythm.notice, days_off)
        send_by = worked if worked != rhythm.notice else None
    return RenewalSaved(
        deal=session.deal,
        today=session.by.today,
        rhythm=rhythm,
        send_by=send_by,
        not_used=not_used,
    )


def _ask(
    session: DealSession,
    question: GovernanceQuestion,
    step: RhythmStep,
    typed: str,
    name: str = "",
) -> GovernanceAsked:
    return GovernanceAsked(deal=session.deal, question=question, step=step, typed=typed, name=name)


def _save(
    session: DealSession,
    rhythm: Rhythm,
    step: RhythmStep,
    what: str,
    once: str,
    *,
    mark: str = "",
) -> int:
    session.mark_processed(once)
    saved = save_rhythm(session, rhythm, step, what)
    session.write_audit(Verb.SET, f"{step}:{mark}{what}")
    return saved


def _state_of(session: DealSession, watched: Watched) -> WatchedState:
    """How it stands by the readings that are there already."""
    readings = session.work.rhythms.list_readings(session.deal.team, session.deal.id)
    return list_states_of([watched], readings)[0]
