"""The house is kept: sizes, directions, edges."""

import ast
import re
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "dragoman"
MODULES = sorted(SOURCE.rglob("*.py"))
# Labels of the parser that are no ordinary words; they are spelled in codebook/en/grammar.toml and nowhere else.
LABELS = re.compile(r"['\"](nsubj|nsubjpass|dobj|pobj|ccomp|xcomp|advcl|relcl|auxpass)['\"]")


def functions(tree: ast.AST) -> list[ast.FunctionDef]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_a_module_is_kept(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    assert text.count("\n") <= 400, "a file that nobody reads in one sitting"
    assert ast.get_docstring(tree), "say what comes in and what goes out"
    for function in functions(tree):
        length = (function.end_lineno or 0) - function.lineno + 1
        assert length <= 60, f"{function.name} has {length} lines"
        if not function.name.startswith("_"):
            nested = any(function in ast.walk(other) and other is not function for other in functions(tree))
            assert nested or ast.get_docstring(function), f"{function.name} has no docstring"
    assert not LABELS.search(text), "the parser's labels belong into grammar.toml"
    room = path.relative_to(SOURCE).parts[0]
    called = {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    if room not in ("cli", "check"):
        assert "print" not in called
        assert "sys.exit" not in text
    if path.name not in ("spacy_parser.py", "vectors.py"):
        assert "import spacy" not in text
        assert "from spacy" not in text


def test_stages_use_no_clock_chance_or_network() -> None:
    for path in MODULES:
        if path.relative_to(SOURCE).parts[0] in ("segment", "sift", "parse", "find", "resolve", "code", "record"):
            text = path.read_text(encoding="utf-8")
            for word in ("import random", "import time", "datetime.now", "date.today", "import socket", "urllib"):
                assert word not in text, f"{path.name}: {word}"


def test_every_table_of_parts_loads() -> None:
    from dragoman.export import EXPORTERS, MENTION_EXPORTERS
    from dragoman.parse import PARSERS
    from dragoman.plug import load
    from dragoman.read import READERS

    for table in (READERS, PARSERS, EXPORTERS, MENTION_EXPORTERS):
        for name in table.values():
            assert callable(load(name))
