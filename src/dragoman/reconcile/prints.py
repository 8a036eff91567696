"""A report's text comes in; what it has in common with copies of it goes out: its shingles, its names and the bands to find them by.

The bands are an index: two reports that may be one text have a band and hash in common. It is nearly always so where they are
(how often: docs/happenings.md), and seldom where they are not; compare_reports then looks at the texts themselves.
"""

import re
from functools import lru_cache
from hashlib import blake2b

import rensa

from dragoman.reconcile.words import cut_words, load_words
from dragoman.record.document import Document

# Words in a shingle. Of 2, boilerplate looks alike; of 4, one changed word in eight leaves too little (docs/happenings.md).
SHINGLE = 3
# MinHash: 128 permutations in 32 bands find 99 of 100 pairs of Jaccard similarity 0.6; the lead alone gets 8 bands more, for
# what is cut is cut from the end.
PERMUTATIONS, BANDS = 128, 32
LEAD_WORDS, LEAD_BANDS = 50, 8
ROWS = PERMUTATIONS // BANDS
SEED = 20
# A report whose origin is credited is looked for among those of that origin by this many of its names, in a window of days.
NAMES = 6
WINDOW_DAYS = 8
_NAME = re.compile(r"(?<![.!?:“\"”]\s)(?<!^)\b(?:[A-ZÀ-ÖØ-Þ][\w'’-]+|\d[\d,.]*\d|\d)", re.MULTILINE)


def sign_report(report: Document) -> tuple[tuple[int, int], ...]:
    """Pairs (band, hash): reports that may be one text have one of them in common. The same on every machine, at any time."""
    words = cut_words(read_body(report))
    pairs = [(i, h) for i, h in enumerate(_hash_bands(cut_shingles(words), BANDS))]
    pairs += [(BANDS + i, h) for i, h in enumerate(_hash_bands(cut_shingles(words[:LEAD_WORDS]), LEAD_BANDS))]
    pairs += [(BANDS + LEAD_BANDS, h) for h in _hash_origin(report)]
    return tuple(pairs)


def read_body(report: Document) -> str:
    """The text without furniture: without datelines, credits and whatever else belongs to the page."""
    parts, at = [], 0
    for start, end in sorted(report.furniture):
        parts.append(report.text[at:start])
        at = max(at, end)
    return "\n".join([*parts, report.text[at:]])


def cut_shingles(words: list[str]) -> frozenset[str]:
    """All runs of SHINGLE words; a shorter text is one run."""
    return frozenset(" ".join(words[i : i + SHINGLE]) for i in range(max(len(words) - SHINGLE + 1, min(len(words), 1))))


@lru_cache(maxsize=512)
def shingle_text(body: str) -> frozenset[str]:
    """The shingles of a text; those of the last few hundred texts are kept."""
    return cut_shingles(cut_words(body))


@lru_cache(maxsize=512)
def find_names(body: str) -> frozenset[str]:
    """Names and numbers of a text: capitalised words that begin no sentence, and figures; days and months are none."""
    found = frozenset(n.casefold().removesuffix("'s").removesuffix("’s") for n in _NAME.findall(body))
    return found - load_words().dates


def fold_outlet(name: str | None) -> str:
    """An outlet's name as it is compared: without case, extra white space or a leading "The"; "" for None."""
    return " ".join((name or "").casefold().split()).removeprefix("the ")


def _hash_bands(shingles: frozenset[str], bands: int) -> list[int]:
    if not shingles:
        return []
    sketch = rensa.RMinHash(num_perm=bands * ROWS, seed=SEED)
    sketch.update(sorted(shingles))
    values = sketch.digest()
    return [_hash(*values[i * ROWS : (i + 1) * ROWS]) for i in range(bands)]


def _hash_origin(report: Document) -> list[int]:
    """One hash for each of a few names, of the outlet that a report credits, else its own, and a window of days.

    A report that credits another stands in the windows before and after too, so that it meets its original in any case.
    """
    cite = report.cite_info
    origin = fold_outlet(cite.republished_from or cite.publication)
    if not origin or report.published is None:
        return []
    names = sorted(find_names(read_body(report)), key=_hash)[:NAMES]
    window = report.published.toordinal() // WINDOW_DAYS
    windows = (window - 1, window, window + 1) if cite.republished_from else (window,)
    return [_hash(origin, name, w) for w in windows for name in names]


def _hash(*parts: object) -> int:
    text = "\x1f".join(map(str, parts))
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")
