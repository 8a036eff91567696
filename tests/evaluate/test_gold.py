"""Gold is read strictly: what is wrong in it is named with file, line and reason."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dragoman.errors import DragomanError, SourceError, UsageError
from dragoman.evaluate.gold import find_files, read_gold
from dragoman.evaluate.lines import read_rows

TYPES = ("ACCUSE", "ASSAULT", "COERCE")


def test_the_gold_is_read_as_it_stands(gold_folder: Path) -> None:
    (report,) = read_gold(*find_files(gold_folder, None), TYPES)
    assert (report.document.id, report.source, len(report.sentences)) == ("made-1", "made", 4)
    assert report.document.cite_info.title == "A <quarrel>"
    accuse, coerce = report.gold
    assert (accuse.sentence, accuse.type, accuse.mode, accuse.first, accuse.last) == (
        0,
        "ACCUSE",
        "disapprove",
        "2021-02-08",
        "2021-02-08",
    )
    assert [p.country for p in (*accuse.actors, *accuse.recipients)] == ["NOR", "TCD"]
    assert (coerce.first, coerce.place, coerce.mode) == ("", "", "")


def test_documents_may_be_lines_lie_elsewhere_and_name_their_source(gold_folder: Path, tmp_path: Path) -> None:
    document = json.loads((gold_folder / "docs.json").read_text())[0]
    document["source"] = "The Courier"
    # Without the annotators' sentences, dragoman's own are counted.
    del document["sentences"]
    docs = tmp_path / "elsewhere.jsonl"
    docs.write_text("\n" + json.dumps(document) + "\n")
    (report,) = read_gold(*find_files(gold_folder / "gold.jsonl", docs), TYPES)
    assert report.source == "The Courier"
    assert len(report.sentences) == 4


def test_the_example_of_the_docs_is_gold(tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "check.md").read_text(encoding="utf-8")
    docs, gold = (json.dumps(json.loads(block)) for block in re.findall(r"```json\n(.*?)```", page, re.S))
    (tmp_path / "docs.json").write_text(docs)
    (tmp_path / "gold.jsonl").write_text(gold)
    (report,) = read_gold(*find_files(tmp_path, None), TYPES)
    text = report.document.text
    assert [text[a:b] for a, b in report.sentences] == ["Norway condemned Chad on Monday.", "Rain fell."]
    assert (report.source, report.gold[0].trigger) == ("wire", "condemned")


Change = Callable[[dict[str, Any]], object]


def drop(name: str) -> Change:
    return lambda row: row.pop(name)


def put(name: str, value: object) -> Change:
    return lambda row: row.update({name: value})


# What is done to the first event, and what the message must say.
BAD_EVENTS: list[tuple[Change, str]] = [
    (drop("s"), "'s'"),
    (put("s", 9), "0 to 3"),
    (put("s", -1), "0 to 3"),
    (put("s", True), "whole number"),
    (put("type", "QUARREL"), "QUARREL"),
    (drop("trigger"), "'trigger'"),
    (put("trigger", 5), "string"),
    (put("trigger_start", 3), "does not stand there"),
    (put("status", "perhaps"), "perhaps"),
    (put("actors", {"mention": "Norway"}), "'actors'"),
    (put("actors", ["Norway"]), "'actors'"),
    (put("actors", [{"country": "NOR"}]), "'mention'"),
    (put("when", "Monday"), "'when'"),
]


@pytest.mark.parametrize(("change", "word"), BAD_EVENTS)
def test_a_wrong_event_is_named(gold_folder: Path, change: Change, word: str) -> None:
    path = gold_folder / "gold.jsonl"
    row = json.loads(path.read_text())
    change(row["events"][0])
    path.write_text("\n" + json.dumps(row) + "\n")
    with pytest.raises(SourceError) as caught:
        read_gold(*find_files(gold_folder, None), TYPES)
    assert f"{path}:2: event 1: " in str(caught.value)
    assert word in str(caught.value)


# What is done to the document, and what the message must say.
BAD_DOCUMENTS: list[tuple[Change, str]] = [
    (drop("id"), "'id'"),
    (drop("text"), "text"),
    (put("text", ""), "empty"),
    (put("published", "the other day"), "the other day"),
    (put("sentences", [[0]]), "[start, end]"),
    (put("sentences", [[0, 9999]]), "outside the text"),
]


@pytest.mark.parametrize(("change", "word"), BAD_DOCUMENTS)
def test_a_wrong_document_is_named(gold_folder: Path, change: Change, word: str) -> None:
    path = gold_folder / "docs.json"
    rows = json.loads(path.read_text())
    change(rows[0])
    path.write_text(json.dumps(rows, indent=1))
    with pytest.raises(SourceError) as caught:
        read_gold(*find_files(gold_folder, None), TYPES)
    assert f"{path}:2: " in str(caught.value)
    assert word in str(caught.value)


def test_ids_are_held_together(gold_folder: Path) -> None:
    gold, docs = find_files(gold_folder, None)
    line = gold.read_text()
    with pytest.raises(UsageError, match="made-7"):
        read_gold(gold, docs, TYPES, frozenset({"made-1", "made-7"}))
    gold.write_text(line + line)
    with pytest.raises(SourceError, match=r"gold\.jsonl:2: the id 'made-1' was used before, at .*gold\.jsonl:1"):
        read_gold(gold, docs, TYPES)
    gold.write_text(line.replace("made-1", "made-2"))
    with pytest.raises(SourceError, match=r"gold\.jsonl:1: there is no document 'made-2'"):
        read_gold(gold, docs, TYPES)
    gold.write_text("\n")
    with pytest.raises(SourceError, match="no annotated report"):
        read_gold(gold, docs, TYPES)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(DragomanError, match=r"gold\.jsonl"):
        find_files(tmp_path, None)


BAD_JSON = [
    (b'{"a": 1}\n{"a": \n', ":2: no valid JSON"),
    (b'{"a": 1}\n[1]\n', ":2: expected a JSON object"),
    (b'[{"a": 1},\n {"a": }]', ":2: no valid JSON"),
    (b'[{"a": 1}\n {"a": 2}]', ":2: no valid JSON: a comma or ] is missing"),
    (b'[{"a": 1},\n\n 7]', ":3: expected a JSON object"),
    (b'[{"a": 1}', ":1: no valid JSON"),
    (b'{"a": 1}\n{"b": "\xff"}\n', ":2: is not UTF-8"),
]


@pytest.mark.parametrize(("content", "words"), BAD_JSON)
def test_broken_json_is_named_with_its_line(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "rows.json"
    path.write_bytes(content)
    with pytest.raises(SourceError) as caught:
        list(read_rows(path))
    assert f"{path}{words}" in str(caught.value)


def test_an_array_and_lines_are_the_same_rows(tmp_path: Path) -> None:
    one, other = tmp_path / "a", tmp_path / "b"
    one.write_text('\n[\n {"a": "x\u2028y"} ,\n {"b": [1, {"c": "]"}]}\n]\n', encoding="utf-8")
    other.write_text('{"a": "x\u2028y"}\n\n{"b": [1, {"c": "]"}]}\n', encoding="utf-8")
    assert [row for _, row in read_rows(one)] == [row for _, row in read_rows(other)]
    assert [place.rpartition(":")[2] for place, _ in read_rows(one)] == ["3", "4"]
    assert [place.rpartition(":")[2] for place, _ in read_rows(other)] == ["1", "3"]
