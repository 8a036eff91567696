"""A request comes in; who is asking, what they may do, and forms that are truly theirs go out.

A visitor bears a random cookie. What a login means is kept here and not in the cookie, so that it can end: after some hours without a
request, after some days, at logout, and when the account is removed or gets another password. A form bears a mark made of the cookie and a
secret of this process, so that no other site can send it in a visitor's name.
"""

import base64
import getpass
import hashlib
import hmac
import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, HTTPException, Request
from starlette.datastructures import FormData, UploadFile
from starlette.responses import Response

from dragoman.serve.people import People, Person
from dragoman.serve.room import Room
from dragoman.serve.settings import Settings

# What anybody may ask for, to be let in.
OPEN = frozenset({"/login", "/healthz"})
FORWARDED = ("forwarded", "x-forwarded-for", "x-real-ip")
_MOST_SESSIONS = 10_000


class LoginNeeded(Exception):  # noqa: N818
    """Nobody may ask for this without saying who they are."""


@dataclass(slots=True)
class Visit:
    """Who makes a request: `key` is the cookie's value, `fresh` whether it is still to be set, `person` None before login."""

    key: str
    fresh: bool
    person: Person | None


@dataclass(slots=True)
class _Session:
    name: str
    stamp: str | None
    begun: float
    last: float


class Sessions:
    """The logins of one room, by the digest of their cookie; thread-safe."""

    def __init__(self, people: People, settings: Settings) -> None:
        self._people = people
        self._settings = settings
        self._lock = threading.Lock()
        self._sessions: OrderedDict[str, _Session] = OrderedDict()

    def begin(self, person: Person) -> str:
        """Begin a login; gives the new cookie."""
        key, now = secrets.token_urlsafe(32), time.monotonic()
        with self._lock:
            self._sessions[_digest(key)] = _Session(person.name, person.password, now, now)
            while len(self._sessions) > _MOST_SESSIONS:
                self._sessions.popitem(last=False)
        return key

    def find(self, key: str) -> Person | None:
        """Whose login a cookie is, None where it is none, or has ended."""
        now, digest = time.monotonic(), _digest(key)
        with self._lock:
            session = self._sessions.get(digest)
            if session is None:
                return None
            person = self._people.all().get(session.name)
            ended = now - session.last > self._settings.idle or now - session.begun > self._settings.session
            if ended or person is None or person.password != session.stamp:
                del self._sessions[digest]
                return None
            session.last = now
            return person

    def end(self, key: str) -> None:
        """End a login."""
        with self._lock:
            self._sessions.pop(_digest(key), None)


def get_room(request: Request) -> Room:
    """The room in which a request is answered."""
    room: Room = request.app.state.room
    return room


def get_sessions(request: Request) -> Sessions:
    """The logins of the room."""
    sessions: Sessions = request.app.state.sessions
    return sessions


async def greet(request: Request) -> None:
    """See who is asking, and turn away who must log in first; every page and every part of the REST side passes here.

    Raises:
        LoginNeeded: somebody must say who they are.
        HTTPException: a wrong token; a room without accounts that is reached from elsewhere through a proxy.
    """
    room, cookie = get_room(request), request.cookies.get(cookie_name(request), "")
    visit = Visit(key=cookie or secrets.token_urlsafe(32), fresh=not cookie, person=None)
    request.state.visit = visit
    if room.is_open:
        if any(name in request.headers for name in FORWARDED):
            raise HTTPException(
                403, "This room has no accounts and is for its own machine only, but was asked through a proxy."
            )
        visit.person = Person(name=find_user(), role="admin")
        return
    if (token := read_token(request.headers.get("authorization", ""))) is not None:
        visit.person = room.people.check_token(token)
        if visit.person is None:
            raise HTTPException(401, "No account has this token.", headers={"WWW-Authenticate": "Bearer"})
    elif cookie:
        visit.person = get_sessions(request).find(cookie)
    if visit.person is None and request.url.path not in OPEN:
        raise LoginNeeded


def read_token(given: str) -> str | None:
    """The token that a header Authorization gives, "" where it is not understood; None where there is none.

    A feed reader can often only send a name and a password (Basic): the token is then the password, whatever the name.
    """
    scheme, _, value = given.partition(" ")
    if scheme.lower() == "bearer":
        return value.strip()
    if scheme.lower() != "basic":
        return None
    try:
        return base64.b64decode(value.strip(), validate=True).decode().partition(":")[2]
    except ValueError:
        return ""


def needs(role: str) -> Callable[[Request], Person]:
    """A dependency that gives who is asking if they may do what `role` may, and answers 403 if not."""

    def ask(request: Request) -> Person:
        person: Person | None = request.state.visit.person
        if person is None:
            raise LoginNeeded
        if not person.may(role):
            room = get_room(request)
            room.audit.write("refused", who=person.name, where=address_of(request), about=request.url.path)
            raise HTTPException(403, f"Only for who is {role} or more; you are {person.role}.")
        return person

    return ask


Reader = Annotated[Person, Depends(needs("reader"))]
Reviewer = Annotated[Person, Depends(needs("reviewer"))]
Admin = Annotated[Person, Depends(needs("admin"))]
InRoom = Annotated[Room, Depends(get_room)]


def form_mark(request: Request) -> str:
    """What a form of this visitor must bear (the field `mark`)."""
    secret: bytes = request.app.state.secret
    return hmac.new(secret, request.state.visit.key.encode(), hashlib.sha256).hexdigest()


async def read_form(request: Request) -> FormData:
    """The fields of a form that this visitor was given.

    Raises:
        HTTPException: 403 where it bears no mark of this visitor, 400 where it is no form.
    """
    form = await request.form(max_files=1, max_fields=300, max_part_size=get_room(request).settings.largest_body)
    mark = form.get("mark")
    if not isinstance(mark, str) or not hmac.compare_digest(mark.encode(), form_mark(request).encode()):
        raise HTTPException(403, "This form has grown old or is not from here. Load the page again and send it anew.")
    return form


SentForm = Annotated[FormData, Depends(read_form)]


def read_field(form: FormData, name: str) -> str:
    """One field of a form as text, "" where it is not there."""
    value = form.get(name)
    return "" if value is None or isinstance(value, UploadFile) else value


def set_cookie(request: Request, response: Response, key: str) -> None:
    """Let the visitor bear this cookie."""
    response.set_cookie(
        cookie_name(request),
        key,
        max_age=int(get_room(request).settings.session),
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",
    )


def cookie_name(request: Request) -> str:
    """Browsers give cookies to all ports of a host: two rooms of one machine must not take each other's."""
    return f"dragoman-{get_room(request).settings.port}"


def address_of(request: Request) -> str:
    """From which address a request comes."""
    return request.client.host if request.client else "?"


def find_user() -> str:
    """Who sits at this machine, as the system knows them."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # an account without a name
        return "somebody"


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()
