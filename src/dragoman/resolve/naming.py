"""A Party and its mention come in; a Reference, whose Actor carries the full name, goes out."""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from dragoman.codebook.classes import load_classes
from dragoman.codebook.settings import load_settings
from dragoman.record.mention import Actor, Mention, Reference
from dragoman.record.span import Span
from dragoman.resolve.parties import PERSONS, Party
from dragoman.resolve.report import Report
from dragoman.world.load import Country, NameHit, World
from dragoman.world.scan import fold_text

_DETERMINER = re.compile(
    r"^(?:the|a|an|my|its|his|her|their|our|your|this|that|these|those|both|two|three|four)\s+", re.IGNORECASE
)
# Words that make a number uncertain: "at least 14 civilians" are called "14 civilians".
_HEDGE = re.compile(
    r"^(?:at least|at most|as (?:many|few) as|(?:no )?(?:more|fewer|less) than|close to|up to|(?:only )?about|around|roughly|nearly|almost"
    r"|over|some(?! of)|an estimated)\s+(?=\d|\w)",
    re.IGNORECASE,
)
_MARKS = (("“", "”"), ('"', '"'), ("(", ")"), ("[", "]"))
# A part of some: "46 of its soldiers" are 46 soldiers, "some of the refugees" are refugees.
_PART = re.compile(
    r"^(?:(\d[\d,.]*)|one|two|three|four|five|six|seven|eight|nine|ten|dozens|hundreds|thousands|some|several|many|most|all|few|half)"
    r" of (?:the|its|his|her|their|our|those|these)\s+",
    re.IGNORECASE,
)
# A country's word stands behind a number: "46 Nigerien soldiers".
_NUMBER = re.compile(
    r"^((?:\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens of|hundreds of|thousands of|several|many) )(.+)$",
    re.IGNORECASE,
)
_ANY = re.compile(r"(?:an?|another|any|each|every|some) ", re.IGNORECASE)
# What is said of someone behind the name: an acronym in brackets, an apposition.
_ASIDE = re.compile(
    r"\s*\([^()]*\)|,\s+(?:(?i:the|a|an|its|his|her|their|who)\s|[A-Z][\w’'-]*['’]s\s+[a-z]).*$", re.DOTALL
)
# Of these the country is part of the name; "three people" in a report on Peru are only that.
_NATIONAL = frozenset({"government", "forces", "police", "court", "parliament", "official", "armed_group", "state"})
# Whose something is, before it: "Berg’s allies"; and a government called after who heads it.
_OWNED = re.compile(r"(?:[\w.-]+ )*?[\w.-]*[A-Z][\w.-]*(?:['’]s|s['’]) ")
_OWNER_END = re.compile(r"^['’]s ")
_NAMED_GOVERNMENT = re.compile(r"((?:[\w-]+ ){0,2}[A-Z][\w-]+)(?:['’]s)? government")
_PLACE_NAMES = frozenset({"name", "demonym", "capital", "seat"})
# Names of these stand for their bodies inside longer names: "UN envoys", "Hezbollah fighters".
_SHORTENED = frozenset({"armed_group", "body", "party"})


def make_reference(
    party: Party, mention: Mention, at: Mapping[tuple[int, int], Mention], world: World, report: Report
) -> Reference:
    """Quote the party as the Actor of this mention, of a thing whose it is, of a list its member; `via` is the mention that it points back to."""
    earlier = at.get(party.at) if party.at is not None else None
    via = Span(earlier.text, earlier.start, earlier.end) if earlier is not None and earlier is not mention else None
    start, end = party.owner or (mention.start, mention.end)
    first, last = party.owner or ((earlier.start, earlier.end) if earlier else (mention.start, mention.end))
    words = spell_out(report.text[first:last], first, report.names_within(first, last))
    actor = Actor(
        code=party.code,
        sector=party.sector,
        entity_text=report.text[start:end],
        start=start,
        end=end,
        identifier_text=_name_members(party, first, last, report) or name_party(party, words, world),
        identifier_id=party.id,
        office=party.office,
        via=via,
    )
    return Reference(actor=actor, kind=party.kind, basis=party.basis)


def _name_members(party: Party, first: int, last: int, report: Report) -> str | None:
    """Some of a party's people, who are not the party: "senior Republicans"; None for others."""
    hits = report.names_within(first, last) if party.kind == "party" and party.name else ()
    if not hits or hits[-1].end != last or not report.text[:last].endswith("s"):
        return None
    form, words = report.text[hits[-1].start : last], " ".join(_DETERMINER.sub("", report.text[first:last]).split())
    return words if words != form and hits[-1].entry.name == party.name != form else None


def spell_out(words: str, start: int, hits: Sequence[NameHit]) -> str:
    """The words of a mention with the bodies that it names written in full: "IS fighters" are "Islamic State fighters"."""
    for hit in reversed(hits):
        before, after = words[: hit.start - start], words[hit.end - start :]
        if hit.entry.name in fold_text(before):
            continue  # "the Sudrian Relief Corps, or SRC"
        if (hit.entry.kind in _SHORTENED or hit.entry.code == "UNO") and "-" not in (before[-1:], after[:1]):
            words = before + hit.entry.name + after
    return words


