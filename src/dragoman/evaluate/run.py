"""Reports come in; each is coded, or its records are looked up, and compared with its gold; Judged reports go out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dragoman.codebook import Codebook
from dragoman.codebook.schema import QUADS
from dragoman.evaluate.figures import Counts, count, judge
from dragoman.evaluate.records import tell_events
from dragoman.evaluate.stages import Verdict, Workings, why_false, why_missed
from dragoman.evaluate.told import Report, Told
from dragoman.flow import code_document
from dragoman.kit import Kit
from dragoman.record.event import Event
from dragoman.record.fault import Fault


@dataclass(frozen=True, slots=True)
class Case:
    """Something that is wrong: a gold event that was missed, a record that means none, or both where they are one act.

    `verdict` is None where records were given and nothing was coded.
    """

    report: Report
    gold: Told | None
    ours: Told | None
    verdict: Verdict | None

    @property
    def sentence(self) -> int:
        """The number of the annotators' sentence."""
        told = self.gold or self.ours
        assert told is not None
        return told.sentence


@dataclass(frozen=True, slots=True)
class Judged:
    """One report with our telling of it, its counts and its cases; `fault` says why it could not be coded."""

    report: Report
    ours: tuple[Told, ...]
    counts: Counts
    right: tuple[tuple[Told, Told], ...]
    cases: tuple[Case, ...]
    events: tuple[Event, ...] = ()
    fault: Fault | None = None


def list_quads(codebook: Codebook) -> dict[str, int]:
    """The quad class of every type."""
    return {name: QUADS[kind.quad] for name, kind in codebook.types.items()}


def judge_coded(reports: Iterable[Report], kit: Kit) -> Iterator[Judged]:
    """Code each report and compare, streaming; a report that fails counts as coded with nothing in it."""
    quads = list_quads(kit.codebook)
    for report in reports:
        coded = code_document(report.document, kit)
        ours = tell_events(coded.events, report)
        verdicts = judge(report, ours)
        workings = Workings(report, coded, kit) if coded.fault is None and verdicts.rest else None
        taken = frozenset((o.start, o.type) for _, o in verdicts.right if o.start is not None)
        cases = tuple(
            Case(report, gold, told, _find_verdict(gold, told, report, workings, taken)) for gold, told in verdicts.rest
        )
        yield Judged(report, tuple(ours), count(report, ours, quads), verdicts.right, cases, coded.events, coded.fault)


def _find_verdict(
    gold: Told | None,
    ours: Told | None,
    report: Report,
    workings: Workings | None,
    taken: frozenset[tuple[int, str]],
) -> Verdict | None:
    if workings is None:
        return None
    if gold is not None:
        return why_missed(gold, workings, taken)
    return why_false(ours, report) if ours is not None else None


def judge_records(
    reports: Iterable[Report], records: Mapping[str, Sequence[Told]], quads: Mapping[str, int]
) -> Iterator[Judged]:
    """Compare records that were made before; which stage failed cannot be told of these."""
    for report in reports:
        ours = records.get(report.document.id, ())
        verdicts = judge(report, ours)
        cases = tuple(Case(report, gold, told, None) for gold, told in verdicts.rest)
        yield Judged(report, tuple(ours), count(report, ours, quads), verdicts.right, cases)
