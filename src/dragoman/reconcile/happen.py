"""The tellings of one happening come in; the Happening goes out (record.md)."""

from collections.abc import Sequence
from datetime import date

from dragoman.reconcile.best import (
    Sources,
    pick_content,
    pick_contexts,
    pick_days,
    pick_event,
    pick_mode,
    pick_parties,
    pick_place,
)
from dragoman.reconcile.differ import find_disagreements
from dragoman.reconcile.gist import Gist
from dragoman.reconcile.sources import split_sources
from dragoman.record.happening import Happening
from dragoman.record.ids import happening_id


def make_happening(gists: Sequence[Gist], day: date, kind: str) -> Happening:
    """Sum up what tellings say of one happening.

    Args:
        gists: the tellings, in order; at least one.
        day: the day that they were joined by, and
        kind: what that day is: "dated", "loose", "old" or "apart" (when.py).
    """
    first = gists[0].telling.event
    sources = split_sources(gists)
    mode = pick_mode(sources)
    # A scale and class that some event has: a mode's own where the best mode is known.
    model = pick_event(gists, lambda e: e.mode == mode)
    start, end, basis = pick_days(gists, day, kind)
    published = [g.telling.published for g in gists if g.telling.published]
    return Happening(
        id=happening_id(first.event, first.status, first.document, first.id),
        event=first.event,
        mode=mode,
        context=pick_contexts(sources),
        quad_code=model.quad_code,
        event_scale=model.event_scale,
        status=first.status,
        actor=pick_parties(sources, "actor"),
        recipient=pick_parties(sources, "recipient"),
        date=start,
        enddate=end,
        date_basis=basis,
        event_loc=pick_place(sources),
        content=pick_content(gists),
        reports=tuple(sorted({g.telling.event.document for g in gists})),
        events=tuple(sorted(g.telling.event.id for g in gists)),
        independent_sources=len(sources),
        first_reported=min(published, default=None),
        last_reported=max(published, default=None),
        disagreements=find_disagreements(sources),
        confidence=_join_confidence(sources),
    )


def _join_confidence(sources: Sources) -> float:
    """How likely it is that type, actor and recipient are right, given what each independent source has.

    One minus the chance that all are wrong; but sources are read by one coder, whose errors are alike, so the second counts
    by its square root, the third by its cube root: 1 − (1−c₁)(1−c₂)^½(1−c₃)^⅓… with the most confident first. It never falls
    when a source is added or grows more confident.
    """
    doubt = 1.0
    confidences = sorted((max(g.telling.event.confidence for g in s) for s in sources), reverse=True)
    for number, confidence in enumerate(confidences, start=1):
        doubt *= (1.0 - confidence) ** (1.0 / number)
    return round(1.0 - doubt, 4)
