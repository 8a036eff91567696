"""A report and the full names of persons in it come in; where it says that they are from goes out, as ISO codes.

This reads text, not parses: "Ada Berg, 34, from Oslo" is told once, often in a sentence that reports no event.
"""

import re
from collections.abc import Iterable
from functools import cache

from dragoman.codebook.classes import load_classes
from dragoman.resolve.report import PLACES, Report

# Parts of what stands between a name and where its bearer is from: ", 24, from", ", who was from the town of", ", a former nurse from".
_AGE = r"(?:,? \(?(?:aged )?\d\d?(?:-year-old)?\)?,?)"
_NEAR = r"(?:the (?:[a-z]+ ){1,3}of |(?:near|nearby|rural|greater|(?:north|south|east|west|central)(?:ern)?) )*"
_PLACE = r"(?=[A-ZÀ-Þ])"


def find_origins(report: Report, names: Iterable[str]) -> dict[str, str]:
    """Full name → the code of the country of the place behind it, for the persons of whom a place is told."""
    found: dict[str, str] = {}
    for name in names:
        for said in (name, name.rsplit(" ", 1)[-1]):
            for match in re.finditer(rf"(?<!\w){re.escape(said)}(?!\w)", report.text):
                behind = _behind().match(report.text, match.end())
                code = _place_at(report, behind.end()) if behind else None
                if code:
                    found.setdefault(name, code)
    return found


@cache
def _behind() -> re.Pattern[str]:
    """What stands between a name and the place. "Of" needs nothing before it; "from" alone may say whence someone was sent: "expelled Ada Berg from Chad"."""
    who = rf",? who (?:is|was|{'|'.join(sorted(load_classes().coming_from))})"
    noun = rf" an? (?:[a-z-]+ ){{1,4}}| (?:(?:{'|'.join(sorted(load_classes().formerly))}) )?"
    return re.compile(rf"(?:(?:{_AGE}|{who}|,)(?:{noun})(?:from|of)|,? of) {_NEAR}{_PLACE}")


def _place_at(report: Report, start: int) -> str | None:
    """The country of the place whose name begins here."""
    hit = report.name_over(start, start + 1)
    if hit is not None:
        return hit.entry.code if hit.start == start and hit.entry.kind in PLACES else None
    return next((code for first, _, code in report.towns if first == start), None)
