"""Two gists come in; how they agree goes out, field by field, and how much that speaks for one happening behind both.

After Fellegi and Sunter (1969): for each field two gists stand at some level of agreement ("place same"), and each level
weighs the logarithm of how much oftener it is found among tellings of one happening than among tellings of two.
"""

import tomllib
from bisect import bisect_right
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from dragoman.reconcile.gist import Gist, Side
from dragoman.reconcile.when import MUTUAL
from dragoman.record.mention import Place

# Whose acts are told every day: that two tellings share one of these says little.
COMMON = frozenset({"USA"})
# Codes of PLOVER that name no country: an "IMG" of one report may be the group that another gives a country.
LOOSE_CODES = frozenset({"IMG", "ISM", "IGO", "NGO", "MNC"})
# The fields that tell who is in an act.
PARTIES = ("actor", "recipient", "parties", "kind")
# Sentences are compared by the share of the shorter one's telling words that the other has too, in steps of these.
SHARES = (0.01, 0.15, 0.3, 0.5)


def weigh_pair(one: Gist, other: Gist) -> float | None:
    """How much speaks for one happening (above 0) or two (below); None where there cannot be one.

    Symmetric in its arguments.
    """
    if not may_be_one(one, other):
        return None
    weights = load_weights()
    levels = list_levels(one, other)
    found = {field: weights[field][level] for field, level in levels.items()}
    if one.sentence != other.sentence:
        return sum(found.values())
    # Two verbs of a sentence mostly tell one act ("bombed a market, killing 31"), and agree in all else as they share its words.
    return weights["sentence"]["one"] + sum(min(found.get(field, 0.0), 0.0) for field in PARTIES)


def may_be_one(one: Gist, other: Gist) -> bool:
    """Whether there may be one happening behind two gists.

    There cannot where the days exclude each other, the actors are of other countries (of acts that parties do together: the
    parties are others), or the places are two of one grade.
    """
    if days_between(one, other) is None:
        return False
    return _may_be_parties(one, other) and _level_place(one.place, other.place) != "two"


def list_levels(one: Gist, other: Gist) -> dict[str, str]:
    """At which level two gists agree in each field."""
    a, b = one.telling.event, other.telling.event
    levels = {"days": _level_days(one, other)}
    if a.event in MUTUAL:
        levels["parties"] = _level_parties(one, other)
    else:
        levels["actor"] = _level_side(one.actor, other.actor)
        levels["recipient"] = _level_side(one.recipient, other.recipient)
        shared = one.recipient.codes & other.recipient.codes
        if levels["recipient"] in ("country", "named") and shared & one.actor.codes & other.actor.codes:
            levels["recipient"] += " at home"
    levels["kind"] = _level_kind(one, other)
    levels["place"] = _level_place(one.place, other.place)
    levels["words"] = _level_share(one.stems, other.stems)
    levels["content"] = _level_share(one.content, other.content) if one.content and other.content else "unknown"
    levels["trigger"] = "same" if one.trigger == other.trigger else "other"
    levels["mode"] = "unknown" if not (a.mode and b.mode) else "same" if a.mode == b.mode else "other"
    levels["numbers"] = _level_numbers(one.numbers, other.numbers)
    levels["again"] = "same" if one.again == other.again else "other"
    return levels


@cache
def load_weights() -> Mapping[str, Mapping[str, float]]:
    """Read weights.toml: field → level → weight."""
    tables = tomllib.loads((files("dragoman.reconcile") / "weights.toml").read_text(encoding="utf-8"))
    return {field: {level: float(weight) for level, weight in levels.items()} for field, levels in tables.items()}


def days_between(one: Gist, other: Gist) -> int | None:
    """How many days lie between the days that two gists think likeliest; None where they exclude each other."""
    a, b = one.when, other.when
    if a.first > b.last or b.first > a.last:
        return None
    return abs((a.last - b.last).days)


def _may_be_parties(one: Gist, other: Gist) -> bool:
    if one.telling.event.event not in MUTUAL:
        return _may_be_same(one.actor.codes, other.actor.codes)
    a, b = one.codes, other.codes
    return _may_be_same(a, b) and (len(a) < 2 or len(b) < 2 or a <= b or b <= a)


def _may_be_same(a: frozenset[str], b: frozenset[str]) -> bool:
    return not a or not b or not a.isdisjoint(b) or not LOOSE_CODES.isdisjoint(a | b)


def _level_days(one: Gist, other: Gist) -> str:
    kinds = {one.when.kind, other.when.kind}
    if kinds == {"dated"}:
        return "stated"
    if kinds & {"old", "apart"}:
        return "old" if "old" in kinds else "apart"
    if one.telling.event.date_basis == other.telling.event.date_basis == "stated":
        return "span"
    gap = min(days_between(one, other) or 0, 3)
    return f"{gap} from stated" if "dated" in kinds else f"{gap} unstated"


def _level_parties(one: Gist, other: Gist) -> str:
    both = one.codes & other.codes
    if len(both) > 1:
        return "both"
    if not both:
        return "unknown"
    if both <= COMMON:
        return "common"
    return "one" if len(one.codes) > 1 or len(other.codes) > 1 else "sole"


def _level_side(a: Side, b: Side) -> str:
    if not (a.codes or a.names) or not (b.codes or b.names):
        return "unknown"
    shared = a.codes & b.codes
    if not a.names.isdisjoint(b.names) or not a.persons.isdisjoint(b.persons):
        return "common named" if shared and shared <= COMMON else "named"
    if a.persons and b.persons:
        return "other person"
    if shared:
        return "common country" if shared <= COMMON else "country"
    return "elsewhere" if a.codes and b.codes else "unknown"


def _level_kind(one: Gist, other: Gist) -> str:
    """Whether the same kind of people act: a state and its people, or two offices of one state, are not one."""
    a, b = one.actor, other.actor
    if not a.names.isdisjoint(b.names) or not a.persons.isdisjoint(b.persons):
        return "same"
    if a.offices and b.offices and a.offices.isdisjoint(b.offices):
        return "other office"
    if not a.state or not b.state:
        return "unknown"
    return "other kind" if a.state.isdisjoint(b.state) else "same"


def _level_place(a: Place | None, b: Place | None) -> str:
    if a is None or b is None or is_nameless(a) or is_nameless(b):
        return "unknown"
    if name_place(a) == name_place(b):
        return "country" if a.resolution == 1 else "same"
    if a.resolution == b.resolution:
        return "two"
    if a.country_code != b.country_code or (a.province and b.province and a.province != b.province):
        return "elsewhere"
    return "within country" if 1 in (a.resolution, b.resolution) else "within"


def is_nameless(place: Place) -> bool:
    """Whether a place is only pointed at ("the town", "a bridge")."""
    return place.geonameid is None and not any(letter.isupper() for letter in place.extracted_place)


def name_place(place: Place) -> str | int:
    """What two mentions of one place have in common."""
    return place.geonameid or (place.resolved_place or place.extracted_place).casefold()


def _level_share(a: frozenset[str], b: frozenset[str]) -> str:
    """The share of the shorter one's words that the other has too, as a level; a word or two may be shared by chance."""
    least, shared = min(len(a), len(b)), len(a & b)
    share = shared / least if least else 0.0
    return str(min(bisect_right(SHARES, share), shared + 1))


def _level_numbers(a: frozenset[int], b: frozenset[int]) -> str:
    if not a or not b:
        return "unknown"
    return "other" if a.isdisjoint(b) else "same"
