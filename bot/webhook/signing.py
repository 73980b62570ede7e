"""How a delivery is signed, and how a receiver sees that it is genuine: HMAC-SHA256 over the timestamp and the body, as
Slack signs its requests."""

import hmac
from hashlib import sha256

VERSION = "v0"
TIMESTAMP_HEADER = "X-Giveget-Request-Timestamp"
SIGNATURE_HEADER = "X-Giveget-Signature"
DELIVERY_HEADER = "X-Giveget-Delivery"


def sign_body(secret: str, timestamp: int, body: bytes) -> str:
    """The signature of a body that is sent at that Unix time."""
    signed = b":".join((VERSION.encode(), str(timestamp).encode(), body))
    return f"{VERSION}={hmac.new(secret.encode(), signed, sha256).hexdigest()}"
