"""Where a webhook may lead: to addresses of the internet, unless the operator allows others.

The host is resolved once, each of its addresses is looked at, and the connection goes to one that was looked at. So
nobody can have a name answered with a harmless address first and with one of the inside network afterwards.
"""

import socket
from collections.abc import Sequence
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

_TRANSLATED = IPv6Network("64:ff9b::/96")


class NoAddress(Exception):
    """The host of the webhook has no address."""


class ForbiddenAddress(Exception):
    """The host of the webhook leads into a private network, or to this machine."""


def resolve_host(host: str, port: int, *, private_allowed: bool) -> Sequence[str]:
    """The addresses of a host. Raises `NoAddress`, and `ForbiddenAddress` where any of them is no public one."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise NoAddress(host) from None
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    if not addresses:
        raise NoAddress(host)
    if not private_allowed and not all(map(is_public, addresses)):
        raise ForbiddenAddress(host)
    return addresses


def is_public(address: str) -> bool:
    """Whether an address belongs to the internet: no loopback, private, link-local, shared, reserved or multicast one,
    and none that carries such an address inside."""
    try:
        # `fe80::1%eth0` names an interface behind the address.
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(parsed, IPv6Address):
        inner = _find_inner_address(parsed)
        if inner is not None:
            return is_public(str(inner))
    return parsed.is_global and not parsed.is_multicast


def _find_inner_address(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that an IPv6 one stands for: mapped, 6to4, Teredo, or translated (RFC 6052)."""
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address.sixtofour is not None:
        return address.sixtofour
    if address.teredo is not None:
        return address.teredo[1]
    if address in _TRANSLATED:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return None
