"""What the sources of one happening say comes in; the best value of each field goes out, by agreement and confidence."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TypeVar

from dragoman.reconcile.compare import is_nameless, name_place
from dragoman.reconcile.gist import Gist
from dragoman.reconcile.when import is_recalled
from dragoman.record.event import Event
from dragoman.record.mention import Actor, Place
from dragoman.record.span import Span

# At most so many contexts stand in a record (record.md).
MOST_CONTEXTS = 4
# A party stands in the happening if sources with this share of the greatest party's weight name it.
PARTY_SHARE = 0.5
# The tellings of each independent source.
Sources = Sequence[Sequence[Gist]]
Value = TypeVar("Value")


def weigh_values(sources: Sources, read: Callable[[Event], Iterable[Value]]) -> list[tuple[Value, float]]:
    """The values that the events have, most believed first.

    A source gives a value the confidence of its most confident event that has it, so that ten reports of one source weigh
    no more than one. Of equally believed values the one whose words sort first comes first.
    """
    weights: dict[Value, float] = defaultdict(float)
    for source in sources:
        said: dict[Value, float] = defaultdict(float)
        for gist in source:
            event = gist.telling.event
            for value in read(event):
                said[value] = max(said[value], event.confidence)
        for value, confidence in said.items():
            weights[value] += confidence
    return sorted(weights.items(), key=lambda item: (-round(item[1], 9), str(item[0])))


def pick_mode(sources: Sources) -> str | None:
    """The most believed mode, None where no event has one."""
    modes = weigh_values(sources, lambda e: (e.mode,) if e.mode else ())
    return modes[0][0] if modes else None


def pick_contexts(sources: Sources) -> tuple[str, ...]:
    """The most believed contexts, at most MOST_CONTEXTS."""
    return tuple(context for context, _ in weigh_values(sources, lambda e: e.context)[:MOST_CONTEXTS])


def pick_event(gists: Iterable[Gist], fits: Callable[[Event], bool]) -> Event:
    """The most confident of the events that fit, of equals the earliest; there is at least one."""
    return min(
        (g for g in gists if fits(g.telling.event)), key=lambda g: (-g.telling.event.confidence, g.order)
    ).telling.event


def pick_content(gists: Sequence[Gist]) -> Span | None:
    """The content of the most confident event that has one."""
    if not any(g.telling.event.content for g in gists):
        return None
    return pick_event(gists, lambda e: e.content is not None).content


def pick_days(gists: Sequence[Gist], day: date, kind: str) -> tuple[date | None, date | None, str]:
    """First and last day, and on what they rest: `day` if a report states it, else the shortest span that one states.

    Where no report states any it is the day of publication, as of an event; but what is only told as known before, or as what has
    come to be, has none.
    """
    if kind == "dated":
        return day, day, "stated"
    if kind == "old":
        return None, None, "none"
    stated = [g.telling.event for g in gists if g.telling.event.date_basis == "stated" and g.when.kind != "old"]
    spans = [(e.date, e.enddate) for e in stated if e.date or e.enddate]
    if spans:
        first, last = min(spans, key=lambda s: ((s[1] or date.max) - (s[0] or date.min), s[0] or date.min))
        return first, last, "stated"
    if kind == "loose" and not all(is_recalled(g.telling) for g in gists if g.when.kind == "loose"):
        return day, day, "published"
    return None, None, "none"


def pick_place(sources: Sources) -> Place | None:
    """The most believed place; among places that lie in one another each supports those around it, and the smallest wins."""
    places = [(g.telling.event.event_loc, g) for s in sources for g in s if g.telling.event.event_loc]
    if not places:
        return None

    def read(event: Event) -> Iterable[str | int]:
        return (name_place(event.event_loc),) if event.event_loc else ()

    weights = dict(weigh_values(sources, read))
    return max(
        (p for p, _ in sorted(places, key=lambda item: item[1].order)),
        key=lambda p: (
            not is_nameless(p),
            p.geonameid is not None,
            (p.resolution or 0) > 1,
            round(weights[name_place(p)], 9),
            p.resolution or 0,
        ),
    )


def pick_parties(sources: Sources, role: str) -> tuple[Actor, ...]:
    """Who stands in a role: the parties that enough sources name, each in its best resolved form, most believed first."""

    def read(event: Event) -> Iterable[str]:
        return _name_parties(getattr(event, role))

    weights = weigh_values(sources, read)
    if not weights:
        return ()
    forms: dict[str, list[tuple[Actor, Gist]]] = defaultdict(list)
    for gist in (g for s in sources for g in s):
        for name, actor in _name_parties(getattr(gist.telling.event, role)).items():
            forms[name].append((actor, gist))
    least = weights[0][1] * PARTY_SHARE
    return tuple(_pick_form(forms[name]) for name, weight in weights if weight >= least)


def _name_parties(party: Sequence[Actor]) -> dict[str, Actor]:
    """The parties of an event by what they have in common with those of other events: country and place among its own, else name."""
    seen: Counter[str] = Counter()
    named = {}
    for actor in party:
        name = actor.code or (actor.identifier_text or actor.entity_text).casefold()
        seen[name] += 1
        named[f"{name} {seen[name]}"] = actor
    return named


def _pick_form(forms: list[tuple[Actor, Gist]]) -> Actor:
    """The mention that says most about who it is; of equals that of the most confident, then of the earliest event."""
    return min(
        forms,
        key=lambda form: (
            form[0].office is None,
            form[0].identifier_id is None,
            not form[0].sector,
            -len((form[0].identifier_text or "").split()),
            -form[1].telling.event.confidence,
            form[1].order,
            form[0].start,
        ),
    )[0]
