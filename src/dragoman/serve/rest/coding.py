"""A text comes in; its events go out, and nothing of it is kept."""

import re
from collections.abc import Mapping
from typing import Any

import msgspec
from fastapi import APIRouter, HTTPException, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from dragoman.errors import UsageError
from dragoman.serve.rest.forms import MEDIA
from dragoman.serve.rest.records import CodedText, GivenText
from dragoman.serve.safety import Allowance
from dragoman.serve.settings import Settings
from dragoman.serve.visit import InRoom, Reader, address_of

_PLACE = re.compile(r"(?P<said>.*) - at `\$\.(?P<field>\w+)`$")


async def code_text(request: Request, room: InRoom, person: Reader) -> Response:
    """Code the text of the request's body."""
    allowance: Allowance = request.app.state.codings
    if wait := allowance.take(person.name + address_of(request)):
        raise HTTPException(
            429, "You have had many texts coded; wait a minute.", headers={"Retry-After": str(int(wait) + 1)}
        )
    given = _read_body(request.headers.get("content-type", ""), await request.body(), room.settings)
    coded = await run_in_threadpool(room.desk.code_text, given.text, published=given.published, title=given.title)
    found = CodedText(
        document=coded.document.id if coded.document else None, events=list(coded.events), fault=coded.fault
    )
    return Response(msgspec.json.encode(found), media_type=MEDIA["json"], headers={"Cache-Control": "no-store"})


def add_coding(router: APIRouter, description: Mapping[str, Any]) -> None:
    """Let the router code texts; `description` is the operation in OpenAPI."""
    router.add_api_route(
        "/code", code_text, methods=["POST"], name="code_text", response_model=None, openapi_extra=dict(description)
    )


def _read_body(kind: str, body: bytes, settings: Settings) -> GivenText:
    """The text that a body holds: JSON with its words, or plain text.

    Raises:
        UsageError: it is neither, or a word of it is wrong.
        HTTPException: 415 for another kind of body, 413 for too long a text.
    """
    plain = kind.partition(";")[0].strip().lower()
    if plain not in ("application/json", "text/plain"):
        raise HTTPException(415, "The body is application/json or text/plain.")
    try:
        given = GivenText(text=body.decode()) if plain == "text/plain" else msgspec.json.decode(body, type=GivenText)
    except UnicodeDecodeError as error:
        raise UsageError("text: it is no UTF-8") from error
    except msgspec.MsgspecError as error:
        at = _PLACE.match(str(error))
        raise UsageError(f"{at['field']}: {at['said']}" if at else f"body: {error}") from error
    if len(given.text) > settings.longest_text:
        raise HTTPException(413, f"At most {settings.longest_text:,} characters are coded at a time.")
    if not given.text.strip():
        raise UsageError("text: it is empty")
    return given
