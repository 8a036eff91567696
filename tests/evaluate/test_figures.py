"""The figures are those of the project's own scoring script, and what that script does not give adds up."""

import importlib.util
import json
import random
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from dragoman.codebook import load_codebook
from dragoman.evaluate.figures import NOTHING, Counts, Rate, count, interval, total
from dragoman.evaluate.gold import find_files, read_gold
from dragoman.evaluate.records import read_records, tell_events
from dragoman.evaluate.run import list_quads
from dragoman.evaluate.told import Report, Told
from dragoman.flow import code_document
from dragoman.kit import Kit
from dragoman.record.jsonl import encode_event

QUADS = list_quads(load_codebook())
LEVELS = {
    "sentence": "sentence has an event",
    "quad": "quad",
    "type": "type",
    "actor": "+actor",
    "both": "+both",
    "status": "+status",
}
FIELDS = {"attribution": "according_to", "date": "when", "place": "where country"}


def load_script(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", shared / "gold" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def make_record(report: Report, event: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """A record that tells a gold event, with some of it wrong."""
    start, end = report.sentences[event["s"]]
    words = report.document.text[start:end]
    at = start + max(words.find(event["trigger"]), 0)

    def often(right: Any, *wrong: Any) -> Any:
        return right if chance.random() < 0.7 else chance.choice(wrong)

    def entities(role: str) -> list[dict[str, Any]]:
        return [
            {
                "entity_text": often(p["mention"], p["mention"].split()[-1], ""),
                "code": often(None if p["country"] == "---" else p["country"], None, "NOR"),
                "sector": often([p["sector"]], [], ["GOV", p["sector"]]),
                "identifier_text": often(p["name"], None, "Somebody Else"),
            }
            for p in event[role]
            if chance.random() < 0.9
        ]

    when, where = event["when"] or {}, event["where"] or {}
    stated = bool(when) and chance.random() < 0.8
    return {
        "document": report.document.id,
        "trigger": {"text": often(event["trigger"], "said"), "start": at, "end": at + len(event["trigger"])},
        "event": often(event["type"], "ACCUSE", "ASSAULT", "AGREE"),
        "mode": often(event["mode"] or None, None, "visit"),
        "status": often(event["status"], "future", "negated"),
        "actor": entities("actors"),
        "recipient": entities("recipients"),
        "date": often(when.get("start") or None, "2018-01-01") if stated else "2018-01-01",
        "enddate": often(when.get("end") or None, None, "2018-01-01") if stated else "2018-01-01",
        "date_basis": "stated" if stated else "published",
        "date_text": {"text": "then"} if stated else None,
        "content": often({"text": event["content"]}, None, {"text": "something else"}),
        "condition": often({"text": event["condition"]}, None, {"text": "if it rains"}),
        "deadline": often({"text": event["deadline"]}, None),
        "attribution": often([{"entity_text": event["according_to"]}], [], [{"entity_text": "officials"}]),
        "event_loc": often({"country_code": where.get("country") or None, "extracted_place": ""}, None),
        "confidence": round(chance.random(), 4),
    }


@pytest.fixture(scope="module")
def train(shared: Path) -> list[Report]:
    return read_gold(*find_files(shared / "gold" / "train", None), QUADS)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_figures_equal_those_of_the_script_on_made_up_records(
    shared: Path, train: list[Report], tmp_path: Path, seed: int
) -> None:
    """The whole of the gold, told by a coder that invents, forgets, doubles and garbles."""
    chance = random.Random(seed)
    by_id = {report.document.id: report for report in train}
    records = []
    for line in (shared / "gold" / "train" / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        for event in row["events"]:
            records += [make_record(by_id[row["id"]], event, chance) for _ in range(chance.choice([0, 1, 1, 1, 1, 2]))]
    records.append({**records[0], "document": "nobody's"})
    chance.shuffle(records)
    path = tmp_path / "records.jsonl"
    path.write_text("".join(json.dumps(r) + "\n" for r in records), encoding="utf-8")
    compare(load_script(shared), shared, train, path)


def test_the_figures_equal_those_of_the_script_on_our_records(
    shared: Path, train: list[Report], tmp_path: Path, kit: Kit
) -> None:
    some = train[::40]
    path = tmp_path / "records.jsonl"
    with path.open("wb") as out:
        for report in some:
            events = code_document(report.document, kit).events
            out.writelines(encode_event(event) + b"\n" for event in events)
            # Told from memory and told from a file are the same.
            assert tell_events(events, report) == read_records_of(path, out, report)
    compare(load_script(shared), shared, some, path)


def read_records_of(path: Path, out: Any, report: Report) -> list[Told]:
    out.flush()
    return read_records(path, [report]).get(report.document.id, [])


def compare(script: ModuleType, shared: Path, reports: list[Report], records: Path) -> None:
    folder = shared / "gold" / "train"
    docs = {d["id"]: d for d in json.loads((folder / "docs.json").read_text(encoding="utf-8"))}
    rows = [json.loads(line) for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
    ids = {report.document.id for report in reports}
    gold = {r["id"]: r["events"] for r in rows if r["id"] in ids}
    lines = [json.loads(line) for line in records.read_text(encoding="utf-8").splitlines()]
    levels, fields, types, n_gold, n_ours = script.score(docs, gold, script.from_records(lines, docs))

    told = read_records(records, reports)
    counts = total(count(report, told.get(report.document.id, []), QUADS) for report in reports)
    assert (counts.gold, counts.ours) == (n_gold, n_ours)
    assert n_ours > 20
    ours = {LEVELS[name]: (rate.precision, rate.recall, rate.f1) for name, rate in counts.levels().items()}
    assert list(ours) == list(levels)
    for name, figures in levels.items():
        assert ours[name] == pytest.approx(figures, abs=1e-12), name
    found = {FIELDS.get(name, name): value for name, value in counts.fields().items()}
    assert found.keys() == fields.keys()
    for name, (share, of) in fields.items():
        assert found[name] == (pytest.approx(share, abs=1e-12), of), name
    by_type = {name: (rate.hits, rate.gold, rate.ours) for name, rate in counts.by_type().items()}
    assert by_type == {name: (c["tp"], c["gold"], c["pred"]) for name, c in types.items()}


def test_the_interval_is_that_of_the_script() -> None:
    """Drawn as the script draws: seed n for draw n, choices over reports, the 2.5th and 97.5th of a hundred."""
    parts = [(3, 5, 4), (0, 2, 1), (1, 1, 6), (4, 4, 4), (0, 0, 0)]
    counts = [Counts(reports=1, gold=g, ours=o) for _, g, o in parts]
    for one, (hits, _, _) in zip(counts, parts, strict=True):
        one.hits["both"] = hits
    draws = []
    for seed in range(200):
        t, g, p = map(sum, zip(*random.Random(seed).choices(parts, k=len(parts)), strict=True))
        draws.append(2 * t / (g + p))
    draws.sort()
    assert interval(counts, 200) == (draws[5], draws[195])


def test_every_event_stands_once_in_the_matrix(gold_folder: Path, kit: Kit) -> None:
    (report,) = read_gold(*find_files(gold_folder, None), QUADS)
    ours = tell_events(code_document(report.document, kit).events, report)
    counts = count(report, ours, QUADS)
    rows = sum(n for (gold, _), n in counts.confusion.items() if gold != NOTHING)
    columns = sum(n for (_, told), n in counts.confusion.items() if told != NOTHING)
    assert (rows, columns) == (len(report.gold), len(ours))
    assert counts.confusion["ACCUSE", "ACCUSE"] == 1
    assert counts.confusion["COERCE", NOTHING] == 1


def test_counts_add_up_and_an_empty_side_is_no_division_by_zero(gold_folder: Path) -> None:
    (report,) = read_gold(*find_files(gold_folder, None), QUADS)
    one = count(report, report.gold, QUADS)
    both = total([one, one])
    assert both.levels()["both"] == Rate(4, 4, 4)
    assert both.by_type()["ACCUSE"] == Rate(2, 2, 2)
    assert one.levels()["both"] == Rate(2, 2, 2)
    nothing = count(report, [], QUADS).levels()["both"]
    assert (nothing.precision, nothing.recall, nothing.f1) == (0.0, 0.0, 0.0)
    assert Rate(0, 0, 0).recall == 0.0
