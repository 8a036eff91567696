"""The command line as a person uses it: files in, records out, one clear line for each thing that is wrong."""

import gzip
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from dragoman.record.jsonl import decode_event
from webserver import Page, open_site

REPORT = "Norway condemned Chad on Monday. Norwegian troops shelled the Chadian town of Abeche, killing ten people."


def run(*words: object, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "dragoman", *map(str, words)], input=stdin, capture_output=True, check=False
    )


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def test_piped_output_is_jsonl_that_decodes_strictly(report: Path) -> None:
    done = run("read", report, "--published", "2021-02-10")
    assert done.returncode == 0, done.stderr
    events = [decode_event(line) for line in done.stdout.splitlines()]
    assert {e.event for e in events} >= {"ACCUSE", "ASSAULT"}
    accuse = next(e for e in events if e.event == "ACCUSE")
    assert accuse.date is not None
    assert (accuse.date.isoformat(), accuse.date_basis) == ("2021-02-08", "stated")


def test_without_the_reader_the_rules_work_alone_and_the_record_says_so(report: Path) -> None:
    coders = {}
    for choice in ("both", "rules"):
        done = run("read", report, "--published", "2021-02-10", "--reader", choice)
        assert done.returncode == 0, done.stderr
        events = [decode_event(line) for line in done.stdout.splitlines()]
        assert "ACCUSE" in {e.event for e in events}, choice
        (coders[choice],) = {e.coder for e in events}
    assert "; reader " in coders["both"]
    assert "reader" not in coders["rules"]
    assert run("read", report, "--published", "2021-02-10").stdout.count(coders["both"].encode()), "both is the default"


def test_the_same_input_gives_the_same_bytes(report: Path) -> None:
    assert (
        run("read", report, "--published", "2021-02-10").stdout
        == run("read", report, "--published", "2021-02-10").stdout
    )


def test_without_a_date_a_warning_says_so_and_times_stay_unresolved(report: Path) -> None:
    done = run("read", report)
    assert done.returncode == 0
    assert f"warning: {report}: ".encode() in done.stderr
    assert b"no publication date" in done.stderr
    assert {json.loads(line)["date_basis"] for line in done.stdout.splitlines()} == {"none"}


@pytest.mark.parametrize("form", ["jsonl", "json", "csv", "parquet", "table", "html", "report"])
def test_every_format_writes_a_whole_file(report: Path, tmp_path: Path, form: str) -> None:
    out = tmp_path / f"out.{form}"
    done = run("read", report, "--published", "2021-02-10", "--format", form, "--out", out)
    assert done.returncode == 0, done.stderr
    assert out.stat().st_size > 100
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def test_parquet_rows_equal_json_records(report: Path, tmp_path: Path) -> None:
    out = tmp_path / "events.parquet"
    run("read", report, "--published", "2021-02-10", "--out", out)
    lines = [json.loads(line) for line in run("read", report, "--published", "2021-02-10").stdout.splitlines()]
    rows = pq.read_table(out).to_pylist()
    assert [r["id"] for r in rows] == [r["id"] for r in lines]
    assert [list(r) for r in rows] == [list(r) for r in lines]
    assert [r["actor"] for r in rows] == [r["actor"] for r in lines]


def test_filters(report: Path) -> None:
    only = run("read", report, "--published", "2021-02-10", "--type", "assault")
    assert {json.loads(line)["event"] for line in only.stdout.splitlines()} == {"ASSAULT"}
    assert run("read", report, "--published", "2021-02-10", "--status", "negated").stdout == b""
    assert run("read", report, "--published", "2021-02-10", "--min-confidence", "1").stdout == b""


def test_explain_names_the_codebook_entry(report: Path) -> None:
    done = run("read", report, "--published", "2021-02-10", "--explain")
    for line in done.stdout.splitlines():
        file, number = json.loads(line)["explanation"]["event"].split()[0].split(":")
        assert file.endswith(".toml")
        assert int(number) > 0


def test_mentions(report: Path) -> None:
    done = run("read", report, "--published", "2021-02-10", "--what", "mentions")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert {"actor", "time"} <= {r["kind"] for r in rows}
    assert all(REPORT[r["start"] : r["end"]] == r["text"] for r in rows)
    assert next(r for r in rows if r["text"] == "Monday")["resolved"]["date"] == "2021-02-08"
    assert next(r for r in rows if r["text"] == "Norway")["resolved"]["code"] == "NOR"


