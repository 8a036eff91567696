"""All resources come in; one router with them, the way to them, and their description go out."""

from functools import cache
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.openapi.utils import get_openapi

from dragoman.serve.rest import feeds, ledger, lists, relations
from dragoman.serve.rest.coding import add_coding
from dragoman.serve.rest.openapi import ABOUT, TITLE, describe, describe_coding, list_components
from dragoman.serve.rest.records import CodedText, GivenText
from dragoman.serve.rest.resource import Resource, add_resource
from dragoman.version import VERSION

RESOURCES: tuple[Resource, ...] = (*lists.RESOURCES, *ledger.RESOURCES, *relations.RESOURCES)


def make_router() -> APIRouter:
    """The router of the REST side, and of the feeds."""
    router = APIRouter()
    for prefix, resources in (("/api", RESOURCES), ("/feed", feeds.RESOURCES)):
        part = APIRouter(prefix=prefix)
        for resource in resources:
            add_resource(part, resource, describe(resource))
        if prefix == "/api":
            add_coding(part, describe_coding())
        router.include_router(part)
    return router


def add_rest(app: FastAPI) -> None:
    """Let the application answer under /api and /feed, and describe that at its `openapi_url`."""
    app.include_router(make_router())
    app.openapi = lambda: make_description(app)  # type: ignore[method-assign]


def make_description(app: FastAPI) -> dict[str, Any]:
    """The description in OpenAPI, made once."""
    if app.openapi_schema is None:
        described = get_openapi(title=TITLE, version=VERSION, description=ABOUT, routes=app.routes)
        described["components"] = {"schemas": components()}
        app.openapi_schema = described
    return app.openapi_schema


@cache
def components() -> dict[str, Any]:
    """The schemas of all records that are given or taken."""
    kinds = [r.gives for r in (*RESOURCES, *feeds.RESOURCES) if r.gives is not bytes]
    return list_components([*kinds, CodedText, GivenText])
