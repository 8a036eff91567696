"""The description is whole: every resource, word and record is in it, and every schema that is named is there."""

import json
from typing import Any

import jsonschema
import pytest
from fastapi.testclient import TestClient

from dragoman.ask.filters import list_fields, tell_meaning
from dragoman.record.event import Event
from dragoman.serve.rest import feeds
from dragoman.serve.rest.router import RESOURCES


@pytest.fixture(scope="module")
def described(made: TestClient) -> Any:
    return made.get("/api/openapi.json").json()


def test_every_resource_is_described(described: Any) -> None:
    paths = {f"/api{r.path}".replace(":path", "") for r in RESOURCES} | {f"/feed{r.path}" for r in feeds.RESOURCES}
    assert set(described["paths"]) == {*paths, "/api/code"}
    names = [op["operationId"] for path in described["paths"].values() for op in path.values()]
    assert len(names) == len(set(names))
    assert described["openapi"].startswith("3.1")


def test_words_mean_what_they_mean_elsewhere(described: Any) -> None:
    told = {p["name"]: p for p in described["paths"]["/api/events"]["get"]["parameters"]}
    for field in list_fields("events"):
        if field.name != "limit":
            assert told[field.name]["description"].startswith(tell_meaning(field, option=False))
    assert told["order"]["schema"]["default"] == "newest"
    assert told["actor"]["schema"]["type"] == "array"


def test_every_schema_that_is_named_is_there(described: Any) -> None:
    named = {part.split('"')[0] for part in json.dumps(described).split("#/components/schemas/")[1:]}
    assert named == set(described["components"]["schemas"])
    for schema in described["components"]["schemas"].values():
        jsonschema.Draft202012Validator.check_schema(schema)
    fields = described["components"]["schemas"]["Event"]["properties"]
    assert list(fields) == list(Event.__dataclass_fields__)
    assert all(schema.get("description") for schema in fields.values())


def test_an_answer_that_lacks_a_field_would_be_seen(made: TestClient, described: Any) -> None:
    event = made.get("/api/events/meet").json()
    check = jsonschema.Draft202012Validator(
        {"$ref": "#/components/schemas/Event", "components": described["components"]}
    )
    assert check.is_valid(event)
    assert not check.is_valid({name: value for name, value in event.items() if name != "status"})
    assert not check.is_valid({**event, "confidence": "high"})
