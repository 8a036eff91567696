"""classes.toml comes in; Classes, the words that one step or another asks for by name, goes out."""

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import pairwise

import msgspec

from dragoman.codebook.load import read_classes
from dragoman.errors import CodebookError

FILE = "classes.toml"


class Classes(msgspec.Struct, frozen=True, kw_only=True):
    """The words of each class of classes.toml, whose glosses say what they are for."""

    agreeing: frozenset[str]
    allotting: frozenset[str]
    armed_forces: frozenset[str]
    article_names: frozenset[str]
    authorities: frozenset[str]
    body_words: frozenset[str]
    bygone: frozenset[str]
    calendar: frozenset[str]
    candidates: frozenset[str]
    ceasing: frozenset[str]
    central_government: frozenset[str]
    collectives: frozenset[str]
    coming_from: frozenset[str]
    counting: frozenset[str]
    countries: frozenset[str]
    critics: frozenset[str]
    decisions: frozenset[str]
    directions: frozenset[str]
    dotted_titles: frozenset[str]
    envoys: frozenset[str]
    examples: frozenset[str]
    female_nouns: frozenset[str]
    fighters: frozenset[str]
    followings: frozenset[str]
    formerly: frozenset[str]
    governed: frozenset[str]
    groups: frozenset[str]
    hesitating: frozenset[str]
    invitations: frozenset[str]
    lending: frozenset[str]
    male_nouns: frozenset[str]
    members: frozenset[str]
    militants: frozenset[str]
    ministers: frozenset[str]
    name_particles: frozenset[str]
    naming: frozenset[str]
    no_given_names: frozenset[str]
    no_strangers: frozenset[str]
    no_surnames: frozenset[str]
    owned_places: frozenset[str]
    pairs: frozenset[str]
    parting: frozenset[str]
    place_followers: frozenset[str]
    place_nouns: frozenset[str]
    planned: frozenset[str]
    pressing: frozenset[str]
    proxies: frozenset[str]
    regimes: frozenset[str]
    regions: frozenset[str]
    seated: frozenset[str]
    seconds: frozenset[str]
    sides: frozenset[str]
    sole: frozenset[str]
    starting: frozenset[str]
    state_offices: frozenset[str]
    taking: frozenset[str]
    taking_to: frozenset[str]
    time_nouns: frozenset[str]
    top_courts: frozenset[str]
    town_followers: frozenset[str]
    towns: frozenset[str]
    towns_of: frozenset[str]
    unions: frozenset[str]
    unnamed: frozenset[str]
    untold: frozenset[str]
    vague: frozenset[str]


@cache
def load_classes() -> Classes:
    """Load the classes once a process.

    Raises:
        CodebookError: classes.toml breaks its schema; the message names file, line and reason.
    """
    return read_named(files("dragoman.codebook") / "en")


def read_named(folder: Traversable) -> Classes:
    """Read the classes in `folder`: those that Classes names and no others, sorted by their names.

    Raises:
        CodebookError: classes.toml breaks its schema.
    """
    found = read_classes(folder / FILE)
    for name, (place, _) in found.items():
        if name not in Classes.__struct_fields__:
            raise CodebookError(place, f"nobody asks for the class {name!r} (see codebook/classes.py)")
    for before, name in pairwise(found):
        if before > name:
            raise CodebookError(found[name][0], f"the classes are not sorted: {name!r} stands behind {before!r}")
    missing = next((name for name in Classes.__struct_fields__ if name not in found), None)
    if missing is not None:
        raise CodebookError(f"{FILE}:1", f"the class {missing!r} is missing")
    return Classes(**{name: words for name, (_, words) in found.items()})
