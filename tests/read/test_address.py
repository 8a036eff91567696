"""Request forgery: whatever a feed, redirect or name server says, no machine but those of the public internet is asked."""

import socket
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import SourceError
from dragoman.read import Fetcher, Manners
from dragoman.read.address import find_objection, hide_login, parse_address
from webserver import Page, open_site

PUBLIC = "93.184.215.14"


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """Every machine that a connection is tried to; none is made."""
    tried: list[tuple[str, int]] = []

    def refuse(place: tuple[str, int], *_: Any, **__: Any) -> socket.socket:
        tried.append(place)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "create_connection", refuse)
    return tried


def fetch(url: str, resolve: Callable[[str, int], Sequence[str]] | None = None) -> str:
    """Fetch as a feed would have it, and give the reason why that failed."""
    given = {} if resolve is None else {"resolve": resolve}
    with pytest.raises(SourceError) as caught:
        Fetcher(Manners(retries=0), **given).fetch(url, found=True)  # type: ignore[arg-type]
    return caught.value.reason


# All of these lead to this machine or its neighbours, or are made to be read in two ways.
NASTY = [
    "http://127.0.0.1/",
    "http://127.0.0.1:8080/admin",
    "http://127.255.255.254/",
    "http://127.1/",
    "http://127.0.1/",
    "http://2130706433/",
    "http://017700000001/",
    "http://0177.0.0.1/",
    "http://0x7f000001/",
    "http://0x7f.0.0.1/",
    "http://0x7f.1/",
    "http://0/",
    "http://0.0.0.0/",
    "http://0.0.0.0:22/",
    "http://127。0。0。1/",
    "http://１２７.0.0.1/",
    "http://①②⑦.0.0.1/",
    "http://%31%32%37.0.0.1/",
    "http://127.0.0.1%00.herald.example/",
    "http://127.0.0.1%2f.herald.example/",
    "http://127.0.0.1%23.herald.example/",
    "http://127.0.0.1./",
    "http://localhost/",
    "http://LOCALHOST/",
    "http://localhost./",
    "http://ip6-localhost/",
    "http://[::1]/",
    "http://[0:0:0:0:0:0:0:1]/",
    "http://[::]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://[0:0:0:0:0:ffff:127.0.0.1]/",
    "http://[::ffff:8.8.8.8]/",
    "http://[::127.0.0.1]/",
    "http://[::ffff:0:127.0.0.1]/",
    "http://[64:ff9b::127.0.0.1]/",
    "http://[64:ff9b::a9fe:a9fe]/",
    "http://[64:ff9b:1::1]/",
    "http://[2002:7f00:1::]/",
    "http://[2001:0:7f00:1::]/",
    "http://[fe80::1]/",
    "http://[fe80::1%25eth0]/",
    "http://[fe80::1%eth0]/",
    "http://[fc00::1]/",
    "http://[fd00:ec2::254]/latest/meta-data/",
    "http://[fec0::1]/",
    "http://[ff02::1]/",
    "http://[2001:db8::1]/",
    "http://[3fff::1]/",
    "http://10.0.0.1/",
    "http://10.255.255.255/",
    "http://172.16.0.1/",
    "http://172.31.255.255/",
    "http://192.168.1.1/",
    "http://3232235777/",
    "http://0xc0a80101/",
    "http://100.64.0.1/",
    "http://100.100.100.200/latest/meta-data/",
    "http://168.63.129.16/metadata",
    "http://169.254.169.254/latest/meta-data/",
    "http://169.254.169.254:80/computeMetadata/v1/",
    "http://2852039166/",
    "http://0xa9fea9fe/",
    "http://192.0.0.192/opc/v1/",
    "http://192.88.99.1/",
    "http://198.18.0.1/",
    "http://203.0.113.1/",
    "http://224.0.0.1/",
    "http://240.0.0.1/",
    "http://255.255.255.255/",
    "http://herald.example@127.0.0.1/",
    "http://herald.example:80@127.0.0.1/",
    "http://127.0.0.1@herald.example/",
    "http://127.0.0.1\\@herald.example/",
    "http://herald.example\\@127.0.0.1/",
    "http://127.0.0.1#@herald.example/",
    "http://127.0.0.1?@herald.example/",
    "http://jane:secret@herald.example/",
    "http:127.0.0.1/",
    "http:/127.0.0.1/",
    "http:///127.0.0.1/",
    "http://",
    "http://:80/",
    "http://[",
    "http://[::1",
    "http://[127.0.0.1]/",
    "http://127.0.0.1:80:80/",
    "http://127.0.0.1:0/",
    "http://127.0.0.1:-1/",
    "http://127.0.0.1:99999/",
    "http://127.0.0.1 .herald.example/",
    "http://127.0.0.1\t.herald.example/",
    "http://127.0.0.1\r\nHost: herald.example/",
    "http://-herald.example/",
    "http://" + "a" * 300 + "/",
    "http://herald.example/" + "a" * 5000,
    "file:///etc/passwd",
    "FILE:///etc/passwd",
    "gopher://127.0.0.1:6379/_x",
    "ftp://127.0.0.1/",
    "dict://127.0.0.1:11211/",
    "data:text/html,<p>x</p>",
    "javascript:alert(1)",
    "unix:///run/docker.sock",
    "//127.0.0.1/",
    "127.0.0.1",
    "",
]


