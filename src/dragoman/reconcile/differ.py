"""What the sources of one happening say comes in; what they disagree on goes out, field by field, with who says what."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import combinations

from dragoman.reconcile.best import Sources
from dragoman.reconcile.compare import is_nameless
from dragoman.reconcile.gist import Gist
from dragoman.reconcile.words import find_tolls
from dragoman.record.happening import Disagreement, Variant
from dragoman.record.mention import Actor

# What a telling says of a field, () where it leaves it open. Two tellings differ where both say something and share nothing.
Read = Callable[[Gist], Iterable[str]]


def find_disagreements(sources: Sources) -> tuple[Disagreement, ...]:
    """The fields of which tellings say different things; what one leaves open another may state.

    Fields: `date` (days as stated), `event_loc` (places of one grade), `mode`, `actor` and `recipient` (persons named
    otherwise, recipients of other countries), `toll` ("12 dead", "15 dead"; a disagreement for each kind of toll). Of each,
    the value that most sources give comes first, of equals the one that sorts first.
    """
    gists = [g for s in sources for g in s]
    reads: list[tuple[str, Read]] = [
        ("date", _read_day),
        *(("event_loc", _read_places(grade)) for grade in sorted({_grade(g) for g in gists} - {0})),
        ("mode", lambda g: (g.telling.event.mode,) if g.telling.event.mode else ()),
        ("actor", lambda g: _read_persons(g.telling.event.actor)),
        ("recipient", _read_recipients),
        *(("toll", _read_toll(kind)) for kind in sorted({k for g in gists for k, _ in find_tolls(g.telling.sentence)})),
    ]
    return tuple(d for field, read in reads if (d := _compare(field, sources, read)) is not None)


def _compare(field: str, sources: Sources, read: Read) -> Disagreement | None:
    said: dict[str, set[str]] = defaultdict(set)
    support: dict[str, set[int]] = defaultdict(set)
    by_telling: list[frozenset[str]] = []
    for number, source in enumerate(sources):
        for gist in source:
            values = frozenset(read(gist))
            by_telling.append(values)
            for value in values:
                said[value].add(gist.telling.event.id)
                support[value].add(number)
    if not any(a and b and a.isdisjoint(b) for a, b in combinations(set(by_telling), 2)):
        return None
    order = sorted(said, key=lambda value: (-len(support[value]), value))
    return Disagreement(field=field, values=tuple(Variant(value=v, events=tuple(sorted(said[v]))) for v in order))


def _read_day(gist: Gist) -> Iterable[str]:
    return (gist.when.first.isoformat(),) if gist.when.kind == "dated" else ()


def _grade(gist: Gist) -> int:
    """The grade of a telling's place, 0 where it has none that is named."""
    place = gist.place
    return 0 if place is None or is_nameless(place) else place.resolution or 0


def _read_places(grade: int) -> Read:
    def read(gist: Gist) -> Iterable[str]:
        place = gist.place
        return (place.resolved_place or place.extracted_place,) if place and _grade(gist) == grade else ()

    return read


def _read_persons(party: Sequence[Actor]) -> Iterable[str]:
    return {
        a.identifier_text
        for a in party
        if a.office and a.identifier_text and a.identifier_text.split()[-1] in a.entity_text
    }


def _read_recipients(gist: Gist) -> Iterable[str]:
    recipients = gist.telling.event.recipient
    return {a.code for a in recipients if a.code} or _read_persons(recipients)


def _read_toll(kind: str) -> Read:
    def read(gist: Gist) -> Iterable[str]:
        return {f"{number} {k}" for k, number in find_tolls(gist.telling.sentence) if k == kind}

    return read
