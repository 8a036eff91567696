"""What the tests of pictures look at: a picture's SVG, taken apart."""

from collections.abc import Mapping
from typing import Any

from lxml import etree

from dragoman.serve.pictures.picture import Picture


def read(picture: Picture) -> Any:
    """The drawing, as XML that nothing forbidden is in."""
    svg = etree.fromstring(str(picture.svg))
    for element in svg.iter():
        assert element.tag in (
            "svg",
            "g",
            "a",
            "title",
            "desc",
            "defs",
            "pattern",
            "path",
            "rect",
            "line",
            "text",
            "circle",
            "polyline",
            "polygon",
        )
        assert not {"style", "onclick", "onload", "src"} & set(element.attrib), "the policy of the pages forbids it"
    ids = [element.get("id") for element in svg.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    return svg


def links(svg: Any) -> Mapping[str, str]:
    """Where drawn things lead, by the words that tell of them."""
    return {a.get("aria-label"): a.get("href") for a in svg.iter("a")}


def numbers(svg: Any, kind: str, name: str) -> list[float]:
    """One attribute of all elements of a class, in the order in which they are drawn."""
    return [float(e.get(name)) for e in svg.iter() if kind in (e.get("class") or "").split()]


def nowhere(*_: object) -> None:
    """Leads nowhere, whatever is drawn."""
