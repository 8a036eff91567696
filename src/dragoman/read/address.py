"""Comes in: a URL as somebody wrote it. Goes out: an Address, taken apart; and which IP addresses may be asked.

A feed, a redirect or a name server can point anywhere, also at the machines behind our own firewall. So only
addresses of the public internet are asked, and those that say so by another name are told too: `127.1`,
`0x7f000001`, IPv4 dressed as IPv6, a name that resolves to a private address.
"""

import re
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

Resolve = Callable[[str, int], Sequence[str]]
"""Host and port in, every IP address of it out; raises OSError where there is none."""

MAX_LENGTH = 4_000
"""Longest address, in characters."""

_LOGIN = re.compile(r"\A([a-z][a-z0-9+.-]*://)[^/?#]*@", re.IGNORECASE)
# What a host is made of once it is ASCII: no space, no %, no sign that two programs could read differently.
_HOST = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*|[0-9a-f:.]+")

# What `ipaddress` of some Python versions takes for public, with the reason why it is not asked.
_CLOSED = (
    ("168.63.129.16/32", "the metadata service of a cloud"),
    ("192.0.0.0/24", "kept for protocols"),
    ("192.88.99.0/24", "a relay between IPv4 and IPv6"),
    ("::/96", "IPv4 dressed as IPv6"),
    ("::ffff:0:0/96", "IPv4 dressed as IPv6"),
    ("::ffff:0:0:0/96", "IPv4 dressed as IPv6"),
    ("64:ff9b:1::/48", "a private translation to IPv4"),
    ("100::/64", "a black hole"),
    ("2001::/23", "kept for protocols"),
    ("2001:db8::/32", "kept for examples"),
    ("2002::/16", "a relay between IPv4 and IPv6"),
    ("3fff::/20", "kept for examples"),
    ("5f00::/16", "kept for routers"),
    ("fec0::/10", "private"),
)
_CLOSED_NETWORKS = tuple((ip_network(network), why) for network, why in _CLOSED)
# The translation that providers without IPv4 use for every IPv4 host: what it stands for is judged.
_NAT64 = ip_network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class Address:
    """A web address taken apart: all in ASCII, without fragment; `target` is path and query."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def netloc(self) -> str:
        """Host and port; the port only where it is not the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        usual = self.port == (443 if self.scheme == "https" else 80)
        return host if usual else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """Scheme, host and port: what one robots.txt speaks for."""
        return f"{self.scheme}://{self.netloc}"

    @property
    def url(self) -> str:
        """The whole address, in the one form under which it is remembered."""
        return self.origin + self.target


def parse_address(url: str, base: str | None = None) -> Address:
    """Take a URL apart, relative to `base` where that is given; raise ValueError, with why, if it may not be asked."""
    import httpx

    if len(url) > MAX_LENGTH:
        raise ValueError(f"the address has over {MAX_LENGTH:,} characters")
    try:
        parsed = httpx.URL(base).join(url) if base else httpx.URL(url)
        host = parsed.raw_host.decode("ascii").lower().removesuffix(".")
        port = parsed.port
        target = parsed.raw_path.decode("ascii")
    except (httpx.InvalidURL, ValueError) as error:  # both: httpx passes on what its parts raise
        raise ValueError(f"it is no address ({error})") from None
    if parsed.scheme not in ("http", "https"):
        raise ValueError("of addresses, only http:// and https:// are read")
    if parsed.userinfo:
        raise ValueError("addresses with a user name or password are not read")
    if not _HOST.fullmatch(host) or len(host) > 253:
        raise ValueError("it is no address (the host's name)")
    if port is not None and not 0 < port < 65536:
        raise ValueError("it is no address (the port)")
    return Address(parsed.scheme, host, port or (443 if parsed.scheme == "https" else 80), target or "/")


def hide_login(url: str) -> str:
    """Give a URL without the user name and password that may stand in it, to be shown and stored."""
    return _LOGIN.sub(r"\1", url)


def resolve_host(host: str, port: int) -> Sequence[str]:
    """Ask the system for every IP address of a host; raises OSError where there is none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def find_objection(ip: str) -> str | None:
    """Say in a few words why an IP address is none of the public internet; None where it is one."""
    try:
        address = ip_address(ip.partition("%")[0])
    except ValueError:
        return "no IP address"
    if isinstance(address, IPv6Address) and address in _NAT64:
        return find_objection(str(IPv4Address(int(address) & 0xFFFFFFFF)))
    for word in ("loopback", "link_local", "multicast", "unspecified"):
        if getattr(address, f"is_{word}"):
            return word.replace("_", "-")
    for network, why in _CLOSED_NETWORKS:
        if address in network:
            return why
    if address.is_private:
        return "private"
    return None if address.is_global and not address.is_reserved else "reserved"


def find_port_objection(port: int) -> str | None:
    """Say why a port is not asked: below 1024 only 80 and 443 serve pages, and others speak other tongues."""
    return None if port in (80, 443) or port >= 1024 else f"port {port} serves no pages"
