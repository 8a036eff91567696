"""A text and its events come in; what a page needs to show them marked goes out: paragraphs cut into layers, and a line an event."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from dragoman.export.marks import Layer, cut_layers
from dragoman.record.event import Event

# Longer texts are shown to this character first: a page of megabytes helps nobody.
SHOWN = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """An event in the list beside the text: its number, counted from 1, its happening's id, and why it was coded so."""

    number: int
    event: Event
    happening: str | None = None
    why: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A text to be shown: `left` characters of it are not."""

    paragraphs: tuple[tuple[Layer, ...], ...]
    lines: tuple[Line, ...]
    left: int = 0

    @property
    def parts(self) -> frozenset[str]:
        """The parts that are marked anywhere."""
        return frozenset(part for layers in self.paragraphs for layer in layers for _, part in layer.plays)


def mark_text(
    text: str,
    events: Sequence[Event],
    *,
    start: int = 0,
    happenings: Mapping[str, str] | None = None,
    why: Sequence[Mapping[str, str]] = (),
    most: int | None = SHOWN,
) -> Marked:
    """Mark the parts of events in a text, which begins at offset `start` of its document; at most `most` characters are shown."""
    shown = text[:most]
    layers = cut_layers(shown, start, events)
    lines = tuple(
        Line(number=n, event=event, happening=(happenings or {}).get(event.id), why=why[n - 1] if why else {})
        for n, event in enumerate(events, 1)
    )
    return Marked(paragraphs=tuple(_split_paragraphs(layers)), lines=lines, left=len(text) - len(shown))


def _split_paragraphs(layers: list[Layer]) -> Iterator[tuple[Layer, ...]]:
    """Part the layers where the text has line ends; empty lines give nothing."""
    paragraph: list[Layer] = []
    for layer in layers:
        at = layer.start
        for number, words in enumerate(layer.text.split("\n")):
            if number and paragraph:
                yield tuple(paragraph)
                paragraph = []
            if words:
                paragraph.append(replace(layer, text=words, start=at, end=at + len(words)))
            at += len(words) + 1
    if paragraph:
        yield tuple(paragraph)
