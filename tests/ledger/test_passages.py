"""The sentences of reports as the ledger sees them."""

from itertools import permutations

from dragoman.codebook.stems import stem_words
from dragoman.ledger.passages import Passages
from ledger.made import day, passage

TOLD = [passage(3, "Chad opened a road."), passage(1, "Norway opened a mission."), passage(9, "Mali opened a mission.")]


def find(told, text, as_of=8):
    return [s.passage.text for s in Passages(told, day(as_of)).find(frozenset(stem_words(text)), 1.0)]


def test_sentences_come_by_day_and_only_up_to_the_day_asked_for():
    assert find(TOLD, "opened") == ["Norway opened a mission.", "Chad opened a road."]
    assert find(TOLD, "mission") == ["Norway opened a mission."]
    assert {tuple(find(order, "opened")) for order in permutations(TOLD)} == {tuple(find(TOLD, "opened"))}


def test_a_sentence_knows_the_one_before_it():
    told = Passages([passage(1, "It opened a mission.", "Norway kept its word.", name="a")], day(8))
    assert told.read_before("a", 0) == "Norway kept its word."
    assert told.read_before("b", 0) == ""
    (sentence,) = told.find(frozenset(stem_words("mission")), 1.0)
    assert (sentence.named, sentence.named_before) == ((), {"NOR"})


def test_words_of_many_reports_are_common_and_of_a_small_archive_none_is():
    many = [passage(1, f"Report {n} speaks of help.", name=f"r{n}") for n in range(50)] + [passage(2, "A dam broke.")]
    assert frozenset(stem_words("help")) <= Passages(many, day(8)).common
    assert frozenset(stem_words("dam")).isdisjoint(Passages(many, day(8)).common)
    assert not Passages(many[:20], day(8)).common
