"""Changes come in; a commitment's history up to a day goes out: which change counts depends on what stands already."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from dragoman.ledger.outcomes import is_negated, is_truce
from dragoman.ledger.sayings import Saying
from dragoman.record.commitment import Change

# A change counts only from one of these states. Later evidence counts over earlier; the calendar over nothing but itself.
WAITING = frozenset({"open", "due", "overdue"})
# "undone" is no state but a report that an act was not done: it contradicts one that it was, and breaks a promise whose
# day has passed.
DONE = frozenset({"kept", "partly kept", "broken"})
FROM = {
    "due": frozenset({"open"}),
    "overdue": frozenset({"open", "due"}),
    "condition met": WAITING,
    "partly kept": WAITING | {"condition met", "refused"},
    "kept": WAITING | {"condition met", "partly kept", "refused", "broken"},
    "carried out": WAITING | {"condition met", "refused", "broken"},
    "broken": WAITING | {"condition met", "partly kept", "kept", "superseded"},
    "refused": WAITING | {"condition met", "partly kept"},
    "withdrawn": WAITING | {"condition met", "partly kept", "refused", "kept"},
    "superseded": WAITING | {"condition met", "partly kept"},
    "unknown": WAITING | {"condition met", "partly kept", "kept", "refused"},
    "undone": DONE | {"overdue"},
}
# What comes first where two changes fall on one day: the calendar, then what is waited for, then what was done.
ORDER = ("due", "overdue", "superseded", "condition met", "refused", "withdrawn", "partly kept", "kept", "carried out", "broken", "undone", "unknown")  # fmt: skip
# Only an agreement that is being kept can still be ended by a party; a promise that was kept is over.
ENDED_LATER = frozenset({"agreement"})


def fold_changes(saying: Saying, changes: Iterable[Change], as_of: date) -> tuple[Change, ...]:
    """The changes that count, the first of them "open", up to and on `as_of`."""
    made = Change(
        state="open",
        since=saying.deed.day,
        events=saying.deed.events,
        confidence=saying.confidence,
        why="said",
    )
    history = [made]
    for change in sorted(changes, key=_by_day):
        if change.since is None or change.since > as_of:
            continue
        state = history[-1].state
        if state not in FROM[change.state]:
            continue
        if state == "kept" and change.state == "withdrawn" and saying.kind not in ENDED_LATER:
            continue
        if change.state == "undone" and state == "overdue":
            if saying.family != "give":
                continue
            change = replace(change, state="broken")
        elif change.state == "undone" and state == "broken" and not (is_truce(saying) or is_negated(saying)):
            continue  # both say that it was not done
        elif change.state == "undone" or _contradicts(history[-1], change):
            change = replace(change, state="unknown", why=f"reports contradict each other: {change.why}")
        history.append(change)
    return tuple(history)


def _by_day(change: Change) -> tuple[date, int, tuple[str, ...], str]:
    return change.since or date.max, ORDER.index(change.state), change.events, change.why


def _contradicts(last: Change, change: Change) -> bool:
    """Whether two reports of one day say that it was kept and that it was broken."""
    return {last.state, change.state} == {"kept", "broken"} and last.since == change.since
