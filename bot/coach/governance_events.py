"""Gates that were passed or not, and risk events that happened: what was agreed for them is due, and whoever is counted
on hears of it. They are parts of the rhythm."""

from dataclasses import replace
from datetime import date, timedelta

from bot.coach.actors import Actor, Need
from bot.coach.answers import RefusalReason
from bot.coach.answers.governance import (
    EventTold,
    GateSaved,
    GovernanceAsked,
    GovernanceQuestion,
    RiskHappened,
    RiskSaved,
    WhoIsTold,
)
from bot.coach.context import DealSession, record_in_deal
from bot.coach.notices import post_reminder
from bot.coach.recipients import find_addressees
from bot.coach.refusals import Refused
from bot.coach.rhythms import load_rhythm, save_rhythm
from bot.coach.services import Services
from bot.domain.ids import DealId
from bot.domain.ledger import Verb
from bot.domain.rhythms import (
    MOST_ENTRIES,
    STAGES,
    Gate,
    GateOutcome,
    Rhythm,
    RhythmStep,
    RiskEvent,
    RiskOccurrence,
)
from bot.language.governance import read_removal
from bot.language.governance_events import (
    GateRead,
    find_event,
    read_event_name,
    read_gate,
    read_risk,
)

MOST_OCCURRENCES = 50
"""How many events that happened a rhythm remembers: of more the oldest that are done go."""
LONGEST_TEXT = 200


def set_gate(
    actor: Actor, deal: DealId, text: str, *, typed: str, once: str, services: Services
) -> GateSaved | GovernanceAsked:
    """Sets a stage, what lets both sides go on and by when, or what became of it; what the line does not name stays. Or
    takes it out, or opens it again where it was decided by mistake."""
    with record_in_deal(services, actor, deal, once, Need.FOLLOW_UP, typed=typed) as session:
        rhythm = load_rhythm(session.work, session.deal)
        read = read_gate(text, locale=actor.locale, today=actor.today)
        if read.stage is None:
            return _ask(session, GovernanceQuestion.STAGE, RhythmStep.GATES, typed)
        if read.removed or read.reopened:
            before = rhythm.gates[read.stage] if read.stage < len(rhythm.gates) else Gate()
            if not before.is_there or (read.reopened and before.outcome is None):
                return _ask(session, GovernanceQuestion.NO_GATE, RhythmStep.GATES, typed)
            if read.removed:
                return _remove_gate(session, rhythm, read.stage, once)
            return _reopen_gate(session, rhythm, read.stage, once)
        if read.outcome is None and not (read.what or read.passes or read.day):
            return _ask(session, GovernanceQuestion.NOTHING_SAID, RhythmStep.GATES, typed)
        return _save_gate(session, rhythm, read.stage, merge_gate(rhythm, read), once)


def merge_gate(rhythm: Rhythm, read: GateRead) -> Gate:
    """The gate as it stands after a line."""
    at = read.stage or 0
    before = rhythm.gates[at] if at < len(rhythm.gates) else Gate()
    if read.outcome is not None:
        return replace(before, outcome=read.outcome, decided=read.decided, note=read.note)
    return replace(
        before,
        what=read.what or before.what,
        passes=read.passes or before.passes,
        day=read.day or before.day,
        # A new day opens a gate again that was not passed.
        outcome=None if read.day and before.outcome is GateOutcome.FAILED else before.outcome,
    )


def decide_gate(
    actor: Actor,
    deal: DealId,
    stage: int,
    outcome: GateOutcome,
    *,
    once: str,
    services: Services,
) -> GateSaved:
    """What became of a gate, by a button. Refused where there is no such stage."""
    with record_in_deal(services, actor, deal, once, Need.FOLLOW_UP) as session:
        rhythm = load_rhythm(session.work, session.deal)
        if stage >= len(rhythm.gates):
            raise Refused(why=RefusalReason.CHANGED, deal=session.deal)
        gate = replace(rhythm.gates[stage], outcome=outcome, decided=actor.today, note="")
        return _save_gate(session, rhythm, stage, gate, once)


def reopen_gate(
    actor: Actor, deal: DealId, stage: int, *, once: str, services: Services
) -> GateSaved:
    """What became of a gate does not count any more, by a button. Refused where nobody decided it."""
    with record_in_deal(services, actor, deal, once, Need.FOLLOW_UP) as session:
        rhythm = load_rhythm(session.work, session.deal)
        if stage >= len(rhythm.gates) or rhythm.gates[stage].outcome is None:
            raise Refused(why=RefusalReason.CHANGED, deal=session.deal)
        return _reopen_gate(session, rhythm, stage, once)


