"""read_documents on files, folders, archives, standard input: what is read, and one Fault for what is not."""

import gzip
import io
import os
import subprocess
import sys
import zipfile
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest

from dragoman.errors import UsageError
from dragoman.read import READERS, read_documents
from dragoman.record.document import Document
from dragoman.record.fault import Fault

TEXT = "The foreign minister of Norlandia met Sudrian envoys in the capital on Sunday, officials said."
PAGE = f"<html><head><title>Envoys</title></head><body><p>{TEXT}</p></body></html>"
ROW = '{"id": "1", "date": "2020-12-27", "text": "The envoys met."}'


def read(path: Path | str, **asked: object) -> list[Document | Fault]:
    return list(read_documents([path], **asked))  # type: ignore[arg-type]


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def only_document(found: list[Document | Fault]) -> Document:
    assert len(found) == 1
    assert isinstance(found[0], Document), found
    return found[0]


def only_fault(found: list[Document | Fault]) -> Fault:
    assert len(found) == 1
    assert isinstance(found[0], Fault), found
    assert found[0].stage == "read"
    assert "\n" not in found[0].reason
    return found[0]


# Name, content, the text that is read: content goes before name.
KINDS = [
    ("a.txt", TEXT, TEXT),
    ("a", TEXT, TEXT),
    ("a.txt", f"{TEXT}\r\n\r\nMore.\r\n", f"{TEXT}\r\n\r\nMore.\r\n"),
    ("a.txt", b"\xef\xbb\xbf" + TEXT.encode(), TEXT),
    ("a.txt", "“No” at the café".encode("cp1252"), "“No” at the café"),
    ("a.txt", TEXT.encode("utf-16"), TEXT),
    ("a.txt", TEXT.encode("utf-16-le"), TEXT),
    ("a.txt", "🙂 Envoys met in \u202bתל אביב\u202c today.", "🙂 Envoys met in \u202bתל אביב\u202c today."),
    ("a.txt", "{sic} The envoys met.", "{sic} The envoys met."),
    ("a.txt", "[Correction] The envoys met.", "[Correction] The envoys met."),
    ("a.html", PAGE, TEXT),
    ("a.txt", PAGE, TEXT),
    ("a.txt", f'<?xml version="1.0"?>\n<!-- x --><!-- y -->\n<!DOCTYPE html>{PAGE}', TEXT),
    ("a.jsonl", ROW, "The envoys met."),
    ("a.txt", ROW + "\n", "The envoys met."),
    ("a.json", ROW, "The envoys met."),
    ("a.json", f"[\n{ROW}\n]", "The envoys met."),
    ("a.jsonl", f"[\n{ROW}\n]", "The envoys met."),
    ("a.json", ROW.replace(",", ",\n"), "The envoys met."),
    ("a.txt", "id,title,text\n1,Envoys,The envoys met.\n", "The envoys met."),
    ("a.csv", "text\nThe envoys met.\n", "The envoys met."),
    ("a.jsonl", (ROW + "\n").encode("utf-16"), "The envoys met."),
    ("a.json", ROW.encode("utf-16"), "The envoys met."),
    ("a.txt.gz", gzip.compress(TEXT.encode(), mtime=0), TEXT),
    ("a.bin", gzip.compress(TEXT.encode(), mtime=0), TEXT),
    ("a.html.gz", gzip.compress(PAGE.encode(), mtime=0), TEXT),
    ("a.gz", gzip.compress(gzip.compress(TEXT.encode(), mtime=0), mtime=0), TEXT),
]


@pytest.mark.parametrize(("name", "content", "text"), KINDS)
def test_kind_is_told(tmp_path: Path, name: str, content: str | bytes, text: str) -> None:
    assert only_document(read(write(tmp_path / name, content))).text == text


