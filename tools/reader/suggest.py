"""What the lexicon lacks: words in which the reader often sees an event and no rule does, for people to add.

usage: python -m tools.reader.suggest SOURCE [SOURCE ...] [--least 2] [--examples 2]

Reads reports as `dragoman read` does and prints a table, one line a word and type, the most frequent first: how often the
reader found it, how sure the events are on average, and sentences in which it stands, the word in [brackets]. A word that
belongs into the lexicon goes into codebook/en/events/TYPE.toml as a rule; docs/rules.md says how.
"""

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterable

from dragoman.codebook.stems import stem
from dragoman.flow import code_documents
from dragoman.kit import load_kit
from dragoman.read import read_documents
from dragoman.record.event import Coded, Event

BY_READER = "the learned reader"


def collect(coded: Iterable[Coded]) -> dict[tuple[str, str], list[tuple[Event, str]]]:
    """The reader's own events by the stem of their trigger and their type, each with its sentence marked."""
    found: dict[tuple[str, str], list[tuple[Event, str]]] = defaultdict(list)
    for one in coded:
        for event, why in zip(one.events, one.explanations, strict=True):
            if one.document is None or not why["event"].startswith(BY_READER):
                continue
            text, s, t = one.document.text, event.sentence, event.trigger
            marked = f"{text[s.start : t.start]}[{t.text}]{text[t.end : s.end]}"
            found[stem(t.text), event.event].append((event, " ".join(marked.split())))
    return found


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sources", nargs="+")
    parser.add_argument("--least", type=int, default=2, help="how often at least")
    parser.add_argument("--examples", type=int, default=2, help="sentences for each")
    o = parser.parse_args()
    found = collect(code_documents(read_documents(o.sources), load_kit()))
    ranked = sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
    for (_, event), events in ranked:
        if len(events) < o.least:
            continue
        sure = sum(e.confidence for e, _ in events) / len(events)
        words = sorted({e.trigger.text.lower() for e, _ in events})
        print(f"{len(events)}\t{event}\t{sure:.2f}\t{', '.join(words)}")
        for _, sentence in sorted(events, key=lambda pair: -pair[0].confidence)[: o.examples]:
            print(f"\t\t{sentence}")
    if not found:
        sys.stderr.write("the reader found nothing that the rules had not found too\n")


if __name__ == "__main__":
    main()
