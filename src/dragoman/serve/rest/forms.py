"""A Sheet of records and the name of a form come in; the bytes of JSON Lines, CSV or Parquet go out. And which form a request wants."""

import tempfile
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import IO, TYPE_CHECKING, Any, BinaryIO, cast

import mimeparse  # type: ignore[import-untyped]
import msgspec
from fastapi import HTTPException, Request

from dragoman.ask.values import complain
from dragoman.export.text import write_cells

if TYPE_CHECKING:
    import pyarrow as pa

MEDIA: Mapping[str, str] = {
    "json": "application/json",
    "jsonl": "application/jsonl",
    "csv": "text/csv",
    "parquet": "application/vnd.apache.parquet",
    "atom": "application/atom+xml",
}
TABLES = ("json", "jsonl", "csv", "parquet")
# Other names under which a form is asked for.
_ALSO = {"application/x-ndjson": "jsonl", "application/parquet": "parquet"}
# So much of an answer stays in memory; what is more lies on the disk until it is sent.
_IN_MEMORY = 8_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Records of one kind on their way to a file: `name` is what the file is called, `columns` and `flatten` make a row of CSV of each.

    `tables` gives the same rows as Arrow, `cursor` where the next ones begin once all were taken.
    """

    name: str
    records: Iterable[Any]
    columns: tuple[str, ...]
    flatten: Callable[[Any], Mapping[str, object]]
    tables: Callable[[], Iterable["pa.Table"]]
    cursor: Callable[[], str | None] = lambda: None


def pick_form(request: Request, forms: Collection[str]) -> str:
    """The form that a request wants: its word `format`, else what its Accept likes best, else the first of `forms`.

    Raises:
        UsageError: another `format`.
        HTTPException: 406, where Accept takes none of them.
    """
    if len(forms) == 1:  # then it is that or nothing, and most would rather have it
        return next(iter(forms))
    named = request.query_params.get("format", "").strip()
    if named:
        if named not in forms:
            raise complain("format", named, "form of this answer", forms)
        return named
    accept = request.headers.get("accept", "").strip() or "*/*"
    media = {MEDIA[form]: form for form in forms} | {name: form for name, form in _ALSO.items() if form in forms}
    try:
        # The last of those liked alike wins there; the first is ours.
        best = mimeparse.best_match([*reversed(media)], accept)
    except ValueError:
        best = ""
    if not best:
        raise HTTPException(406, f"Accept names none of {', '.join(MEDIA[form] for form in forms)}.")
    return media[best]


def write_sheet(sheet: Sheet, form: str) -> IO[bytes]:
    """The whole sheet in a temporary file, read from its start: what goes wrong is known before a byte is sent."""
    # A client that reads slowly must not hold the archive meanwhile, so it is written first and sent after.
    out = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - whoever sends it closes it
    try:
        _WRITERS[form](sheet, cast(BinaryIO, out))
    except BaseException:
        out.close()
        raise
    out.seek(0)
    return cast(IO[bytes], out)


def _write_jsonl(sheet: Sheet, out: BinaryIO) -> None:
    encoder = msgspec.json.Encoder()
    out.writelines(encoder.encode(record) + b"\n" for record in sheet.records)


def _write_csv(sheet: Sheet, out: BinaryIO) -> None:
    write_cells(sheet.columns, map(sheet.flatten, sheet.records), out)


def _write_parquet(sheet: Sheet, out: BinaryIO) -> None:
    import pyarrow.parquet as pq

    rest = iter(sheet.tables())
    first = next(rest)
    with pq.ParquetWriter(out, first.schema, compression="zstd") as writer:
        for table in chain([first], rest):
            writer.write_table(table)


_WRITERS: Mapping[str, Callable[[Sheet, BinaryIO], None]] = {
    "jsonl": _write_jsonl,
    "csv": _write_csv,
    "parquet": _write_parquet,
}
