"""SQL of a user's own reads the views, and nothing else in the world."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from ask.made import EVENTS, HAPPENINGS, make_archive
from dragoman.archive import Archive
from dragoman.errors import UsageError
from dragoman.record.event import Event
from dragoman.record.happening import Happening


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_archive(tmp_path_factory.mktemp("sql") / "made.duckdb")


@pytest.fixture
def archive(path: Path) -> Iterator[Archive]:
    with Archive(path) as archive:
        yield archive


def test_a_question_is_answered_in_arrow(archive: Archive) -> None:
    table = archive.sql("SELECT event, count(*) AS n FROM events GROUP BY event ORDER BY n DESC, event LIMIT 2")
    assert table.to_pylist() == [{"event": "ACCUSE", "n": 2}, {"event": "CONSULT", "n": 2}]


VIEWS = {
    "events": [*Event.__dataclass_fields__, "day", "sentence_text"],
    "happenings": [*Happening.__dataclass_fields__, "day"],
    "tellings": ["happening", "event"],
    "parties": "event role place code sector entity_text identifier_text identifier_id office actor".split(),
    "actors": "id name code sector identifier_id aliases offices first_seen last_seen events".split(),
    "places": "resolved_place geonameid lat lon city province country country_code feature_code resolution first_seen last_seen events".split(),
    "reports": "id url title author publication language published retrieved translated_by republished_from root sources events coder text".split(),
    "faults": "source document stage kind reason detail".split(),
    "dyads": "happening day actor recipient event mode quad_code event_scale status independent_sources confidence".split(),
}


@pytest.mark.parametrize("view", VIEWS)
def test_views_are_stable_and_open_in_plain_duckdb(path: Path, view: str) -> None:
    """No extension, no dragoman: the file alone. The columns are a promise (docs/asking.md)."""
    with duckdb.connect(str(path), read_only=True) as connection:
        assert [row[0] for row in connection.execute(f"DESCRIBE {view}").fetchall()] == VIEWS[view]
        assert connection.execute(f"SELECT * FROM {view}").fetchall()


@pytest.mark.parametrize("view", VIEWS)
def test_views_are_documented_column_by_column(view: str) -> None:
    page = (Path(__file__).parents[2] / "docs" / "asking.md").read_text(encoding="utf-8")
    assert f"`{view}`" in page
    line = next(line for line in page.splitlines() if line.startswith(f"| `{view}` "))
    for column in VIEWS[view]:
        if column in Event.__dataclass_fields__ and view == "events":
            continue  # "the fields of an event record", which docs/record.md names one by one
        if column in Happening.__dataclass_fields__ and view == "happenings":
            continue
        assert f"`{column}`" in line, column


def test_views_hold_what_the_questions_answer(archive: Archive) -> None:
    assert archive.sql("SELECT id FROM events").num_rows == len(EVENTS)
    assert archive.sql("SELECT id FROM happenings").num_rows == len(HAPPENINGS)
    for question in ("places", "reports", "actors"):
        view = archive.sql(f"SELECT * FROM {question} ORDER BY ALL").to_pylist()
        answer = getattr(archive, question)().table.to_pylist()
        assert sorted(view, key=str) == sorted(answer, key=str)


def test_dyads_have_a_row_for_each_pair_of_codes(archive: Archive) -> None:
    rows = archive.sql("SELECT happening, actor, recipient, quad_code FROM dyads ORDER BY happening").to_pylist()
    assert [(r["happening"], r["actor"], r["recipient"]) for r in rows] == [
        ("h-aid", "EGY", "LBY"),
        ("h-blame", "NOR", "TCD"),
        ("h-expel", "LBY", "EGY"),
        ("h-meet", "EGY", "LBY"),
        ("h-raid", "LBY", "EGY"),
        ("h-shell", "EGY", "LBY"),
        ("h-warn", "SDN", "TCD"),
    ]


@pytest.mark.parametrize(
    "sql", ["FROM faults", "DESCRIBE events", "SUMMARIZE faults", "SHOW TABLES", "EXPLAIN SELECT 1", "SELECT ';--';"]
)
def test_what_only_asks_is_answered(archive: Archive, sql: str) -> None:
    assert archive.sql(sql).num_columns


SECRET = "a word that nobody may read"


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_csv('{file}', header = false)",
        "SELECT * FROM '{file}'",
        "SELECT * FROM read_text('{file}')",
        "SELECT * FROM read_blob('{file}')",
        "SELECT * FROM glob('{folder}/*')",
        "SELECT * FROM sniff_csv('{file}')",
        "COPY (SELECT 1) TO '{folder}/out.csv'",
        "EXPORT DATABASE '{folder}/out'",
        "ATTACH '{folder}/other.db'",
        "ATTACH '{folder}/other.db' AS other; CREATE TABLE other.t (a INTEGER)",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET enable_external_access = true",
        "RESET enable_external_access",
        "SET lock_configuration = false",
        "SET python_enable_replacements = true",
        "SELECT 1; SET enable_external_access = true",
        "SELECT * FROM hidden",
        "DELETE FROM report",
        "UPDATE event SET confidence = 1",
        "INSERT INTO fault VALUES ('a', 'b', 'c', 'd', 'e', 'f')",
        "CREATE TABLE mine (a INTEGER)",
        "DROP VIEW events",
        "SELECT getenv('HOME')",
        "not sql at all",
        "SELECT * FROM nothing_of_the_kind",
        "",
        "-- no question",
        "SELECT 1; SELECT 2",
        "BEGIN",
        "CREATE TEMP TABLE mine AS SELECT 1",
        "PREPARE mine AS SELECT 1",
        "SET VARIABLE mine = 1",
        "USE memory",
    ],
)
def test_nothing_else_is_read_written_or_run(archive: Archive, tmp_path: Path, path: Path, sql: str) -> None:
    file = tmp_path / "secret.csv"
    file.write_text(f"{SECRET}\n", encoding="utf-8")
    hidden = duckdb.sql(f"SELECT '{SECRET}' AS a").to_arrow_table()  # a variable that SQL might find by its name
    before = path.read_bytes()
    with pytest.raises(UsageError, match=r"^sql: ") as caught:
        archive.sql(sql.format(file=file, folder=tmp_path))
    assert "\n" not in str(caught.value)
    assert hidden.num_rows == 1
    assert [p.name for p in tmp_path.iterdir()] == ["secret.csv"]
    assert path.read_bytes() == before
    assert list(archive.events(limit=1)), "the archive still answers"
