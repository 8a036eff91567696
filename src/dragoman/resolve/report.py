"""A whole document comes in; Report goes out: which names it holds, its countries, full names, acronyms.

This reads text, not parses: what an unparsed sentence says of a country or a person counts as well.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field, replace

from dragoman.codebook.classes import load_classes
from dragoman.codebook.roles import Role, Roles
from dragoman.record.document import Document, Sentence
from dragoman.record.mention import Place
from dragoman.resolve.gender import find_titled
from dragoman.resolve.namesakes import COUNTRY_KINDS, settle_names
from dragoman.world.load import Entry, NameHit, World
from dragoman.world.places import load_gazetteer
from dragoman.world.scan import fold_text

# A second country counts as the counterpart from this share of the first one's mentions on.
COUNTERPART_SHARE = 0.25
# So many times more counts the country where a report was written, if it speaks of it.
DATELINE = 1.5
# A country is spoken of in passing below this share of the mentions of another.
PASSING = 0.25
NEAR = 60  # a dateline is no longer
PLACES = frozenset({"capital", "name", "region"})
# Behind these a place is where it all happens: "arrested at Oslo airport".
AROUND = frozenset({"across", "at", "in", "near", "outside", "throughout"})
_CAPITALS = re.compile(r"[^\W\d_][\w'’]{2,}")
_END = re.compile(r"[,(/:—–]| -")  # behind the place of a dateline
# How many letters of a sentence are its front.
OPENING = 15
_PARTICLE = r"(?:(?:al|el|ul|de|da|di|du|del|della|dos|van|von|der|den|bin|bint|ibn|ben|abu|la|le|ter)[ -])"
_WORD = r"(?:[A-ZÀ-ÖØ-ÞĀ-Ž][\w’'-]*[\w]|[A-Z]\.)"
_NAME = re.compile(rf"{_WORD}(?: {_PARTICLE}{{0,2}}(?:al-|el-|d['’])?{_WORD})+")
_MARKS = "\"'’”.,:;!?()"
_ACRONYM = re.compile(
    r"((?:[A-Z][\w’'.-]+|of|the|for|and|de|in|on|&)(?: (?:[A-Z][\w’'.-]+|of|the|for|and|de|in|on|&)){1,8}),? (?:\(|or |known as )(?:the )?([A-Z][A-Za-z-]*[A-Z])\b"
)
# An acronym by itself, and a name of several words that may be what it stands for.
_CAPITALS_ALONE = re.compile(r"(?<![\w.&-])[A-Z]{3,6}(?![\w.&-])")
_LONG_NAME = re.compile(r"(?<![\w’'-])[A-Z][a-z]+(?: (?:(?:of|the|for|and|on|to) ){0,2}[A-Z][a-z]+){1,5}(?![\w-])")


@dataclass(frozen=True, slots=True)
class Report:
    """What the whole text says: `names` in order with `starts` for search, `weights` of countries,
    `full_names` and by titles known `genders` by surname, `long_forms` by acronym, `home` and `counterpart` (ISO codes or None), `fighting`
    the country whose armed groups it speaks most of, `jihad` the code of such a group that is of no one country,
    `peoples` where its stateless peoples live, `spellings` the full names of known persons by id as it writes
    them, and its accented words by the plain ones, `towns` the places below a country that it names, as (start, end, code),
    `head` where its first two sentences end, `dateline` the country where it was written."""

    text: str
    names: Sequence[NameHit]
    starts: Sequence[int]
    weights: Mapping[str, float]
    full_names: Mapping[str, str]
    genders: Mapping[str, str]
    long_forms: Mapping[str, str]
    home: str | None
    counterpart: str | None
    fighting: str | None = None
    jihad: str | None = None
    peoples: Mapping[str, str | None] = field(default_factory=dict)
    codes: frozenset[str] = frozenset()
    spellings: Mapping[str, str] = field(default_factory=dict)
    towns: Sequence[tuple[int, int, str]] = ()
    head: int = 0
    dateline: str | None = None

    def spell(self, entry: Entry) -> str:
        """The full name of a known person or body as this report writes it: with its accents, in its transcription."""
        if entry.id in self.spellings:
            return self.spellings[entry.id]
        return " ".join(self.spellings.get(word, word) for word in entry.name.split(" "))

    def names_within(self, start: int, end: int) -> list[NameHit]:
        """The known names that lie in [start, end)."""
        found = []
        for hit in self.names[bisect_left(self.starts, start) :]:
            if hit.start >= end:
                break
            if hit.end <= end:
                found.append(hit)
        return found

    def name_over(self, start: int, end: int) -> NameHit | None:
        """The known name that covers [start, end), if any."""
        for hit in reversed(
            self.names[max(0, bisect_left(self.starts, start + 1) - 2) : bisect_left(self.starts, start + 1)]
        ):
            if hit.start <= start and end <= hit.end + 1 and hit.end > start:
                return hit
        return None

    def town_over(self, start: int, end: int) -> str | None:
        """The country of the town or region that covers [start, end), if any."""
        return next((code for first, last, code in self.towns if first <= start and end <= last), None)

    def place_near(self, position: int, sentence: Sentence) -> str | None:
        """The country where the sentence says that it all happened: "in Paris, police arrested two men"."""
        named = [
            (hit.start, hit.entry.code)
            for hit in self.names_within(sentence.start, sentence.end)
            if hit.entry.kind in PLACES and hit.entry.code
        ]
        named += [(start, code) for start, _, code in self.towns if sentence.start <= start < sentence.end]
        best: tuple[int, str] | None = None
        for start, code in named:
            before = self.text[max(sentence.start, start - 30) : start].lower().rstrip(" ").split(" ")
            if AROUND & set(before[-3:]) and (best is None or abs(start - position) < best[0]):
                best = (abs(start - position), code)
        return best[1] if best else None

    def place_opening(self, sentence: Sentence) -> str | None:
        """The country where a sentence says in front that all that follows happened: "In Oslo a crowd sang"."""
        end = self.text.find(" ", sentence.start + OPENING)
        front = replace(sentence, end=min(sentence.end, end if end > 0 else sentence.end))
        return self.place_near(sentence.start, front)

    def fighters_of(self, role: Role, noun: str) -> str | None:
        """Whose an armed group is that only a common noun names: of fighters of jihad the group of jihad, else the one spoken of most."""
        if role.name != "jihadist":
            return self.fighting
        return self.jihad or self.fighting or ("IMG" if "jihad" in noun else None)

    def last_country_before(self, position: int, fitting: frozenset[str] | None = None) -> str | None:
        """The country that was last spoken of before `position`."""
        for hit in reversed(self.names[: bisect_left(self.starts, position)]):
            if hit.entry.kind in COUNTRY_KINDS and (fitting is None or hit.entry.code in fitting):
                return hit.entry.code
        return None


def read_report(document: Document, sentences: Sequence[Sentence], world: World, roles: Roles) -> Report:
    """Read the whole report once.

    The home country is the one most spoken of, where the title and the first two sentences count double and the
    country where the report was written half as much again; the counterpart is the next one, None in a report on one country.
    """
    text = document.text
    names = [hit for hit in world.scan_names(text, document.published) if not _in_furniture(document, hit.start)]
    title = document.cite_info.title or ""
    title_names = world.scan_names(title, document.published) if title else []
    long_forms, full_names = _find_acronyms(text), _find_full_names(text, roles)
    names = settle_names(names, text, document.published, roles, world, long_forms=long_forms, full_names=full_names)
    head = sentences[min(1, len(sentences) - 1)].end if sentences else 0
    weights = _weigh_countries(names, title_names, head, world)
    dateline = _read_dateline(document, sentences[0].start if sentences else 0, weights, world)
    home, counterpart = _rank_countries(weights, dateline)
    spoken = {hit.entry.code for hit in [*names, *title_names] if hit.entry.kind in COUNTRY_KINDS}
    armed = Counter(
        hit.entry.code
        for hit in names
        if hit.entry.kind == "armed_group" and (hit.entry.code in spoken or hit.entry.code not in world.countries)
    )
    fighters = sorted((code for code in armed if code in world.countries), key=lambda code: (-armed[code], code))
    return Report(
        text=text,
        names=names,
        starts=[hit.start for hit in names],
        weights=weights,
        full_names=full_names,
        genders=find_titled(text, roles),
        long_forms=long_forms,
        home=home,
        counterpart=counterpart,
        fighting=fighters[0] if fighters else None,
        jihad="IMG" if armed["IMG"] else None,
        peoples=_place_peoples(roles, weights),
        codes=frozenset(hit.entry.code for hit in [*names, *title_names]),
        spellings=_find_spellings(text, names, roles),
        head=head,
        dateline=dateline,
    )


def place_report(report: Report, places: Sequence[Place]) -> Report:
    """The report with the towns and regions that it names, which speak of their countries as names do."""
    towns = [(p.start, p.end, p.country_code) for p in places if p.country_code and (p.resolution or 0) > 1]
    weights = Counter(report.weights)
    for start, end, code in towns:
        if report.name_over(start, end) is None:
            weights[code] += 2 if start < report.head else 1
    home, counterpart = _rank_countries(weights, report.dateline)
    names = [_send_company_home(hit, home) for hit in report.names]
    return replace(report, names=names, towns=towns, weights=dict(weights), home=home, counterpart=counterpart)


def _send_company_home(hit: NameHit, home: str | None) -> NameHit:
    """A multinational company as one of its country, in a report on that country."""
    entry = hit.entry
    return replace(hit, entry=replace(entry, code=entry.home)) if entry.home and entry.home == home else hit


def _find_spellings(text: str, names: Sequence[NameHit], roles: Roles) -> dict[str, str]:
    """Known person's id → the full name as the report first writes it; plain word → the same with accents."""
    found: dict[str, str] = {}
    for hit in names:
        said = " ".join(text[hit.start : hit.end].split())
        if hit.entry.name.isupper() and len(said.split(" ")) > 2:
            # Of a body that the tables have by its acronym, the long form.
            found.setdefault(hit.entry.id, said)
        if hit.entry.kind != "person":
            continue
        full = " " in said and not _is_no_given_name(said.split(" ")[0], roles)  # not "Mrs Berg"
        if not hit.entry.short and full and not said.isupper():
            found.setdefault(hit.entry.id, said)
        found.update({plain: word for word in said.split(" ") if (plain := fold_text(word)) != word})
    return found


