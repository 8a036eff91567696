"""Tellings and reports come in; which of them are one goes out. (A stand-in: equal texts are one chain, equal parties on one day one happening.)"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from dragoman.record.document import Document
from dragoman.record.happening import Happening, Telling


@dataclass(frozen=True, slots=True)
class Reach:
    """The tellings that a block needs: of a type and status, from the first to the last day."""

    event: str
    status: str
    first: date
    last: date


def sign_text(text: str) -> tuple[int, ...]:
    """Band hashes of a text."""
    return (int(sha256(text.encode()).hexdigest()[:16], 16),)


def compare_reports(one: Document, two: Document) -> str | None:
    """Why two reports are one text, or None."""
    return "same text" if one.text == two.text else None


def head_chains(reports: Collection[Document], pairs: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """Each report's root: the earliest published of its chain, then the least id."""
    chain = {r.id: {r.id} for r in reports}
    for one, two in pairs:
        merged = chain[one] | chain[two]
        for each in merged:
            chain[each] = merged
    order = {r.id: (r.published or date.max, r.id) for r in reports}
    return {each: min(members, key=order.__getitem__) for each, members in chain.items()}


def list_blocks(telling: Telling) -> frozenset[str]:
    """The blocks whose happenings a telling can change."""
    day = telling.event.date or telling.published or date.min
    return frozenset({f"{telling.event.event}|{telling.event.status}|{day}"})


def reach_of(block: str) -> Reach:
    """The tellings that are needed to join a block."""
    event, status, day = block.split("|")
    when = date.fromisoformat(day)
    return Reach(event, status, when, when)


def join_block(block: str, tellings: Iterable[Telling]) -> list[Happening]:
    """The happenings of a block."""
    groups: dict[str, list[Telling]] = defaultdict(list)
    del block
    for telling in tellings:
        parties = [sorted(a.code or "" for a in side) for side in (telling.event.actor, telling.event.recipient)]
        groups[repr(parties)].append(telling)
    return [_make(found) for _, found in sorted(groups.items())]


def _make(found: list[Telling]) -> Happening:
    found = sorted(found, key=lambda t: (t.published or date.max, t.event.document, t.event.id))
    first = found[0].event
    days = sorted(t.published for t in found if t.published)
    return Happening(
        id=sha256(f"{first.event}|{first.status}|{first.id}".encode()).hexdigest()[:16],
        event=first.event,
        mode=first.mode,
        context=first.context,
        quad_code=first.quad_code,
        event_scale=first.event_scale,
        status=first.status,
        actor=first.actor,
        recipient=first.recipient,
        date=first.date,
        enddate=first.enddate,
        date_basis=first.date_basis,
        event_loc=first.event_loc,
        content=first.content,
        reports=tuple(sorted({t.event.document for t in found})),
        events=tuple(sorted(t.event.id for t in found)),
        independent_sources=len({t.root for t in found}),
        first_reported=days[0] if days else None,
        last_reported=days[-1] if days else None,
        disagreements=(),
        confidence=max(t.event.confidence for t in found),
    )
