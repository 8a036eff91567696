"""Whatever bytes a file holds, and whatever its name: Documents or Faults, never an exception."""

import gzip
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.read import read_documents
from dragoman.record.document import Document
from dragoman.record.fault import Fault

NAMES = ["a.txt", "a.html", "a.csv", "a.jsonl", "a.json", "a.gz", "a.zip", "a.parquet"]
ROWS = b'{"id": "1", "date": "2020-12-27", "text": "The envoys met."}\n' * 3
PARTS = st.sampled_from(
    [
        *(b"\xff\xfe", b"\xef\xbb\xbf", b"PAR1", b"\x1f\x8b\x08\0", b"PK\x03\x04"),
        *(b"<html><body><p>", b"[", b"{", b'"text":', b"id,text\n", b'"', b"\n", b"\0", ROWS),
    ]
)


def check(path: Path) -> None:
    for found in read_documents([path]):
        assert isinstance(found, Document | Fault)
        if isinstance(found, Fault):
            assert found.reason
            assert "\n" not in found.reason


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from(NAMES), content=st.lists(st.one_of(PARTS, st.binary(max_size=30)), max_size=8))
def test_any_bytes(tmp_path: Path, name: str, content: list[bytes]) -> None:
    (tmp_path / name).write_bytes(b"".join(content))
    check(tmp_path / name)


def pack_zip() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.jsonl", ROWS)
        archive.writestr("b.txt", "The envoys met.")
    return packed.getvalue()


@pytest.mark.parametrize(
    "data", [gzip.compress(ROWS), pack_zip(), ROWS.decode().encode("utf-16")], ids=["gz", "zip", "utf-16"]
)
def test_every_cut_and_every_flipped_byte(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.jsonl"
    for place in range(len(data)):
        path.write_bytes(data[:place])
        check(path)
        path.write_bytes(data[:place] + bytes([data[place] ^ 0xFF]) + data[place + 1 :])
        check(path)