def _in_furniture(document: Document, position: int) -> bool:
    return any(start <= position < end for start, end in document.furniture)


def _weigh_countries(names: Sequence[NameHit], title: Sequence[NameHit], head: int, world: World) -> dict[str, float]:
    weights: Counter[str] = Counter()
    for hit in title:
        if hit.entry.code in world.countries:
            weights[hit.entry.code] += 2
    for hit in names:
        if hit.entry.code in world.countries:
            weights[hit.entry.code] += 2 if hit.start < head else 1
    return dict(weights)


def _read_dateline(document: Document, start: int, weights: Mapping[str, float], world: World) -> str | None:
    """The country, spoken of besides, of the place before the first sentence: "CAIRO, Dec 27 (Reuters) —", "GORI, Georgia -"."""
    before = document.text[max(start - NEAR, 0) : start].lstrip()
    if not before or not _in_furniture(document, start - len(before)):
        return None
    plain = _CAPITALS.sub(lambda word: word[0].capitalize(), before)
    # "PORT-AU-PRINCE", "Nuku'alofa", "N'Djamena".
    forms = (before, plain, before.title())
    codes = [hit.entry.code for form in forms for hit in reversed(world.scan_names(form)) if hit.entry.kind in PLACES]
    if not codes:
        rows = load_gazetteer().find_places(_END.split(plain, maxsplit=1)[0].strip())
        codes = sorted({row.code for row in rows}, key=lambda code: (-weights.get(code, 0.0), code))
    return next((code for code in codes if code in weights), None)


