"""Every request passes here first and every answer last: what is too large, too slow, too much or not meant for us goes no further.

Nothing of this looks at what a page does; it holds for pages, pictures, files and the REST side alike.
"""

import asyncio
import ipaddress
import logging
import threading
import time
from collections import OrderedDict
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dragoman.serve.room import Room

# No script, style, picture or frame but from here; nothing inline, so that no text of a report can ever run.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self';"
    " base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",  # with "no-referrer" a form would not say where it comes from
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
_LOG = logging.getLogger("dragoman.serve")
_ASKING = frozenset({"GET", "HEAD", "OPTIONS"})
_MOST_VISITORS = 10_000


class Allowance:
    """So many of something in so many seconds for each visitor; the oldest of very many visitors are forgotten. Thread-safe."""

    def __init__(self, most: int, seconds: float) -> None:
        self._most, self._seconds = most, seconds
        self._lock = threading.Lock()
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, visitor: str) -> float:
        """Take one: 0 where there was one left, else in how many seconds there will be one."""
        with self._lock:
            left = self._count(visitor)
            if left < 1:
                return (1 - left) * self._seconds / self._most
            self._keep(visitor, left - 1)
            return 0.0

    def forgive(self, visitor: str) -> None:
        """Give a visitor all back."""
        with self._lock:
            self._left.pop(visitor, None)

    def _count(self, visitor: str) -> float:
        left, at = self._left.get(visitor, (float(self._most), 0.0))
        return min(float(self._most), left + (time.monotonic() - at) * self._most / self._seconds)

    def _keep(self, visitor: str, left: float) -> None:
        self._left[visitor] = left, time.monotonic()
        self._left.move_to_end(visitor)
        while len(self._left) > _MOST_VISITORS:
            self._left.popitem(last=False)


class _TooMuch(Exception):  # noqa: N818
    def __init__(self, status: int, words: str) -> None:
        self.status, self.words = status, words


class Guard:
    """ASGI: the first to see a request."""

    def __init__(self, app: ASGIApp, room: Room) -> None:
        self._app, self._room = app, room
        self._requests = Allowance(room.settings.requests, 60.0)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it in one line."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = False
        clock = asyncio.timeout(self._room.settings.slowest_answer)

        async def answer(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        async def answer_in_time(message: Message) -> None:
            await answer(message)
            clock.reschedule(None)  # it has begun: how long it takes to fetch is the visitor's affair

        refused = self._refuse(scope)
        if refused is None:
            try:
                async with clock:
                    await self._app(scope, self._measure(receive), answer_in_time)
                return
            except _TooMuch as error:
                refused = PlainTextResponse(error.words, error.status)
            except TimeoutError:
                refused = PlainTextResponse("This took too long; ask for less.", 503, {"Retry-After": "10"})
            except Exception:  # a fault of ours must not show its insides, nor go without the headers above
                _LOG.exception("%s %s", scope["method"], scope["path"])
                refused = PlainTextResponse("A fault of dragoman's own; the room's log tells more.", 500)
        if not begun:
            refused.headers["Connection"] = "close"
            await refused(scope, receive, answer)

    def _refuse(self, scope: Scope) -> PlainTextResponse | None:
        headers, settings = Headers(scope=scope), self._room.settings
        if not self._knows(headers.get("host", "")):
            return PlainTextResponse("This room is not known under that name (dragoman serve --name NAME).", 421)
        if len(scope["query_string"]) > settings.largest_query or len(scope["path"]) > settings.largest_query:
            return PlainTextResponse("The address is too long.", 414)
        if not headers.get("content-length", "0").isdecimal():
            return PlainTextResponse("The length is no number.", 400)
        if int(headers.get("content-length", "0")) > settings.largest_body:
            return PlainTextResponse(f"At most {settings.largest_body:,} bytes are taken.", 413)
        if scope["method"] not in _ASKING and not _is_ours(headers):
            return PlainTextResponse("This was sent by another site.", 403)
        wait = 0.0 if self._room.is_open else self._requests.take(scope["client"][0] if scope.get("client") else "?")
        if wait:
            return PlainTextResponse("Too many requests; slow down.", 429, {"Retry-After": str(int(wait) + 1)})
        return None

    def _knows(self, host: str) -> bool:
        """Whether the room may be asked under this name: a plain address cannot be turned against us by whoever keeps names."""
        try:
            name = urlsplit(f"//{host}").hostname or ""
        except ValueError:
            return False
        if name in ("localhost", self._room.settings.host.lower(), *(n.lower() for n in self._room.settings.names)):
            return True
        try:
            ipaddress.ip_address(name)
        except ValueError:
            return False
        return True

    def _measure(self, receive: Receive) -> Receive:
        """The body as it comes, until it grows too large or takes too long."""
        settings, came = self._room.settings, 0
        end = time.monotonic() + settings.slowest_body
        whole = False

        async def take() -> Message:
            nonlocal came, whole
            if whole:  # then only the visitor's going away is waited for
                return await receive()
            try:
                message = await asyncio.wait_for(receive(), max(0.0, end - time.monotonic()))
            except TimeoutError:
                raise _TooMuch(408, "The request came too slowly.") from None
            came += len(message.get("body", b""))
            if came > settings.largest_body:
                raise _TooMuch(413, f"At most {settings.largest_body:,} bytes are taken.")
            whole = not message.get("more_body", False)
            return message

        return take


def _is_ours(headers: Headers) -> bool:
    """Whether what changes something was sent from a page of this room, or by a program."""
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site is not None and site not in ("same-origin", "none"):
        return False
    return origin is None or urlsplit(origin).netloc == headers.get("host")
