"""Resources come in; their description in OpenAPI 3.1 goes out: every word with its meaning, every answer with its schema."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

import msgspec

from dragoman.export.crosswalk import read_table
from dragoman.record.event import Event
from dragoman.serve.problems import MEDIA as PROBLEM
from dragoman.serve.problems import Problem
from dragoman.serve.rest.forms import MEDIA
from dragoman.serve.rest.resource import Resource
from dragoman.serve.rest.words import SHARED, Word

_REF = "#/components/schemas/{name}"
TITLE = "dragoman"
ABOUT = (
    "One archive of political events, as JSON. The questions, their words and the records are those of the command line and of the Python library."
    " Where the room has accounts, requests bear `Authorization: Bearer TOKEN`."
)
# What may go wrong anywhere, and why.
_TROUBLES: Mapping[int, str] = {
    400: "A word of the query is wrong; `field` names it.",
    401: "Say who you are.",
    403: "You may not do this.",
    404: "Nothing here has this id.",
    406: "There is no form that Accept takes.",
    429: "Too many requests; Retry-After tells when to go on.",
    503: "The archive is being changed, or the question took too long.",
}


def describe(resource: Resource) -> dict[str, Any]:
    """The operation of a resource."""
    return {
        "operationId": resource.name,
        "tags": [resource.group],
        "summary": resource.summary,
        **({"description": resource.more} if resource.more else {}),
        "parameters": [_describe_word(word) for word in resource.words],
        "responses": {
            "200": {
                "description": resource.summary,
                "headers": _describe_headers(resource),
                "content": {MEDIA[form]: {"schema": _find_schema(resource, form)} for form in resource.forms},
            },
            "304": {
                "description": "Nothing has changed since the answer whose ETag the request names in If-None-Match."
            },
            **describe_troubles(_TROUBLES),
        },
    }


def describe_troubles(troubles: Mapping[int, str]) -> dict[str, Any]:
    """Responses that are problems, by status."""
    content = {PROBLEM: {"schema": {"$ref": _REF.format(name="Problem")}}}
    return {str(status): {"description": words, "content": content} for status, words in troubles.items()}


def _describe_word(word: Word) -> dict[str, Any]:
    schema: dict[str, Any] = dict(word.schema)
    if word.usual is not None and not word.many:
        schema["default"] = word.usual
    if word.many:
        schema = {"type": "array", "items": schema}
    return {
        "name": word.name,
        "in": "path" if word.step else "query",
        "required": word.step,
        "description": word.meaning + (" May be given several times." if word.many else ""),
        "schema": schema,
        **({"style": "form", "explode": True} if word.many else {}),
    }


def _describe_headers(resource: Resource) -> dict[str, Any]:
    text = {"schema": {"type": "string"}}
    paged = {"Link": {"description": 'Where the next rows are, with rel="next".', **text}}
    return {
        "ETag": {"description": "Changes when the answer does; send it in If-None-Match.", **text},
        **(paged if any(word.name == "cursor" for word in resource.words) else {}),
    }


def _find_schema(resource: Resource, form: str) -> dict[str, Any]:
    if form == "json":
        (schema,), _ = msgspec.json.schema_components([resource.gives], ref_template=_REF)
        return dict(schema)
    return {"type": "string", **({"format": "binary"} if form == "parquet" else {})}


def list_components(kinds: Iterable[Any]) -> dict[str, Any]:
    """The schemas of all records, by name; the fields of events and happenings with what docs/record.md says of them."""
    _, found = msgspec.json.schema_components([*kinds, Problem], ref_template=_REF)
    told = _read_meanings()
    for name in ("Event", "Happening"):
        for field, schema in found.get(name, {}).get("properties", {}).items():
            if field in told:
                schema["description"] = told[field]
    return {**SHARED, **found}


@cache
def _read_meanings() -> Mapping[str, str]:
    known = {*Event.__dataclass_fields__}
    return {
        row["name"]: row["description"].split(" (CSV:")[0]
        for row in read_table("fields.csv")
        if row["name"] in known or row["type"]
    }


def describe_coding() -> dict[str, Any]:
    """The operation that codes a text."""
    text = {"type": "string", "pattern": r"\S"}
    return {
        "operationId": "code_text",
        "tags": ["coding"],
        "summary": "Code a text: its events, and nothing is kept.",
        "description": "One text at a time is coded; others wait for their turn.",
        "requestBody": {
            "required": True,
            "content": {
                "application/json": {"schema": {"$ref": _REF.format(name="GivenText")}},
                "text/plain": {"schema": text},
            },
        },
        "responses": {
            "200": {
                "description": "What was found.",
                "content": {MEDIA["json"]: {"schema": {"$ref": _REF.format(name="CodedText")}}},
            },
            **describe_troubles({n: _TROUBLES[n] for n in (400, 401, 403, 429, 503)}),
            **describe_troubles({413: "The text is too long.", 415: "The body is neither JSON nor plain text."}),
        },
    }
