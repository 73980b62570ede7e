"""Entries that somebody wants gone, by what they are called: asked about with their numbers, then taken out."""

from collections.abc import Sequence

from bot.coach.actors import Actor, Need
from bot.coach.answers import DraftDropped, MoveChanged, RefusalReason
from bot.coach.answers.corrections import EntryDropAsked
from bot.coach.asides import keep_line
from bot.coach.changes import drop_draft, write_change
from bot.coach.context import (
    DealSession,
    record_in_deal,
    session_for_reading,
    session_for_writing,
)
from bot.coach.likeness import find_named, find_same, is_meant_by, thing_of
from bot.coach.moves import SeenMove, load_seen_move
from bot.coach.refusals import Refused
from bot.coach.services import Services
from bot.domain.ids import DealId
from bot.domain.ledger import Verb, next_version
from bot.domain.moves import UNANSWERED, Kind, Move, State
from bot.language.clauses.references import names_last_entry
from bot.language.dropped_entries import DroppedEntry, begins_with_dropping, says_no_more
from bot.language.item_lists import split_items
from bot.language.lines import MOVE_KINDS, Command
from bot.language.things import read_thing
from bot.language.verdicts import takes_something_away

STANDING = frozenset(
    {State.DRAFT, State.FIRM, State.CONDITIONAL, State.GOODWILL, State.PROMISED, *UNANSWERED}
)
"""States of entries that can still be taken out because somebody no longer wants them."""

MOST_ASKED = 5
"""Entries among which a person chooses by button."""


def ask_what_to_drop(
    actor: Actor,
    deal: DealId,
    dropped: DroppedEntry,
    typed: str,
    *,
    command: Command | None = None,
    services: Services,
) -> EntryDropAsked | None:
    """Asks about the entries that a line wants gone; None where it names none that stands. `command` is the one it was
    typed after, where that records moves: a line that may be such a move then waits beside the question."""
    with session_for_reading(services, actor, deal, typed=typed) as session:
        moves = _find_meant(session, dropped, command)
    if not moves:
        return None
    line = ""
    if command is not None and not dropped.sure:
        with session_for_writing(services, actor, deal, Need.RECORD, typed) as session:
            line = keep_line(session, command.value, typed)
    return EntryDropAsked(
        deal=session.deal,
        typed=typed,
        moves=tuple(moves[:MOST_ASKED]),
        line=line,
        kind=MOVE_KINDS[command] if command is not None else Kind.GIVE,
    )


def _find_meant(session: DealSession, dropped: DroppedEntry, command: Command | None) -> list[Move]:
    """The standing entries that the words name, newest first, each thing of a list by itself."""
    standing = [move for move in session.recent_ledger.moves.values() if move.state in STANDING]
    standing = sorted(filter(session.may_see, standing), key=lambda move: move.no, reverse=True)
    if names_last_entry(dropped.what):
        mine = [move for move in standing if move.person == session.by.person]
        return mine[:1]
    if not dropped.sure:
        standing = [move for move in standing if _may_be_dropped(move, command)]
    # Behind a comma may stand one thing more, or only a remark.
    name, _, _ = dropped.what.partition(",")
    return _find_each(session, dropped.what, standing) or _find_each(session, name, standing)


def _find_each(session: DealSession, text: str, standing: Sequence[Move]) -> list[Move]:
    meant: dict[int, Move] = {}
    for item in split_items(text).items:
        for move in find_standing(session, item, standing):
            if not _names_another_thing(session, item, move):
                meant[move.no] = move
    return list(meant.values())


def _names_another_thing(session: DealSession, text: str, move: Move) -> bool:
    """Whether a text has the one word of an entry among others that name something else: `the deposit letter` is no
    deposit. A word that says no more of it (`the notice period`) makes it no other thing."""
    known = thing_of(session, move).words
    others = read_thing(text, session.by.locale).words - known
    return len(known) == 1 and any(not says_no_more(word) for word in others)


def _may_be_dropped(move: Move, command: Command | None) -> bool:
    """Whether `drop the penalty` may be about an entry: not about an ask for just that, which it would answer, nor of
    a kind that the command does not speak of."""
    if command is Command.ASK and move.kind is not Kind.ASK:
        return False
    if move.kind is not Kind.ASK or command is None:
        return True
    return not (takes_something_away(move.what) or begins_with_dropping(move.what))


def find_standing(session: DealSession, text: str, standing: Sequence[Move]) -> list[Move]:
    """The entries that a text names: the same thing, else those in whose name all of its words are."""
    wanted = read_thing(text, session.by.locale)
    same = find_same(session, wanted, standing)
    if same:
        return same
    close = [move for move in standing if is_meant_by(wanted, thing_of(session, move))]
    if close:
        return close
    named = find_named(text, standing, session.by.locale)
    if named is not None:
        return [named]
    # `the notice period` where a notice of 3 months is recorded
    known = [(move, thing_of(session, move).words) for move in standing]
    return [move for move, words in known if words and words <= wanted.words]


def drop_entry(
    actor: Actor, seen: SeenMove, *, key: str, services: Services
) -> MoveChanged | DraftDropped:
    """Takes an entry out of the ledger that somebody no longer wants; a draft is dropped."""
    with record_in_deal(services, actor, seen.deal, key, Need.VOID) as session:
        move = load_seen_move(session, seen)
        if move.state is State.DRAFT:
            return drop_draft(session, move)
        if move.state not in STANDING:
            raise Refused(why=RefusalReason.SETTLED, deal=session.deal, no=move.no, move=move)
        return write_change(session, Verb.VOIDED, move, next_version(move, state=State.VOID))
