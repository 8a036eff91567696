"""Comes in: tests/data/actors/*.toml. Goes out: sightings with who they truly are; and settling them, all at once, without a store."""

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from pathlib import Path

from dragoman.reconcile.identities import FULL, place_sighting, settle_block
from dragoman.record.identity import Place, Sighting
from reconcile.bcubed import BCubed, score_bcubed

FOLDER = Path(__file__).resolve().parents[1] / "data" / "actors"
COLUMNS = 7


@dataclass(frozen=True, slots=True)
class Figures:
    """B-cubed shares, and of the pairs of sightings of two persons or bodies that stand in one identity the share."""

    bcubed: BCubed
    false_merges: float
    merged: tuple[tuple[str, str], ...]
    split: tuple[str, ...]


def read_sighted(name: str) -> list[tuple[str, Sighting]]:
    """The sightings of a file, each behind who it truly is.

    Raises:
        ValueError: a line has too many columns, or no day; the message names file, actor and line.
    """
    table = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    found = []
    for who, actor in table.items():
        for number, line in enumerate(actor["seen"]):
            found.append((who, read_line(line, f"{name}.toml: {who}: line {number + 1}", f"{who}-{number}")))
    return found


def read_line(line: str, place: str, event: str) -> Sighting:
    """One line of a file, in the form that north.toml tells."""
    cells = [cell.strip() for cell in line.split("|")]
    if not 4 <= len(cells) <= COLUMNS:
        raise ValueError(f"{place}: {len(cells)} columns")
    report, day, where, name, words, office, known = cells + [""] * (COLUMNS - len(cells))
    code, *sector = where.split()
    return Sighting(
        party=(event, "actor", 0),
        document=report,
        day=date.fromisoformat(day),
        code=code,
        sector=tuple(sector),
        words=words or name,
        name=name,
        known=known or None,
        office=office or None,
    )


def settle_all(sightings: Iterable[Sighting]) -> dict[Place, str]:
    """Who each sighting is, all at once: the same steps as those of an archive, without a store."""
    settled: dict[Place, str] = {}
    blocks: dict[str, list[Sighting]] = defaultdict(list)
    for one in sightings:
        placing = place_sighting(one)
        if placing.actor:
            settled[one.party] = placing.actor
        for block in {placing.home, *placing.clues} - {None}:
            blocks[str(block)].append(replace(one, actor=placing.actor))
    for level in (True, False):
        for block, found in blocks.items():
            if block.startswith(FULL) is level:
                settled |= settle_block(block, [replace(s, actor=settled.get(s.party)) for s in found])
    return settled


def measure(sighted: Sequence[tuple[str, Sighting]], settled: Mapping[Place, str]) -> Figures:
    """Hold what was settled against who they truly are."""
    gold = [who for who, _ in sighted]
    made = [settled[s.party] for _, s in sighted]
    pairs = [(gold[i], gold[j], made[i] == made[j]) for i, j in combinations(range(len(gold)), 2) if gold[i] != gold[j]]
    one = [(a, b) for a, b, same in pairs if same]
    together = sum(made[i] == made[j] for i, j in combinations(range(len(gold)), 2))
    split = sorted({who for who in gold if len({m for g, m in zip(gold, made, strict=True) if g == who}) > 1})
    return Figures(score_bcubed(gold, made), len(one) / max(together, 1), tuple(sorted(set(one))), tuple(split))
