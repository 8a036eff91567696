"""Rows of JSONL, JSON, CSV, Parquet: which columns mean what, and that a bad row is one Fault and no more."""

import io
import json
import tracemalloc
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.read import read_documents
from dragoman.read.jsontable import read_json
from dragoman.read.source import Options, Source
from dragoman.record.document import CiteInfo, Document
from dragoman.record.fault import Fault

TEXT = "The foreign minister of Norlandia met Sudrian envoys in the capital on Sunday, officials said."
HTML = f"<html><head><title>Page title</title></head><body><p>{TEXT}</p></body></html>"


def read(path: Path, **asked: object) -> list[Document | Fault]:
    return list(read_documents([path], **asked))  # type: ignore[arg-type]


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def row(**fields: object) -> str:
    return json.dumps({"id": "1", "date": "2020-12-27", "text": TEXT} | fields)


def outcomes(found: list[Document | Fault], path: Path) -> list[str]:
    """Say of each: its id, or place and reason."""
    return [
        item.id if isinstance(item, Document) else f"{(item.source or '').removeprefix(str(path))} {item.reason}"
        for item in found
    ]


def test_every_field_is_filled(tmp_path: Path) -> None:
    fields = {"title": "T", "url": "u", "publication": "P", "language": "en-GB", "author": ["By A", "B"]}
    (document,) = read(write(tmp_path / "a.jsonl", row(**fields)))
    assert isinstance(document, Document)
    assert (document.id, document.text, document.published) == ("1", TEXT, date(2020, 12, 27))
    assert document.cite_info == CiteInfo(
        title="T", url="u", publication="P", language="en", author="A, B", published=date(2020, 12, 27)
    )


# A row's fields; its id, or the reason why it is left out.
ROWS = [
    ({}, "1"),
    ({"id": 7}, "7"),
    ({"id": 7.0}, "7"),
    ({"id": None, "date": None}, "deb834bd912792e1"),
    ({"published": "28 Dec 2020", "date": "no date"}, "1"),  # published goes before date
    ({"date": ""}, "1"),
    ({"date": "NaT"}, "1"),  # how a program writes that there is none
    ({"date": "31 Feb 2020"}, ':1 the date "31 Feb 2020" is no day of the calendar'),
    ({"date": "03/04/2020"}, ':1 the date "03/04/2020" may be day or month first: write it as 2020-12-27'),
    ({"date": 1609027200}, ':1 the date "1609027200" is a number, not a written date'),
    ({"text": ""}, ":1 the text is empty"),
    ({"text": None}, ":1 the text is empty"),
    ({"text": 7}, ':1 the text is no text but "7"'),
    ({"text": None, "html": HTML}, "1"),
    ({"text": " ", "html": f"<p>{TEXT}</p>"}, "1"),
    ({"text": None, "html": "<p>Menu</p>"}, ":1 no article was found in the page"),
    ({"text": "a\0b"}, ":1 the text has a null character (at 1)"),
    ({"text": "a\ud83d"}, ":1 the text has half a character (a lone surrogate, at 1)"),
    ({"language": "fr"}, ":1 the text is declared to be French (fr); only English is read"),
]


@pytest.mark.parametrize(("fields", "outcome"), ROWS)
def test_row(tmp_path: Path, fields: dict[str, object], outcome: str) -> None:
    path = write(tmp_path / "a.jsonl", row(**fields))
    assert outcomes(read(path), path) == [outcome]


def test_html_column_gives_text_and_what_the_row_lacks(tmp_path: Path) -> None:
    (document,) = read(write(tmp_path / "a.jsonl", row(text=None, html=HTML, author="A")))
    assert isinstance(document, Document)
    assert document.text == TEXT
    assert (document.cite_info.title, document.cite_info.author) == ("Page title", "A")


BAD_LINES = [
    ('{"text": ', "no valid JSON: Expecting value at column 9"),
    ('{"text": "a', "no valid JSON: Unterminated string"),
    ("[1]", 'no JSON object but "[1]"'),
    ("word", "no valid JSON"),
    ('{"body": "x"}', "no column named text or html"),
    ("[" * 100_000, "nested too deep"),
    ('{"n": ' + "9" * 5000 + "}", "digits"),
]


