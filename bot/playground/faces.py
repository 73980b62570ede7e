"""The face Slack turns to the bot: the Web API, the response URLs and Socket Mode, over HTTP."""

import json
from base64 import b64decode
from collections.abc import Mapping
from contextlib import suppress

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route, WebSocketRoute
from starlette.types import Receive, Scope, Send

from bot.playground.answers import take_response
from bot.playground.consent import consent_routes
from bot.playground.faults import Fault, Harm
from bot.playground.files import take_upload
from bot.playground.switchboard import Switchboard
from bot.playground.workspace import Json, SlackError

STRUCTURES = frozenset({"blocks", "view", "metadata"})
"""Arguments of the Web API that are no texts or numbers."""


def slack_routes(board: Switchboard) -> list[BaseRoute]:
    """`/api/…`, `/respond/…`, `/upload/…` and `/link/`."""

    async def api(request: Request) -> Response:
        args = await _args(request)
        token = _token(request, args)
        return await run_in_threadpool(call, board, request.path_params["method"], args, token)

    async def respond(request: Request) -> Response:
        return await run_in_threadpool(
            _respond, board, request.path_params["id"], await request.body()
        )

    async def upload(request: Request) -> Response:
        return await run_in_threadpool(
            _upload, board, request.path_params["ticket"], await request.body()
        )

    return [
        Route("/upload/{ticket}", upload, methods=["POST"]),
        Route("/api/{method}", api, methods=["GET", "POST"]),
        Route("/respond/{id}", respond, methods=["POST"]),
        WebSocketRoute("/link/", board.sockets.serve),
        *consent_routes(board),
    ]


async def _args(request: Request) -> Json:
    """Arguments from the address, a form or JSON; in a form, structures travel as JSON text."""
    args: Json = dict(request.query_params)
    if request.method == "POST":
        if "json" in request.headers.get("content-type", ""):
            told = json.loads(await request.body() or b"{}")
            args |= told if isinstance(told, dict) else {}
        else:
            args |= {name: str(value) for name, value in (await request.form()).items()}
    args |= _app_credentials(request)
    return _read_structures(args)


def _app_credentials(request: Request) -> Json:
    """The app's id and secret, where it proves itself with those."""
    told = request.headers.get("authorization", "")
    if not told.startswith("Basic "):
        return {}
    client_id, _, secret = b64decode(told.removeprefix("Basic ")).decode().partition(":")
    return {"client_id": client_id, "client_secret": secret}


def _read_structures(args: Json) -> Json:
    """The arguments with the structures that came as JSON text; a text that is none stays."""
    read = dict(args)
    for name in STRUCTURES & args.keys():
        if isinstance(args[name], str):
            with suppress(ValueError):
                read[name] = json.loads(args[name])
    return read


def _token(request: Request, args: Mapping[str, object]) -> str | None:
    told = request.headers.get("authorization", "")
    if told.startswith("Basic "):
        return None
    return told.removeprefix("Bearer ").strip() or str(args.get("token") or "") or None


def call(board: Switchboard, method: str, args: Json, token: str | None) -> Response:
    """One call, with whatever fault waits for it."""
    board.faults.dawdle()
    fault = board.faults.strike(method)
    if fault is not None and fault.harm in BEFORE:
        return _before(fault)
    if fault is not None and fault.harm is Harm.LATE:
        fault.wait()
    told = _answer(board, method, {k: v for k, v in args.items() if k != "token"}, token)
    headers = {"X-OAuth-Scopes": ",".join(board.manifest.scopes)}
    answer = JSONResponse(told, headers=headers)
    return answer if fault is None else _after(fault, answer)


def _answer(board: Switchboard, method: str, args: Json, token: str | None) -> Json:
    if method != "oauth.v2.access":
        return board.find_board_of_token(token).api.answer(method, args, token)
    exchange = board.exchange
    try:
        return {"ok": True, **exchange.office.access(exchange.boards, args)}
    except SlackError as refused:
        return {"ok": False, "error": refused.error}


class Torn(Response):
    """Half an answer, and then the connection is gone."""

    def __init__(self, body: bytes | memoryview) -> None:
        super().__init__(bytes(body), media_type="application/json")
        self.body = self.body[: len(self.body) // 2]

    async def __call__(self, _scope: Scope, _receive: Receive, send: Send) -> None:
        await send(
            {"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers}
        )
        await send({"type": "http.response.body", "body": self.body, "more_body": True})


BEFORE = (Harm.RATE_LIMITED, Harm.ERROR, Harm.BROKEN_BEFORE, Harm.SLOW)


def _before(fault: Fault) -> Response:
    match fault.harm:
        case Harm.RATE_LIMITED:
            headers = {"Retry-After": str(int(fault.seconds))} if fault.seconds else {}
            return JSONResponse(
                {"ok": False, "error": "ratelimited"}, status_code=429, headers=headers
            )
        case Harm.ERROR:
            return JSONResponse({"ok": False, "error": fault.error, **fault.also})
        case Harm.SLOW:
            fault.wait()
    return PlainTextResponse("upstream connect error", status_code=503)


def _after(fault: Fault, answer: JSONResponse) -> Response:
    """The call was accepted; the caller does not hear so."""
    match fault.harm:
        case Harm.NOT_JSON:
            return PlainTextResponse("<html>not what you expected</html>")
        case Harm.CUT:
            body = bytes(answer.body)
            return Response(body[: len(body) // 2], media_type="application/json")
        case Harm.TORN:
            return Torn(answer.body)
        case Harm.SLOW_AFTER:
            fault.wait()
            return answer
        case Harm.LATE:
            return answer
    return PlainTextResponse("internal error", status_code=500)


def _upload(board: Switchboard, ticket: str, content: bytes) -> Response:
    fault = board.faults.strike("upload")
    if fault is not None and fault.harm in BEFORE:
        return _before(fault)
    try:
        take_upload(board.find_board_of_upload(ticket).workspace, ticket, content)
    except SlackError as refused:
        return PlainTextResponse(refused.error, status_code=400)
    return PlainTextResponse(f"OK - {len(content)}")


def _respond(board: Switchboard, url_id: str, body: bytes) -> Response:
    fault = board.faults.strike("response_url")
    if fault is not None and fault.harm is Harm.ERROR:
        return PlainTextResponse(fault.error, status_code=404 if "url" in fault.error else 400)
    if fault is not None:
        return (
            _before(fault)
            if fault.harm in BEFORE
            else PlainTextResponse("internal error", status_code=500)
        )
    try:
        told = json.loads(body)
        there = board.find_board_of_link(url_id).workspace
        take_response(there, url_id, told if isinstance(told, dict) else {})
    except (ValueError, SlackError) as refused:
        error = refused.error if isinstance(refused, SlackError) else "invalid_payload"
        status = 404 if error.endswith("_url") else 400
        return JSONResponse({"ok": False, "error": error}, status_code=status)
    return PlainTextResponse("ok")
