"""A sighting comes in; what form of naming it is goes out: known, state, person, group, surname, acronym, office or crowd."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from dragoman.reconcile.spelling import ARTICLE, fold, read_words, split_name
from dragoman.record.identity import Sighting
from dragoman.world.tables import make_id, read_countries, read_names

_ASIDE = re.compile(r"\s*\([^()]*\)")
_BRACKET = re.compile(r"\(([A-Z][A-Z0-9-]{1,7})\)")
_ACRONYM = re.compile(r"[A-Z][A-Z0-9-]{1,7}")
_DETERMINER = re.compile(
    r"^(?:the|a|an|my|its|his|her|their|our|your|this|that|these|those|both|all)\s+", re.IGNORECASE
)
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
MOST_WORDS = 5


@dataclass(frozen=True, slots=True)
class Form:
    """How somebody is named.

    `kind`  known      somebody of whom the world files know: `key` is the id there
            state      a state with its government, or its forces, police or parliament as a whole: `key` is its id in the world files, or
                       code and sector
            person     a full name: `words`; whether of a known one says `known`
            group      the proper name of a body: `words`
            surname    a surname alone, or behind an initial: `words`
            acronym    `key` in small letters
            office     an office whose holder is not named: `key` is its telling words
            crowd      anybody else: `key` is sector, head noun and the proper words beside it
    `brackets` is the acronym that stands in brackets behind a name, in small letters; `office` the telling words of the office that
    somebody named is said to hold, "" where there is none or it is held no more.
    """

    kind: str
    key: str = ""
    words: tuple[str, ...] = ()
    known: str | None = None
    brackets: str = ""
    office: str = ""


def read_form(sighting: Sighting) -> Form:
    """What form of naming a sighting is."""
    return _read(
        sighting.code, sighting.sector[:1], sighting.called, sighting.words, sighting.known or "", sighting.office or ""
    )


@lru_cache(maxsize=65536)
def _read(code: str | None, sector: tuple[str, ...], called: str, words: str, known: str, office: str) -> Form:
    name = tidy_name(called)
    tokens = _WORD.findall(name)
    rest = without_country(name, code)
    held = "" if _is_not_held(words) or sector == ("ELI",) or not _is_single(office) else read_office(office)
    found = _BRACKET.search(words)
    brackets = fold(found[1]) if found else ""
    # Before ids: the coder gives that of a country to its army, and the world files know some governments by name.
    whole = _find_state(code, sector, rest)
    if whole:
        return Form("state", whole)
    # An id counts where it names what the name names.
    if known and known.partition(":")[2] == _slug(name):
        is_person = bool(office) and len(tokens) <= MOST_WORDS
        body = "" if is_person else "body"
        return Form("known", known, split_name(name) if is_person else _content(tokens), body, brackets, held)
    if office and not _is_name(tokens, code) and _is_single(office):
        return Form("office", read_office(office), office=held) if code else _crowd(code, sector, name)
    if len(tokens) == 1 and _ACRONYM.fullmatch(tokens[0]) and not _is_of_country(tokens[0], code):
        return Form("acronym", fold(tokens[0]))
    if _is_name(tokens, code):
        return _name(tokens, brackets, held)
    if _is_group(tokens, rest):
        return Form("group", words=_content(tokens), brackets=brackets)
    return _crowd(code, sector, name)


def _name(tokens: list[str], brackets: str, held: str) -> Form:
    words = split_name(" ".join(tokens))
    short = len(words) == 1 or all(len(w) == 1 for w in words[:-1])
    return Form("surname" if short else "person", words=words, brackets=brackets, office=held)


def tidy_name(text: str) -> str:
    """A name without determiner, brackets and odd blanks."""
    return _DETERMINER.sub("", " ".join(_ASIDE.sub("", text).split())).strip(' ,;:"“”')


def _slug(name: str) -> str:
    return make_id("", _plain(name)).partition(":")[2]


def _plain(name: str) -> str:
    # Apostrophes part words in the ids of the world files ("people-s"), so they may not be folded away.
    return fold(name.replace("’", "'").replace("'", " ").replace(".", " "))


def _is_name(tokens: list[str], code: str | None) -> bool:
    """Whether these are the words of a person's name, in full or not: all in capitals, none of them a body's or a country's."""
    known = read_words()
    telling = [t for t in tokens if fold(t) not in known["particles"]]
    if not telling or len(tokens) > MOST_WORDS + 1:
        return False
    for token in telling:
        folded = fold(token)
        if not ARTICLE.sub("", token)[0].isupper() or folded in known["bodies"] or folded in known["pronouns"]:
            return False
        if any(c.isdigit() for c in token) or _is_of_country(token, code) or _is_of_country(token, None):
            return False
    return fold(telling[-1]) not in known["titles"]


def _is_group(tokens: list[str], rest: str) -> bool:
    """Whether these are the words of a body's proper name: in capitals, more than a country and one word."""
    known = read_words()
    telling = [t for t in tokens if fold(t) not in known["particles"]]
    if len(telling) < 2 or not all(t[0].isupper() for t in telling) or any(t.isdigit() for t in telling):
        return False
    return len(rest.split()) > 1 or fold(telling[-1]) in known["bodies"]


