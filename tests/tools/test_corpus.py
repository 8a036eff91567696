"""The Dragoman corpus: every fault is told with its place, offsets cut the text, no report copies another or anybody's."""

import importlib.util
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import pytest

from dragoman.codebook import load_codebook
from dragoman.evaluate.gold import find_files, read_gold
from dragoman.glance import load_reader
from dragoman.record import glance
from dragoman.record.document import Sentence

ROOT = Path(__file__).resolve().parents[2]


def load_tool(name: str) -> ModuleType:
    """A module of tools/, which is not installed and not on the path."""
    spec = importlib.util.spec_from_file_location("tool_" + name.replace("/", "_"), ROOT / "tools" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


corpus = load_tool("corpus")
data = load_tool("reader/data")

HEAD = "### made\npublished: 2021-02-10\ntitle: Quarrel over Bol\ngenre: wire\n\n"
SENTENCE = "Norway condemned Chad on Monday over the raid.\n"  # line 6, so that its event is line 7


def faults(folder: Path, text: str) -> list[str]:
    file = folder / "a.txt"
    file.write_text(text, encoding="utf-8")
    checker = corpus.Checker()
    checker.read([file])
    return checker.faults


# an event of SENTENCE, the fault, reason
WRONG = [
    ("- MARCH [condemned] a: Norway ; NOR GOV ; Norway", "no such type: MARCH", "unknown type"),
    ("- ACCUSE/shout [condemned]", "ACCUSE has no mode 'shout'", "unknown mode"),
    ("- ACCUSE/arrest [condemned]", "ACCUSE has no mode 'arrest'", "another type's mode"),
    ("- ACCUSE [condemned] a: Norway ; NRW GOV ; Norway", "no such country or body: 'NRW'", "unknown country"),
    ("- ACCUSE [condemned] r: Chad ; TCD XYZ ; Chad", "no such sector: 'XYZ'", "unknown sector"),
    ("- ACCUSE [praised]", "not in the sentence: 'praised'", "trigger"),
    ("- ACCUSE [condemn]", "not in the sentence: 'condemn'", "half a word"),
    ("- ACCUSE [condemned#2]", "not in the sentence: 'condemned#2'", "it stands there once"),
    ("- ACCUSE [condemned] a: Norvay ; NOR GOV", "not in the sentence: 'Norvay'", "actor"),
    ("- ACCUSE [condemned] r: ^Mali ; MLI GOV", "not in the report: 'Mali'", "implied, and nowhere named"),
    ("- ACCUSE [condemned] content: the feast", "not in the sentence: 'the feast'", "content"),
    ("- ACCUSE [condemned] src: two officials", "not in the sentence: 'two officials'", "attribution"),
    ("- ACCUSE [condemned] when: on Sunday ; 2021-02-07", "not in the sentence: 'on Sunday'", "time"),
    ("- ACCUSE [condemned] when: on Monday ; 2021-02-30", "no such day: '2021-02-30'", "a day that never was"),
    ("- ACCUSE [condemned] when: on Monday ; 2021-02-08..March", "no such day: 'March'", "the last day"),
    ("- ACCUSE [condemned] where: Bol ; Bol ; TCD", "not in the sentence: 'Bol'", "place"),
    ("- ACCUSE [condemned] where: Chad ; Chad ; CHD", "where reads 'words ; name ; country code'", "its country"),
    ("- ACCUSE [condemned] status: likely", "no such field or value: 'status' 'likely'", "unknown status"),
    ("- ACCUSE [condemned] to: Chad", "no such field or value: 'to' 'Chad'", "unknown field"),
    ("- ACCUSE condemned", "an event reads '- TYPE/mode [trigger] a: … | r: …'", "no brackets"),
]


@pytest.mark.parametrize(("event", "fault", "reason"), WRONG)
def test_a_wrong_event_is_told_with_its_line(tmp_path: Path, event: str, fault: str, reason: str) -> None:
    told = faults(tmp_path, HEAD + SENTENCE + event + "\n")
    assert list(dict.fromkeys(told)) == [f"a.txt:7: {fault}"], reason


# text, faults, reason
BROKEN = [
    (HEAD + "- ACCUSE [condemned]\n" + SENTENCE, ["a.txt:6: an event stands before the first sentence"], "early event"),
    (SENTENCE, ["a.txt:1: no report begun: a line '### id' comes first"], "no report"),
    (HEAD.replace("title: Quarrel over Bol\n", "") + SENTENCE, ["a.txt:1: made: no 'title:'"], "no title"),
    (
        HEAD.replace("title:", "headline:") + SENTENCE,
        [
            "a.txt:3: header key 'headline' is not published, title, genre, outlet or dateline, with a value",
            "a.txt:1: made: no 'title:'",
        ],
        "a key that there is not",
    ),
    (HEAD.replace("genre: wire\n", "") + SENTENCE, ["a.txt:1: made: no 'genre:'"], "no genre"),
    (HEAD.replace("02-10", "2-10") + SENTENCE, ["a.txt:1: made: published is no ISO date"], "a day in other words"),
    (
        HEAD.replace("published: 2021-02-10\n", "") + SENTENCE,
        ["a.txt:1: made: no 'published:'", "a.txt:1: made: published is no ISO date"],
        "never published",
    ),
    (
        HEAD + SENTENCE + "\n" + HEAD.replace("made", "other") + SENTENCE + "- ACCUSE [blamed]\n",
        ["a.txt:14: not in the sentence: 'blamed'"],
        "the line of the file, not of the report",
    ),
    (
        HEAD + SENTENCE + "- MARCH [praised] status: likely\n",
        [
            "a.txt:7: no such field or value: 'status' 'likely'",
            "a.txt:7: no such type: MARCH",
            "a.txt:7: not in the sentence: 'praised'",
        ],
        "all that is wrong, not the first alone",
    ),
]


@pytest.mark.parametrize(("text", "told", "reason"), BROKEN)
def test_a_broken_report_is_told_with_its_line(tmp_path: Path, text: str, told: list[str], reason: str) -> None:
    assert faults(tmp_path, text) == told, reason


def test_two_reports_of_one_id_are_told(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, HEAD + SENTENCE + "\n" + HEAD + SENTENCE)
    assert fault == "a.txt:8: the report id 'made' stands at a.txt:1 already"


def test_a_report_stays_in_its_part() -> None:
    # Were one of these to move, reports of the test part would have been trained on.
    parts = {"dip-lake-island": "train", "dip-addis-asmara-2018": "validation", "dip-nile-phone": "test"}
    assert {name: corpus.part_of(name) for name in parts} == parts


RIGHT = (
    "- ACCUSE/disapprove [condemned] a: Norway ; NOR GOV ; Norway | r: Chad ; TCD | content: the raid | when: on Monday ; 2021-02-08",
    "- ACCUSE [condemned] a: ^Bol ; TCD CVL ; people of Bol",
    "- ASSAULT [raid] status: hypothetical | where: Chad ; Chad ; TCD | when: on Monday ; -",
    "- ASSAULT [raid] when: on Monday ; 2021-02-01..2021-02-08 | a: Norway ; --- UNK ; nobody known",
)


@pytest.mark.parametrize("event", RIGHT)
def test_a_right_event_has_no_fault(tmp_path: Path, event: str) -> None:
    assert faults(tmp_path, HEAD + SENTENCE + event + "\n") == []


def run(monkeypatch: pytest.MonkeyPatch, *words: object) -> int:
    monkeypatch.setattr(sys, "argv", ["corpus.py", *map(str, words)])
    return corpus.main()


def test_the_command_says_what_is_wrong_and_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "b.txt"
    file.write_text(HEAD + SENTENCE + "- MARCH [condemned]\n", encoding="utf-8")
    assert run(monkeypatch, "check", file) == 1
    assert "b.txt:7: no such type: MARCH" in capsys.readouterr().err
    assert run(monkeypatch, "build", tmp_path / "out", file) == 1
    assert not (tmp_path / "out").exists(), "nothing is built of what has a fault"
    file.write_text(HEAD + SENTENCE + RIGHT[0], encoding="utf-8")
    assert run(monkeypatch, "check", file) == 0
    assert run(monkeypatch, "build", tmp_path / "out", file) == 0
    assert {p.name for p in (tmp_path / "out").iterdir()} == {"docs.json", "gold.jsonl"}


# words, sentence, where they stand, reason
PLACES = [
    ("raid", "The raid and the raid", 4, "the first"),
    ("raid#2", "The raid and the raid", 17, "the second"),
    ("raid#3", "The raid and the raid", None, "there is no third"),
    ("raid", "The raids", None, "whole words"),
    ("raid", "A bus-raid.", 6, "a hyphen parts words"),
    ("U.S.", "The U.S. envoy", 4, "points are no pattern"),
    ("“We won't”", "He said: “We won't”.", 9, "marks at the edges"),
]


@pytest.mark.parametrize(("words", "sentence", "place", "reason"), PLACES)
def test_locate(words: str, sentence: str, place: int | None, reason: str) -> None:
    assert corpus.locate(words, sentence) == place, reason


def read_built(folder: Path) -> Iterator[tuple[dict, list[dict]]]:
    """Each built document and its events."""
    docs = {d["id"]: d for d in json.loads((folder / "docs.json").read_text(encoding="utf-8"))}
    for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        told = json.loads(line)
        yield docs[told["id"]], told["events"]


def test_build_cuts_sentences_and_triggers(tmp_path: Path) -> None:
    file = tmp_path / "c.txt"
    file.write_text(
        HEAD + "Zoé’s raid followed a raid.\n- ASSAULT [raid#2] a: ^Bol ; TCD ; Bol\n- ASSAULT [raid]\n" + SENTENCE
        + "\nA new paragraph: Norway left.\n- RETREAT/withdraw [left] a: Norway ; NOR GOV\n",
        encoding="utf-8",
    )  # fmt: skip
    checker = corpus.Checker()
    reports = checker.read([file])
    assert checker.faults == []
    corpus.build(reports, tmp_path / "out")
    ((document, events),) = read_built(tmp_path / "out")
    text = document["text"]
    assert text == f"Zoé’s raid followed a raid. {SENTENCE.strip()}\n\nA new paragraph: Norway left."
    assert [text[a:b] for a, b in document["sentences"]] == [
        "Zoé’s raid followed a raid.",
        SENTENCE.strip(),
        "A new paragraph: Norway left.",
    ]
    assert [(e["s"], e["trigger"], e["trigger_start"]) for e in events] == [
        (0, "raid", 22),
        (0, "raid", 6),
        (2, "left", text.index("left")),
    ]
    assert events[0]["actors"] == [{"mention": "Bol", "country": "TCD", "sector": "", "name": "Bol"}]
    assert "place" not in events[0], "the file's line is no part of the gold"


@pytest.fixture(scope="module")
def shipped() -> list:
    checker = corpus.Checker()
    reports = checker.read(sorted(corpus.HOME.glob("*.txt")))
    assert checker.faults == []
    assert len(reports) >= 300, "else this module tests nothing"
    return reports


@pytest.fixture(scope="module")
def built(shipped: list, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    corpus.build(shipped, folder)
    return folder


def test_the_shipped_corpus_is_cut_rightly(built: Path) -> None:
    for document, events in read_built(built):
        text, cuts = document["text"], document["sentences"]
        assert cuts[0][0] == 0
        assert cuts[-1][1] == len(text), document["id"]
        assert all(text[b:c] in (" ", "\n\n") for (_, b), (c, _) in pairwise(cuts)), document["id"]
        for event in events:
            start, end = event["trigger_start"], event["trigger_start"] + len(event["trigger"])
            assert text[start:end] == event["trigger"], document["id"]
            assert cuts[event["s"]][0] <= start < end <= cuts[event["s"]][1], document["id"]


def test_the_shipped_corpus_is_read_by_dragoman_check(built: Path, shipped: list) -> None:
    reports = read_gold(*find_files(built, None), load_codebook().types)
    assert sum(len(r.gold) for r in reports) == sum(len(r.events) for r in shipped)


def test_the_shipped_corpus_tells_every_type(shipped: list) -> None:
    used = {e["type"] for r in shipped for e in r.events}
    assert used == set(load_codebook().types)


def test_the_second_coding_is_of_the_same_reports(shipped: list) -> None:
    checker = corpus.Checker()
    second = checker.read(sorted((corpus.HOME.parent / "second").glob("*.txt")))
    assert checker.faults == []
    assert second, "else nothing is compared"
    first = {r.id: r.sentences for r in shipped}
    assert [r.id for r in second if r.sentences != first.get(r.id)] == []


def key(sentence: str) -> tuple[str, ...]:
    """The words of a sentence without case and marks."""
    return tuple(re.findall(r"\w+", sentence.lower()))


LONG = 8


def test_no_sentence_stands_in_two_reports(shipped: list) -> None:
    homes: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for report in shipped:
        for sentence in report.sentences:
            homes[key(sentence)].add(report.id)
    assert {" ".join(k): h for k, h in homes.items() if len(k) >= LONG and len(h) > 1} == {}


def given_texts(shared: Path) -> Iterable[tuple[str, str]]:
    """All texts that we were given to develop with; shared/gold/dev is for measuring alone and is never read here."""
    for name in ("gold/attribution-dev.jsonl", "gold/geo-dev.jsonl"):
        for line in (shared / name).read_text(encoding="utf-8").splitlines():
            yield name, json.loads(line)["text"]
    for document in json.loads((shared / "gold" / "train" / "docs.json").read_text(encoding="utf-8")):
        yield document["id"], document["text"]
    for file in sorted((shared / "articles").iterdir()):
        text = file.read_text(encoding="utf-8")
        if file.suffix == ".jsonl":
            yield from ((file.name, json.loads(line)["text"]) for line in text.splitlines())
        else:
            yield file.name, text


def copies(sentences: Iterable[str], texts: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Which of these sentences of LONG words or more stand in which text."""
    by_start: dict[tuple[str, ...], set[tuple[str, ...]]] = defaultdict(set)
    for words in map(key, sentences):
        if len(words) >= LONG:
            by_start[words[:LONG]].add(words)
    return [
        (name, " ".join(copied))
        for name, text in texts
        for words in [key(text)]
        for i in range(len(words) - LONG + 1)
        for copied in by_start.get(words[i : i + LONG], ())
        if words[i : i + len(copied)] == copied
    ]


def test_no_sentence_is_copied_from_what_we_were_given(shipped: list, shared: Path) -> None:
    texts = list(given_texts(shared))
    assert len(texts) > 300, "else nothing is compared"
    assert copies((s for r in shipped for s in r.sentences), texts) == []


# sentences, text, how many are copies, reason
COPIES = [
    (["One two three four five six seven eight."], "… and one, two three four five six seven EIGHT more", 1, "marks"),
    (["One two three four five six seven."], "One two three four five six seven.", 0, "too short to tell"),
    (["One two three four five six seven eight nine."], "One two three four five six seven eight ten.", 0, "half"),
]


@pytest.mark.parametrize(("sentences", "text", "number", "reason"), COPIES)
def test_copies_are_found(sentences: list[str], text: str, number: int, reason: str) -> None:
    assert len(copies(sentences, [("t", text)])) == number, reason


def test_the_reader_is_taught_and_asked_in_the_same_order() -> None:
    """The columns of its arrays are named in three places: where it is taught, where it is asked, and in its facts."""
    for name in ("TYPES", "STATUSES", "ROLES", "SECTORS", "FLAGS"):
        assert list(getattr(data, name)) == list(getattr(glance, name)), name
    assert frozenset(glance.SECTORS) == corpus.SECTORS
    assert glance.STATUSES == corpus.STATUSES
    assert set(glance.TYPES) == set(load_codebook().types)
    modes = data.list_modes({name: {"modes": list(kind.modes)} for name, kind in load_codebook().types.items()})
    reader = load_reader()
    assert reader is not None
    assert list(reader._modes) == modes, "the network that ships knows the codebook's modes"


def test_the_reader_is_taught_and_asked_on_the_same_word_pieces(shipped: list, monkeypatch) -> None:
    reader = load_reader()
    assert reader is not None
    asked: list[dict] = []
    network = reader._session

    class Spy:
        def run(self, names: None, given: dict) -> list:
            asked.append(given)
            return network.run(names, given)

    monkeypatch.setattr(reader, "_session", Spy())
    for sentence in [s for r in shipped[::40] for s in r.sentences] + [SENTENCE * 40]:
        taught = data.split_words(reader._cutter.tokenizer, sentence, 17)
        glance_at_it = reader.glance_sentences(
            " " * 17 + sentence, [Sentence(sequence=0, start=17, end=17 + len(sentence))]
        )[0]
        given = asked[-1]
        length = len(taught.pieces)
        assert (taught.pieces, taught.firsts) == (given["ids"][0, :length].tolist(), given["firsts"].tolist()), sentence
        assert not given["ids"][0, length:].any(), "the rest is padding"
        assert tuple(taught.words) == glance_at_it.words, sentence


def test_hardly_an_event_of_the_corpus_is_lost_in_teaching(built: Path, shipped: list) -> None:
    reader = load_reader()
    assert reader is not None
    examples = data.make_examples(reader._cutter.tokenizer, built, list(reader._modes), 1.0)
    events = [e for x in examples for e in x.events]
    assert len(events) >= 0.99 * sum(len(r.events) for r in shipped)
    assert all(e["mode"] >= 0 for e in events)
