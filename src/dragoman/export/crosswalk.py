"""The tables in data/ come in; what CAMEO, GDELT and ICEWS call an act, a country, a body or a role goes out.

Each table says in its first lines where it comes from. What a format has no word for is "".
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dragoman.codebook import load_codebook
from dragoman.world.tables import read_countries, read_regions


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """A CAMEO code: ICEWS's words for it, GDELT's Goldstein score and ICEWS's intensity, each -10 to 10 as text."""

    code: str
    text: str
    goldstein: str
    intensity: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Land:
    """A country: its code (ISO), CAMEO's code, the FIPS 10-4 code and the name that ICEWS uses."""

    code: str
    cameo: str
    fips: str
    icews: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """An actor of no single country: its code in CAMEO, and the cells that it fills in GDELT and ICEWS."""

    code: str
    cameo: str
    country: str
    group: str
    type: str
    icews: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A sector of the codebook: CAMEO's role code and the name that ICEWS uses."""

    code: str
    cameo: str
    icews: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Crosswalk:
    """All tables, each by the code that a record holds; `states` maps a state of the USA to its two letters."""

    acts: Mapping[str, Act]
    lands: Mapping[str, Land]
    bodies: Mapping[str, Body]
    roles: Mapping[str, Role]
    states: Mapping[str, str]


@cache
def load_crosswalk() -> Crosswalk:
    """Read the tables, once."""
    regions = read_regions(read_countries())
    return Crosswalk(
        acts={row["code"]: Act(**row) for row in read_table("cameo.csv")},
        lands={row["code"]: Land(**row) for row in read_table("countries.csv")},
        bodies={row["code"]: Body(**row) for row in read_table("bodies.csv")},
        roles={row["code"]: Role(**row) for row in read_table("sectors.csv")},
        states={region.name: region.admin1 for region in regions if region.code == "USA" and region.admin1},
    )


def read_table(name: str) -> list[dict[str, str]]:
    """The rows of a table in data/ by column; lines that begin with # are comments."""
    text = (files("dragoman.export") / "data" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(line for line in text.splitlines() if line and not line.startswith("#")))


def pick_cameo(event: str, mode: str | None, context: tuple[str, ...]) -> str:
    """The CAMEO code nearest to a type, mode and matter (codebook/ontology/cameo.csv), "" for a type that is not in it."""
    known = load_codebook().cameo
    rows = known.get((event, mode)) or known.get((event, None), ())
    return next((code for matter, code in rows if matter == "" or matter in context), "")
