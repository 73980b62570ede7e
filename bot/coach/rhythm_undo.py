"""Undoing the last change of a rhythm: what it agreed before holds again."""

from dataclasses import replace
from datetime import timedelta

from bot.coach.actors import Actor, Need
from bot.coach.answers import RefusalReason
from bot.coach.answers.governance import EventTold
from bot.coach.answers.rhythms import RhythmUndone
from bot.coach.context import DealSession, record_in_deal, session_for_reading
from bot.coach.governance_events import find_way_out, tell_counted_on
from bot.coach.refusals import Refused
from bot.coach.rhythms import load_rhythm, replace_rhythm
from bot.coach.services import Services
from bot.domain.ids import DealId
from bot.domain.ledger import Verb
from bot.domain.rhythms import GateOutcome, Rhythm, RhythmChange, agrees_the_same


def undo_rhythm_change(
    actor: Actor, deal: DealId, version: int, *, once: str, services: Services
) -> RhythmUndone:
    """Undoes the change that made the rhythm's `version`. Whoever heard by message what is undone now hears that too.

    Raises `Refused` where something was changed since, where it is somebody else's, or longer ago than a move may be
    undone.
    """
    with record_in_deal(services, actor, deal, once, Need.FOLLOW_UP) as session:
        change = session.work.rhythms.find_change(actor.team, session.deal.id)
        now = load_rhythm(session.work, session.deal)
        if change is None or change.after.version != version:
            raise Refused(why=RefusalReason.RHYTHM_CHANGED, deal=session.deal)
        if not agrees_the_same(change.after, now):
            raise Refused(why=RefusalReason.RHYTHM_CHANGED, deal=session.deal)
        if change.person != actor.person and not session.may(Need.SET):
            raise Refused(why=RefusalReason.NOT_YOURS, deal=session.deal)
        if not _is_recent(session, change):
            raise Refused(why=RefusalReason.RHYTHM_TOO_LATE, deal=session.deal)
        session.mark_processed(once)
        restored = replace(
            change.before,
            reminded=now.reminded,
            quiet=now.quiet,
            zone=now.zone,
            version=now.version,
        )
        replace_rhythm(session, restored)
        session.work.rhythms.forget_change(actor.team, session.deal.id)
        session.write_audit(Verb.SET, f"{change.step}:undone")
        for number, message in enumerate(_list_told_of_undo(session, change)):
            tell_counted_on(session, now, message, f"undone:{once}:{number}")
        return RhythmUndone(deal=session.deal, step=change.step, what=change.what)


def find_last_change(actor: Actor, deal: DealId, *, services: Services) -> int:
    """The version that the person's last change of the rhythm made, where that was the last thing they did in the deal
    and may be undone; 0 otherwise."""
    with session_for_reading(services, actor, deal) as session:
        change = session.work.rhythms.find_change(actor.team, session.deal.id)
        if change is None or change.person != actor.person or not _is_recent(session, change):
            return 0
        entries = session.work.ledger.list_entries(
            actor.team, session.deal.id, last=ENTRIES_LOOKED_THROUGH
        )
        since = [each for each in entries if each.person == actor.person and each.at >= change.at]
        # The first of them is the entry of the change itself.
        return change.after.version if len(since) <= 1 else 0


ENTRIES_LOOKED_THROUGH = 20
"""How many entries are looked through for something that the person did since."""


def _is_recent(session: DealSession, change: RhythmChange) -> bool:
    # In whole minutes, as people count them: ten minutes have passed only with the eleventh.
    age = (session.services.clock.now() - change.at) // timedelta(minutes=1)
    return age <= session.deal.policy.undo_minutes


def _list_told_of_undo(session: DealSession, change: RhythmChange) -> list[EventTold]:
    """What whoever was told of the change hears now: what does not hold any more, and what does again, where the change
    itself had taken it back."""
    gone = _list_events(session, change.after, missing_in=change.before)
    back = _list_events(session, change.before, missing_in=change.after)
    return [replace(each, taken_back=True) for each in gone] + back


def _list_events(session: DealSession, rhythm: Rhythm, *, missing_in: Rhythm) -> list[EventTold]:
    """The decisions on gates and the events of one state of the rhythm that the other does not know."""
    deal, today = session.deal, session.by.today
    events: list[EventTold] = []
    for stage, gate in enumerate(rhythm.gates):
        if gate.outcome is not None and gate.outcome is not _outcome_at(missing_in, stage):
            way_out = find_way_out(rhythm, gate)
            events.append(
                EventTold(deal=deal, today=today, stage=stage, gate=gate, way_out=way_out)
            )
    happened = [each for each in rhythm.occurrences if each not in missing_in.occurrences]
    events += [
        EventTold(deal=deal, today=today, occurrence=each) for each in happened if not each.done
    ]
    return events


def _outcome_at(rhythm: Rhythm, stage: int) -> GateOutcome | None:
    return rhythm.gates[stage].outcome if stage < len(rhythm.gates) else None
