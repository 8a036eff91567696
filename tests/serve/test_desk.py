"""Texts are coded one after the other beside the room, and whatever happens to one, the next is coded."""

import gzip
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.errors import DragomanError
from dragoman.serve import desk as module
from dragoman.serve.desk import MOST, Desk, DeskBusyError, DeskSlowError
from dragoman.serve.settings import Settings
from serve.conftest import TOY


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    made = Desk(Settings(longest_text=100, worker=TOY))
    yield made
    made.close()


def test_a_text_comes_back_as_a_document(desk: Desk) -> None:
    coded = desk.code_text("Norway condemned Chad on Monday.", title="A quarrel")
    assert coded.fault is None
    assert coded.document is not None
    assert coded.document.text == "Norway condemned Chad on Monday."
    assert coded.document.cite_info.title == "A quarrel"


def test_one_process_does_it_all_and_another_follows_when_it_dies(desk: Desk) -> None:
    first = desk.code_text("who").document
    assert first is not None
    assert desk.code_text("who").document == first
    with pytest.raises(DragomanError, match="broke off"):
        desk.code_text("die")
    second = desk.code_text("who").document
    assert second is not None
    assert second.id != first.id


def test_what_cannot_be_coded_is_told(desk: Desk) -> None:
    with pytest.raises(DragomanError, match="that cannot be coded"):
        desk.code_text("complain")


def test_what_takes_too_long_is_given_up_and_the_next_is_coded() -> None:
    desk = Desk(Settings(worker=TOY))
    desk.code_text("Norway condemned Chad.")  # a process needs its time to start
    desk._settings = Settings(slowest_coding=0.3, worker=TOY)
    with pytest.raises(DeskSlowError, match="too long"):
        desk.code_text("sleep")
    assert desk._process is None, "it does not go on in secret"
    desk._settings = Settings(worker=TOY)
    assert desk.code_text("Norway condemned Chad.").document is not None
    desk.close()


def test_only_a_few_may_wait() -> None:
    desk = Desk(Settings(coding_queue=2, longest_text=100, worker=TOY))
    desk.code_text("Norway condemned Chad.")
    done: list[str] = []

    def code() -> None:
        try:
            desk.code_text("wait")
            done.append("coded")
        except DeskBusyError:
            done.append("busy")

    visitors = [threading.Thread(target=code) for _ in range(6)]
    for visitor in visitors:
        visitor.start()
    for visitor in visitors:
        visitor.join()
    desk.close()
    assert sorted(done) == ["busy"] * 3 + ["coded"] * 3


def test_a_file_is_read_as_its_name_says_and_is_gone_after(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module.tempfile, "tempdir", str(tmp_path))
    lines = b'{"text": "Norway condemned Chad.", "id": "a"}\n{"text": 5}\n{"text": "Mali thanked Chad.", "id": "b"}\n'
    found = desk.code_file(lines, "news.jsonl")
    assert [one.document.id if one.document else None for one in found] == ["a", None, "b"]
    fault = found[1].fault
    assert fault is not None
    assert fault.source == "news.jsonl:2", "as the visitor calls it"
    assert str(tmp_path) not in fault.reason
    html = (
        b"<html><title>A quarrel</title><body><article><p>"
        + b"Norway condemned Chad on Monday. " * 2
        + b"</p></article></body></html>"
    )
    (page,) = desk.code_file(html, "C:\\fakepath\\page.HTML")
    assert page.document is not None
    (packed,) = desk.code_file(gzip.compress(b"Norway condemned Chad on Monday."), "../../etc/a.txt.gz")
    assert packed.document is not None
    assert packed.document.text == "Norway condemned Chad on Monday."
    assert list(tmp_path.iterdir()) == []


def test_nothing_that_a_file_names_is_fetched(desk: Desk) -> None:
    (found,) = desk.code_file(b"http://127.0.0.1:9/a.html\n", "addresses.txt")
    assert found.fault is not None
    assert "offline" in found.fault.reason.lower() or "--offline" in found.fault.reason


def test_long_texts_and_long_lists_are_cut_and_say_so(desk: Desk) -> None:
    coded = desk.code_text("Norway condemned Chad. " * 10)
    assert coded.fault is not None
    assert "at most 100 are coded here" in coded.fault.reason
    lines = "".join(f'{{"text": "Norway condemned Chad.", "id": "{n}"}}\n' for n in range(50))
    assert len(desk.code_file(lines.encode(), "a.jsonl")) == MOST + 1


@pytest.mark.parametrize("data", [b"\x00\x01\x02", b"PK\x03\x04broken", b"\x1f\x8bbroken", b"{", b"\xff\xfe", b"   "])
@pytest.mark.parametrize("name", ["", "a.zip", "a.jsonl", "a.parquet", "a.html", "a.warc.gz"])
def test_a_broken_file_is_a_fault_or_nothing(desk: Desk, data: bytes, name: str) -> None:
    for found in desk.code_file(data, name):
        assert found.fault is not None or found.document is not None
