"""add, recode and forget as a person uses them: what they print, what they exit with. The coder needs no model (store/made.py)."""

import importlib.util
import json
import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pytest

from dragoman.cli import adding
from dragoman.cli.main import main
from dragoman.crew import Crew
from dragoman.keep import Coder
from dragoman.record.document import Document
from dragoman.store import open_store
from store.made import digest_archive, make_coder, make_reports
from webserver import Page, open_site


class Told(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Told]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Run dragoman in an empty folder, coding with the made coder."""
    monkeypatch.chdir(tmp_path)
    use_coder(monkeypatch, make_coder())

    def run_words(*words: object) -> Told:
        monkeypatch.setattr(sys, "argv", ["dragoman", *map(str, words)])
        with pytest.raises(SystemExit) as stopped:
            main()
        told = capsys.readouterr()
        return Told(int(stopped.value.code or 0), told.out, told.err)

    return run_words


def use_coder(monkeypatch: pytest.MonkeyPatch, coder: Coder) -> None:
    monkeypatch.setattr(adding, "load_coder", lambda _: coder)


def write_news(path: Path, documents: Sequence[Document]) -> Path:
    rows = [{"id": d.id, "text": d.text, "date": str(d.published), "language": "en"} for d in documents]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture
def news(tmp_path: Path) -> Path:
    return write_news(tmp_path / "news.jsonl", make_reports(10))


def ask(sql: str) -> list[dict[str, object]]:
    with open_store("dragoman.duckdb") as store:
        return store.rows(sql).to_pylist()


def test_added_and_added_again(run: Run, news: Path) -> None:
    first = run("add", news)
    assert first.code == 0, first.err
    assert first.out.startswith("10 reports added, 2 of them republished, 0 already known; ")
    assert first.err == ""
    again = run("add", news)
    assert again == Told(0, "nothing new: 10 reports already known\n", "")
    assert ask("SELECT command, added, known FROM run ORDER BY started") == [
        {"command": "add", "added": 10, "known": 0},
        {"command": "add", "added": 0, "known": 10},
    ]


def test_what_fails_is_told_kept_and_the_rest_goes_on(run: Run, news: Path) -> None:
    french = (
        "Le ministre des affaires étrangères a condamné la décision du gouvernement, a annoncé son cabinet mardi soir."
    )
    Path("french.txt").write_text(french, encoding="utf-8")
    told = run("add", "nosuch.txt", "french.txt", news)
    assert told.code == 1
    assert "failed: nosuch.txt: no such file\n" in told.err
    assert "skipped: french.txt" in told.err
    assert told.out.startswith("10 reports added")
    assert "1 skipped, 1 failed" in told.out
    assert {row["kind"] for row in ask("SELECT kind FROM fault")} == {"source", "skipped"}


def test_only_skipped_is_no_failure(run: Run) -> None:
    Path("empty.jsonl").write_text('{"id": "a", "text": " "}\n')
    told = run("add", "empty.jsonl")
    assert (told.code, told.err.startswith("skipped: empty.jsonl:1")) == (0, True)


def test_another_file_a_date_and_a_column(run: Run) -> None:
    Path("rows.jsonl").write_text(json.dumps({"body": "NOR ACCUSE TCD.", "language": "en"}) + "\n")
    told = run("add", "rows.jsonl", "--db", "other.duckdb", "--map", "text=body", "--published", "2021-02-10")
    assert told.code == 0, told.err
    with open_store("other.duckdb") as store:
        assert [str(r["published"]) for r in store.rows("SELECT published FROM report").to_pylist()] == ["2021-02-10"]
    assert not Path("dragoman.duckdb").exists()


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["add"], "name at least one"),
        (["add", "-", "--watch", "1m"], "standard input"),
        (["add", "x", "--watch", "soon"], "15m"),
        (["add", "x", "--watch", "0m"], "15m"),
        (["add", "x", "--map", "text"], "field=column"),
        (["add", "x", "--published", "yesterday"], "2020-12-27"),
        (["recode", "a", "--all"], "either all reports"),
    ],
)
def test_what_is_not_understood(run: Run, words: list[str], reason: str) -> None:
    told = run(*words)
    assert told.code == 2
    assert reason in told.err
    assert told.err.count("\n") == 1
    assert not Path("dragoman.duckdb").exists()


@pytest.mark.parametrize("words", [["recode"], ["forget", "a"]])
def test_where_there_is_no_archive(run: Run, words: list[str]) -> None:
    assert run(*words) == Told(1, "", "dragoman: dragoman.duckdb: there is no archive here (dragoman add makes one)\n")


def test_a_busy_archive_is_told_in_one_line(run: Run, news: Path) -> None:
    run("add", news)
    with open_store("dragoman.duckdb"):
        told = run("add", news, "--wait", "0")
    assert told.code == 1
    assert "has it open" in told.err
    assert told.err.count("\n") == 1


def test_an_interrupt_keeps_what_was_kept_and_says_so(run: Run, news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def code(document: Document):
        if document.id == "r0007":
            raise KeyboardInterrupt
        return make_coder().code(document)

    use_coder(monkeypatch, Coder("made 1", code))
    told = run("add", news, "--batch", "3")
    assert told.code == 130
    assert told.out.startswith("6 reports added")
    assert "what was kept stands" in told.err
    use_coder(monkeypatch, make_coder())
    assert run("add", news).out.startswith("4 reports added, 1 of them republished, 6 already known")


def test_watching_reads_again_until_interrupted(run: Run, news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second reading finds what has been written since; what failed both times is told once."""
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        write_news(news, make_reports(12))
        if len(slept) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(adding.time, "sleep", sleep)
    told = run("add", news, "nosuch.txt", "--watch", "15m")
    assert told.code == 0
    first, second = told.out.splitlines()
    assert first.startswith("10 reports added")
    assert second.startswith("2 reports added, 10 already known")
    assert told.err.count("nosuch.txt") == 1
    assert all(0 < seconds <= 900 for seconds in slept)


