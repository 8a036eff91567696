"""An archive that is open to read comes in; the same one, answering as if nobody had ever reviewed it, goes out.

All reviews are taken back in memory, by the same steps by which an archive takes them back, in temporary tables that stand before the
archive's own under their names. So every question can be asked of the record as it was coded, and nothing is kept twice.
"""

from dragoman.keep.rulings import read_rulings
from dragoman.keep.seat import Gists, Writing, exchange_tellings
from dragoman.keep.settle import Settling
from dragoman.store import Store
from dragoman.store.reviews import count_reviews, find_reviewed, read_coded
from dragoman.store.seats import read_tellings_of
from dragoman.store.shadow import copy_parties, shadow_all_happenings, shadow_events, shadow_happenings

_IN_MEMORY = Writing(shadow_happenings, shadow_all_happenings)


def take_back_reviews(store: Store) -> None:
    """Let a store answer from the record as it was coded, from now on; the file is not changed.

    It costs a copy of the tables of parties and identities, and joining anew what reviews touched; nothing where there are none.
    Where all was joined by the rules of another version, and nothing was written since, it costs joining all of it.
    """
    if not count_reviews(store):
        return
    documents, said = find_reviewed(store), read_rulings(store)
    before, coded = read_tellings_of(store, documents), read_coded(store, documents)
    copy_parties(store)
    identities = Settling(store)
    identities.take_out(documents)
    shadow_events(store, list(coded.values()))
    exchange_tellings(store, before, read_tellings_of(store, documents), Gists(), said, _IN_MEMORY)
    identities.bring_in(documents)
    identities.settle()
