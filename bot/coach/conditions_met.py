"""A condition in words that is said to have come true: the move counts, and what they did by it came for it."""

from collections.abc import Iterator
from dataclasses import replace

from bot.coach.actors import Actor, Need
from bot.coach.answers import AskAnswered, GetRecorded, MoveChanged, RefusalReason
from bot.coach.batches import Batch
from bot.coach.changes import write_change
from bot.coach.context import DealSession, record_in_deal
from bot.coach.gets import place_get_line
from bot.coach.moves import SeenMove, build_get, find_same_line, load_seen_move
from bot.coach.refusals import Refused
from bot.coach.services import Services
from bot.domain.ledger import Verb
from bot.domain.moves import Kind, Move, State
from bot.language.doing import GENERAL, name_their_deed, read_deed
from bot.language.grammar import read_line
from bot.language.item_lists import split_clause
from bot.language.lines import Command, ParsedLine
from bot.language.signings import is_exception, waits_for_order, waits_for_signing


def meet_condition(actor: Actor, seen: SeenMove, *, key: str, services: Services) -> MoveChanged:
    """A condition came true: from today the move counts. What they did for a give, by its condition, is recorded as the
    get that came for it, and answers what was asked for."""
    with record_in_deal(services, actor, seen.deal, key, Need.FOLLOW_UP) as session:
        move = load_seen_move(session, seen)
        if move.state is not State.CONDITIONAL:
            raise Refused(why=RefusalReason.SETTLED, deal=session.deal, no=move.no, move=move)
        firm = session.settle(move, State.FIRM)
        deeds = list(_read_deeds(session, move))
        if not deeds:
            return write_change(session, Verb.MET, move, firm)
        batch = Batch(base=session)
        changed = write_change(batch.session, Verb.MET, move, firm)
        answers = [place_get_line(batch.session, line, typed) for line, typed in deeds]
        written = batch.write()
        brought = tuple(
            answer.get
            for answer in answers
            if isinstance(answer, GetRecorded | AskAnswered) and answer.get is not None
        )
        return replace(changed, brought=brought, exposure=written.exposure, seq=written.entry.seq)


def _read_deeds(session: DealSession, give: Move) -> Iterator[tuple[ParsedLine, str]]:
    """What a give's condition names as what they do (`if they confirm 100 guests`), as lines that say that it came for
    the give, each with its words. None where it waits for something else (a signature, a decision, a level of prices),
    where what came for it is tied to it already, and for a get that waits for what we do."""
    if give.kind is not Kind.GIVE or is_exception(give.condition):
        return
    if session.load_group([give.no]).ties_of(give.no):
        return
    for part in split_clause(give.condition):
        line = _read_deed(session, part)
        if line is None or find_same_line(session, build_get(session, line, part)) is not None:
            continue
        yield line._replace(refs=(give.no,), to=_name_of_party(session, give)), part


def _name_of_party(session: DealSession, give: Move) -> str | None:
    """The name of the one of several parties that a give is for; None where there is only one."""
    if len(session.deal.parties) < 2:
        return None
    return next((party.name for party in session.deal.parties if party.id == give.to), None)


def _read_deed(session: DealSession, condition: str) -> ParsedLine | None:
    """What they did; None where it is no thing that one side gives the other."""
    if waits_for_signing(condition) or waits_for_order(condition):
        return None
    named = name_their_deed(condition)
    actor = session.by
    if not named:
        return None
    reading = read_line(named, command=Command.GOT, locale=actor.locale, today=actor.today)
    if not isinstance(reading, ParsedLine) or reading.condition or reading.refs:
        return None
    deed = read_deed(reading.what)
    # What was confirmed, taken or given is the thing alone: `confirm 100 guests`.
    is_plain = bool(deed.thing) and deed.verbs <= GENERAL
    what = deed.thing if is_plain else reading.what
    return reading._replace(what=what, due=None, promised=False)
