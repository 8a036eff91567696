"""Ids of reports come in; what is known of where each comes from (record.md, `cite_info`) goes out."""

from collections.abc import Collection
from dataclasses import fields

import msgspec

from dragoman.ask.answer import Rows
from dragoman.record.document import CiteInfo

_COLUMNS = ", ".join(f'"{f.name}"' for f in fields(CiteInfo))


def ask_cites(store: Rows, reports: Collection[str]) -> dict[str, CiteInfo]:
    """The `cite_info` of each report that is kept, by its id; ids that are not kept have none."""
    found = store.rows(
        f"SELECT id, {_COLUMNS} FROM report WHERE id IN (SELECT unnest(?::VARCHAR[]))", [sorted(reports)]
    )
    return {row.pop("id"): msgspec.convert(row, CiteInfo) for row in found.to_pylist()}
