"""The page's own orders: what a person does in the browser, and what the playground can do to the workspace."""

import asyncio
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Protocol

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from bot.playground import deeds
from bot.playground.deeds import CannotDo
from bot.playground.faults import Fault, Harm
from bot.playground.files import disposition
from bot.playground.hands import option_named
from bot.playground.picture import picture
from bot.playground.story import Player, Told, Unplayable, stories, story_named
from bot.playground.switchboard import Switchboard
from bot.playground.views import FIELD_OF
from bot.playground.winding import wind
from bot.playground.workspace import (
    Channel,
    Json,
    JsonValue,
    Kind,
    Message,
    Person,
    StoredFile,
    View,
)

STATIC = Path(__file__).parent / "static"
PATIENCE = 25.0
UNFRAMED = {
    "Cache-Control": "no-cache",
    "X-Frame-Options": "DENY",
    "Content-Security-Policy": "frame-ancestors 'none'",
}
"""No other site may show the page inside its own and lend it a click."""


class Gallery(Protocol):
    """One sample for each thing the bot can say."""

    def __call__(self) -> "list[Sample]": ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A message, form or Home as it would look."""

    name: str
    surface: str
    text: str
    blocks: list[Json]
    title: str | None = None
    locale: str = "en-US"


class Playground(Protocol):
    """What the page needs of the playground around the workspace."""

    player: Player | None
    closing: bool

    @property
    def board(self) -> Switchboard: ...

    def show(self, workspace: str) -> None: ...

    def tick(self) -> None: ...

    def drain(self) -> None: ...

    def fresh(self) -> None: ...

    def samples(self) -> list[Sample]: ...


def page_routes(playground: Playground) -> list[BaseRoute]:
    """The page, its files and `/play/…`."""

    async def page(_: Request) -> Response:
        return FileResponse(STATIC / "index.html", headers=UNFRAMED)

    async def state(request: Request) -> Response:
        viewer = _viewer(playground.board, request.query_params.get("as"))
        return JSONResponse(await run_in_threadpool(picture, playground.board, viewer))

    async def events(request: Request) -> Response:
        return JSONResponse(await _news(playground, request.query_params.get("since", "0")))

    async def gallery(_: Request) -> Response:
        samples = await run_in_threadpool(playground.samples)
        return JSONResponse([asdict(one) for one in samples])

    async def file(request: Request) -> Response:
        found = await run_in_threadpool(
            _find_file, playground.board, request.path_params["id"], request.query_params.get("as")
        )
        if found is None or found.content is None:
            return Response(status_code=404)
        headers = {"Content-Disposition": disposition(found), "Cache-Control": "no-store"}
        return Response(found.content, media_type="application/octet-stream", headers=headers)

    async def told(_: Request) -> Response:
        listed = await run_in_threadpool(stories)
        return JSONResponse([{"name": one.name, "about": one.about} for one in listed])

    async def order(request: Request) -> Response:
        body = await request.json()
        asked = body if isinstance(body, dict) else {}
        return JSONResponse(
            await run_in_threadpool(take_order, playground, request.path_params["name"], asked)
        )

    return [
        Route("/", page),
        Route("/play/state", state),
        Route("/play/events", events),
        Route("/play/gallery", gallery),
        Route("/play/stories", told),
        Route("/play/files/{id}", file),
        Route("/play/{name}", order, methods=["POST"]),
        Mount("/static", StaticFiles(directory=STATIC, check_dir=False)),
    ]


def _viewer(board: Switchboard, named: str | None) -> Person:
    """The one who looks; the first of the cast where none is named."""
    people = board.workspace.people
    return people.get(named or "") or next(iter(people.values()))


def _find_file(board: Switchboard, file_id: str, viewer: str | None) -> StoredFile | None:
    """The file, for somebody who reads a conversation that it was shown in."""
    person = _viewer(board, viewer).id
    with board.workspace.lock:
        shown = [
            file
            for channel in board.workspace.channels.values()
            if person in channel.members
            for message in channel.visible_to(person)
            for file in message.files
        ]
    return next((file for file in shown if file.id == file_id), None)


async def _news(playground: Playground, since: str) -> Json:
    until = time.monotonic() + PATIENCE

    def waiting() -> bool:
        unchanged = str(playground.board.workspace.version) == since
        return unchanged and time.monotonic() < until and not playground.closing

    while waiting():  # noqa: ASYNC110 - the workspace changes in threads, which no event of this loop hears
        await asyncio.sleep(0.05)
    return {"version": playground.board.workspace.version}


def take_order(playground: Playground, name: str, body: Json) -> Json:
    """Does it; `ok` is false with a sentence where Slack or the playground would not."""
    if name not in ORDERS:
        return {"ok": False, "error": f"The playground knows no order {name!r}."}
    try:
        done = ORDERS[name](playground, body) or {}
        if name in _ACTS:
            # What waits in the outbox is on its way at once, as it is where the bot is served.
            playground.drain()
        return {"ok": True, **done}
    except (CannotDo, Unplayable) as refused:
        return {"ok": False, "error": str(refused)}
    except (KeyError, ValueError, StopIteration) as wrong:
        return {"ok": False, "error": f"That is not an order the playground understands: {wrong}"}


def _actor(board: Switchboard, body: Json) -> Person:
    person = board.workspace.people[body["as"]]
    if person.kind is Kind.DEACTIVATED:
        raise CannotDo(f"{person.name} is deactivated and cannot sign in.")
    return person


def _channel(board: Switchboard, body: Json) -> Channel:
    channel = board.workspace.conversation(str(body["channel"]))
    if channel is None:
        raise CannotDo("That channel is gone.")
    return channel


def _message(channel: Channel, ts: object) -> Message:
    message = channel.message(str(ts))
    if message is None:
        raise CannotDo("That message is gone.")
    return message


def _view(board: Switchboard, person: Person, body: Json) -> View:
    view = board.workspace.views.get(str(body["view_id"]))
    if view is None or view.person != person.id:
        raise CannotDo("That form is gone.")
    return view


def message(playground: Playground, body: Json) -> Json | None:
    board = playground.board
    person, channel, text = _actor(board, body), _channel(board, body), str(body["text"])
    thread = body.get("thread_ts")
    if text.startswith("/"):
        deeds.type_command(board, person, channel, text, in_thread=bool(thread))
    elif text.strip():
        deeds.say(board, person, channel, text, thread_ts=thread)
    return None


def click(playground: Playground, body: Json) -> Json | None:
    """Any element: the workspace's own copy of it counts, not the page's."""
    board = playground.board
    person = _actor(board, body)
    if body.get("view_id"):
        view = _view(board, person, body)
        _keep(board, view, body.get("state") or {})
        element = _element(view.blocks, body)
        deeds.press_in_view(
            board,
            person,
            view,
            block_id=body["block_id"],
            element=element,
            value=picked(element, body.get("value")),
        )
        return None
    channel = _channel(board, body)
    message = _message(channel, body["message_ts"])
    element = _element(message.blocks or [], body)
    deeds.press_in_message(
        board,
        person,
        channel,
        message,
        block_id=body["block_id"],
        element=element,
        value=picked(element, body.get("value")),
    )
    return None


def _element(blocks: list[Json], body: Json) -> Json:
    element = deeds.element_named(blocks, block_id=body["block_id"], action_id=body["action_id"])
    if element is None:
        raise CannotDo("That is no longer there.")
    return element


def picked(element: Json, value: JsonValue) -> JsonValue:
    """What the page sent, as the payload has it: options whole, everything else as it is."""
    field = FIELD_OF.get(element["type"], "")
    if value is None or "option" not in field:
        return value
    if isinstance(value, list):
        return [_option(element, one) for one in value]
    return _option(element, value)


def _option(element: Json, value: JsonValue) -> Json:
    return option_named(element, str(value["value"] if isinstance(value, dict) else value))


def _keep(board: Switchboard, view: View, state: Json) -> None:
    """What the page's form holds becomes the view's state, field by field that Slack knows."""
    with board.workspace.change() as version:
        view.version = version
        for block_id, fields in state.items():
            for action_id, held in fields.items():
                kept = view.state.get(block_id, {}).get(action_id)
                if kept is not None and isinstance(held, dict):
                    field = FIELD_OF[kept["type"]]
                    kept[field] = held.get(field, kept[field])


def shortcut(playground: Playground, body: Json) -> Json | None:
    board = playground.board
    person, callback_id = _actor(board, body), str(body["callback_id"])
    if not body.get("message_ts"):
        deeds.global_shortcut(board, person, callback_id)
        return None
    channel = _channel(board, body)
    deeds.message_shortcut(
        board, person, channel, _message(channel, body["message_ts"]), callback_id
    )
    return None


def submit(playground: Playground, body: Json) -> Json | None:
    board = playground.board
    person = _actor(board, body)
    view = _view(board, person, body)
    _keep(board, view, body.get("state") or {})
    deeds.submit(board, person, view)
    return None


def close(playground: Playground, body: Json) -> Json | None:
    board = playground.board
    person = _actor(board, body)
    if str(body["view_id"]) in board.workspace.views:
        deeds.close(board, person, _view(board, person, body), all_at_once=bool(body.get("all")))
    return None


def home(playground: Playground, body: Json) -> Json | None:
    deeds.open_home(playground.board, _actor(playground.board, body))
    return None


def clock(playground: Playground, body: Json) -> Json | None:
    wind(playground.board.clock, str(body.get("by") or body.get("to") or ""), playground.tick)
    with playground.board.workspace.change():
        return None


def channel(playground: Playground, body: Json) -> Json | None:
    workspace = playground.board.workspace
    name = str(body["name"]).strip().lower()
    if not name or any(one.name == name for one in workspace.channels.values()):
        raise CannotDo("A channel needs a name that no other has.")
    with workspace.change():
        members = (
            [body["as"], workspace.bot.id]
            if body.get("as") in workspace.people
            else [workspace.bot.id]
        )
        made = Channel(
            id=workspace.new_id("C"), name=name, members=members, private=bool(body.get("private"))
        )
        made.shared = bool(body.get("shared"))
        workspace.channels[made.id] = made
    return {"channel": made.id}


def share(playground: Playground, body: Json) -> Json | None:
    channel = _channel(playground.board, body)
    pending = body["on"] == "pending"
    deeds.share(playground.board, channel, shared=body["on"] is True, pending=pending)
    return {"channel": channel.id}


def join(playground: Playground, body: Json) -> Json | None:
    board = playground.board
    deeds.join(
        board, board.workspace.people[body["person"]], _channel(board, body), on=bool(body["on"])
    )
    return None


def workspace(playground: Playground, body: Json) -> Json | None:
    """Another workspace of the local Slack is on the page."""
    playground.show(str(body["id"]))
    return None


def uninstall(playground: Playground, body: Json) -> Json | None:
    """The app is taken out of the workspace, by one of its people."""
    person = _actor(playground.board, body)
    if person.kind not in (Kind.MEMBER, Kind.ADMIN):
        raise CannotDo(f"{person.name} may not take apps out of this workspace.")
    deeds.uninstall(playground.board)
    return None


def faults(playground: Playground, body: Json) -> Json | None:
    """Each part on its own; a zero or nothing makes that part well again."""
    faults = playground.board.faults
    if "slow" in body:
        faults.slow = min(float(body["slow"] or 0), 10)
    if "rate_limit" in body:
        faults.forget(Harm.RATE_LIMITED)
        faults.next(Fault(harm=Harm.RATE_LIMITED, times=int(body["rate_limit"] or 0)))
    if "fail" in body:
        faults.forget(Harm.ERROR)
        if body["fail"]:
            faults.fail(str(body["fail"]))
    return None


def story(playground: Playground, body: Json) -> Json | None:
    """The next step, all of them, or on to the nth; from the start with another name or after the end."""
    name, wanted = str(body["name"]), body.get("step", "next")
    # The stories are about the people of the first workspace.
    playground.show("")
    player = playground.player
    if player is None or player.story.name != name or player.done:
        player = playground.player = Player(playground.board, story_named(name), playground.tick)
    told = player.step()
    while not player.done and (wanted == "all" or (isinstance(wanted, int) and player.at < wanted)):
        told = player.step()
    return _told(player, told)


def _told(player: Player, told: Told) -> Json:
    return {
        "step": player.at,
        "of": len(player.story.steps),
        "done": player.done,
        "caption": told.caption,
        "deed": told.deed,
        "on": told.on,
        "lines": list(told.lines),
        "as": told.who,
        "channel": told.channel,
        "place": told.place,
    }


def reset(playground: Playground, _body: Json) -> Json | None:
    playground.fresh()
    return None


Order = Callable[[Playground, Json], Json | None]

_ACTS = frozenset({"message", "click", "shortcut", "submit"})
"""What a person does to the bot."""

ORDERS: Mapping[str, Order] = {
    "message": message,
    "click": click,
    "shortcut": shortcut,
    "submit": submit,
    "close": close,
    "home": home,
    "clock": clock,
    "channel": channel,
    "share": share,
    "join": join,
    "workspace": workspace,
    "uninstall": uninstall,
    "faults": faults,
    "story": story,
    "reset": reset,
}
