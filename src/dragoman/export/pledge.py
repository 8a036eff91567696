"""A commitment comes in; its words go out: a line for a table, and its whole story with quotations and sources."""

from collections.abc import Iterator, Mapping
from datetime import date

from dragoman.export.words import shorten, tell_entities, tell_terms
from dragoman.record.commitment import Change, Commitment
from dragoman.record.happening import Telling

CELLS = ("made on", "kind", "by", "to", "what", "deadline", "state", "since", "id")


def tell_commitment(commitment: Commitment, whole: bool = False) -> dict[str, str]:
    """The cells of a commitment's line, by their names; `whole` does not shorten them."""
    what = commitment.content.text if commitment.content else ""
    values = (
        _day(commitment.made_on),
        commitment.kind,
        tell_entities(commitment.by) or "someone not named",
        tell_entities(commitment.to),
        " ".join(what.split()) if whole else shorten(what, 80),
        _tell_deadline(commitment),
        commitment.state,
        _day(commitment.state_since),
        commitment.id,
    )
    return dict(zip(CELLS, values, strict=True))


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _tell_deadline(commitment: Commitment) -> str:
    deadline = commitment.deadline
    return "" if deadline is None else _day(deadline.date) or f"“{deadline.text}”"


def tell_sentence(commitment: Commitment) -> str:
    """A commitment in one line of plain words, made only of what the record holds."""
    parts = [f"{tell_entities(commitment.by) or 'someone not named'} — {commitment.kind}"]
    if commitment.to:
        parts.append(f"→ {tell_entities(commitment.to)}")
    return ", ".join([*parts, *tell_terms(commitment)])


def tell_story(commitment: Commitment, told: Mapping[str, Telling]) -> str:
    """The whole story in order: what was said, each change of state with the sentences that show it, and their sources."""
    lines = [tell_sentence(commitment), f"state: {commitment.state} since {_day(commitment.state_since) or 'unknown'}"]
    if commitment.attribution:
        lines.append(f"on the word of {tell_entities(commitment.attribution)}")
    for change in commitment.history:
        lines += ["", f"{_day(change.since) or '?'}  {change.state}  ({change.confidence:.2f})  {_tell_why(change)}"]
        lines += [f"    {quote}" for quote in quote_change(change, told)]
    return "\n".join(lines)


def _tell_why(change: Change) -> str:
    return shorten(change.why, 400)


def quote_change(change: Change, told: Mapping[str, Telling]) -> Iterator[str]:
    """The sentences behind a change, each with day and outlet, earliest first; none where the calendar alone speaks."""
    if change.state in ("due", "overdue"):
        return
    known = [told[event] for event in change.events if event in told]
    for telling in sorted(known, key=lambda t: (t.published or date.min, t.event.id)):
        yield f"{name_source(telling)}: “{shorten(telling.sentence, 300)}”"


def name_source(telling: Telling) -> str:
    """The day and the outlet of a telling, or the report's id where the outlet is unknown."""
    cite = telling.event.cite_info
    return ", ".join(w for w in (_day(cite.published), cite.publication or telling.event.document) if w)
