"""Comes in: a text and the bounds of one sentence. Goes out: Mentions of kind "time", which say when.

The wording of each phrase stands in codebook/en/times.toml; here it is only compiled and looked for.
"""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from dragoman.codebook.load import read_toml
from dragoman.record.mention import Mention

# Tables whose words make a sentence worth a closer look.
HINT_TABLES = ("weekday", "month", "season", "shyseason", "holiday", "unit", "period", "dayword", "moment")
_NOTE = re.compile(r"\{(after|notafter|if|unless):([^}]*)\}")
_SLOT = re.compile(r"\{(\w+)\}")
_POSSESSIVE = re.compile(r"['’]s?\b", re.IGNORECASE)
_WORD = re.compile(r"[a-z]+|(?:19|20)(?=\d\d)|\d/(?=\d)")


class _Finder(NamedTuple):
    """A sentence needs one word of `hints`; `phrase` finds, `leads` and `joins` say what such words mean."""

    hints: frozenset[str]
    phrase: re.Pattern[str]
    leads: Mapping[str, str]
    joins: Mapping[str, str]


class _Hit(NamedTuple):
    start: int
    end: int
    lead: str


def find_times(text: str, start: int, end: int, sentence: int = 0) -> list[Mention]:
    """Propose the time phrases of the sentence `text[start:end]`, in reading order and without overlap.

    `sentence` is the sentence's number, which the mentions carry. Offsets count in `text`. A leading
    "since", "by", "until", "before", "after", "within", "from" or "between" belongs to the words; "on",
    "in" and "at" do not.
    """
    finder = _load_finder()
    if finder.hints.isdisjoint(_WORD.findall(text[start:end].lower())):
        return []
    hits: list[_Hit] = []
    for match in finder.phrase.finditer(text, start, end):
        lead = finder.leads.get(" ".join((match["lead"] or "").lower().split()), "")
        if lead in ("before", "after", "from") and _POSSESSIVE.match(text, match.end(), end):
            hit = _Hit(match.end("lead"), match.end(), "")  # "after Monday's attack" says that it was on Monday
        else:
            hit = _Hit(match.start(), match.end(), lead)
        if hits and _is_joined(text[hits[-1].end : hit.start], hits[-1], hit, match["lead"], finder.joins):
            hits[-1] = _Hit(hits[-1].start, hit.end, "joined")
        else:
            hits.append(hit)
    return [
        Mention(kind="time", text=text[hit.start : hit.end], start=hit.start, end=hit.end, sentence=sentence)
        for hit in hits
    ]


def _is_joined(gap: str, before: _Hit, after: _Hit, lead: str | None, joins: Mapping[str, str]) -> bool:
    """Whether two phrases are the ends of one span: "from March to May", "between Monday and Friday"."""
    if before.lead not in ("", "since", "from", "between", "during"):
        return False
    if after.lead:  # "from Monday until Friday": the second lead is the join
        return (
            not gap.strip()
            and bool(gap)
            and lead is not None
            and before.lead in ("since", "from")
            and lead.strip() in joins
        )
    join = joins.get(gap.strip().lower())
    return join == "to" or (join == "and" and before.lead == "between")


@cache
def _load_finder() -> _Finder:
    data, _ = read_toml(files("dragoman.codebook") / "en" / "times.toml", dict[str, Any])
    layout = data["layout"]
    phrases = "|".join(f"(?:{_expand(entry['say'], data)})" for entry in data["phrase"])
    pattern = (
        rf"(?<!\w)(?:(?P<lead>{_expand(layout['lead'], data)}))?"
        rf"(?:{_expand(layout['clock'], data)}|{_expand(layout['edge'], data)})*"
        rf"(?:{phrases})(?!\w)"
    )
    words = {word for table in HINT_TABLES for key in data[table] for word in _WORD.findall(key.lower())}
    return _Finder(
        hints=frozenset(words.union(data["hints"]) - set(data["no_hints"])),
        phrase=re.compile(pattern, re.IGNORECASE),
        leads={key.lower(): value for key, value in data["lead"].items()},
        joins={key.lower(): value for key, value in data["join"].items()},
    )


def _expand(say: str, data: Mapping[str, Any]) -> str:
    """Turn a wording of times.toml into a regular expression without groups."""
    notes: list[str] = []

    def keep_note(match: re.Match[str]) -> str:
        notes.append(_expand_note(match[1], match[2].split("|")))
        return f"\0{len(notes) - 1}\0"

    say = _NOTE.sub(keep_note, say)
    say = re.sub(r"\(\?P<\w+>|\((?!\?)", "(?:", say).replace(" ?", r"\s*").replace(" ", r"\s+").replace("{s}", "['’]")
    say = _SLOT.sub(lambda match: _expand_slot(match[1], data), say)
    return re.sub("\0(\\d+)\0", lambda match: notes[int(match[1])], say)


def _expand_note(note: str, words: list[str]) -> str:
    if note in ("after", "notafter"):
        sign = "=" if note == "after" else "!"
        behind = [
            rf"(?<{sign}\b{re.escape(word)})" if word.endswith("-") else rf"(?<{sign}\b{word}\s)".replace(" ", r"\s")
            for word in words
        ]
        return f"(?:{'|'.join(behind)})" if note == "after" else "".join(behind)
    words_after = "|".join(re.escape(word).replace(r"\ ", r"\s") for word in words if word != "end")
    choices = [rf"[\s-]*(?:{words_after})(?!\w)"] if words_after else []
    if "end" in words:
        choices.append(r"\s*(?:[,.;:!?)\]…—–\"”]|$)")
    return f"(?{'=' if note == 'if' else '!'}{'|'.join(choices)})"


def _expand_slot(slot: str, data: Mapping[str, Any]) -> str:
    if slot in data["figures"]:
        return str(data["figures"][slot])
    words = sorted(data[slot.rstrip("2")], key=lambda word: (-len(word), word))
    names = [re.escape(word).replace(r"\ ", r"\s+") for word in words if word[0].isupper()]
    others = [re.escape(word).replace(r"\ ", r"\s+") for word in words if not word[0].isupper()]
    if names:
        others.insert(0, f"(?-i:{'|'.join(names)})")
    return f"(?:{'|'.join(others)})"
