"""Deals, the channels they live in, and which of several a person means in a channel."""

from collections.abc import Sequence

from sqlalchemy import delete, func, insert, select, update

from bot.coach.ports import VersionConflict
from bot.coach.records import Participation, PersonalDeal
from bot.domain.deals import Deal, Role
from bot.domain.ids import ChannelId, DealId, PersonId, TeamId
from bot.domain.totals import Totals
from bot.store.codec import Body, RowCodec
from bot.store.roles import SqlRoles
from bot.store.session import ReadStatement, Repository, Row, Session, Value, WriteStatement
from bot.store.statements import given, id_batches, id_places, insert_new, upsert
from bot.store.tables import deal_channels, deal_choices, deals, roles

DEAL = RowCodec(Deal, deals, cached=1024)
TOTALS = Body[Totals](Totals)

_is_open = deals.c.closed_at.is_(None)
_newest_first = (deals.c.opened_at.desc(), deals.c.id.desc())
_in_channel = (
    (deal_channels.c.team == given("team"))
    & (deal_channels.c.channel == given("channel"))
    & _is_open
)

ONE = ReadStatement[Row](
    select(*DEAL.columns).where(deals.c.team == given("team"), deals.c.id == given("deal")),
    holds=deals,
)
IN_CHANNEL = ReadStatement[Row](
    select(*DEAL.columns).join(deal_channels).where(_in_channel).order_by(*_newest_first)
)
IDS_IN_CHANNEL = ReadStatement[tuple[str]](
    select(deals.c.id).join(deal_channels).where(_in_channel).order_by(*_newest_first)
)
ALL = ReadStatement[Row](select(*DEAL.columns).order_by(deals.c.team, *_newest_first))
_first_channel = (
    select(func.min(deal_channels.c.channel))
    .where(deal_channels.c.team == deals.c.team, deal_channels.c.deal == deals.c.id)
    .scalar_subquery()
)
OF_PERSON = ReadStatement[tuple[str, str | None, *tuple[Value, ...]]](
    select(deals.c.totals, _first_channel, *DEAL.columns)
    .join_from(deals, roles)
    .where(
        roles.c.team == given("team"),
        roles.c.person == given("person"),
        roles.c.role != given("nobody"),
        _is_open,
    )
    .order_by(*_newest_first)
)
PARTICIPATIONS = ReadStatement[tuple[str, str, int, str, *tuple[Value, ...]]](
    select(roles.c.person, roles.c.role, deals.c.entries, deals.c.totals, *DEAL.columns)
    .join_from(roles, deals)
    .where(
        roles.c.team == given("team"),
        roles.c.person.in_(id_places()),
        roles.c.role != given("nobody"),
        _is_open,
    )
    .order_by(roles.c.person, deals.c.opened_at, deals.c.id)
)
INSERT = WriteStatement[tuple[()]](insert(deals))
UPDATE = WriteStatement[tuple[()]](
    update(deals)
    .where(
        deals.c.team == given("old_team"),
        deals.c.id == given("old_id"),
        deals.c.version == given("old_version"),
    )
    .values({c.name: given(f"new_{c.name}") for c in DEAL.columns if not c.primary_key})
)

CHANNELS = ReadStatement[tuple[str]](
    select(deal_channels.c.channel)
    .where(deal_channels.c.team == given("team"), deal_channels.c.deal == given("deal"))
    .order_by(deal_channels.c.channel)
)
ADD_CHANNEL = insert_new(deal_channels)
REMOVE_CHANNEL = WriteStatement[tuple[()]](
    delete(deal_channels).where(
        deal_channels.c.team == given("team"),
        deal_channels.c.deal == given("deal"),
        deal_channels.c.channel == given("channel"),
    )
)
EMPTY_CHANNEL = WriteStatement[tuple[str]](
    delete(deal_channels)
    .where(deal_channels.c.team == given("team"), deal_channels.c.channel == given("channel"))
    .returning(deal_channels.c.deal)
)

CHOSEN = ReadStatement[tuple[str]](
    select(deal_choices.c.deal)
    .join(deals)
    .where(
        deal_choices.c.team == given("team"),
        deal_choices.c.person == given("person"),
        deal_choices.c.channel == given("channel"),
        _is_open,
    )
)
SAVE_CHOICE = upsert(deal_choices)


