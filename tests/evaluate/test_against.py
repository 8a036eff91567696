"""What a change fixed and broke, and which false events came and went."""

from datetime import date

from dragoman.codebook import load_codebook
from dragoman.evaluate.against import compare
from dragoman.evaluate.run import Judged, judge_records, list_quads
from dragoman.evaluate.told import Report, Told
from dragoman.record.document import Document

QUADS = list_quads(load_codebook())
GOLD = tuple(Told(sentence=n, type="AID", mode="", trigger=f"gold {n}") for n in range(3))
REPORT = Report(
    document=Document(id="made-1", text="x" * 10, published=date(2021, 2, 10)),
    source="made",
    sentences=tuple((n, n + 1) for n in range(10)),
    gold=GOLD,
)


def told(sentence: int, type: str = "AID") -> Told:
    return Told(sentence=sentence, type=type, mode="", trigger="x", start=sentence)


def judged(*ours: Told) -> list[Judged]:
    return list(judge_records([REPORT], {"made-1": ours}, QUADS))


def test_a_change_is_told_event_by_event() -> None:
    before = judged(told(0), told(1), told(5), told(6))
    after = judged(told(1), told(2), told(0, "ASSAULT"), told(6), told(7))
    change = compare(before, after)
    assert [c.gold for c in change.fixed] == [GOLD[2]]
    assert [c.gold for c in change.broken] == [GOLD[0]]
    assert [(c.sentence, c.ours.type) for c in change.gone if c.ours] == [(5, "AID")]
    assert [(c.sentence, c.ours.type) for c in change.new if c.ours] == [(0, "ASSAULT"), (7, "AID")]
    assert (change.before["both"].hits, change.after["both"].hits) == (2, 2)


def test_without_a_change_there_is_none() -> None:
    run = judged(told(0), told(5), told(5))
    change = compare(run, judged(told(0), told(5), told(5)))
    assert (change.fixed, change.broken, change.gone, change.new) == ((), (), (), ())


def test_false_events_are_counted_not_only_listed() -> None:
    assert len(compare(judged(told(5)), judged(told(5), told(5))).new) == 1
