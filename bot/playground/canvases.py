"""Canvases in the local Slack: pages in Markdown, shown as tabs of channels."""

from typing import TYPE_CHECKING

from bot.playground.workspace import Json, LocalCanvas, SlackError

if TYPE_CHECKING:
    from bot.playground.web_api import WebApi

SCOPE = "canvases:write"


def create_canvas(api: "WebApi", args: Json) -> Json:
    """`canvases.create`: a canvas as a tab of a channel that the bot is in."""
    api.need(SCOPE)
    channel = api.find_target({"channel": str(args.get("channel_id") or "")})
    canvas = LocalCanvas(
        id=api.workspace.new_id("F"),
        title=str(args.get("title") or "Untitled"),
        markdown=_read_markdown(args.get("document_content")),
        channel=channel.id,
    )
    with api.workspace.change():
        api.workspace.canvases[canvas.id] = canvas
    return {"canvas_id": canvas.id}


def edit_canvas(api: "WebApi", args: Json) -> Json:
    """`canvases.edit`: all of it anew."""
    api.need(SCOPE)
    canvas, changes = _find_canvas(api, args), args.get("changes")
    if not isinstance(changes, list) or len(changes) != 1:
        raise SlackError("invalid_arguments")
    if changes[0].get("operation") != "replace":
        raise SlackError("invalid_arguments")
    with api.workspace.change():
        canvas.markdown = _read_markdown(changes[0].get("document_content"))
    return {}


def set_access(api: "WebApi", args: Json) -> Json:
    """`canvases.access.set`: channels whose members may read it."""
    api.need(SCOPE)
    canvas = _find_canvas(api, args)
    if args.get("access_level") not in ("read", "write"):
        raise SlackError("invalid_arguments")
    told = args.get("channel_ids") or ()
    named = told.split(",") if isinstance(told, str) else told
    with api.workspace.change():
        canvas.readers |= set(named)
    return {}


def _find_canvas(api: "WebApi", args: Json) -> LocalCanvas:
    canvas = api.workspace.canvases.get(str(args.get("canvas_id")))
    if canvas is None:
        raise SlackError("canvas_not_found")
    return canvas


def _read_markdown(content: object) -> str:
    if not isinstance(content, dict) or content.get("type") != "markdown":
        raise SlackError("invalid_arguments")
    markdown = str(content.get("markdown") or "")
    if not markdown.strip():
        raise SlackError("canvas_creation_failed")
    return markdown
