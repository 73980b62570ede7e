"""Their objections turned into trades; the ask of a trade is opened when somebody says so."""

from bot.coach.actors import Actor
from bot.coach.answers import AskRecorded, MoveShown, RefusalReason
from bot.coach.answers.sayings import ObjectionAnswered
from bot.coach.asks import open_ask
from bot.coach.context import DealSession, record_in_deal, session_for_reading
from bot.coach.log import describe_move
from bot.coach.moves import build_ask
from bot.coach.refusals import Refused
from bot.coach.services import Services
from bot.domain.ids import DealId
from bot.domain.objections import find_objection
from bot.language.lines import ParsedLine


def answer_objection(
    actor: Actor, deal: DealId, typed: str, *, services: Services
) -> ObjectionAnswered:
    """A question to ask first, and two trades that answer what they object to. Nothing is recorded."""
    with session_for_reading(services, actor, deal, typed) as session:
        objection = find_objection(typed, services.objected(actor.locale, session.deal.side))
        return ObjectionAnswered(
            deal=session.deal,
            typed=typed,
            objection=objection,
            open_give=next(iter(session.snapshot.open_gives), None),
        )


def ask_objected(
    actor: Actor, deal: DealId, objection: str, trade: int, *, once: str, services: Services
) -> AskRecorded | MoveShown:
    """Opens the ask of one of an objection's trades, counted from 0; where the same is open already, it is shown.
    `objection` is its key."""
    with record_in_deal(services, actor, deal, once) as session:
        what = _find_what_to_ask(session, objection, trade)
        for ask in session.snapshot.open_asks:
            if ask.ours and ask.what == what:
                return describe_move(session, ask.no)
        return open_ask(session, build_ask(session, ParsedLine(what=what), ""), ())


def _find_what_to_ask(session: DealSession, key: str, trade: int) -> str:
    for objection in session.services.objected(session.by.locale, session.deal.side):
        if objection.key == key and trade < len(objection.trades):
            return objection.trades[trade].what
    raise Refused(why=RefusalReason.CHANGED, deal=session.deal)
