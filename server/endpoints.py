"""Which addresses a push may go to. Pure: an endpoint is user input, and a way to make a server call others.

The host is compared after parsing, whole or after a dot, never by pattern on the text. Addresses are
checked a second time when they are resolved (see ``push.guarded``).
"""

from collections.abc import Iterable
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

LONGEST = 2048
# Addresses inside which an IPv4 address travels: translation (RFC 6052), 6to4, Teredo.
CARRIERS = tuple(
    ip_network(net) for net in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32")
)


class EndpointRefused(ValueError):
    """The address is not one of a known push service; the text says why and never repeats the address."""


def check_endpoint(endpoint: str, hosts: Iterable[str]) -> str:
    """Return the lower-case host of an endpoint, or raise :class:`EndpointRefused`.

    ``hosts`` are whole names; one with a leading dot also allows every name below it.
    """
    if len(endpoint.encode()) > LONGEST:
        raise EndpointRefused(f"The address is longer than {LONGEST} bytes.")
    if not endpoint.isascii() or not endpoint.isprintable() or " " in endpoint or "\\" in endpoint:
        raise EndpointRefused("The address holds characters that no address has.")
    try:
        url = urlsplit(endpoint)
        host, port = url.hostname or "", url.port
    except ValueError:
        raise EndpointRefused("The address cannot be read.") from None
    if url.scheme != "https":
        raise EndpointRefused("The address is not https.")
    if "@" in url.netloc:
        raise EndpointRefused("The address names a user.")
    if port not in (None, 443) or url.netloc.endswith(":"):
        raise EndpointRefused("The address names another port than 443.")
    if not _is_known(host, tuple(hosts)):
        raise EndpointRefused("The address is not one of a known push service.")
    return host


def origin(endpoint: str) -> str:
    """``https://host`` of a checked endpoint: the audience of VAPID (RFC 8292)."""
    return f"https://{urlsplit(endpoint).hostname}"


def is_public(address: str) -> bool:
    """Whether a resolved IP address is on the open internet: not private, shared (CGNAT), local or special."""
    try:
        ip = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, IPv6Address):
        if ip.ipv4_mapped is not None:
            return _is_open(ip.ipv4_mapped)
        if any(ip in carrier for carrier in CARRIERS):
            return False
    return _is_open(ip)


def _is_open(ip: IPv4Address | IPv6Address) -> bool:
    return ip.is_global and not (
        ip.is_multicast or ip.is_reserved or ip.is_unspecified or ip.is_loopback
    )


@lru_cache(maxsize=1024)
def _is_known(host: str, hosts: tuple[str, ...]) -> bool:
    return _is_name(host) and any(_matches(host, known) for known in hosts)


def _matches(host: str, known: str) -> bool:
    if known.startswith("."):
        return host.endswith(known)
    return host == known


def _is_name(host: str) -> bool:
    """Whether it is a host name and not a bare address, which no resolver would get to check."""
    try:
        ip_address(host)
    except ValueError:
        return bool(host) and not host.endswith(".")
    return False
