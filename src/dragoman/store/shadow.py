"""A store that is open to read comes in; temporary tables and views stand before its own, under their names, and nothing is written."""

from collections.abc import Collection, Iterable, Sequence

from dragoman.record.happening import Happening, Seat
from dragoman.store.outlooks import make_expectations
from dragoman.store.reviews import AsCoded
from dragoman.store.rows import make_events, make_parties
from dragoman.store.seats import replace_happenings
from dragoman.store.store import Store, first_column, id_table

# What is settled anew is changed row by row, and needs a copy; of the rest only what differs is held in memory.
_COPIED = ("party", "clue", "actor")
_OF_REPORT = "document IN (SELECT id FROM report_as_coded)"
_OF_HEAD = "head IN (SELECT id FROM head_as_coded)"
_ENDING = "_as_coded"
# rowid picks rows of a table (ask/answer.py); those in memory have numbers below zero.
_VIEWS = {
    "event": "SELECT rowid, * FROM {own}.event WHERE NOT {of_report} UNION ALL BY NAME SELECT -1 - rowid AS rowid, * FROM event_as_coded",
    "expectation": (
        "SELECT * FROM {own}.expectation WHERE event NOT IN (SELECT id FROM {own}.event WHERE {of_report}) "
        "UNION ALL BY NAME FROM expectation_as_coded"
    ),
    "happening": (
        "SELECT rowid, * FROM {own}.happening WHERE id NOT IN (SELECT happening FROM {own}.telling WHERE {of_head}) "
        "UNION ALL BY NAME SELECT -1 - rowid AS rowid, * FROM happening_as_coded"
    ),
    "telling": "SELECT * FROM {own}.telling WHERE NOT {of_head} UNION ALL BY NAME FROM telling_as_coded",
}


def copy_parties(store: Store) -> None:
    """Let parties and identities be changed in memory alone, from now on."""
    for table in _COPIED:
        store.change(f"CREATE TEMP TABLE {table} AS FROM {_name_own(store)}.{table}")


def shadow_events(store: Store, reports: Sequence[AsCoded]) -> None:
    """Put the coded events of reports before those that stand there, and no review before those that there are.

    Happenings stay as they are until `shadow_happenings`; `copy_parties` has been called.
    """
    own = _name_own(store)
    for table in ("report", "head"):
        store.change(f"CREATE TEMP TABLE {table}{_ENDING} (id VARCHAR)")
    store.put("report_as_coded", id_table(one.document.id for one in reports))
    for table in _VIEWS:
        store.change(f"CREATE TEMP TABLE {table}{_ENDING} AS FROM {own}.{table} LIMIT 0")
    store.change(f"DELETE FROM party WHERE event IN (SELECT id FROM {own}.event WHERE {_OF_REPORT})")
    coded = [one.coded for one in reports]
    numbers = {id: number for one in reports for id, number in one.numbers.items()}
    store.put("event_as_coded", make_events(coded, numbers))
    store.put("expectation_as_coded", make_expectations(coded))
    store.put("party", make_parties(coded))
    for table in ("review", "coded_event", "coded_expectation"):
        store.change(f"CREATE TEMP TABLE {table} AS FROM {own}.{table} LIMIT 0")
    for table, sql in _VIEWS.items():
        store.change(f"CREATE TEMP VIEW {table} AS {sql.format(own=own, of_report=_OF_REPORT, of_head=_OF_HEAD)}")


def shadow_happenings(
    store: Store, heads: Collection[str], happenings: Collection[Happening], seats: Iterable[Seat]
) -> None:
    """Put happenings and their seats before those that stand under some heads; `shadow_events` has been called."""
    store.put(f"head{_ENDING}", id_table(heads))
    replace_happenings(store, heads, happenings, seats, _ENDING)


def shadow_all_happenings(store: Store, rules: str) -> list[str]:
    """Let no happening of the archive be seen: all are to be joined anew, in memory; gives the ids of all events, by day.

    `rules` is the name of the rules by which they will be.
    """
    store.change("CREATE TEMP TABLE joining AS SELECT ? AS rules", [rules])
    store.change(f"CREATE OR REPLACE TEMP VIEW telling AS FROM telling{_ENDING}")
    store.change(f"CREATE OR REPLACE TEMP VIEW happening AS SELECT -1 - rowid AS rowid, * FROM happening{_ENDING}")
    return first_column(store.rows("SELECT id FROM event ORDER BY day, id"))


def _name_own(store: Store) -> str:
    """The archive's own tables, however the file is called."""
    name = str(first_column(store.rows("SELECT current_database()"))[0])
    return '"{}".main'.format(name.replace('"', '""'))
