"""An archive that is open to read comes in; the same one, answering as if nobody had ever reviewed it, goes out.

All reviews are taken back in memory, by the same steps by which an archive takes them back, in temporary tables that stand before the
archive's own under their names. So every question can be asked of the record as it was coded, and nothing is kept twice.
"""

from collections.abc import Collection

from dragoman.keep.link import join_blocks_anew
from dragoman.keep.rulings import read_rulings
from dragoman.keep.settle import Settling
from dragoman.reconcile import list_blocks
from dragoman.store import Store
from dragoman.store.links import read_tellings_of
from dragoman.store.reviews import count_reviews, find_reviewed, read_coded
from dragoman.store.shadow import copy_parties, shadow_events, shadow_happenings


def take_back_reviews(store: Store) -> None:
    """Let a store answer from the record as it was coded, from now on; the file is not changed.

    It costs a copy of the tables of parties and identities, and joining anew what reviews touched; nothing where there are none.
    """
    if not count_reviews(store):
        return
    documents = find_reviewed(store)
    rulings = read_rulings(store)
    blocks = _list_blocks(store, documents).union(*rulings.blocks)
    blocks |= rulings.widen(blocks)[0]
    coded = read_coded(store, documents)
    copy_parties(store)
    identities = Settling(store)
    identities.take_out(documents)
    shadow_events(store, list(coded.values()))
    blocks |= _list_blocks(store, documents)
    join_blocks_anew(store, blocks, shadow_happenings)
    identities.bring_in(documents)
    identities.settle()


def _list_blocks(store: Store, documents: Collection[str]) -> set[str]:
    return {block for telling in read_tellings_of(store, documents) for block in list_blocks(telling)}
