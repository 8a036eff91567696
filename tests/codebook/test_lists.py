"""The lists of attribution.toml, settings.toml and commitments.toml: what is not sorted is refused with file and line."""

import shutil
from importlib.resources import files
from pathlib import Path

import pytest

from dragoman.codebook import commitments, cues, settings
from dragoman.errors import CodebookError

ROWS = [
    (cues, "load_vouching", "attribution.toml", 'citing = ["cite", "quote"]', 'citing = ["quote", "cite"]', 0),
    (settings, "load_settings", "settings.toml", '["border", "frontier"]', '["frontier", "border"]', 1),
    (commitments, "load_ledger_words", "commitments.toml", '["fail", "failure"]', '["failure", "fail"]', 1),
]


@pytest.mark.parametrize(("module", "load", "name", "old", "new", "above"), ROWS)
def test_an_unsorted_list_is_refused(tmp_path: Path, monkeypatch, module, load, name, old, new, above):
    """`above` is how many lines above its words the list is named."""
    shutil.copytree(str(files("dragoman.codebook") / "en"), tmp_path / "en")
    file = tmp_path / "en" / name
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")
    line = text.count("\n", 0, text.index(old)) + 1 - above
    monkeypatch.setattr(module, "files", lambda _: tmp_path)
    with pytest.raises(CodebookError, match=f"{name}:{line}: .*sorted"):
        getattr(module, load).__wrapped__()
