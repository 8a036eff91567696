"""A sentence comes in; places that it points at without naming them go out: "in the city", "on a Turkish beach", "there".

The words beside the noun say which country ("Turkish", "Chad's"); else the place of fitting size that the report
named last is meant.
"""

import re
from collections.abc import Iterator, Set
from dataclasses import replace

from dragoman.code.view import NOUN_TAGS, View
from dragoman.codebook.classes import load_classes
from dragoman.codebook.settings import load_settings
from dragoman.record.document import Token
from dragoman.record.mention import Place, Resolved

# How the country of a mention is known where its own words tell it.
_TOLD = frozenset({"apposition", "demonym", "name", "place", "possessor"})
_SITE = 5
# What stands before a single thing: "the city", "its city", "rebel territory".
_MARKS = frozenset({"determiner", "modifier", "possessor"})
# What sets something in a place, right before its name, and how far back that is looked for.
_WITHIN = re.compile(
    r"\b(?:across|in|inside|throughout|within) (?:the )?(?:[a-z]+(?: of |[- ])(?:the )?){0,2}$", re.IGNORECASE
)
_FROM = re.compile(r"\bfrom (?:the )?$")
_BEFORE = 40
# Codes of those who are at home in no one country.
_NO_COUNTRY = frozenset({"EUR", "IGO", "IMG", "ISM", "MNC", "NGO", "UNO"})


def find_pointed(view: View, known: Resolved, taken: Set[int]) -> Iterator[tuple[Place, int]]:
    """Each place that the sentence points at, with the token of its noun; what is resolved carries its own words.

    `taken` are the tokens of those who act or are acted on: "Chad sent troops into the country" means another one.
    """
    parties = {r.actor.code for i in taken for r in known.actors.get((view.sentence.sequence, i), ())}
    nouns = load_settings().noun
    for token in view.tokens:
        if token.lemma == "there" and token.function == "adverb":
            named = next(iter(_named_before(known, view, token)), None)
            if named is not None:
                yield replace(named, extracted_place=token.text, start=token.start, end=token.end), token.i
            continue
        level = nouns.get(token.lemma)
        if level is None or not _is_told_of(view, token, level):
            continue
        meant = _resolve(view, token, level, known, parties if level == 1 else frozenset())
        if meant is not None:
            start = view.tokens[_first_of_phrase(view, token)].start
            yield replace(meant, extracted_place=view.text[start : token.end], start=start, end=token.end), token.i


def _is_told_of(view: View, token: Token, level: int) -> bool:
    """Whether the noun means a certain place: not part of a name or a compound, no bare "state", no "other countries"."""
    if token.tag not in NOUN_TAGS or token.text[0].isupper() or token.function == "modifier":
        return False
    if token.tag == "NNS":
        return level > 1
    return any(child.function in _MARKS for child in view.children[token.i])


def _resolve(view: View, token: Token, level: int, known: Resolved, parties: Set[str | None]) -> Place | None:
    references = [
        r
        for r in known.actors.get((view.sentence.sequence, token.i), ())
        if r.actor.code and r.actor.code not in _NO_COUNTRY
    ]
    told = next((r.actor.code for r in references if r.basis in _TOLD), None)
    if told and level != 1 and _is_owned_by_pronoun(view, token):
        told = None  # "its stronghold" lies where the fighting is, wherever its owner is at home
    before = [place for place in _named_before(known, view, token) if place.country_code not in parties]
    if told:
        return next((p for p in before if p.country_code == told and p.resolution == 1), _make_country(told))
    # Capitals mostly stand for their governments, so that only "the capital" points back to one.
    fitting = [p for p in before if _fits(p.resolution or _SITE, level) and (p.feature_code != "PPLC" or level == 4)]
    if fitting:
        # "Ada Berg, from Oslo, died when … the city": where somebody comes from is meant last.
        return next(
            (p for p in fitting if not _FROM.search(view.text[max(0, p.start - _BEFORE) : p.start])), fitting[0]
        )
    around = next((p.country_code for p in before if _is_within(view, p)), None)
    code = around or next((r.actor.code for r in references), known.home)
    return _make_country(code) if code else None


def _is_owned_by_pronoun(view: View, token: Token) -> bool:
    return any(child.tag == "PRP$" for child in view.children[token.i])


def _is_within(view: View, place: Place) -> bool:
    """Whether the words set something in a place ("killed in Syria"), not only speak of it."""
    return _WITHIN.search(view.text[max(0, place.start - _BEFORE) : place.start]) is not None


def _named_before(known: Resolved, view: View, token: Token) -> list[Place]:
    """The places in a country that the report named before a word, the last first."""
    return [
        place
        for sequence in sorted(known.places, reverse=True)
        if sequence <= view.sentence.sequence
        for place in reversed(known.places[sequence])
        if place.end <= token.start
        and place.country_code
        and not view.text.startswith(tuple(load_classes().seated), place.end)
    ]


def _fits(resolution: int, level: int) -> bool:
    """Whether a place of this resolution may be called by a noun of this level."""
    if level == 1:
        return True
    return resolution == level if level in (3, 4) else resolution > 1


def _make_country(code: str) -> Place:
    return Place(extracted_place="", start=0, end=0, country_code=code)


def _first_of_phrase(view: View, token: Token) -> int:
    """The first word of the noun's phrase before it, without a gap."""
    first = token.i
    while first > 0 and _hangs_on(view, first - 1, token.i):
        first -= 1
    return first


def _hangs_on(view: View, i: int, j: int) -> bool:
    return any(parent.i == j for _, parent in view.ancestors(i))
