"""An open archive comes in; a digest of each table's content goes out: equal where two archives hold the same, however they came to it."""

from collections.abc import Mapping

from dragoman.store.store import Store, first_column

# What a run needs or leaves behind, how the file is built and joined, and what people said, with when they said it; none tells of reports.
NO_CONTENT = frozenset({"page", "run", "applied", "joining", "identity_edit", "review"})


def digest_tables(store: Store) -> Mapping[str, str]:
    """The digest of each table that holds content, by the table's name: how many rows, and a sum of their hashes.

    A sum knows no order, so the order of the rows in the file plays no part; and no table need be held in memory.
    """
    names = first_column(store.rows("SELECT table_name FROM duckdb_tables() WHERE NOT internal ORDER BY table_name"))
    return {name: _digest(store, name) for name in names if name not in NO_CONTENT}


def _digest(store: Store, table: str) -> str:
    rows = f"SELECT md5_number_lower(to_json(t)::VARCHAR) AS hash FROM {table} t"
    return str(first_column(store.rows(f"SELECT count(*) || ' rows ' || coalesce(sum(hash), 0) FROM ({rows})"))[0])
