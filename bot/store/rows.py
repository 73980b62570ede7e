"""Rows and the values they stand for. A glance reads some twenty-five moves, so each step here is a plain one."""

from datetime import date
from functools import lru_cache

from bot.coach.records import Channel, Person, Post, PostState
from bot.domain.deals import Deal, Role, Side
from bot.domain.ids import ChannelId, DealId, MoveNo, OfferNo, PartyId, PersonId, TeamId
from bot.domain.ledger import Entry, Verb
from bot.domain.moves import Move
from bot.store.bodies import (
    KINDS,
    STATES,
    Body,
    body,
    body_text,
    parties,
    parties_text,
    policy,
    policy_text,
    rates_text,
    sizes_text,
    style,
    style_text,
    yardstick,
)
from bot.store.lapsing import lapses
from bot.store.packages import issues, issues_text
from bot.store.sql import Value
from bot.store.tables import channels, deals, entries, moves, people, posts
from bot.store.worths import (
    figure,
    increase,
    increase_text,
    moment,
    stamp,
    worth,
    worth_text,
)

Text = str | None

DealRow = tuple[
    str, str, str, str, str, str, str, Text, str, str, str, str, Text, bool, str, str, Text, int
]
DEAL = (
    deals.c.team,
    deals.c.id,
    deals.c.name,
    deals.c.side,
    deals.c.unit,
    deals.c.sizes,
    deals.c.rates,
    deals.c.size,
    deals.c.parties,
    deals.c.policy,
    deals.c.issues,
    deals.c.style,
    deals.c.held_since,
    deals.c.locked,
    deals.c.opened_at,
    deals.c.opened_by,
    deals.c.closed_at,
    deals.c.version,
)

MoveRow = tuple[
    int,
    str,
    str,
    str,
    str,
    str,
    str,
    str,
    str,
    str,
    Text,
    Text,
    str,
    int | None,
    str,
    Text,
    str,
    Text,
    Text,
    int | None,
    str,
    int,
    Text,
    Text,
]
MOVE = (
    moves.c.no,
    moves.c.kind,
    moves.c.what,
    moves.c.state,
    moves.c.day,
    moves.c.at,
    moves.c.person,
    moves.c.from_party,
    moves.c.to_party,
    moves.c.issue,
    moves.c.cost,
    moves.c.worth,
    moves.c.for_what,
    moves.c.ref,
    moves.c.condition,
    moves.c.due,
    moves.c.reason,
    moves.c.review,
    moves.c.settled,
    moves.c.settled_after,
    moves.c.typed,
    moves.c.version,
    moves.c.offer,
    moves.c.increase,
)
_READ = tuple(column.name for column in MOVE)
MOVE_WRITTEN = ("team", "deal", *_READ[:-1], "open", "since", "lapses", _READ[-1])
"""What is written of a move, in the order of the table."""

EntryRow = tuple[int, str, str, str, str]
ENTRY = (entries.c.seq, entries.c.at, entries.c.person, entries.c.verb, entries.c.body)

PersonRow = tuple[str, str, str, bool, bool, str, str, str]
PERSON = tuple(people.c)

ChannelRow = tuple[str, str, str, bool, str]
CHANNEL = tuple(channels.c)

PostRow = tuple[str, str, str, str, str, int, str, Text, int, int, str, str, bool, bool, str]
POST = (
    posts.c.team,
    posts.c.id,
    posts.c.recipient,
    posts.c.body,
    posts.c.due,
    posts.c.tries,
    posts.c.state,
    posts.c.deal,
    posts.c.sends,
    posts.c.misses,
    posts.c.conversation,
    posts.c.ts,
    posts.c.marked,
    posts.c.bare,
    posts.c.why,
)

SIDES = {str(side): side for side in Side}
ROLES = {str(role): role for role in Role}
VERBS = {str(verb): verb for verb in Verb}


def deal(row: DealRow) -> Deal:
    """The deal of a row."""
    return Deal(
        team=TeamId(row[0]),
        id=DealId(row[1]),
        name=row[2],
        side=SIDES[row[3]],
        yardstick=yardstick(row[4], row[5], row[6]),
        size=figure(row[7]),
        parties=parties(row[8]),
        policy=policy(row[9]),
        issues=issues(row[10]),
        style=style(row[11]),
        held_since=None if row[12] is None else _day(row[12]),
        locked=bool(row[13]),
        opened_at=moment(row[14]),
        opened_by=PersonId(row[15]),
        closed_at=None if row[16] is None else moment(row[16]),
        version=row[17],
    )


def deal_values(deal: Deal) -> dict[str, Value]:
    """What is written of a deal, by column."""
    return {
        "team": deal.team,
        "id": deal.id,
        "name": deal.name,
        "side": deal.side.value,
        "unit": deal.unit,
        "sizes": sizes_text(deal.yardstick.sizes),
        "rates": rates_text(deal.yardstick.rates),
        "size": worth_text(deal.size),
        "parties": parties_text(deal.parties),
        "policy": policy_text(deal.policy),
        "issues": issues_text(deal.issues),
        "style": style_text(deal.style),
        "held_since": None if deal.held_since is None else deal.held_since.isoformat(),
        "locked": deal.locked,
        "opened_at": stamp(deal.opened_at),
        "opened_by": deal.opened_by,
        "closed_at": None if deal.closed_at is None else stamp(deal.closed_at),
        "version": deal.version,
    }


