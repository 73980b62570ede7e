"""When they give: credit it, test it, and answer with no more than it is worth; or ask for a move that means more."""

from bot.coach.actors import Actor, Need
from bot.coach.answers import RefusalReason
from bot.coach.answers.sayings import GetJudged
from bot.coach.context import DealSession, open_session
from bot.coach.next_steps import step_after_get
from bot.coach.refusals import Refused
from bot.coach.requests.sayings import JudgeGet
from bot.coach.sentences import credit
from bot.coach.services import Services
from bot.domain.ids import DealId, MoveNo
from bot.domain.moves import Kind, Move
from bot.domain.replies import Emptiness


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
    step = step_after_get(session, get, unwanted=bool(empty))
    return GetJudged(
        deal=session.deal,
        get=get,
        today=session.by.today,
        empty=empty,
        sentence=credit(step, session.working_days),
        proposals=step.proposals if empty else (),
    )
