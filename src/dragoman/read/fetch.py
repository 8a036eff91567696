"""Comes in: a URL. Goes out: what lies there, Fetched politely and safely, or a SourceError that says why not.

A Fetcher obeys robots.txt, waits between two pages of a host, gives up on what is slow or huge, asks again
later what failed for the moment, and asks no machine that is not of the public internet, redirects included.
It keeps nothing on disk: what a server said of a page's version comes in as `remembered` and goes out in
Visits, for the caller to keep.
"""

import time
from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from dragoman.errors import SourceError
from dragoman.read.address import Address, Resolve, hide_login, parse_address, resolve_host
from dragoman.read.robots import Robots
from dragoman.read.wire import Answer, Broken, Patience, Refused, Wire
from dragoman.version import VERSION

AGENT = "dragoman"
"""The name to which robots.txt may speak."""

_REDIRECTS = frozenset([301, 302, 303, 307, 308])
_MOMENTARY = frozenset([408, 425, 429, 500, 502, 503, 504])
_WORDS = {401: "login needed", 402: "payment needed", 403: "forbidden", 404: "not found", 410: "gone"}
_LONGEST_VALIDATOR = 500
_MAX_HOSTS = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """How a Fetcher behaves; times are in seconds.

    `delay` is the least pause between two pages of a host, and the first pause before a page that failed is
    asked for again (it doubles each time, `retries` times); robots.txt and a server's Retry-After may
    lengthen both, up to `longest_delay`. `total` bounds one try, redirects included. `max_bytes` counts what
    comes after unpacking. `allow_private` lets it ask machines that are not of the public internet;
    `offline` forbids it to ask any.
    """

    allow_private: bool = False
    offline: bool = False
    delay: float = 1.0
    longest_delay: float = 60.0
    connect: float = 10.0
    read: float = 20.0
    total: float = 120.0
    max_bytes: int = 50_000_000
    retries: int = 3
    redirects: int = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What a server gave to tell one version of a page from the next; asked with them, it says if it changed."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A page as it came; `address` is where it was found after redirects, `retrieved` when, in ISO 8601.

    `outcome` is read, unchanged (the server says that it is the version of `remembered`) or known (it was
    not asked for again); of the last two there is no `data`.
    """

    url: str
    address: str
    outcome: str
    retrieved: str
    data: bytes = b""
    media_type: str = ""
    charset: str | None = None
    validators: Validators = field(default_factory=Validators)


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One line of the log: told when all that came of the page has been given out, and not before.

    `outcome` is that of Fetched, or failed. Keep `validators` under `address` and give them to the next
    Fetcher as `remembered`: they are empty where something that the page links to failed for the moment, so
    that it is not taken for read.
    """

    url: str
    address: str
    outcome: str
    retrieved: str
    validators: Validators = field(default_factory=Validators)
    reason: str | None = None


def _tell_nobody(visit: Visit) -> None:
    del visit


def _now() -> datetime:
    return datetime.now(UTC)


class _Later(Exception):  # noqa: N818
    """Not now: the reason, and how long the server asks us to wait."""

    def __init__(self, reason: str, wait: float = 0.0) -> None:
        super().__init__(reason)
        self.wait = wait


