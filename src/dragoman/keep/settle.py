"""Parties that came, went or are spoken of come in; in the transaction of the caller's, who they are is settled anew.

First what each party says by itself, then the blocks of full names that were touched, then those of short forms, of which also those that a full
name that became another's is a clue to; last the identities whose parties changed are summed up. Nothing else is looked at.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice

from dragoman.reconcile.identities import FULL, place_sighting, settle_block
from dragoman.reconcile.rulings import Rulings
from dragoman.reconcile.summary import make_identity
from dragoman.record.identity import Edit, Place, Sighting
from dragoman.store import Store
from dragoman.store.identities import (
    Clue,
    find_blocks,
    read_blocks,
    read_edits,
    read_seen,
    read_sightings_as,
    read_sightings_called,
    read_sightings_of,
    remove_clues,
    replace_identities,
    write_actors,
    write_clues,
)

# How many blocks are settled, and identities summed up, at a time: what bounds memory, nothing else.
SOME = 500


class Settling:
    """One settling: what was touched is gathered, then all of it is settled at once."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._rulings = Rulings(read_edits(store))
        self._blocks: set[str] = set()
        self._actors: set[str] = set()
        self.changed: set[Place] = set()

    def take_out(self, reports: Collection[str]) -> None:
        """Reports are about to go."""
        blocks, actors = remove_clues(self._store, reports)
        self._blocks |= blocks
        self._actors |= actors

    def bring_in(self, reports: Collection[str]) -> None:
        """Reports have come, with parties of whom nobody has said yet who they are."""
        sightings = read_sightings_of(self._store, reports)
        clues = []
        for one in sightings:
            placing = place_sighting(one)
            clues += [Clue(one.party, block, False) for block in placing.clues]
            clues += [Clue(one.party, placing.home, True)] if placing.home else []
        write_clues(self._store, clues)
        self._blocks |= {clue.block for clue in clues}
        self._settle_by_themselves(sightings)

    def speak_of(self, edits: Sequence[Edit]) -> None:
        """People said something about identities: those are looked at again, and who bears the names."""
        ids = {id for edit in edits for id in list_ids(edit)}
        names = {edit.value for edit in edits if edit.value and edit.action in ("same", "apart")}
        found = {s.party: s for s in (*read_sightings_as(self._store, ids), *read_sightings_called(self._store, names))}
        self._actors |= ids | {s.actor for s in found.values() if s.actor}
        self._blocks |= find_blocks(self._store, found) | self._rulings.list_office_blocks(edits)
        self._settle_by_themselves(found.values())

    def settle(self) -> None:
        """Settle all that was touched."""
        full = {block for block in self._blocks if block.startswith(FULL)}
        self._settle_blocks(full)
        self._settle_blocks(self._blocks - full)
        for some in _cut(self._actors):
            seen = read_seen(self._store, some)
            identities = [self._rulings.amend(make_identity(id, forms)) for id, forms in seen.items()]
            replace_identities(self._store, some, identities)

    def _settle_by_themselves(self, sightings: Iterable[Sighting]) -> None:
        derived = {s: actor for s in sightings if (actor := place_sighting(s).actor) is not None}
        self._write({s: self._rulings.decide(s, actor) for s, actor in derived.items()})

    def _settle_blocks(self, blocks: Collection[str]) -> None:
        for some in _cut(blocks):
            decided: dict[Sighting, str] = {}
            for block, sightings in read_blocks(self._store, some).items():
                at = {s.party: s for s in sightings}
                settled = settle_block(block, sightings, self._rulings.list_holders(block))
                decided |= {at[party]: self._rulings.decide(at[party], actor) for party, actor in settled.items()}
            self._write(decided)

    def _write(self, decided: Mapping[Sighting, str]) -> None:
        """Write who parties are that were somebody else, and touch what that changes."""
        changed: dict[Place, str] = {s.party: actor for s, actor in decided.items() if s.actor != actor}
        write_actors(self._store, changed)
        self.changed |= set(changed)
        self._actors |= {id for s, actor in decided.items() if s.actor != actor for id in (s.actor, actor) if id}
        self._blocks |= find_blocks(self._store, changed)


def list_ids(edit: Edit) -> list[str]:
    """The identities of which an edit speaks."""
    return [edit.actor, *([edit.other] if edit.other and edit.action != "office" else [])]


def _cut(names: Collection[str]) -> Iterator[list[str]]:
    waiting = iter(sorted(names))
    while some := list(islice(waiting, SOME)):
        yield some
