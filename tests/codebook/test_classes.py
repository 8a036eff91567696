"""classes.toml: words that one step or another asks for by name; a wrong file is refused with file and line."""

from pathlib import Path

import pytest

from dragoman.codebook.classes import Classes, load_classes, read_named
from dragoman.errors import CodebookError

NAMES = sorted(Classes.__struct_fields__)
GOOD = "".join(f'[{name}]\ngloss = "a"\nwords = ["one", "two"]\n' for name in NAMES)
FIRST, SECOND, LAST = NAMES[0], NAMES[1], NAMES[-1]
BAD = [
    (f"[{SECOND}]\ngloss", f"[{SECOND}]\nmeaning", "classes.toml:4: .*meaning", "an unknown key"),
    (f'[{SECOND}]\ngloss = "a"\n', f"[{SECOND}]\n", "classes.toml:4: .*gloss", "a class without a gloss"),
    (f'[{SECOND}]\ngloss = "a"', f"[{SECOND}]\ngloss = 1", "classes.toml:4: .*str", "a gloss that is no text"),
    (
        f'[{SECOND}]\ngloss = "a"\nwords = ["one", "two"]',
        f'[{SECOND}]\ngloss = "a"\nwords = ["two", "one"]',
        "classes.toml:4: .*sorted.*'one'",
        "unsorted words",
    ),
    (
        f'[{SECOND}]\ngloss = "a"\nwords = ["one", "two"]',
        f'[{SECOND}]\ngloss = "a"\nwords = ["one", "one"]',
        "classes.toml:4: .*twice.*'one'",
        "a word that stands twice",
    ),
    (f"[{SECOND}]", "[nobodys]", "classes.toml:4: .*'nobodys'", "a class for which nobody asks"),
    (f"[{SECOND}]", f"[{LAST}2]", f"classes.toml:4: .*'{LAST}2'", "the same behind the others"),
    (f"[{SECOND}]", f"[{SECOND}", "classes.toml:4: ", "no TOML"),
    (f'[{FIRST}]\ngloss = "a"\nwords = ["one", "two"]\n', "", f"classes.toml:1: .*'{FIRST}'", "a class is missing"),
]


def test_every_class_has_words():
    classes = load_classes()
    assert [name for name in NAMES if not getattr(classes, name)] == []


@pytest.mark.parametrize(("old", "new", "said", "reason"), BAD)
def test_a_wrong_file_is_refused(tmp_path: Path, old, new, said, reason):
    file = tmp_path / "classes.toml"
    file.write_text(GOOD)
    assert getattr(read_named(tmp_path), FIRST) == {"one", "two"}
    assert GOOD.count(old) == 1, reason
    file.write_text(GOOD.replace(old, new))
    with pytest.raises(CodebookError, match=said):
        read_named(tmp_path)


def test_classes_out_of_order_are_refused(tmp_path: Path):
    tables = [f'[{name}]\ngloss = "a"\nwords = []\n' for name in (SECOND, FIRST, *NAMES[2:])]
    (tmp_path / "classes.toml").write_text("".join(tables))
    with pytest.raises(CodebookError, match=f"classes.toml:4: .*'{FIRST}' stands behind '{SECOND}'"):
        read_named(tmp_path)
