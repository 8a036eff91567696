"""What went wrong comes in; a problem in JSON (RFC 9457, problem details) goes out, with the word at fault named."""

import re
from collections.abc import Mapping
from http import HTTPStatus

import msgspec
from starlette.responses import Response

MEDIA = "application/problem+json"
_FIELD = re.compile(r"([a-z][a-z_]{0,30}): ")


class Problem(msgspec.Struct, kw_only=True):
    """What went wrong: `title` is the name of the status, `detail` one line for a person, `field` the word of the query or the field of
    the body at fault, null where it is none of them."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    field: str | None = None


def is_for_programs(path: str) -> bool:
    """Whether a path belongs to the REST side or the feeds, where a page would not be read."""
    return path.startswith(("/api/", "/feed/"))


def make_problem(status: int, detail: str, headers: Mapping[str, str] | None = None) -> Response:
    """The response for a problem; a `detail` that begins with a word and a colon names the field."""
    named = _FIELD.match(detail) if status == HTTPStatus.BAD_REQUEST else None
    # Words of the request stand in it: half a character of theirs must not break the answer.
    plain = detail.encode("utf-8", "replace").decode()
    problem = Problem(
        title=HTTPStatus(status).phrase, status=status, detail=plain, field=named.group(1) if named else None
    )
    return Response(
        msgspec.json.encode(problem), status, {**(headers or {}), "Cache-Control": "no-store"}, media_type=MEDIA
    )
