"""Deals, the channels they live in, who has a role in them, and what nobody wants to hear there."""

from collections.abc import Sequence

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as insert_or

from bot.coach.ports import Mute, PersonalDeal, VersionConflict
from bot.domain.deals import Deal, Role
from bot.domain.ids import ChannelId, DealId, PersonId, TeamId
from bot.domain.totals import Totals
from bot.store import rows
from bot.store.bodies import standing_text, totals
from bot.store.rows import DEAL, DealRow
from bot.store.sql import ReadStatement, Session, WriteStatement, given
from bot.store.tables import deal_channels, deals, mutes, roles

Id = tuple[str]

_this = (deals.c.team == given("team")) & (deals.c.id == given("deal"))
_newest = (deals.c.opened_at.desc(), deals.c.id.desc())
_open = deals.c.closed_at.is_(None)

ONE = ReadStatement[DealRow](select(*DEAL).where(_this), holds=deals)
IN_CHANNEL = ReadStatement[DealRow](
    select(*DEAL)
    .join(deal_channels)
    .where(
        deal_channels.c.team == given("team"), deal_channels.c.channel == given("channel"), _open
    )
    .order_by(*_newest)
)
IDS_IN_CHANNEL = ReadStatement[tuple[str]](
    select(deals.c.id)
    .join(deal_channels)
    .where(
        deal_channels.c.team == given("team"), deal_channels.c.channel == given("channel"), _open
    )
    .order_by(*_newest)
)
ALL = ReadStatement[DealRow](select(*DEAL).order_by(deals.c.team, *_newest))
_a_channel = (
    select(func.min(deal_channels.c.channel))
    .where(deal_channels.c.team == deals.c.team, deal_channels.c.deal == deals.c.id)
    .scalar_subquery()
)
MineRow = tuple[*DealRow, str, str | None]
OF_PERSON = ReadStatement[MineRow](
    select(*DEAL, deals.c.standing, _a_channel)
    .join(roles)
    .where(
        roles.c.team == given("team"),
        roles.c.person == given("person"),
        roles.c.role != given("nobody"),
        _open,
    )
    .order_by(*_newest)
)
OPEN = WriteStatement[Id](insert(deals))
SAVE = WriteStatement[Id](
    update(deals)
    .where(
        deals.c.team == given("the_team"),
        deals.c.id == given("the_deal"),
        deals.c.version == given("before"),
    )
    .values({c.name: given(f"new_{c.name}") for c in DEAL if c.name not in ("team", "id")})
)


def one(session: Session, team: TeamId, deal: DealId) -> Deal | None:
    row = session.first(ONE, team=team, deal=deal)
    return None if row is None else rows.deal(row)


def in_channel(session: Session, team: TeamId, channel: ChannelId) -> list[Deal]:
    return [rows.deal(row) for row in session.all(IN_CHANNEL, team=team, channel=channel)]


def ids_in_channel(session: Session, team: TeamId, channel: ChannelId) -> list[DealId]:
    return [DealId(row[0]) for row in session.all(IDS_IN_CHANNEL, team=team, channel=channel)]


def every(session: Session) -> list[Deal]:
    return [rows.deal(row) for row in session.all(ALL)]


def of_person(session: Session, team: TeamId, person: PersonId) -> list[PersonalDeal]:
    found = session.all(OF_PERSON, team=team, person=person, nobody=Role.NOBODY.value)
    return [
        PersonalDeal(
            deal=rows.deal(row[:-2]),
            totals=totals(row[-2]),
            channel=None if row[-1] is None else ChannelId(row[-1]),
        )
        for row in found
    ]


def open_(session: Session, deal: Deal, channel: ChannelId | None, owner: PersonId) -> None:
    session.change(OPEN, **rows.deal_values(deal), entries=0, standing=standing_text(Totals()))
    if channel is not None:
        session.change(BIND, team=deal.team, deal=deal.id, channel=channel)
    give_role(session, deal.team, deal.id, owner, Role.OWNER)


def save(session: Session, deal: Deal) -> None:
    values = rows.deal_values(deal)
    new = {f"new_{name}": value for name, value in values.items()}
    if not session.change(
        SAVE, the_team=deal.team, the_deal=deal.id, before=deal.version - 1, **new
    ):
        raise VersionConflict