def _rank_countries(weights: Mapping[str, float], dateline: str | None) -> tuple[str | None, str | None]:
    weights = {code: weight * (DATELINE if code == dateline else 1.0) for code, weight in weights.items()}
    # Ties are broken by the code, so that the same text always gives the same answer.
    ranked = sorted(weights, key=lambda code: (-weights[code], code))
    if not ranked:
        return None, None
    second = (
        ranked[1] if len(ranked) > 1 and weights[ranked[1]] >= max(2, COUNTERPART_SHARE * weights[ranked[0]]) else None
    )
    return ranked[0], second


def _find_full_names(text: str, roles: Roles) -> dict[str, str]:
    """Surname → the person's full name, from every run of capitalised words that can be one.

    A first word that the report writes small as well ("Does Ada Berg know?") is no part of it.
    """
    found: dict[str, str] = {}
    small = {word.strip(_MARKS).capitalize() for word in text.split() if word.islower()}
    for match in _NAME.finditer(text):
        words = re.sub(r"['’]s?$", "", match.group()).split(" ")
        while len(words) > 1 and (words[0] in small or _is_no_given_name(words[0], roles)):
            words = words[1:]
        words = words[_end_of_title(words, roles) :]
        if (
            len(words) < 2
            or words[-1].lower() in roles.nouns
            or words[-1] in load_classes().no_surnames
            or len(words) > 5
        ):
            continue
        found.setdefault(words[-1], " ".join(words))
    return found


