"""Files of some kilobytes that unpack to half a gigabyte, and small ones that unfold in a parser: they end in a fault, in bounded memory."""

import gzip
import io
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman.read import read_documents, source
from dragoman.record.fault import Fault
from warcs import PAGE_HEAD, make_record

UNPACKED = 500_000_000
BOUND = 450
"""Megabytes that reading may take in all: what 20 MB, the longest single page, comes to in a parser, and the interpreter."""

READ = """
import resource, sys
from pathlib import Path
from dragoman.read import Fetcher, Manners, read_documents
found = list(read_documents(sys.argv[1:], fetcher=Fetcher(Manners(offline=True))))
reasons = {getattr(item, "reason", "a document")[:100] for item in found}

def peak():
    # Linux's ru_maxrss begins with the peak of the process that started this one; VmHWM is this one's own.
    status = Path("/proc/self/status")
    if status.exists():
        return next(int(line.split()[1]) // 1024 for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1024**2 if sys.platform == "darwin" else 1024)

print(peak(), *sorted(reasons), sep="\\t")
"""


def pack_gzip(start: bytes, fill: bytes) -> bytes:
    """Half a gigabyte of `fill` after `start`, in parts: gzip reads them as one."""
    part = gzip.compress(fill * (10_000_000 // len(fill)))
    return gzip.compress(start) + part * (UNPACKED // 10_000_000)


def pack_zip(**fills: bytes) -> bytes:
    """150 megabytes of each fill."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, fill in fills.items():
            with archive.open(name.replace("_", "."), "w") as member:
                for _ in range(150):
                    member.write(fill * (1_000_000 // len(fill)))
    return packed.getvalue()


def pack_record(body: bytes) -> bytes:
    return make_record("https://h.example/a", body, PAGE_HEAD + b"Content-Encoding: gzip\r\n")


RSS = b'<?xml version="1.0"?><rss version="2.0"><channel><title>t</title>%s</channel></rss>'
ENTITIES = b"".join(b'<!ENTITY e%d "%s">' % (n, b"&e%d;" % (n - 1) * 10) for n in range(1, 10))
LAUGHS = b'<!DOCTYPE rss [<!ENTITY e0 "lol">' + ENTITIES + b"]>"

BOMBS: dict[str, Callable[[], bytes]] = {
    "text.gz": lambda: pack_gzip(b"The envoys met. ", b"a"),
    "zeros.gz": lambda: pack_gzip(b"", b"\0"),
    "page.html.gz": lambda: pack_gzip(b"<html><body>", b"<p>x</p>"),
    "tags.html.gz": lambda: gzip.compress(b"<html><body>" + b"<b>" * 6_000_000),
    "line.jsonl.gz": lambda: pack_gzip(b'{"text": "', b"a"),
    "row.csv.gz": lambda: pack_gzip(b'id,text\n1,"', b"a"),
    "array.json.gz": lambda: pack_gzip(b'[{"text": "', b"a"),
    "feed.xml.gz": lambda: pack_gzip(RSS[:40], b"<item/>"),
    "items.xml": lambda: RSS % (b"<item/>" * 499_000),
    "elements.xml": lambda: RSS % (b"<item>" + b"<a/>" * 499_000 + b"</item>"),
    "deep.xml": lambda: RSS % (b"<item>" + b"<a>" * 249_000 + b"</a>" * 249_000 + b"</item>"),
    "laughs.xml": lambda: RSS.replace(b"<rss", LAUGHS + b"<rss") % b"<item><title>&e9;</title></item>",
    "sitemap.xml.gz": lambda: pack_gzip(b"<urlset>", b"<url/>"),
    "entry.xml.gz": lambda: pack_gzip(b"<urlset><url>", b"<x/>"),
    "loc.xml.gz": lambda: pack_gzip(b"<urlset><url><loc>", b"x"),
    "urls.gz": lambda: pack_gzip(b"https://h.example/a\nhttps://h.example/", b"x"),
    "head.warc.gz": lambda: pack_gzip(b"WARC/1.0\r\nX-Head: ", b"x"),
    "record.warc.gz": lambda: pack_gzip(
        make_record("https://h.example/a", b"x" * 9).replace(b"gth: ", b"gth: 9999999"), b"x"
    ),
    "body.warc": lambda: pack_record(pack_gzip(b"<html><body>", b"<p>x</p>")),
    "members.zip": lambda: pack_zip(a_txt=b"a", b_html=b"<p>", c_xml=b"<rss>"),
    "archives in archives.gz": lambda: gzip.compress(gzip.compress(pack_gzip(b"The envoys met. ", b"a"))),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_ends_in_a_fault(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(BOMBS[name]())
    ran = subprocess.run(
        [sys.executable, "-c", READ, str(path)], capture_output=True, text=True, check=True, timeout=300
    )
    megabytes, *reasons = ran.stdout.strip().split("\t")
    assert reasons
    assert "a document" not in reasons
    assert int(megabytes) < BOUND, f"{megabytes} MB; {reasons}"


def test_an_archive_in_an_archive_fills_no_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """To go back in it, it is written to a temporary file; of that there is an end too."""
    monkeypatch.setattr(source, "MAX_UNPACKED", 5_000_000)
    path = tmp_path / "a.zip.gz"
    path.write_bytes(gzip.compress(b"PK\x03\x04" + b"\0" * 6_000_000))
    (fault,) = read_documents([path])
    assert isinstance(fault, Fault)
    assert "unpacks to over" in fault.reason
