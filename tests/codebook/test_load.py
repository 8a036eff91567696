"""A wrong codebook file gives an error with file, line and reason; the right ones load and are as the schema says."""

import shutil
from importlib.resources import files
from pathlib import Path

import pytest

from dragoman.codebook import load_codebook, read_codebook
from dragoman.errors import CodebookError

GOOD = """[[rule]]
id = "aid-first"
verb = ["feed"]
actor = ["subject"]
recipient = ["object"]
yes = ["Norway fed Chad."]

"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the codebook with one small file of rules."""
    copy = tmp_path / "codebook"
    shutil.copytree(str(files("dragoman.codebook")), copy)
    for file in (copy / "en" / "events").glob("*.toml"):
        file.unlink()
    (copy / "en" / "events" / "AID.toml").write_text(GOOD, encoding="utf-8")
    return copy


def test_the_small_codebook_is_right(folder: Path) -> None:
    assert [rule.id for rule in read_codebook(folder).rules] == ["aid-first"]


def test_a_rule_may_say_that_its_act_has_no_mode(folder: Path) -> None:
    told = SECOND.replace("actor", 'mode = "none"\nactor')
    (folder / "en" / "events" / "AID.toml").write_text(GOOD + told, encoding="utf-8")
    rules = {rule.id: rule for rule in read_codebook(folder).rules}
    assert (rules["aid-second"].mode, rules["aid-second"].modeless) == (None, True)
    assert (rules["aid-first"].mode, rules["aid-first"].modeless) == (None, False)


SECOND = GOOD.replace("aid-first", "aid-second")
FAULTS = [
    (GOOD + GOOD, "AID.toml:8", "stands at AID.toml:1 already"),
    (GOOD + SECOND.replace("verb", "werb"), "AID.toml:8", "werb"),
    (GOOD + SECOND.replace('yes = ["Norway fed Chad."]', "yes = []"), "AID.toml:8", "at least one yes"),
    (GOOD + SECOND.replace("actor", 'mode = "lavish"\nactor'), "AID.toml:8", "no mode 'lavish'"),
    (GOOD + SECOND.replace("actor", 'where = { object = ["@no_such"] }\nactor'), "AID.toml:8", "@no_such"),
    (GOOD + SECOND.replace("actor", 'where = { object = ["#dragon"] }\nactor'), "AID.toml:8", "#dragon"),
    (GOOD + SECOND.replace("actor", 'where = { clause = ["=QUARREL"] }\nactor'), "AID.toml:8", "=QUARREL"),
    (GOOD + SECOND.replace("actor", 'noun = ["food"]\nactor'), "AID.toml:8", "exactly one"),
    (GOOD + SECOND.replace("actor", 'status = "perhaps"\nactor'), "AID.toml:8", "perhaps"),
    (GOOD + "not toml at all", "AID.toml:8", ""),
]


@pytest.mark.parametrize(("text", "place", "reason"), FAULTS)
def test_a_fault_names_file_line_and_reason(folder: Path, text: str, place: str, reason: str) -> None:
    (folder / "en" / "events" / "AID.toml").write_text(text, encoding="utf-8")
    with pytest.raises(CodebookError) as caught:
        read_codebook(folder)
    assert caught.value.place == place
    assert reason in caught.value.reason


def test_unsorted_words_are_told(folder: Path) -> None:
    (folder / "en" / "words" / "zoo.toml").write_text(
        '[zoo]\ngloss = "beasts"\nwords = ["lion", "ape"]\n', encoding="utf-8"
    )
    with pytest.raises(CodebookError, match="ape"):
        read_codebook(folder)


def test_the_codebook_is_large_enough_and_covers_every_mode() -> None:
    book = load_codebook()
    assert sum(len(rule.lemmas) for rule in book.rules) >= 1500
    have = {(rule.event, rule.mode) for rule in book.rules}
    assert [
        (name, mode) for name, entry in book.types.items() for mode in entry.modes if (name, mode) not in have
    ] == []


def test_a_changed_file_changes_the_version(folder: Path) -> None:
    before = read_codebook(folder).version
    (folder / "en" / "events" / "AID.toml").write_text(GOOD + SECOND, encoding="utf-8")
    assert read_codebook(folder).version != before
