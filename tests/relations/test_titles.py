"""The title of a storyline: few words that say most, as a report has them."""

from dragoman.relations.titles import pick_title
from relations.make import happen, tell

WORDS = {"embassi": 3.0, "tripoli": 2.0, "reopen": 2.0, "egypt": 1.0, "said": 0.1}
H1, H2 = happen("1", "SUPPORT", ["EGY"], ["LBY"]), happen("2", "SUPPORT", ["EGY"], ["LBY"], on=4)


def test_the_piece_that_covers_most_in_few_words() -> None:
    told = [
        tell(
            H1,
            "Egypt reopened its embassy in Tripoli, the Libyan capital, after six years and a long quarrel over ports and gas.",
        ),
        tell(H2, "The embassy was closed."),
    ]
    assert pick_title(WORDS, told) == ("Egypt reopened its embassy in Tripoli", "r-1")


def test_a_reports_own_title_comes_before_a_sentence_that_says_as_much() -> None:
    told = [
        tell(H1, "Egypt reopened its embassy in Tripoli."),
        tell(H2, "It rained.", title="Egypt reopens embassy in Tripoli"),
    ]
    assert pick_title(WORDS, told) == ("Egypt reopens embassy in Tripoli", "r-2")


def test_a_piece_that_leans_on_what_stood_before_is_not_taken_where_another_is() -> None:
    told = [tell(H1, "who reopened the embassy in Tripoli."), tell(H2, "Cairo reopened the embassy there.")]
    assert pick_title(WORDS, told)[0] == "Cairo reopened the embassy there"


def test_a_long_sentence_without_a_comma_is_cut() -> None:
    sentence = "Egypt " + "and ".join(["its embassy in Tripoli "] * 9) + "."
    title, _ = pick_title(WORDS, [tell(H1, sentence)])
    assert len(title.split()) == 16
    assert " ".join(sentence.split()).startswith(title)


def test_nothing_has_no_title() -> None:
    assert pick_title(WORDS, []) == ("", None)


def test_the_order_of_tellings_does_not_matter() -> None:
    told = [tell(H1, "Egypt reopened its embassy."), tell(H2, "Egypt reopened its embassy.")]
    assert pick_title(WORDS, told) == pick_title(WORDS, told[::-1]) == ("Egypt reopened its embassy", "r-1")
