"""CSV, JSON Lines and Parquet come back as they went: by pandas, by the record's own decoder, by pyarrow."""

import gc
import io

import msgspec
import pandas as pd
import pyarrow.parquet as pq
import pytest

from dragoman.export.flat import COLUMNS
from dragoman.export.outline import Notes
from dragoman.export.rows import HAPPENING_COLUMNS, flatten_happening, write_events_csv, write_happenings_parquet
from dragoman.record.event import Event
from dragoman.record.happening import Happening
from export.build import EVENT, HAPPENING, export, make_event, make_happening

EMPTY = make_event(
    id="b", mode=None, context=(), actor=(), recipient=(), date=None, enddate=None, event_loc=None, content=None
)
BARE = make_happening(
    id="b", mode=None, context=(), actor=(), recipient=(), date=None, enddate=None, event_loc=None, disagreements=()
)


@pytest.mark.parametrize(("record", "other", "kind"), [(EVENT, EMPTY, Event), (HAPPENING, BARE, Happening)])
def test_jsonl_and_parquet_keep_every_field(record, other, kind) -> None:
    lines = export("jsonl", record, other).splitlines()
    assert [msgspec.json.decode(line, type=kind) for line in lines] == [record, other]
    table = pq.read_table(io.BytesIO(export("parquet", record, other)))
    assert table.column_names == list(kind.__dataclass_fields__)
    assert [msgspec.convert(row, kind) for row in table.to_pylist()] == [record, other]


@pytest.mark.parametrize(
    ("record", "other", "columns"), [(EVENT, EMPTY, COLUMNS), (HAPPENING, BARE, HAPPENING_COLUMNS)]
)
def test_csv_has_a_header_and_a_row_each(record, other, columns) -> None:
    table = pd.read_csv(io.BytesIO(export("csv", record, other)), parse_dates=["date"])
    assert list(table.columns) == list(columns)
    assert table["id"].tolist() == [record.id, "b"]
    assert table["date"].iloc[0] == pd.Timestamp("2021-02-08")
    assert pd.isna(table["date"].iloc[1])
    assert table["actor_code"].iloc[0] == "SDN"
    assert table["lat"].iloc[0] == 13.453


def test_disagreements_are_readable_in_a_cell() -> None:
    assert flatten_happening(HAPPENING)["disagreements"] == "date: 2021-02-08 | 2021-02-09"


def test_no_record_still_gives_header_and_schema() -> None:
    assert export("csv").decode().strip().split(",") == list(COLUMNS)
    out = io.BytesIO()
    write_happenings_parquet([], out, Notes())
    table = pq.read_table(out)
    assert table.num_rows == 0
    assert table.column_names == list(Happening.__dataclass_fields__)


def test_parquet_is_written_in_batches() -> None:
    data = io.BytesIO(export("parquet", *(make_event(id=str(n)) for n in range(10_001))))
    assert pq.ParquetFile(data).num_row_groups == 2
    assert pq.read_table(data, columns=["id"]).column("id").to_pylist()[-1] == "10000"


def test_a_fault_among_the_records_leaves_the_file_open() -> None:
    def fail():
        yield EVENT
        raise RuntimeError("gone")

    out = io.BytesIO()
    with pytest.raises(RuntimeError, match="gone"):
        write_events_csv(fail(), out, Notes())
    gc.collect()
    assert out.getvalue().startswith(b"id,document")
