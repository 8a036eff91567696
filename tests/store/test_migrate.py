"""An older file is brought up to date once; a newer one is left alone."""

import shutil
from importlib.resources import files
from pathlib import Path

import pytest

from dragoman.errors import StoreError, StoreTooNew
from dragoman.keep import add_documents
from dragoman.store import open_store
from dragoman.store.migrate import list_migrations
from dragoman.store.reports import count_content
from store.made import make_coder, make_reports


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    """The folder of a later dragoman, with one file more."""
    folder = tmp_path / "schema"
    shutil.copytree(str(files("dragoman.store") / "schema"), folder)
    last = max(list_migrations())
    (folder / f"{last + 1:04}_weather.sql").write_text(
        "CREATE TABLE weather (day DATE, rain DOUBLE); ALTER TABLE report ADD COLUMN mood VARCHAR;"
        "UPDATE report SET mood = 'fair';"
    )
    return folder


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "archive.duckdb"
    list(add_documents(path, make_reports(4), make_coder()))
    return path


@pytest.mark.parametrize("write", [True, False])
def test_an_older_file_is_brought_up_to_date_by_who_comes_first(archive: Path, newer: Path, write: bool) -> None:
    with open_store(archive, write=write, schema=newer) as store:
        assert store.rows("SELECT DISTINCT mood FROM report").to_pylist() == [{"mood": "fair"}]
        assert count_content(store).reports == 4
    with open_store(archive, schema=newer) as store:  # not applied twice: the table is there already
        assert store.rows("SELECT * FROM weather").num_rows == 0


def test_a_newer_file_is_left_alone(archive: Path, newer: Path) -> None:
    with open_store(archive, write=True, schema=newer):
        pass
    for write in (False, True):
        with pytest.raises(StoreTooNew, match="a newer dragoman made it"):
            open_store(archive, write=write)


def test_a_file_that_fails_changes_nothing(archive: Path, newer: Path) -> None:
    (last,) = newer.glob("*_weather.sql")
    last.write_text("CREATE TABLE weather (day DATE); SELECT no_such_column FROM report;")
    with pytest.raises(StoreError, match="no_such_column"):
        open_store(archive, write=True, schema=newer)
    with open_store(archive) as store:
        assert count_content(store).reports == 4
        with pytest.raises(StoreError, match="weather"):
            store.rows("SELECT * FROM weather")


def test_migrations_are_numbered_without_gaps() -> None:
    numbers = list(list_migrations())
    assert numbers == list(range(1, len(numbers) + 1))
