"""A dyad's course and third parties come in; a summary in plain words goes out, each deed with the report that tells it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dragoman.ask.values import QUAD_NAMES
from dragoman.record.happening import Happening, Telling
from dragoman.relations.parties import Party, Sides, rank_happenings, sort_happenings, spell_code, tell_day
from dragoman.relations.thirds import Third
from dragoman.relations.turns import Course, Stretch, Turn
from dragoman.relations.wording import frame, tell_deed

# So many deeds are named in all beside those that drove a turn, shared among the stretches of time, and so many at least for each.
DEEDS, FEWEST_DEEDS = 12, 3
# So many third parties are named, with so many deeds each.
THIRDS, THIRD_DEEDS = 6, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A sentence without its full stop, and the numbers of the notes that back it (none where it only counts what is on record)."""

    text: str
    notes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """The source of a clause: the report that told the happening first, and the sentence that tells it.

    `reports` and `sources` say how many reports and independent sources tell it in all, `confidence` how sure the record is.
    """

    number: int
    happening: str
    report: str
    published: date | None
    publication: str | None
    url: str | None
    quote: str
    reports: int
    sources: int
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """Paragraphs of clauses, and the notes that they point at, numbered from 1 in the order of the text."""

    paragraphs: tuple[tuple[Clause, ...], ...]
    notes: tuple[Note, ...]


class Notebook:
    """The notes of one page: a happening that is named again keeps its number."""

    def __init__(self, told: Mapping[str, Telling]) -> None:
        self._told = told
        self._numbers: dict[str, int] = {}
        self._notes: list[Note] = []

    @property
    def notes(self) -> tuple[Note, ...]:
        """The notes so far."""
        return tuple(self._notes)

    def holds(self, happening: Happening) -> bool:
        """Whether it was named already."""
        return happening.id in self._numbers

    def write(self, happening: Happening, name: str | None = None, **parts: object) -> Clause:
        """A clause of the deed, within the frame `name` where one is given."""
        tellings = list_tellings(happening, self._told)
        if tellings and happening.id not in self._numbers:
            self._numbers[happening.id] = len(self._notes) + 1
            self._notes.append(_make_note(len(self._notes) + 1, happening, tellings[0]))
        deed = tell_deed(happening, tellings)
        notes = (self._numbers[happening.id],) if tellings else ()
        return Clause(text=_begin(frame(name, deed=deed, **parts) if name else deed), notes=notes)

    def write_all(self, happenings: Iterable[Happening], name: str, **parts: object) -> Iterator[Clause]:
        """A clause for each deed that was not named yet, in order of time; those that were, together by their notes."""
        ordered = sort_happenings(happenings)
        known = tuple(self._numbers[h.id] for h in ordered if self.holds(h))
        if known:
            yield Clause(text=_begin(frame(f"{name}_again", **parts)), notes=known)
        for happening in ordered:
            if not self.holds(happening):
                yield self.write(happening, name, **parts)


def _begin(text: str) -> str:
    return text[:1].upper() + text[1:]


def list_tellings(happening: Happening, told: Mapping[str, Telling]) -> list[Telling]:
    """Who tells a happening, first report first."""
    known = [told[event] for event in happening.events if event in told]
    return sorted(known, key=lambda t: (t.published or date.max, t.event.document, t.event.id))


def summarise_dyad(
    first: Party,
    second: Party,
    sides: Sides,
    course: Course,
    thirds: Sequence[Third],
    told: Mapping[str, Telling],
) -> Summary:
    """What the two did to each other, in the order of time, and what third parties had to do with it.

    Args:
        first, second: the two.
        sides: what each did to the other.
        course: stretches and turns of these happenings.
        thirds: third parties, the most telling first.
        told: the tellings of all happenings, by event id.
    """
    book = Notebook(told)
    if not sides.both:
        return Summary(paragraphs=(), notes=())
    paragraphs = [tuple(_count(first, second, sides.both))]
    share = max(FEWEST_DEEDS, DEEDS // max(1, len(course.stretches)))
    for place, stretch in enumerate(course.stretches):
        if place:
            paragraphs.append(tuple(_tell_turn(course.turns[place - 1], book)))
        paragraphs.append(tuple(_tell_stretch(stretch, sides.both, share, book)))
    paragraphs += [tuple(_tell_third(third, (first, second), book)) for third in thirds[:THIRDS]]
    return Summary(paragraphs=tuple(p for p in paragraphs if p), notes=book.notes)


def _count(first: Party, second: Party, happenings: Sequence[Happening]) -> Iterator[Clause]:
    days = sorted(day for h in happenings if (day := tell_day(h)))
    reports = len({report for h in happenings for report in h.reports})
    quads = [(name, sum(h.quad_code == quad for h in happenings)) for name, quad in QUAD_NAMES.items()]
    yield Clause(
        text=frame(
            "count",
            number=len(happenings),
            first=first.name,
            second=second.name,
            since=days[0] if days else "?",
            until=days[-1] if days else "?",
            reports=frame("report" if reports == 1 else "reports", number=reports),
            quads=", ".join(frame("quad", number=number, quad=name) for name, number in quads if number),
        )
    )
    if len(days) < len(happenings):
        yield Clause(text=frame("undated", number=len(happenings) - len(days)))


def _tell_stretch(stretch: Stretch, happenings: Sequence[Happening], share: int, book: Notebook) -> Iterator[Clause]:
    mean = tell_scale(stretch.mean_scale)
    yield Clause(text=frame("stretch", since=stretch.since, until=stretch.until, number=stretch.happenings, mean=mean))
    inside = [h for h in happenings if (d := tell_day(h)) and stretch.since <= d <= stretch.until]
    fresh = [h for h in inside if not book.holds(h)]
    for happening in sort_happenings(rank_happenings(fresh, share)):
        yield book.write(happening)


def _tell_turn(turn: Turn, book: Notebook) -> Iterator[Clause]:
    before, after = tell_scale(turn.before), tell_scale(turn.after)
    yield Clause(text=frame("better" if turn.better else "worse", day=turn.day, before=before, after=after))
    yield from book.write_all(turn.ended, "ended")
    yield from book.write_all(turn.began, "began")


def _tell_third(third: Third, sides: tuple[Party, Party], book: Notebook) -> Iterator[Clause]:
    name = spell_code(third.name)
    yield from book.write_all(rank_happenings(third.mediated, THIRD_DEEDS), "mediated", third=name)
    for side, deeds in zip(sides, third.bearing, strict=True):
        yield from book.write_all(rank_happenings(deeds, THIRD_DEEDS), "towards", third=name, side=side.name)


def tell_scale(number: float) -> str:
    """A score as a person writes it: "+2.5", "−4.0", "0.0"."""
    return f"{number:+.1f}".replace("-", "−") if round(number, 1) else "0.0"


def _make_note(number: int, happening: Happening, telling: Telling) -> Note:
    cite = telling.event.cite_info
    return Note(
        number=number,
        happening=happening.id,
        report=telling.event.document,
        published=cite.published,
        publication=cite.publication,
        url=cite.url,
        quote=" ".join(telling.sentence.split()),
        reports=len(happening.reports),
        sources=happening.independent_sources,
        confidence=happening.confidence,
    )
