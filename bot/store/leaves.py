"""What hangs on a deal or a workspace beside the ledger: offers, the plan, signals, what was said, what was imported,
which deal a person meant in a channel with several."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import delete, insert, select, update
from sqlalchemy.dialects.postgresql import insert as insert_or

from bot.coach.ports import Note, PendingInput, ShownCaution, VersionConflict, Workspace
from bot.domain.ids import ChannelId, DealId, MoveNo, PersonId, TeamId
from bot.domain.offers import Offer
from bot.store.bodies import policy, policy_text
from bot.store.lapsing import stands_until
from bot.store.packages import offer_of, offer_text
from bot.store.sql import ReadStatement, Session, WriteStatement, given
from bot.store.tables import deals, imported, notes, offers, picks, said, waiting, workspaces
from bot.store.worths import moment, stamp

_offers = (offers.c.team == given("team")) & (offers.c.deal == given("deal"))
OFFERS = ReadStatement[tuple[str]](select(offers.c.body).where(_offers).order_by(offers.c.no))
_placed = insert_or(offers)
PLACE_OFFER = WriteStatement[tuple[()]](
    _placed.on_conflict_do_update(
        index_elements=[offers.c.team, offers.c.deal, offers.c.no],
        set_={"body": _placed.excluded.body, "lapses": _placed.excluded.lapses},
    )
)


def offers_of(session: Session, team: TeamId, deal: DealId) -> list[Offer]:
    return [offer_of(body) for (body,) in session.all(OFFERS, team=team, deal=deal)]


def place_offers(session: Session, team: TeamId, deal: DealId, found: Sequence[Offer]) -> None:
    for offer in found:
        until = stands_until(offer)
        lapses = until.isoformat() if until else None
        session.change(
            PLACE_OFFER, team=team, deal=deal, no=offer.no, body=offer_text(offer), lapses=lapses
        )


_said = (
    (said.c.team == given("team"))
    & (said.c.deal == given("deal"))
    & (said.c.person == given("person"))
)
SAID = ReadStatement[tuple[str, str, str]](
    select(said.c.key, said.c.weight, said.c.at)
    .where(_said, said.c.rule == given("rule"))
    .order_by(said.c.key)
)
_keep = insert_or(said)
KEEP_SAID = WriteStatement[tuple[()]](
    _keep.on_conflict_do_update(
        index_elements=[said.c.team, said.c.deal, said.c.person, said.c.rule, said.c.key],
        set_={"weight": _keep.excluded.weight, "at": _keep.excluded.at},
    )
)


def said_of(
    session: Session, team: TeamId, deal: DealId, person: PersonId, rule: str
) -> list[ShownCaution]:
    found = session.all(SAID, team=team, deal=deal, person=person, rule=rule)
    return [
        ShownCaution(person=person, key=key, weight=Decimal(weight), at=moment(at))
        for key, weight, at in found
    ]


def keep_said(session: Session, team: TeamId, deal: DealId, told: ShownCaution) -> None:
    session.change(
        KEEP_SAID,
        team=team,
        deal=deal,
        person=told.person,
        rule=told.key.partition(":")[0],
        key=told.key,
        weight=str(told.weight),
        at=stamp(told.at),
    )


NoteRow = tuple[int, str, str, str, str, str]
_notes = (notes.c.team == given("team")) & (notes.c.deal == given("deal"))
NOTES = ReadStatement[NoteRow](
    select(notes.c.no, notes.c.what, notes.c.about, notes.c.person, notes.c.day, notes.c.at)
    .where(_notes)
    .order_by(notes.c.no)
)
ADD_NOTE = WriteStatement[tuple[()]](insert_or(notes).on_conflict_do_nothing())
DROP_NOTES = WriteStatement[tuple[()]](delete(notes).where(_notes))


def notes_of(session: Session, team: TeamId, deal: DealId) -> list[Note]:
    return [
        Note(
            no=no,
            what=what,
            about=about,
            person=PersonId(person),
            on=date.fromisoformat(day),
            at=moment(at),
        )
        for no, what, about, person, day, at in session.all(NOTES, team=team, deal=deal)
    ]


def add_note(session: Session, team: TeamId, deal: DealId, note: Note) -> None:
    added = session.change(
        ADD_NOTE,
        team=team,
        deal=deal,
        no=note.no,
        what=note.what,
        about=note.about,
        person=note.person,
        day=note.on.isoformat(),
        at=stamp(note.at),
    )
    if not added:
        raise VersionConflict


def drop_notes(session: Session, team: TeamId, deal: DealId) -> None:
    session.change(DROP_NOTES, team=team, deal=deal)


IMPORTED = ReadStatement[tuple[str, int]](
    select(imported.c.external, imported.c.no).where(
        imported.c.team == given("team"), imported.c.deal == given("deal")
    )
)
_marked = insert_or(imported)
MARK_IMPORTED = WriteStatement[tuple[()]](
    _marked.on_conflict_do_update(
        index_elements=[imported.c.team, imported.c.deal, imported.c.external],
        set_={"no": _marked.excluded.no},
    )
)


def imported_in(session: Session, team: TeamId, deal: DealId) -> Mapping[str, MoveNo]:
    return {external: MoveNo(no) for external, no in session.all(IMPORTED, team=team, deal=deal)}


def mark_imported(
    session: Session, team: TeamId, deal: DealId, moves: Mapping[str, MoveNo]
) -> None:
    for external, no in moves.items():
        session.change(MARK_IMPORTED, team=team, deal=deal, external=external, no=no)


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
_picked = insert_or(picks)
PICK = WriteStatement[tuple[()]](
    _picked.on_conflict_do_update(
        index_elements=[picks.c.team, picks.c.person, picks.c.channel],
        set_={"deal": _picked.excluded.deal},
    )
)


def picked(session: Session, team: TeamId, person: PersonId, channel: ChannelId) -> DealId | None:
    row = session.first(PICKED, team=team, person=person, channel=channel)
    return None if row is None else DealId(row[0])


def pick(
    session: Session, team: TeamId, person: PersonId, channel: ChannelId, deal: DealId
) -> None:
    session.change(PICK, team=team, person=person, channel=channel, deal=deal)


KEEP_LINE = WriteStatement[tuple[()]](insert(waiting))
TAKE_LINE = WriteStatement[tuple[str, str, str, str, str, str]](
    delete(waiting)
    .where(
        waiting.c.team == given("team"),
        waiting.c.id == given("id"),
        waiting.c.person == given("person"),
    )
    .returning(
        waiting.c.id,
        waiting.c.person,
        waiting.c.channel,
        waiting.c.command,
        waiting.c.text,
        waiting.c.at,
    )
)


def keep_line(session: Session, team: TeamId, line: PendingInput) -> None:
    values = {
        "id": line.id,
        "person": line.person,
        "channel": line.channel,
        "command": line.command,
    }
    session.change(KEEP_LINE, team=team, text=line.text, at=stamp(line.at), **values)


def take_line(session: Session, team: TeamId, line: str, person: PersonId) -> PendingInput | None:
    for id_, who, channel, command, text, at in session.changed(
        TAKE_LINE, team=team, id=line, person=person
    ):
        return PendingInput(
            id=id_,
            person=PersonId(who),
            channel=ChannelId(channel),
            command=command,
            text=text,
            at=moment(at),
        )
    return None


FORGET_LINES = WriteStatement[tuple[()]](delete(waiting).where(waiting.c.at < given("before")))


def forget_lines(session: Session, before: datetime) -> int:
    return session.change(FORGET_LINES, before=stamp(before))


WORKSPACE = ReadStatement[tuple[str, int]](
    select(workspaces.c.policy, workspaces.c.version).where(workspaces.c.team == given("team"))
)
FIRST_WORKSPACE = WriteStatement[tuple[()]](insert_or(workspaces).on_conflict_do_nothing())
SAVE_WORKSPACE = WriteStatement[tuple[()]](
    update(workspaces)
    .where(workspaces.c.team == given("the_team"), workspaces.c.version == given("before"))
    .values(policy=given("new_policy"), version=given("new_version"))
)


def workspace(session: Session, team: TeamId) -> Workspace | None:
    row = session.first(WORKSPACE, team=team)
    return None if row is None else Workspace(team=team, policy=policy(row[0]), version=row[1])


def save_workspace(session: Session, kept: Workspace) -> None:
    text = policy_text(kept.policy)
    if kept.version == 1:
        saved = session.change(FIRST_WORKSPACE, team=kept.team, policy=text, version=1)
    else:
        saved = session.change(
            SAVE_WORKSPACE,
            the_team=kept.team,
            before=kept.version - 1,
            new_policy=text,
            new_version=kept.version,
        )
    if not saved:
        raise VersionConflict
