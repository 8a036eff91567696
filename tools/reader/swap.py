"""An example comes in; out goes the same with other names in it: one word for one word, so that all labels stay."""

import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from tokenizers import Tokenizer

from dragoman.world.tables import read_rows

from .data import Example


class Swapper:
    """Changes names against others of their class: countries, peoples, cities, given names, family names."""

    def __init__(self, tokenizer: Tokenizer, classes: Mapping[str, Sequence[str]]) -> None:
        """`classes` maps a class's name to its words, each a single word."""
        self._words = {name: list(words) for name, words in classes.items()}
        self._class = {word: name for name, words in self._words.items() for word in words}
        self._pieces = {word: tokenizer.encode(word, add_special_tokens=False).ids for word in self._class}

    def swap(self, example: Example, rnd: random.Random) -> Example:
        """The example with each known name changed, the same name always to the same other one."""
        known = [self._class.get(word) for word in example.said]
        if not any(known):
            return example
        other: dict[str, str] = {}
        pieces, firsts = list(example.pieces[: example.firsts[0]]), []
        ends = [*example.firsts[1:], len(example.pieces) - 1]
        for said, kind, a, b in zip(example.said, known, example.firsts, ends, strict=True):
            firsts.append(len(pieces))
            if kind is None:
                pieces += example.pieces[a:b]
                continue
            if said not in other:
                other[said] = rnd.choice(self._words[kind])
            pieces += self._pieces[other[said]]
        return replace(example, pieces=[*pieces, example.pieces[-1]], firsts=firsts)


def load_swapper(tokenizer: Tokenizer) -> Swapper:
    """The swapper of the names in dragoman's own world files."""
    classes: dict[str, set[str]] = defaultdict(set)
    for row in read_rows("names.csv", "form code kind sector name unless"):
        if row.cells["kind"] in ("name", "demonym", "people", "capital"):
            classes[row.cells["kind"]].add(row.cells["form"])
    for row in read_rows("people.csv", "name aliases short code sector office since until"):
        parts = row.cells["name"].split()
        if len(parts) == 2:
            classes["given"].add(parts[0])
            classes["family"].add(parts[1])
    taken: set[str] = set()
    found = {}
    for kind in sorted(classes):
        found[kind] = sorted(
            w for w in classes[kind] if w.isalpha() and len(w) > 3 and w[0].isupper() and w not in taken
        )
        taken.update(found[kind])
    return Swapper(tokenizer, found)