def remove_gate(
    actor: Actor, deal: DealId, stage: int, *, once: str, services: Services
) -> GateSaved:
    """Takes a gate out, by a button. Refused where there is none."""
    with record_in_deal(services, actor, deal, once, Need.FOLLOW_UP) as session:
        rhythm = load_rhythm(session.work, session.deal)
        if stage >= len(rhythm.gates) or not rhythm.gates[stage].is_there:
            raise Refused(why=RefusalReason.CHANGED, deal=session.deal)
        return _remove_gate(session, rhythm, stage, once)


def _put_gate(rhythm: Rhythm, stage: int, gate: Gate) -> Rhythm:
    gates = list(rhythm.gates) + [Gate()] * (len(STAGES) - len(rhythm.gates))
    gates[stage] = gate
    return replace(rhythm, gates=tuple(gates))


def _remove_gate(session: DealSession, rhythm: Rhythm, stage: int, once: str) -> GateSaved:
    gate, changed = rhythm.gates[stage], _put_gate(rhythm, stage, Gate())
    saved = _save(session, changed, RhythmStep.GATES, f"gate:-{STAGES[stage]}", once)
    return GateSaved(
        deal=session.deal,
        today=session.by.today,
        stage=stage,
        gate=gate,
        removed=True,
        undo=saved,
    )


def _reopen_gate(session: DealSession, rhythm: Rhythm, stage: int, once: str) -> GateSaved:
    before = rhythm.gates[stage]
    gate = replace(before, outcome=None, decided=None, note="")
    changed = _put_gate(rhythm, stage, gate)
    saved = _save(session, changed, RhythmStep.GATES, f"gate:{STAGES[stage]}:open", once)
    message = EventTold(
        deal=session.deal, today=session.by.today, stage=stage, gate=before, taken_back=True
    )
    return GateSaved(
        deal=session.deal,
        today=session.by.today,
        stage=stage,
        gate=gate,
        reopened=True,
        who=tell_counted_on(session, rhythm, message, f"gate:{once}"),
        undo=saved,
    )


def find_way_out(rhythm: Rhythm, gate: Gate) -> str:
    """What was agreed for the case that a gate is failed: how to end it, else to pause it, else to reopen the terms.
    Empty where it was not failed."""
    if gate.outcome is not GateOutcome.FAILED:
        return ""
    return rhythm.exits.stop_loss or rhythm.exits.pause or rhythm.exits.reopen


def _save_gate(
    session: DealSession, rhythm: Rhythm, stage: int, gate: Gate, once: str
) -> GateSaved:
    changed = _put_gate(rhythm, stage, gate)
    before = rhythm.gates[stage] if stage < len(rhythm.gates) else Gate()
    is_decided = gate.outcome is not None and gate.outcome is not before.outcome
    saved_as = _save(session, changed, RhythmStep.GATES, f"gate:{STAGES[stage]}", once)
    way_out = find_way_out(rhythm, gate)
    saved = GateSaved(
        deal=session.deal,
        today=session.by.today,
        stage=stage,
        gate=gate,
        decided_now=is_decided,
        way_out=way_out,
        undo=saved_as,
    )
    if not is_decided:
        return saved
    message = EventTold(
        deal=session.deal, today=session.by.today, stage=stage, gate=gate, way_out=way_out
    )
    return replace(saved, who=tell_counted_on(session, rhythm, message, f"gate:{once}"))


def set_risk(
    actor: Actor, deal: DealId, text: str, *, typed: str, once: str, services: Services
) -> RiskSaved | GovernanceAsked:
    """Agrees what follows when something happens, and within how many days; or takes it out. The same event again
    replaces what was agreed for it."""
    with record_in_deal(services, actor, deal, once, Need.FOLLOW_UP, typed=typed) as session:
        rhythm = load_rhythm(session.work, session.deal)
        removed = read_removal(text, [risk.when for risk in rhythm.risks])
        if removed is not None:
            return _remove_risk(session, rhythm, removed, typed, once)
        read = read_risk(text, locale=actor.locale)
        question = None
        if not read.when or len(read.when) > LONGEST_TEXT or len(read.then) > LONGEST_TEXT:
            question = GovernanceQuestion.NOTHING_SAID
        elif not read.then:
            question = GovernanceQuestion.THEN
        elif not read.days:
            question = GovernanceQuestion.WITHIN
        if question is not None:
            return _ask(session, question, RhythmStep.RISKS, typed)
        risk = RiskEvent(when=read.when, then=read.then, days=read.days)
        before = _find_risk(rhythm, risk.when)
        if before is None and len(rhythm.risks) >= MOST_ENTRIES:
            return _ask(session, GovernanceQuestion.FULL, RhythmStep.RISKS, typed)
        risks = tuple(risk if each is before else each for each in rhythm.risks)
        if before is None:
            risks = (*risks, risk)
        changed = replace(rhythm, risks=risks)
        saved = _save(session, changed, RhythmStep.RISKS, "risk", once, what=risk.when)
        return RiskSaved(deal=session.deal, risk=risk, before=before, undo=saved)


