"""Comes in: an Address and the headers of a request. Goes out: the Answer, read within limits of time and size.

The only code that opens a connection. httpcore speaks HTTP over a network of our own, which resolves the
host, judges every address that it has, and connects to the very one it judged: a name that changes between
check and use (DNS rebinding) gains nothing. No proxy is used: behind one, no address can be judged.
"""

import socket
import ssl
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from dragoman.read.address import Address, Resolve, find_objection, find_port_objection

_STEP = 65_536


class Refused(Exception):  # noqa: N818 - it is an answer, not a mishap
    """The address will not be asked, or what came will not be taken: asking again would change nothing."""


class Broken(Exception):  # noqa: N818
    """The connection failed in a way that may be mended by asking again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long and how much at most: seconds to connect, between two pieces, for the whole answer; bytes."""

    connect: float
    read: float
    total: float
    max_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server answered: header names are lower-case; `data` is unpacked, and empty unless status is 200."""

    status: int
    headers: Mapping[str, str]
    data: bytes = b""


class Wire:
    """Asks public addresses (all, if `allow_private`); `ticks` is a clock that only counts up, in seconds."""

    def __init__(self, *, allow_private: bool, resolve: Resolve, ticks: Callable[[], float]) -> None:
        self._network = _Network(allow_private, resolve, ticks)
        self._pool: Any = None

    def ask(self, address: Address, headers: Mapping[str, str], patience: Patience) -> Answer:
        """Ask once, follow nothing.

        Raises:
            Refused: the address is not public, or the answer is too big or packed in a way not asked for.
            Broken: no connection, no answer in time, or one that breaks off.
        """
        import httpcore

        url = httpcore.URL(
            scheme=address.scheme.encode(),
            host=address.host.encode(),
            port=address.port,
            target=address.target.encode(),
        )
        times = {"connect": patience.connect, "read": patience.read, "write": patience.read, "pool": patience.connect}
        self._network.start(patience.total)
        try:
            with self._open_pool().stream(
                "GET", url, headers=[("Host", address.netloc), *headers.items()], extensions={"timeout": times}
            ) as response:
                return _take_answer(response, patience.max_bytes)
        except httpcore.TimeoutException:
            raise Broken("it did not answer in time") from None
        except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol) as error:
            if error.args and isinstance(error.args[0], ssl.SSLCertVerificationError):
                raise Refused(f"no safe connection ({error})") from None
            raise Broken(f"the connection failed ({error or type(error).__name__})") from None

    def close(self) -> None:
        """Close what connections are still open."""
        if self._pool is not None:
            self._pool.close()
            self._pool = None

    def _open_pool(self) -> Any:
        if self._pool is None:
            import httpcore
            import httpx

            self._pool = httpcore.ConnectionPool(
                ssl_context=httpx.create_ssl_context(),
                max_connections=4,
                keepalive_expiry=5.0,
                network_backend=cast("Any", self._network),  # it has the methods: see _Network
            )
        return self._pool


def _take_answer(response: Any, max_bytes: int) -> Answer:
    headers = {name.decode("latin-1").lower(): _read_value(value) for name, value in response.headers}
    if response.status != 200:
        return Answer(status=response.status, headers=headers)
    length = headers.get("content-length", "")
    if length.isdecimal() and int(length) > max_bytes:
        raise Refused(_describe_size(max_bytes))
    packed = headers.get("content-encoding", "").strip().lower()
    data = b"".join(unpack(response.iter_stream(), packed, max_bytes))
    return Answer(status=response.status, headers=headers, data=data)


def _read_value(value: bytes) -> str:
    """Read a header's value: ASCII by the book, but servers redirect to addresses in UTF-8."""
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode("latin-1")


def unpack(pieces: Iterable[bytes], packed: str, max_bytes: int) -> Iterator[bytes]:
    """Unpack a body ("gzip", "deflate" or not packed at all) piece by piece; raise Refused over `max_bytes`.

    Never more than a small piece beyond the limit is held, however much the bytes would unpack to.
    """
    if packed in ("", "identity"):
        unpacked = iter(pieces)
    elif packed in ("gzip", "x-gzip"):
        unpacked = _inflate(pieces, 31)
    elif packed == "deflate":
        unpacked = _inflate(pieces, 15)
    else:
        raise Refused(f'the answer is packed in a way that was not asked for ("{packed[:40]}")')
    total = 0
    for piece in unpacked:
        total += len(piece)
        if total > max_bytes:
            raise Refused(_describe_size(max_bytes))
        yield piece


