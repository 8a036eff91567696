"""Whatever bytes a file holds, and whatever its name: Documents or Faults, never an exception."""

import gzip
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.read import Fetcher, Manners, read_documents
from dragoman.record.document import Document
from dragoman.record.fault import Fault
from warcs import PAGE_HEAD, make_record

OFFLINE = Fetcher(Manners(offline=True))
NAMES = ["a.txt", "a.html", "a.csv", "a.jsonl", "a.json", "a.gz", "a.zip", "a.parquet"]
ROWS = b'{"id": "1", "date": "2020-12-27", "text": "The envoys met."}\n' * 3
PARTS = st.sampled_from(
    [
        *(b"\xff\xfe", b"\xef\xbb\xbf", b"PAR1", b"\x1f\x8b\x08\0", b"PK\x03\x04"),
        *(b"<html><body><p>", b"[", b"{", b'"text":', b"id,text\n", b'"', b"\n", b"\0", ROWS),
    ]
)


def check(path: Path) -> None:
    for found in read_documents([path], fetcher=OFFLINE):
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


PAGE = b"<html><body><p>The envoys met in the capital on Sunday, officials said.</p></body></html>"
GZIP_HEAD = PAGE_HEAD + b"Content-Encoding: gzip\r\n"
CHUNKED_HEAD = PAGE_HEAD + b"Transfer-Encoding: chunked\r\n"
BROTLI_HEAD = PAGE_HEAD + b"Content-Encoding: br\r\n"
ITEM = b"<item><title>T</title><link>https://h.example/a</link><description>%s</description></item>"
ENTRY = b'<entry><title>T</title><link href="https://h.example/a"/><content type="html">&lt;p&gt;Envoys met.&lt;/p&gt;</content></entry>'
NEWS = b'<news:news xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><news:publication_date>2020-12-27</news:publication_date></news:news>'

# A good file of each kind, to be spoilt.
KINDS = {
    "rss": b'<?xml version="1.0"?><rss version="2.0"><channel><title>N</title>'
    + (ITEM % b"Envoys met. " * 50) * 2
    + b"</channel></rss>",
    "atom": b'<feed xmlns="http://www.w3.org/2005/Atom"><title>N</title>' + ENTRY * 2 + b"</feed>",
    "json": b'{"version": "https://jsonfeed.org/version/1", "title": "N", "items": [{"id": "1", "url": "https://h.example/a", '
    b'"title": "T", "content_html": "<p>Envoys met.</p>", "date_published": "2020-12-27T10:00:00Z", "authors": [{"name": "J"}]}]}',
    "sitemap": b"<urlset><url><loc>https://h.example/a</loc>"
    + NEWS
    + b"</url><url><loc>https://h.example/b</loc></url></urlset>",
    "urls": b"# what we read\nhttps://h.example/a\nhttps://h.example/b # two\n",
    "warc": make_record("https://h.example/a", PAGE)
    + make_record("https://h.example/b", gzip.compress(PAGE), GZIP_HEAD)
    + make_record("https://h.example/c", b"5\r\n<html\r\n0\r\n\r\n", CHUNKED_HEAD)
    + make_record("https://h.example/d", b"\x0b\x02\x80abcdef\x03", BROTLI_HEAD),
}
KINDS["warc.gz"] = gzip.compress(KINDS["warc"])
SPOILT = st.sampled_from(
    [
        *(
            b"",
            b"\0",
            b"\xff",
            b"<",
            b"<a ",
            b"</",
            b">",
            b"&",
            b"&#0;",
            b"&#xD800;",
            b"]]>",
            b"<![CDATA[",
            b"<!--",
            b"<!DOCTYPE x [",
        ),
        *(
            b"\r\n",
            b"\r\n\r\n",
            b": ",
            b"-1",
            b"9" * 30,
            b"WARC/1.0\r\n",
            b"HTTP/1.1 200 OK\r\n",
            b"Content-Length: 5\r\n",
        ),
        *(b"http://[", b"null", b"[]", b"{}", b'"', b"\\u0000", b"\\ud800", b"1e999", b"https://h.example/\xc3\xa9"),
    ]
)
CHANGES = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 40), st.one_of(SPOILT, st.binary(max_size=8))), max_size=5)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kind=st.sampled_from(sorted(KINDS)), changes=CHANGES)
def test_any_change_of_what_the_web_gives(tmp_path: Path, kind: str, changes: list[tuple[float, int, bytes]]) -> None:
    """Cut out a stretch of a good file and put something else there, a few times."""
    data = KINDS[kind]
    for place, length, put in changes:
        start = int(place * len(data))
        data = data[:start] + put + data[start + length :]
    (tmp_path / "a").write_bytes(data)
    check(tmp_path / "a")


@pytest.mark.parametrize("kind", KINDS)
def test_the_good_files_are_good(tmp_path: Path, kind: str) -> None:
    """Else the test above would spoil what is not read anyway."""
    (tmp_path / "a").write_bytes(KINDS[kind])
    found = list(read_documents([tmp_path / "a"], fetcher=OFFLINE))
    assert any(isinstance(item, Document) or item.reason.endswith(("(--offline)", "fetch its page")) for item in found)
