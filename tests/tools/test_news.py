"""Annotations kept as places: what is pointed at comes back word for word, and nothing of the text is stored."""

import json
import re
from pathlib import Path

import pytest
from tools.corpus import Checker

from tools import news

ARTICLE = {
    "id": "made-1", "date": "2021-02-10", "publication": "The Bol Courier", "title": "Quarrel over Bol",
    "text": "Norway condemned  Chad on Monday\nover the raid on Bol.\n\nIts envoy said Norway would answer if Norway had to.",
}  # fmt: skip
FULL = """### made-1
published: 2021-02-10
title: Quarrel over Bol
genre: wire
outlet: The Bol Courier

Norway condemned Chad on Monday over the raid on Bol.
- ACCUSE/disapprove [condemned] a: Norway ; NOR GOV ; Norway | r: Chad ; TCD GOV ; Chad | when: on Monday ; 2021-02-08
- ASSAULT [raid] a: Chad ; TCD MIL ; Chadian army | when: Monday ; -..2021-02-08 | where: Bol ; Bol ; TCD

Its envoy said Norway would answer if Norway had to.
- THREATEN [answer] a: ^Quarrel ; NOR GOV ; Norway | r: ^Chad ; TCD ; Chad | if: if Norway had to | src: Norway#2 | status: future
"""


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    full = tmp_path / "full.txt"
    full.write_text(FULL, encoding="utf-8")
    kept = tmp_path / "kept.txt"
    kept.write_text(news.point_file(full, {"made-1": ARTICLE}), encoding="utf-8")
    return kept


def test_there_and_back(kept: Path) -> None:
    assert news.join_file(kept, {"made-1": ARTICLE}) == FULL


def test_what_is_kept_holds_places_and_names_alone(kept: Path) -> None:
    words = set(re.findall(r"[a-z]{3,}", kept.read_text(encoding="utf-8").lower()))
    told = "made norway genre wire accuse disapprove nor gov tcd assault mil chadian army bol threaten src where when status future"
    assert words <= set(told.split())


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("[@7-16]", "[@8-16]", "kept.txt:5: no whole words at @8-16"),
        ("[@7-16]", "[@7-999]", "kept.txt:5: no whole words at @7-999"),
        ("^0@17-21", "^7@17-21", "kept.txt:9: no whole words at ^7@17-21"),
        ("[@7-16]", "[condemned]", "kept.txt:5: a place reads '@first-end' or '^sentence@first-end', not 'condemned'"),
        (
            "- ACCUSE/disapprove [",
            "- ACCUSE/disapprove ",
            "kept.txt:5: an event reads '- TYPE/mode [place] a: … | r: …'",
        ),
        ("### made-1", "### made-2", "kept.txt: no article has the id 'made-2'"),
    ],
)
def test_faults_name_their_line(kept: Path, old: str, new: str, fault: str) -> None:
    text = kept.read_text(encoding="utf-8")
    assert old in text
    kept.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(ValueError, match=f"^{re.escape(fault)}$"):
        news.join_file(kept, {"made-1": ARTICLE})


def test_a_sentence_that_the_article_lacks_is_named(tmp_path: Path) -> None:
    full = tmp_path / "full.txt"
    full.write_text(FULL, encoding="utf-8")
    with pytest.raises(ValueError, match="made-1: not in the article: 'Norway condemned"):
        news.point_file(full, {"made-1": {**ARTICLE, "text": "Nothing of the kind."}})


def test_one_bad_file_leaves_the_others(tmp_path: Path, kept: Path, monkeypatch, capsys) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_text("### nobody\n", encoding="utf-8")
    articles = tmp_path / "articles.jsonl"
    articles.write_text(json.dumps(ARTICLE) + "\n", encoding="utf-8")
    given = ["news", "join", str(bad), str(kept), "--articles", str(articles), "--out", str(tmp_path / "out")]
    monkeypatch.setattr("sys.argv", given)
    assert news.main() == 1
    assert "bad.txt: no article has the id 'nobody'" in capsys.readouterr().err
    assert (tmp_path / "out" / "kept.txt").exists()
    assert not (tmp_path / "out" / "bad.txt").exists()


def test_ours_fit_the_articles(shared: Path, tmp_path: Path) -> None:
    articles = news.load_articles([shared / "articles" / "world.jsonl", shared / "articles" / "politics.jsonl"])
    for line in (shared / "gold" / "geo-dev.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)  # as corpus/news/README.md tells
        articles[f"geo-{row['id']}"] = {
            "id": f"geo-{row['id']}",
            "date": "2016-12-15",
            "publication": "tr-news",
            "text": row["text"],
        }
    files = sorted(news.HOME.glob("*.txt"))
    assert files
    for file in files:
        (tmp_path / file.name).write_text(news.join_file(file, articles), encoding="utf-8")
    checker = Checker()
    assert len(checker.read(sorted(tmp_path.glob("*.txt")))) > 200
    assert checker.faults == []