def _inflate(pieces: Iterable[bytes], window: int) -> Iterator[bytes]:
    stream = zlib.decompressobj(window)
    begun = False
    try:
        for piece in pieces:
            left = piece
            while left:
                if stream.eof:
                    if window == 15 or not left.startswith(b"\x1f"):  # what follows is padding
                        return
                    stream = zlib.decompressobj(window)  # gzip may hold one packed part after another
                yield stream.decompress(left, _STEP)
                left = stream.unconsumed_tail or stream.unused_data
                begun = True
        if begun:
            yield from _finish(stream)
    except zlib.error as error:
        raise Broken(f"the answer's packing is damaged ({error})") from None


def _finish(stream: Any) -> Iterator[bytes]:
    while not stream.eof:
        piece = stream.decompress(stream.unconsumed_tail, _STEP)
        if not piece:
            raise Broken("the answer is cut off")
        yield piece


def _describe_size(max_bytes: int) -> str:
    return f"the answer is over {max_bytes // 1_000_000} MB: save it and give the file"


class _Network:
    """A network as httpcore.NetworkBackend describes it, by its methods alone: httpcore is loaded late."""

    def __init__(self, allow_private: bool, resolve: Resolve, ticks: Callable[[], float]) -> None:
        self._allow_private = allow_private
        self._resolve = resolve
        self._ticks = ticks
        self._end = 0.0

    def start(self, seconds: float) -> None:
        """Begin the time in which the answer must be complete."""
        self._end = self._ticks() + seconds

    def limit(self, timeout: float | None) -> float:
        """Give what is left of the time, at most `timeout` seconds; raise httpcore.ReadTimeout if none is."""
        import httpcore

        left = self._end - self._ticks()
        if left <= 0:
            raise httpcore.ReadTimeout("the answer took too long")
        return left if timeout is None else min(timeout, left)

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> "_Stream":
        """Connect to the first address of a host that answers, if all of them may be asked."""
        import httpcore

        failed: Exception = httpcore.ConnectError(f"{host} has no address")
        for ip in self._judge(host, port):
            try:
                stream = httpcore.SyncBackend().connect_tcp(
                    ip, port, self.limit(timeout), local_address, socket_options
                )
                return _Stream(stream, self)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
        raise failed

    def connect_unix_socket(self, *_: Any, **__: Any) -> "_Stream":
        """Refuse: a socket of this machine is no page."""
        raise Refused("only the network is asked")

    def sleep(self, seconds: float) -> None:
        """Raise: the pool's own retries, which are the only ones to sleep, are not used."""
        raise NotImplementedError(seconds)

    def _judge(self, host: str, port: int) -> list[str]:
        if not self._allow_private and (reason := find_port_objection(port)):
            raise Refused(reason)
        try:
            found = list(self._resolve(host, port))
        except (OSError, UnicodeError) as error:
            if isinstance(error, socket.gaierror) and error.errno == socket.EAI_AGAIN:
                raise Broken(f"the name server does not answer for {host}") from None
            raise Refused(f"there is no host {host} ({getattr(error, 'strerror', None) or error})") from None
        for ip in found:
            if not self._allow_private and (reason := find_objection(ip)):
                raise Refused(f"{host} leads to {ip} ({reason}), which is not asked without --allow-private")
        return found


class _Stream:
    """One connection, as httpcore.NetworkStream describes it, that ends when the time for the answer does."""

    def __init__(self, stream: Any, network: _Network) -> None:
        self._stream = stream
        self._network = network

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read what has come, waiting no longer than is left."""
        data: bytes = self._stream.read(max_bytes, self._network.limit(timeout))
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Write all, waiting no longer than is left."""
        self._stream.write(buffer, self._network.limit(timeout))

    def close(self) -> None:
        """Close the connection."""
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> "_Stream":
        """Make the connection a safe one."""
        return _Stream(
            self._stream.start_tls(ssl_context, server_hostname, self._network.limit(timeout)), self._network
        )

    def get_extra_info(self, info: str) -> Any:
        """Tell what httpcore asks of the connection."""
        return self._stream.get_extra_info(info)