class SqlDeals(Repository):
    """Implements `DealRepository`."""

    __slots__ = ("_roles",)

    def __init__(self, session: Session, roles: SqlRoles) -> None:
        super().__init__(session)
        self._roles = roles

    def find(self, team: TeamId, deal: DealId) -> Deal | None:
        row = self._session.first(ONE, team=team, deal=deal)
        return None if row is None else DEAL.load(row)

    def list_in_channel(self, team: TeamId, channel: ChannelId) -> Sequence[Deal]:
        rows = self._session.all(IN_CHANNEL, team=team, channel=channel)
        return [DEAL.load(row) for row in rows]

    def list_ids_in_channel(self, team: TeamId, channel: ChannelId) -> Sequence[DealId]:
        rows = self._session.all(IDS_IN_CHANNEL, team=team, channel=channel)
        return [DealId(id_) for (id_,) in rows]

    def list_of_person(self, team: TeamId, person: PersonId) -> Sequence[PersonalDeal]:
        rows = self._session.all(OF_PERSON, team=team, person=person, nobody=Role.NOBODY.value)
        return [
            PersonalDeal(
                deal=DEAL.load(tuple(deal)),
                totals=TOTALS.load(totals),
                channel=None if channel is None else ChannelId(channel),
            )
            for totals, channel, *deal in rows
        ]

    def list_participations(
        self, team: TeamId, people: Sequence[PersonId]
    ) -> Sequence[Participation]:
        found: list[Participation] = []
        for batch in id_batches(people):
            rows = self._session.all(PARTICIPATIONS, team=team, nobody=Role.NOBODY.value, **batch)
            for person, role, entries, totals, *deal in rows:
                found.append(
                    Participation(
                        person=PersonId(person),
                        role=Role(role),
                        deal=DEAL.load(tuple(deal)),
                        entries=entries,
                        totals=TOTALS.load(totals),
                    )
                )
        return found

    def list_all(self) -> Sequence[Deal]:
        return [DEAL.load(row) for row in self._session.all(ALL)]

    def insert(self, deal: Deal, channel: ChannelId | None, owner: PersonId) -> None:
        self._session.change(INSERT, **DEAL.dump(deal), entries=0, totals=TOTALS.dump(Totals()))
        if channel is not None:
            self.add_channel(deal.team, deal.id, channel)
        self._roles.save(deal.team, deal.id, owner, Role.OWNER)

    def update(self, deal: Deal) -> None:
        new = {f"new_{name}": value for name, value in DEAL.dump(deal).items()}
        updated = self._session.change(
            UPDATE, old_team=deal.team, old_id=deal.id, old_version=deal.version - 1, **new
        )
        if not updated:
            raise VersionConflict

    def list_channels(self, team: TeamId, deal: DealId) -> Sequence[ChannelId]:
        rows = self._session.all(CHANNELS, team=team, deal=deal)
        return [ChannelId(channel) for (channel,) in rows]

    def add_channel(self, team: TeamId, deal: DealId, channel: ChannelId) -> None:
        self._session.change(ADD_CHANNEL, team=team, deal=deal, channel=channel)

    def remove_channel(self, team: TeamId, deal: DealId, channel: ChannelId) -> None:
        self._session.change(REMOVE_CHANNEL, team=team, deal=deal, channel=channel)

    def move_channel(self, team: TeamId, old: ChannelId, new: ChannelId) -> Sequence[Deal]:
        rows = self._session.change_returning(EMPTY_CHANNEL, team=team, channel=old)
        moved = sorted(DealId(deal) for (deal,) in rows)
        for deal in moved:
            # A deal may already live in the new channel as well; it stays there once.
            self.add_channel(team, deal, new)
        found = [self.find(team, deal) for deal in moved]
        deals_moved = [deal for deal in found if deal is not None]
        return sorted(deals_moved, key=_age, reverse=True)

    def find_chosen(self, team: TeamId, person: PersonId, channel: ChannelId) -> DealId | None:
        row = self._session.first(CHOSEN, team=team, person=person, channel=channel)
        return None if row is None else DealId(row[0])

    def save_choice(self, team: TeamId, person: PersonId, channel: ChannelId, deal: DealId) -> None:
        self._session.change(SAVE_CHOICE, team=team, person=person, channel=channel, deal=deal)


def _age(deal: Deal) -> tuple[str, str]:
    return deal.opened_at.isoformat(), deal.id
