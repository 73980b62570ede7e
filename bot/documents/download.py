"""The page behind a link to a document: a button, and the file once it is pressed. Nothing of it is kept by browsers or
proxies, and nothing on it tells what the document is."""

from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from http import HTTPStatus
from pathlib import Path
from urllib.parse import parse_qs, quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from bot import logs
from bot.coach.document_requests import DocumentRequest
from bot.coach.documents import DocumentFile, LinkUsed
from bot.coach.refusals import Refused
from bot.documents.links import LinkExpired, LinkSigner
from bot.language.languages import ENGLISH, LANGUAGES
from bot.translations import load_catalogue

LONGEST_KEY = 4_000
SCRIPT = """
const key = location.hash.slice(1);
document.getElementById("key").value = key;
document.getElementById(key ? "ask" : "bare").hidden = false;
history.replaceState(null, "", location.pathname + location.search);
"""
STYLE = """
body { font: 17px/1.5 system-ui, "Segoe UI", "Helvetica Neue", Arial, sans-serif; color: #1d2733 }
body { max-width: 30em; margin: 18vh auto 0; padding: 0 1.5em }
h1 { font-size: 1.35em; margin: 0 0 .4em }
button { font: inherit; font-weight: 600; padding: .6em 1.3em; cursor: pointer }
button { color: #fff; background: #17493d; border: 0; border-radius: 6px }
small { display: block; margin-top: 1.4em; color: #586675 }
"""


def _digest(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


POLICY = (
    f"default-src 'none'; script-src {_digest(SCRIPT)}; style-src {_digest(STYLE)}; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = (
    ("cache-control", "no-store"),
    ("referrer-policy", "no-referrer"),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("x-robots-tag", "noindex, nofollow"),
    ("content-security-policy", POLICY),
)
"""What every answer under the link's address carries."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DownloadReply:
    """What goes back to the browser."""

    status: HTTPStatus
    content_type: str
    body: bytes
    headers: tuple[tuple[str, str], ...] = HEADERS


class DownloadPage:
    """Answers browsers that follow a link. `take` hands out a document once and raises `Refused` or `LinkUsed`."""

    def __init__(
        self,
        signer: LinkSigner,
        *,
        now: Callable[[], datetime],
        take: Callable[[DocumentRequest, str], DocumentFile],
        templates: Path,
        name_commands: Callable[[str], str] = str,
    ) -> None:
        """`name_commands` names the commands of a text as people type them here."""
        self._signer = signer
        self._now = now
        self._take = take
        self._templates = templates
        self._name_commands = name_commands
        self._template = Environment(
            loader=FileSystemLoader(templates / "documents"),
            extensions=["jinja2.ext.i18n"],
            undefined=StrictUndefined,
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
        ).get_template("download.html")

    def answer(self, method: str, query: str, body: bytes) -> DownloadReply:
        """The page with its button, or what comes of the button."""
        if method != "POST":
            return self._render("ask", query, HTTPStatus.OK)
        try:
            key = parse_qs(body.decode(), max_num_fields=2).get("key", [""])[0]
            opened = self._signer.open(key[:LONGEST_KEY], self._now())
            return _send(self._take(opened.request, opened.once))
        except (LinkExpired, ValueError):
            return self._render("expired", query, HTTPStatus.GONE)
        except LinkUsed:
            return self._render("used", query, HTTPStatus.GONE)
        except Refused:
            return self._render("withheld", query, HTTPStatus.FORBIDDEN)
        except Exception as error:  # noqa: BLE001 - told with a reference, whatever it was
            reference = logs.unexpected(error, kind="document")
            return self._render("failed", query, HTTPStatus.INTERNAL_SERVER_ERROR, reference)

    def _render(
        self, state: str, query: str, status: HTTPStatus, reference: str = ""
    ) -> DownloadReply:
        language = query if query in LANGUAGES else ENGLISH
        translate = load_catalogue(self._templates, language).translate

        def word(text: str, **named: str) -> str:
            return self._name_commands(translate(text, **named))

        page = self._template.render(
            state=state,
            reference=reference,
            language=language,
            script=Markup(SCRIPT),  # noqa: S704 - ours, and allowed by its digest alone
            style=Markup(STYLE),  # noqa: S704 - the same
            _=word,
        )
        return DownloadReply(
            status=status, content_type="text/html; charset=utf-8", body=page.encode()
        )


def _send(file: DocumentFile) -> DownloadReply:
    """The file, to be saved and never shown in the browser."""
    name = quote(file.name, safe="")
    return DownloadReply(
        status=HTTPStatus.OK,
        content_type="application/octet-stream",
        body=file.content,
        headers=(*HEADERS, ("content-disposition", f"attachment; filename*=UTF-8''{name}")),
    )
