"""The Python door to an archive: reports in, questions out, in the words of the command line."""

import io
import subprocess
import sys
from collections.abc import Iterator
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from ask.made import EVENTS, make_archive
from dragoman.archive import Archive
from dragoman.errors import StoreError, UsageError
from dragoman.export.flat import write_csv
from dragoman.export.options import Options
from dragoman.export.rows import write_events_csv
from dragoman.flow import code_documents
from dragoman.kit import Kit
from dragoman.read import make_document, read_documents
from dragoman.record.event import Event
from dragoman.store import open_store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "archive.duckdb"


@pytest.fixture
def sample() -> Iterator[Path]:
    with as_file(files("dragoman") / "sample" / "report.html") as path:
        yield path


@pytest.fixture
def loaded(kit: Kit, monkeypatch: pytest.MonkeyPatch) -> Kit:
    """The session's pipeline in the place of one that Archive would load for itself."""
    monkeypatch.setattr("dragoman.kit.load_kit", lambda reader="both": kit)  # noqa: ARG005
    return kit


def test_events_of_an_archive_are_those_that_reading_tells(path: Path, sample: Path, loaded: Kit) -> None:
    coded = list(code_documents(read_documents([sample]), loaded))
    told = [event for one in coded for event in one.events]
    assert len(told) > 5
    with Archive(path) as archive:
        added = archive.add(sample)
        assert (added.reports, added.events) == (1, len(told))
        assert list(archive.events(order="report")) == told
        read, asked = io.BytesIO(), io.BytesIO()
        write_csv(coded, read, Options())
        write_events_csv(archive.events(order="report"), asked, None)  # type: ignore[arg-type]
        assert asked.getvalue() == read.getvalue()


@pytest.mark.usefixtures("loaded")
def test_what_is_added_can_be_asked_recoded_and_forgotten(path: Path, sample: Path) -> None:
    with Archive(path) as archive:
        archive.add([sample])
        assert archive.add([sample]).known == 1
        assert archive.events(text='"expel its ambassador"', actor="SDN").count() == 1
        assert archive.recode().reports == 0, "today's coder coded them all"
        assert archive.recode(everything=True, dry_run=True).reports == 1
        document = make_document("Norway condemned Chad on Monday.", published=None, id="made")
        assert archive.add_documents([document]).reports == 1
        assert [r.id for r in archive.reports(actor="NOR")] == ["made"]
        assert archive.forget("made").reports == ("made",)
        assert archive.reports(actor="NOR").count() == 0
        assert archive.reports().count() == 1


def test_an_answer_is_asked_when_it_is_used_and_can_be_used_again(path: Path) -> None:
    with Archive(make_archive(path)) as archive:
        answer = archive.events(actor="EGY")
        assert [type(e) for e in answer] == [Event] * 4
        assert len(list(answer)) == answer.table.num_rows == answer.count() == answer.told == 4


def test_a_closed_archive_opens_again_when_it_is_asked(path: Path) -> None:
    archive = Archive(make_archive(path))
    assert archive.events().count() == len(EVENTS)
    archive.close()
    archive.close()
    assert archive.events().count() == len(EVENTS)
    archive.close()


def test_several_may_read_at_once_here_and_elsewhere(path: Path) -> None:
    make_archive(path)
    elsewhere = "from dragoman.archive import Archive; import sys; print(Archive(sys.argv[1]).events().count())"
    with Archive(path) as one, Archive(path) as other, open_store(path) as store:
        assert one.events().count() == other.events().count() == store.rows("SELECT * FROM event").num_rows
        done = subprocess.run([sys.executable, "-c", elsewhere, str(path)], capture_output=True, text=True, check=True)
        assert done.stdout.strip() == str(len(EVENTS))


def test_asking_makes_no_archive(path: Path) -> None:
    with Archive(path) as archive, pytest.raises(StoreError, match="there is no archive here"):
        archive.events().count()
    assert not path.exists()


def test_an_archive_that_is_opened_tells_at_once_that_there_is_none(path: Path) -> None:
    with pytest.raises(StoreError, match="there is no archive here"):
        Archive(path).open()
    assert not path.exists()


def test_wrong_words_are_told_before_the_file_is_opened(path: Path) -> None:
    with pytest.raises(UsageError, match="did you mean ASSAULT"):
        Archive(path).events(type="ASSULT")


def test_importing_loads_no_parser() -> None:
    """Who only asks waits for no model."""
    code = "import dragoman.archive, sys; print([m for m in sys.modules if m in ('spacy', 'onnxruntime', 'matplotlib', 'trafilatura')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
