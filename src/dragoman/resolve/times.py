"""Comes in: time mentions and the day of publication. Goes out: TimeSpans, the days that the words mean.

Which words mean what stands in codebook/en/times.toml; here stands only the arithmetic of the calendar.
The conventions, all counted from the day of publication P:

- a bare weekday is the latest on or before P, "last" the latest before P, "next" the first after P; "this
  Friday" is read like the bare one. With `future` a bare one is the first on or after P (a preview).
- a day or month without a year is the latest on or before P; a day that would lie more than 300 days back
  is the coming one. With `future` it is the first on or after P.
- a week runs from Monday to Sunday; "last week" is the calendar week before P's, and on a Sunday the seven days before. "this week" (month, year)
  runs from its first day to P, with `future` from P to its last day.
- early, mid and late: of a month days 1-10, 11-20 and 21 to the end; of a week Mon-Tue, Tue-Thu, Thu-Sun;
  of a year Jan-Mar, Jun-Aug, Oct-Dec; of anything else its thirds. "the end of" is the last day while that
  is still to come, and the late part of a time that is over; "the start of" a year is its January.
- days, weeks and months "ago" count to the exact day, so does one year; more years mean that calendar year.
- "more than", "nearly", "about" and unknown numbers leave `first` open, or both ends.
- "by", "until" and "before" leave `first` open and give the last day; "since", "from" and "after" leave
  `last` open. "by" and "until" look forward.
- "the following day", "two days later", "that night" count from the day that was told last (`anchor`);
  without one they mean no date.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

from dragoman.codebook.load import read_toml
from dragoman.record.mention import Mention, TimeSpan
from dragoman.resolve.calendar import DAY, UNKNOWN, Days, Now, narrow_days
from dragoman.resolve.readings import MEANINGS, Words

_NOTE = re.compile(r"\{(?:after|notafter|if|unless):[^}]*\}")
_SLOT = re.compile(r"\{(\w+)\}")


class _Grammar(NamedTuple):
    phrases: tuple[tuple[str, re.Pattern[str]], ...]
    layout: Mapping[str, re.Pattern[str]]
    tables: Mapping[str, Mapping[str, Any]]
    join: re.Pattern[str]


def resolve_times(
    mentions: Iterable[Mention],
    published: date | None,
    anchor: date | None = None,
    previews: Collection[int] = frozenset(),
) -> list[TimeSpan]:
    """Give each time mention the days that it means, in the order given (a document's own order).

    `published` is the day of publication or dateline; without it only absolute dates are resolved.
    `anchor` is the day told last before the first mention; each resolved phrase becomes the anchor of
    those after it. `previews` are the offsets of phrases that are told as to come. The spans keep the words and offsets of the mentions.
    Mentions of other kinds are left out.
    """
    told = Days(anchor, anchor, "day") if anchor else UNKNOWN
    spans = []
    for mention in mentions:
        if mention.kind != "time":
            continue
        days = _resolve_text(mention.text, published, told, future=mention.start in previews)
        if days.first and days.last and days.grain in ("day", "week", "month", "year"):
            told = days
        spans.append(
            TimeSpan(
                text=mention.text,
                start=mention.start,
                end=mention.end,
                first=days.first,
                last=days.last,
                grain=days.grain,
            )
        )
    return spans


def shift_future(span: TimeSpan, published: date | None) -> TimeSpan:
    """Read the words of `span` as of something to come: "on Tuesday" is the first on or after `published`.

    Words that name their own year or direction ("last Friday", "3 May 2016", "two days later") keep
    their days.
    """
    days = _resolve_text(span.text, published, UNKNOWN, future=True)
    if days.first is None and days.last is None:
        return span
    return replace(span, first=days.first, last=days.last, grain=days.grain)


def _resolve_text(text: str, published: date | None, anchor: Days, *, future: bool) -> Days:
    text = " ".join(text.split())
    if published:
        try:
            return _resolve(text, Now(published, anchor, future)) or UNKNOWN
        except OverflowError:  # "yesterday", on the first day of the calendar
            return UNKNOWN
    # An absolute date means the same days from wherever it is counted; a relative one does not.
    here, there = (_resolve(text, Now(day, anchor)) or UNKNOWN for day in (date(1990, 1, 1), date(2030, 7, 5)))
    return here if here == there else Days(None, None, here.grain)


def _resolve(text: str, now: Now) -> Days | None:
    """Read a phrase, or what is left of it without its join, lead, clock or edge; None if it is no time."""
    grammar = _load_grammar()
    reading = _read_phrase(text)
    if reading:
        return MEANINGS[reading[0]](reading[1], now)
    for join in grammar.join.finditer(text):
        days = _resolve_joined(text[: join.start()], text[join.end() :], now)
        if days:
            return days
    if match := grammar.layout["lead"].match(text):
        lead = grammar.tables["lead"][match["lead"].lower()]
        return _resolve_led(lead, text[match.end() :], now)
    if match := grammar.layout["clock"].match(text):
        return _resolve(text[match.end() :], now)
    if match := grammar.layout["edge"].match(text):
        days = _resolve(text[match.end() :], now._replace(whole=True))
        return days and narrow_days(days, grammar.tables["edge"][match["edge"].lower()], now.published)
    return None


def _resolve_joined(left: str, right: str, now: Now) -> Days | None:
    """Read the two ends of a span; the first end is the nearest before the last."""
    lead = _load_grammar().layout["lead"].match(left)
    if lead:
        left = left[lead.end() :]
    last = _resolve(right, now)
    if not last or not last.last:
        return None
    first = _resolve(left, now._replace(published=last.last, future=False))
    if not first or not first.first or first.first > last.last:
        return None
    return Days(first.first, last.last, "span")


def _resolve_led(lead: str, rest: str, now: Now) -> Days | None:
    if _load_grammar().layout["clock"].match(rest) and lead in ("before", "after"):
        return _resolve(rest, now)  # "before dawn on Sunday" is on Sunday
    if lead in ("by", "until"):
        now = now._replace(future=True)
    days = _resolve(rest, now)
    if not days or lead in ("during", "between"):
        return days
    if lead == "within":
        return days._replace(grain="deadline") if days.first == now.published else days
    if lead == "from" and days.grain == "span" and _read_phrase(rest):
        return days  # "from 3 to 5 May" has its end
    if lead in ("since", "from"):
        return Days(days.first, None, "since")
    if lead == "after":
        return Days(days.last and days.last + DAY, None, "since")
    if lead == "before":
        return Days(None, days.first and days.first - DAY, "deadline")
    return Days(None, days.last, "deadline")


@lru_cache(maxsize=4096)
def _read_phrase(text: str) -> tuple[str, Words] | None:
    """Find the phrase of times.toml that `text` is, and the value of each of its words."""
    grammar = _load_grammar()
    for means, pattern in grammar.phrases:
        if match := pattern.fullmatch(text):
            values = {slot: _read_value(slot, word, grammar.tables) for slot, word in match.groupdict().items() if word}
            return means, values
    return None


def _read_value(slot: str, word: str, tables: Mapping[str, Mapping[str, Any]]) -> Any:
    table = slot.rstrip("2")
    if table in tables:
        return tables[table][word.lower()]
    return int(word) if word.isdigit() else word.lower()


@cache
def _load_grammar() -> _Grammar:
    data, _ = read_toml(files("dragoman.codebook") / "en" / "times.toml", dict[str, Any])
    tables = {
        name: {word.lower(): value for word, value in table.items()}
        for name, table in data.items()
        if isinstance(table, dict) and name not in ("figures", "layout")
    }
    return _Grammar(
        phrases=tuple((entry["means"], _compile(entry["say"], data)) for entry in data["phrase"]),
        layout={name: _compile(say, data) for name, say in data["layout"].items()},
        tables=tables,
        join=re.compile(rf"\s*[-–]\s*|\s(?:{_list_words(data['join'])})\s", re.IGNORECASE),
    )


def _compile(say: str, data: Mapping[str, Any]) -> re.Pattern[str]:
    """Turn a wording into a pattern that names each slot; notes on neighbours were the finder's matter."""
    say = re.sub(r"\((?!\?)", "(?:", _NOTE.sub("", say))
    say = say.replace(" ?", r"\s*").replace(" ", r"\s+").replace("{s}", "['’]")
    return re.compile(_SLOT.sub(lambda match: _name_slot(match[1], data), say), re.IGNORECASE)


def _name_slot(slot: str, data: Mapping[str, Any]) -> str:
    if slot in data["figures"]:
        return f"(?P<{slot}>{data['figures'][slot]})"
    return f"(?P<{slot}>{_list_words(data[slot.rstrip('2')])})"


def _list_words(table: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(table, key=lambda word: (-len(word), word)))