# Name, content, words of the reason.
BAD = [
    ("a.txt", "", "the file is empty"),
    ("a.txt", " \n\n", "the file is empty"),
    ("a.jsonl", "", "the file is empty"),
    ("a.jsonl", "\n\n", "the file is empty"),
    ("a.csv", "\n", "the file is empty"),
    ("a.gz", gzip.compress(b"", mtime=0), "the file is empty"),
    ("a.txt", bytes(range(256)), "binary"),
    ("a.txt", f"{TEXT}\0{TEXT}", "binary"),
    ("a.txt", f"{TEXT * 1000}\0", "null character"),
    ("a.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary"),
    ("a.pdf", b"%PDF-1.7 ...", "a PDF"),
    ("a.tar", b"x" * 257 + b"ustar" + b"\0" * 300, "tar archive"),
    ("a.txt", "Köln, Tübingen, Düsseldorf".encode() + b"\xff", "not UTF-8"),
    ("a.txt", b"x" * 10_000_000, "too long"),
    ("a.txt", b"x" * 20_000_001, "over 20 MB"),
    ("a.html", "<html><body><nav><a href=a>Home</a><a href=b>World</a></nav></body></html>", "no article"),
    ("a.html", "<html></html>", "no article"),
    ("a.csv", "id,body\n1,x\n2,y\n", "no column named text or html"),
    ("a.json", '[{"a": ', "no valid JSON"),
    ("a.gz", "not packed", "named as gzip but is none"),
    ("a.parquet", "not a table", "named as Parquet but is none"),
    ("a.parquet", b"PAR1 but damaged PAR1", "Parquet file is damaged"),
    ("a.zip", b"PK\x03\x04 but damaged", "damaged"),
    ("a.xml", '<?xml version="1.0"?><rss></rss>', "the feed cannot be taken apart"),
    ("a.xml", '<?xml version="1.0"?><urlset></urlset>', "lists no pages"),
    ("a.xml", '<?xml version="1.0"?><urlset><url>', "no valid XML"),
    ("a.warc", "WARC/1.0\r\nWARC-Type", "no web pages"),
    ("a.txt", "Le ministre des affaires étrangères a rencontré les envoyés.", "French (fr)"),
]


@pytest.mark.parametrize(("name", "content", "reason"), BAD, ids=[f"{row[0]}-{row[2]}" for row in BAD])
def test_bad_file_gives_one_fault_and_the_rest_is_read(
    tmp_path: Path, name: str, content: str | bytes, reason: str
) -> None:
    bad, good = write(tmp_path / name, content), write(tmp_path / "good.txt", TEXT)
    found = list(read_documents([bad, good]))
    fault = only_fault(found[:1])
    assert reason in fault.reason
    assert (fault.source or "").startswith(str(bad))
    assert only_document(found[1:]).text == TEXT


def test_missing_file_and_address_that_is_none(tmp_path: Path) -> None:
    assert only_fault(read(tmp_path / "no.txt")).reason == "no such file"
    assert "only http://" in only_fault(read("ftp://jane:secret@herald.example/a")).reason
    assert only_fault(read("ftp://jane:secret@herald.example/a")).source == "ftp://herald.example/a"


def test_document_tells_where_it_was_read(tmp_path: Path) -> None:
    kept = {
        "a.txt": (TEXT.encode(), "{}"),
        "a.html": (PAGE.encode(), "{}"),
        "a.jsonl": (ROW.encode(), "{}:1"),
        "a.csv": (b"text\nThe envoys met.\n", "{}:2"),
        "a.txt.gz": (gzip.compress(TEXT.encode(), mtime=0), "{}"),
    }
    for name, (data, place) in kept.items():
        path = write(tmp_path / name, data)
        assert only_document(read(path)).source == place.format(path)
    packed = pack(tmp_path / "b.zip", {"c/d.txt": TEXT})
    assert only_document(read(packed)).source == f"{packed}!c/d.txt"


def test_folder_is_read_through_in_order(tmp_path: Path) -> None:
    for name in ("b/c.txt", "b/a.txt", "a.txt", "z.txt", "b/.hidden.txt", ".git/x.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        write(tmp_path / name, f"{TEXT} {name}")
    texts = [document.text.split()[-1] for document in read(tmp_path) if isinstance(document, Document)]
    assert texts == ["a.txt", "b/a.txt", "b/c.txt", "z.txt"]


def test_folder_without_files_and_dangling_link(tmp_path: Path) -> None:
    assert "no files" in only_fault(read(tmp_path)).reason
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone.txt")
    (tmp_path / "loop").symlink_to(tmp_path)  # a linked folder is not followed: it could lead back
    assert only_fault(read(tmp_path)).reason == "no such file"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read all")
def test_unreadable_folder(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0)
    assert only_fault(read(tmp_path)).reason == "permission denied"


def test_unreadable_folder_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "scandir", refuse)
    assert only_fault(read(tmp_path)).reason == "permission denied"


