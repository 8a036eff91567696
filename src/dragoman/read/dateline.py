"""Comes in: the beginning of a paragraph. Goes out: its Dateline ("CAIRO, Dec 27 (Reuters) —"), if any."""

import re
from dataclasses import dataclass
from functools import cache

from dragoman.read.dates import date_expression, join_alternatives, yearless_expression
from dragoman.read.words import load_words

_UPPER = "A-ZÀ-ÖØ-Þ"
_DASH = r"[ \t]*(?:—|–|--+|-|―|_)[ \t]*"
# In capitals alone, a place needs a dash that is none of a compound or of "SMITH--John".
_CLEAR_DASH = r"[ \t]*(?:—|–|[ \t]--+|[ \t]-[ \t])[ \t]*"
_CAPITALS = rf"[{_UPPER}][{_UPPER}.'’/-]+(?:[ \t]+[{_UPPER}][{_UPPER}.'’/-]*){{0,4}}"
_TITLE_CASE = rf"(?!By\b)[{_UPPER}][\w.'’/-]+(?:[ \t]+(?:[{_UPPER}][\w.'’/-]*|al|el|de|la)){{0,4}}"
_BYLINE = re.compile(
    rf"(?:By|BY)[ \t]+(?P<names>[{_UPPER}][\w'’.-]*(?:[ \t]+[{_UPPER}][\w'’.-]*?){{1,3}})[.,|:]?[ \t]+"
)
# What follows a dateline begins a sentence: "ISTANBUL — the largest city — grew" has none.
_SENTENCE_START = re.compile(rf"[{_UPPER}0-9“\"'‘«$€£(¿¡]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """The first `length` characters of a paragraph; `day` as it is written, None where there is none."""

    length: int
    agency: str | None = None
    day: str | None = None
    author: str | None = None


def find_dateline(paragraph: str) -> Dateline | None:
    """Find the dateline that a paragraph begins with, and a byline in front of it on the same line."""
    if found := _match_dateline(paragraph, 0):
        return found
    # "By Jane Doe CAIRO (AP) —": only a dateline after it tells where the name ends.
    if byline := _BYLINE.match(paragraph):
        found = _match_dateline(paragraph, byline.end())
        if found:
            return Dateline(length=found.length, agency=found.agency, day=found.day, author=byline["names"])
    return None


def _match_dateline(paragraph: str, start: int) -> Dateline | None:
    match = _dateline_form().match(paragraph, start)
    if not match or match.end() >= len(paragraph):  # a dateline introduces a sentence
        return None
    groups = match.groupdict()
    place = groups["bare_place"]
    opens_sentence = _SENTENCE_START.match(paragraph, match.end())
    if place and not groups["bare_agency"] and (_is_no_place(place) or not opens_sentence):
        return None
    return Dateline(
        length=match.end(),
        agency=_pick(groups, "agency"),
        day=_pick(groups, "day"),
    )


def _pick(groups: dict[str, str | None], name: str) -> str | None:
    return next((value for key, value in groups.items() if value and key.endswith(name)), None)


def _is_no_place(capitals: str) -> bool:
    """Tell words in capitals that are no place: abbreviations, headings of more than three words."""
    return capitals in load_words().not_places or len(capitals.split()) > 3


@cache
def _dateline_form() -> re.Pattern[str]:
    words = load_words()
    agency = join_alternatives(words.agencies)
    region_word = rf"(?!(?i:{join_alternatives(words.months)})\b)[{_UPPER}][\w.'’-]*"
    region = rf"(?:,[ \t]+{region_word}(?:[ \t]+{region_word}){{0,2}})?"
    day = rf"(?i:{date_expression()}|{yearless_expression()})"
    signed = rf"(?:{agency}|[A-Z][\w/&.-]{{1,20}}(?:[ \t][A-Z][\w/&.-]{{1,20}}){{0,2}})"
    forms = (
        # CAIRO, Dec 27 (Reuters) —; Tripoli, 27 December 2020 (Lana) –; LAGOS (AP) -; LIMA, May 3 /Newswire/ --
        rf"(?:{_CAPITALS}|{_TITLE_CASE}){region}(?:,?[ \t]+(?P<signed_day>{day}))?,?[ \t]*"
        rf"(?:\((?P<signed_agency>{signed})\)|/(?P<slashed_agency>{signed})/){_DASH}",
        # (CNN) —; (CNN)The minister; Reuters -
        rf"\((?P<lone_agency>{agency})\)(?:{_DASH}|[ \t]*(?=[{_UPPER}“\"]))",
        rf"(?P<open_agency>{agency})[ \t]+(?:—|–|--+|-)[ \t]+",
        # CAIRO (Reuters): The minister; CAIRO (AP) The minister
        rf"{_CAPITALS}{region}(?:,?[ \t]+(?P<known_day>{day}))?,?[ \t]*\((?P<known_agency>{agency})\)"
        rf"[ \t]*:?[ \t]*(?=[{_UPPER}“\"])",
        # ANKARA, 27 December 2020 —; Ankara, Dec 27 —
        rf"(?:{_CAPITALS}|{_TITLE_CASE}){region},?[ \t]+(?P<dated_day>{day}){_DASH}",
        # LAGOS, Nigeria, 27 December: The; LAGOS, Dec 27. The; LAGOS | Dec 27 | The
        rf"{_CAPITALS}{region}(?:,?[ \t]+|[ \t]*\|[ \t]*)(?P<told_day>{day})[ \t]*[:.|][ \t]+(?=[{_UPPER}“\"])",
        # ISLAMABAD: The; NEW DELHI: Police
        rf"(?:{join_alternatives(words.colon_places)}):[ \t]+(?=[{_UPPER}“\"])",
        # MIAMI —; CONCORD, N.H. -; CAIRO / AFP -
        rf"(?P<bare_place>{_CAPITALS}){region}(?:[ \t]*[/,][ \t]*(?P<bare_agency>{agency}))?{_CLEAR_DASH}",
    )
    return re.compile("|".join(forms))
