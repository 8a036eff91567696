"""What a run needs or leaves behind that is no content: pages as they were last seen, and one row a run."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import pyarrow as pa

from dragoman.store.store import Store, first_column


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page of the web as it was last seen, by which its server can tell whether it has changed since."""

    url: str
    etag: str | None
    modified: str | None
    fetched: datetime


def write_pages(store: Store, pages: Collection[Page]) -> None:
    """Remember pages, each as it was last seen."""
    newest = {page.url: page for page in pages}
    text = pa.string()
    schema = pa.schema([("url", text), ("etag", text), ("modified", text), ("fetched", pa.timestamp("us"))])
    rows = pa.Table.from_pylist(
        [{name: getattr(page, name) for name in schema.names} for page in newest.values()], schema=schema
    )
    store.change("DELETE FROM page WHERE url IN (SELECT url FROM coming)", coming=rows)
    store.put("page", rows)


def read_pages(store: Store) -> Mapping[str, Page]:
    """The pages that are remembered, by address."""
    return {row["url"]: Page(**row) for row in store.rows("SELECT * FROM page").to_pylist()}


def read_addresses(store: Store) -> set[str]:
    """The addresses on the web of all that is kept, or was looked at and left out (a text in another language)."""
    return set(
        first_column(
            store.rows(
                "SELECT url FROM report WHERE url IS NOT NULL UNION SELECT source FROM origin WHERE starts_with(source, 'http') "
                "UNION SELECT source FROM fault WHERE kind = 'skipped' AND starts_with(source, 'http')"
            )
        )
    )


COUNTS = ("added", "known", "republished", "skipped", "failed", "events")


def write_run(
    store: Store, command: str, sources: Sequence[str], started: datetime, ended: datetime, counts: Mapping[str, int]
) -> None:
    """Log a run, its times in UTC; `counts` gives those of COUNTS that the command tells."""
    numbers = [counts.get(name) for name in COUNTS]
    times = [moment.astimezone(UTC).replace(tzinfo=None) for moment in (started, ended)]
    store.change("INSERT INTO run VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", [*times, command, list(sources), *numbers])
