"""Where both sides of a deal stand, kept as a canvas in its channel: begun by a press after a preview, and written anew
whenever a check-in is settled. It says what the message says that is shared, and goes nowhere else."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from bot.coach.actors import Actor, Need
from bot.coach.answers import RefusalReason
from bot.coach.answers.base import Answer
from bot.coach.answers.documents import (
    CanvasKept,
    CanvasNotKept,
    CanvasPromised,
    NotSentReason,
)
from bot.coach.context import DealSession, session_for_reading, session_for_writing
from bot.coach.documents import OutlinedContents, collect_mutual_view
from bot.coach.records import Canvas, Post
from bot.coach.refusals import Refused
from bot.coach.services import Services
from bot.coach.shares import require_own_channel
from bot.domain.ids import ChannelId, DealId, PersonId, TeamId
from bot.domain.ledger import Verb


@dataclass(frozen=True, slots=True, kw_only=True)
class CanvasRequest:
    """A canvas is to be written: ids alone, as they wait in the outbox. `begins`: somebody pressed for it; else one
    that is there is written anew."""

    team: str
    deal: str
    channel: str
    person: str
    locale: str
    begins: bool


def keep_canvas(
    actor: Actor, deal: DealId, *, allowed: bool, once: str, services: Services
) -> CanvasPromised:
    """Has the canvas of the person's channel written, and the channel told of it. `allowed` says that the channel is
    ours alone. Refused where it is not, or where the person may not share."""
    with session_for_writing(services, actor, deal, Need.SHARE) as session:
        require_own_channel(session)
        if not allowed:
            raise Refused(why=RefusalReason.SHARED_CHANNEL, deal=session.deal)
        session.write_audit(Verb.SHARED, "canvas")
        channel = actor.channel or ChannelId("")
        request = CanvasRequest(
            team=actor.team,
            deal=deal,
            channel=channel,
            person=actor.person,
            locale=actor.locale,
            begins=True,
        )
        said = CanvasKept(deal=session.deal, by=actor.person)
        _insert_post(session, request, said, f"canvas:{actor.person}:{once}")
        return CanvasPromised(deal=session.deal)


def refresh_canvases(session: DealSession) -> None:
    """Has every canvas of the deal written anew."""
    work, team, deal = session.work, session.by.team, session.deal
    channels = work.deals.list_channels(team, deal.id)
    for canvas in work.canvases.list_in_deal(team, deal.id):
        if canvas.channel not in channels:
            continue
        known = work.people.find(team, canvas.person)
        request = CanvasRequest(
            team=team,
            deal=deal.id,
            channel=canvas.channel,
            person=canvas.person,
            locale=known.locale if known else "en-US",
            begins=False,
        )
        said = CanvasKept(deal=deal, by=canvas.person)
        key = f"canvas:{deal.id}:{canvas.channel}:{session.snapshot.entries}"
        _insert_post(session, request, said, key)


def _insert_post(session: DealSession, request: CanvasRequest, said: Answer, key: str) -> None:
    services = session.services
    body = json.loads(services.render(said, locale=request.locale, today=session.by.today))
    post = Post(
        id=key,
        team=session.by.team,
        to=request.channel,
        body=json.dumps({**body, "canvas": asdict(request)}),
        due=services.clock.now(),
        deal=session.deal.id,
    )
    session.work.outbox.insert(post)


def find_canvas_request(body: Mapping[str, object]) -> CanvasRequest | None:
    """The canvas that a message of the outbox is about; None for all other messages."""
    found = body.get("canvas")
    return CanvasRequest(**found) if isinstance(found, dict) else None


def collect_canvas(request: CanvasRequest, *, services: Services) -> OutlinedContents:
    """What the canvas says. Raises `Refused` where who asked for it takes no part any more, or the deal has left the
    channel."""
    with session_for_reading(
        services, _build_actor(request, services), _deal_of(request)
    ) as session:
        channels = session.work.deals.list_channels(session.by.team, session.deal.id)
        if session.deal.locked or request.channel not in channels:
            raise Refused(why=RefusalReason.LOCKED, deal=session.deal)
        return collect_mutual_view(session)


def _build_actor(request: CanvasRequest, services: Services) -> Actor:
    return Actor(
        team=TeamId(request.team),
        person=PersonId(request.person),
        channel=None,
        today=services.clock.now().date(),
        locale=request.locale,
    )


def _deal_of(request: CanvasRequest) -> DealId:
    return DealId(request.deal)


def find_canvas(request: CanvasRequest, *, services: Services) -> Canvas | None:
    """The canvas of the request's channel; None where it has none."""
    with services.store.reading() as work:
        canvases = work.canvases.list_in_deal(TeamId(request.team), _deal_of(request))
    return next((canvas for canvas in canvases if canvas.channel == request.channel), None)


def remember_canvas(request: CanvasRequest, canvas: str, *, services: Services) -> None:
    """Remembers the canvas that Slack made for a request; without an id, that there is none any more."""
    team, deal, channel = TeamId(request.team), _deal_of(request), ChannelId(request.channel)
    with services.store.work() as work:
        if not canvas:
            work.canvases.delete(team, deal, channel)
            return
        made = Canvas(
            channel=channel,
            id=canvas,
            person=PersonId(request.person),
            at=services.clock.now(),
        )
        work.canvases.save(team, deal, made)


def explain_not_kept(
    request: CanvasRequest, why: NotSentReason, *, services: Services
) -> dict[str, object]:
    """The message that tells who asked for a canvas why there is none, rendered."""
    actor = _build_actor(request, services)
    with services.store.reading() as work:
        deal = work.deals.find(actor.team, _deal_of(request))
    if deal is None:
        raise Refused(why=RefusalReason.NOT_IN_DEAL)
    answer = CanvasNotKept(deal=deal, why=why)
    body: dict[str, object] = json.loads(
        services.render(answer, locale=actor.locale, today=actor.today)
    )
    return body
