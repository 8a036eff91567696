"""What reviewers corrected becomes entries of the codebook that hold: a patch that applies, after which all is well-formed."""

import shutil
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from dragoman.archive import Archive
from dragoman.check.rules import propose_example
from dragoman.check.suggested import Suggested, _with_book, suggest_entries
from dragoman.codebook import read_codebook
from dragoman.keep import Coder, add_documents
from dragoman.kit import Kit
from dragoman.record.document import CiteInfo, Document
from dragoman.record.event import Coded
from dragoman.review.suggest import list_actors, list_lessons
from dragoman.world import load, tables

PACKAGE = Path(load.__file__).parents[1]
SUNG = "Norway serenaded Chad on Monday."
WALKED = "On the pier Ada Berg of Norway serenely walked on."
KNOWN = "Norway condemned Chad."
TEXT = f"{SUNG} {WALKED} {KNOWN}"
NOW = datetime(2026, 11, 27, tzinfo=UTC)


def span(words: str, **more: Any) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), **more}


def add(type: str, trigger: str, who: dict[str, Any], whom: dict[str, Any] | None = None) -> dict[str, Any]:
    values = {"event": type, "trigger": span(trigger), "actor": [who], "recipient": [whom] if whom else []}
    return {"action": "add", "document": "a", "set": values}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A user's copy of the codebook."""
    copy = tmp_path_factory.mktemp("mine")
    for name in ("codebook", "world"):
        shutil.copytree(PACKAGE / name, copy / name, ignore=shutil.ignore_patterns("__pycache__", "*.py"))
    return copy


@pytest.fixture(scope="module")
def done(kit: Kit, folder: Path) -> Suggested:
    """What is suggested after a person added three events that a coder had missed."""
    path = folder / "archive.duckdb"
    report = Document(id="a", text=TEXT, published=date(2021, 2, 10), cite_info=CiteInfo(published=date(2021, 2, 10)))
    for _ in add_documents(path, [report], Coder("blind 1", lambda document: Coded(document=document))):
        pass
    norway, chad = (
        {"code": "NOR", "sector": ["GOV"], "name": "Norway"},
        span("Chad", code="TCD", sector=["GOV"], name="Chad"),
    )
    with Archive(path) as archive:
        for said in (
            add("SUPPORT", "serenaded", span("Norway", **norway), chad),
            add(
                "PROTEST",
                "walked",
                span("Ada Berg", code="NOR", sector=["CVL"], name="Ada Berg", office="Choir Leader"),
            ),
            add("ACCUSE", "condemned", {**norway, "start": TEXT.rindex("Norway"), "end": TEXT.rindex("Norway") + 6}),
            add(
                "AID",
                "pier",
                span("Norway", code="NOR", sector=["SOC"], name="Serenade Society of Bergen"),
            ),
        ):
            assert archive.review(said, by="Ada", at=NOW) is not None
        judged = archive.lessons()
    actors, left = list_actors((one for one, _ in judged), kit.world)
    assert left == []
    return suggest_entries(folder, actors, list_lessons(judged), kit)


def test_what_holds_is_added_and_what_does_not_is_told(done: Suggested) -> None:
    assert any(line.startswith("codebook/en/events/SUPPORT.toml: verb 'serenade' as SUPPORT") for line in done.added)
    assert any(line.startswith("world/people.csv: Ada Berg,,,NOR,CVL,Choir Leader,,") for line in done.added)
    assert any(
        line.startswith("world/bodies.csv: Serenade Society of Bergen,Norway,NOR,SOC,body") for line in done.added
    )
    assert any("'condemn' as ACCUSE" in line for line in done.left), "the rules know it, with a mode"
    assert any("'pier'" in line and "no actor hangs on the trigger" in line for line in done.left)


def test_a_known_name_is_not_suggested(done: Suggested) -> None:
    assert not any(": Norway," in line or ": Chad," in line for line in done.added)


@pytest.fixture
def patched(done: Suggested, folder: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy, ignore=shutil.ignore_patterns("*.duckdb*"))
    (tmp_path / "suggested.patch").write_text(done.patch, encoding="utf-8")
    subprocess.run(["git", "apply", "-p1", str(tmp_path / "suggested.patch")], cwd=copy, check=True)
    return copy


def test_the_patch_applies_and_the_codebook_reads_what_it_had_missed(patched: Path, kit: Kit) -> None:
    book = read_codebook(patched / "codebook")
    (rule,) = [rule for rule in book.rules if rule.id.startswith("reviewed-support")]
    assert (rule.lemmas, rule.actor, rule.recipient, rule.yes) == (("serenade",), ("subject",), ("object",), (SUNG,))
    assert "SUPPORT" not in {c.event for c in propose_example(kit, SUNG)}
    assert "SUPPORT" in {c.event for c in propose_example(_with_book(kit, book), SUNG)}


def test_the_patched_world_is_well_formed_and_knows_the_actor(patched: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (tables, load):
        if hasattr(module, "FOLDER"):
            monkeypatch.setattr(module, "FOLDER", patched / "world")
    try:
        load.validate_world()
        assert [entry.office for entry in load.load_world().find_name("Ada Berg")] == ["Choir Leader"]
    finally:
        monkeypatch.undo()
        load.load_world.cache_clear()