def _find_risk(rhythm: Rhythm, when: str) -> RiskEvent | None:
    wanted = when.casefold()
    return next((risk for risk in rhythm.risks if risk.when.casefold() == wanted), None)


def _remove_risk(
    session: DealSession, rhythm: Rhythm, name: str, typed: str, once: str
) -> RiskSaved | GovernanceAsked:
    events = [risk.when for risk in rhythm.risks]
    at = find_event(name, events)
    if at is None:
        return _ask(session, GovernanceQuestion.WHICH_EVENT, RhythmStep.RISKS, typed, events)
    risk = rhythm.risks[at]
    left = tuple(each for each in rhythm.risks if each is not risk)
    changed = replace(rhythm, risks=left)
    saved = _save(session, changed, RhythmStep.RISKS, "risk:-", once, what=risk.when)
    return RiskSaved(deal=session.deal, risk=risk, removed=True, undo=saved)


def record_typed_event(
    actor: Actor, deal: DealId, text: str, *, typed: str, once: str, services: Services
) -> RiskHappened | GovernanceAsked:
    """Something happened, as the line says: what was agreed for it is due from that day on."""
    with record_in_deal(services, actor, deal, once, Need.FOLLOW_UP, typed=typed) as session:
        rhythm = load_rhythm(session.work, session.deal)
        name, on = read_event_name(text, locale=actor.locale, today=actor.today)
        events = [risk.when for risk in rhythm.risks]
        at = find_event(name, events)
        if at is None:
            return _ask(session, GovernanceQuestion.WHICH_EVENT, RhythmStep.RISKS, typed, events)
        return _record_event(session, rhythm, rhythm.risks[at], on, once)


def record_event(
    actor: Actor, deal: DealId, key: str, *, once: str, services: Services
) -> RiskHappened:
    """The same by a button, today. Refused where nothing is agreed for the event of that key any more."""
    with record_in_deal(services, actor, deal, once, Need.FOLLOW_UP) as session:
        rhythm = load_rhythm(session.work, session.deal)
        risk = next((each for each in rhythm.risks if each.key == key), None)
        if risk is None:
            raise Refused(why=RefusalReason.CHANGED, deal=session.deal)
        return _record_event(session, rhythm, risk, actor.today, once)


def _record_event(
    session: DealSession, rhythm: Rhythm, risk: RiskEvent, on: date, once: str
) -> RiskHappened:
    occurrence = RiskOccurrence(
        when=risk.when, then=risk.then, on=on, due=on + timedelta(days=risk.days)
    )
    occurrences = [*rhythm.occurrences, occurrence]
    done = [each for each in occurrences if each.done]
    for oldest in done[: max(len(occurrences) - MOST_OCCURRENCES, 0)]:
        occurrences.remove(oldest)
    changed = replace(rhythm, occurrences=tuple(occurrences))
    saved = _save(
        session, changed, RhythmStep.RISKS, "risk:happened", once, what=risk.when, fired=True
    )
    message = EventTold(deal=session.deal, today=session.by.today, occurrence=occurrence)
    return RiskHappened(
        deal=session.deal,
        today=session.by.today,
        occurrence=occurrence,
        who=tell_counted_on(session, rhythm, message, f"risk:{once}"),
        undo=saved,
    )


def _find_due_event(
    session: DealSession, rhythm: Rhythm, text: str, typed: str
) -> int | GovernanceAsked:
    """The place of the occurrence that the words mean, of those for which something is due still; a question where
    nothing is, or where they mean none of them."""
    places = [at for at, each in enumerate(rhythm.occurrences) if each.done is None]
    if not places:
        return _ask(session, GovernanceQuestion.NOTHING_DUE, RhythmStep.RISKS, typed)
    events = [rhythm.occurrences[at].when for at in places]
    found = find_event(text.strip(), events)
    if found is None:
        return _ask(session, GovernanceQuestion.WHICH_EVENT, RhythmStep.RISKS, typed, events)
    return places[found]


def _require_due_event(session: DealSession, rhythm: Rhythm, key: str) -> int:
    """The place of the occurrence of that key. Refused where it is done, or was taken back."""
    for at, occurrence in enumerate(rhythm.occurrences):
        if occurrence.key == key and occurrence.done is None:
            return at
    raise Refused(why=RefusalReason.CHANGED, deal=session.deal)


def take_back_typed_event(
    actor: Actor, deal: DealId, text: str, *, typed: str, once: str, services: Services
) -> RiskHappened | GovernanceAsked:
    """Something that was said to have happened did not, as the line says: nothing is due for it."""
    with record_in_deal(services, actor, deal, once, Need.FOLLOW_UP, typed=typed) as session:
        rhythm = load_rhythm(session.work, session.deal)
        found = _find_due_event(session, rhythm, text, typed)
        if isinstance(found, GovernanceAsked):
            return found
        return _take_back_event(session, rhythm, found, once)


