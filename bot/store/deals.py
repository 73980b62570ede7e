"""Deals, the channels they live in, and which of several a person means in a channel."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import and_, case, delete, exists, func, insert, literal_column, or_, select, update

from bot.coach.ports.errors import VersionConflict
from bot.coach.records import ChannelSummary, Participation, PersonalDeal
from bot.domain.commitments import CommitmentState
from bot.domain.deals import Deal, DealOutcome, Role
from bot.domain.ids import ChannelId, DealId, PersonId, TeamId
from bot.domain.totals import Totals
from bot.store.codec import Body, RowCodec, format_moment, parse_moment
from bot.store.roles import SqlRoles
from bot.store.session import ReadStatement, Repository, Row, Session, Value, WriteStatement
from bot.store.statements import equal_given, given, id_batches, id_places, insert_new, upsert
from bot.store.tables import (
    METADATA,
    channels,
    claims,
    commitments,
    deal_channels,
    deal_choices,
    deals,
    entries,
    occurrences,
    party_rulings,
    planned_deletions,
    rhythms,
    roles,
    schedules,
)

DEAL = RowCodec(Deal, deals, renamed={"references": "external"}, cached=1024)
TOTALS = Body[Totals](Totals)

_is_open = deals.c.closed_at.is_(None)
_is_closed = and_(
    deals.c.closed_at.is_not(None),
    or_(deals.c.outcome.is_(None), deals.c.outcome != DealOutcome.DELETED.value),
)
_last_closed_first = (deals.c.closed_at.desc(), deals.c.id.desc())
_newest_first = (deals.c.opened_at.desc(), deals.c.id.desc())

FIND_DEAL = ReadStatement[Row](
    select(*DEAL.columns).where(equal_given(deals, "team", "id")),
    holds=deals,
)
LIST_DEALS = ReadStatement[Row](
    select(*DEAL.columns).order_by(deals.c.team, *_newest_first),
)
LIST_DELETED = ReadStatement[Row](
    select(*DEAL.columns)
    .where(deals.c.outcome == literal_column(f"'{DealOutcome.DELETED}'"))
    .where(deals.c.closed_at < given("before"))
    .order_by(deals.c.closed_at, deals.c.team, deals.c.id)
    .limit(given("most", deals.c.version.type))
)
# Each table after those that refer to it.
REMOVE_FROM_TABLES = [
    WriteStatement[tuple[()]](delete(table).where(equal_given(table, "team", "deal")))
    for table in reversed(METADATA.sorted_tables)
    if "deal" in table.c
]
# What came of its reminders, which know only their schedule.
_schedules_of_deal = (
    select(schedules.c.id).where(equal_given(schedules, "team", "deal")).scalar_subquery()
)
REMOVE_RUNS = [
    WriteStatement[tuple[()]](
        delete(table)
        .where(equal_given(table, "team"))
        .where(table.c.schedule.in_(_schedules_of_deal))
    )
    for table in (claims, occurrences)
]
# A channel's name tells what was talked about there; Slack says it again where it is needed.
_has_deals = (
    select(deal_channels.c.deal)
    .where(deal_channels.c.team == channels.c.team, deal_channels.c.channel == channels.c.id)
    .exists()
)
REMOVE_CHANNELS = WriteStatement[tuple[()]](
    delete(channels).where(equal_given(channels, "team"), ~_has_deals)
)
# What was said about its party where another deal is compared with it.
REMOVE_RULINGS = WriteStatement[tuple[()]](
    delete(party_rulings).where(equal_given(party_rulings, "team", "other"))
)
REMOVE_DEAL = WriteStatement[tuple[()]](delete(deals).where(equal_given(deals, "team", "id")))
LIST_HOLDS_OVER = ReadStatement[tuple[str, str]](
    select(deals.c.team, deals.c.id)
    .where(deals.c.held_until <= given("today"))
    .order_by(deals.c.team, deals.c.id)
    .limit(given("most", deals.c.version.type))
)
LIST_IN_CHANNEL = ReadStatement[Row](
    select(*DEAL.columns)
    .join(deal_channels)
    .where(equal_given(deal_channels, "team", "channel"), _is_open)
    .order_by(*_newest_first)
)
LIST_IDS_IN_CHANNEL = ReadStatement[tuple[str]](
    select(deals.c.id)
    .join(deal_channels)
    .where(equal_given(deal_channels, "team", "channel"), _is_open)
    .order_by(*_newest_first)
)
# Each command looks at this, most of them in a channel with one deal.
SUMMARIZE_CHANNEL = ReadStatement[tuple[int, str | None]](
    select(func.count(case((_is_open, 1))), func.max(case((_is_closed, deals.c.closed_at))))
    .join_from(deal_channels, deals)
    .where(equal_given(deal_channels, "team", "channel"))
)
LIST_CLOSED_IN_CHANNEL = ReadStatement[Row](
    select(*DEAL.columns)
    .join(deal_channels)
    .where(equal_given(deal_channels, "team", "channel"), _is_closed)
    .order_by(*_last_closed_first)
)
_first_channel = (
    select(func.min(deal_channels.c.channel))
    .where(deal_channels.c.team == deals.c.team, deal_channels.c.deal == deals.c.id)
    .scalar_subquery()
)
_takes_part = roles.c.role != Role.NOBODY.value
_is_real = deals.c.sample.is_(False)
"""A sample is in no digest, and no line of a direct message is about it."""
LIST_OF_PERSON = ReadStatement[tuple[str, str | None, *tuple[Value, ...]]](
    select(deals.c.totals, _first_channel, *DEAL.columns)
    .join_from(deals, roles)
    .where(equal_given(roles, "team", "person"), _takes_part, _is_open)
    .order_by(*_newest_first)
)
LIST_CLOSED_OF_PERSON = ReadStatement[tuple[str, str | None, *tuple[Value, ...]]](
    select(deals.c.totals, _first_channel, *DEAL.columns)
    .join_from(deals, roles)
    .where(equal_given(roles, "team", "person"), _takes_part, _is_closed)
    .order_by(*_last_closed_first)
)
FIND_LAST_OF_PERSON = ReadStatement[tuple[str]](
    select(entries.c.deal)
    .join_from(roles, deals)
    .join(entries, and_(entries.c.team == deals.c.team, entries.c.deal == deals.c.id))
    .where(equal_given(roles, "team", "person"), _takes_part, _is_open, _is_real)
    .where(entries.c.person == roles.c.person)
    .order_by(entries.c.at.desc(), entries.c.deal.desc())
    .limit(1)
)
LIST_PARTICIPATIONS = ReadStatement[tuple[str, str, int, str, *tuple[Value, ...]]](
    select(roles.c.person, roles.c.role, deals.c.entries, deals.c.totals, *DEAL.columns)
    .join_from(roles, deals)
    .where(
        equal_given(roles, "team"), roles.c.person.in_(id_places()), _takes_part, _is_open, _is_real
    )
    .order_by(roles.c.person, deals.c.opened_at, deals.c.id)
)
_has_rhythm = exists().where(rhythms.c.team == deals.c.team, rhythms.c.deal == deals.c.id)
_has_open_commitment = exists().where(
    commitments.c.team == deals.c.team,
    commitments.c.deal == deals.c.id,
    commitments.c.state == literal_column(f"'{CommitmentState.OPEN}'"),
)
_is_to_be_deleted = exists().where(
    planned_deletions.c.team == deals.c.team, planned_deletions.c.deal == deals.c.id
)
LIST_GOVERNED_PARTICIPATIONS = ReadStatement[tuple[str, str, int, str, *tuple[Value, ...]]](
    select(roles.c.person, roles.c.role, deals.c.entries, deals.c.totals, *DEAL.columns)
    .join_from(roles, deals)
    .where(
        equal_given(roles, "team"),
        roles.c.person.in_(id_places()),
        _takes_part,
        _is_closed,
        _is_real,
    )
    .where(or_(_has_rhythm, _has_open_commitment, _is_to_be_deleted))
    .order_by(roles.c.person, deals.c.opened_at, deals.c.id)
)
FIND_SAMPLE = ReadStatement[tuple[str]](
    select(deals.c.id)
    .join_from(roles, deals)
    .where(equal_given(roles, "team", "person"), _takes_part, deals.c.sample.is_(True))
    .limit(1)
)
INSERT_DEAL = WriteStatement[tuple[()]](insert(deals))
UPDATE_DEAL = WriteStatement[tuple[()]](
    update(deals)
    .where(equal_given(deals, "team", "id", "version", prefix="old_"))
    .values({c.name: given(f"new_{c.name}") for c in DEAL.columns if not c.primary_key})
)

LIST_CHANNELS = ReadStatement[tuple[str]](
    select(deal_channels.c.channel)
    .where(equal_given(deal_channels, "team", "deal"))
    .order_by(deal_channels.c.channel)
)
ADD_CHANNEL = insert_new(deal_channels)
REMOVE_CHANNEL = WriteStatement[tuple[()]](
    delete(deal_channels).where(equal_given(deal_channels, "team", "deal", "channel"))
)
EMPTY_CHANNEL = WriteStatement[tuple[str]](
    delete(deal_channels)
    .where(equal_given(deal_channels, "team", "channel"))
    .returning(deal_channels.c.deal)
)

FIND_CHOICE = ReadStatement[tuple[str]](
    select(deal_choices.c.deal)
    .join(deals)
    .where(equal_given(deal_choices, "team", "person", "channel"), _is_open)
)
SAVE_CHOICE = upsert(deal_choices)


class SqlDeals(Repository):
    """Implements `DealRepository`."""

    __slots__ = ("_roles",)

    def __init__(self, session: Session, roles: SqlRoles) -> None:
        super().__init__(session)
        self._roles = roles

    def find(self, team: TeamId, deal: DealId) -> Deal | None:
        rows = self._session.read_all(FIND_DEAL, team=team, id=deal)
        return DEAL.load_first(rows)

    def list_in_channel(self, team: TeamId, channel: ChannelId) -> Sequence[Deal]:
        rows = self._session.read_all(LIST_IN_CHANNEL, team=team, channel=channel)
        return DEAL.load_all(rows)

    def list_ids_in_channel(self, team: TeamId, channel: ChannelId) -> Sequence[DealId]:
        rows = self._session.read_all(LIST_IDS_IN_CHANNEL, team=team, channel=channel)
        return [DealId(id_) for (id_,) in rows]

    def summarize_channel(self, team: TeamId, channel: ChannelId) -> ChannelSummary:
        ((count, closed),) = self._session.read_all(SUMMARIZE_CHANNEL, team=team, channel=channel)
        last_closed_at = None if closed is None else parse_moment(closed)
        return ChannelSummary(open_deals=count, last_closed_at=last_closed_at)

    def list_of_person(self, team: TeamId, person: PersonId) -> Sequence[PersonalDeal]:
        return self._list_personal(LIST_OF_PERSON, team, person)

    def list_closed_in_channel(self, team: TeamId, channel: ChannelId) -> Sequence[Deal]:
        rows = self._session.read_all(LIST_CLOSED_IN_CHANNEL, team=team, channel=channel)
        return DEAL.load_all(rows)

    def find_last_of_person(self, team: TeamId, person: PersonId) -> DealId | None:
        row = self._session.read_first(FIND_LAST_OF_PERSON, team=team, person=person)
        return None if row is None else DealId(row[0])

    def list_closed_of_person(self, team: TeamId, person: PersonId) -> Sequence[PersonalDeal]:
        return self._list_personal(LIST_CLOSED_OF_PERSON, team, person)

    def _list_personal(
        self,
        statement: ReadStatement[tuple[str, str | None, *tuple[Value, ...]]],
        team: TeamId,
        person: PersonId,
    ) -> Sequence[PersonalDeal]:
        rows = self._session.read_all(statement, team=team, person=person)
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
        return self._list_participations(LIST_PARTICIPATIONS, team, people)

    def list_governed_participations(
        self, team: TeamId, people: Sequence[PersonId]
    ) -> Sequence[Participation]:
        return self._list_participations(LIST_GOVERNED_PARTICIPATIONS, team, people)

    def _list_participations(
        self,
        statement: ReadStatement[tuple[str, str, int, str, *tuple[Value, ...]]],
        team: TeamId,
        people: Sequence[PersonId],
    ) -> Sequence[Participation]:
        found: list[Participation] = []
        for batch in id_batches(people):
            rows = self._session.read_all(statement, team=team, **batch)
            for person, role, length, totals, *deal in rows:
                participation = Participation(
                    person=PersonId(person),
                    role=Role(role),
                    deal=DEAL.load(tuple(deal)),
                    entries=length,
                    totals=TOTALS.load(totals),
                )
                found.append(participation)
        return found

    def list_all(self) -> Sequence[Deal]:
        rows = self._session.read_all(LIST_DEALS)
        return DEAL.load_all(rows)

    def list_deleted(self, before: datetime, limit: int) -> Sequence[Deal]:
        rows = self._session.read_all(LIST_DELETED, before=format_moment(before), most=limit)
        return DEAL.load_all(rows)

    def remove(self, team: TeamId, deal: DealId) -> None:
        for remove_runs in REMOVE_RUNS:
            self._session.write(remove_runs, team=team, deal=deal)
        for remove_from_table in REMOVE_FROM_TABLES:
            self._session.write(remove_from_table, team=team, deal=deal)
        self._session.write(REMOVE_RULINGS, team=team, other=deal)
        self._session.write(REMOVE_DEAL, team=team, id=deal)
        self._session.write(REMOVE_CHANNELS, team=team)

    def list_holds_over(self, today: date, limit: int) -> Sequence[tuple[TeamId, DealId]]:
        rows = self._session.read_all(LIST_HOLDS_OVER, today=today.isoformat(), most=limit)
        return [(TeamId(team), DealId(deal)) for team, deal in rows]

    def insert(self, deal: Deal, channel: ChannelId | None, owner: PersonId) -> None:
        row = DEAL.dump(deal)
        totals = TOTALS.dump(Totals())
        self._session.write(INSERT_DEAL, entries=0, totals=totals, **row)
        if channel is not None:
            self.add_channel(deal.team, deal.id, channel)
        self._roles.save(deal.team, deal.id, owner, Role.OWNER)

    def update(self, deal: Deal) -> None:
        new = {f"new_{name}": value for name, value in DEAL.dump(deal).items()}
        updated = self._session.write(
            UPDATE_DEAL,
            old_team=deal.team,
            old_id=deal.id,
            old_version=deal.version - 1,
            **new,
        )
        if not updated:
            raise VersionConflict

    def find_sample(self, team: TeamId, person: PersonId) -> DealId | None:
        row = self._session.read_first(FIND_SAMPLE, team=team, person=person)
        return None if row is None else DealId(row[0])

    def list_channels(self, team: TeamId, deal: DealId) -> Sequence[ChannelId]:
        rows = self._session.read_all(LIST_CHANNELS, team=team, deal=deal)
        return [ChannelId(channel) for (channel,) in rows]

    def add_channel(self, team: TeamId, deal: DealId, channel: ChannelId) -> None:
        self._session.write(ADD_CHANNEL, team=team, deal=deal, channel=channel)

    def remove_channel(self, team: TeamId, deal: DealId, channel: ChannelId) -> None:
        self._session.write(REMOVE_CHANNEL, team=team, deal=deal, channel=channel)

    def move_channel(self, team: TeamId, old: ChannelId, new: ChannelId) -> Sequence[Deal]:
        rows = self._session.write_returning(EMPTY_CHANNEL, team=team, channel=old)
        moved = sorted(DealId(deal) for (deal,) in rows)
        for deal in moved:
            # A deal may already live in the new channel as well; it stays there once.
            self.add_channel(team, deal, new)
        found = [self.find(team, deal) for deal in moved]
        return sorted(filter(None, found), key=_age_of, reverse=True)

    def find_chosen(self, team: TeamId, person: PersonId, channel: ChannelId) -> DealId | None:
        row = self._session.read_first(FIND_CHOICE, team=team, person=person, channel=channel)
        return None if row is None else DealId(row[0])

    def save_choice(
        self,
        team: TeamId,
        person: PersonId,
        channel: ChannelId,
        deal: DealId,
    ) -> None:
        self._session.write(
            SAVE_CHOICE,
            team=team,
            person=person,
            channel=channel,
            deal=deal,
        )


def _age_of(deal: Deal) -> tuple[str, str]:
    return deal.opened_at.isoformat(), deal.id
