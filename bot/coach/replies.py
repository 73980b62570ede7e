"""When they give: credit it, test it, and answer with no more than it is worth; or ask for a move that means more."""

from bot.coach.actors import Actor, Need
from bot.coach.answers import RefusalReason, Sentence, SentenceKind
from bot.coach.answers.sayings import GetJudged
from bot.coach.context import DealSession, open_session
from bot.coach.proposals import list_proposals
from bot.coach.refusals import Refused
from bot.coach.requests.sayings import JudgeGet
from bot.coach.services import Services
from bot.domain.calendar import choose_reply_day
from bot.domain.ids import DealId, MoveNo
from bot.domain.moves import Kind, Move
from bot.domain.replies import ACROSS, Emptiness, suggest_give_for
from bot.language.speech import is_thing_to_name
from bot.language.turning import turn_phrase


def suggest_reply(session: DealSession, get: Move) -> Sentence | None:
    """Credits them for a get and offers something of equal or lesser size in return, where there is something."""
    across = ACROSS.get(session.deal.side)
    if across is None or not is_thing_to_name(get.what):
        return None
    found = suggest_give_for(
        get, session.situation(get), session.services.tradeables(session.by.locale, across)
    )
    if found is None:
        return None
    return Sentence(kind=SentenceKind.REPLY, give=turn_phrase(found.phrase), get=get.what)


def ask_for_more(session: DealSession, get: Move) -> Sentence | None:
    """Credits them for a get that moves little, and asks for what would move more."""
    found = list_proposals(session, None)
    if not found or not is_thing_to_name(get.what):
        return None
    return Sentence(
        kind=SentenceKind.MORE,
        give=get.what,
        get=found[0].phrase,
        by=choose_reply_day(session.by.today),
    )


def show_get_to_judge(by: Actor, deal: DealId, no: MoveNo, *, services: Services) -> GetJudged:
    """A get, for somebody who is about to judge it."""
    return judge_get(JudgeGet(by=by, deal=deal, no=no, empty=frozenset()), services=services)


def judge_get(request: JudgeGet, *, services: Services) -> GetJudged:
    """What a get is by the answers to three questions, and what to say to it. Nothing is recorded."""
    with services.store.reading() as work:
        session = open_session(services, work, request.by, request.deal, Need.READ)
        get = work.ledger.find_move(request.by.team, request.deal, request.no)
        if get is None or not session.may_see(get):
            raise Refused(why=RefusalReason.NO_MOVE, deal=session.deal, no=request.no)
        if get.kind is not Kind.GET:
            raise Refused(why=RefusalReason.WRONG_KIND, deal=session.deal, no=request.no, move=get)
        return _judged(
            session, get, tuple(reason for reason in Emptiness if reason in request.empty)
        )


def _judged(session: DealSession, get: Move, empty: tuple[Emptiness, ...]) -> GetJudged:
    return GetJudged(
        deal=session.deal,
        get=get,
        today=session.by.today,
        empty=empty,
        sentence=ask_for_more(session, get) if empty else suggest_reply(session, get),
        proposals=list_proposals(session, None) if empty else (),
    )