def name_party(party: Party, words: str, world: World) -> str | None:
    """The canonical name: the known one, else the words of the mention with the country's adjective."""
    if party.name:
        return party.name
    country = world.countries.get(party.code) if party.code else None
    if party.kind == "state" and country:
        return country.name
    plain = " ".join(_DETERMINER.sub("", _shorten_part(_HEDGE.sub("", _ASIDE.sub("", words)))).split())
    plain = _drop_lone_marks(plain)
    if party.kind in ("place", "thing", "state", "government") and (named := _place_of().match(plain)):
        return named[1]
    if party.kind == "thing" or not plain or country is None or not country.adjective:
        return plain or None
    core = _without_country(plain, party, country, world)
    held = party.kind == "official" and core.lower() == (party.office or "").lower() and _state_office().search(core)
    if held and not _ANY.match(words):
        return f"{core} of {with_article(country.name)}"
    classes = load_classes()
    if core in classes.sides and core != plain:
        return country.name  # "the Venezuelan side"
    if party.kind == "armed_group" and (group := _group_of(plain, world)):
        return group
    if core != plain or _needs_country(party, plain, country):
        if (
            party.kind == "government"
            and party.basis in ("home", "earlier")
            and core.lower() in classes.central_government
        ):
            return f"Government of {with_article(country.name)}"
        if party.kind == "court" and core.lower() in classes.top_courts:
            return f"{core} of {with_article(country.name)}"
    if party.kind == "forces" and core.lower() in classes.armed_forces:
        return f"{country.adjective} armed forces"
    if party.kind == "government" and (core.lower() in classes.regimes | {"government"} or _is_regime_of(core, world)):
        return f"{country.adjective} government"
    if party.kind == "government" and core.lower() in classes.authorities:
        return f"{country.adjective} {core}"
    if core != plain and party.kind not in ("person", "place"):
        # "Chad's army" and "the Chadian army" are one.
        return f"{country.adjective} {core}" if "’s " in plain or "'s " in plain else plain
    if _needs_country(party, plain, country):
        counted = _NUMBER.match(core)
        return f"{counted[1]}{country.adjective} {counted[2]}" if counted else f"{country.adjective} {core}"
    return plain


def _drop_lone_marks(words: str) -> str:
    """The words without a quotation mark or bracket whose fellow stands outside them: of “man who …” the man."""
    for first, last in _MARKS:
        if words.count(first) != words.count(last) or (first == last and words.count(first) % 2):
            words = words.replace(first, "").replace(last, "")
    return words.strip()


def _shorten_part(words: str) -> str:
    part = _PART.match(words)
    return words if part is None else f"{part[1] + ' ' if part[1] else ''}{words[part.end() :]}"


def _group_of(plain: str, world: World) -> str | None:
    """The armed group whose people these are: "Boko Haram fighters" are Boko Haram."""
    name, _, noun = plain.rpartition(" ")
    if not name or noun.lower() not in load_classes().fighters:
        return None
    hits = world.scan_names(name)
    return next((h.entry.name for h in hits if h.entry.kind == "armed_group" and h.end - h.start == len(name)), None)


@cache
def _place_of() -> re.Pattern[str]:
    """A noun for a place and the name behind it: "Kurdish enclave of Afrin" is Afrin."""
    nouns = "|".join(sorted(load_settings().noun))
    return re.compile(rf"^(?:(?!of\b)[\w-]+ ){{0,4}}(?:{nouns}) of (?:the )?([A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*)")


@cache
def _state_office() -> re.Pattern[str]:
    """An office of a state at the end of a title."""
    return re.compile(rf"(?:^|\s)(?:{'|'.join(sorted(load_classes().state_offices))})$", re.IGNORECASE)


@cache
def _called_with_article() -> re.Pattern[str]:
    """The beginning or the end of the name of a country that is called with "the"."""
    words = "|".join(sorted(load_classes().article_names))
    return re.compile(rf"^(?:{words})\b|\b(?:{words})$")


def with_article(name: str) -> str:
    """The name of a country as it stands behind "of": "the Gambia", "Chad"."""
    return f"the {name}" if _called_with_article().search(name) else name


def _needs_country(party: Party, plain: str, country: Country) -> bool:
    said = plain.lower()
    return (
        party.basis in ("home", "earlier", "possessor", "apposition")
        and party.kind in _NATIONAL
        and country.adjective.lower() not in said
        and country.name.lower() not in said
        and not _OWNED.search(plain)
    )


def _without_country(plain: str, party: Party, country: Country, world: World) -> str:
    """The words without the country before them: "army" of "Turkish army", of "Turkey's army", of "Ankara's army"."""
    owners = [country.name, *load_classes().countries]
    for owner in (country.adjective, *(f"{one}{mark}s" for one in owners for mark in "’'")):
        if plain.lower().startswith(f"{owner.lower()} "):
            return plain[len(owner) + 1 :]
    # Its other names: "Manila's"; what a report itself calls "the UK government" is left so.
    own = party.basis in ("home", "earlier")
    hit = next(iter(world.scan_names(plain)), None) if own or _OWNED.match(plain) else None
    if hit is not None and hit.start == 0 and hit.entry.code == country.code and hit.entry.kind in _PLACE_NAMES:
        rest = _OWNER_END.sub("", plain[hit.end :])
        return rest if rest != plain[hit.end :] else rest.lstrip() if own and rest.lstrip() else plain
    return plain


def _is_regime_of(core: str, world: World) -> bool:
    """Whether a government is named after who heads it: "regime of Ada Berg", "Berg regime", "Berg government"."""
    words = "|".join(sorted(load_classes().regimes))
    named = re.match(rf"(?:{words}) of [A-Z]", core) or re.fullmatch(rf"(?:\S+ ){{0,4}}\S*[A-Z]\S* (?:{words})", core)
    heads = _NAMED_GOVERNMENT.fullmatch(core)
    return bool(named) or bool(
        heads and any(h.start == 0 and h.entry.kind in PERSONS for h in world.scan_names(heads[1]))
    )
