"""A parsed `serve` command comes in; the reading room answers until it is stopped; an exit code goes out."""

import contextlib
import socket
import sys
from collections.abc import Sequence
from pathlib import Path

from dragoman.cli.extra import need_web
from dragoman.errors import UsageError

with need_web():
    import uvicorn

    from dragoman.serve.app import make_app
    from dragoman.serve.people import People
    from dragoman.serve.settings import Settings


def run_serve(db: Path, host: str, port: int, names: Sequence[str]) -> int:
    """Open the room and keep it open; 0 when it is stopped.

    Raises:
        UsageError: the address is not this machine's own and there is no account; or it cannot be listened on.
        StoreError: the file of accounts cannot be read.
    """
    settings = Settings(host=host, port=port, names=tuple(names))
    if not settings.at_home and not People(db).all():
        raise UsageError(
            f"--host: others can reach {host}, and nobody has an account yet; make one first: dragoman people add NAME --db {db}"
        )
    bound = _listen(host, port)
    settings = Settings(host=host, port=bound.getsockname()[1], names=(*names, socket.gethostname()))
    config = uvicorn.Config(
        make_app(db, settings),
        log_level="warning",
        timeout_keep_alive=5,
        timeout_graceful_shutdown=5,
        limit_concurrency=500,
        server_header=False,
    )
    shown = f"[{host}]" if ":" in host else host
    sys.stderr.write(f"reading room of {db}: http://{shown}:{settings.port}/ (Ctrl-C closes it)\n")
    # Ctrl-C is how a room is closed; it has let go of everything by then.
    with contextlib.closing(bound), contextlib.suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[bound])
    return 0


def _listen(host: str, port: int) -> socket.socket:
    try:
        kind = socket.AF_INET6 if ":" in host else socket.AF_INET
        bound = socket.create_server((host, port), family=kind, backlog=2048)
    except (OSError, OverflowError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise UsageError(f"cannot listen on {host}:{port}: {reason}") from error
    # An answer is sent at once, head and body: else its second part waits 40 ms for word that the first has come.
    bound.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return bound
