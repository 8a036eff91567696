"""Parts of a drawing come in; Picture goes out: an SVG element for a page, its words for who cannot see it, and its table."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

# What no name of XML may hold is a "_" in Python.
_NAMES = str.maketrans("_", "-")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell of a picture's table: its words, and where they lead (None: nowhere)."""

    words: str
    link: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A drawing and its numbers.

    `name` is unique on its page, `title` says what is drawn and `description` how to read it. The first cell of a row heads it.
    """

    name: str
    title: str
    description: str
    svg: Markup
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def draw(tag: str, *inside: Markup | str, **attributes: str | float | None) -> Markup:
    """An SVG element; words inside and values are escaped, and an attribute that is None is left out.

    `class_` is class; any other "_" in a name is "-" ("text_anchor").
    """
    # A picture has thousands of elements: strings are joined here, and each is escaped by itself.
    known = "".join(
        f' {name.rstrip("_").translate(_NAMES)}="{escape(value) if isinstance(value, str) else _write(value)}"'
        for name, value in attributes.items()
        if value is not None
    )
    return Markup(f"<{tag}{known}>{''.join(map(escape, inside))}</{tag}>")


def _write(number: float) -> str:
    """To one decimal: a tenth of a point cannot be seen, and the page stays small."""
    return f"{round(number, 1) + 0.0:g}"


def link(where: str | None, words: str, *inside: Markup) -> Markup:
    """Drawn things that lead somewhere, with the words that tell where; things that do not are only told."""
    told = draw("title", words)
    if where is None:
        return draw("g", told, *inside)
    return draw("a", told, *inside, href=where, aria_label=words)


def frame(
    name: str, title: str, description: str, size: tuple[float, float], inside: Sequence[Markup], kind: str
) -> Markup:
    """The whole drawing: its size in points, and the words by which a screen reader tells it. `kind` is its class in the stylesheet."""
    return draw(
        "svg",
        draw("title", title, id=f"{name}-title"),
        draw("desc", description, id=f"{name}-desc"),
        *inside,
        class_=f"picture {kind}",
        viewBox=f"0 0 {size[0]:g} {size[1]:g}",
        # A group, not an image: the links inside must be found by keyboard and screen reader.
        role="group",
        aria_labelledby=f"{name}-title",
        aria_describedby=f"{name}-desc",
    )


def write_text(x: float, y: float, words: str, anchor: str = "start", kind: str = "", **more: str | float) -> Markup:
    """Words at a place; `anchor` is start, middle or end."""
    return draw("text", words, x=x, y=y, text_anchor=anchor, class_=kind or None, **more)


def draw_line(x1: float, y1: float, x2: float, y2: float, kind: str) -> Markup:
    """A straight line of a class of the stylesheet."""
    return draw("line", x1=x1, y1=y1, x2=x2, y2=y2, class_=kind)
