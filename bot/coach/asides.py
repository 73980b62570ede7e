"""Lines beside moves: what is taken for no move, what was found in a pasted message, and words that were not used."""

from collections.abc import Sequence

from bot.coach.actors import Actor, Need
from bot.coach.answers import RefusalReason
from bot.coach.answers.asides import FoundPart, MessageRead, NotRecorded, NotUsed
from bot.coach.context import DealSession, session_for_reading, session_for_writing
from bot.coach.likeness import find_named
from bot.coach.links import save_pending_line
from bot.coach.records import PendingCommand
from bot.coach.refusals import Refused
from bot.coach.services import Services
from bot.domain.ids import DealId
from bot.domain.moves import Kind, Move, State
from bot.language.hints import HintReason
from bot.language.lines import Command, MessagePart, MessagePartKind, NotAMove, NotAMoveKind
from bot.language.wishes import find_sure_wish

OFFER = "/offer"
MOST_MOVES = 4
"""How many moves a line without their names is asked about."""


def describe_not_a_move(
    actor: Actor,
    deal: DealId,
    found: NotAMove,
    command: Command,
    typed: str,
    *,
    as_offers: tuple[str, str] | None = None,
    services: Services,
) -> NotRecorded:
    """What a line that moves nothing is taken for. The line waits, so that a button can do something with it after
    all; so does each of `as_offers`, the same typed as an offer of theirs and of ours."""
    with session_for_writing(services, actor, deal, Need.RECORD, typed) as session:
        offers = ["", ""]
        if as_offers is not None:
            offers = [keep_line(session, OFFER, each) for each in as_offers]
        return NotRecorded(
            deal=session.deal,
            kind=found.kind,
            hint=HintReason[found.kind.name].value,
            command=command,
            typed=typed,
            line=keep_line(session, command.value, found.about),
            their_offer=offers[0],
            our_offer=offers[1],
            moves=_list_moves_meant(session, found, command),
        )


def describe_limit(
    actor: Actor,
    deal: DealId,
    typed: str,
    *,
    line: str,
    command: Command | None,
    is_target: bool,
    services: Services,
) -> NotRecorded:
    """What a line is taken for that tells how far we would go: nothing of it is stored, not even to wait."""
    with session_for_reading(services, actor, deal, typed) as session:
        return NotRecorded(
            deal=session.deal,
            kind=NotAMoveKind.LIMIT,
            hint=HintReason.LIMIT.value,
            command=command,
            typed=typed,
            limit_line=line,
            is_target=is_target,
        )


def _list_moves_meant(session: DealSession, found: NotAMove, command: Command) -> tuple[Move, ...]:
    """The gives that may have been taken back, or the asks that may have got a no: the one that is named, else those
    there are."""
    if found.kind is NotAMoveKind.TAKEN_BACK:
        moves = [move for move in session.snapshot.recent if _is_standing_give(move)]
        moves += [give for give in session.snapshot.open_gives if give not in moves]
    elif found.kind is NotAMoveKind.REFUSAL and command is Command.GOT:
        moves = [ask for ask in session.snapshot.open_asks if ask.ours]
    else:
        return ()
    numbered = [move for move in moves if move.no == found.no]
    named = find_named(found.about, moves, session.by.locale)
    if numbered:
        return tuple(numbered)
    return (named,) if named is not None else tuple(moves[:MOST_MOVES])


def _is_standing_give(move: Move) -> bool:
    return move.kind is Kind.GIVE and move.state in (State.FIRM, State.CONDITIONAL)


def show_message_parts(
    actor: Actor,
    deal: DealId,
    parts: Sequence[MessagePart],
    typed: str,
    *,
    services: Services,
) -> MessageRead:
    """What was found in a pasted message, each part waiting for the button that records it."""
    with session_for_writing(services, actor, deal, Need.RECORD, typed) as session:
        found = [
            FoundPart(part=part, line=keep_line(session, part.kind.value, part.what))
            for part in parts
        ]
        return MessageRead(deal=session.deal, parts=tuple(found))


def keep_words_not_used(actor: Actor, deal: DealId, words: str, *, services: Services) -> NotUsed:
    """Words of a line that went into no field, waiting to be kept as a note."""
    with session_for_writing(services, actor, deal, Need.RECORD) as session:
        line = keep_line(session, Command.ASK.value, words)
        wants = find_sure_wish(words) or ""
        wish = keep_line(session, MessagePartKind.THEIR_ASK.value, wants) if wants else ""
        return NotUsed(deal=session.deal, words=words, line=line, wants=wants, wish=wish)


def keep_line(session: DealSession, command: str, text: str) -> str:
    """The id under which a line waits for a button; "" where there is no channel that it could wait in."""
    channel = session.by.channel
    if channel is None:
        return ""
    return save_pending_line(session.services, session.work, session.by, channel, command, text)


def take_line(actor: Actor, deal: DealId, line: str, *, services: Services) -> PendingCommand:
    """The line that waited under that id. Refused where a button did something with it already."""
    with session_for_writing(services, actor, deal, Need.RECORD) as session:
        taken = session.work.pending.take(actor.team, line, actor.person, PendingCommand)
        if taken is None:
            raise Refused(why=RefusalReason.CHANGED, deal=session.deal)
        return taken
