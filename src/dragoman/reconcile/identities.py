"""Sightings of parties come in; who each is over all reports goes out, block by block, and what is known of each identity.

Three steps, each a pure function of the set of what it is given. `place_sighting`: its own words settle a state, a crowd and whom the
world files know; all others have a block as their home. `settle_block` settles the blocks of full names first ("full|…"), then those of short
forms ("short|…": surnames, offices, acronyms), which stand for what full names were settled to. `make_identity` sums up.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from dragoman.reconcile.forms import Form, read_form, read_office
from dragoman.reconcile.names import is_one_body, is_one_name, settle_names
from dragoman.reconcile.shorts import settle_shorts
from dragoman.reconcile.spelling import read_words, sound
from dragoman.record.identity import Place, Sighting, Term
from dragoman.record.ids import actor_id

NOBODY: Mapping[str, Iterable[Term]] = MappingProxyType({})
FULL, SHORT = "full|", "short|"
_FEWEST_INITIALS = 2


@dataclass(frozen=True, slots=True)
class Placing:
    """Where a sighting is settled: by itself to `actor`, else in the block `home`; `clues` are blocks of others that it may change."""

    actor: str | None
    home: str | None
    clues: tuple[str, ...]


def place_sighting(sighting: Sighting) -> Placing:
    """Where a sighting is settled, from its own words alone."""
    form, code = read_form(sighting), sighting.code or ""
    if form.kind == "known":
        clues = _list_person_clues(form, code) if form.known == "" else _list_body_clues(form)
        return Placing(actor_id("known", form.key), None, (_name_full_block(form, code), *clues))
    if form.kind == "state":
        # The state of the world files has the id that it would have by that; its forces and police are named by code and sector.
        kind = "known" if ":" in form.key else "state"
        return Placing(actor_id(kind, form.key), None, ())
    if form.kind == "crowd":
        return Placing(actor_id("crowd", code, form.key), None, ())
    if form.kind == "person":
        return Placing(None, _name_full_block(form, code), _list_person_clues(form, code))
    if form.kind == "group":
        return Placing(None, _name_full_block(form, code), _list_body_clues(form))
    if form.kind == "surname":
        return Placing(None, f"{SHORT}surname|{sound(form.words[-1])}", ())
    if form.kind == "office":
        return Placing(None, name_office_block(code, form.key), ())
    return Placing(None, f"{SHORT}acronym|{form.key}", ())


def name_office_block(code: str, office: str) -> str:
    """The block of those who are called by an office of a country alone."""
    return f"{SHORT}office|{code}|{read_office(office)}"


def _name_full_block(form: Form, code: str) -> str:
    if form.kind == "group" or form.known == "body":
        return f"{FULL}body|{' '.join(sorted(map(sound, form.words)))}"
    return f"{FULL}person|{sound(form.words[_place_of_surname(code)])}"


def _place_of_surname(code: str) -> int:
    return 0 if code in read_words()["family_first"] else -1


def _list_person_clues(form: Form, code: str) -> tuple[str, ...]:
    surname = f"{SHORT}surname|{sound(form.words[_place_of_surname(code)])}"
    return (surname, name_office_block(code, form.office)) if form.office and code else (surname,)


def _list_body_clues(form: Form) -> tuple[str, ...]:
    initials = "".join(w[0] for w in form.words)
    acronyms = {form.brackets, initials if len(initials) >= _FEWEST_INITIALS else ""} - {""}
    return tuple(f"{SHORT}acronym|{acronym}" for acronym in sorted(acronyms))


def settle_block(
    block: str, sightings: Iterable[Sighting], holders: Mapping[str, Iterable[Term]] = NOBODY
) -> dict[Place, str]:
    """Who those are whose home a block is: party → identity.

    Args:
        block: its name, from `place_sighting`.
        sightings: all that have it as their home or among their clues, in any order; of the latter `actor` must be settled (in
            full blocks: that of known ones). Several that differ in nothing but party and report may come as one.
        holders: in a block of an office, what people say of who held it: identity → its terms (`Rulings.list_holders`).

    Raises:
        ValueError: this is no name of a block.
    """
    level, kind, _ = block.split("|", 2)
    placed = [(s, place_sighting(s)) for s in sightings]
    # Of a version with other lists of words something may have been placed here that no longer belongs here.
    home = [s for s, placing in placed if placing.home == block]
    clues = [s for s, placing in placed if block in placing.clues]
    if f"{level}|" == FULL:
        settled: Mapping[str, Iterable[Sighting]] = settle_names(
            [*home, *clues], is_one_body if kind == "body" else is_one_name
        )
    elif f"{level}|" == SHORT:
        settled = settle_shorts(kind, home, clues, holders)
    else:
        raise ValueError(f"{block!r} is no name of a block")
    return {s.party: id for id, found in settled.items() for s in found}
