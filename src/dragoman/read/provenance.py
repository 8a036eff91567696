"""Comes in: the text of a report. Goes out: what it says of its own origin, and the stretches that say it.

Looked at are only the first and last few lines, and only forms that news pages use: a labelled or lone
date, a byline, a dateline, credits, the outlet's name as a last line. What is not surely one of these stays
text. The phrases are data: provenance.toml.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from dragoman.read.dateline import find_dateline
from dragoman.read.dates import date_expression, join_alternatives, parse_date, yearless_expression
from dragoman.read.words import load_words

HEAD_LINES = 6
TAIL_LINES = 8
_LINE_LENGTH = 240  # a longer line is running text, whatever it begins with
_CREDIT_LENGTH = 200
_NAME_LENGTH = 80
_BYLINE_LENGTH = 120

# A name in a byline: capitalised words, initials, and the small words that stand inside names and offices.
_NAME_WORD = (
    r"(?:[A-ZÀ-ÖØ-Þ][\w'’.-]*|(?:al|el)-[A-Z][\w'’-]*"
    r"|(?:and|&|of|the|in|for|at|de|da|del|der|den|di|la|le|van|von|bin|bint|ibn|al|el)(?![\w-]))"
)
_LATER_FORM = re.compile(r"\n[ \t]*(?=[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’-]+[ ,/|])")
_TRAILING = " \t.,;:|)]–—-"


@dataclass(slots=True)
class Origin:
    """What a text says of its own origin, None where nothing; `furniture` is sorted, without overlaps."""

    published: date | None = None
    author: str | None = None
    publication: str | None = None
    translated_by: str | None = None
    republished_from: str | None = None
    furniture: tuple[tuple[int, int], ...] = ()


@dataclass(slots=True)
class _Findings:
    """What has been found so far; for each field the first finding stands."""

    fields: dict[str, str] = field(default_factory=dict)
    published: date | None = None
    updated: date | None = None
    spans: list[tuple[int, int]] = field(default_factory=list)

    def note_field(self, name: str, value: str) -> None:
        """Keep the first value found for a field, tidied; a value too long to be a name is none."""
        if name == "author":
            value = re.split(r"\s+in\s+[A-Z]", value)[0]  # "Jane Doe in Cairo"
        value = " ".join(value.split()).strip(_TRAILING)
        if value and len(value) <= _NAME_LENGTH:
            self.fields.setdefault(name, value)

    def note_date(self, written: str, *, updated: bool = False) -> None:
        """Keep the first date found, and apart from it the first date of an update; what is no date is passed over."""
        try:
            day = parse_date(written.strip())
        except ValueError:
            return  # "03/04/2020" belongs to the page all the same
        if updated:
            self.updated = self.updated or day
        else:
            self.published = self.published or day


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str


def read_origin(text: str) -> Origin:
    """Find where a report says that it comes from, and which stretches of it belong to the page."""
    found = _Findings()
    head = list(_first_lines(text))
    tail = [line for line in _last_lines(text) if not head or line.start > head[-1].start]
    _read_head(head, found)
    if len(head) < HEAD_LINES:  # a short report: its last lines are among the first
        tail = head[:0:-1]
    _read_tail(tail, found)
    _read_sign_off(text, found)
    _read_later_datelines(text, found)
    return Origin(
        published=found.published or found.updated,
        furniture=_merge_spans(found.spans),
        **found.fields,
    )


def _read_later_datelines(text: str, found: _Findings) -> None:
    """Set aside the datelines of further dispatches on one page: "KHARTOUM, 16 March - …" below the first one.

    Only those that name a day or an agency: in running text a place in capitals may be anything.
    """
    for match in _LATER_FORM.finditer(text):
        dateline = find_dateline(text[match.end() : match.end() + _LINE_LENGTH])
        if dateline and (dateline.day or dateline.agency):
            found.spans.append((match.end(), match.end() + dateline.length))


def _first_lines(text: str) -> Iterator[_Line]:
    for count, match in enumerate(re.finditer(r"[^\s][^\r\n]*", text)):
        if count == HEAD_LINES:
            return
        yield _cut_line(text, match.start(), match.end())


def _last_lines(text: str) -> Iterator[_Line]:
    """Give the last lines that are not blank, the last one first."""
    end = len(text.rstrip())
    count = 0
    while end > 0 and count < TAIL_LINES:
        start = text.rfind("\n", 0, end) + 1
        start = max(start, text.rfind("\r", start, end) + 1)
        if text[start:end].strip():
            count += 1
            yield _cut_line(text, start, end)
        end = start - 1


def _cut_line(text: str, start: int, end: int) -> _Line:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    # Patterns look at the beginning of a line only; a line of megabytes is not copied.
    return _Line(start, end, text[start : min(end, start + _LINE_LENGTH + 1)])


def _read_head(head: list[_Line], found: _Findings) -> None:
    for position, line in enumerate(head):
        whole = len(line.text) <= _LINE_LENGTH
        if whole and (_read_date_line(line, found) or _read_byline(line, found) or _read_credit(line, found)):
            found.spans.append((line.start, line.end))
            continue
        if whole and _is_page_line(line.text):
            found.spans.append((line.start, line.end))
            continue
        start = line.start
        if position == 0 and (label := _label_form().match(line.text)):
            _note_label(label, found)
            found.spans.append((line.start, line.start + label.end()))
            start += label.end()
            start += len(line.text[label.end() :]) - len(line.text[label.end() :].lstrip())
        rest = line.text[start - line.start :]
        if dateline := find_dateline(rest):
            for name, value in (("author", dateline.author), ("publication", dateline.agency)):
                found.note_field(name, value or "")
            found.note_date(dateline.day or "")
            found.spans.append((start, start + dateline.length))
            return


def _read_tail(tail: list[_Line], found: _Findings) -> None:
    """Read upwards from the last line while lines belong to the page; `tail` begins with the last one."""
    credit_near = False
    waiting: _Line | None = None  # a line that is an outlet if a credit follows further up
    for line in tail:
        if len(line.text) > _LINE_LENGTH:
            break
        if _read_credit(line, found):
            credit_near = True
        elif _read_date_line(line, found) or _is_page_line(line.text):
            pass
        elif waiting is None and _looks_like_outlet(line.text) and (credit_near or _is_known_outlet(line.text)):
            found.note_field("publication", line.text)
            credit_near = False  # one outlet a credit: the next short line above is text
        elif waiting is None and not credit_near and line is tail[0] and _looks_like_outlet(line.text):
            waiting = line
            continue
        else:
            break
        found.spans.append((line.start, line.end))
        if waiting and credit_near:
            found.note_field("publication", waiting.text)
            found.spans.append((waiting.start, waiting.end))
            waiting = None


# --- dates
# -----------------------------------------------------------------------------------------------------


@cache
def _label_form() -> re.Pattern[str]:
    words = load_words()
    return re.compile(
        rf"[\[(]?(?:(?P<published>{join_alternatives(words.published)})|(?P<updated>{join_alternatives(words.updated)}))"
        rf"\s*[:–—-]?\s*(?P<date>{date_expression()})(?:[\])]|\.(?=\s|$))?",
        re.IGNORECASE,
    )


@cache
def _lone_date_form() -> re.Pattern[str]:
    return re.compile(rf"(?P<date>{date_expression()})[.|]?", re.IGNORECASE)


def _note_label(label: re.Match[str], found: _Findings) -> None:
    found.note_date(label["date"], updated=label["updated"] is not None)


def _read_date_line(line: _Line, found: _Findings) -> bool:
    """Read a line of nothing but dates: "Published: 27 Dec 2020 | Updated: 28 Dec 2020"."""
    position = 0
    notes: list[re.Match[str]] = []
    while position < len(line.text):
        match = _label_form().match(line.text, position) or (
            None if notes else _lone_date_form().match(line.text, position)
        )
        if not match:
            return False
        notes.append(match)
        position = match.end()
        while position < len(line.text) and line.text[position] in " \t|,;/·•–—-":
            position += 1
    for note in notes:
        found.note_date(note["date"], updated=bool(note.groupdict().get("updated")))
    return bool(notes)


# --- bylines and credits
# ---------------------------------------------------------------------------------------


@cache
def _byline_form() -> re.Pattern[str]:
    return re.compile(
        rf"(?:By|BY|by)[:\s]\s*(?P<names>{_NAME_WORD}(?:[ \t]+{_NAME_WORD}){{0,7}})"
        rf"(?P<rest>,[^.!?]{{1,60}})?(?:\s*[|•·/–—-]\s*(?P<more>[^.!?]{{1,60}}))?"
    )


def _read_byline(line: _Line, found: _Findings) -> bool:
    written = line.text.rstrip()
    if written.casefold().rstrip(".") in load_words().staff:
        return True
    match = _byline_form().fullmatch(written) if len(written) <= _BYLINE_LENGTH else None
    if not match or not _is_person_list(match["names"]):
        return False
    # "By The Norlandia Herald" names the outlet, not a person.
    found.note_field("publication" if match["names"].startswith(("The ", "THE ")) else "author", match["names"])
    if match["more"]:
        found.note_date(match["more"])
    return True


def _is_person_list(names: str) -> bool:
    """Tell names from a headline that begins with "By": no day, no month, at most four words a person."""
    words = load_words()
    parts = re.split(r"\s+(?:and|&)\s+|\s+in\s+(?=[A-Z])", names)
    plain = [word.strip(".,").casefold() for word in names.split()]
    dated = any(len(word) > 3 and (word in words.months or word in words.weekdays) for word in plain)
    return not dated and all(1 <= len(part.split()) <= 4 for part in parts) and len(plain) >= 2


@cache
def _credit_form() -> re.Pattern[str]:
    words = load_words()
    groups = "|".join(
        f"(?P<{name}>{join_alternatives(phrases).replace(re.escape('{language}'), '[A-Z][a-z]+')})"
        for name, phrases in sorted(words.credits.items())
    )
    return re.compile(
        rf"[\s(\[*•–—-]*(?:(?:{join_alternatives(words.openers)})\s+)?(?:{groups})(?=[\s\"“])\s*(?P<name>\S.*)",
        re.IGNORECASE,
    )


# Where the name in a credit ends: the next statement, a bracket, a date, the end of a sentence.
_NAME_END = re.compile(
    r"\s+(?:and|,)?\s*(?:was\s+|is\s+)?"
    r"(?=translated|republished|reprinted|edited|with\s+permission|under\s+a|here\b)"
    r"|[;|()\[\]]|(?<=[a-z][a-z])\.\s+(?=[A-Z])|\s+on\s+(?=\w+\.?\s+\d|\d)|,?\s+(?=https?://)"
    r"|\s*,\s+(?=(?:and|with|in|on|which|where|who|read|you)\b)",
    re.IGNORECASE,
)
_SECOND_CREDIT = re.compile(r"\btranslated\s+(?:(?:from|into)\s+\w+\s+)?by\s+(?P<name>[^.;,()]+)", re.IGNORECASE)


def _read_credit(line: _Line, found: _Findings) -> bool:
    if len(line.text) > _CREDIT_LENGTH:
        return False
    match = _credit_form().fullmatch(line.text)
    if not match or match.lastgroup is None:
        return False
    name = _NAME_END.split(match["name"], maxsplit=1)[0].strip(" \t\"“”'*")
    if not name or not (name[0].isupper() or name[0].isdigit() or _SITE.fullmatch(name) or name[0] == "@"):
        return False
    which = next(key for key in load_words().credits if match[key])
    if which == "republished_from" and " by " not in f" {match[which].casefold()} " and _is_only_date(name):
        return True  # "Originally published on 3 May 2020" names a day, not an outlet
    found.note_field(which, name)
    if which != "translated_by" and (second := _SECOND_CREDIT.search(match["name"])):
        found.note_field("translated_by", second["name"])
    return True


def _is_only_date(name: str) -> bool:
    return re.match(rf"(?:{date_expression()}|{yearless_expression()})", name, re.IGNORECASE) is not None


@cache
def _sign_off_form() -> re.Pattern[str]:
    return re.compile(
        r"[(\[](?:Additional\s+)?(?P<what>Reporting|Writing|Report|Compiled|Edited|Editing|Written|Translation|Translated)\s+by"
        r"\s+(?P<name>[^()\[\];]{2,120})(?:;[^()\[\]]{0,300})?[)\]]\s*\Z",
        re.IGNORECASE,
    )


def _read_sign_off(text: str, found: _Findings) -> None:
    """Read "(Reporting by …; editing by …)" at the end, also where it ends the last paragraph."""
    match = _sign_off_form().search(text, max(0, len(text) - 600))
    if not match:
        return
    found.spans.append((match.start(), match.end()))
    what = match["what"].casefold()
    if what.startswith("transl"):
        found.note_field("translated_by", match["name"])
    elif what in ("reporting", "report", "written") and not match[0][1:].casefold().startswith("additional"):
        found.note_field("author", match["name"])


def _is_page_line(line: str) -> bool:
    if len(line) > _CREDIT_LENGTH:
        return False
    return line.strip(" .").casefold() in load_words().page_lines or _page_form().match(line) is not None


@cache
def _page_form() -> re.Pattern[str]:
    phrases = join_alternatives(load_words().page).replace(re.escape("{year}"), r"(?:19|20)\d\d")
    return re.compile(rf"[\s(\[*•–—-]*(?:{phrases})(?:(?<=\W)|(?!\w))", re.IGNORECASE)


# A web address without path: the one form in which an outlet is written in small letters.
_SITE = re.compile(r"(?:https?://)?[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|info|news|co\.\w\w)/?", re.IGNORECASE)


# --- the outlet as a last line
# -----------------------------------------------------------------------------------


def _looks_like_outlet(line: str) -> bool:
    """Tell whether a line could be an outlet's name: one to five capitalised words, no sentence."""
    words = line.split()
    if not 1 <= len(words) <= 5 or len(line) > 40 or line[-1] in ".!?:;,…”\"'":
        return False
    small = {"of", "the", "and", "&", "al", "el", "for", "in"}
    return words[0][0].isupper() and all(
        word[0].isupper() or word.casefold() in small or word[:3] in ("al-", "el-") or word[0].isdigit()
        for word in words
    )


def _is_known_outlet(line: str) -> bool:
    words = load_words()
    if line in words.agencies or _SITE.fullmatch(line):
        return True
    parts = line.split()
    return len(parts) >= 2 and any(part.casefold() in words.outlet for part in parts)


def _merge_spans(spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