def pack(path: Path, members: dict[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def test_zip_members_are_told_apart(tmp_path: Path) -> None:
    members = {"z.txt": TEXT, "b/a.csv": "text\nThe envoys met.\n", "c.jsonl.gz": gzip.compress(ROW.encode(), mtime=0)}
    path = pack(tmp_path / "a.zip", {**members, "e.txt": "", "__MACOSX/._z.txt": b"\0", ".DS_Store": b"\0"})
    found = read(path)
    texts = [item.text for item in found if isinstance(item, Document)]
    assert texts == ["The envoys met.", "The envoys met.", TEXT]
    assert only_fault([item for item in found if isinstance(item, Fault)]).source == f"{path}!e.txt"


def test_damaged_zip_member_is_one_fault(tmp_path: Path) -> None:
    path = pack(tmp_path / "a.zip", {"a.txt": TEXT, "b.txt": "Other words stand in this one."})
    write(path, path.read_bytes().replace(b"Other words", b"Utter words", 1))
    found = read(path)
    assert only_document(found[:1]).text == TEXT
    assert only_fault(found[1:]).source == f"{path}!b.txt"
    assert "damaged" in only_fault(found[1:]).reason


def test_archives_in_archives_end(tmp_path: Path) -> None:
    data = TEXT.encode()
    for _ in range(5):
        data = gzip.compress(data, mtime=0)
    assert "deep" in only_fault(read(write(tmp_path / "a.gz", data))).reason


def test_office_document_is_no_archive(tmp_path: Path) -> None:
    path = pack(tmp_path / "a.docx", {"[Content_Types].xml": "<x/>", "word/document.xml": "<x/>"})
    assert "Office document" in only_fault(read(path)).reason


def test_zip_within_gzip_is_read(tmp_path: Path) -> None:
    path = pack(tmp_path / "a.zip", {"a.txt": TEXT})
    packed = write(tmp_path / "a.zip.gz", gzip.compress(path.read_bytes(), mtime=0))
    assert only_document(read(packed)).text == TEXT


def test_cut_off_gzip_keeps_what_came_before(tmp_path: Path) -> None:
    lines = "".join(ROW.replace('"1"', f'"{os.urandom(30).hex()}"') + "\n" for _ in range(3000))
    data = gzip.compress(lines.encode(), mtime=0)
    found = read(write(tmp_path / "a.jsonl.gz", data[: len(data) // 2]))
    assert len(found) > 100
    assert all(isinstance(item, Document) for item in found[:-1])
    assert only_fault(found[-1:]).reason == "the compressed data is cut off"


class Standing:
    def __init__(self, data: bytes) -> None:
        self.buffer = io.BufferedReader(io.BytesIO(data))  # type: ignore[arg-type]


@pytest.mark.parametrize("data", [TEXT.encode(), PAGE.encode(), gzip.compress(TEXT.encode(), mtime=0)])
def test_standard_input(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    stdin = Standing(data)
    monkeypatch.setattr(sys, "stdin", stdin)
    assert only_document(read("-")).text == TEXT
    assert not stdin.buffer.closed


def test_date_asked_for_goes_before_every_other(tmp_path: Path) -> None:
    day = date(2021, 1, 2)
    for name, content in (
        ("a.jsonl", ROW),
        ("b.txt", f"date 2020-12-27 {TEXT}"),
        ("c.jsonl", ROW.replace("27", "99")),
    ):
        assert only_document(read(write(tmp_path / name, content), published=day)).published == day


def test_text_file_gives_its_own_date(tmp_path: Path) -> None:
    assert only_document(read(write(tmp_path / "a.txt", f"date 2020-12-27 {TEXT}"))).published == date(2020, 12, 27)


def test_unknown_field_is_refused_at_once() -> None:
    with pytest.raises(UsageError, match="txet"):
        read_documents([], columns={"txet": "body"})


def test_one_path_is_taken_as_one(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", TEXT)
    assert len(list(read_documents(str(path)))) == 1  # not letter by letter


def test_reading_is_lazy(tmp_path: Path) -> None:
    first = write(tmp_path / "a.txt", TEXT)
    asked: list[str] = []

    def name_sources() -> "list[str]":
        for name in (str(first), "gone"):
            asked.append(name)
            yield name

    documents = read_documents(name_sources())  # type: ignore[arg-type]
    assert asked == []
    next(documents)
    assert asked == [str(first)]


def test_every_reader_in_the_table_exists() -> None:
    for name, place in READERS.items():
        module, function = place.split(":")
        assert callable(getattr(import_module(module), function)), name


def test_import_loads_nothing_heavy() -> None:
    heavy = "trafilatura pyarrow dateparser py3langid charset_normalizer lxml numpy httpx httpcore protego fastwarc"
    code = f"import sys, dragoman.read; print([name for name in '{heavy}'.split() if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
