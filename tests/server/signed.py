"""Requests as Slack sends them."""

import hashlib
import hmac
import time
from urllib.parse import urlencode

SECRET = "a-signing-secret-for-tests"
PATH = "/slack/events"


def form(**fields: str) -> bytes:
    return urlencode(fields).encode()


def headers(
    body: bytes, *, secret: str = SECRET, timestamp: str | None = None, json: bool = False
) -> dict[str, str]:
    """Slack's headers for that body; the signature is right for whatever timestamp is given."""
    at = str(int(time.time())) if timestamp is None else timestamp
    digest = hmac.new(
        secret.encode(), b"v0:" + at.encode() + b":" + body, hashlib.sha256
    ).hexdigest()
    return {
        "content-type": "application/json" if json else "application/x-www-form-urlencoded",
        "x-slack-request-timestamp": at,
        "x-slack-signature": f"v0={digest}",
    }
