"""The two tellings of reports come in; additive counts go out, and from counts the figures."""

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dragoman.evaluate.match import LEVELS, Test, match, overlap, pair_leftovers
from dragoman.evaluate.told import Party, Report, Told

# The row or column of the confusion matrix for what the other side does not have at all.
NOTHING = "nothing"
# The types that have content (codebook section 5).
VERBAL = frozenset({"AGREE", "CONCEDE", "REQUEST", "REJECT", "THREATEN"})
NAMES_ALIKE = 0.6
WORDS_ALIKE = 0.5


@dataclass(frozen=True, slots=True)
class Rate:
    """What was found right of what was to be found (`gold`) and of what was said to be there (`ours`)."""

    hits: int
    gold: int
    ours: int

    @property
    def precision(self) -> float:
        """The share of ours that is right."""
        return self.hits / self.ours if self.ours else 0.0

    @property
    def recall(self) -> float:
        """The share of the gold that is found."""
        return self.hits / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0


@dataclass(slots=True)
class Counts:
    """What is counted over any set of reports; the counts of two sets added are those of both together."""

    reports: int = 0
    gold: int = 0
    ours: int = 0
    sentences: Counter[tuple[bool, bool]] = field(default_factory=Counter)
    hits: Counter[str] = field(default_factory=Counter)
    types: Counter[tuple[str, str]] = field(default_factory=Counter)
    confusion: Counter[tuple[str, str]] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)

    def add(self, other: "Counts") -> None:
        """Add the counts of other reports."""
        self.reports += other.reports
        self.gold += other.gold
        self.ours += other.ours
        for name in ("sentences", "hits", "types", "confusion", "right", "asked"):
            # Not Counter's own "+", which drops what is zero.
            getattr(self, name).update(getattr(other, name))

    def levels(self) -> dict[str, Rate]:
        """The figures of every level, from "does the sentence report anything" to "is all of it right"."""
        s = self.sentences
        found = Rate(s[True, True], s[True, True] + s[True, False], s[True, True] + s[False, True])
        return {"sentence": found, **{name: Rate(self.hits[name], self.gold, self.ours) for name in ("quad", *LEVELS)}}

    def fields(self) -> dict[str, tuple[float, int]]:
        """For each field the share that is right, and of how many."""
        return {name: (self.right[name] / n, n) for name, n in sorted(self.asked.items())}

    def by_type(self, level: str = "both") -> dict[str, Rate]:
        """The figures of each type at a level ("both" or "type"), the commonest in the gold first."""
        names = {name for name, what in self.types if what in ("gold", "ours")}
        rates = {n: Rate(self.types[n, level], self.types[n, "gold"], self.types[n, "ours"]) for n in names}
        return dict(sorted(rates.items(), key=lambda item: (-item[1].gold, item[0])))


@dataclass(frozen=True, slots=True)
class Verdicts:
    """One report matched at the headline level: the pairs that are right, and what is left on both sides."""

    right: tuple[tuple[Told, Told], ...]
    rest: tuple[tuple[Told | None, Told | None], ...]


def by_sentence(report: Report, ours: Sequence[Told]) -> Iterator[tuple[list[Told], list[Told]]]:
    """The two tellings of each sentence, those where neither tells anything left out."""
    for number in sorted({e.sentence for e in report.gold} | {e.sentence for e in ours}):
        yield [e for e in report.gold if e.sentence == number], [e for e in ours if e.sentence == number]


