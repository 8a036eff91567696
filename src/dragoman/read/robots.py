"""Comes in: an Address. Goes out: whether its site's robots.txt lets us read it, and how long to pause between two.

RFC 9309: a site without the file allows all; one whose file cannot be had just now allows nothing. What a
file says is kept for a day, that it could not be had for five minutes.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from dragoman.read.address import Address
from dragoman.read.wire import Answer, Broken, Refused

_DAY = 86_400.0
_SOON = 300.0
_MAX_BYTES = 500_000  # what the RFC asks to be read; the rest is left
_MAX_SITES = 2_000


@dataclass(frozen=True, slots=True)
class _Site:
    """One robots.txt: `rules` is protego's, None where all is allowed; `trouble` why nothing is."""

    until: float
    rules: Any = None
    trouble: str | None = None


class Robots:
    """Remembers what sites allow to `agent`; `ask` fetches an address, redirects and all; `ticks` counts seconds."""

    def __init__(self, agent: str, ask: Callable[[Address], Answer], ticks: Callable[[], float]) -> None:
        self._agent = agent
        self._ask = ask
        self._ticks = ticks
        self._sites: dict[str, _Site] = {}

    def check(self, address: Address) -> float:
        """Give the pause in seconds that the site asks for between two pages, 0 where it says nothing.

        Raises:
            Refused: the site does not allow this page.
            Broken: it cannot be known at present.
        """
        site = self._find_site(address)
        if site.trouble:
            raise Broken(f"robots.txt of {address.host} cannot be read ({site.trouble}), so no page of it is asked for")
        if site.rules is None:
            return 0.0
        if not site.rules.can_fetch(address.url, self._agent):
            raise Refused(f"robots.txt of {address.host} does not allow it")
        return max(0.0, float(site.rules.crawl_delay(self._agent) or 0.0))

    def _find_site(self, address: Address) -> _Site:
        site = self._sites.get(address.origin)
        if site is None or site.until <= self._ticks():
            if len(self._sites) >= _MAX_SITES:
                self._sites.clear()
            site = self._sites[address.origin] = self._ask_site(address)
        return site

    def _ask_site(self, address: Address) -> _Site:
        try:
            answer = self._ask(Address(address.scheme, address.host, address.port, "/robots.txt"))
        except Broken as broken:
            return _Site(self._ticks() + _SOON, trouble=str(broken))
        if answer.status == 429 or answer.status >= 500:
            return _Site(self._ticks() + _SOON, trouble=f"answer {answer.status}")
        if answer.status != 200:
            return _Site(self._ticks() + _DAY)
        from protego import Protego

        return _Site(self._ticks() + _DAY, rules=Protego.parse(answer.data[:_MAX_BYTES].decode(errors="replace")))
