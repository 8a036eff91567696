"""Texts are cut where parts of events begin and end: every character keeps all that it is part of."""

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from dragoman.export.marks import ORDER, cut_layers, cut_pieces, event_parts
from dragoman.record.document import CiteInfo
from dragoman.record.event import Event, SentenceRef
from dragoman.record.mention import Actor
from dragoman.record.span import Span

TEXT = "The minister of Norway, Ada Berg, warned Chad."


def make_event(trigger: tuple[int, int], actors: list[tuple[int, int]], content: tuple[int, int] | None) -> Event:
    def span(at: tuple[int, int]) -> Span:
        return Span(TEXT[at[0] : at[1]], *at)

    return Event(
        id="e",
        document="d",
        sentence=SentenceRef(sequence=0, start=0, end=len(TEXT)),
        trigger=span(trigger),
        event="THREATEN",
        mode=None,
        context=(),
        quad_code=3,
        event_scale=-4.0,
        cameo="13",
        status="actual",
        actor=tuple(Actor(code=None, sector=(), entity_text=TEXT[a:b], start=a, end=b) for a, b in actors),
        recipient=(),
        date=date(2021, 2, 8),
        enddate=None,
        date_basis="stated",
        date_text=None,
        event_loc=None,
        content=span(content) if content else None,
        condition=None,
        deadline=None,
        attribution=(),
        confidence=0.5,
        coder="made",
        cite_info=CiteInfo(),
    )


SPANS = st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(lambda ends: (min(ends), max(ends)))
MADE = st.lists(st.builds(make_event, SPANS, st.lists(SPANS, max_size=3), st.none() | SPANS), max_size=4)


@given(MADE, st.integers(0, len(TEXT)), st.integers(0, len(TEXT)))
def test_every_character_keeps_all_that_it_is_part_of(events: list[Event], one: int, other: int) -> None:
    start, end = sorted((one, other))
    layers = cut_layers(TEXT[start:end], start, events)
    assert "".join(layer.text for layer in layers) == TEXT[start:end]
    for layer in layers:
        assert layer.text == TEXT[layer.start : layer.end] != ""
        for at in range(layer.start, layer.end):
            plays = {(n, part) for n, event in enumerate(events) for part, a, b in event_parts(event) if a <= at < b}
            assert set(layer.plays) == plays
            assert layer.part == min((part for _, part in plays), key=ORDER.index, default="")


@given(MADE)
def test_pieces_are_the_text_again_and_neighbours_differ(events: list[Event]) -> None:
    pieces = cut_pieces(TEXT, 0, len(TEXT), events)
    assert "".join(piece.text for piece in pieces) == TEXT
    assert all(TEXT[piece.start : piece.end] == piece.text for piece in pieces)
    assert all(one.part != other.part for one, other in pairwise(pieces))


def test_a_mention_within_another_is_not_cut_off_where_it_ends() -> None:
    """Both are actors: "The minister of Norway" holds "Norway", and goes on to be one."""
    layers = cut_layers(TEXT, 0, [make_event((34, 40), [(0, 22), (16, 22), (4, 12)], None)])
    assert [(layer.text, layer.part) for layer in layers] == [
        ("The minister of Norway", "actor"),
        (", Ada Berg, ", ""),
        ("warned", "trigger"),
        (" Chad.", ""),
    ]
