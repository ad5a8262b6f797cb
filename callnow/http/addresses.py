"""Which addresses may be connected to: public ones, and those a setting names by host and port.

A feed address comes from a file, a redirect or a web page, so it may point anywhere: at this machine, its network, or
the metadata service of the cloud it runs in. Every address a name resolves to is checked (one bad one refuses the
name), with IPv4 unwrapped from the IPv6 forms that carry it, and only what was checked is connected to.
"""

from __future__ import annotations

import asyncio
import re
import socket
import unicodedata
from collections.abc import Awaitable, Callable, Collection
from concurrent.futures import Executor
from functools import lru_cache, partial
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

import httpx

from callnow.errors import AddressRefused, FetchFailed
from callnow.terms import FailureKind

Resolver = Callable[[str, int], Awaitable[list[str]]]

NAT64 = IPv6Network("64:ff9b::/96")
SIX_TO_FOUR = IPv6Network("2002::/16")
GLOBAL_UNICAST = IPv6Network("2000::/3")
# RFC 6761, 6762, 8375 and what containers and clusters answer to: names that mean something only inside a network.
INSIDE = ("localhost", "local", "internal", "intranet", "lan", "home.arpa", "corp", "svc", "service", "cluster")
PORTS = {"http": 80, "https": 443}


async def resolve(host: str, port: int, threads: Executor | None = None) -> list[str]:
    """The addresses the system's resolver gives for `host`, asked in one of `threads`. Raises FetchFailed (dns)."""
    asked = partial(socket.getaddrinfo, host, port, type=socket.SOCK_STREAM)
    try:
        entries = await asyncio.get_running_loop().run_in_executor(threads, asked)
    except (OSError, UnicodeError) as error:
        hint = "check the spelling of the address and this machine's connection"
        raise FetchFailed(f"no address found for the host {host}", hint=hint, kind=FailureKind.DNS) from error
    return list(dict.fromkeys(str(entry[4][0]) for entry in entries))


def refusal(address: str) -> str:
    """Why `address` (an IP address as text) may not be connected to; "" where it is public."""
    try:
        ip = ip_address(address.partition("%")[0])
    except ValueError:
        return "is not an address"
    if isinstance(ip, IPv6Address):
        inner = _carried(ip)
        if inner is not None:
            return _refusal_v4(inner)
        # Teredo (2001::/32), documentation and benchmarking lie inside 2000::/3 but are not global.
        public = ip in GLOBAL_UNICAST and ip.is_global
        return "" if public else "is not a public address"
    return _refusal_v4(ip)


def _carried(ip: IPv6Address) -> IPv4Address | None:
    if ip.ipv4_mapped is not None:
        return ip.ipv4_mapped
    if ip in SIX_TO_FOUR:
        return ip.sixtofour
    return IPv4Address(int(ip) & 0xFFFFFFFF) if ip in NAT64 else None


def _refusal_v4(ip: IPv4Address) -> str:
    public = ip.is_global and not (ip.is_multicast or ip.is_reserved)
    # 192.0.0.0/24 holds a few global anycast addresses, none of them a web server.
    return (
        ""
        if public and ip not in _PROTOCOL_ASSIGNMENTS and str(ip) not in _CLOUD_METADATA
        else "is not a public address"
    )


_PROTOCOL_ASSIGNMENTS = IPv4Network("192.0.0.0/24")
_CLOUD_METADATA = frozenset({"168.63.129.16"})  # Azure's, the one such address that is global unicast


def host_port(url: httpx.URL) -> str:
    """The key a setting names an address by: `host:port`, the host in lower case without a final dot, an IPv6 address
    in brackets and in its short form."""
    port = url.port or PORTS.get(url.scheme, 0)
    host = url.raw_host.decode("ascii").lower().rstrip(".")
    return f"[{literal(host)}]:{port}" if ":" in host else f"{host}:{port}"