def read_move(row: MoveRow) -> Move:
    """The move of a row."""
    (
        no,
        kind,
        what,
        state,
        day,
        at,
        person,
        frm,
        to,
        issue,
        cost,
        worth_,
        for_what,
        ref,
        condition,
        due,
        reason,
        review,
        settled,
        settled_after,
        typed,
        version,
        offer,
        increase_,
    ) = row
    return Move(
        no=MoveNo(no),
        kind=KINDS[kind],
        what=what,
        state=STATES[state],
        on=_day(day),
        at=moment(at),
        person=PersonId(person),
        frm=PartyId(frm),
        to=PartyId(to),
        issue=issue,
        cost=None if cost is None else worth(cost),
        worth=None if worth_ is None else worth(worth_),
        for_what=for_what,
        ref=None if ref is None else MoveNo(ref),
        condition=condition,
        due=None if due is None else _day(due),
        reason=reason,
        review=None if review is None else _day(review),
        settled=None if settled is None else _day(settled),
        settled_after=None if settled_after is None else MoveNo(settled_after),
        offer=None if offer is None else OfferNo(int(offer)),
        increase=None if increase_ is None else increase(increase_),
        typed=typed,
        version=version,
    )


_day = date.fromisoformat
move = lru_cache(maxsize=4096)(read_move)
"""The move of a row. What is open is read again by every command, and a value made once is the same value."""


def move_values(team: TeamId, deal: DealId, move: Move, *, is_open: bool) -> tuple[Value, ...]:
    """What is written of a move, in the order of `MOVE_WRITTEN`. Three follow from it: whether it is open,
    the day its age runs from, the day it lapses."""
    lapse = lapses(move)
    return (
        team,
        deal,
        move.no,
        move.kind.value,
        move.what,
        move.state.value,
        move.on.isoformat(),
        stamp(move.at),
        move.person,
        move.frm,
        move.to,
        move.issue,
        worth_text(move.cost),
        worth_text(move.worth),
        move.for_what,
        move.ref,
        move.condition,
        None if move.due is None else move.due.isoformat(),
        move.reason,
        None if move.review is None else move.review.isoformat(),
        None if move.settled is None else move.settled.isoformat(),
        move.settled_after,
        move.typed,
        move.version,
        None if move.offer is None else str(move.offer),
        is_open,
        move.since.isoformat(),
        None if lapse is None else lapse.isoformat(),
        increase_text(move.increase),
    )


def entry(row: EntryRow) -> Entry:
    """The entry of a row."""
    seq, at, person, verb, text = row
    said = body(text)
    return Entry(
        seq=seq,
        at=moment(at),
        person=PersonId(person),
        verb=VERBS[verb],
        moves=said.moves,
        before=said.before,
        tied=said.tied,
        untied=said.untied,
        offers=said.offers,
        offers_before=said.offers_before,
        why=said.why,
    )


def entry_values(team: TeamId, deal: DealId, entry: Entry) -> dict[str, Value]:
    """What is written of an entry, by column."""
    said = Body(
        moves=entry.moves,
        before=entry.before,
        tied=entry.tied,
        untied=entry.untied,
        offers=entry.offers,
        offers_before=entry.offers_before,
        why=entry.why,
    )
    return {
        "team": team,
        "deal": deal,
        "seq": entry.seq,
        "at": stamp(entry.at),
        "person": entry.person,
        "verb": entry.verb.value,
        "body": body_text(said),
    }


def role(text: Text) -> Role | None:
    """The role of a text."""
    return None if text is None else ROLES[text]


def person(row: PersonRow) -> Person:
    """The person of a row."""
    team, id_, name, member, admin, zone, locale, seen = row
    return Person(
        team=TeamId(team),
        id=PersonId(id_),
        name=name,
        member=bool(member),
        admin=bool(admin),
        zone=zone,
        locale=locale,
        seen=moment(seen),
    )


def channel(row: ChannelRow) -> Channel:
    """The channel of a row."""
    team, id_, name, private_to_us, seen = row
    return Channel(
        team=TeamId(team),
        id=ChannelId(id_),
        name=name,
        private_to_us=bool(private_to_us),
        seen=moment(seen),
    )


def post(row: PostRow) -> Post:
    """The post of a row."""
    (
        team,
        id_,
        to,
        text,
        due,
        tries,
        state,
        deal_,
        sends,
        misses,
        conversation,
        ts,
        marked,
        bare,
        why,
    ) = row
    return Post(
        team=TeamId(team),
        id=id_,
        to=to,
        body=text,
        due=moment(due),
        deal=None if deal_ is None else DealId(deal_),
        state=PostState(state),
        tries=tries,
        sends=sends,
        misses=misses,
        conversation=conversation,
        ts=ts,
        marked=bool(marked),
        bare=bool(bare),
        why=why,
    )
