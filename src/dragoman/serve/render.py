"""A request, a template's name and what it shows come in; a page goes out. Every text is escaped; nothing inline can run."""

import hashlib
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import quote, urlencode

from fastapi import Request
from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse

from dragoman.ask.values import QUAD_NAMES, spell_name
from dragoman.export.marks import ORDER
from dragoman.export.words import shorten, tell_date, tell_entities, tell_event
from dragoman.serve.pages.nav import NAV
from dragoman.serve.visit import form_mark, get_room, set_cookie
from dragoman.version import VERSION

# Where a link may lead: no script, no file, and no mark that ends an attribute in some old browser.
_WEB = re.compile(r"https?://[^\s\"'<>`\\]+", re.IGNORECASE)


def render(
    request: Request, template: str, status: int = 200, headers: Mapping[str, str] | None = None, **shown: Any
) -> HTMLResponse:
    """The page that a template of templates/ makes of what is `shown`.

    Beside that, templates see `person` (who is here, or None), `here` (this page's path), `mark()` (the field that a form must bear),
    and the helpers of `_environment`.
    """
    visit = request.state.visit if hasattr(request.state, "visit") else None
    marked = False

    def mark() -> str:
        nonlocal marked
        marked = True
        return form_mark(request)

    page = (
        _environment()
        .get_template(template)
        .render(
            person=visit.person if visit else None,
            guarded=not get_room(request).is_open,
            here=request.url.path,
            mark=mark,
            **shown,
        )
    )
    response = HTMLResponse(page.encode("utf-8", "replace"), status, headers)
    response.headers.setdefault("Cache-Control", "private, no-cache")
    if marked and visit is not None and visit.fresh:
        set_cookie(request, response, visit.key)
    return response


def link(path: str, /, **words: Any) -> str:
    """A path of ours with words in its query; None, "" and empty lists are left out, lists give a word several times."""
    given = [
        (name, str(one))
        for name, value in words.items()
        for one in (value if isinstance(value, list | tuple) else (value,))
        if one is not None and one != ""
    ]
    query = urlencode(given, errors="replace")
    return f"{path}?{query}" if query else path


def step(name: str) -> str:
    """An id as a step of a path."""
    return quote(name, safe="", errors="replace")


def web_link(address: str | None) -> str | None:
    """An address if it can stand in a link: on the web, without marks that could end the link; else None."""
    return address if address and _WEB.fullmatch(address) else None


@cache
def static(name: str) -> str:
    """The address of a file of static/; it changes with the file, so that browsers may keep it for good."""
    data = (files("dragoman.serve") / "static" / name).read_bytes()
    return f"/static/{quote(name)}?v={hashlib.sha256(data).hexdigest()[:12]}"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("dragoman.serve"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["parts_in_order"] = ORDER
    environment.globals["quads"] = {number: words for words, number in QUAD_NAMES.items()}
    environment.globals.update(link=link, step=step, static=static, nav=NAV, version=VERSION, web_link=web_link)
    environment.filters.update(
        name=spell_name,
        web=web_link,
        shorten=shorten,
        entities=tell_entities,
        words=tell_event,
        date=tell_date,
        number=lambda n: f"{n:,}",
    )
    return environment