BIND = WriteStatement[Id](insert_or(deal_channels).on_conflict_do_nothing())
UNBIND = WriteStatement[Id](
    delete(deal_channels)
    .where(deal_channels.c.team == given("team"), deal_channels.c.channel == given("channel"))
    .returning(deal_channels.c.deal)
)
UNLINK = WriteStatement[Id](
    delete(deal_channels).where(
        deal_channels.c.team == given("team"),
        deal_channels.c.deal == given("deal"),
        deal_channels.c.channel == given("channel"),
    )
)
CHANNELS = ReadStatement[Id](
    select(deal_channels.c.channel)
    .where(deal_channels.c.team == given("team"), deal_channels.c.deal == given("deal"))
    .order_by(deal_channels.c.channel)
)


def link(session: Session, team: TeamId, deal: DealId, channel: ChannelId) -> None:
    session.change(BIND, team=team, deal=deal, channel=channel)


def unlink(session: Session, team: TeamId, deal: DealId, channel: ChannelId) -> None:
    session.change(UNLINK, team=team, deal=deal, channel=channel)


def channels_of(session: Session, team: TeamId, deal: DealId) -> list[ChannelId]:
    return [ChannelId(channel) for (channel,) in session.all(CHANNELS, team=team, deal=deal)]


def rebind(session: Session, team: TeamId, old: ChannelId, new: ChannelId) -> list[Deal]:
    """Deals may already live in the new channel as well; they stay there once."""
    moved = [DealId(deal) for (deal,) in session.changed(UNBIND, team=team, channel=old)]
    for deal in sorted(moved):
        session.change(BIND, team=team, deal=deal, channel=new)
    found = (one(session, team, deal) for deal in sorted(moved))
    return sorted((deal for deal in found if deal is not None), key=_age, reverse=True)


def _age(deal: Deal) -> tuple[str, str]:
    return deal.opened_at.isoformat(), deal.id


_role_of = (roles.c.team == given("team")) & (roles.c.deal == given("deal"))
_next_place = (
    select(func.coalesce(func.max(roles.c.place), 0) + 1)
    .where(roles.c.team == given("the_team"), roles.c.deal == given("the_deal"))
    .scalar_subquery()
)
_given = insert_or(roles).values(
    team=given("the_team"),
    deal=given("the_deal"),
    person=given("who"),
    role=given("now"),
    place=_next_place,
)
GIVE_ROLE = WriteStatement[Id](
    _given.on_conflict_do_update(
        index_elements=[roles.c.team, roles.c.deal, roles.c.person],
        set_={"role": _given.excluded.role},
    )
)
ROLES = ReadStatement[tuple[str, str]](
    select(roles.c.person, roles.c.role).where(_role_of).order_by(roles.c.place, roles.c.person)
)
ROLE = ReadStatement[Id](select(roles.c.role).where(_role_of, roles.c.person == given("person")))


def role(session: Session, team: TeamId, deal: DealId, person: PersonId) -> Role | None:
    row = session.first(ROLE, team=team, deal=deal, person=person)
    return None if row is None else rows.role(row[0])


def roles_in(session: Session, team: TeamId, deal: DealId) -> Sequence[tuple[PersonId, Role]]:
    return [
        (PersonId(person), Role(role)) for person, role in session.all(ROLES, team=team, deal=deal)
    ]


def give_role(session: Session, team: TeamId, deal: DealId, person: PersonId, role: Role) -> None:
    session.change(GIVE_ROLE, the_team=team, the_deal=deal, who=person, now=role.value)


_mute = (mutes.c.team == given("team")) & (mutes.c.deal == given("deal"))
_mute_of = _mute & (mutes.c.person == given("person"))
MUTES = ReadStatement[Id](select(mutes.c.rule).where(_mute_of))
MUTE = WriteStatement[Id](insert_or(mutes).on_conflict_do_nothing())
UNMUTE = WriteStatement[Id](delete(mutes).where(_mute_of, mutes.c.rule == given("rule")))


def mutes_of(session: Session, team: TeamId, deal: DealId, person: PersonId) -> frozenset[str]:
    return frozenset(rule for (rule,) in session.all(MUTES, team=team, deal=deal, person=person))


def mute(session: Session, team: TeamId, deal: DealId, mute: Mute, *, on: bool) -> None:
    session.change(MUTE if on else UNMUTE, team=team, deal=deal, person=mute.person, rule=mute.rule)
