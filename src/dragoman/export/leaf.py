"""Parts come in; one self-contained page goes out, made of leaf.html.j2 and the page's own template beside it: no script, no outside request."""

from functools import cache
from typing import Any, BinaryIO

from jinja2 import Environment, PackageLoader, StrictUndefined

from dragoman.export.words import shorten, tell_entities


def write_leaf(name: str, out: BinaryIO, **parts: Any) -> None:
    """Fill in the template `name` and write the page; pictures come as Markup, everything else is escaped."""
    for chunk in _environment().get_template(f"{name}.html.j2").stream(**parts):
        out.write(chunk.encode("utf-8", "replace"))


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("dragoman", "export"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters["shorten"] = shorten
    environment.filters["parties"] = tell_entities
    return environment
