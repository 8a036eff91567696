"""Judged reports come in; a Summary goes out: all figures of a run, as text for a terminal and as JSON for programs."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dragoman.evaluate.against import Change
from dragoman.evaluate.confidence import Reliability, weigh_confidence
from dragoman.evaluate.figures import Counts, Rate, interval, total
from dragoman.evaluate.run import Case, Judged
from dragoman.evaluate.stages import STAGES
from dragoman.evaluate.told import Told, countries


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """All figures of a run. `stages` counts misses and false events by the stage that failed, None where none can be told."""

    counts: Counts
    sources: Mapping[str, Counts]
    reliability: Reliability | None
    stages: Mapping[str, tuple[int, int]] | None
    interval: tuple[float, float, int] | None
    change: Change | None


def summarise(judged: Sequence[Judged], *, draws: int = 0, change: Change | None = None, coded: bool = True) -> Summary:
    """Add up all reports."""
    names = Counter(j.report.source for j in judged)
    low_high = interval([j.counts for j in judged], draws) if draws else None
    return Summary(
        counts=total(j.counts for j in judged),
        sources={name: total(j.counts for j in judged if j.report.source == name) for name, _ in names.most_common()},
        reliability=weigh_confidence((j.report, j.ours) for j in judged),
        stages=_count_stages([c for j in judged for c in j.cases]) if coded else None,
        interval=(*low_high, draws) if low_high else None,
        change=change,
    )


def _count_stages(cases: Sequence[Case]) -> dict[str, tuple[int, int]]:
    missed = Counter(c.verdict.stage for c in cases if c.verdict and c.gold)
    false = Counter(c.verdict.stage for c in cases if c.verdict and c.ours)
    return {stage: (missed[stage], false[stage]) for stage in STAGES}


def to_json(summary: Summary) -> dict[str, Any]:
    """The figures as plain data; docs/check.md tells every key."""
    counts, reliability = summary.counts, summary.reliability
    return {
        "reports": counts.reports,
        "gold": counts.gold,
        "coded": counts.ours,
        "levels": {name: _rate(rate) for name, rate in counts.levels().items()},
        "interval": dict(zip(("low", "high", "draws"), summary.interval, strict=True)) if summary.interval else None,
        "fields": {name: {"right": right, "of": of} for name, (right, of) in counts.fields().items()},
        "types": _types(counts),
        "sources": {
            name: {"reports": part.reports, **{level: _rate(rate) for level, rate in part.levels().items()}}
            for name, part in summary.sources.items()
        },
        "confusion": _confusion(counts),
        "confidence": _reliability(reliability) if reliability else None,
        "stages": {s: {"missed": m, "false": f} for s, (m, f) in summary.stages.items()} if summary.stages else None,
        "against": _change(summary.change) if summary.change else None,
    }


def _rate(rate: Rate) -> dict[str, float]:
    return {
        "precision": rate.precision,
        "recall": rate.recall,
        "f1": rate.f1,
        "right": rate.hits,
        "gold": rate.gold,
        "coded": rate.ours,
    }


def _types(counts: Counts) -> dict[str, Any]:
    by_type = counts.by_type("type")
    return {name: {"both": _rate(rate), "type": _rate(by_type[name])} for name, rate in counts.by_type().items()}


def _confusion(counts: Counts) -> dict[str, dict[str, int]]:
    table: dict[str, dict[str, int]] = {}
    for (gold, ours), n in sorted(counts.confusion.items()):
        table.setdefault(gold, {})[ours] = n
    return table


def _reliability(reliability: Reliability) -> dict[str, Any]:
    floor = reliability.floor
    return {
        "calibration_error": reliability.error,
        "bins": [{"from": b.low, "events": b.events, "said": b.said, "right": b.right} for b in reliability.bins],
        "precision_080": {
            "min_confidence": floor.confidence,
            "precision": floor.precision,
            "recall": floor.recall,
            "coded": floor.events,
        }
        if floor
        else None,
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "before": {name: _rate(rate) for name, rate in change.before.items()},
        **{name: [_case(case) for case in getattr(change, name)] for name in ("fixed", "broken", "gone", "new")},
    }


def _case(case: Case) -> dict[str, Any]:
    told = case.gold or case.ours
    assert told is not None
    return {
        "report": case.report.document.id,
        "sentence": case.sentence,
        "type": told.type,
        "trigger": told.trigger,
        "actor": sorted(countries(told.actors)),
        "recipient": sorted(countries(told.recipients)),
        "instead": tell_told(case.ours) if case.gold and case.ours else None,
    }


def tell_told(told: Told) -> str:
    """One event in a few words: type, trigger, parties, status."""
    mode = f"/{told.mode}" if told.mode else ""
    status = "" if told.status == "actual" else f" [{told.status}]"
    who = "+".join(sorted(countries(told.actors))) or "---"
    whom = "+".join(sorted(countries(told.recipients))) or "---"
    return f"{told.type}{mode} ‘{told.trigger}’ {who} → {whom}{status}"
