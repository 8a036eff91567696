"""Annotated reports come in; examples go out: a sentence's word pieces, and what each word is in each event."""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer

from dragoman.glance.cut import cut_words
from dragoman.record.glance import FLAGS, ROLES, SECTORS, STATUSES, TYPES

__all__ = ["FLAGS", "ROLES", "SECTORS", "STATUSES", "TYPES"]


@dataclass
class Example:
    """One sentence: word pieces, the first piece of each word, each word's place in the text and form, and its events."""

    report: str
    start: int
    pieces: list[int]
    firsts: list[int]
    words: list[tuple[int, int]]
    said: list[str]
    events: list[dict[str, Any]] = field(default_factory=list)
    weight: float = 1.0


def read_tokenizer(path: Path) -> Tokenizer:
    """The word-piece tokenizer of the base model, without truncation or padding."""
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def split_words(tokenizer: Tokenizer, text: str, start: int, before: str = "", room: int = 0) -> Example:
    """A sentence as the running reader cuts it, behind the last `room` pieces of the text before it."""
    pieces, firsts, words = cut_words(tokenizer, text, start)
    if room and before:
        context = [*tokenizer.encode(before).ids[1:-1][-room:], pieces[-1]]
        pieces = [pieces[0], *context, *pieces[1:]]
        firsts = [first + len(context) for first in firsts]
    return Example("", start, pieces, firsts, words, [text[a - start : b - start] for a, b in words])


def find_words(example: Example, text: str, quoted: str, near: int | None = None) -> list[int]:
    """The numbers of the words that a quotation covers; of several places the one nearest to the word `near`."""
    quoted = quoted.strip()
    if not quoted:
        return []
    best: list[int] = []
    for match in re.finditer(re.escape(quoted), text):
        a, b = example.start + match.start(), example.start + match.end()
        found = [i for i, (x, y) in enumerate(example.words) if x < b and y > a]
        if found and (not best or (near is not None and abs(found[0] - near) < abs(best[0] - near))):
            best = found
    return best


def make_examples(
    tokenizer: Tokenizer, folder: Path, modes: Sequence[str], weight: float, room: int = 0
) -> list[Example]:
    """All sentences of a folder's reports (docs.json, gold.jsonl) as the annotators cut them."""
    docs = {d["id"]: d for d in json.loads((folder / "docs.json").read_text(encoding="utf-8"))}
    examples = []
    for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        doc = docs[gold["id"]]
        for number, (a, b) in enumerate(doc["sentences"]):
            text = doc["text"][a:b]
            example = split_words(
                tokenizer, text, a, doc["text"][max(0, a - 400) : a].strip() or doc.get("title") or "", room
            )
            example.report, example.weight = doc["id"], weight
            events = [e for e in gold["events"] if e["s"] == number]
            example.events = list(_label(example, text, events, modes))
            if example.words:
                examples.append(example)
    return examples


def _label(
    example: Example, text: str, events: Iterable[dict[str, Any]], modes: Sequence[str]
) -> Iterable[dict[str, Any]]:
    taken: set[tuple[str, int]] = set()
    for event in events:
        places = [example.start + m.start() for m in re.finditer(re.escape(event["trigger"]), text)]
        if "trigger_start" in event:
            places = [event["trigger_start"]]
        places = [p for p in places if (event["type"], p) not in taken] or places
        if not places:
            continue
        taken.add((event["type"], places[0]))
        end = places[0] + len(event["trigger"])
        trigger = [i for i, (x, y) in enumerate(example.words) if x < end and y > places[0]][:4]
        if not trigger:
            continue
        roles = {name: _role_words(example, text, event, name, trigger[0]) for name in ROLES}
        mode = f"{event['type']}/{event['mode']}" if event.get("mode") else event["type"]
        here = {role: bool(roles[role]) for role in ("actor", "recipient")}
        yield {
            "type": TYPES.index(event["type"]),
            "trigger": trigger,
            "mode": modes.index(mode) if mode in modes else -1,
            "status": STATUSES.index(event["status"]),
            "roles": roles,
            "sectors": _sectors(example, text, event, trigger[0]),
            "flags": [not event["actors"], not event["recipients"], here["actor"], here["recipient"]],
        }


def _role_words(example: Example, text: str, event: dict[str, Any], name: str, near: int) -> list[int]:
    words: dict[str, list[str]] = {
        "actor": [x["mention"] for x in event["actors"]],
        "recipient": [x["mention"] for x in event["recipients"]],
        "content": [event.get("content") or ""],
        "condition": [event.get("condition") or ""],
        "deadline": [event.get("deadline") or ""],
        "attribution": [event.get("according_to") or ""],
        "time": [(event.get("when") or {}).get("text", "")],
        "place": [(event.get("where") or {}).get("text", "")],
    }
    return sorted({i for quoted in words[name] for i in find_words(example, text, quoted, near)})


def _sectors(example: Example, text: str, event: dict[str, Any], near: int) -> list[tuple[int, int]]:
    """(word, sector) for every word of a participant's mention."""
    return [
        (i, SECTORS.index(x["sector"]))
        for x in event["actors"] + event["recipients"]
        if x.get("sector") in SECTORS
        for i in find_words(example, text, x["mention"], near)
    ]


def list_modes(types: dict[str, Any]) -> list[str]:
    """TYPE and TYPE/mode for every type and mode of codebook/ontology/types.toml."""
    return sorted([*types, *(f"{kind}/{mode}" for kind, table in types.items() for mode in table.get("modes", ()))])
