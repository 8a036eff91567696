"""Comes in: a page of HTML. Goes out: its article as a Document, with what the page's metadata says of it.

trafilatura takes menus and advertisements away; paragraphs are set apart by blank lines. The text is final
from here on: offsets count in it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from io import BufferedReader
from typing import Any

from dragoman.errors import SourceError
from dragoman.read.dates import parse_date
from dragoman.read.decode import decode_text
from dragoman.read.document import make_document
from dragoman.read.markup import check_markup
from dragoman.read.source import Options, Source, name_host, read_whole
from dragoman.record.document import Document
from dragoman.record.fault import Fault

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"\A\s*<\?xml[^>]*encoding\s*=\s*[\"']([\w-]+)")
_BODY = re.compile(r"<body\b", re.IGNORECASE)
_LANGUAGE = re.compile(r"<html[^>]{0,500}\blang\s*=\s*[\"']?([A-Za-z]{2,3})", re.IGNORECASE)
# htmldate turns away what lies after its "today"; a fixed day keeps the same page the same on every day.
_DATE_PARAMETERS = {"original_date": True, "extensive_search": False, "max_date": "2200-01-01"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The article of a web page and its metadata; what the page does not say is None."""

    text: str
    title: str | None = None
    author: str | None = None
    publication: str | None = None
    url: str | None = None
    published: date | None = None
    language: str | None = None


def read_webpage(stream: BufferedReader, source: Source, options: Options) -> Iterator[Document | Fault]:
    """Give the one report that a page holds."""
    data = read_whole(stream, source.label)
    declared = _CHARSET.search(data[:4096]) or _XML_ENCODING.match(data)
    try:
        html = decode_text(data, source.charset or (declared[1].decode("ascii") if declared else None))
        page = extract_page(html)
    except ValueError as error:
        raise SourceError(source.label, str(error)) from None
    known = source.known
    yield make_document(
        page.text,
        published=options.published or page.published or known.published,
        title=page.title or known.title,
        # A page can call itself anything; where it was found is known.
        url=known.url or page.url,
        publication=page.publication or known.publication or name_host(known.url),
        author=page.author or known.author,
        language=page.language,
        retrieved=known.retrieved,
        source=source.label,
    )


def extract_page(html: str) -> Page:
    """Take article and metadata out of HTML; raise ValueError where there is no article."""
    import trafilatura

    check_markup(html)

    # lxml refuses a str that declares an encoding, and null characters.
    html = _XML_DECLARATION.sub("", html).replace("\x00", "")
    if not _BODY.search(html):  # a fragment, as tables hold them
        html = f"<html><body>{html}</body></html>"
    try:
        found = trafilatura.bare_extraction(
            html,
            with_metadata=True,
            include_comments=False,
            include_images=False,
            include_tables=False,
            date_extraction_params=_DATE_PARAMETERS,
        )
    except Exception as error:  # strange pages break the libraries below in many ways; the next page must be read
        raise ValueError(f"the page cannot be taken apart ({type(error).__name__})") from error
    text = _set_paragraphs(found.text) if found and found.text else ""
    if not any(map(_ends_sentence, text.split("\n\n"))):
        raise ValueError("no article was found in the page")
    language = _LANGUAGE.search(html[:4096])
    return Page(
        text=text,
        title=found.title or None,
        author=found.author or None,
        publication=found.sitename or found.hostname or None,
        url=found.url or None,
        published=_read_date(found),
        language=None if language is None else _weigh_language(text, language[1]),
    )


def _set_paragraphs(text: str) -> str:
    return "\n\n".join(line.strip() for line in text.splitlines() if line.strip())


def _ends_sentence(paragraph: str) -> bool:
    """Tell whether a paragraph ends as sentences do: in menus and link lists none does."""
    return len(paragraph) > 10 and paragraph.rstrip(" \"”’')]")[-1:] in tuple(".!?…")


def _read_date(found: Any) -> date | None:
    try:
        return parse_date(found.date) if found.date else None
    except ValueError:
        return None


def _weigh_language(text: str, declared: str) -> str | None:
    """Believe a page's `lang` only of a text too short to tell: templates often leave it at English."""
    return declared if len(text) < 200 else None
