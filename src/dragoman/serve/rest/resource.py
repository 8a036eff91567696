"""A Resource, a row of a table, comes in; a GET of it goes out: words checked, form chosen, answered 304 where nothing has changed."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import IO, Any
from urllib.parse import urlencode

import msgspec
from fastapi import APIRouter, HTTPException, Request
from starlette.background import BackgroundTask
from starlette.responses import Response, StreamingResponse

from dragoman.archive import Archive
from dragoman.serve.ledgers import Standing
from dragoman.serve.rest.forms import MEDIA, Sheet, pick_form, write_sheet
from dragoman.serve.rest.words import Query, Word, list_filters, read_words
from dragoman.serve.room import Room
from dragoman.serve.visit import InRoom, Reader
from dragoman.version import VERSION

_CHUNK = 1 << 16
_FORMAT = "The form of the answer; without it, what Accept likes best."


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """What can be had with one GET, and all that its description says.

    `answer` is given the archive and the Query, and gives a record of type `gives` (for JSON, and for a feed its bytes), or a Sheet for
    another form, or None where there is no such thing. `question` is the list of ask/filters.py whose filters it takes, None for none.
    `ledger` tells as of which day the ledger of commitments is needed, where it is: the Query then bears it.
    """

    path: str
    name: str
    group: str
    summary: str
    answer: Callable[[Archive, Query], Any]
    gives: Any
    more: str = ""
    question: str | None = None
    without: tuple[str, ...] = ()
    own: tuple[Word, ...] = ()
    forms: tuple[str, ...] = ("json",)
    ledger: Callable[[Query], date] | None = None
    words: tuple[Word, ...] = field(init=False)

    def __post_init__(self) -> None:
        """List all words: steps of the path, filters, own words, and `format` where there is a choice."""
        filters = list_filters(self.question, self.without) if self.question else ()
        steps = tuple(word for word in self.own if word.step)
        plain = tuple(word for word in self.own if not word.step)
        choice = Word(name="format", meaning=_FORMAT, schema={"type": "string", "enum": list(self.forms)})
        several = (choice,) if len(self.forms) > 1 else ()
        object.__setattr__(self, "words", (*steps, *filters, *plain, *several))


def serve(resource: Resource) -> Callable[[Request, InRoom, Reader], Response]:
    """The function that answers a GET of the resource."""

    def answer(request: Request, room: InRoom, _: Reader) -> Response:
        query = read_query(request, resource)
        if resource.ledger is not None:
            query = replace(query, standing=find_ledger(room, resource.ledger(query)))
        tag = make_tag(room.shelf.state, request, query)
        headers = {"ETag": tag, "Cache-Control": "private, no-cache", "Vary": "Accept, Authorization, Cookie"}
        if is_known(request, tag):
            return Response(status_code=304, headers=headers)
        with room.shelf.lend() as archive:
            found = resource.answer(archive, query)
            if found is None:
                raise HTTPException(404, "Nothing here has this id.")
            if isinstance(found, Sheet):
                return send_sheet(request, found, query.form, headers)
            cursor = getattr(found, "cursor", None)
        body = found if isinstance(found, bytes) else msgspec.json.encode(found)
        return Response(body, headers=headers | _link_next(request, cursor), media_type=MEDIA[query.form])

    answer.__name__ = resource.name
    return answer


def add_resource(router: APIRouter, resource: Resource, description: Mapping[str, Any]) -> None:
    """Let the router answer a GET of the resource; `description` is its operation in OpenAPI (openapi.py)."""
    answer = serve(resource)
    router.add_api_route(
        resource.path,
        answer,
        methods=["GET"],
        name=resource.name,
        response_model=None,
        openapi_extra=dict(description),
    )
    router.add_api_route(resource.path, answer, methods=["HEAD"], response_model=None, include_in_schema=False)


def read_query(request: Request, resource: Resource) -> Query:
    """What the request asks of the resource.

    Raises:
        UsageError: a word that it does not take, or a wrong value.
        HTTPException: 406, where it has no form that Accept takes; 404, where a step of its path cannot be one.
    """
    form = pick_form(request, resource.forms)
    filters, own, _ = read_words(request, resource.question, resource.words)
    steps = {word.name: word.read(word.name, request.path_params[word.name]) for word in resource.words if word.step}
    return Query(
        filters=filters,
        own=own,
        steps=steps,
        form=form,
        today=date.today(),
        address=str(request.url),
        base=str(request.base_url),
        asked=request.url.query,
    )


def find_ledger(room: Room, day: date) -> Standing:
    """The ledger as of a day.

    Raises:
        HTTPException: 503, while it is being made.
    """
    standing = room.ledgers.find(day, room.settings.patience)
    if standing is None:
        raise HTTPException(503, "The ledger of that day is being made; ask again.", headers={"Retry-After": "5"})
    return standing


def make_tag(state: str, request: Request, query: Query) -> str:
    """The entity tag: the same state of the archive, the same question in the same form on the same day give the same one.

    A weak one: whoever packs answers on their way may change their bytes.
    """
    asked = sorted(request.query_params.multi_items())
    stale = query.standing is not None and not query.standing.fresh
    day = query.today.isoformat()
    parts = [VERSION, state, stale, str(request.base_url), request.url.path, query.form, day, asked]
    return f'W/"{hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:32]}"'


def is_known(request: Request, tag: str) -> bool:
    """Whether the client has what bears this tag (If-None-Match; the comparison is weak, RFC 9110)."""
    known = [one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")]
    return tag.removeprefix("W/") in known or known == ["*"]


def send_sheet(request: Request, sheet: Sheet, form: str, headers: Mapping[str, str]) -> Response:
    """A sheet as a file to keep."""
    written = write_sheet(sheet, form)
    size = written.seek(0, 2)
    written.seek(0)
    named = {"Content-Disposition": f'attachment; filename="{sheet.name}.{form}"', "Content-Length": str(size)}
    return StreamingResponse(
        _read_chunks(written),
        headers={**headers, **named, **_link_next(request, sheet.cursor())},
        media_type=MEDIA[form],
        background=BackgroundTask(written.close),
    )


def _read_chunks(file: IO[bytes]) -> Any:
    while chunk := file.read(_CHUNK):
        yield chunk


def _link_next(request: Request, cursor: str | None) -> dict[str, str]:
    """Where the next rows are (RFC 8288), nothing where there are none."""
    if cursor is None:
        return {}
    kept = [(name, value) for name, value in request.query_params.multi_items() if name != "cursor"]
    query = urlencode([*kept, ("cursor", cursor)], errors="replace")
    return {"Link": f'<{request.url.path}?{query}>; rel="next"'}
