"""The library's front door."""

import gc
import multiprocessing
import pickle
from datetime import date, datetime

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import dragoman
from crew.skills import Toys
from dragoman.kit import Kit, load_kit
from dragoman.record.jsonl import decode_event, encode_event

TEXT = "Norway condemned Chad on Monday. Norwegian troops shelled the Chadian town of Abeche, killing ten people."


def spans(event: dragoman.Event) -> list[tuple[str, int, int]]:
    """Every (words, start, end) that an event quotes."""
    found = [(event.trigger.text, event.trigger.start, event.trigger.end)]
    for entity in (*event.actor, *event.recipient, *event.attribution):
        found.append((entity.entity_text, entity.start, entity.end))
        if entity.via:
            found.append((entity.via.text, entity.via.start, entity.via.end))
    for span in (event.date_text, event.content, event.condition, event.deadline):
        if span is not None:
            found.append((span.text, span.start, span.end))
    if event.event_loc is not None:
        found.append((event.event_loc.extracted_place, event.event_loc.start, event.event_loc.end))
    return found


def hold_offset_rule(text: str, events: list[dragoman.Event]) -> None:
    for event in events:
        for words, start, end in spans(event):
            assert text[start:end] == words, (event.event, words)
        assert event.sentence.start <= event.trigger.start < event.trigger.end <= event.sentence.end


def test_read_text_gives_events() -> None:
    events = dragoman.read_text(TEXT, published="2021-02-10")
    assert {e.event for e in events} >= {"ACCUSE", "ASSAULT"}
    hold_offset_rule(TEXT, events)


def test_a_wrong_date_is_a_clear_error() -> None:
    with pytest.raises(dragoman.UsageError, match="2020-12-27"):
        dragoman.read_text(TEXT, published="yesterday")


def test_ids_are_stable_and_apart() -> None:
    first, second = (dragoman.read_text(TEXT, published=date(2021, 2, 10)) for _ in range(2))
    assert first == second
    assert len({e.id for e in first}) == len(first)


def test_a_record_survives_its_json() -> None:
    for event in dragoman.read_text(TEXT, published="2021-02-10"):
        assert decode_event(encode_event(event)) == event


def test_code_batch_keeps_rows_and_faults_apart() -> None:
    table = pa.table(
        {
            "id": ["a", "b", "c"],
            "text": [TEXT, "", "Nothing happened here at all, and the weather was fine."],
            "published": ["2021-02-10"] * 3,
        }
    )
    coded = pickle.loads(pickle.dumps(dragoman.code_batch))(table).to_pylist()
    assert [row["document"] for row in coded] == ["a", "b", "c"]
    assert [bool(row["events"]) for row in coded] == [True, False, False]
    assert [row["fault"] is None for row in coded] == [True, False, True]


def test_code_batch_takes_numbers_as_ids_and_times_as_dates() -> None:
    times = [datetime(2021, 2, 10, 23, 30), None, None]
    table = pa.table({"id": [7, 8, None], "text": [TEXT, None, TEXT], "date": times})
    coded = dragoman.code_batch(table).to_pylist()
    assert [row["document"] for row in coded[:2]] == ["7", "8"]
    assert coded[0]["events"][0]["date"] == date(2021, 2, 8)
    assert coded[1]["fault"]["kind"] == "skipped"
    assert coded[2]["events"]


def test_a_report_that_kills_ends_neither_the_batch_nor_who_asks() -> None:
    rows = [{"id": str(n), "text": "die" if n == 5 else "The weather was fine.", "language": "en"} for n in range(12)]
    before = multiprocessing.active_children()
    with pickle.loads(pickle.dumps(Toys())) as code:
        coded = code(pa.Table.from_pylist(rows)).to_pylist()
        assert code(pa.Table.from_pylist(rows[:3])).num_rows == 3
    assert [row["document"] for row in coded] == [row["id"] for row in rows]
    assert [(row["document"], row["fault"]["kind"]) for row in coded if row["fault"]] == [("5", "crash")]
    assert set(multiprocessing.active_children()) <= set(before)


def test_code_batch_as_an_object_says_the_same() -> None:
    table = pa.table({"id": ["a", "b"], "text": [TEXT, ""], "published": ["2021-02-10"] * 2})
    with dragoman.CodeBatch() as code:
        assert code(table).equals(dragoman.code_batch(table))


def test_code_batch_leaves_its_caller_s_garbage_collector_alone() -> None:
    before = gc.get_threshold(), gc.get_freeze_count()
    dragoman.code_batch(pa.table({"text": [TEXT]}))
    assert (gc.get_threshold(), gc.get_freeze_count()) == before


def test_models_are_loaded_once_whatever_is_asked_of_them() -> None:
    assert load_kit(strict=True).parser is load_kit(reader="both").parser is load_kit().parser
    assert load_kit(strict=True).strict
    assert not load_kit().strict


def test_a_reader_that_there_is_not_is_told() -> None:
    with pytest.raises(dragoman.UsageError, match="reader: 'rule' is none of both, rules, learned"):
        load_kit(reader="rule")


def test_code_batch_says_what_it_needs() -> None:
    with pytest.raises(dragoman.UsageError, match="text"):
        dragoman.code_batch(pa.table({"body": ["x"]}))


def test_every_public_name_loads() -> None:
    for name in dragoman.__all__:
        assert getattr(dragoman, name) is not None


WORDS = st.lists(
    st.sampled_from(
        "Norway condemned attacked Chad's troops “ ” ’ said will not in Tripoli if the president, and . \n\n 😀 killed to promised talks with by who was".split(
            " "
        )
    ),
    max_size=40,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(WORDS)
def test_the_offset_rule_holds_on_generated_text(kit: Kit, words: list[str]) -> None:
    from dragoman.flow import code_document

    text = " ".join(words)
    coded = code_document(dragoman.Document(id="x", text=text, published=date(2021, 2, 10)), kit)
    hold_offset_rule(text, list(coded.events))


def test_the_offset_rule_holds_on_real_text(shared) -> None:
    """Reads ../shared/articles; skipped where it is absent."""
    import json

    lines = (shared / "articles" / "world.jsonl").read_text(encoding="utf-8").splitlines()[:25]
    for line in lines:
        row = json.loads(line)
        hold_offset_rule(row["text"], dragoman.read_text(row["text"], published=row["date"][:10], id=str(row["id"])))