class Fetcher:
    """Fetches one page after the other; not to be shared between threads.

    Args:
        manners: limits and pauses.
        remembered: address → the validators of an earlier Visit; such a page is only taken if it changed.
        known: addresses that are not asked for again where a feed or sitemap links to them.
        log: is told each Visit.
        resolve, now, ticks, sleep: the name server and the clocks, for tests to replace; `ticks` only counts
            up, in seconds.
    """

    def __init__(
        self,
        manners: Manners | None = None,
        *,
        remembered: Mapping[str, Validators] | None = None,
        known: Container[str] = (),
        log: Callable[[Visit], None] = _tell_nobody,
        resolve: Resolve = resolve_host,
        now: Callable[[], datetime] = _now,
        ticks: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.manners = manners or Manners()
        self.remembered = {} if remembered is None else remembered
        self.known = known
        self.postponed = 0
        """How many pages failed for the moment."""
        self._log = log
        self._now = now
        self._ticks = ticks
        self._sleep = sleep
        self._wire = Wire(allow_private=self.manners.allow_private, resolve=resolve, ticks=ticks)
        self._robots = Robots(AGENT, lambda address: self._follow(address, self._ticks(), page=False)[1], ticks)
        self._last: dict[str, float] = {}

    def fetch(self, url: str, *, found: bool = False) -> Fetched:
        """Fetch a page; `found` says that a feed or sitemap named it and not the user.

        Whoever is given a page calls `finish` when it has been read.

        Raises:
            SourceError: it cannot be had, or must not; the reason is one line.
        """
        shown = hide_login(url).partition("#")[0]
        if found and shown in self.known:
            return Fetched(url=shown, address=shown, outcome="known", retrieved=self._stamp())
        try:
            if self.manners.offline:
                raise Refused("the network is not to be used (--offline)")
            return self._try_often(shown, parse_address(url))
        except (Refused, ValueError) as error:
            reason = str(error)
        except Broken as error:
            self.postponed += 1
            reason = str(error)
        self._log(Visit(url=shown, address=shown, outcome="failed", retrieved=self._stamp(), reason=reason))
        raise SourceError(shown, reason)

    def finish(self, fetched: Fetched, *, complete: bool) -> None:
        """Log a page whose content has been given out; `complete` says that nothing of it was postponed."""
        self._log(
            Visit(
                url=fetched.url,
                address=fetched.address,
                outcome=fetched.outcome,
                retrieved=fetched.retrieved,
                validators=fetched.validators if complete else Validators(),
            )
        )

    def close(self) -> None:
        """Close what connections are still open."""
        self._wire.close()

    def _try_often(self, url: str, address: Address) -> Fetched:
        for again in range(self.manners.retries + 1):
            try:
                found, answer = self._follow(address, self._ticks(), page=True)
                return self._judge(url, found, answer)
            except _Later as later:
                wait = max(later.wait, self.manners.delay * 2**again)
                if again == self.manners.retries or wait > self.manners.longest_delay:
                    asked = f"; it asks us to wait {later.wait:.0f} seconds" if later.wait else ""
                    raise Broken(f"{later}{asked}") from None
            self._sleep(wait)
        raise Broken("it was not asked for")  # retries < 0

    def _follow(self, address: Address, begun: float, *, page: bool) -> tuple[Address, Answer]:
        """Ask an address and where it redirects to; of pages, robots.txt and pauses are heeded at each hop."""
        manners = self.manners
        for _ in range(manners.redirects + 1):
            if page:
                begun += self._wait_turn(address)
            left = manners.total - (self._ticks() - begun)
            patience = Patience(connect=manners.connect, read=manners.read, total=left, max_bytes=manners.max_bytes)
            try:
                answer = self._wire.ask(address, self._write_headers(address, page), patience)
            except Broken as broken:
                if page:
                    raise _Later(str(broken)) from None
                raise
            finally:
                if page:
                    self._last[address.host] = self._ticks()
            target = answer.headers.get("location")
            if answer.status not in _REDIRECTS or target is None:
                return address, answer
            try:
                address = parse_address(target.strip(), base=address.url)
            except ValueError as error:
                raise Refused(f"it redirects to what is not asked for: {error}") from None
        raise Refused(f"it redirects more than {manners.redirects} times")

    def _wait_turn(self, address: Address) -> float:
        """Sleep until the host may be asked again; give the seconds that this and its robots.txt took."""
        begun = self._ticks()
        asked = self._robots.check(address)
        pause = max(self.manners.delay, min(asked, self.manners.longest_delay))
        if address.host in self._last:
            wait = self._last[address.host] + pause - self._ticks()
            if wait > 0:
                self._sleep(wait)
        elif len(self._last) >= _MAX_HOSTS:
            self._last.clear()
        return self._ticks() - begun

    def _write_headers(self, address: Address, page: bool) -> dict[str, str]:
        headers = {
            "User-Agent": f"{AGENT}/{VERSION} (reads news reports)",
            "Accept": "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8",
            "Accept-Encoding": "gzip",
        }
        validators = self.remembered.get(address.url) if page else None
        if validators and validators.etag:
            headers["If-None-Match"] = validators.etag
        if validators and validators.last_modified:
            headers["If-Modified-Since"] = validators.last_modified
        return headers

    def _judge(self, url: str, address: Address, answer: Answer) -> Fetched:
        if answer.status in _MOMENTARY:
            raise _Later(f"the server answered {answer.status}", self._read_wait(answer.headers.get("retry-after")))
        unchanged = answer.status == 304 and address.url in self.remembered
        if answer.status != 200 and not unchanged:
            word = _WORDS.get(answer.status)
            raise Refused(f"the server answered {answer.status}" + (f" ({word})" if word else ""))
        media_type, _, parameters = answer.headers.get("content-type", "").partition(";")
        earlier = self.remembered[address.url] if unchanged else Validators()
        return Fetched(
            url=url,
            address=address.url,
            outcome="unchanged" if unchanged else "read",
            retrieved=self._stamp(),
            data=answer.data,
            media_type=media_type.strip().lower(),
            charset=_read_charset(parameters),
            validators=Validators(
                etag=_keep_validator(answer.headers.get("etag")) or earlier.etag,
                last_modified=_keep_validator(answer.headers.get("last-modified")) or earlier.last_modified,
            ),
        )

    def _read_wait(self, words: str | None) -> float:
        """Read Retry-After: seconds or a date; 0 where it says nothing."""
        if not words:
            return 0.0
        if words.strip().isdecimal():
            return float(words.strip()[:9])
        try:
            until = parsedate_to_datetime(words)
            return max(0.0, (until - self._now()).total_seconds()) if until.tzinfo else 0.0
        except (ValueError, OverflowError):
            return 0.0

    def _stamp(self) -> str:
        return self._now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _read_charset(parameters: str) -> str | None:
    for parameter in parameters.split(";"):
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            return value.strip().strip("\"'") or None
    return None


def _keep_validator(value: str | None) -> str | None:
    """Keep what can be sent back as it is: short, and of plain characters."""
    return value if value and len(value) <= _LONGEST_VALIDATOR and value.isascii() and value.isprintable() else None