def test_a_busy_archive_does_not_end_a_watch(run: Run, news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("add", news)
    open_again = adding.open_store
    held = []

    def sleep(seconds: float) -> None:
        del seconds
        if not held:
            held.append(open_again("dragoman.duckdb"))
            return
        held.pop().close()
        raise KeyboardInterrupt

    monkeypatch.setattr(adding.time, "sleep", sleep)
    told = run("add", news, "--watch", "1s", "--wait", "0")
    assert told.code == 0
    assert "read again at the next interval" in told.err


def test_recode_shows_what_changes(run: Run, news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("add", news)
    assert run("recode").out == "nothing to code again\n"
    use_coder(monkeypatch, make_coder("made 2", ASSAULT="ACCUSE"))
    would, did = run("recode", "--dry-run"), run("recode", "--batch", "4")
    assert would.code == did.code == 0
    line, *table = did.out.splitlines()
    assert line.startswith("10 reports coded again, ")
    assert [row.split()[0] for row in table] == ["event", "quad_code"]
    assert would.out.splitlines()[1:] == table
    assert run("recode").out == "nothing to code again\n"
    assert run("recode", "--all").out.startswith("10 reports coded again, 0 of them otherwise")


def test_recode_names_what_is_not_there(run: Run, news: Path) -> None:
    run("add", news)
    told = run("recode", "r0001", "nosuch")
    assert told.code == 1
    assert told.out.startswith("1 report coded again")
    assert told.err == "failed: nosuch: there is no report of this id in dragoman.duckdb\n"


def test_more_jobs_keep_and_code_again_the_same(run: Run, news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adding, "Crew", partial(Crew, maker="store.made:make_skill"))
    one, two = run("add", news), run("add", news, "--db", "two.duckdb", "--jobs", "2", "--batch", "4")
    assert two == one
    assert digest_archive("two.duckdb") == digest_archive("dragoman.duckdb")
    assert run("recode", "--all", "--jobs", "2") == run("recode", "--all")
    assert run("add", news, "--jobs", "0").code == 2


def test_another_engine_keeps_the_same_or_says_what_it_needs(
    run: Run, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("add", news, "--engine", "moon").err == "dragoman: --engine: 'moon' is none of local, ray\n"
    if importlib.util.find_spec("ray") is None:
        told = run("add", news, "--engine", "ray")
        assert told.code == 2
        assert told.err == "dragoman: --engine ray needs the package ray: pip install dragoman[ray]\n"
        return
    monkeypatch.setattr(adding, "Crew", partial(Crew, maker="store.made:make_skill"))
    monkeypatch.setenv("RAY_ADDRESS", "local")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(sys.path))  # that actors find the made coder
    one, two = run("add", news), run("add", news, "--db", "two.duckdb", "--jobs", "2", "--engine", "ray")
    assert two == one
    assert digest_archive("two.duckdb") == digest_archive("dragoman.duckdb")


def test_forget_says_what_left(run: Run, news: Path) -> None:
    run("add", news)
    would = run("forget", "r0001", "r0002", "--dry-run")
    assert would.out.startswith("2 reports would be forgotten with ")
    assert would.out.endswith("  r0001\n  r0002\n")
    assert run("forget", "r0001", "r0002").out == would.out.replace("would be ", "")
    told = run("forget", "r0001", "r0003")
    assert told.code == 1
    assert told.err == "failed: r0001: no report has this id or address, and none was found in it\n"
    assert told.out.endswith("  r0003\n")
    assert ask("SELECT count(*) AS left FROM report") == [{"left": 7}]


def test_the_real_coder_from_end_to_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("report.txt").write_text(
        "Norway condemned Chad on Monday. Norwegian troops shelled the Chadian town of Abeche."
    )
    for words in (["add", "report.txt", "--published", "2021-02-10"], ["recode", "--all", "--dry-run"]):
        monkeypatch.setattr(sys, "argv", ["dragoman", *words])
        with pytest.raises(SystemExit) as stopped:
            main()
        assert not stopped.value.code
    assert "0 of them otherwise: 0 events added, 0 dropped, 0 altered" in capsys.readouterr().out, (
        "the same text, the same events"
    )
    assert {row["event"] for row in ask("SELECT event FROM event")} >= {"ACCUSE", "ASSAULT"}
    assert {row["reports"][0] for row in ask("SELECT reports FROM happening")} == {
        ask("SELECT id FROM report")[0]["id"]
    }


def test_a_page_that_has_not_changed_is_not_read_again(run: Run) -> None:
    """A list of one page: asked for again with its validators, and no report of it is coded anew."""
    html = f"<html><head><title>Storm</title></head><body><article><p>{'The envoys met in the rain again. ' * 12}</p></article></body></html>"
    with open_site() as site:
        site.pages["/a"] = Page(html.encode(), headers={"Content-Type": "text/html", "ETag": '"v1"'})
        first = run("add", f"{site.root}/a", "--allow-private")
        assert first.code == 0, first.err
        assert first.out.startswith("1 report added")
        site.pages["/a"] = Page(status=304)
        assert run("add", f"{site.root}/a", "--allow-private") == Told(0, "nothing new\n", "")
        assert site.asked[-1][1]["if-none-match"] == '"v1"'
        assert ask("SELECT source FROM origin") == [{"source": f"{site.root}/a"}]
        assert "failed" in run("add", f"{site.root}/a", "--db", "other.duckdb").err, "not without --allow-private"
