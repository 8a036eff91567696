"""A document and an event come in; the sentence, cut into pieces with the part that each plays, goes out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dragoman.record.event import Event

# Where two parts overlap, the narrower and more telling wins a character.
ORDER = ("trigger", "actor", "recipient", "place", "date", "deadline", "condition", "attribution", "content")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text and the part that it plays: one of ORDER, or "" for none. Offsets count in the document."""

    text: str
    part: str
    start: int
    end: int


def event_parts(event: Event) -> Iterator[tuple[str, int, int]]:
    """Every (part, start, end) of an event that points into the text."""
    yield "trigger", event.trigger.start, event.trigger.end
    for part, entities in (("actor", event.actor), ("recipient", event.recipient), ("attribution", event.attribution)):
        yield from ((part, entity.start, entity.end) for entity in entities)
    spans = (
        ("date", event.date_text),
        ("place", event.event_loc),
        ("content", event.content),
        ("condition", event.condition),
        ("deadline", event.deadline),
    )
    for part, span in spans:
        if span is not None:
            yield part, span.start, span.end


def cut_pieces(text: str, start: int, end: int, events: Iterable[Event]) -> list[Piece]:
    """Cut `text[start:end]` into pieces, each with the part that it plays in these events.

    The pieces, put together, are the text again.
    """
    rank = {part: k for k, part in enumerate(ORDER)}
    owner: list[int] = [len(ORDER)] * (end - start)
    for event in events:
        for part, a, b in event_parts(event):
            for at in range(max(a, start), min(b, end)):
                owner[at - start] = min(owner[at - start], rank[part])
    pieces: list[Piece] = []
    at = 0
    while at < len(owner):
        stop = at
        while stop < len(owner) and owner[stop] == owner[at]:
            stop += 1
        part = ORDER[owner[at]] if owner[at] < len(ORDER) else ""
        pieces.append(Piece(text[start + at : start + stop], part, start + at, start + stop))
        at = stop
    return pieces
