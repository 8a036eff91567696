"""A question in SQL comes in; Arrow rows go out, and nothing else can happen: no file is read or written, nothing is changed."""

import threading
from typing import TYPE_CHECKING

from dragoman.errors import StoreError, UsageError
from dragoman.store import Store

if TYPE_CHECKING:
    import pyarrow as pa

# The file is opened to read only; these keep SQL from other files, from the network and from the variables of this program,
# and the last one keeps SQL from setting them back.
_SEALS = (
    "SET enable_external_access = false",
    "SET python_enable_replacements = false",
    "SET lock_configuration = true",
)
# One thread of several that open one file at once sets them, all of them.
_SEALING = threading.Lock()


def seal_store(store: Store) -> None:
    """Let the store answer from its own tables and views alone, from now on.

    All connections of this process to one file share their settings: another may have sealed it already.
    """
    with _SEALING:
        if store.rows("SELECT current_setting('lock_configuration') AS sealed").column("sealed")[0].as_py():
            return
        for seal in _SEALS:
            store.change(seal)


def ask_sql(store: Store, sql: str) -> "pa.Table":
    """Answer one SELECT over the views (docs/asking.md) of a store that is open to read and was sealed.

    Raises:
        UsageError: it is not one question, is wrong, or wants what is not allowed; the message is DuckDB's.
    """
    try:
        return store.select(sql)
    except StoreError as error:
        raise UsageError(f"sql: {error.reason}") from error
