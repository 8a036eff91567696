"""Web archives: every page that was answered well, however it was packed; what is damaged costs no other page."""

import gzip
import io
import zipfile
import zlib
from pathlib import Path

import pytest

from dragoman.read import read_documents
from dragoman.record.document import Document
from dragoman.record.fault import Fault
from warcs import PAGE_HEAD, make_record

TEXT = "The foreign minister of Norlandia met Sudrian envoys in the capital on Sunday, officials said."
PAGE = f'<html><head><title>Envoys</title><link rel="canonical" href="https://x.example/"></head><body><p>{TEXT}</p></body></html>'.encode()
URL = "https://herald.example/a"
GOOD = make_record("https://herald.example/good", PAGE)


def read(path: Path, data: bytes) -> list[Document | Fault]:
    path.write_bytes(data)
    return list(read_documents([path]))


def chunk(data: bytes) -> bytes:
    return (
        b"".join(b"%x\r\n%s\r\n" % (len(data[i : i + 50]), data[i : i + 50]) for i in range(0, len(data), 50))
        + b"0\r\n\r\n"
    )


def test_a_page_knows_where_and_when_it_was_found(tmp_path: Path) -> None:
    (document,) = read(tmp_path / "a.warc", make_record(URL, PAGE))
    assert isinstance(document, Document)
    assert document.text == TEXT
    assert document.source == f"{tmp_path}/a.warc!{URL}"
    cite = document.cite_info
    assert (cite.url, cite.retrieved, cite.title) == (URL, "2020-12-27T10:00:00Z", "Envoys")
    assert document.published is None  # when it was fetched is not when it was published


# Head beside PAGE_HEAD, body: every way in which a crawler may have kept a page
PACKED = [
    (b"", PAGE),
    (b"Transfer-Encoding: chunked\r\n", chunk(PAGE)),
    (b"Content-Encoding: gzip\r\n", gzip.compress(PAGE)),
    (b"Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n", chunk(gzip.compress(PAGE))),
    # unpacked by the crawler, which left the server's words
    (b"Content-Encoding: gzip\r\n", PAGE),
    (b"Content-Encoding: br\r\n", PAGE),
    (b"Transfer-Encoding: chunked\r\n", PAGE),
]


@pytest.mark.parametrize(("head", "body"), PACKED)
def test_packed_pages_are_unpacked(tmp_path: Path, head: bytes, body: bytes) -> None:
    (document,) = read(tmp_path / "a.warc", make_record(URL, body, PAGE_HEAD + head))
    assert isinstance(document, Document)
    assert document.text == TEXT


@pytest.mark.parametrize(
    "pack", [lambda data: data, gzip.compress, lambda data: gzip.compress(GOOD) + gzip.compress(data)]
)
def test_archives_are_read_packed_or_not(tmp_path: Path, pack: object) -> None:
    found = read(tmp_path / "a.warc.gz", pack(GOOD))  # type: ignore[operator]
    assert found
    assert all(isinstance(item, Document) and item.text == TEXT for item in found)


def test_the_declared_charset_is_used(tmp_path: Path) -> None:
    head = PAGE_HEAD.replace(b"utf-8", b"koi8-r")
    page = "<html><body><p>The word glasnost is written гласность in Russian, and the envoys used it twice.</p></body></html>"
    (document,) = read(tmp_path / "a.warc", make_record(URL, page.encode("koi8-r"), head))
    assert isinstance(document, Document)
    assert "гласность" in document.text


# Records that are no pages; they are passed over.
OTHER = [
    make_record(URL, PAGE, kind="request"),
    make_record(URL, PAGE, kind="revisit"),
    make_record(URL, PAGE, b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n"),
    make_record(URL, PAGE, b"HTTP/1.1 301 Moved\r\nContent-Type: text/html\r\nLocation: /b\r\n"),
    make_record(URL, b"\x89PNG", b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n"),
    make_record(URL, b"x", b"HTTP/1.1 200 OK\r\n"),
]


@pytest.mark.parametrize("record", OTHER)
def test_what_is_no_page_is_passed_over(tmp_path: Path, record: bytes) -> None:
    assert [type(item) for item in read(tmp_path / "a.warc", record + GOOD)] == [Document]
    (fault,) = read(tmp_path / "a.warc", record)
    assert isinstance(fault, Fault)
    assert "no web pages" in fault.reason


BOMB = zlib.compressobj(9, zlib.DEFLATED, 31)
BOMB_BYTES = b"".join(BOMB.compress(b"\0" * 1_000_000) for _ in range(30)) + BOMB.flush()

# A bad record, words of its fault; the good one after it is read all the same.
BAD = [
    (make_record(URL, b"zz\r\n", PAGE_HEAD + b"Content-Encoding: br\r\n"), "cannot be unpacked"),
    (make_record(URL, gzip.compress(PAGE)[:-9], PAGE_HEAD + b"Content-Encoding: gzip\r\n"), "cannot be unpacked"),
    (make_record(URL, b"5\r\nab", PAGE_HEAD + b"Transfer-Encoding: chunked\r\n"), "cannot be unpacked"),
    (make_record(URL, BOMB_BYTES, PAGE_HEAD + b"Content-Encoding: gzip\r\n"), "over 20 MB"),
    (make_record(URL, b"x" * 20_000_001), "over 20 MB"),
    (make_record(URL, b"<html><body><nav>Home</nav></body></html>"), "no article"),
    (make_record(URL, b""), "empty"),
]


@pytest.mark.parametrize(("record", "reason"), BAD, ids=[reason for _, reason in BAD])
def test_a_bad_record_costs_no_other(tmp_path: Path, record: bytes, reason: str) -> None:
    fault, document = read(tmp_path / "a.warc", record + GOOD)
    assert isinstance(fault, Fault)
    assert reason in fault.reason
    assert fault.source == f"{tmp_path}/a.warc!{URL}"
    assert isinstance(document, Document)


def test_a_record_that_is_cut_off_is_not_taken_for_whole(tmp_path: Path) -> None:
    long = PAGE.replace(b"</p>", b"</p>" + b"<p>Nothing else was told.</p>" * 50)
    found = read(tmp_path / "a.warc", GOOD + make_record(URL, long)[:-300])
    assert isinstance(found[0], Document)
    assert isinstance(found[1], Fault)
    assert found[1].reason == "the record is cut off"


def test_damage_between_records_is_told(tmp_path: Path) -> None:
    found = read(tmp_path / "a.warc", GOOD + b"garbage\r\n" * 20 + GOOD)
    assert isinstance(found[0], Document)
    assert isinstance(found[1], Fault)
    assert "damaged after 1 answers" in found[1].reason


def test_of_a_wacz_only_the_pages_are_read(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("datapackage.json", "{}")
        archive.writestr("archive/data.warc.gz", gzip.compress(GOOD))
        archive.writestr("indexes/index.cdx.gz", gzip.compress(b"example,herald)/ 2020 {}"))
        archive.writestr("pages/pages.jsonl", '{"url": "https://herald.example", "text": "The envoys met."}\n')
    (document,) = read(tmp_path / "a.wacz", packed.getvalue())
    assert isinstance(document, Document)
    assert document.source == f"{tmp_path}/a.wacz!archive/data.warc.gz!https://herald.example/good"


def test_a_zip_with_a_datapackage_and_no_pages_is_an_ordinary_one(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("datapackage.json", "{}")
        archive.writestr("data/a.txt", TEXT)
    assert [item.text for item in read(tmp_path / "a.zip", packed.getvalue()) if isinstance(item, Document)] == [TEXT]
