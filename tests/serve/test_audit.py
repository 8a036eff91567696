"""The audit log is only ever added to, and read from its end."""

import stat
import threading
from pathlib import Path

from dragoman.serve.audit import Audit


def test_lines_are_added_and_the_newest_come_first(tmp_path: Path) -> None:
    audit = Audit(tmp_path / "news.duckdb")
    assert audit.last(5) == []
    for n in range(4):
        audit.write("review", who="rhea", where="::1", about=f"e{n}\nx", why="it\u2028is")
    assert [line["about"] for line in audit.last(3)] == ["e3\nx", "e2\nx", "e1\nx"]
    assert audit.last(1)[0]["why"] == "it\u2028is"
    assert len(audit.path.read_text(encoding="utf-8").splitlines()) == 4
    assert stat.S_IMODE(audit.path.stat().st_mode) == 0o600


def test_a_damaged_line_hides_no_other(tmp_path: Path) -> None:
    audit = Audit(tmp_path / "news.duckdb")
    audit.write("login", who="rhea", where=None)
    with audit.path.open("ab") as log:
        log.write(b"\xff{broken\n5\n")
    audit.write("logout", who="rhea", where=None)
    assert [line["what"] for line in audit.last(9)] == ["logout", "login"]


def test_many_write_at_once_and_each_line_is_whole(tmp_path: Path) -> None:
    audit = Audit(tmp_path / "news.duckdb")
    writers = [
        threading.Thread(target=lambda n=n: [audit.write("x", who=str(n), where=None) for _ in range(20)])
        for n in range(8)
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert len(audit.last(1000)) == 160
