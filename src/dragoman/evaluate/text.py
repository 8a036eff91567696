"""A Summary comes in; lines for a terminal go out."""

from collections.abc import Iterator, Mapping

from dragoman.evaluate.against import Change
from dragoman.evaluate.confidence import GOAL, Reliability
from dragoman.evaluate.figures import NOTHING, Counts, Rate
from dragoman.evaluate.run import Case
from dragoman.evaluate.summary import Summary, tell_told

LEVEL_WORDS = {
    "sentence": "sentence has an event",
    "quad": "quad class",
    "type": "type",
    "actor": "type, actor",
    "both": "type, actor, recipient",
    "status": "… and status",
}
FIELD_WORDS = {
    "mode": "mode (where the type is right)",
    "status": "status (where the type is right)",
    "sector": "sector",
    "name": "name",
    "mention": "mention (overlap of words)",
    "content": "content (overlap of words)",
    "condition": "condition",
    "deadline": "deadline",
    "attribution": "attribution",
    "date": "stated date",
    "place": "country of the place",
}


def write_text(summary: Summary) -> Iterator[str]:
    """Every figure, in the order in which a reader asks."""
    counts = summary.counts
    yield f"{counts.reports} reports, {counts.gold} gold events, {counts.ours} coded"
    yield from _write_levels(summary)
    yield from _write_fields(counts)
    yield from _write_parts("type", "type, actor, recipient", counts.by_type())
    yield from _write_parts(
        "source", "type, actor, recipient", {n: c.levels()["both"] for n, c in summary.sources.items()}
    )
    yield from write_matrix(counts)
    if summary.reliability:
        yield from _write_reliability(summary.reliability)
    if summary.stages:
        yield ""
        yield f"{'stage that failed':36} {'missed':>7} {'false':>7}"
        yield from (f"{stage:36} {m:7} {f:7}" for stage, (m, f) in summary.stages.items())
    if summary.change:
        yield from _write_change(summary.change)


def _figures(rate: Rate) -> str:
    return f"{rate.precision:9.3f} {rate.recall:9.3f} {rate.f1:9.3f}"


def _write_levels(summary: Summary) -> Iterator[str]:
    yield ""
    yield f"{'what is right':36} {'precision':>9} {'recall':>9} {'F1':>9}"
    for name, rate in summary.counts.levels().items():
        yield f"{LEVEL_WORDS[name]:36} {_figures(rate)}"
        if name == "both" and summary.interval:
            low, high, draws = summary.interval
            yield f"{'  95 % interval of F1 over reports':36} {low:19.3f} to {high:.3f} ({draws} draws)"


def _write_fields(counts: Counts) -> Iterator[str]:
    yield ""
    yield f"{'of events right in all three':36} {'right':>9} {'of':>9}"
    fields = counts.fields()
    for name, words in FIELD_WORDS.items():
        if name in fields:
            right, of = fields[name]
            yield f"{words:36} {right:9.3f} {of:9}"


def _write_parts(name: str, level: str, rates: Mapping[str, Rate]) -> Iterator[str]:
    yield ""
    yield f"{f'by {name} ({level})':36} {'precision':>9} {'recall':>9} {'F1':>9} {'gold':>6} {'coded':>6}"
    for part, rate in rates.items():
        yield f"{part:36} {_figures(rate)} {rate.gold:6} {rate.ours:6}"


def matrix_names(counts: Counts) -> list[str]:
    """The rows and columns of the confusion matrix: the types that occur, then "nothing"."""
    present = {name for pair in counts.confusion for name in pair}
    return [*sorted(present - {NOTHING}), NOTHING]


def write_matrix(counts: Counts) -> Iterator[str]:
    """The confusion matrix: a row for what the gold says, a column for what was coded."""
    names = matrix_names(counts)
    yield ""
    yield "confusion: rows are the gold, columns what was coded; ‘nothing’ holds what was missed and what is false"
    yield " " * 10 + "".join(f"{name[:4].lower():>5}" for name in names)
    for gold in names:
        cells = "".join(f"{counts.confusion.get((gold, ours), 0) or '·':>5}" for ours in names)
        yield f"{gold:10}{cells}"


def _write_reliability(reliability: Reliability) -> Iterator[str]:
    yield ""
    yield f"{'confidence':36} {'events':>9} {'said':>9} {'right':>9}"
    for b in reliability.bins:
        yield f"{f'{b.low:.1f} to {b.low + 0.1:.1f}':36} {b.events:9} {b.said:9.3f} {b.right:9.3f}"
    yield f"expected calibration error {reliability.error:.3f}"
    if (floor := reliability.floor) is None:
        yield f"at no confidence is precision {GOAL:.2f} reached"
    else:
        yield (
            f"precision is {floor.precision:.3f} from confidence {floor.confidence:.4f} on: "
            f"{floor.events} events, recall {floor.recall:.3f}"
        )


def _write_change(change: Change) -> Iterator[str]:
    yield ""
    yield f"{'F1 against before':36} {'before':>9} {'now':>9} {'change':>9}"
    for name, rate in change.after.items():
        old = change.before[name].f1
        yield f"{LEVEL_WORDS[name]:36} {old:9.3f} {rate.f1:9.3f} {rate.f1 - old:+9.3f}"
    for title, cases in (
        ("fixed", change.fixed),
        ("broken", change.broken),
        ("false events gone", change.gone),
        ("new false events", change.new),
    ):
        yield ""
        yield f"{title}: {len(cases)}"
        yield from (f"  {_tell_case(case, instead=title == 'broken')}" for case in cases)


def _tell_case(case: Case, *, instead: bool) -> str:
    told = case.gold or case.ours
    assert told is not None
    written = f"; written: {tell_told(case.ours)}" if instead and case.ours else ""
    why = f" ({case.verdict.stage}: {case.verdict.reason})" if instead and case.verdict else ""
    return f"{case.report.document.id}[{case.sentence}] {tell_told(told)}{written}{why}"
