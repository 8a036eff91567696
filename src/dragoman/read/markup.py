"""Comes in: HTML or XML from anywhere. Goes out: nothing, or a ValueError if it is made to choke a parser.

The parsers below us take minutes for a tag with a hundred thousand attributes or a page of as many links, and
a hundred times the page's own size for millions of empty elements. Nothing that people read comes near these
limits.
"""

import re

MAX_TAGS = 200_000
"""Most tags of a page; the longest live pages have a tenth of it."""

MAX_ATTRIBUTES = 200
"""Most attributes of a tag, where it is over a thousand characters long."""

_LONG_TAG = re.compile(r"<[A-Za-z][^<>]{1000,}")


def check_markup(text: str, max_tags: int = MAX_TAGS) -> None:
    """Raise ValueError for more than `max_tags` tags, or a tag of more than MAX_ATTRIBUTES attributes."""
    if text.count("<") > max_tags:
        raise ValueError(f"it has over {max_tags:,} tags")
    for tag in _LONG_TAG.finditer(text):
        if len(tag[0].split(maxsplit=MAX_ATTRIBUTES + 1)) > MAX_ATTRIBUTES + 1 and tag[0].count("=") > MAX_ATTRIBUTES:
            raise ValueError(f"a tag has over {MAX_ATTRIBUTES:,} attributes")
