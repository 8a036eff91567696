"""Several processes code as one would: the same, in the same order, whatever becomes of a process; and none is left behind."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dragoman.crew import Crew
from dragoman.crew.crew import AHEAD, BATCH
from dragoman.errors import DragomanError
from dragoman.flow import code_documents
from dragoman.kit import load_kit
from dragoman.read import make_document
from dragoman.record.document import Document
from dragoman.record.event import Coded
from dragoman.record.fault import Fault

TOY = "crew.skills:make_toy"


def make(number: int, text: str = "x") -> Document:
    return Document(id=f"d{number:03}", text=text, source=f"news.jsonl:{number + 1}")


def who(coded: Coded) -> int:
    return int(coded.explanations[0]["process"])


def wait_until(so: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not so():
        assert time.monotonic() < end, "it never came to that"
        time.sleep(0.02)


def is_there(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_the_real_coder_says_the_same_in_other_processes() -> None:
    texts = [f"{name} condemned Chad on Monday. Rain fell." for name in ("Norway", "Mali", "Peru") * 7]
    documents = [make_document(text, id=f"r{i}", language="en") for i, text in enumerate(texts)]
    here = [(c.document, c.events, c.explanations, c.expected) for c in code_documents(documents, load_kit())]
    assert sum(len(events) for _, events, _, _ in here) >= 21
    with Crew(2) as crew:
        there = [(c.document, c.events, c.explanations, c.expected) for c in crew.code_documents(documents)]
        assert crew.version == load_kit().coder.version
    assert there == here


def test_order_is_kept_where_the_first_takes_longest_and_all_work() -> None:
    fault = Fault(source="a", document=None, stage="read", kind="source", reason="unreadable")
    given = [make(i, "slow" if i < BATCH else "x") for i in range(5 * BATCH)]
    with Crew(2, maker=TOY) as crew:
        crew.begin([make(i, "slow") for i in range(2 * BATCH)])  # both are at work before it counts
        coded = list(crew.code_documents([*given[:3], fault, *given[3:]]))
    assert [c.document for c in coded if c.document] == given
    assert coded[3] == Coded(document=None, fault=fault)
    assert len({who(c) for c in coded if c.document}) == 2


def test_no_more_is_read_than_is_soon_coded() -> None:
    read = []

    def give() -> Iterator[Document]:
        for i in range(100 * BATCH):
            read.append(i)
            yield make(i)

    with Crew(2, maker=TOY) as crew:
        for number, _ in enumerate(crew.code_documents(give()), 1):
            assert len(read) <= number + (2 * AHEAD + 1) * BATCH
    assert len(read) == 100 * BATCH


def test_a_process_that_dies_is_replaced_and_its_documents_coded_again(tmp_path: Path) -> None:
    given = [make(i, f"once {tmp_path / 'died'}" if i == 11 else "x") for i in range(3 * BATCH)]
    with Crew(2, maker=TOY) as crew:
        coded = list(crew.code_documents(given))
    assert (tmp_path / "died").exists()
    assert [(c.document, c.fault) for c in coded] == [(one, None) for one in given]


def test_a_document_that_kills_is_a_fault_and_all_others_are_coded() -> None:
    given = [make(i, "die" if i in (9, 30) else "x") for i in range(5 * BATCH)]
    with Crew(2, maker=TOY) as crew:
        coded = list(crew.code_documents(given))
    assert [c.document for c in coded] == given
    faults = {c.document.id: c.fault for c in coded if c.document and c.fault}
    assert set(faults) == {"d009", "d030"}
    fault = faults["d009"]
    assert (fault.kind, fault.stage, fault.source) == ("crash", "code", "news.jsonl:10")
    assert "SIGKILL" in fault.reason


def test_a_process_that_was_killed_while_idle_is_replaced() -> None:
    with Crew(1, maker=TOY) as crew:
        first = who(crew.code(make(1)))
        os.kill(first, 9)
        second = who(crew.code(make(2)))
    assert first != second


def test_hands_of_two_versions_do_not_code_together() -> None:
    given = [make(i, "slow") for i in range(4 * BATCH)]
    with (
        Crew(2, maker="crew.skills:make_other") as crew,
        pytest.raises(DragomanError, match="must be of one version: 'toy of"),
    ):
        list(crew.code_documents(given))


def test_what_was_begun_is_coded_once_and_what_was_not_is_coded_too() -> None:
    given = [make(i) for i in range(2 * BATCH + 1)]
    with Crew(2, maker=TOY) as crew:
        crew.begin(given)
        other = make(5, "another text under an id that was begun")
        assert crew.code(other).document == other
        rest = [one for one in given if one.id != other.id]
        assert [crew.code(one).document for one in rest] == rest
        assert crew.code(make(99)).document == make(99)
        assert crew.version == "toy both"


def test_what_cannot_start_says_why() -> None:
    with Crew(2, maker="crew.skills:make_none") as crew, pytest.raises(DragomanError, match="the model is not here"):
        list(crew.code_documents([make(1)]))
    with (
        Crew(1, maker="crew.skills:make_dead") as crew,
        pytest.raises(DragomanError, match="exit code 3 before it began"),
    ):
        assert crew.version


# A shell that starts something behind it lets Ctrl-C pass it by, and what that starts inherits this: so say what is usual.
SLEEPER = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
from dragoman.crew import Crew
from dragoman.record.document import Document
with Crew(2, maker="crew.skills:make_toy") as crew:
    crew.begin([Document(id=str(i), text=sys.argv[1]) for i in range(16)])
    crew.code(Document(id="0", text=sys.argv[1]))
    sys.stdin.read()
"""


@pytest.mark.parametrize(("word", "how"), [("sleep", signal.SIGINT), ("note", signal.SIGKILL)])
def test_a_signal_leaves_no_process_and_no_noise_of_theirs(tmp_path: Path, word: str, how: signal.Signals) -> None:
    """Ctrl-C reaches all processes of a terminal; a kill reaches only the first, whose end the others see."""
    pid = tmp_path / "pid"
    command = [sys.executable, "-c", SLEEPER, f"{word} {pid}"]
    paths = {"PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env=os.environ | paths,
    ) as first:
        try:
            wait_until(lambda: pid.exists() and pid.read_text() != "")
            (os.killpg if how == signal.SIGINT else os.kill)(first.pid, how)
            _, told = first.communicate(timeout=60)
        except BaseException:
            os.killpg(first.pid, signal.SIGKILL)  # else leaving would wait for it for ever
            raise
    wait_until(lambda: not is_there(int(pid.read_text())))
    assert told.count("Traceback") == (how == signal.SIGINT), "only the first process may speak"


def test_leaving_ends_every_process_at_work_or_not(tmp_path: Path) -> None:
    with Crew(2, maker=TOY) as crew:
        idle = who(crew.code(make(0)))
        crew.begin([make(1, f"sleep {tmp_path / 'one'}"), *(make(i) for i in range(2, 8)), make(8, "x")])
        wait_until((tmp_path / "one").exists)
        began = time.monotonic()
    assert time.monotonic() - began < 30, "it did not wait for the sleeper"
    assert not is_there(idle)
    assert not any(is_there(hand._process.pid or 0) for hand in crew._hands if hand._process is not None)