def test_archives_folders_and_standard_input_hold_the_same_report(tmp_path: Path) -> None:
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(REPORT.encode()))
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.writestr("inside.txt", REPORT)
    (tmp_path / "c.jsonl").write_text(json.dumps({"id": "c1", "date": "2021-02-10", "body": REPORT}) + "\n")
    done = run("read", tmp_path, "--published", "2021-02-10", "--map", "text=body")
    assert done.returncode == 0, done.stderr
    each = len(run("read", "-", "--published", "2021-02-10", stdin=REPORT.encode()).stdout.splitlines())
    assert each > 0
    assert len(done.stdout.splitlines()) == 3 * each


BAD = [
    ("empty.txt", b"", "empty"),
    ("binary.bin", bytes(range(256)) * 40, "binary"),
    ("no-text.csv", b"id,when\n1,2020-01-01\n", "text"),
    ("cut.txt.gz", gzip.compress(REPORT.encode() * 50, mtime=0)[:60], "gz"),
    (
        "french.txt",
        (
            "Le gouvernement a annoncé mardi que les négociations avec les syndicats reprendraient la semaine prochaine. "
            * 3
        ).encode(),
        "French",
    ),
    (
        "bad-date.jsonl",
        b'{"id": "x", "date": "the other day", "text": "Norway condemned Chad on Monday, officials said."}\n',
        "date",
    ),
    ("broken.jsonl", b'{"id": "x", "text": "Norway conde\n', "JSON"),
    ("nothing.html", b"<html><head><title>x</title></head><body><nav>Home</nav></body></html>", "article"),
]


@pytest.mark.parametrize(("name", "content", "word"), BAD)
def test_bad_input_gives_one_clear_line_and_the_rest_is_coded(
    report: Path, tmp_path: Path, name: str, content: bytes, word: str
) -> None:
    bad = tmp_path / name
    bad.write_bytes(content)
    done = run("read", bad, report)
    lines = [line for line in done.stderr.decode().splitlines() if line.startswith(("failed:", "skipped:"))]
    assert len(lines) == 1
    assert name in lines[0]
    assert word.lower() in lines[0].lower()
    assert b"Traceback" not in done.stderr
    assert done.stdout.count(b"\n") > 0
    assert done.returncode == 1


def test_strange_text_is_read(tmp_path: Path) -> None:
    strange = "مرحبا 😀 Norway condemned Chad.\n\n" + "Norway condemned Chad and " * 4000 + "left."
    path = tmp_path / "strange.txt"
    path.write_text(strange, encoding="utf-8")
    done = run("read", path, "--published", "2021-02-10")
    assert done.returncode == 0, done.stderr
    for line in done.stdout.splitlines():
        event = decode_event(line)
        assert strange[event.trigger.start : event.trigger.end] == event.trigger.text


USAGE = [
    ([], "name at least one"),
    (["x.txt", "--format", "xml"], "--format"),
    (["x.txt", "--type", "QUARREL"], "QUARREL"),
    (["x.txt", "--status", "perhaps"], "perhaps"),
    (["x.txt", "--published", "yesterday"], "--published"),
    (["x.txt", "--map", "body"], "--map"),
    (["x.txt", "--what", "dreams"], "--what"),
    (["x.txt", "--reader", "neither"], "--reader"),
]


@pytest.mark.parametrize(("words", "word"), USAGE)
def test_a_wrong_question_is_exit_code_2(words: list[str], word: str) -> None:
    done = run("read", *words)
    assert done.returncode == 2
    assert word in done.stderr.decode()
    assert done.stdout == b""


def test_an_output_that_cannot_be_written_is_told(report: Path, tmp_path: Path) -> None:
    done = run("read", report, "--out", tmp_path / "no such folder" / "x.jsonl")
    assert done.returncode == 1
    assert b"no such folder" in done.stderr
    assert b"Traceback" not in done.stderr


def test_the_sample_shows_the_main_job() -> None:
    done = run("read", "--sample", "--format", "report")
    assert done.returncode == 0, done.stderr
    assert "Kenya" in done.stdout.decode()


def test_import_is_light() -> None:
    code = "import sys, dragoman; print([m for m in ('spacy', 'pyarrow', 'numpy', 'trafilatura') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_page_of_this_machine_is_read_only_if_asked_for() -> None:
    with open_site() as site:
        page = f"<html><head><title>News</title></head><body><p>{REPORT}</p></body></html>"
        site.pages["/a"] = Page(page.encode(), headers={"Content-Type": "text/html"})
        url = f"{site.root}/a"
        refused = run("read", url, "--reader", "rules")
        assert refused.returncode == 1
        assert refused.stdout == b""
        assert b"which is not asked without --allow-private" in refused.stderr
        assert site.asked == []
        done = run("read", url, "--allow-private", "--published", "2021-02-10", "--reader", "rules")
        assert done.returncode == 0, done.stderr
        cite = decode_event(done.stdout.splitlines()[0]).cite_info
        assert cite.url == url
        assert cite.retrieved is not None
