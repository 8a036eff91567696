"""Lists of addresses: told apart from prose, each address fetched once, each other line a fault."""

import io
import zipfile
from pathlib import Path

import pytest

from dragoman.read import Fetcher, Manners, read_documents
from dragoman.record.document import Document
from dragoman.record.fault import Fault
from webserver import Clock, Page, make_fetcher, open_site

OFFLINE = Fetcher(Manners(offline=True))
TEXT = "The foreign minister of Norlandia met Sudrian envoys in the capital on Sunday, officials said."

# A file's content and whether it is a list
LISTS = [
    ("https://h.example/a", True),
    ("https://h.example/a\nhttp://h.example/b\n", True),
    ("\n# what we read\n\nHTTPS://h.example/a  # the first\r\n\r\nhttps://h.example/b\r\n", True),
    ("https://h.example/a says that the envoys met.\n", False),
    ("https://h.example/a\nThe envoys met in the capital on Sunday.\n", False),
    ("The envoys met in the capital.\nhttps://h.example/a\n", False),
    ("# The envoys met in the capital on Sunday\n", False),
    ("ftp://h.example/a\n", False),
    ("www.h.example\n", False),
]


@pytest.mark.parametrize(("content", "is_list"), LISTS)
def test_a_list_is_told_from_prose(tmp_path: Path, content: str, is_list: bool) -> None:
    (tmp_path / "a.txt").write_text(content)
    found = list(read_documents([tmp_path / "a.txt"], fetcher=OFFLINE))
    assert all(isinstance(item, Fault) and "--offline" in item.reason for item in found) == is_list


def test_every_address_is_fetched_once(tmp_path: Path) -> None:
    with open_site() as site:
        site.pages |= {
            "/a": Page(TEXT.encode()),
            "/b": Page(f"<p>{TEXT}</p>".encode(), headers={"Content-Type": "text/html"}),
        }
        path = tmp_path / "a.txt"
        path.write_text(f"{site.root}/a\n{site.root}/b # the same\n\n{site.root}/a\n{site.root}/gone\n", "utf-16")
        found = list(read_documents([path], fetcher=make_fetcher(Clock())))
        assert [item.text for item in found if isinstance(item, Document)] == [TEXT, TEXT]
        faults = [(item.source, item.kind) for item in found if isinstance(item, Fault)]
        assert faults == [(f"{path}:4", "skipped"), (f"{site.root}/gone", "source")]


def test_a_list_of_lists_is_not_followed(tmp_path: Path) -> None:
    """Else a page that somebody else wrote could call for as many pages as it likes."""
    packed = io.BytesIO()
    with open_site() as site, zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("list.txt", f"{site.root}/page\n")
        archive.writestr("report.txt", TEXT)
        archive.close()
        site.pages |= {"/list": Page(f"{site.root}/page\n".encode()), "/zip": Page(packed.getvalue())}
        path = tmp_path / "a.txt"
        path.write_text(f"{site.root}/list\n{site.root}/zip\n")
        found = list(read_documents([path], fetcher=make_fetcher(Clock())))
        assert [item.text for item in found if isinstance(item, Document)] == [TEXT]
        assert ["a list of addresses, which" in item.reason for item in found if isinstance(item, Fault)] == [
            True,
            True,
        ]
        assert site.paths == ["/list", "/zip"]


def test_a_line_that_is_no_address_is_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    good = "\n".join(f"https://h.example/{number}" for number in range(5000))
    path.write_text(f"{good}\nno address\n\xff\n" + "x" * 50_000 + "\nhttps://h.example/last\n", "latin-1")
    faults = [item for item in read_documents([path], fetcher=OFFLINE) if isinstance(item, Fault)]
    assert len(faults) == 5004
    assert [(fault.source or "").rpartition(":")[2] for fault in faults[5000:5003]] == ["5001", "5002", "5003"]
    assert all("no address" in fault.reason for fault in faults[5000:5003])
    assert faults[5003].source == "https://h.example/last"
