"""Reports come in; the chains of those that go back to one original text go out, each with its first report at the head."""

from collections.abc import Iterable, Mapping
from datetime import date

from dragoman.reconcile.prints import find_names, fold_outlet, read_body, shingle_text
from dragoman.reconcile.when import LAG_DAYS
from dragoman.record.document import Document

# Two reports are one text if this share of the shorter one's shingles stands in the other (measured: docs/happenings.md); of one
# outlet it must be the greater one, for an outlet ends all its reports with the same words and copies itself only to correct.
SHARE, OWN_SHARE = 0.5, 0.7
# What has fewer shingles than this is too short to tell a copy from a common phrase, unless the texts are equal.
LEAST_SHINGLES = 12
# Two reports that credit one origin tell the same if they share so many names and numbers, and this part of all that they have.
LEAST_NAMES, NAME_SHARE = 3, 0.4


def compare_reports(one: Document, other: Document) -> str | None:
    """Why two reports go back to one text: "same text", "copy" (edited, cut or added to) or "translation"; None if they do not.

    Symmetric. Reports that came out more than LAG_DAYS apart are never one, whatever they share: what returns week by week is
    a form, not a report.
    """
    if one.published and other.published and abs((one.published - other.published).days) > LAG_DAYS:
        return None
    bodies = read_body(one), read_body(other)
    a, b = map(shingle_text, bodies)
    if not a or not b:
        return None
    if a == b:
        return "same text"
    outlets = fold_outlet(one.cite_info.publication), fold_outlet(other.cite_info.publication)
    share = OWN_SHARE if outlets[0] and outlets[0] == outlets[1] else SHARE
    least = min(len(a), len(b))
    if least >= LEAST_SHINGLES and len(a & b) / least >= share:
        return "copy"
    if _credit_one_origin(one, other):
        names = find_names(bodies[0]), find_names(bodies[1])
        shared = len(names[0] & names[1])
        if shared >= LEAST_NAMES and shared / len(names[0] | names[1]) >= NAME_SHARE:
            return "translation"
    return None


def head_chains(reports: Mapping[str, date | None], pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The head of each report's chain: of all reports that pairs lead to, the first published (undated last), then by id.

    `reports` gives each report's id and day of publication; a pair with any other report is left out.
    """
    heads = {name: name for name in reports}

    def find(name: str) -> str:
        while heads[name] != name:
            heads[name] = heads[heads[name]]
            name = heads[name]
        return name

    for one, other in pairs:
        if one in heads and other in heads:
            ends = sorted({find(one), find(other)}, key=lambda name: (reports[name] or date.max, name))
            heads[ends[-1]] = ends[0]
    return {name: find(name) for name in reports}


def _credit_one_origin(one: Document, other: Document) -> bool:
    """Whether two reports credit one outlet, or one credits the outlet of the other."""
    credited = [fold_outlet(report.cite_info.republished_from) for report in (one, other)]
    outlets = [fold_outlet(report.cite_info.publication) for report in (one, other)]
    a, b = credited
    return bool((a and a in (b, outlets[1])) or (b and b == outlets[0]))
