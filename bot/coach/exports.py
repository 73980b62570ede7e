"""A deal for taking along: everything that is stored about it, as values that a document or JSON is made from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.coach.deal_states import find_deal_state
from bot.coach.ports.store import UnitOfWork
from bot.coach.records import Canvas, Note, ShownCaution
from bot.coach.services import Services
from bot.domain.approvals import GiveApproval
from bot.domain.checkins import CheckIn
from bot.domain.closing import Closing
from bot.domain.commitments import Commitment
from bot.domain.deals import Deal, DealState, Role
from bot.domain.debriefs import Debrief
from bot.domain.ids import ChannelId, MoveNo, PersonId, TeamId
from bot.domain.ledger import Entry
from bot.domain.measures.picture import Picture, compute_picture
from bot.domain.moves import Move
from bot.domain.offers import Offer
from bot.domain.preferences import ConsentAsk, Snooze
from bot.domain.rhythms import Rhythm
from bot.domain.rules import RULES
from bot.domain.trades import Tie
from bot.domain.triggers import Firing, Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class DealExport:
    """A deal with its moves as they stand, its ties, its measures of that day, and every entry in order; `state` is
    where it is in its life."""

    deal: Deal
    state: DealState
    day: date
    moves: tuple[Move, ...]
    ties: tuple[Tie, ...]
    picture: Picture
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DealHistory:
    """What a deal holds beside its moves, for everybody who takes part in it: offers, what either side has to do, how
    they work together and what came of it, what was noted, and what people looked back on."""

    offers: tuple[Offer, ...]
    commitments: tuple[Commitment, ...]
    rhythm: Rhythm | None
    checkins: tuple[CheckIn, ...]
    readings: tuple[Reading, ...]
    triggers: tuple[Firing, ...]
    notes: tuple[Note, ...]
    closing: Closing | None
    debrief: Debrief | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalSettings:
    """What somebody set, or was told, in one deal alone."""

    person: PersonId
    name: str
    role: Role | None
    muted: tuple[str, ...]
    snoozed: tuple[Snooze, ...]
    cautions: tuple[ShownCaution, ...]
    consents: tuple[ConsentAsk, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DealArchive:
    """Everything that is stored about a deal but its private plan, for the operator."""

    ledger: DealExport
    history: DealHistory
    channels: tuple[ChannelId, ...]
    canvases: tuple[Canvas, ...]
    people: tuple[PersonalSettings, ...]
    leads: tuple[PersonId, ...]
    followers: tuple[PersonId, ...]
    imported: Mapping[str, MoveNo]
    approvals: tuple[GiveApproval, ...]


def find_deal(name: str, *, services: Services) -> Deal | None:
    """The deal with that id, else the only one with that name, of whatever workspace. None where there is none, or more
    than one has that name. For the operator, who may see every ledger."""
    with services.store.reading() as work:
        deals = work.deals.list_all()
    # The id first: a deal may be named like another one's id.
    found = [deal for deal in deals if deal.id == name]
    if not found:
        found = [deal for deal in deals if deal.name.casefold() == name.casefold()]
        # A deal that goes on is meant rather than one of its name that is closed.
        found = [deal for deal in found if not deal.is_closed] or found
    return found[0] if len(found) == 1 else None


def collect_export(work: UnitOfWork, team: TeamId, deal: Deal, today: date) -> DealExport:
    """Everything the ledger of a deal holds; nothing of its private plan."""
    ledger = work.ledger.load(team, deal.id)
    return DealExport(
        deal=deal,
        state=find_deal_state(work, deal),
        day=today,
        moves=tuple(sorted(ledger.moves.values(), key=lambda move: move.no)),
        ties=tuple(sorted(ledger.ties)),
        picture=compute_picture(ledger, deal, today),
        entries=tuple(work.ledger.list_entries(team, deal.id)),
    )


def collect_history(work: UnitOfWork, team: TeamId, deal: Deal) -> DealHistory:
    """What the deal holds beside its moves; nothing of its private plan."""
    return DealHistory(
        offers=tuple(work.offers.list_in_deal(team, deal.id)),
        commitments=tuple(work.commitments.list_in_deal(team, deal.id)),
        rhythm=work.rhythms.find(team, deal.id),
        checkins=tuple(work.rhythms.list_checkins(team, deal.id)),
        readings=tuple(work.rhythms.list_readings(team, deal.id)),
        triggers=tuple(work.rhythms.list_firings(team, deal.id)),
        notes=tuple(work.signals.list_in_deal(team, deal.id)),
        closing=work.closings.find(team, deal.id),
        debrief=work.debriefs.find(team, deal.id),
    )


def collect_archive(work: UnitOfWork, team: TeamId, deal: Deal, today: date) -> DealArchive:
    """Everything that is stored about the deal; nothing of its private plan, which is its owner's alone."""
    leads = tuple(work.roles.list_leads(team, deal.id))
    followers = tuple(work.roles.list_followers(team, deal.id))
    roles = dict(work.roles.list_in_deal(team, deal.id))
    people = dict.fromkeys((*roles, *leads, *followers))
    return DealArchive(
        ledger=collect_export(work, team, deal, today),
        history=collect_history(work, team, deal),
        channels=tuple(work.deals.list_channels(team, deal.id)),
        canvases=tuple(work.canvases.list_in_deal(team, deal.id)),
        people=tuple(_collect_settings(work, team, deal, each, roles.get(each)) for each in people),
        leads=leads,
        followers=followers,
        imported=work.imports.find_moves(team, deal.id),
        approvals=tuple(work.approvals.list_in_deal(team, deal.id)),
    )


def _collect_settings(
    work: UnitOfWork, team: TeamId, deal: Deal, person: PersonId, role: Role | None
) -> PersonalSettings:
    known = work.people.find(team, person)
    snoozed = work.preferences.list_snoozes(team, [person])
    consents = work.preferences.list_consent_asks(team, [person])
    cautions = [
        shown
        for rule in RULES
        for shown in work.cautions.list_shown(team, deal.id, person, rule.id)
    ]
    return PersonalSettings(
        person=person,
        name=known.name if known else "",
        role=role,
        muted=tuple(sorted(work.cautions.list_muted_rules(team, deal.id, person))),
        snoozed=tuple(each for each in snoozed if each.deal == deal.id),
        cautions=tuple(cautions),
        consents=tuple(each for each in consents if each.deal == deal.id),
    )
