"""A parsed sentence and the reader's glance at it come in; the glance in terms of the sentence's tokens goes out.

The reader sees word pieces, the parser tokens: "U.S." is one token and four words. Each question is answered for a
token as for the likeliest of its words. Without a glance (rules alone) every answer is 0 or None.
"""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from dragoman.record.document import Token
from dragoman.record.glance import FLAGS, ROLES, SECTORS, STATUSES, TYPES, Glance

ROLE_AT = {role: k for k, role in enumerate(ROLES)}
TYPE_AT = {event: k for k, event in enumerate(TYPES)}
FLAG_AT = {name: k for k, name in enumerate(FLAGS)}
# What no reader has seen.
UNSEEN = [0.0] * len(TYPES)
# What the reader thinks less likely than this is hardly ever an event.
FAINT = 0.005
PLAYS = 0.5  # a word plays a part from this probability on


class Hints:
    """What the reader has to say of one sentence. It is asked some thousand times, so numbers are kept in lists, not in arrays."""

    def __init__(self, tokens: Sequence[Token], glance: Glance | None) -> None:
        self.seen = glance is not None
        self._glance = glance
        self._words: list[list[int]] = [[] for _ in tokens]
        self._row_of: list[int | None] = [None] * len(tokens)
        self._roles: list[list[list[float]]] = []
        self._flags: list[list[float]] = []
        self._sectors: dict[tuple[int, int], tuple[str, float] | None] = {}
        if glance is None or not glance.words or not tokens:
            self._types = [UNSEEN] * len(tokens)
            self._best, self._highest = [0.0] * len(tokens), UNSEEN
            return
        self._align(tokens, glance)
        self._flags = glance.flags.tolist()
        types = self._of_tokens(glance.types[None])[0]
        self._types = types.tolist()
        self._best, self._highest = types.max(1).tolist(), types.max(0).tolist()
        if glance.rows:
            self._roles = self._of_tokens(glance.roles).tolist()
            self._find_rows(glance)

    def _find_rows(self, glance: Glance) -> None:
        """Give each token the row of the likeliest of its words that has one."""
        rows, likeliest = glance.rows, glance.types.max(-1).tolist()
        for i, words in enumerate(self._words):
            if len(words) == 1:
                self._row_of[i] = rows.get(words[0])
            elif seen := [k for k in words if k in rows]:
                self._row_of[i] = rows[max(seen, key=lambda k: likeliest[k])]

    def _align(self, tokens: Sequence[Token], glance: Glance) -> None:
        at, last = 0, len(tokens) - 1
        for k, (start, end) in enumerate(glance.words):
            while at <= last and tokens[at].end <= start:
                at += 1
            # As a rule the word lies in one token.
            if at <= last and tokens[at].start <= start and tokens[at].end >= end:
                self._words[at].append(k)
                continue
            for token in tokens[at : at + 4]:
                if token.start < end and token.end > start:
                    self._words[token.i].append(k)

    def _of_tokens(self, chances: np.ndarray) -> np.ndarray:
        """[k, words, m] as [k, tokens, m]: of several words of a token the likeliest counts, without a word nothing."""
        found = chances[:, [words[0] if words else 0 for words in self._words]].astype(float)
        for i, words in enumerate(self._words):
            if len(words) != 1:
                found[:, i] = chances[:, words].max(1) if words else 0.0
        return found

    def likely(self, i: int, event: str) -> float:
        """That token `i` names an event of this type."""
        return self._types[i][TYPE_AT[event]]

    def rules_out(self, i: int, event: str | None = None) -> bool:
        """Whether the reader has seen token `i` and thinks it all but impossible that it names an event (of this type)."""
        if not self._words[i]:
            return False  # behind the end of a very long sentence, or no reader at all
        return (self._best[i] if event is None else self._types[i][TYPE_AT[event]]) < FAINT

    def rival(self, i: int, event: str) -> float:
        """That token `i` names an event of another type: the likeliest."""
        own, chances = TYPE_AT[event], self._types[i]
        return max(max(chances[:own], default=0.0), max(chances[own + 1 :], default=0.0))

    def strongest(self, event: str | None = None) -> float:
        """The highest likelihood in the sentence, of one type or of any."""
        return max(self._highest) if event is None else self._highest[TYPE_AT[event]]

    def runs(self, event: str, least: float) -> list[list[int]]:
        """Runs of neighbouring tokens that name an event of this type with at least this likelihood."""
        column = TYPE_AT[event]
        if self._highest[column] < least:
            return []
        return _runs([i for i, row in enumerate(self._types) if row[column] >= least], 1)

    def mode(self, i: int, event: str) -> tuple[str | None, float]:
        """The likeliest mode of the event at token `i` (None: none of them), and how likely it is among the type's own."""
        row = self._row_of[i]
        if row is None or self._glance is None:
            return None, 0.0
        names = self._glance.mode_names
        own = _modes_of(event, names)
        chances = self._glance.modes[row][own].astype(float)
        best = int(chances.argmax())
        return names[own[best]].partition("/")[2] or None, float(chances[best] / max(chances.sum(), 1e-6))

    def statuses(self, i: int) -> dict[str, float]:
        """How likely each status of the event at token `i` is."""
        row = self._row_of[i]
        if row is None or self._glance is None:
            return {}
        return dict(zip(STATUSES, map(float, self._glance.statuses[row]), strict=True))

    def flag(self, i: int, name: str) -> float | None:
        """How likely one of FLAGS is of the event at token `i`."""
        row = self._row_of[i]
        return None if row is None else self._flags[row][FLAG_AT[name]]

    def plays(self, i: int, role: str, j: int) -> float | None:
        """That token `j` plays a role in the event at token `i`; None if the reader did not look."""
        row = self._row_of[i]
        return None if row is None or not self._words[j] else self._roles[row][j][ROLE_AT[role]]

    def players(self, i: int, role: str) -> list[int]:
        """The tokens that play a role in the event at token `i`."""
        row = self._row_of[i]
        if row is None:
            return []
        column = ROLE_AT[role]
        return [j for j, chances in enumerate(self._roles[row]) if chances[column] >= PLAYS and self._words[j]]

    def best_player(self, i: int, role: str) -> float:
        """How likely it is at best that a token plays a role in the event at token `i`."""
        row = self._row_of[i]
        if row is None:
            return 0.0
        column = ROLE_AT[role]
        return max([chances[column] for chances in self._roles[row]], default=0.0)

    def stretch(self, i: int, role: str) -> tuple[int, int] | None:
        """First and last token of the longest stretch that plays a role in the event at token `i`; short gaps are bridged."""
        row = self._row_of[i]
        if row is None:
            return None
        runs = _runs([j for j, chances in enumerate(self._roles[row]) if chances[ROLE_AT[role]] >= PLAYS], 3)
        if not runs:
            return None
        best = max(runs, key=len)
        return best[0], best[-1]

    def sector(self, low: int, high: int) -> tuple[str, float] | None:
        """The likeliest sector of whoever the tokens from `low` to `high` name."""
        if self._glance is None:
            return None
        if (low, high) not in self._sectors:
            words = [k for j in range(low, high + 1) for k in self._words[j]]
            chances = np.asarray(self._glance.sectors[words], dtype=float).mean(0) if words else None
            likeliest = None if chances is None else (SECTORS[int(chances.argmax())], float(chances.max()))
            self._sectors[low, high] = likeliest
        return self._sectors[low, high]


@lru_cache(maxsize=100)
def _modes_of(event: str, names: tuple[str, ...]) -> list[int]:
    """The columns of a type's modes; the type itself stands for none of them."""
    return [k for k, mode in enumerate(names) if mode == event or mode.startswith(event + "/")]


def _runs(numbers: Sequence[int], gap: int) -> list[list[int]]:
    """Rising numbers, cut where one is more than `gap` above the one before."""
    runs: list[list[int]] = []
    for i in numbers:
        if runs and i - runs[-1][-1] <= gap:
            runs[-1].append(i)
        else:
            runs.append([i])
    return runs