def host_port_of(pair: str) -> str:
    """The same of a pair as people write it: Localhost:80 is localhost:80. Raises ValueError where it is none."""
    try:
        if re.fullmatch(r"(\[[0-9A-Fa-f:.]+\]|[^:\s/?#@\[\]]+):\d{1,5}", pair):
            return host_port(read_url(f"http://{pair}"))
    except AddressRefused:
        pass
    raise ValueError(f'{pair!r} is not host:port, such as "127.0.0.1:8765"')


def read_url(text: str, *, where: str = "") -> httpx.URL:
    """`text` as an http(s) URL with a host and no credentials. Raises AddressRefused."""
    hint = "give an address that begins with http:// or https://"
    if any(c in text for c in "\\\t\r\n") or text != text.strip():
        raise AddressRefused("the address holds blanks or backslashes", where=where, hint=hint)
    try:
        url = httpx.URL(text)
    except (httpx.InvalidURL, UnicodeError, ValueError) as error:
        raise AddressRefused("the address cannot be read as one", where=where, hint=hint) from error
    check_form(url, where=where)
    return url


def check_form(url: httpx.URL, *, where: str = "") -> None:
    """Raises AddressRefused unless the URL is http(s), with a host, a possible port and no credentials."""
    port = PORTS.get(url.scheme, 0) if url.port is None else url.port
    if not url.raw_host or b"%" in url.raw_host or url.scheme not in PORTS or not 0 < port < 65536:
        hint = "give an address that begins with http:// or https://"
        raise AddressRefused("the address is not an http(s) address with a host", where=where, hint=hint)
    if url.userinfo:
        hint = "take user name and password out of the address"
        raise AddressRefused("the address carries credentials", where=where, hint=hint)


@lru_cache(maxsize=4096)
def literal(host: str) -> str | None:
    """The IP address that `host` is, in whatever spelling a resolver may accept; None for a name."""
    plain = unicodedata.normalize("NFKC", host).replace("。", ".").strip("[]").rstrip(".")
    try:
        return str(ip_address(plain.partition("%")[0]))
    except ValueError:
        pass
    last = plain.rpartition(".")[2].lower()
    if not (last.isdigit() or last.startswith("0x")):
        return None
    try:
        return socket.inet_ntoa(socket.inet_aton(plain))  # 127.1, 0x7f000001, 0177.0.0.1, 2130706433
    except OSError:
        return "0.0.0.0"  # looks like an address and is none: refused like the unspecified one


async def checked_addresses(url: httpx.URL, allowed: Collection[str], resolver: Resolver) -> list[str]:
    """The addresses of the URL's host, each of which may be connected to. Raises AddressRefused, FetchFailed.

    `allowed` holds the host:port pairs that settings name: those may be anything.
    """
    host, key = url.raw_host.decode("ascii"), host_port(url)
    spelled = literal(host)
    if key not in allowed and spelled is None and _names_an_inside_host(host):
        raise _refused(key, "is a name of a private network")
    addresses = [spelled] if spelled is not None else await resolver(host, url.port or PORTS[url.scheme])
    if not addresses:
        hint = "check how the host is spelled; it is tried again later"
        raise FetchFailed(f"no address found for the host {host}", hint=hint, kind=FailureKind.DNS)
    if key not in allowed:
        for address in addresses:
            if why := refusal(address):
                raise _refused(key, why if address == host else f"leads to {address}, which {why}")
    return addresses


def addresses_now(address: str, allowed: Collection[str], resolver: Resolver | None = None) -> list[str]:
    """The same for whoever cannot wait in an event loop; the system's resolver is asked, if none is given."""
    return asyncio.run(checked_addresses(read_url(address), allowed, resolver or resolve))


def _names_an_inside_host(host: str) -> bool:
    name = host.lower().rstrip(".")
    return "." not in name or name.endswith(tuple(f".{suffix}" for suffix in INSIDE))


def _refused(key: str, why: str) -> AddressRefused:
    hint = f'if it is meant, add "{key}" to allow_private in the settings or allow_private = true to its feed'
    error = AddressRefused(f"{key} {why}", hint=hint)  # without a place: what is wrong begins with it
    error.key = key
    return error
