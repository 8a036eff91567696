"""The names that a scan found in a report come in; those that mean what the scan says they mean go out.

A form is shared: by bearers of one surname, by bodies of several countries, by a region and a person.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from dragoman.codebook.roles import Roles
from dragoman.resolve.gender import settle_couples
from dragoman.world.load import NameHit, World

# Words of these kinds speak of a country; of a body or person, the country that it belongs to.
COUNTRY_KINDS = frozenset({"name", "demonym", "people", "capital", "seat", "region"})
# Bodies of these kinds have namesakes in other countries.
HOMELY = frozenset({"body", "court", "government", "parliament", "party"})
# So often a report must speak of other countries before one that it never names is taken for far away.
ENOUGH = 3
# Who has been out of office for so many days is known by his full name.
LONG_AGO = 5 * 365
# Behind these a region's name is a region's.
PLACING = frozenset({"across", "at", "from", "in", "near", "of", "outside", "throughout", "to"})


def settle_names(
    names: Sequence[NameHit],
    text: str,
    day: date | None,
    roles: Roles,
    world: World,
    *,
    long_forms: Mapping[str, str],
    full_names: Mapping[str, str],
) -> list[NameHit]:
    """Leave out names that mean nobody whom the world knows, and choose among namesakes.

    Args:
        names: what the scan of `text` found, in order.
        text: the report.
        day: of its publication.
        roles, world: what is known of words and of names.
        long_forms: acronym → the name in full, as the report explains it.
        full_names: surname → the person's full name, of all whom the report names so.
    """
    settled = _settle_namesakes(_drop_strangers(names, text, day, roles))
    settled = settle_couples(settled, text, roles, world)
    settled = _drop_faraway(_drop_acronyms(settled, text, long_forms), text, world)
    return [hit for hit in settled if not _is_surname(hit, text, full_names, world)]


def _drop_strangers(names: Sequence[NameHit], text: str, day: date | None, roles: Roles) -> list[NameHit]:
    """Leave out surnames, of persons whom the report never names in full, that are here another's name.

    They stand behind a word for kin ("his mother, Sharon"), or they are of somebody long out of office from a country of which the report speaks with no word.
    """
    full = {hit.entry.id for hit in names if not hit.entry.short}
    spoken = {hit.entry.code for hit in names if not hit.entry.short}
    dropped = set()
    for hit in names:
        if hit.entry.kind != "person" or not hit.entry.short or hit.entry.id in full:
            continue
        before = text[max(0, hit.start - 20) : hit.start].rstrip(", ").rsplit(" ", 1)[-1].lower()
        past = day is not None and hit.entry.until is not None and (day - hit.entry.until).days > LONG_AGO
        if before in roles.kin or (past and hit.entry.code not in spoken):
            dropped.add(hit.entry.id)
    return [hit for hit in names if hit.entry.id not in dropped]


def _settle_namesakes(names: Sequence[NameHit]) -> list[NameHit]:
    """Of bodies of one name ("SDF"), take one of a country that the report speaks of, if there is one."""
    spoken = {hit.entry.code for hit in names if hit.entry.kind in COUNTRY_KINDS}
    settled = []
    for hit in names:
        better = [other for other in hit.others if other.code in spoken and other.kind != "not" and not other.short]
        if hit.entry.code not in spoken and hit.entry.kind not in COUNTRY_KINDS and better:
            hit = NameHit(hit.start, hit.end, better[0], hit.others)
        settled.append(hit)
    return settled


def _drop_acronyms(names: Sequence[NameHit], text: str, long_forms: Mapping[str, str]) -> list[NameHit]:
    """Leave out bodies whose acronym is here another's: "the FSA" after "Japan's Financial Services Agency" is no Syrian army."""
    told = [hit for hit in names if text[hit.start : hit.end] not in long_forms]
    ids, codes = {hit.entry.id for hit in told}, {hit.entry.code for hit in told}

    def is_own(hit: NameHit) -> bool:
        long_form = long_forms.get(text[hit.start : hit.end], hit.entry.name)
        return long_form.lower() == hit.entry.name.lower() or hit.entry.id in ids or hit.entry.code in codes

    return [hit for hit in names if is_own(hit)]


def _drop_faraway(names: Sequence[NameHit], text: str, world: World) -> list[NameHit]:
    """Leave out bodies of plain names whose country the report, which speaks of others, never names.

    "The Department of Education" of a report on Manila is no American one, nor are "the Independent" and "One Nation" parties of
    who knows where. An acronym is kept, but not a party's.
    """
    ids: dict[str, list[str]] = defaultdict(list)
    for hit in names:
        if hit.entry.code in world.countries:
            ids[hit.entry.code].append(hit.entry.id)
    spoken = sum(map(len, ids.values()))

    def is_faraway(hit: NameHit) -> bool:
        entry, form = hit.entry, text[hit.start : hit.end]
        alone = {*ids[entry.code]} == {entry.id} and spoken - len(ids[entry.code]) >= ENOUGH
        acronym = form.isupper() and entry.kind != "party"
        return alone and entry.kind in HOMELY and not acronym and form.count(" ") < 3

    return [hit for hit in names if not is_faraway(hit)]


def _is_surname(hit: NameHit, text: str, full_names: Mapping[str, str], world: World) -> bool:
    """Whether a region's name is a person's here, whom the report names in full: "Bali said" after "Mustafa Bali"."""
    full = full_names.get(text[hit.start : hit.end]) if hit.entry.kind == "region" else None
    before = text[max(0, hit.start - 9) : hit.start].lower().split()[-1:]
    return full is not None and full.split(" ")[0] in world.given_names and not {*before} & PLACING
