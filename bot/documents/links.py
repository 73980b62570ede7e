"""Links under which one person gets one document, once, for ten minutes.

What a link asks for stands signed behind the `#` of its address, which browsers send to nobody: neither to a server and
its logs nor to whoever unfurls links. The page there hands it over when its button is pressed.
"""

import hmac
import json
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from bot.coach.document_requests import DocumentRequest
from bot.language.languages import language_of

LIFE = timedelta(minutes=10)
PATH = "/documents"
_PURPOSE = b"giveget document link"
"""What the key is derived for, so that nothing else signed with the secret is taken for a link."""


class LinkExpired(Exception):
    """The link was made more than ten minutes ago, or is not whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedLink:
    """What a link asks for, and the key under which it counts once."""

    request: DocumentRequest
    once: str


class LinkSigner:
    """Makes links below an address and opens them again."""

    def __init__(self, secret: bytes, address: str) -> None:
        self._key = hmac.new(secret, _PURPOSE, sha256).digest()
        self._address = address.rstrip("/")

    def make(self, request: DocumentRequest, now: datetime) -> str:
        """The address of a document for the person who asked for it."""
        told = {
            "request": asdict(request),
            "until": int((now + LIFE).timestamp()),
            "once": secrets.token_hex(12),
        }
        body = urlsafe_b64encode(json.dumps(told).encode()).decode().rstrip("=")
        language = language_of(request.locale)
        return f"{self._address}{PATH}?{language}#{body}.{self._sign(body)}"

    def open(self, key: str, now: datetime) -> OpenedLink:
        """What a link asks for. Raises `LinkExpired` where its time is over or it is none of ours."""
        body, _, signature = key.partition(".")
        if not hmac.compare_digest(signature.encode(), self._sign(body).encode()):
            raise LinkExpired
        try:
            told = json.loads(urlsafe_b64decode(body + "=" * (-len(body) % 4)))
        except (NotBase64, ValueError):
            raise LinkExpired from None
        if now > datetime.fromtimestamp(told["until"], UTC):
            raise LinkExpired
        return OpenedLink(request=DocumentRequest(**told["request"]), once=told["once"])

    def _sign(self, body: str) -> str:
        return hmac.new(self._key, body.encode(), sha256).hexdigest()
