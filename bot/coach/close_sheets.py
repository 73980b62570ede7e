"""The sheet of a close: what both sides may see of it, shown to one person first and posted only on their word."""

from dataclasses import replace
from datetime import date

from bot.coach.actors import Actor, Need
from bot.coach.answers import RefusalReason
from bot.coach.answers.closing import CloseSheet, CloseSheetRow, CloseSheetShared
from bot.coach.authors import shows_roles
from bot.coach.closing_lines import read_lines_of_deal, without_own_figures
from bot.coach.context import record_in_deal, session_for_reading
from bot.coach.ports.store import UnitOfWork
from bot.coach.refusals import Refused
from bot.coach.rhythms import load_rhythm
from bot.coach.services import Services
from bot.coach.shares import require_own_channel, was_just_shared
from bot.domain.closing import CloseItemKind, CloseStatus
from bot.domain.commitments import Commitment, CommitmentState
from bot.domain.deals import Deal
from bot.domain.ids import DealId, PersonId
from bot.domain.ledger import Verb
from bot.language.figures import read_figure_at_end


def preview_close_sheet(
    actor: Actor, deal: DealId, *, allowed: bool, services: Services
) -> CloseSheet:
    """The sheet as both sides may see it. `allowed` says that the channel is ours alone."""
    with session_for_reading(services, actor, deal) as session:
        sheet = build_close_sheet(session.work, session.deal, actor.today, actor.locale)
        channels = session.work.deals.list_channels(actor.team, deal)
        return replace(sheet, allowed=allowed and actor.channel in channels)


def share_close_sheet(
    actor: Actor, deal: DealId, *, allowed: bool, key: str, services: Services
) -> CloseSheetShared | None:
    """The sheet for the whole channel; None where it was posted a moment ago."""
    with record_in_deal(services, actor, deal, key, Need.SHARE) as session:
        require_own_channel(session)
        if not allowed:
            raise Refused(why=RefusalReason.SHARED_CHANNEL, deal=session.deal)
        if was_just_shared(session):
            return None
        session.mark_processed(key)
        session.write_audit(Verb.SHARED, "channel")
        sheet = build_close_sheet(session.work, session.deal, actor.today, actor.locale)
        return CloseSheetShared(deal=session.deal, by=actor.person, sheet=sheet)


SHEET_STATUSES = frozenset(
    {CloseStatus.CONTRACT, CloseStatus.WAIVED, CloseStatus.SUPERSEDED, CloseStatus.QUESTION}
)
"""What of the items stands on the sheet; commitments have lines of their own."""


def build_close_sheet(work: UnitOfWork, deal: Deal, today: date, locale: str) -> CloseSheet:
    """What was agreed and where it stands, as facts for a message or a document: nothing that only one side knows. A
    note, an ask that was let go and an item nobody decided about are left out."""
    moves = list(work.ledger.load(deal.team, deal.id).moves.values())
    rows: list[CloseSheetRow] = []
    for line in read_lines_of_deal(work, deal, moves):
        item, decision = line.item, line.decision
        if decision is None or decision.status not in SHEET_STATUSES:
            continue
        if item.kind is CloseItemKind.NOTE:
            continue
        if item.kind is CloseItemKind.ASK and decision.status is CloseStatus.WAIVED:
            continue
        rows.append(
            CloseSheetRow(
                item=without_own_figures(item, locale),
                status=decision.status,
                detail=decision.detail,
            )
        )
    commitments = [
        _without_own_words(each, locale)
        for each in work.commitments.list_in_deal(deal.team, deal.id)
        if each.state is not CommitmentState.VOID
    ]
    rhythm = work.rhythms.find(deal.team, deal.id)
    people = {each.owner for each in commitments if each.owner is not None}
    if shows_roles(work, deal.team):
        # The sheet goes to everybody who takes part, and says which side does it.
        people = set()
    names: list[tuple[PersonId, str]] = []
    for person in sorted(people):
        known = work.people.find(deal.team, person)
        if known is not None:
            names.append((person, known.name))
    return CloseSheet(
        deal=deal,
        today=today,
        rows=tuple(rows),
        commitments=tuple(commitments),
        rhythm=rhythm or load_rhythm(work, deal),
        names=tuple(names),
    )


def _without_own_words(commitment: Commitment, locale: str) -> Commitment:
    """The commitment without what was typed, and without an amount at the end of a promise, which may be a worth."""
    what = commitment.what
    found = read_figure_at_end(what, locale) if commitment.source is not None else None
    return replace(commitment, typed="", what=found.rest if found is not None else what)
