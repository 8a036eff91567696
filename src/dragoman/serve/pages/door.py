"""A name and a password come in; a login goes out, or the same form with one line; and logins end here."""

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from dragoman.serve.render import link, render
from dragoman.serve.safety import Allowance
from dragoman.serve.visit import InRoom, SentForm, address_of, cookie_name, get_sessions, read_field, set_cookie

router = APIRouter()
_LONGEST_NAME = 64


@router.get("/login")
def show_door(request: Request, next: str = "/") -> Response:
    """The form."""
    return render(request, "login.html", trouble=None, next=_stay_here(next), name="")


@router.post("/login")
def come_in(request: Request, room: InRoom, form: SentForm) -> Response:
    """Log in: after some wrong passwords neither the name nor the address may try again for a while."""
    name, there = read_field(form, "name").strip()[:_LONGEST_NAME], _stay_here(read_field(form, "next"))
    tries: Allowance = request.app.state.tries
    whence = address_of(request)
    doors = (f"name {name}", f"address {whence}")
    wait = max(tries.take(door) for door in doors)
    if wait:
        room.audit.write("login barred", who=name, where=whence)
        words = f"Too many wrong passwords. Try again in {int(wait / 60) + 1} minutes."
        return render(
            request, "login.html", 429, {"Retry-After": str(int(wait) + 1)}, trouble=words, next=there, name=name
        )
    person = room.people.check_password(name, read_field(form, "password"))
    if person is None:
        room.audit.write("login refused", who=name, where=whence)
        return render(request, "login.html", 401, trouble="This name and password do not fit.", next=there, name=name)
    for door in doors:
        tries.forgive(door)
    room.audit.write("login", who=person.name, where=whence)
    response = RedirectResponse(there, 303)
    # A new cookie: whoever knew the old one is not logged in with it.
    set_cookie(request, response, get_sessions(request).begin(person))
    return response


@router.post("/logout")
def go_out(request: Request, room: InRoom, form: SentForm) -> Response:  # noqa: ARG001 - it must be ours
    """Log out."""
    visit = request.state.visit
    get_sessions(request).end(visit.key)
    room.audit.write("logout", who=visit.person.name if visit.person else None, where=address_of(request))
    response = RedirectResponse(link("/login"), 303)
    response.delete_cookie(cookie_name(request))
    return response


def _stay_here(path: str) -> str:
    """The path if it is one of ours, else the first page: nobody is sent elsewhere by a link to the door."""
    plain = path.startswith("/") and not path.startswith("//") and "\\" not in path and path.isprintable()
    return path if plain else "/"
