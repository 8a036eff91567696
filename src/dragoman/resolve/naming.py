"""A Party and its mention come in; a Reference, whose Actor carries the full name, goes out."""

import re
from collections.abc import Mapping
from functools import lru_cache

from dragoman.record.mention import Actor, Mention, Reference
from dragoman.record.span import Span
from dragoman.resolve.parties import Party
from dragoman.world.load import World

_DETERMINER = re.compile(
    r"^(?:the|a|an|my|its|his|her|their|our|your|this|that|these|those|both|two|three|four)\s+", re.IGNORECASE
)
ADJECTIVE = ("ish", "an", "ese", "i", "ch", "ic")
GOVERNMENT = frozenset({"government", "regime", "authorities", "administration", "government officials"})


def make_reference(party: Party, mention: Mention, at: Mapping[tuple[int, int], Mention], world: World) -> Reference:
    """Quote the party as the Actor of this mention; `via` is the earlier mention that it points back to."""
    earlier = at.get(party.at) if party.at is not None else None
    via = Span(earlier.text, earlier.start, earlier.end) if earlier is not None and earlier is not mention else None
    actor = Actor(
        code=party.code,
        sector=party.sector,
        entity_text=mention.text,
        start=mention.start,
        end=mention.end,
        identifier_text=name_party(party, earlier.text if earlier else mention.text, world),
        identifier_id=party.id,
        office=party.office,
        via=via,
    )
    return Reference(actor=actor, kind=party.kind, basis=party.basis)


def name_party(party: Party, words: str, world: World) -> str | None:
    """The canonical name: the known one, else the words of the mention with the country's adjective."""
    if party.name:
        return party.name
    if party.kind == "state" and party.code and party.code in world.countries:
        return world.countries[party.code].name
    plain = _DETERMINER.sub("", words).strip()
    if party.kind == "thing" or not plain:
        return plain or None
    country = world.countries.get(party.code) if party.code else None
    if country is None:
        return plain
    if plain.lower() in GOVERNMENT:
        return f"Government of {country.name}"
    adjective = _adjective_of(country.code, world)
    if (
        party.basis in ("home", "earlier", "possessor", "apposition")
        and adjective
        and adjective.lower() not in plain.lower()
        and country.name.lower() not in plain.lower()
    ):
        return f"{adjective} {plain}"
    return plain


@lru_cache(maxsize=512)
def _adjectives(world: World) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for form, entries in world.forms.items():
        for entry in entries:
            country = world.countries.get(entry.code)
            if entry.kind != "demonym" or country is None or entry.name != country.name:
                continue
            # Of "Turk" and "Turkish" the adjective.
            old = found.get(entry.code, "")
            if (form.endswith(ADJECTIVE), len(form)) > (old.endswith(ADJECTIVE), len(old)):
                found[entry.code] = form
    return found


def _adjective_of(code: str, world: World) -> str | None:
    return "US" if code == "USA" else _adjectives(world).get(code)
