"""Comes in: HTML or XML from anywhere. Goes out: nothing, or a ValueError if it is made to choke a parser.

The parsers below us take minutes for a tag with a hundred thousand attributes, and a hundred times the
page's own size for millions of empty elements. No page or feed that people read comes near these limits.
"""

import re

MAX_TAGS = 500_000
MAX_ATTRIBUTES = 2_000

_LONG_TAG = re.compile(r"<[A-Za-z][^<>]{10000,}")


def check_markup(text: str) -> None:
    """Raise ValueError for more than MAX_TAGS tags, or a tag of more than MAX_ATTRIBUTES attributes."""
    if text.count("<") > MAX_TAGS:
        raise ValueError(f"it has over {MAX_TAGS:,} tags")
    for tag in _LONG_TAG.finditer(text):
        if len(tag[0].split(maxsplit=MAX_ATTRIBUTES + 1)) > MAX_ATTRIBUTES + 1:
            raise ValueError(f"a tag has over {MAX_ATTRIBUTES:,} attributes")