@pytest.mark.parametrize(("line", "reason"), BAD_LINES, ids=[line[:12] for line, _ in BAD_LINES])
def test_bad_line_is_named_and_the_rest_is_read(tmp_path: Path, line: str, reason: str) -> None:
    path = write(tmp_path / "a.jsonl", f"{row(id='a')}\n{line}\n\n{row(id='b')}\n")
    first, bad, last = outcomes(read(path), path)
    assert (first, last) == ("a", "b")
    assert bad.startswith(":2 ")
    assert reason in bad


def test_line_that_is_no_text(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", row(id="a").encode() + b"\n" + '{"text": "Köln Tübingen'.encode() + b'\xff"}\n')
    assert "not UTF-8" in outcomes(read(path), path)[1]


def test_id_stands_for_one_row(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", "\n".join([row(), row(text="Other."), row(id=None), row(id=None)]))
    found = outcomes(read(path), path)
    assert found[1] == f':2 the id "1" was used before, at {path}:1'
    assert found[3] == f":4 the same text and date stand at {path}:3"


def test_mapped_columns(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", json.dumps({"body": TEXT, "text": "Not this.", "when": "2020-12-27", "key": 3}))
    (document,) = read(path, columns={"text": "body", "date": "when", "id": "key"})
    assert isinstance(document, Document)
    assert (document.id, document.text, document.published) == ("3", TEXT, date(2020, 12, 27))


def test_mapped_column_that_is_not_there(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", "id,text\n1,x\n")
    (fault,) = outcomes(read(path, columns={"text": "body"}), path)
    assert fault == ' there is no column "body" (asked for as text); the columns are: id, text'


# Content of a CSV; the outcome of each row.
TABLES = [
    ("id,text\n1,The envoys met.\n", ["1"]),
    ("\ufeffID;Text\n1;The envoys, both, met.\n", ["1"]),  # as a spreadsheet in Europe writes it
    ("id\ttext\n1\tThe envoys, both, met.\n", ["1"]),
    ("id|text\n1|The envoys met.\n", ["1"]),
    ('id,text\n1,"Two\nlines, ""quoted""."\n2,No.\n', ["1", "2"]),
    ("id,text\r\n1,The envoys met.\r\n\r\n2,They left.", ["1", "2"]),
    (
        "id,date,text\n1,27/13/2020,a\n2,2020-12-27,b\n",
        [':2 the date "27/13/2020" is no day of the calendar', "2"],
    ),
    ("id,text\n1\n2,b\n", [":2 the row has 1 columns where the header has 2", "2"]),
    ("id,text\n1,a,b\n2,b\n", [":2 the row has 3 columns where the header has 2", "2"]),
    ('id,text\n1,"a"b\n2,b\n', [":2 no valid CSV: ',' expected after '\"'", "2"]),
    (
        'id,text\n1,a\n2,"b\n3,c\n',
        ["1", ":3 a quotation mark is opened here and never closed; the rest is not read"],
    ),
    ('id,text\n"1\n",a\n1,b\n', ["1", ':4 the id "1" was used before, at PATH:2']),
    ("id,text\n1,a\0b\n2,c\n", [":2 the text has a null character (at 1)", "2"]),
    ("id,text\n1,\n2,c\n", [":2 the text is empty", "2"]),
]


@pytest.mark.parametrize(("content", "expected"), TABLES)
def test_csv(tmp_path: Path, content: str, expected: list[str]) -> None:
    path = write(tmp_path / "a.csv", content)
    assert outcomes(read(path), path) == [outcome.replace("PATH", str(path)) for outcome in expected]


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8"])
def test_csv_in_other_encodings(tmp_path: Path, encoding: str) -> None:
    path = write(tmp_path / "a.csv", "id,text\n1,The café — “no”.\n".encode(encoding))
    (document,) = read(path)
    assert isinstance(document, Document)
    assert document.text == "The café — “no”."


def test_csv_field_of_megabytes(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", f"id,text\n1,{'word ' * 500_000}\n2,x\n")
    assert outcomes(read(path), path) == ["1", "2"]


def test_json_array(tmp_path: Path) -> None:
    path = write(tmp_path / "a.json", f"[\n{row(id='a')},\n7,\n{row(id='b')}\n]\n")
    assert outcomes(read(path), path) == ["a", ':3 no JSON object but "7"', "b"]


BAD_ARRAYS = [
    (f'[\n{row()},\n{{"id": }}\n]', ":3 no valid JSON: Expecting value; the rest is not read"),
    (f"[\n{row()}\n{row()}]", ":3 no valid JSON: a comma or ] is missing; the rest is not read"),
    (f"[{row()}", ":1 no valid JSON: the array is cut off; the rest is not read"),
    (f"[{row()}] more", ":1 no valid JSON: something follows the array; the rest is not read"),
]


@pytest.mark.parametrize(("content", "fault"), BAD_ARRAYS)
def test_broken_json_array_is_one_fault(tmp_path: Path, content: str, fault: str) -> None:
    path = write(tmp_path / "a.json", content)
    assert outcomes(read(path), path) == ["1", fault]


class Dribble(io.BytesIO):
    """Gives three bytes at a time, so that every element is cut at every place."""

    def read(self, size: int | None = -1) -> bytes:
        return super().read(3 if size is None or size < 0 or size > 3 else size)

    def peek(self, size: int = 0) -> bytes:
        return self.getvalue()[self.tell() : self.tell() + size]


@given(
    st.lists(
        st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1),
        max_size=4,
    )
)
def test_array_is_read_the_same_in_any_pieces(texts: list[str]) -> None:
    rows = [{"id": str(number), "text": text, "language": "en"} for number, text in enumerate(texts)]
    stream = Dribble(json.dumps(rows, ensure_ascii=False, indent=1).encode())
    found = list(read_json(stream, Source("a", "a", lambda: stream), Options()))  # type: ignore[arg-type]
    kept = [text for text in texts if text.strip() and find_latin(text)]
    assert [item.text for item in found if isinstance(item, Document) and find_latin(item.text)] == kept


def find_latin(text: str) -> bool:
    return all(character < "\u0370" for character in text)


def make_table(path: Path, **columns: object) -> Path:
    pyarrow.parquet.write_table(pyarrow.table(columns), path)
    return path


def test_parquet(tmp_path: Path) -> None:
    day = pyarrow.array([datetime(2020, 12, 27, 23, 1)] * 3, pyarrow.timestamp("ns"))
    path = make_table(tmp_path / "a.parquet", id=[1, 2, 3], date=day, text=[TEXT, None, "Envoys met."], x=[1, 2, 3])
    found = read(path)
    assert outcomes(found, path) == ["1", ":2 the text is empty", "3"]
    assert isinstance(found[0], Document)
    assert (found[0].text, found[0].published) == (TEXT, date(2020, 12, 27))


def test_parquet_without_text_and_cut_off(tmp_path: Path) -> None:
    path = make_table(tmp_path / "a.parquet", body=["x"])
    assert "no column named text or html" in outcomes(read(path), path)[0]
    write(path, path.read_bytes()[:-10])
    assert "damaged" in outcomes(read(path), path)[0]


def measure_peak(documents: Iterator[Document | Fault]) -> int:
    tracemalloc.start()
    for document in documents:
        assert isinstance(document, Document)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


@pytest.mark.parametrize("name", ["a.jsonl", "a.json", "a.csv"])
def test_table_is_never_held_whole(tmp_path: Path, name: str) -> None:
    text = "The envoys met. " * 2_000
    with (tmp_path / name).open("w") as out:
        out.write({"a.jsonl": "", "a.json": "[", "a.csv": "id,language,text\n"}[name])
        for number in range(300):
            line = json.dumps({"id": str(number), "language": "en", "text": text})
            out.write(
                f"{number},en,{text}\n"
                if name == "a.csv"
                else line + (",\n" if name == "a.json" and number < 299 else "\n")
            )
        out.write("]" if name == "a.json" else "")
    assert (tmp_path / name).stat().st_size > 9_000_000
    assert measure_peak(read_documents([tmp_path / name])) < 3_000_000


def test_long_first_line_of_json_lines_under_another_name(tmp_path: Path) -> None:
    path = write(tmp_path / "a.json", "\n".join([row(id="a", text="The envoys met. " * 9_000), row(id="b"), "{"]))
    assert outcomes(read(path), path)[:2] == ["a", "b"]
    assert ":3 no valid JSON" in outcomes(read(path), path)[2]


def test_json_lines_in_utf16_as_a_shell_writes_them(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", f"{row(id='a')}\r\n{row(id='b', text='The café.')}\r\n".encode("utf-16"))
    assert outcomes(read(path), path) == ["a", "b"]
