"""A storyline's words and tellings come in; its title goes out: words of one of its reports, as they stand there."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from dragoman.codebook.stems import stem_words
from dragoman.record.happening import Telling
from dragoman.relations.wording import load_wording

# A title has so many words at most, and so many at least; a sentence is cut at its commas and the like to be short enough.
LONGEST, SHORTEST = 16, 4
# A report's own title is worth so much more than a piece of a sentence that says as much; less are pieces that do not begin
# their sentence, that lean on what stood before ("who claims …", "He said …", any that begins with a small letter), that open a
# quotation and do not close it, or that stop in the middle because nothing short enough is to be had.
OWN, INNER, LEANING, OPEN, CUT_OFF = 1.25, 0.8, 0.6, 0.6, 0.5
# Words that a title pays nothing for: the length is damped as if it had so many words more.
DAMPING = 12

_CUT = re.compile(r"(?<=[,;:–—])\s+|\s+(?=[–—]\s)")
_EDGES = " \t\n,;:–—-."


def pick_title(words: Mapping[str, float], tellings: Iterable[Telling]) -> tuple[str, str | None]:
    """The title or the piece of a sentence that says most of a storyline in few words, and the id of its report.

    Args:
        words: stems of the storyline's words and what each weighs in it.
        tellings: the events of the storyline, in any order.

    Returns:
        The words, verbatim but for white space, and the report's id; ("", None) where there is no telling.
    """
    found: dict[str, tuple[float, date, str]] = {}
    for telling in tellings:
        cite = telling.event.cite_info
        own = [(cite.title, OWN)] if cite.title and cite.title.strip() else []
        for text, factor in [*own, *_cut_sentence(telling.sentence)]:
            value = round(factor * _weigh(text, words), 6)
            key = (-value, cite.published or date.max, telling.event.document)
            line = " ".join(text.split()).strip(_EDGES)
            found[line] = min(found.get(line, key), key)
    if not found:
        return "", None
    title, (_, _, report) = min(found.items(), key=lambda item: (item[1], item[0]))
    return title, report


def _weigh(text: str, words: Mapping[str, float]) -> float:
    stems = stem_words(text)
    return float(sum(words.get(stem, 0.0) for stem in sorted(set(stems))) / (DAMPING + len(stems)))


def _cut_sentence(sentence: str) -> Iterator[tuple[str, float]]:
    """Pieces between commas and the like that are neither too long nor too short, alone and with those after them, each with its worth.

    Where none is, the sentence's first words, as many as a title may have.
    """
    pieces = _CUT.split(sentence.strip())
    any_piece = False
    for first in range(len(pieces)):
        for last in range(first + 1, len(pieces) + 1):
            text = " ".join(pieces[first:last])
            if SHORTEST <= len(text.split()) <= LONGEST:
                any_piece = True
                yield text, (INNER if first else 1.0) * _judge(text)
    if not any_piece:
        yield " ".join(sentence.split()[:LONGEST]), CUT_OFF


def _judge(text: str) -> float:
    first = text.split()[0].strip("“”\"'‘’(")
    leans = first[:1].islower() or first.lower() in load_wording().leans
    opens = text.count("“") != text.count("”") or text.count('"') % 2
    return (LEANING if leans else 1.0) * (OPEN if opens else 1.0)