def take_back_event(
    actor: Actor, deal: DealId, key: str, *, once: str, services: Services
) -> RiskHappened:
    """The same by a button. Refused where what followed is done already."""
    with record_in_deal(services, actor, deal, once, Need.FOLLOW_UP) as session:
        rhythm = load_rhythm(session.work, session.deal)
        at = _require_due_event(session, rhythm, key)
        return _take_back_event(session, rhythm, at, once)


def _take_back_event(session: DealSession, rhythm: Rhythm, at: int, once: str) -> RiskHappened:
    occurrence = rhythm.occurrences[at]
    left = (*rhythm.occurrences[:at], *rhythm.occurrences[at + 1 :])
    changed = replace(rhythm, occurrences=left)
    saved = _save(
        session, changed, RhythmStep.RISKS, "risk:not_happened", once, what=occurrence.when
    )
    message = EventTold(
        deal=session.deal, today=session.by.today, occurrence=occurrence, taken_back=True
    )
    return RiskHappened(
        deal=session.deal,
        today=session.by.today,
        occurrence=occurrence,
        taken_back=True,
        who=tell_counted_on(session, rhythm, message, f"risk:{once}"),
        undo=saved,
    )


def settle_typed_event(
    actor: Actor, deal: DealId, text: str, *, typed: str, once: str, services: Services
) -> RiskHappened | GovernanceAsked:
    """What followed from something that happened is done, as the line says."""
    with record_in_deal(services, actor, deal, once, Need.FOLLOW_UP, typed=typed) as session:
        rhythm = load_rhythm(session.work, session.deal)
        found = _find_due_event(session, rhythm, text, typed)
        if isinstance(found, GovernanceAsked):
            return found
        return _settle_event(session, rhythm, found, once)


def settle_event(
    actor: Actor, deal: DealId, key: str, *, once: str, services: Services
) -> RiskHappened:
    """The same by a button. Refused where it is done already."""
    with record_in_deal(services, actor, deal, once, Need.FOLLOW_UP) as session:
        rhythm = load_rhythm(session.work, session.deal)
        at = _require_due_event(session, rhythm, key)
        return _settle_event(session, rhythm, at, once)


def _settle_event(session: DealSession, rhythm: Rhythm, at: int, once: str) -> RiskHappened:
    done = replace(rhythm.occurrences[at], done=session.by.today)
    occurrences = (*rhythm.occurrences[:at], done, *rhythm.occurrences[at + 1 :])
    changed = replace(rhythm, occurrences=occurrences)
    saved = _save(session, changed, RhythmStep.RISKS, "risk:done", once, what=done.when)
    return RiskHappened(
        deal=session.deal,
        today=session.by.today,
        occurrence=done,
        done_now=True,
        undo=saved,
    )


def _ask(
    session: DealSession,
    question: GovernanceQuestion,
    step: RhythmStep,
    typed: str,
    events: list[str] | None = None,
) -> GovernanceAsked:
    return GovernanceAsked(
        deal=session.deal,
        question=question,
        step=step,
        typed=typed,
        events=tuple(events or ()),
    )


def _save(
    session: DealSession,
    rhythm: Rhythm,
    step: RhythmStep,
    noted: str,
    once: str,
    *,
    what: str = "",
    fired: bool = False,
) -> int:
    session.mark_processed(once)
    saved = save_rhythm(session, rhythm, step, what)
    session.write_audit(Verb.TRIGGERED if fired else Verb.SET, noted)
    return saved


def tell_counted_on(
    session: DealSession, rhythm: Rhythm, message: EventTold, key: str
) -> WhoIsTold:
    """Tells the owner of the rhythm, or who comes after them and whom a message reaches; not who said it."""
    candidates = [rhythm.owner, *(rung.person for rung in rhythm.escalation)]
    people = [person for person in dict.fromkeys(candidates) if person]
    who = WhoIsTold(their_owner=rhythm.their_owner)
    if session.by.person in people[:1]:
        return who
    work, services, deal = session.work, session.services, session.deal
    found = find_addressees(work, deal, session.by.today, turn=people)
    reached = [person for person in found if person != session.by.person]
    if people and people[0] not in reached[:1]:
        who = replace(who, unreached=people[0])
    if not reached:
        return who
    is_due = message.occurrence is not None and not message.taken_back
    binds_on = message.occurrence.due if message.occurrence is not None and is_due else None
    for person in reached:
        post_reminder(services, work, deal, person, message, key, binds_on=binds_on)
    # The last one is there; those before are away, and hear of it when they are back.
    return replace(who, told=reached[-1])
