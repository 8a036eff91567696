"""A room over the invented archive of ask/made.py, whose every row is known."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from ask.made import make_archive
from dragoman.serve.settings import Settings
from serve.rest.inhand import make_app_in_hand


@pytest.fixture(scope="session")
def made_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive; only to be read."""
    return make_archive(tmp_path_factory.mktemp("rest") / "made.duckdb")


@pytest.fixture(scope="session")
def made(made_path: Path) -> Iterator[TestClient]:
    """Who asks it, at home."""
    with TestClient(
        make_app_in_hand(made_path, Settings()), base_url="http://127.0.0.1:8765", follow_redirects=False
    ) as asked:
        yield asked


@pytest.fixture(scope="session")
def room(archive_path: Path) -> Iterator[TestClient]:
    """Who asks the archive that the real coder made (tests/serve/conftest.py), at home."""
    with TestClient(make_app_in_hand(archive_path, Settings()), base_url="http://127.0.0.1:8765") as asked:
        yield asked
