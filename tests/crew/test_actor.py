"""Actors of a Ray cluster code as processes of one machine do; where Ray is not installed, this is said."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from crew.test_crew import TOY, make, who
from dragoman.crew import Crew
from dragoman.crew import hand as hands
from dragoman.crew.crew import BATCH
from dragoman.errors import DragomanError, UsageError
from dragoman.flow import code_documents
from dragoman.kit import load_kit
from dragoman.read import make_document


def test_what_is_not_installed_or_unknown_is_said_in_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UsageError, match="--engine: 'moon' is none of local, ray"):
        Crew(1, engine="moon").__enter__()
    monkeypatch.setitem(hands.ENGINES, "lacking", "lacking:hire")
    with pytest.raises(UsageError, match=r"needs the package lacking: pip install dragoman\[lacking\]"):
        Crew(1, engine="lacking").__enter__()


@pytest.fixture(scope="module")
def cluster() -> Iterator[None]:
    """A cluster that this process has joined before, so that each crew need not start one."""
    ray = pytest.importorskip("ray", reason="ray is not installed")
    paths = {"env_vars": {"PYTHONPATH": os.pathsep.join(sys.path)}}  # that toys are found
    ray.init(
        address="local",
        num_cpus=2,
        include_dashboard=False,
        log_to_driver=False,
        logging_level="error",
        runtime_env=paths,
    )
    yield
    ray.shutdown()


@pytest.mark.usefixtures("cluster")
def test_the_real_coder_says_the_same_in_actors() -> None:
    texts = [f"{name} condemned Chad on Monday. Rain fell." for name in ("Norway", "Mali", "Peru") * 4]
    documents = [make_document(text, id=f"r{i}", language="en") for i, text in enumerate(texts)]
    here = [(c.document, c.events, c.explanations, c.expected) for c in code_documents(documents, load_kit())]
    with Crew(1, engine="ray") as crew:
        there = [(c.document, c.events, c.explanations, c.expected) for c in crew.code_documents(documents)]
        assert crew.version == load_kit().coder.version
    assert there == here
    assert sum(len(events) for _, events, _, _ in here) >= 12


@pytest.mark.usefixtures("cluster")
def test_order_is_kept_and_all_actors_work() -> None:
    given = [make(i, "slow" if i < BATCH else "x") for i in range(5 * BATCH)]
    with Crew(2, engine="ray", maker=TOY) as crew:
        crew.begin([make(i, "slow") for i in range(2 * BATCH)])
        coded = list(crew.code_documents(given))
    assert [c.document for c in coded] == given
    assert len({who(c) for c in coded}) == 2


@pytest.mark.usefixtures("cluster")
def test_an_actor_that_dies_is_replaced_and_a_document_that_kills_is_a_fault(tmp_path: Path) -> None:
    texts = {11: f"once {tmp_path / 'died'}", 30: "die"}
    given = [make(i, texts.get(i, "x")) for i in range(5 * BATCH)]
    with Crew(2, engine="ray", maker=TOY) as crew:
        coded = list(crew.code_documents(given))
    assert (tmp_path / "died").exists()
    assert [c.document for c in coded] == given
    assert [(c.document.id, c.fault.kind) for c in coded if c.document and c.fault] == [("d030", "crash")]


@pytest.mark.usefixtures("cluster")
def test_what_cannot_start_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    with (
        Crew(1, engine="ray", maker="crew.skills:make_none") as crew,
        pytest.raises(DragomanError, match="the model is not here"),
    ):
        list(crew.code_documents([make(1)]))
    with Crew(1, engine="ray", maker="crew.skills:make_dead") as crew, pytest.raises(DragomanError, match="before it"):
        assert crew.version
    monkeypatch.setattr("dragoman.crew.actor.ROOM", 2.0)
    given = [make(i, "slow") for i in range(3 * BATCH)]
    with Crew(3, engine="ray", maker=TOY) as crew, pytest.raises(DragomanError, match="no room for another actor"):
        list(crew.code_documents(given))


@pytest.mark.usefixtures("cluster")
def test_a_cluster_that_does_not_answer_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ray takes minutes to find this out, so that it is told here that it has."""
    import ray

    def refuse(**_: object) -> None:
        raise ConnectionError("timed out\nafter long")

    monkeypatch.setenv("RAY_ADDRESS", "far:6379")
    monkeypatch.setattr(ray, "init", refuse)
    monkeypatch.setattr(ray, "is_initialized", lambda: False)
    with pytest.raises(DragomanError, match="RAY_ADDRESS=far:6379 does not answer: after long"):
        Crew(1, engine="ray").__enter__()


OWN = """
import sys
from dragoman.crew import Crew
from dragoman.record.document import Document
given = [Document(id=str(i), text="die" if i == 9 else "x") for i in range(20)]
with Crew(1, engine="ray", maker="crew.skills:make_toy") as crew:
    faults = [coded.fault for coded in crew.code_documents(given)]
print(len(faults), [fault.reason for fault in faults if fault])
import ray
print(ray.is_initialized())
"""


@pytest.mark.usefixtures("cluster")
def test_a_crew_starts_a_cluster_of_its_own_and_takes_it_along_and_ray_is_silent() -> None:
    paths = {"PYTHONPATH": os.pathsep.join(sys.path), "RAY_ADDRESS": "local"}
    own = subprocess.run(
        [sys.executable, "-c", OWN], capture_output=True, text=True, env=os.environ | paths, check=True
    )
    told = "the process that coded it died under Ray (SYSTEM_ERROR), again and again; all others were coded"
    assert own.stdout == f"20 {[told]}\nFalse\n"
    assert own.stderr == ""
