"""Two judgements of the same reports come in, an earlier and a later; what was fixed and what was broken goes out."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.evaluate.figures import Rate, total
from dragoman.evaluate.run import Case, Judged
from dragoman.evaluate.told import Told


@dataclass(frozen=True, slots=True)
class Change:
    """What a change did. `fixed`: right now, missed before; `broken`: the other way round; each with what was written.

    `gone` are false events that are no longer written, `new` false ones that were not. A case of `fixed` shows the
    record that is right now, one of `broken` what is written instead now, if anything.
    """

    before: dict[str, Rate]
    after: dict[str, Rate]
    fixed: tuple[Case, ...]
    broken: tuple[Case, ...]
    gone: tuple[Case, ...]
    new: tuple[Case, ...]


def compare(before: Sequence[Judged], after: Sequence[Judged]) -> Change:
    """Compare two judgements, report by report, at the headline level."""
    fixed: list[Case] = []
    broken: list[Case] = []
    gone: list[Case] = []
    new: list[Case] = []
    for old, now in zip(before, after, strict=True):
        was, is_now = {id(g) for g, _ in old.right}, {id(g) for g, _ in now.right}
        fixed += [Case(now.report, g, o, None) for g, o in now.right if id(g) not in was]
        broken += [c for c in now.cases if c.gold is not None and id(c.gold) in was]
        assert is_now.isdisjoint(id(c.gold) for c in now.cases if c.gold is not None)
        gone += _only_in(old, now)
        new += _only_in(now, old)
    return Change(
        before=total(j.counts for j in before).levels(),
        after=total(j.counts for j in after).levels(),
        fixed=tuple(fixed),
        broken=tuple(broken),
        gone=tuple(gone),
        new=tuple(new),
    )


def _only_in(one: Judged, other: Judged) -> Iterator[Case]:
    """The false events of one judgement that the other does not have."""
    there = Counter(_key(c.ours) for c in other.cases if c.ours is not None)
    for case in one.cases:
        if case.ours is not None:
            key = _key(case.ours)
            if there[key]:
                there[key] -= 1
            else:
                yield Case(case.report, None, case.ours, case.verdict)


def _key(told: Told) -> tuple[object, ...]:
    return told.sentence, told.type, told.start, told.trigger
