"""Coded reports come in; rows of one DuckDB file go out, and rows again as Arrow tables and records.

This room alone knows SQL and DuckDB, and knows nothing of coding. `connect.py` opens the file, `migrate.py` brings it up to date,
`store.py` is the open file; `coded.py`, `links.py` and `log.py` write and read what is kept, what is derived from it and what a
run leaves behind; `dump.py` tells whether two archives hold the same.
"""

from dragoman.store.connect import open_store
from dragoman.store.store import Store

__all__ = ["Store", "open_store"]
