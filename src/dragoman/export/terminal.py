"""Coded documents come in; a page a person can read in a terminal goes out: each sentence marked up, each event in one line."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import BinaryIO

from rich.console import Console
from rich.text import Text

from dragoman.export.marks import cut_pieces
from dragoman.export.options import Options
from dragoman.export.text import lend_text
from dragoman.export.words import tell_event
from dragoman.record.event import Coded, Event

STYLES = {
    "trigger": "bold reverse",
    "actor": "bold cyan",
    "recipient": "bold magenta",
    "place": "green",
    "date": "yellow",
    "deadline": "bold yellow",
    "condition": "italic",
    "attribution": "blue",
    "content": "underline",
    "": "",
}
# Without colour the parts are named in brackets, so that nothing is lost in a log or to the colour-blind.
NAMED = frozenset({"trigger", "actor", "recipient", "place", "date", "deadline", "attribution"})


def write_report(coded: Iterable[Coded], out: BinaryIO, options: Options) -> None:
    """Write a readable page for each document."""
    colour = options.colour
    with lend_text(out) as text:
        console = Console(file=text, width=options.width, force_terminal=colour, no_color=not colour, highlight=False)
        for one in coded:
            for line in _tell_document(one, options):
                console.print(line, soft_wrap=False)


def _tell_document(one: Coded, options: Options) -> Iterator[Text]:
    if one.document is None or one.fault is not None:
        return
    cite = one.document.cite_info
    yield Text(cite.title or one.document.id, style="bold")
    facts = [
        cite.publication,
        cite.author and f"by {cite.author}",
        cite.published.isoformat() if cite.published else "no date",
        cite.translated_by and f"translated by {cite.translated_by}",
        cite.republished_from and f"originally published by {cite.republished_from}",
        cite.url,
    ]
    yield Text(" · ".join(f for f in facts if f), style="dim")
    if not one.events:
        yield Text("No event found.\n")
        return
    why = dict(zip((e.id for e in one.events), one.explanations, strict=True))
    for _, group in groupby(one.events, key=lambda e: e.sentence.sequence):
        events = list(group)
        yield Text()
        yield _mark_sentence(one.document.text, events, options)
        for event in events:
            yield Text(f"  ▸ {tell_event(event)}  ", style="").append(f"{event.confidence:.2f}", style="dim")
            if options.explain:
                yield from (Text(f"      {field}: {reason}", style="dim") for field, reason in why[event.id].items())
    yield Text()


def _mark_sentence(text: str, events: list[Event], options: Options) -> Text:
    marked = Text()
    place = events[0].sentence
    for piece in cut_pieces(text, place.start, place.end, events):
        words = piece.text.replace("\n", " ")
        if options.colour:
            marked.append(words, style=STYLES[piece.part])
        elif piece.part in NAMED:
            marked.append(f"[{words}]{{{piece.part}}}")
        else:
            marked.append(words)
    return marked
