"""A telling comes in; the days on which its act may have been go out."""

from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.reconcile.words import cut_words, find_old, sounds_done
from dragoman.record.event import Event
from dragoman.record.happening import Telling

# Acts that both parties do together: who is named first does not matter.
MUTUAL = frozenset({"CONSULT", "AGREE", "COOPERATE"})
DAY, WEEK = timedelta(days=1), timedelta(days=7)
# Every kind of When.
KINDS = ("dated", "loose", "old", "apart")
# What a report does not date was, as a rule, on the day of publication or the few days before it.
NEWS_DAYS = 3
# A stated span up to this long ("overnight", "last week") may be one day of it; a longer one names no day at all.
SPAN_DAYS = 6
# A report is republished within this many days (measured: docs/happenings.md); the days of a copy count from its original.
LAG_DAYS = 6
# What a report tells as known before is looked for among the acts of this many days.
OLD_DAYS = 3
# Groups that no report dates may still tell one happening if their last days lie this many days apart.
NEXT_DAYS = 2
# These count from the day of the original, whenever the copy came out.
_FROM_TODAY = frozenset({"today", "yesterday", "tomorrow", "tonight", "overnight"})


@dataclass(frozen=True, slots=True)
class When:
    """The days `first` to `last` on which an act may have been.

    `kind` is "dated" (the report states the one day), "loose" (one of these days), "old" (told as known before, on one of
    these days or any day before) or "apart" (no day can be told: a month, a year, nothing; never matched by day).
    """

    kind: str
    first: date
    last: date


def tell_when(telling: Telling) -> When:
    """When the act may have been; a report without any day stands on the first day of the calendar."""
    event = telling.event
    lag = _count_lag(telling)
    if event.date_basis == "stated" and event.date is not None:
        text, shift = event.date_text, _shift_copy(telling, lag)
        first, last = _go_back(event.date, shift), _go_back(event.enddate or date.max, shift)
        if last - first > SPAN_DAYS * DAY:
            return When("apart", first, first)
        if text is not None and text.start < event.trigger.start and _find_old(event, telling.sentence) > text.start:
            return When("old", _go_back(last, OLD_DAYS * DAY), last)
        return When("dated" if first == last else "loose", first, last)
    day = telling.published - lag if telling.published else event.date or event.enddate or date.min
    if event.date_basis != "published":
        return When("apart", day, day)
    if _find_old(event, telling.sentence) >= 0:
        return When("old", _go_back(day, OLD_DAYS * DAY), day)
    return When("loose", _go_back(day, NEWS_DAYS * DAY), day)


def is_recalled(telling: Telling) -> bool:
    """Whether a report, below its head, tells the act only as what has come to be, on no day that it means: "has frozen the talks"."""
    event = telling.event
    # Texts for which a title is known often begin with it.
    head = 1 if event.cite_info.title else 0
    return event.sentence.sequence > head and sounds_done(telling.sentence, event.trigger.start - event.sentence.start)


def _find_old(event: Event, sentence: str) -> int:
    """Where in the document the word stands that tells of an act known before; -1 where there is none."""
    start = event.sentence.start
    party = [(a.start - start, a.end - start) for a in event.actor]
    found = find_old(sentence, event.trigger.start - start, mutual=event.event in MUTUAL, party=party)
    return -1 if found is None else start + found


def _shift_copy(telling: Telling, lag: timedelta) -> timedelta:
    """How much earlier a copy's stated day was in truth: its coder took "yesterday" or "on Monday" from the copy's own day."""
    event = telling.event
    if event.date_text is not None and not _FROM_TODAY.isdisjoint(cut_words(event.date_text.text)):
        return lag
    if lag and telling.published and event.date and telling.published - lag < event.date <= telling.published:
        return WEEK
    return timedelta(0)


def _go_back(day: date, distance: timedelta) -> date:
    return day - min(distance, day - date.min)


def _count_lag(telling: Telling) -> timedelta:
    """How many days after its original the telling's report came out; none where that is too long to be a copy's."""
    if telling.published is None or telling.first_published is None:
        return timedelta(0)
    lag = telling.published - telling.first_published
    return lag if timedelta(0) < lag <= LAG_DAYS * DAY else timedelta(0)
