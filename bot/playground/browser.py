"""Somebody's browser on the way through an installation: it follows pages and keeps the cookie, as browsers do."""

import re
from dataclasses import dataclass
from html import unescape
from urllib.parse import parse_qsl, urlsplit

import httpx

from bot.playground.switchboard import Switchboard
from bot.playground.workspace import Person

LINK = re.compile(r'<a class="go" href="([^"]+)"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What is shown."""

    status: int
    html: str
    address: str

    @property
    def text(self) -> str:
        """Its words, without styles and marks."""
        words = re.sub(r"<style>.*?</style>|<[^>]+>", " ", self.html, flags=re.DOTALL)
        return " ".join(unescape(words).split())

    @property
    def link(self) -> str:
        """Where its button leads; nothing where it has none."""
        found = LINK.search(self.html)
        return unescape(found[1]) if found else ""


class Browser:
    """One browser in front of the bot and of the local Slack."""

    def __init__(self, board: Switchboard, *, language: str = "en") -> None:
        self._board = board
        self._language = language
        self.cookies: dict[str, str] = {}

    def open(self, address: str) -> Page:
        """Goes to a page of the bot's."""
        # The jar of a library would keep a secure cookie to itself, here where there is no TLS.
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"Accept-Language": self._language} | ({"Cookie": cookie} if cookie else {})
        answer = httpx.get(address, headers=headers, trust_env=False, timeout=10)
        for set_cookie in answer.headers.get_list("set-cookie"):
            name, _, value = set_cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return Page(status=answer.status_code, html=answer.text, address=address)

    def begin(self) -> Page:
        """The first page of an installation."""
        return self.open(f"{self._board.exchange.bot_url}/slack/install")

    def allow(self, page: Page, person: Person) -> Page:
        """*Allow* at Slack, as somebody of this workspace; the page that follows."""
        query = dict(parse_qsl(urlsplit(page.link).query))
        return self.open(self._board.exchange.office.allow(self._board, person, query))

    def cancel(self, page: Page) -> Page:
        """*Cancel* at Slack; the page that follows."""
        query = dict(parse_qsl(urlsplit(page.link).query))
        return self.open(self._board.exchange.office.cancel(self._board, query))

    def install(self, person: Person) -> Page:
        """The whole way; the last page."""
        return self.allow(self.begin(), person)
