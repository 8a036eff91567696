"""Words of a question become a Filter, or an error that says what is allowed."""

from dataclasses import fields
from datetime import date
from typing import Any

import pytest

from dragoman.ask.filters import LEDGER, ORDERS, PAGED, Filter, list_fields, make_filter, tell_meaning
from dragoman.ask.values import Dyad, Where, Who
from dragoman.errors import UsageError


@pytest.mark.parametrize(
    ("field", "given", "expected"),
    [
        ("actor", "EGY", (Who("EGY", code="EGY"),)),
        ("actor", "Egypt", (Who("Egypt", code="EGY"),)),  # a country's name is its code
        ("actor", "the Netherlands", (Who("the Netherlands", code="NLD"),)),
        ("actor", "EGY:mil", (Who("EGY:mil", code="EGY", sector="MIL"),)),
        ("actor", ":REB", (Who(":REB", sector="REB"),)),
        ("actor", "UNO", (Who("UNO", code="UNO"),)),
        ("actor", "Che", (Who("Che", name=("che",)),)),  # only capitals are a code: CHE is Switzerland
        ("actor", "  Khalifa   Haftar ", (Who("Khalifa Haftar", name=("khalifa", "haftar")),)),
        ("actor", ["EGY", "SDN"], (Who("EGY", code="EGY"), Who("SDN", code="SDN"))),
        ("dyad", "EGY-LBY", (Dyad("EGY", "LBY"),)),
        ("dyad", "egypt > libya", (Dyad("EGY", "LBY", directed=True),)),
        ("type", ["assault", "AID"], ("ASSAULT", "AID")),
        ("mode", "Expel", ("expel",)),
        ("quad", [1, "material-conflict", "VX"], (1, 4, 3)),
        ("since", "2020-12", date(2020, 12, 1)),
        ("until", "2020-12", date(2020, 12, 31)),
        ("until", "2020-02", date(2020, 2, 29)),
        ("until", "2020", date(2020, 12, 31)),
        ("until", "9999", date(9999, 12, 31)),  # the last year that there is
        ("since", date(2020, 12, 27), date(2020, 12, 27)),
        ("where", "Libya", (Where("Libya", code="LBY"),)),
        ("where", "Port Sudan", (Where("Port Sudan", name=("port", "sudan")),)),
        ("min_confidence", "0.5", 0.5),
        ("min_sources", 2, 2),
    ],
)
def test_values_are_typed(field: str, given: Any, expected: Any) -> None:
    assert getattr(make_filter("events", {field: given}), field) == expected


def test_a_text_is_cut_into_words_and_phrases() -> None:
    wanted = make_filter("events", {"text": ['talks "Border raid" cease-fire', "Ｅgypt"]})
    assert [phrase.words for phrase in wanted.text] == [("talks",), ("border", "raid"), ("cease", "fire"), ("egypt",)]


@pytest.mark.parametrize(
    ("field", "given", "said"),
    [
        ("type", "ASSULT", "did you mean ASSAULT"),
        ("mode", "expell", "did you mean expel"),
        ("status", "done", "one of actual, future, hypothetical, negated"),
        ("quad", 5, "quad class: one of 1, 2, 3, 4, verbal cooperation"),
        ("actor", "EGP:MIL", "did you mean Egypt"),
        ("actor", "EGY:XXX", "'XXX' is no sector"),
        ("actor", "?!", "is no code (EGY), code and sector (EGY:MIL) or name"),
        ("dyad", "EGY", "dyad such as EGY-LBY"),
        ("dyad", "EGY-LIB", "did you mean Libya"),
        ("since", "soon", "date such as 2020-12-27, 2020-12 or 2020"),
        ("since", "2021-02-30", "date such as"),
        ("since", "0000", "date such as"),
        ("min_confidence", "1.5", "number from 0 to 1"),
        ("min_confidence", "nan", "number from 0 to 1"),
        ("min_sources", "0", "whole number of at least 1"),
        ("limit", "-3", "whole number of at least 1"),
        ("limit", "many", "whole number of at least 1"),
        ("limit", "9" * 5000, "whole number of at least 1"),  # Python reads no number of so many digits
        ("since", "٢٠٢٠", "date such as"),
        ("text", "…", "holds no word"),
        ("order", "random", "one of newest, oldest, confidence, report"),
        ("source", "  ", "it is empty"),
        ("since", ["2020", "2021"], "one value, not several"),
        ("text", "w " * 101, "at most 100 words"),
        ("text", ["a b"] * 51, "at most 100 words"),
        ("actor", "w " * 101, "at most 100 words"),
        ("type", ["ASSAULT"] * 101, "at most 100 words"),
    ],
)
def test_a_wrong_value_is_named_with_what_is_allowed(field: str, given: Any, said: str) -> None:
    with pytest.raises(UsageError) as caught:
        make_filter("events", {field: given})
    message = str(caught.value)
    assert message.startswith(f"{field}: ")
    assert said in message
    assert "\n" not in message


def test_an_unknown_filter_names_the_nearest() -> None:
    with pytest.raises(UsageError, match=r"events: 'actr' is no filter of events; did you mean actor\?"):
        make_filter("events", {"actr": "EGY"})


def test_a_filter_that_a_question_does_not_take_is_refused() -> None:
    with pytest.raises(UsageError, match="is no filter of faults"):
        make_filter("faults", {"actor": "EGY"})


def test_since_after_until_is_refused() -> None:
    with pytest.raises(UsageError, match="since: 2021-01-01 is after until: 2020-12-31"):
        make_filter("events", {"since": "2021", "until": "2020"})


def test_none_and_nothing_are_as_if_not_given() -> None:
    assert make_filter("events", {"actor": None, "type": [], "since": None}) == Filter()


def test_every_question_has_its_fields_and_orders() -> None:
    assert [f.name for f in list_fields("faults")] == ["source", "text", "limit", "order", "cursor"]
    assert {"actor", "limit"}.isdisjoint(f.name for f in list_fields("dyad"))
    assert set(ORDERS) == {*PAGED, *LEDGER}
    for question in PAGED:
        assert {"limit", "order", "cursor"} <= {f.name for f in list_fields(question)}


def test_what_a_field_means_is_told_in_one_voice() -> None:
    told = {f.name: tell_meaning(f, option=False) for f in fields(Filter)}
    assert told["recipient"] == "Upon or towards whom: as `actor`."
    assert tell_meaning(fields(Filter)[1]) == "Upon or towards whom: as `--actor`."
    for meaning in told.values():
        assert meaning.endswith(".")
        assert "--" not in meaning
