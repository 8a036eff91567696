"""The path of an archive and Settings come in; the reading room goes out, as an ASGI application."""

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from anyio.to_thread import current_default_thread_limiter
from fastapi import Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from dragoman.errors import DragomanError, StoreBusy, StoreError, UsageError
from dragoman.plug import load
from dragoman.serve.desk import DeskBusyError, DeskSlowError
from dragoman.serve.pages import PAGES
from dragoman.serve.problems import is_for_programs, make_problem
from dragoman.serve.render import link, render
from dragoman.serve.rest.router import add_rest
from dragoman.serve.room import make_room
from dragoman.serve.safety import Allowance, Guard
from dragoman.serve.settings import Settings
from dragoman.serve.visit import LoginNeeded, Sessions, greet


def make_app(path: Path, settings: Settings | None = None) -> FastAPI:
    """Open a reading room over the archive at `path`; nothing is read before somebody asks."""
    room = make_room(path, settings or Settings())

    @asynccontextmanager
    async def live(_: FastAPI) -> AsyncIterator[None]:
        current_default_thread_limiter().total_tokens = room.settings.threads
        yield
        room.ledgers.close()
        room.desk.close()
        room.shelf.close()

    # The pages that FastAPI makes of itself ask other machines for scripts; the description alone is kept.
    app = FastAPI(
        title="dragoman",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        lifespan=live,
        dependencies=[Depends(greet)],
    )
    app.state.room = room
    app.state.secret = secrets.token_bytes(32)
    app.state.tries = Allowance(room.settings.failures, room.settings.lockout)
    app.state.codings = Allowance(room.settings.codings, 60.0)
    app.state.sessions = Sessions(room.people, room.settings)
    for page in PAGES:
        app.include_router(load(page), include_in_schema=False)
    add_rest(app)
    app.mount("/static", _Static(packages=[("dragoman.serve", "static")]))
    app.add_api_route("/healthz", _tell_health, include_in_schema=False)
    for kind in (LoginNeeded, HTTPException, RequestValidationError, DragomanError):
        app.add_exception_handler(kind, _tell_trouble)
    app.add_middleware(Guard, room=room)
    return app


class _Static(StaticFiles):
    """Files of static/, whose addresses change with them."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response


async def _tell_health() -> PlainTextResponse:
    """For whoever watches over the process: it answers."""
    return PlainTextResponse("ok\n")


def _tell_trouble(request: Request, error: Exception) -> Response:
    """One clear line: as a page for people, as JSON for programs."""
    if isinstance(error, LoginNeeded):
        if _is_rest(request) or request.method not in ("GET", "HEAD"):
            # A feed reader asks its person for a name and a password, and gives the token as the password.
            way = 'Basic realm="dragoman"' if request.url.path.startswith("/feed/") else "Bearer"
            return make_problem(401, "Say who you are: a token, or log in at /login.", {"WWW-Authenticate": way})
        whole = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return RedirectResponse(link("/login", next=None if whole == "/" else whole), 303)
    status, words = _read_trouble(error)
    headers = dict(getattr(error, "headers", None) or {})
    if status == 503:
        headers.setdefault("Retry-After", "2")
    if _is_rest(request):
        return make_problem(status, words, headers)
    return render(request, "trouble.html", status, headers, words=words, code=status)


def _is_rest(request: Request) -> bool:
    return is_for_programs(request.url.path)


def _read_trouble(error: Exception) -> tuple[int, str]:
    """The status and the words of what went wrong."""
    if isinstance(error, HTTPException):
        return error.status_code, _PLAIN.get(error.detail, error.detail)
    if isinstance(error, UsageError):
        return 400, str(error)
    if isinstance(error, StoreBusy):
        # Which process holds the file is nothing for visitors.
        return 503, "The archive is being written to; try again in a moment." if error.pid else error.reason
    if isinstance(error, DeskBusyError | DeskSlowError):
        return 503, str(error)
    if isinstance(error, StoreError):  # where the file lies is nobody's business
        return 500, error.reason
    if isinstance(error, DragomanError):
        return 500, str(error)
    return 400, "The address is not understood."


_PLAIN = {"Not Found": "There is no such page here.", "Method Not Allowed": "That cannot be done here."}