@pytest.mark.parametrize("url", NASTY)
def test_nasty_addresses_are_not_asked(asked: list[tuple[str, int]], url: str) -> None:
    def resolve(host: str, port: int) -> list[str]:
        """Know numbers and this machine's own names as the system does, and no name beyond."""
        if any(letter in host for letter in "ghijklmnopqrstuvwyz") and "localhost" not in host:
            raise socket.gaierror(socket.EAI_NONAME, "unknown")
        if "localhost" in host:
            return ["127.0.0.1"]
        return [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, flags=socket.AI_NUMERICHOST)]

    reason = fetch(url, resolve)
    assert asked == []
    assert "secret" not in reason


# What a harmless name resolves to; one bad address among good ones is enough.
RESOLVED = [
    ["127.0.0.1"],
    ["10.0.0.1"],
    ["169.254.169.254"],
    ["::1"],
    ["fe80::1%eth0"],
    ["fd00::1"],
    ["::ffff:10.0.0.1"],
    ["64:ff9b::10.0.0.1"],
    [PUBLIC, "127.0.0.1"],
    ["2606:2800:21f:cb07:6820:80da:af6b:8b2c", "192.168.0.1"],
    ["not an address"],
]


@pytest.mark.parametrize("found", RESOLVED)
def test_names_that_lead_inside_are_not_asked(asked: list[tuple[str, int]], found: list[str]) -> None:
    reason = fetch("https://herald.example/a", lambda *_: found)
    assert "herald.example leads to" in reason
    assert asked == []


@pytest.mark.parametrize("port", [1, 22, 25, 81, 110, 143, 445, 993])
def test_ports_of_other_services_are_not_asked(asked: list[tuple[str, int]], port: int) -> None:
    assert f"port {port} serves no pages" in fetch(f"http://herald.example:{port}/", lambda *_: [PUBLIC])
    assert asked == []


def test_the_address_that_was_judged_is_the_one_that_is_asked(asked: list[tuple[str, int]]) -> None:
    """A name server that changes its answer between check and use (DNS rebinding) gains nothing."""
    answers = iter([[PUBLIC, "93.184.215.15"], ["127.0.0.1"], ["127.0.0.1"]])
    fetch("http://herald.example/a", lambda *_: next(answers))
    assert asked == [(PUBLIC, 80), ("93.184.215.15", 80)]


@pytest.mark.parametrize("ip", [PUBLIC, "8.8.8.8", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "64:ff9b::8.8.8.8"])
def test_public_addresses_are_asked(asked: list[tuple[str, int]], ip: str) -> None:
    assert "the connection failed" in fetch("http://herald.example:8080/", lambda *_: [ip])
    assert asked == [(ip, 8080)]


def test_a_redirect_inside_is_judged_again() -> None:
    """The first host is taken for a public one; where it sends us is not, and is not asked."""
    with open_site() as site:
        port = int(site.root.rpartition(":")[2])
        site.pages |= {
            "/a": Page(status=302, headers={"Location": f"http://inside.example:{port}/secret"}),
            "/secret": Page(b"secret"),
        }
        real = socket.create_connection
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(
                socket, "create_connection", lambda _, *more, **given: real(("127.0.0.1", port), *more, **given)
            )
            names = {"outside.example": [PUBLIC], "inside.example": ["10.0.0.7"]}
            reason = fetch(f"http://outside.example:{port}/a", lambda host, _: names[host])
    assert reason.startswith("inside.example leads to 10.0.0.7 (private)")
    assert site.paths == ["/a"]


@given(st.ip_addresses(v=4))
def test_whatever_stands_for_a_closed_address_is_closed(ip: Any) -> None:
    """IPv4 in the dress of the one translation that is let through is judged as IPv4."""
    assert find_objection(f"64:ff9b::{ip}") == find_objection(str(ip))
    assert find_objection(f"::ffff:{ip}") is not None
    assert find_objection(f"::{ip}") is not None
    assert (find_objection(str(ip)) is None) <= ip.is_global


@given(st.ip_addresses(v=6))
def test_what_python_does_not_take_for_public_is_closed(ip: Any) -> None:
    assert ip.is_global or find_objection(str(ip)) is not None


@given(st.text(max_size=60))
def test_any_text_is_an_address_or_none(text: str) -> None:
    for url in (text, f"http://{text}/", f"http://herald.example/{text}"):
        try:
            address = parse_address(url)
        except ValueError:
            continue
        assert parse_address(address.url) == address
        assert address.url.isascii()


# What is written, host and port as they are asked for, the form under which it is remembered
FORMS = [
    ("HTTP://Herald.Example", "herald.example", 80, "http://herald.example/"),
    ("https://herald.example.:443/a#b", "herald.example", 443, "https://herald.example/a"),
    (
        "https://münchen.example:8443/ü?q=ö",
        "xn--mnchen-3ya.example",
        8443,
        "https://xn--mnchen-3ya.example:8443/%C3%BC?q=%C3%B6",
    ),
    ("http://[2606:2800:21F::1]:8080/", "2606:2800:21f::1", 8080, "http://[2606:2800:21f::1]:8080/"),
]


@pytest.mark.parametrize(("written", "host", "port", "kept"), FORMS)
def test_an_address_has_one_form(written: str, host: str, port: int, kept: str) -> None:
    address = parse_address(written)
    assert (address.host, address.port, address.url) == (host, port, kept)


def test_a_login_is_hidden() -> None:
    assert hide_login("https://jane:p@ss@x.example/a@b") == "https://x.example/a@b"
    assert hide_login("https://x.example/a@b") == "https://x.example/a@b"
