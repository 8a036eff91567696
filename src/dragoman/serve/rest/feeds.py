"""A Query comes in; a feed (Atom, RFC 4287) goes out, so that a feed reader can follow a dyad, a search or a ledger.

The address of a feed is a saved query. An entry's id hangs on what it tells and not on where it is read: a happening stays one entry, which
is updated when another report tells of it; of a commitment each new state is an entry of its own, so that a reader shows the change.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import quote
from uuid import NAMESPACE_OID, uuid5

from dragoman.archive import Archive
from dragoman.export.outline import title_record
from dragoman.export.pledge import quote_change, tell_sentence
from dragoman.export.words import shorten
from dragoman.record.commitment import Commitment
from dragoman.record.happening import Happening
from dragoman.serve.rest.ledger import find_day, list_commitments
from dragoman.serve.rest.resource import Resource
from dragoman.serve.rest.words import PAGE, Query
from dragoman.version import VERSION

ATOM = "http://www.w3.org/2005/Atom"
# What XML 1.0 cannot hold, and half characters, which UTF-8 has not.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# What has no day was there from the beginning.
_BEGINNING = date(1970, 1, 1)
# So many tellings stand in an entry.
_QUOTES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry of a feed: `name` is what its id is made of, `page` the path of its page, `sources` the addresses of the reports."""

    name: str
    title: str
    page: str
    summary: str
    kind: str
    published: date
    updated: date
    sources: Sequence[str] = ()


def write_feed(title: str, query: Query, page: str, entries: Iterable[Entry]) -> bytes:
    """The feed of some entries; `page` is the path of the page that shows the same."""
    from lxml import etree  # type: ignore[import-untyped]

    feed = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM})
    listed = list(entries)
    _add(feed, "id", make_id(f"{page}?{query.asked}"))
    _add(feed, "title", title)
    _add(feed, "updated", _tell_time(max((e.updated for e in listed), default=_BEGINNING)))
    _add(_add(feed, "author"), "name", "dragoman")
    _add(feed, "generator", "dragoman", version=VERSION)
    _add(feed, "link", rel="self", type="application/atom+xml", href=query.address)
    _add(
        feed,
        "link",
        rel="alternate",
        type="text/html",
        href=f"{query.base}{page}" + (f"?{query.asked}" if query.asked else ""),
    )
    for entry in listed:
        _add_entry(feed, entry, query.base)
    written: bytes = etree.tostring(feed, xml_declaration=True, encoding="utf-8", pretty_print=True)
    return written


def _add_entry(feed: Any, entry: Entry, base: str) -> None:
    found = _add(feed, "entry")
    _add(found, "id", make_id(entry.name))
    _add(found, "title", entry.title)
    _add(found, "published", _tell_time(entry.published))
    _add(found, "updated", _tell_time(entry.updated))
    _add(found, "category", term=entry.kind)
    _add(found, "link", rel="alternate", type="text/html", href=f"{base}{entry.page}")
    for source in entry.sources:
        _add(found, "link", rel="via", href=source)
    _add(found, "summary", entry.summary, type="text")


def _add(parent: Any, name: str, text: str | None = None, **attributes: str) -> Any:
    from lxml import etree

    plain = {key: _FORBIDDEN.sub("", value) for key, value in attributes.items()}
    child = etree.SubElement(parent, f"{{{ATOM}}}{name}", plain)
    child.text = None if text is None else _FORBIDDEN.sub("", text)
    return child


def make_id(name: str) -> str:
    """The id of an entry or feed: the same for the same name, on every machine and under every address."""
    return f"urn:uuid:{uuid5(NAMESPACE_OID, 'dragoman ' + _FORBIDDEN.sub('', name))}"


def _tell_time(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _feed_happenings(archive: Archive, query: Query) -> bytes:
    words = {"order": "reported", **query.filters, "limit": query.limit or PAGE}
    found = list(archive.happenings(**words))
    told = archive.evidence(found)
    cites = archive.cites({report for h in found for report in h.reports})

    def make(happening: Happening) -> Entry:
        lines = [
            f"{', '.join(w for w in (line.published, line.publication or line.document) if w)}: “{shorten(line.sentence, 300)}”"
            for line in told[happening.id]
        ]
        more = [f"and {len(lines) - _QUOTES} more"] if len(lines) > _QUOTES else []
        urls = dict.fromkeys(cites[r].url for r in happening.reports if r in cites)
        return Entry(
            name=f"happening {happening.id}",
            title=title_record(happening),
            page=f"happenings/{quote(happening.id, safe='')}",
            summary="\n".join([*lines[:_QUOTES], *more]),
            kind=happening.event,
            published=happening.first_reported or _BEGINNING,
            updated=happening.last_reported or _BEGINNING,
            sources=[url for url in urls if url and is_web(url)][:_QUOTES],
        )

    return write_feed(_title("happenings", query), query, "happenings", map(make, found))


def _feed_commitments(archive: Archive, query: Query) -> bytes:
    _, found, _ = list_commitments(archive, query, "changed")
    told = archive.tellings(event for c in found for event in c.events)

    def make(commitment: Commitment) -> Entry:
        last = commitment.history[-1] if commitment.history else None
        quotes = list(quote_change(last, told)) if last else []
        since = commitment.state_since or commitment.made_on or _BEGINNING
        urls = dict.fromkeys(told[e].event.cite_info.url for e in (last.events if last else ()) if e in told)
        return Entry(
            name=f"commitment {commitment.id} {commitment.state} {since}",
            title=f"{commitment.state}: {tell_sentence(commitment)}",
            page=f"commitments/{quote(commitment.id, safe='')}",
            summary="\n".join([*([last.why] if last else []), *quotes[:_QUOTES]]),
            kind=commitment.kind,
            published=since,
            updated=since,
            sources=[url for url in urls if url and is_web(url)][:_QUOTES],
        )

    return write_feed(_title("commitments", query), query, "commitments", map(make, found))


def is_web(url: str) -> bool:
    """Whether an address can be followed: a report may say anything of where it is from."""
    return re.fullmatch(r"https?://[^\s<>\"'`\\]+", url, re.IGNORECASE) is not None


def _title(what: str, query: Query) -> str:
    asked = ", ".join(
        f"{name.replace('_', ' ')} {' or '.join(value) if isinstance(value, list) else value}"
        for name, value in query.filters.items()
        if name not in ("limit", "order")
    )
    return f"{what}: {asked}" if asked else what


def _feed(name: str, summary: str, answer: Any) -> Resource:
    return Resource(
        path=f"/{name}.atom",
        name=f"follow_{name}",
        group="feeds",
        summary=summary,
        question=name,
        without=("cursor",),
        forms=("atom",),
        gives=bytes,
        answer=answer,
        ledger=find_day if name == "commitments" else None,
    )


RESOURCES = (
    _feed(
        "happenings",
        "Happenings as a feed, told last first: each is one entry, updated when another report tells of it.",
        _feed_happenings,
    ),
    _feed("commitments", "Commitments as a feed, changed last first: each new state is an entry.", _feed_commitments),
)
