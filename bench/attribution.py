"""How often does a record name the right source? Counted over reports with annotated attributions.

usage: python bench/attribution.py FILE.jsonl [--kinds] [--json FILE]

FILE.jsonl holds one report a line: {"id", "date", "text", "attributions": [{"source", "cue", "content"}]}, each of the three a
list of [start, end) in the text.

What is counted, exactly: each annotated attribution that has a source and a content and for which we have a record
(a) whose trigger begins inside one of the content's spans, so that the source should be its voucher, or
(b) whose trigger begins inside the cue: the verbal act itself, whose actor should be the source.
Not counted is a record of (a) that is itself a verbal act of the source ("“We condemn it,” the minister said"): its speaker is
its actor (codebook section 6) and it needs no voucher. The attribution is hit if for at least one of these records the voucher,
or for (b) the actor or a voucher, fits the source:

* it overlaps a span of the source; or
* it is the same person: a pronoun was resolved (`via`) into the source; its `identifier_text` is that of a voucher or actor of
  ours which overlaps the source; or all capitalised words of one of the two names stand in the other, as "Osman" in "Amal Osman".

The share is hits / n. "every record" is the stricter count: n is the pairs of an attribution and a record, hits those where that
very record fits. --kinds prints why pairs fail, by count only.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from figures import make_parser, tell

from dragoman.flow import code_documents
from dragoman.kit import load_kit
from dragoman.record.document import Document
from dragoman.record.event import Event
from dragoman.record.mention import Actor

Spans = Sequence[Sequence[int]]
# Types whose speaker is the actor (codebook section 6).
SPOKEN = frozenset({"ACCUSE", "AGREE", "CONCEDE", "REJECT", "REQUEST", "SUPPORT", "THREATEN"})


def main() -> None:
    """Read, code, count, print."""
    parser = make_parser(__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--kinds", action="store_true")
    options = parser.parse_args()
    rows = [json.loads(line) for line in options.file.read_text(encoding="utf-8").splitlines() if line.strip()]
    by_id = {row["id"]: row for row in rows}
    total: Counter[str] = Counter()
    for coded in code_documents((_make_document(row) for row in rows), load_kit(strict=True)):
        if coded.document is not None:
            total.update(_count(by_id[coded.document.id], coded.events))
    found = {
        f"{name}: {word}": value
        for name in ("attributions", "every record")
        for word, value in (("right", round(total[f"{name} right"] / max(total[name], 1), 3)), ("of", total[name]))
    }
    kinds = [{"kind": kind, "number": number} for kind, number in total.most_common()] if options.kinds else []
    tell({"reports": len(rows)}, found, options.json, rows=kinds)


def _make_document(row: Mapping[str, Any]) -> Document:
    return Document(id=row["id"], text=row["text"], published=date.fromisoformat(row["date"]))


def _count(row: Mapping[str, Any], events: Sequence[Event]) -> Iterator[str]:
    """The counters that one report raises."""
    people = [a for e in events for a in (*e.attribution, *e.actor)]
    for one in row["attributions"]:
        if not one["source"] or not one["content"]:
            continue
        source = _Source(row["text"], one["source"], people)
        right = []
        for event in events:
            spoken = any(source.is_meant(a) for a in event.actor)
            vouched = any(source.is_meant(a) for a in event.attribution)
            if _within(event, one["cue"]):
                right.append(spoken or vouched)
            elif _within(event, one["content"]) and not (event.event in SPOKEN and spoken and not vouched):
                right.append(vouched)
            else:
                continue
            if not right[-1]:
                yield f"{'another voucher' if event.attribution else 'no voucher'}, {event.event}"
        if right:
            yield "attributions"
            yield from ["attributions right"] * any(right)
            yield from ["every record"] * len(right) + ["every record right"] * sum(right)


class _Source:
    """An annotated source, and who is it."""

    def __init__(self, text: str, spans: Spans, people: Sequence[Actor]) -> None:
        self.spans = spans
        self.names = {w for start, end in spans for w in text[start:end].split() if w[:1].isupper()}
        self.known = {a.identifier_text for a in people if a.identifier_text and _overlaps(a.start, a.end, spans)}

    def is_meant(self, actor: Actor) -> bool:
        """Whether a voucher or actor of ours is this source."""
        names = {w for w in (actor.identifier_text or actor.entity_text).split() if w[:1].isupper()}
        return (
            _overlaps(actor.start, actor.end, self.spans)
            or (actor.via is not None and _overlaps(actor.via.start, actor.via.end, self.spans))
            or actor.identifier_text in self.known
            or bool(names and self.names and (names <= self.names or self.names <= names))
        )


def _within(event: Event, spans: Spans) -> bool:
    return any(start <= event.trigger.start < end for start, end in spans)


def _overlaps(start: int, end: int, spans: Spans) -> bool:
    return any(start < b and a < end for a, b in spans)


if __name__ == "__main__":
    main()
