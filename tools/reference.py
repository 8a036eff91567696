"""Write the parts of the docs that are made of the code: the filters in docs/asking.md, the reference in docs/rest.md.

usage: python -m tools.reference [--write]

Without --write, says which pages are not what the code says (exit code 1). A part stands between two comments that name it.
"""

import argparse
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

from dragoman.ask.filters import LEDGER, ORDERS, Filter, list_fields, tell_meaning
from dragoman.serve.rest import feeds
from dragoman.serve.rest.resource import Resource
from dragoman.serve.rest.router import RESOURCES, components
from dragoman.serve.rest.words import Word

DOCS = Path(__file__).parent.parent / "docs"


def draw_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table in Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', '&#124;') for cell in line)} |" for line in lines)


def tell_filters() -> str:
    """The filters as options of commands."""
    rows = []
    for field in fields(Filter):
        only = "Of commitments alone. " if field.metadata["of"] == LEDGER else ""
        rows.append((f"`--{field.name.replace('_', '-')}`", only + tell_meaning(field)))
    return draw_table(("filter", "what it admits"), rows)


def tell_resources() -> str:
    """What can be had, group by group."""
    groups: dict[str, list[tuple[str, Resource]]] = {}
    for prefix, resources in (("/api", RESOURCES), ("/feed", feeds.RESOURCES)):
        for resource in resources:
            groups.setdefault(resource.group, []).append((prefix, resource))
    return "\n\n".join(f"### {name[0].upper()}{name[1:]}\n\n{_draw_group(group)}" for name, group in groups.items())


def _draw_group(group: Sequence[tuple[str, Resource]]) -> str:
    rows = []
    for prefix, resource in group:
        path = f"`{prefix}{resource.path.replace(':path', '')}`"
        rows.append(
            (path, f"{resource.summary} {resource.more}".strip(), _name(resource), "; ".join(_list_words(resource)))
        )
    return draw_table(("GET", "what it gives", "record", "words"), rows)


def _name(resource: Resource) -> str:
    if resource.gives is bytes:
        return "Atom"
    inner = getattr(resource.gives, "__args__", ())
    outer = getattr(resource.gives, "__origin__", resource.gives).__name__
    return f"{outer} of {inner[0].__name__}" if inner else outer


def _list_words(resource: Resource) -> Iterator[str]:
    known = {f.name for f in list_fields(resource.question)} if resource.question else set()
    if resource.question:
        but = f" but {', '.join(f'`{name}`' for name in resource.without)}" if resource.without else ""
        yield f"the filters of {'relations' if resource.question == 'dyad' else resource.question}{but}"
    for word in resource.words:
        if not word.step and word.name not in known:
            yield f"`{word.name}`"


def tell_words() -> str:
    """Every filter, and every other word, with its meaning and who takes it."""
    rows = []
    for field in fields(Filter):
        of = ["relations" if name == "dyad" else name for name in field.metadata["of"]]
        many = " May be given several times." if field.metadata["many"] else ""
        rows.append((f"`{field.name}`", tell_meaning(field, option=False) + many, ", ".join(of)))
    return draw_table(("filter", "meaning", "lists that take it"), rows)


def tell_own_words() -> str:
    """The words that are no filters, by the resources that take them."""
    found: dict[tuple[str, str], tuple[Word, list[str]]] = {}
    for resource in (*RESOURCES, *feeds.RESOURCES):
        known = {f.name for f in list_fields(resource.question)} if resource.question else set()
        for word in resource.words:
            if word.name not in known and word.name != "id":
                takers = found.setdefault((word.name, word.meaning), (word, []))[1]
                takers.append(resource.path.replace(":path", ""))
    rows = []
    for word, takers in found.values():
        usual = "" if word.usual in (None, (), False) else f" Usually `{word.usual}`."
        many = " May be given several times." if word.many else ""
        rows.append((f"`{word.name}`", word.meaning + many + usual, ", ".join(f"`{path}`" for path in takers)))
    return draw_table(("word", "meaning", "taken by"), rows)


def tell_orders() -> str:
    """The orders of each list."""
    return draw_table(
        ("list", "orders (the first is usual)"),
        [(f"`{n}`", ", ".join(f"`{o}`" for o in orders)) for n, orders in ORDERS.items()],
    )


def tell_records() -> str:
    """Every record, and what it is."""
    rows = []
    for name, schema in sorted(components().items(), key=lambda item: item[0].split(".")[-1]):
        told = str(schema.get("description", "")).split("\n\n")[0].replace("\n", " ")
        if told and not name.startswith(("Page_", "Whole_")):
            plain = re.sub(r"  +", " ", told)
            rows.append((f"`{name}`", plain, ", ".join(f"`{field}`" for field in schema.get("properties", {}))))
    return draw_table(("record", "what it is", "fields"), rows)


PARTS: Mapping[str, Mapping[str, Callable[[], str]]] = {
    "asking.md": {"filters": tell_filters},
    "rest.md": {
        "resources": tell_resources,
        "filters": tell_words,
        "words": tell_own_words,
        "orders": tell_orders,
        "records": tell_records,
    },
}


def fill_page(text: str, parts: Mapping[str, Callable[[], str]]) -> str:
    """A page with its parts made anew.

    Raises:
        ValueError: the page has no such part.
    """
    for name, tell in parts.items():
        begin, end = f"<!-- {name}: made by tools/reference.py -->", f"<!-- end of {name} -->"
        if text.count(begin) != 1 or text.count(end) != 1:
            raise ValueError(f"there is no part {name!r}")
        before, rest = text.split(begin)
        text = f"{before}{begin}\n{tell()}\n{end}{rest.split(end)[1]}"
    return text


def list_stale() -> list[tuple[Path, str]]:
    """The pages that are not what the code says, with what they should be."""
    found: list[tuple[Path, Any]] = []
    for name, parts in PARTS.items():
        text = (DOCS / name).read_text(encoding="utf-8")
        made = fill_page(text, parts)
        if made != text:
            found.append((DOCS / name, made))
    return found


def main() -> int:
    """Check the pages, or write them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    stale = list_stale()
    for path, made in stale:
        if options.write:
            path.write_text(made, encoding="utf-8")
        print(f"{'written' if options.write else 'not what the code says'}: {path.name}")
    return 1 if stale and not options.write else 0


if __name__ == "__main__":
    sys.exit(main())
