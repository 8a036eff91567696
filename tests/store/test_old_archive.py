"""An archive of every earlier form opens, answers, takes new reports, and coded again holds what one made today holds."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from dragoman.archive import Archive
from dragoman.keep import add_documents, recode_reports
from dragoman.store import open_store
from dragoman.store.migrate import list_migrations
from store.made import digest_archive, make_coder, make_reports

REPORTS = make_reports(12)
FORMS = list(list_migrations())
# What a later form took away had to be filled in an older one.
LOST = {("actor", "block"): "''", ("happening", "block"): "''"}


@pytest.fixture(scope="module")
def today(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of today's form, all in one batch."""
    path = tmp_path_factory.mktemp("today") / "today.duckdb"
    list(add_documents(path, REPORTS, make_coder()))
    return path


@pytest.fixture(params=FORMS[:-1])
def old(request: pytest.FixtureRequest, today: Path, tmp_path: Path) -> Path:
    """The same reports in a file as a dragoman made it that knew the first `param` forms: its tables, and what it kept in them."""
    path = tmp_path / "old.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute(
            "CREATE TABLE applied (number INTEGER NOT NULL, name VARCHAR NOT NULL, digest VARCHAR NOT NULL)"
        )
        for number, file in list_migrations().items():
            if number <= request.param:
                connection.execute(file.read_text(encoding="utf-8"))
                connection.execute("INSERT INTO applied VALUES (?, ?, 'of its day')", [number, file.name])
        connection.execute(f"ATTACH '{today}' AS today (READ_ONLY)")
        for table, columns in list_columns(connection):
            values = ", ".join(LOST.get((table, name), f'"{name}"') for name in columns)
            connection.execute(f"INSERT INTO {table} SELECT {values} FROM today.{table}")
    return path


def list_columns(connection: duckdb.DuckDBPyConnection) -> Iterator[tuple[str, list[str]]]:
    """Each table of the file itself, but that of forms, with its columns."""
    yield from connection.execute(
        "SELECT table_name, list(column_name ORDER BY column_index) FROM duckdb_columns() "
        "WHERE NOT internal AND database_name = 'old' AND table_name <> 'applied' GROUP BY table_name"
    ).fetchall()


def test_it_is_brought_up_to_date_and_answers(old: Path, today: Path) -> None:
    with Archive(old) as archive, Archive(today) as new:
        assert archive.size() == new.size()
        assert list(archive.events()) == list(new.events())
        assert list(archive.happenings()) == list(new.happenings())
        assert [c.id for c in archive.commitments()] == [c.id for c in new.commitments()]
        assert len(list(archive.events())) > 5
    with open_store(old) as store:
        rows = store.rows("SELECT number FROM applied WHERE number > 0 ORDER BY number").to_pylist()
    assert [row["number"] for row in rows] == FORMS


def test_it_takes_new_reports_and_coded_again_is_as_if_made_today(old: Path, tmp_path: Path) -> None:
    more = make_reports(16)
    assert sum((a.reports for a in add_documents(old, more, make_coder())), 0) == 4
    list(recode_reports(old, make_coder(), everything=True))
    list(add_documents(tmp_path / "fresh.duckdb", more, make_coder()))
    assert digest_archive(old) == digest_archive(tmp_path / "fresh.duckdb")