def _end_of_title(words: Sequence[str], roles: Roles) -> int:
    """How many words stand before a name of two or more: "Oslo Mayor | Ada Berg", "Chad’s | Joe Doe"."""
    titles = (i for i, word in enumerate(words[:-2]) if word.lower() in roles.nouns or word.endswith(("’s", "'s")))
    return max(titles, default=-1) + 1


def _is_no_given_name(word: str, roles: Roles) -> bool:
    lower = word.lower().rstrip(".")
    return (
        lower in roles.nouns
        or roles.is_courtesy(word)
        or lower in _OPENERS
        or lower in load_classes().no_given_names
        or lower in roles.modifiers
        or lower in roles.former
    )


_OPENERS = frozenset(
    "the a an in on at by for from and but or as if when while after before since with without under over this that these those "
    "he she it they we i his her its their our my what who why how where which then now so yet although because despite during".split()
)


def _find_acronyms(text: str) -> dict[str, str]:
    """Acronym → the long form that stands before it, "People's Protection Units (YPG)", else the name with these initials."""
    found: dict[str, str] = {}
    for match in _ACRONYM.finditer(text):
        long_form = match.group(1)
        while long_form.split(" ")[0] in ("of", "the", "for", "and", "in", "on", "The", "&"):
            long_form = long_form.split(" ", 1)[1] if " " in long_form else ""
            if not long_form:
                break
        if long_form:
            found.setdefault(match.group(2), long_form)
    unexplained = {match.group() for match in _CAPITALS_ALONE.finditer(text)} - found.keys()
    return found | _find_initials(text, unexplained) if unexplained else found


def _find_initials(text: str, wanted: Set[str]) -> dict[str, str]:
    """Acronym → the first name with these initials, be its small words counted or not: "JRS" → "Japan Relief Service"."""
    found: dict[str, str] = {}
    for match in _LONG_NAME.finditer(text):
        words = match.group().split(" ")
        # "The Oslo Japan Relief Service" may be the JRS as well.
        for tail in (words[i:] for i in range(len(words) - 1) if words[i][0].isupper()):
            for told in (tail, [w for w in tail if w[0].isupper()]):
                initials = "".join(w[0] for w in told).upper()
                if initials in wanted:
                    found.setdefault(initials, " ".join(tail))
    return found


def _place_peoples(roles: Roles, weights: Mapping[str, float]) -> dict[str, str | None]:
    """Where the report's stateless peoples live: in the likeliest of their countries of which it speaks more than in passing.

    Of Kurds in a report on Turkey's war in Syria those of Syria are meant, in a report on Iraq those of Iraq.
    """
    found: dict[str, str | None] = {}
    for word, codes in roles.peoples.items():
        most = max((weights.get(code, 0.0) for code in codes), default=0.0)
        named = [code for code in codes if weights.get(code, 0.0) >= max(most * PASSING, 1.0)]
        found[word] = next(iter([*named, *codes]), None)
    return found
