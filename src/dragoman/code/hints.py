"""A parsed sentence and the reader's glance at it come in; the glance in terms of the sentence's tokens goes out.

The reader sees word pieces, the parser tokens: "U.S." is one token and four words. Each question is answered for a
token as for the likeliest of its words. Without a glance (rules alone) every answer is 0 or None.
"""

from collections.abc import Sequence

import numpy as np

from dragoman.record.document import Token
from dragoman.record.glance import FLAGS, ROLES, SECTORS, STATUSES, TYPES, Glance

PLAYS = 0.5  # a word plays a part from this probability on


class Hints:
    """What the reader has to say of one sentence."""

    def __init__(self, tokens: Sequence[Token], glance: Glance | None) -> None:
        self.seen = glance is not None
        self._glance = glance
        self._words: list[list[int]] = [[] for _ in tokens]
        self._types = np.zeros((len(tokens), len(TYPES)))
        if glance is not None:
            self._align(tokens, glance)
            for i, words in enumerate(self._words):
                if words:
                    self._types[i] = glance.types[words].max(0)

    def _align(self, tokens: Sequence[Token], glance: Glance) -> None:
        at = 0
        for k, (start, end) in enumerate(glance.words):
            while at < len(tokens) and tokens[at].end <= start:
                at += 1
            for token in tokens[at : at + 4]:
                if token.start < end and token.end > start:
                    self._words[token.i].append(k)

    def likely(self, i: int, event: str) -> float:
        """That token `i` names an event of this type."""
        return float(self._types[i, TYPES.index(event)])

    def rival(self, i: int, event: str) -> float:
        """That token `i` names an event of another type: the likeliest."""
        return float(np.delete(self._types[i], TYPES.index(event)).max())

    def strongest(self, event: str | None = None) -> float:
        """The highest likelihood in the sentence, of one type or of any."""
        types = self._types if event is None else self._types[:, TYPES.index(event)]
        return float(types.max(initial=0.0))

    def runs(self, event: str, least: float) -> list[list[int]]:
        """Runs of neighbouring tokens that name an event of this type with at least this likelihood."""
        return _runs(np.nonzero(self._types[:, TYPES.index(event)] >= least)[0].tolist(), 1)

    def _row(self, i: int) -> int | None:
        if self._glance is None:
            return None
        rows = [k for k in self._words[i] if k in self._glance.rows]
        if not rows:
            return None
        return self._glance.rows[max(rows, key=lambda k: float(self._glance.types[k].max()))]  # type: ignore[union-attr]

    def mode(self, i: int, event: str) -> tuple[str | None, float]:
        """The likeliest mode of the event at token `i` (None: none of them), and how likely it is among the type's own."""
        row = self._row(i)
        if row is None or self._glance is None:
            return None, 0.0
        own = [k for k, m in enumerate(self._glance.mode_names) if m == event or m.startswith(event + "/")]
        chances = self._glance.modes[row][own].astype(float)
        best = int(chances.argmax())
        return self._glance.mode_names[own[best]].partition("/")[2] or None, float(chances[best] / max(chances.sum(), 1e-6))

    def statuses(self, i: int) -> dict[str, float]:
        """How likely each status of the event at token `i` is."""
        row = self._row(i)
        if row is None or self._glance is None:
            return {}
        return dict(zip(STATUSES, map(float, self._glance.statuses[row]), strict=True))

    def flag(self, i: int, name: str) -> float | None:
        """How likely one of FLAGS is of the event at token `i`."""
        row = self._row(i)
        return None if row is None or self._glance is None else float(self._glance.flags[row, FLAGS.index(name)])

    def plays(self, i: int, role: str, j: int) -> float | None:
        """That token `j` plays a role in the event at token `i`; None if the reader did not look."""
        row = self._row(i)
        if row is None or self._glance is None or not self._words[j]:
            return None
        return float(self._glance.roles[row, self._words[j], ROLES.index(role)].max())

    def stretch(self, i: int, role: str) -> tuple[int, int] | None:
        """First and last token of the longest stretch that plays a role in the event at token `i`; short gaps are bridged."""
        row = self._row(i)
        if row is None or self._glance is None:
            return None
        chances = self._glance.roles[row, :, ROLES.index(role)]
        inside = [j for j, words in enumerate(self._words) if words and chances[words].max() >= PLAYS]
        runs = _runs(inside, 3)
        if not runs:
            return None
        best = max(runs, key=len)
        return best[0], best[-1]

    def sector(self, low: int, high: int) -> tuple[str, float] | None:
        """The likeliest sector of whoever the tokens from `low` to `high` name."""
        if self._glance is None:
            return None
        words = [k for j in range(low, high + 1) for k in self._words[j]]
        if not words:
            return None
        chances = np.asarray(self._glance.sectors[words], dtype=float).mean(0)
        return SECTORS[int(chances.argmax())], float(chances.max())


def _runs(numbers: Sequence[int], gap: int) -> list[list[int]]:
    """Rising numbers, cut where one is more than `gap` above the one before."""
    runs: list[list[int]] = []
    for i in numbers:
        if runs and i - runs[-1][-1] <= gap:
            runs[-1].append(i)
        else:
            runs.append([i])
    return runs
