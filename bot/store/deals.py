"""Deals, the channels they live in, and which of several a person means in a channel."""

from collections.abc import Sequence

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as insert_or

from bot.coach.ports import VersionConflict
from bot.coach.records import PersonalDeal
from bot.domain.deals import Deal, Role
from bot.domain.ids import ChannelId, DealId, PersonId, TeamId
from bot.domain.totals import Totals
from bot.store import rows
from bot.store.bodies import standing_text, totals
from bot.store.roles import SqlRoles
from bot.store.rows import DEAL, DealRow
from bot.store.sql import ReadStatement, Repository, Session, WriteStatement, given, upsert
from bot.store.tables import deal_channels, deals, picks, roles

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


def _age(deal: Deal) -> tuple[str, str]:
    return deal.opened_at.isoformat(), deal.id


PICKED = ReadStatement[tuple[str]](
    select(picks.c.deal)
    .join(deals)
    .where(
        picks.c.team == given("team"),
        picks.c.person == given("person"),
        picks.c.channel == given("channel"),
        deals.c.closed_at.is_(None),
    )
)
SAVE_CHOICE = upsert(picks)


class SqlDeals(Repository):
    """Implements `DealRepository`."""

    __slots__ = ("_roles",)

    def __init__(self, session: Session, roles: SqlRoles) -> None:
        super().__init__(session)
        self._roles = roles

    def find(self, team: TeamId, deal: DealId) -> Deal | None:
        row = self._session.first(ONE, team=team, deal=deal)
        return None if row is None else rows.deal(row)

    def list_in_channel(self, team: TeamId, channel: ChannelId) -> Sequence[Deal]:
        return [rows.deal(row) for row in self._session.all(IN_CHANNEL, team=team, channel=channel)]

    def list_ids_in_channel(self, team: TeamId, channel: ChannelId) -> Sequence[DealId]:
        return [
            DealId(row[0]) for row in self._session.all(IDS_IN_CHANNEL, team=team, channel=channel)
        ]

    def list_of_person(self, team: TeamId, person: PersonId) -> Sequence[PersonalDeal]:
        found = self._session.all(OF_PERSON, team=team, person=person, nobody=Role.NOBODY.value)
        return [
            PersonalDeal(
                deal=rows.deal(row[:-2]),
                totals=totals(row[-2]),
                channel=None if row[-1] is None else ChannelId(row[-1]),
            )
            for row in found
        ]

    def list_all(self) -> Sequence[Deal]:
        return [rows.deal(row) for row in self._session.all(ALL)]

    def insert(self, deal: Deal, channel: ChannelId | None, owner: PersonId) -> None:
        self._session.change(
            OPEN, **rows.deal_values(deal), entries=0, standing=standing_text(Totals())
        )
        if channel is not None:
            self._session.change(BIND, team=deal.team, deal=deal.id, channel=channel)
        self._roles.save(deal.team, deal.id, owner, Role.OWNER)

    def update(self, deal: Deal) -> None:
        values = rows.deal_values(deal)
        new = {f"new_{name}": value for name, value in values.items()}
        if not self._session.change(
            SAVE, the_team=deal.team, the_deal=deal.id, before=deal.version - 1, **new
        ):
            raise VersionConflict

    def list_channels(self, team: TeamId, deal: DealId) -> Sequence[ChannelId]:
        return [
            ChannelId(channel) for (channel,) in self._session.all(CHANNELS, team=team, deal=deal)
        ]

    def add_channel(self, team: TeamId, deal: DealId, channel: ChannelId) -> None:
        self._session.change(BIND, team=team, deal=deal, channel=channel)

    def remove_channel(self, team: TeamId, deal: DealId, channel: ChannelId) -> None:
        self._session.change(UNLINK, team=team, deal=deal, channel=channel)

    def move_channel(self, team: TeamId, old: ChannelId, new: ChannelId) -> Sequence[Deal]:
        """Deals may already live in the new channel as well; they stay there once."""
        moved = [DealId(deal) for (deal,) in self._session.changed(UNBIND, team=team, channel=old)]
        for deal in sorted(moved):
            self._session.change(BIND, team=team, deal=deal, channel=new)
        found = (self.find(team, deal) for deal in sorted(moved))
        return sorted((deal for deal in found if deal is not None), key=_age, reverse=True)

    def find_chosen(self, team: TeamId, person: PersonId, channel: ChannelId) -> DealId | None:
        row = self._session.first(PICKED, team=team, person=person, channel=channel)
        return None if row is None else DealId(row[0])

    def save_choice(self, team: TeamId, person: PersonId, channel: ChannelId, deal: DealId) -> None:
        self._session.change(SAVE_CHOICE, team=team, person=person, channel=channel, deal=deal)