def count(report: Report, ours: Sequence[Told], quads: Mapping[str, int]) -> Counts:
    """Count one report at every level."""
    counts = Counts(reports=1)
    for gold, found in by_sentence(report, ours):
        counts.gold += len(gold)
        counts.ours += len(found)
        counts.sentences[bool(gold), bool(found)] += 1
        counts.hits["quad"] += len(match(gold, found, _same_quad(quads)))
        for level, fits in LEVELS.items():
            pairs = [(gold[i], found[j]) for i, j in match(gold, found, fits)]
            counts.hits[level] += len(pairs)
            if level in ("type", "both"):
                counts.types.update((g.type, level) for g, _ in pairs)
            for g, o in pairs:
                _ask(counts, _ask_of_type if level == "type" else _ask_of_all if level == "both" else None, g, o)
        counts.types.update((e.type, "gold") for e in gold)
        counts.types.update((e.type, "ours") for e in found)
        counts.confusion.update(
            (g.type if g else NOTHING, o.type if o else NOTHING) for g, o in pair_leftovers(gold, found)
        )
    return counts


def judge(report: Report, ours: Sequence[Told]) -> Verdicts:
    """Match one report at the headline level, and pair what is left where it plainly means the same act."""
    right: list[tuple[Told, Told]] = []
    rest: list[tuple[Told | None, Told | None]] = []
    for gold, found in by_sentence(report, ours):
        pairs = match(gold, found, LEVELS["both"])
        right += [(gold[i], found[j]) for i, j in pairs]
        hit, used = {i for i, _ in pairs}, {j for _, j in pairs}
        rest += pair_leftovers(
            [g for i, g in enumerate(gold) if i not in hit], [o for j, o in enumerate(found) if j not in used]
        )
    return Verdicts(tuple(right), tuple(rest))


def interval(counts: Sequence[Counts], draws: int) -> tuple[float, float]:
    """The 95 % interval of the headline F1, from bootstrap draws over reports; the same counts give the same interval."""
    parts = [(c.hits["both"], c.gold, c.ours) for c in counts]
    drawn = []
    for seed in range(draws):
        picked = random.Random(seed).choices(parts, k=len(parts))
        hits, gold, ours = (sum(column) for column in zip(*picked, strict=True))
        drawn.append(2 * hits / (gold + ours) if gold + ours else 0.0)
    drawn.sort()
    return drawn[int(0.025 * draws)], drawn[int(0.975 * draws)]


def total(counts: Iterable[Counts]) -> Counts:
    """The counts of several reports together."""
    summed = Counts()
    for one in counts:
        summed.add(one)
    return summed


def _same_quad(quads: Mapping[str, int]) -> Test:
    return lambda gold, ours: quads[gold.type] == quads.get(ours.type)


Answers = Iterator[tuple[str, float]]


def _ask(counts: Counts, questions: object, gold: Told, ours: Told) -> None:
    if callable(questions):
        for name, right in questions(gold, ours):
            counts.asked[name] += 1
            counts.right[name] += right


def _ask_of_type(gold: Told, ours: Told) -> Answers:
    """What is asked wherever the type is right."""
    if gold.mode:
        yield "mode", gold.mode == ours.mode
    yield "status", gold.status == ours.status


def _ask_of_all(gold: Told, ours: Told) -> Answers:
    """What is asked where type, actor and recipient are right."""
    for theirs, found in ((gold.actors, ours.actors), (gold.recipients, ours.recipients)):
        for party in theirs:
            yield from _ask_of_party(party, found)
    if gold.type in VERBAL and gold.content:
        yield "content", overlap(gold.content, ours.content)
    for name in ("condition", "deadline", "attribution"):
        theirs_words, our_words = getattr(gold, name), getattr(ours, name)
        if theirs_words or our_words:
            yield name, overlap(theirs_words, our_words) >= WORDS_ALIKE
    if gold.first:
        yield "date", (gold.first, gold.last) == (ours.first, ours.last)
    if gold.place:
        yield "place", gold.place == ours.place


def _ask_of_party(party: Party, found: Sequence[Party]) -> Answers:
    yield "mention", max((overlap(party.mention, other.mention) for other in found), default=0.0)
    if party.sector:
        yield "sector", any(party.sector == other.sector for other in found)
    if party.name:
        yield "name", any(overlap(party.name, other.name) >= NAMES_ALIKE for other in found)