def _content(tokens: list[str]) -> tuple[str, ...]:
    small = read_words()["particles"]
    return tuple(w for t in tokens for w in fold(t).replace("’s", "").replace("-", " ").split() if w not in small)


# ── countries ──


@cache
def _country_words() -> Mapping[str | None, frozenset[str]]:
    """The names, adjectives, peoples and capitals of each country, folded; under None those that are of one word, of all."""
    countries = read_countries()
    found: dict[str | None, set[str]] = {c.code: {fold(c.name), fold(c.adjective)} - {""} for c in countries.values()}
    for form, entry in read_names(countries):
        if entry.kind in ("name", "demonym", "people", "capital"):
            found.setdefault(entry.code, set()).add(fold(form))
    every = {w for code, words in found.items() if code in countries for w in words if " " not in w}
    return {code: frozenset(words) for code, words in found.items()} | {None: frozenset(every)}


@cache
def _state_names() -> Mapping[str, str]:
    return {c.code: c.name for c in read_countries().values()}


def country_name(code: str) -> str | None:
    """What a country is called in the world files, None for a code that is no country's."""
    return _state_names().get(code)


def _is_of_country(word: str, code: str | None) -> bool:
    return re.sub(r"['’]s$", "", word.lower()) in _country_words().get(code, ()) or fold(word) in _country_words().get(
        code, ()
    )


@lru_cache(maxsize=65536)
def without_country(name: str, code: str | None) -> str:
    """A name without the words for its country, before or behind it: "army" of "Turkey's army", "government of Chad"."""
    words = fold(re.sub(r"['’]s\b", "", name)).replace("-", " ").split()
    longest = 3
    for length in range(longest, 0, -1):
        if " ".join(words[:length]) in _country_words().get(code, ()):
            return " ".join(words[length:])
        if " ".join(words[-length:]) in _country_words().get(code, ()):
            return re.sub(r"\s*\b(?:of|in|of the|in the)$", "", " ".join(words[:-length]))
    return " ".join(words)


def _find_state(code: str | None, sector: tuple[str, ...], rest: str) -> str:
    """The id of a state's whole, "" where these words are something else."""
    if code is None or not sector or country_name(code) is None:
        return ""
    plain: Mapping[str, list[str]] = read_words()["plain"]
    if rest not in plain.get(sector[0], ()):
        return ""
    return make_id(code, country_name(code) or "") if sector[0] == "GOV" else f"{code}|{sector[0]}"


# ── offices ──


@lru_cache(maxsize=16384)
def read_office(title: str) -> str:
    """The telling words of an office, in one order and spelling: "Secretary of Defense" and "defence secretary" are one."""
    text = fold(title)
    for said, meant in read_words()["offices"].items():
        text = re.sub(rf"\b{said}\b", meant, text)
    skipped = read_words()["not_said"]
    return " ".join(sorted(w for w in _WORD.findall(text) if w not in skipped))


@lru_cache(maxsize=16384)
def _is_single(office: str) -> bool:
    """Whether one person at a time holds an office of this title: "foreign minister", but not "minister" or "cabinet minister"."""
    known = read_words()
    words = _WORD.findall(fold(office))
    cut = next((i for i, w in enumerate(words) if w in known["cutting"]), len(words))
    telling = read_office(office)
    if not words[:cut] or words[:cut][-1] not in known["single"] or _is_not_held(office):
        return False
    return telling in known["alone"] or (" " in telling and not known["not_single"] & set(telling.split()))


def _is_not_held(words: str) -> bool:
    return not read_words()["not_held"].isdisjoint(_WORD.findall(fold(words).replace("-", " ")))


# ── crowds ──


def _crowd(code: str | None, sector: tuple[str, ...], name: str) -> Form:
    """Who is named by a noun: its head, and the proper words beside it that are not the country's."""
    known = read_words()
    words = [re.sub(r"['’]s$", "", w) for w in _WORD.findall(name)]
    telling = [w for w in words if not w[0].isdigit()]
    while telling and fold(telling[0]) in known["counting"]:
        # "dozens of people": what counts is behind "of".
        telling.pop(0)
        if telling and fold(telling[0]) == "of":
            telling.pop(0)
    cut = next((i for i, w in enumerate(telling) if i and fold(w) in known["cutting"]), len(telling))
    head = _singular(fold(telling[cut - 1])) if telling else ""
    if _is_of_country(head, code) or (telling and _is_of_country(telling[cut - 1], code)):
        head = "people"
    proper = sorted(
        {fold(w) for w in telling[: cut - 1] + telling[cut:] if w[0].isupper() and not _is_of_country(w, code)}
    )
    small = known["titles"] | known["particles"]
    return Form("crowd", "|".join([*sector, head, *(w for w in proper if w not in small)]))


def _singular(noun: str) -> str:
    if noun.endswith("men"):
        return f"{noun[:-3]}man"
    if noun.endswith("ies") and len(noun) > len("flies") - 1:
        return f"{noun[:-3]}y"
    if noun.endswith("s") and not noun.endswith(("ss", "us", "is")):
        return noun[:-1]
    return noun
