"""A text and events come in; the text, cut into pieces with the part that each plays, goes out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from dragoman.record.event import Event

# Where two parts overlap, the narrower and more telling wins a character.
ORDER = ("trigger", "actor", "recipient", "place", "date", "deadline", "condition", "attribution", "content")
_RANK = {part: rank for rank, part in enumerate(ORDER)}


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


@dataclass(frozen=True, slots=True)
class Layer:
    """A stretch of text and all that it is part of: pairs of an event's place in the list and a part, as `ORDER` ranks them."""

    text: str
    start: int
    end: int
    plays: tuple[tuple[int, str], ...]

    @property
    def part(self) -> str:
        """The part that wins the stretch, "" where it plays none."""
        return self.plays[0][1] if self.plays else ""


def cut_layers(stretch: str, start: int, events: Iterable[Event]) -> list[Layer]:
    """Cut a stretch of a document, which begins at offset `start`, wherever a part of an event begins or ends.

    The layers, put together, are the stretch again; what lies outside it is left out.
    """
    end = start + len(stretch)
    begins: dict[int, set[tuple[int, str]]] = {}
    ends: dict[int, set[tuple[int, str]]] = {}
    cuts = {start, end}
    for number, event in enumerate(events):
        # A part may be played by several, even by one mention within another: what ends then is each stretch by itself.
        for part, a, b in _join_parts(event):
            a, b = max(a, start), min(b, end)
            if a < b:
                begins.setdefault(a, set()).add((number, part))
                ends.setdefault(b, set()).add((number, part))
                cuts |= {a, b}
    layers: list[Layer] = []
    active: set[tuple[int, str]] = set()
    for a, b in pairwise(sorted(cuts)):
        active = active - ends.get(a, set()) | begins.get(a, set())
        plays = tuple(sorted(active, key=lambda play: (_RANK[play[1]], play[0])))
        layers.append(Layer(stretch[a - start : b - start], a, b, plays))
    return layers


def _join_parts(event: Event) -> Iterator[tuple[str, int, int]]:
    """The parts of an event, those of one kind that overlap or touch as one stretch."""
    spans: dict[str, list[list[int]]] = {}
    for part, a, b in sorted(event_parts(event), key=lambda found: found[1:]):
        of = spans.setdefault(part, [])
        if of and a <= of[-1][1]:
            of[-1][1] = max(of[-1][1], b)
        else:
            of.append([a, b])
    yield from ((part, a, b) for part, of in spans.items() for a, b in of)


def cut_pieces(text: str, start: int, end: int, events: Iterable[Event]) -> list[Piece]:
    """Cut `text[start:end]` into pieces, each with the part that it plays in these events.

    The pieces, put together, are the text again.
    """
    pieces: list[Piece] = []
    for part, layers in groupby(cut_layers(text[start:end], start, events), key=lambda layer: layer.part):
        run = list(layers)
        pieces.append(Piece("".join(layer.text for layer in run), part, run[0].start, run[-1].end))
    return pieces
