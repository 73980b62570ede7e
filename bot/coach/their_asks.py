"""What the other side asks for: which of their asks words mean, and granting one, which is a give of ours."""

from bot.coach.actors import Actor
from bot.coach.answers import RefusalReason
from bot.coach.context import DealSession, record_in_deal, session_for_reading
from bot.coach.gives import GiveAnswer, place_give_line
from bot.coach.likeness import thing_of
from bot.coach.moves import SeenMove, load_seen_move
from bot.coach.refusals import Refused
from bot.coach.services import Services
from bot.domain.comparison import compare
from bot.domain.ids import DealId
from bot.domain.matching import find_named_move
from bot.domain.moves import UNANSWERED, Kind, Move
from bot.domain.things import Likeness, is_seller, resolve_direction
from bot.language.lines import ParsedLine
from bot.language.things import read_thing


def find_their_ask(
    actor: Actor, deal: DealId, words: str, *, surely: bool = False, services: Services
) -> Move | None:
    """The open ask of theirs that the words mean; None where they mean none, or two. `surely`: the words may mean
    something else as well, so that only the same thing counts, or less or more of it."""
    with session_for_reading(services, actor, deal) as session:
        asks = session.ledger.unanswered_asks(ours=False)
        thing = resolve_direction(
            read_thing(words, actor.locale), is_seller(session.deal.side, ours=False)
        )
        if thing.refers and not thing.words and len(asks) == 1:
            return asks[0]
        likenesses = {ask.no: compare(thing, thing_of(session, ask)) for ask in asks}
        tiers = [(Likeness.SAME,), (Likeness.LESS, Likeness.MORE)]
        if not surely:
            tiers.append((Likeness.UNCLEAR,))
        for wanted in tiers:
            found = [ask for ask in asks if likenesses[ask.no] in wanted]
            if found:
                return found[0] if len(found) == 1 else None
        return None if surely else find_named_move(words, asks)


def grant_their_ask(
    actor: Actor,
    seen: SeenMove,
    *,
    line: ParsedLine | None = None,
    key: str,
    services: Services,
) -> GiveAnswer:
    """Gives what they asked for, or what the line says instead. It is checked as any give, and answers the ask once
    it counts."""
    with record_in_deal(services, actor, seen.deal, key) as session:
        ask = _load_their_ask(session, seen)
        given = line or ParsedLine(what=ask.what, cost=ask.cost, worth=ask.worth)
        return place_give_line(session, given, "")


def _load_their_ask(session: DealSession, seen: SeenMove) -> Move:
    """The ask as the person saw it. Raises `Refused` where it is none of theirs, or was answered."""
    ask = load_seen_move(session, seen)
    if ask.kind is not Kind.ASK or ask.ours:
        raise Refused(why=RefusalReason.NO_MOVE, deal=session.deal, no=seen.no)
    if ask.state not in UNANSWERED:
        raise Refused(why=RefusalReason.SETTLED, deal=session.deal, no=seen.no, move=ask)
    return ask
