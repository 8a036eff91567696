"""A report's text, its names or a person come in; whether a man or a woman is spoken of goes out, where a title or a given name tells."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from dragoman.codebook.roles import Roles
from dragoman.resolve.parties import PERSONS, Party
from dragoman.world.load import NameHit, World

# Words that begin with a capital letter, and small ones between them.
_BIG = r"[^\W\d_a-z](?:[\w’'-]*\w|\.?)"
_NAME = rf"{_BIG}(?: (?:(?:al|bin|da|de|del|den|der|di|el|ibn|la|van|von) )*{_BIG})*"


def settle_couples(names: Sequence[NameHit], text: str, roles: Roles, world: World) -> list[NameHit]:
    """Of known people of one surname, take the one whom a title lets mean: "Mr Berg" is not Ada Berg but Olaf."""
    settled = []
    for hit in names:
        if hit.entry.kind == "person" and hit.entry.short:
            before = text[max(0, hit.start - 12) : hit.start].split()[-1:]
            said = roles.gender_of(before[0]) if before else ""
            if said and world.gender_of(hit.entry.name) not in ("", said):
                better = [e for e in hit.others if e.kind == "person" and world.gender_of(e.name) == said]
                hit = NameHit(hit.start, hit.end, better[0], hit.others) if better else hit
        settled.append(hit)
    return settled


def find_titled(text: str, roles: Roles) -> dict[str, str]:
    """Surname → male or female, where the report writes "Mr Sato" or "Mrs Berg"; of a couple's surname it says nothing."""
    words = "|".join(sorted(roles.male | roles.female, key=lambda w: (-len(w), w)))
    found: dict[str, set[str]] = {}
    for match in re.finditer(rf"\b(?=[A-Z])((?i:{words}))\.? ({_NAME})", text):
        surname = re.sub(r"['’]s?$", "", match.group(2).split()[-1])
        found.setdefault(surname, set()).add(roles.gender_of(match.group(1)))
    return {surname: next(iter(genders)) for surname, genders in found.items() if len(genders) == 1}


def tell_gender(party: Party, titled: Mapping[str, str], world: World) -> Party:
    """The person with their gender, by what the report calls them or, where it does not, by their given name."""
    if party.gender or not party.name or party.kind not in PERSONS:
        return party
    return replace(party, gender=titled.get(party.name.rsplit(" ", 1)[-1], "") or world.gender_of(party.name))
