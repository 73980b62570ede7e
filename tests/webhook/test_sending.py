"""One attempt: signed, to an address that was looked at, without redirects, within its time."""

import hmac
import ssl
import time
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from bot.webhook.addresses import ForbiddenAddress, NoAddress, is_public, resolve_host
from bot.webhook.sending import AttemptResult, WebhookTarget, send_delivery
from tests.webhook.receivers import Receiver, receiving

SECRET = "0123456789abcdef0123456789abcdef"
BODY = b'{"id":"1"}'
LONG = 60.0
"""Seconds that a receiver takes which hangs or trickles; an attempt is given less than one."""


def target(receiver: Receiver, **more: object) -> WebhookTarget:
    settings: dict[str, object] = {"secret": SECRET, "private_allowed": True, "url": receiver.url}
    return WebhookTarget(**(settings | more))  # type: ignore[arg-type] # by name


def test_a_delivery_is_signed_over_its_time_and_body() -> None:
    with receiving() as receiver:
        attempt = send_delivery(target(receiver), "d1", BODY, timestamp=1_700_000_000)
    assert attempt.result is AttemptResult.TAKEN
    (taken,) = receiver.taken
    assert taken.path == "/hooks/giveget?key=a"
    assert taken.body == BODY
    assert taken.headers["X-Giveget-Delivery"] == "d1"
    assert taken.headers["X-Giveget-Request-Timestamp"] == "1700000000"
    signed = hmac.new(SECRET.encode(), b"v0:1700000000:" + BODY, sha256).hexdigest()
    assert taken.headers["X-Giveget-Signature"] == f"v0={signed}"


@pytest.mark.parametrize("status", [400, 401, 404, 429, 500, 503])
def test_another_status_is_no_success(status: int) -> None:
    with receiving() as receiver:
        receiver.statuses, receiver.headers = [status], {"Retry-After": "120"}
        attempt = send_delivery(target(receiver), "d1", BODY, timestamp=1)
    assert (attempt.result, attempt.status, attempt.wait) == (AttemptResult.STATUS, status, 120)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed(status: int) -> None:
    with receiving() as elsewhere, receiving() as receiver:
        receiver.statuses, receiver.headers = [status], {"Location": elsewhere.url}
        attempt = send_delivery(target(receiver), "d1", BODY, timestamp=1)
        assert attempt.result is AttemptResult.REDIRECT
        assert elsewhere.taken == []


def test_a_receiver_that_hangs_or_trickles_costs_a_bounded_time() -> None:
    for hangs, trickles in ((LONG, False), (0.0, True)):
        with receiving() as receiver:
            receiver.hangs, receiver.trickles = hangs, trickles
            started = time.monotonic()
            attempt = send_delivery(target(receiver, attempt_seconds=0.4), "d1", BODY, timestamp=1)
            assert attempt.result is AttemptResult.TIMEOUT
            assert time.monotonic() - started < LONG / 2


def test_nobody_there_is_no_error() -> None:
    with receiving() as receiver:
        gone = target(receiver)
    attempt = send_delivery(gone, "d1", BODY, timestamp=1)
    assert attempt.result is AttemptResult.UNREACHABLE


def test_this_machine_is_refused_unless_it_is_allowed() -> None:
    with receiving() as receiver:
        attempt = send_delivery(target(receiver, private_allowed=False), "d1", BODY, timestamp=1)
        assert attempt.result is AttemptResult.ADDRESS
        assert receiver.taken == []


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "127.8.8.8", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1"),
        *("169.254.169.254", "100.64.0.1", "224.0.0.1", "255.255.255.255", "198.18.0.1"),
        *("::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1"),
        *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::", "64:ff9b::7f00:1"),
        *("64:ff9b::a9fe:a9fe", "localhost", ""),
    ],
)
def test_inside_addresses_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "1.1.1.1", "2606:4700:4700::1111", "64:ff9b::808:808"]
)
def test_addresses_of_the_internet_are_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "0x7f.1", "2130706433", "[::1]"])
def test_however_this_machine_is_spelled_it_is_refused(host: str) -> None:
    with pytest.raises((ForbiddenAddress, NoAddress)):
        resolve_host(host, 80, private_allowed=False)


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A certificate for localhost that nobody else vouches for, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName(
                [x509.DNSName("localhost"), x509.IPAddress(ip_address("127.0.0.9"))]
            ),
            critical=False,
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path / "localhost.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    path.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return path


def test_the_certificate_is_checked_for_the_name_of_the_host(certificate: Path) -> None:
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(certificate)
    with receiving(server) as receiver:
        unknown = send_delivery(target(receiver), "d1", BODY, timestamp=1)
        assert unknown.result is AttemptResult.TLS

        def trusting() -> ssl.SSLContext:
            return ssl.create_default_context(cafile=str(certificate))

        known = send_delivery(target(receiver, tls=trusting), "d1", BODY, timestamp=1)
        assert known.result is AttemptResult.TAKEN
        # The address alone is not the name that the certificate is for.
        by_address = receiver.url.replace("localhost", "127.0.0.1")
        other = send_delivery(
            target(receiver, tls=trusting, url=by_address), "d1", BODY, timestamp=1
        )
        assert other.result is AttemptResult.TLS
        assert len(receiver.taken) == 1
