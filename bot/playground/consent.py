"""The page of Slack's on which somebody allows an app to be installed, or does not."""

from html import escape

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from bot.playground.switchboard import Switchboard
from bot.playground.workspace import Kind, Person, SlackError

HEADERS = {"Cache-Control": "no-store", "X-Frame-Options": "DENY"}
STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; color: #1d1c1d; max-width: 32em; margin: 10vh auto; padding: 0 1.5em }
select, button { font: inherit; padding: .45em .8em } label { display: block; margin: .8em 0 }
button { margin: .8em .6em 0 0; border-radius: 6px; border: 1px solid #1d1c1d; background: #fff; cursor: pointer }
button[value=allow] { background: #611f69; border-color: #611f69; color: #fff; font-weight: 600 }
"""
PASSED_ON = ("state", "redirect_uri", "client_id", "scope")


def consent_routes(board: Switchboard) -> list[BaseRoute]:
    """`/oauth/v2/authorize`: the page, and what becomes of its buttons; and where people go on afterwards."""

    async def ask(request: Request) -> Response:
        query = dict(request.query_params)
        if query.get("client_id") != board.exchange.office.client_id:
            return _refuse("No app has this client id.")
        return HTMLResponse(_page(board, query), headers=HEADERS)

    async def answer(request: Request) -> Response:
        filled = {name: str(value) for name, value in (await request.form()).items()}
        return await run_in_threadpool(_answer, board, filled)

    async def lead_into_slack(_: Request) -> Response:
        return RedirectResponse("/", status_code=302)

    return [
        Route("/app_redirect", lead_into_slack, methods=["GET"]),
        Route("/manage/{place:path}", lead_into_slack, methods=["GET"]),
        Route("/oauth/v2/authorize", ask, methods=["GET"]),
        Route("/oauth/v2/authorize", answer, methods=["POST"]),
    ]


def _answer(board: Switchboard, filled: dict[str, str]) -> Response:
    exchange = board.exchange
    place, _, person_id = filled.get("who", "").partition(":")
    chosen = next((one for one in exchange.boards if one.workspace.installed_id == place), board)
    if filled.get("answer") != "allow":
        return RedirectResponse(exchange.office.cancel(chosen, filled), status_code=302)
    person = chosen.workspace.people.get(person_id)
    try:
        if person is None:
            raise SlackError("not_allowed")
        where = exchange.office.allow(chosen, person, filled)
    except SlackError:
        return _refuse("This person may not install apps there.")
    return RedirectResponse(where, status_code=302)


def _refuse(sentence: str) -> Response:
    return HTMLResponse(f"<p>{escape(sentence)}</p>", status_code=403, headers=HEADERS)


def _page(board: Switchboard, query: dict[str, str]) -> str:
    kept = "".join(
        f'<input type="hidden" name="{name}" value="{escape(query.get(name, ""))}">'
        for name in PASSED_ON
    )
    scopes = "".join(f"<li>{escape(one)}</li>" for one in query.get("scope", "").split(","))
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Local Slack</title>
<style>{STYLE}</style></head><body><main>
<h1>Giveget wants to be added to Slack</h1>
<form method="post" action="/oauth/v2/authorize">{kept}
<label>Where, and as whom <select name="who">{"".join(_choices(board, query.get("team", "")))}</select></label>
<p>It asks for:</p><ul>{scopes}</ul>
<button name="answer" value="allow">Allow</button><button name="answer" value="cancel">Cancel</button>
</form></main></body></html>"""


def _choices(board: Switchboard, wanted: str) -> list[str]:
    """Every person of every workspace that may install an app there."""
    found = []
    for one in board.exchange.boards:
        workspace = one.workspace
        whole = workspace.organisation if workspace.org_wide else None
        name = f"{whole.name}, the whole organisation" if whole else workspace.team.name
        for person in workspace.people.values():
            if _may_install(person):
                value = f"{workspace.installed_id}:{person.id}"
                mark = " selected" if workspace.installed_id == wanted else ""
                words = escape(f"{name}, as {person.name}")
                found.append(f'<option value="{value}"{mark}>{words}</option>')
                wanted = "" if mark else wanted
    return found


def _may_install(person: Person) -> bool:
    return person.kind in (Kind.MEMBER, Kind.ADMIN)
