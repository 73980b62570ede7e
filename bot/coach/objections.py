"""Their objections turned into trades; the ask of a trade is opened when somebody says so."""

from bot.coach.actors import Actor, Need
from bot.coach.answers import AskRecorded, MoveShown, NotDone, RefusalReason
from bot.coach.answers.sayings import ObjectionAnswered
from bot.coach.asks import open_ask
from bot.coach.context import DealSession, open_session
from bot.coach.log import describe_move
from bot.coach.moves import build_ask
from bot.coach.recording import run_once_in_deal
from bot.coach.requests.sayings import AskObjected
from bot.coach.services import Services
from bot.domain.ids import DealId
from bot.domain.objections import find_objection
from bot.language.lines import ParsedLine


def answer_objection(
    by: Actor, deal: DealId, typed: str, *, services: Services
) -> ObjectionAnswered | NotDone:
    """A question to ask first, and two trades that answer what they object to. Nothing is recorded."""
    with services.store.reading() as work:
        session = open_session(services, work, by, deal, Need.READ, typed)
        found = find_objection(typed, services.objected(by.locale, session.deal.side))
        return ObjectionAnswered(deal=session.deal, typed=typed, objection=found)


def ask_objected(request: AskObjected, *, services: Services) -> AskRecorded | MoveShown | NotDone:
    """Opens the ask of a trade; where the same is open already, it is shown."""
    return run_once_in_deal(services, request, lambda session: _ask(session, request))


def _ask(session: DealSession, request: AskObjected) -> AskRecorded | MoveShown | NotDone:
    known = {o.key: o for o in session.services.objected(request.by.locale, session.deal.side)}
    objection = known.get(request.objection)
    if objection is None or request.trade >= len(objection.trades):
        return NotDone(why=RefusalReason.CHANGED, deal=session.deal)
    what = objection.trades[request.trade].what
    there = next((ask for ask in session.snapshot.open_asks if ask.ours and ask.what == what), None)
    if there is not None:
        return describe_move(session, there.no)
    return open_ask(session, build_ask(session, ParsedLine(what=what), ""), None, request.once)
