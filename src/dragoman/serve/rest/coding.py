"""A text comes in; its events go out, and nothing of it is kept."""

import re
import threading
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import msgspec
from fastapi import APIRouter, HTTPException, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from dragoman.errors import UsageError
from dragoman.plug import load
from dragoman.record.document import Document
from dragoman.record.event import Coded
from dragoman.record.fault import Fault
from dragoman.serve.rest.forms import MEDIA
from dragoman.serve.rest.records import CodedText, GivenText
from dragoman.serve.settings import Settings
from dragoman.serve.visit import InRoom, Reader

# What reads and codes takes more than a second to load: only who codes waits for it.
_MAKE, _KIT, _CODE = "dragoman.read:make_document", "dragoman.kit:load_kit", "dragoman.flow:code_document"
_PLACE = re.compile(r"(?P<said>.*) - at `\$\.(?P<field>\w+)`$")
# One text at a time: coding takes a whole processor.
_DESK = ThreadPoolExecutor(1, "coding")
_COUNTING = threading.Lock()
_waiting = 0


async def code_text(request: Request, room: InRoom, _: Reader) -> Response:
    """Code the text of the request's body."""
    given = _read_body(request.headers.get("content-type", ""), await request.body(), room.settings)
    coded = await run_in_threadpool(_code, given, room.settings)
    return Response(msgspec.json.encode(coded), media_type=MEDIA["json"], headers={"Cache-Control": "no-store"})


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


def _code(given: GivenText, settings: Settings) -> CodedText:
    """Code one text after the other; those who wait are few, and wait not long.

    Raises:
        HTTPException: 503, where too many wait, or it takes too long.
    """
    global _waiting
    with _COUNTING:
        if _waiting > settings.coding_queue:
            raise HTTPException(503, "Other texts are being coded; try again.")
        _waiting += 1
    try:
        return _DESK.submit(_code_document, given).result(settings.slowest_coding)
    except TimeoutError as error:
        raise HTTPException(503, "This took too long; give a shorter text.") from error
    finally:
        with _COUNTING:
            _waiting -= 1


def _code_document(given: GivenText) -> CodedText:
    document: Document | Fault = load(_MAKE)(given.text, published=given.published, title=given.title)
    if isinstance(document, Fault):
        return CodedText(document=None, events=[], fault=document)
    coded: Coded = load(_CODE)(document, load(_KIT)())
    return CodedText(document=document.id, events=list(coded.events), fault=coded.fault)
