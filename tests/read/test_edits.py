"""What a person may write about actors, and what is told of each row that says nothing."""

from datetime import date
from pathlib import Path

import pytest

from dragoman.errors import SourceError
from dragoman.read.edits import read_edits
from dragoman.record.fault import Fault
from dragoman.record.identity import Edit

HEADER = "action,actor,other,value,since,until,note\n"


def read(tmp_path: Path, text: str | bytes) -> list[tuple[str, Edit | Fault]]:
    path = tmp_path / "edits.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return [(place.removeprefix(f"{path}:"), edit) for place, edit in read_edits(path)]


def test_rows_become_edits(tmp_path: Path) -> None:
    rows = read(
        tmp_path,
        HEADER
        + "same,a1,b2,,,,one person\n\n"
        + 'Apart,a1,,"Ada  Berg",2022,2023-02,\n'
        + "office,a1,NOR,foreign minister,2021-01-31,,\n"
        + "name,a1,,Ada Berg,,,\ncode,a1,,NOR,,,\n",
    )
    assert rows == [
        ("2", Edit(action="same", actor="a1", other="b2", note="one person")),
        ("4", Edit(action="apart", actor="a1", value="Ada Berg", since=date(2022, 1, 1), until=date(2023, 2, 28))),
        ("5", Edit(action="office", actor="a1", other="NOR", value="foreign minister", since=date(2021, 1, 31))),
        ("6", Edit(action="name", actor="a1", value="Ada Berg")),
        ("7", Edit(action="code", actor="a1", value="NOR")),
    ]


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_what_a_spreadsheet_saves(tmp_path: Path, delimiter: str) -> None:
    text = "\ufeffaction,actor,value\r\nname,a1,Zoë\r\n".replace(",", delimiter)
    assert read(tmp_path, text) == [("2", Edit(action="name", actor="a1", value="Zoë"))]


def test_a_row_after_one_of_two_lines_has_its_own_number(tmp_path: Path) -> None:
    rows = read(tmp_path, HEADER + 'name,a1,,x,,,"two\nlines"\nname,a1,,y,,,\n')
    assert [place for place, _ in rows] == ["2", "4"]


# A row and what is told of it.
FAULTS = [
    ("unite,a1,b2,,,,", "action: 'unite' is none of same, apart, name, office, code"),
    ("same,,b2,,,,", "actor: the id of an actor is missing"),
    ("same,a1,,,,,", "same: give either other (an actor's id) or value (a name)"),
    ("same,a1,b2,Berg,,,", "same: give either other (an actor's id) or value (a name)"),
    ("same,a1,a1,,,,", "other: it is the actor itself"),
    ("apart,a1,,,,,", "apart: give value (a name), other (an actor's id) or both"),
    ("name,a1,,,,,", "name: value is missing"),
    ("name,a1,b2,Berg,,,", "other: has no meaning for name"),
    ("code,a1,,Norway,,,", "value: 'Norway' is no code of three capitals, such as TUR or NGO"),
    ("office,a1,Norway,king,,,", "other: 'Norway' is no code of the country whose office it is, such as TUR"),
    ("office,a1,,king,soon,,", "since: 'soon' is no day, month or year such as 2020-12-27, 2020-12 or 2020"),
    ("office,a1,,king,,2021-02-30,", "until: there is no day 2021-02-30"),
    ("office,a1,,king,2022,2021,", "until: 2021-12-31 lies before 2022-01-01"),
    (
        "same,a1,b2,,2021,,",
        "since, until: they bound the days of a value that is a name or an office, and of nothing else",
    ),
    ("name,a1,,x,,,,,", "the row has 9 cells where the first has 7"),
]


@pytest.mark.parametrize(("row", "reason"), FAULTS)
def test_a_wrong_row_is_told_and_the_next_is_read(tmp_path: Path, row: str, reason: str) -> None:
    (place, fault), (_, edit) = read(tmp_path, f"{HEADER}{row}\nname,a1,,Ada,,,\n")
    assert place == "2"
    assert isinstance(fault, Fault)
    assert fault.reason == reason
    assert edit == Edit(action="name", actor="a1", value="Ada")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (b"", "edits.csv:1: the first row names no column action and no actor"),
        (b"actor,value\n", "edits.csv:1: the first row names no column action"),
        (b"action,actor,who\n", "edits.csv:1: 'who' is none of the columns action, actor"),
        (b"action,actor,note,note\n", "edits.csv:1: 'note' stands twice"),
        (b"action,actor\nname,\xff\n", "edits.csv: is no text in UTF-8 (byte 18)"),
        (b'action,actor\nname,"a1\n', "no valid CSV from here on"),
    ],
)
def test_a_wrong_file_is_told(tmp_path: Path, text: bytes, reason: str) -> None:
    with pytest.raises(SourceError) as error:
        read(tmp_path, text)
    assert reason in str(error.value)


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="No such file"):
        list(read_edits(tmp_path / "none.csv"))
