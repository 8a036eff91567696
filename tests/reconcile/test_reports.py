"""Which reports go back to one text."""

from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.reconcile import compare_reports, head_chains, sign_report
from dragoman.reconcile.prints import BANDS, LEAD_BANDS, find_names, read_body
from dragoman.record.document import CiteInfo, Document

DAY = date(2021, 2, 10)
WIRE = """Fishermen from two villages blocked the harbour of Lomé with their boats on Tuesday to protest against a new levy on nets.
The levy, which the government of Togo announced a week ago, doubles what a crew pays for a season.
About 300 men stood on the mole until the evening, and the police watched from the customs house.
The fisheries minister, Kossi Amah, said the money would pay for a new light and a quay.
"""
BACKGROUND = (
    "Togo has raised its levies three times since 2018, and each time crews have stayed ashore for a week or more. "
)


def report(text: str, id: str = "a", published: date | None = DAY, **cite: str) -> Document:
    """A report of a day."""
    return Document(id=id, text=text, published=published, cite_info=CiteInfo(published=published, **cite))


OWN = (
    """A levy on nets brought crews out against the government in Lomé, where boats lay across the harbour mouth all Tuesday.
The police did not step in, and by nightfall the way was free again.
"""
    + BACKGROUND
)
OTHER = (
    """Kossi Amah, the minister of fisheries, defended the levy before parliament and promised the crews a quay within a year.
The opposition called it a tax on the poor, and asked him to come back with a plan.
"""
    + BACKGROUND
)
EDITED = WIRE.replace("About 300 men", "Some 300 men").replace("until the evening", "until nightfall")
ADDED = WIRE + "Readers of this paper remember the strike of 1994, when no fish was sold in the town for a month.\n"
CUT = "".join(WIRE.splitlines(keepends=True)[:2])

SAME = {
    "the same text": (WIRE, "same text"),
    "other white space and case": ("  " + WIRE.upper().replace("\n", "\n\n"), "same text"),
    "light edits": (EDITED, "copy"),
    "a paragraph more": (ADDED, "copy"),
    "cut to its first half": (CUT, "copy"),
}
APART = {
    "an own report of the same": OWN,
    "the same words of background": OTHER,
    "something else": "Rain fell on the hills for nine days, and the road to the mines is closed to lorries.",
    "too short to tell": "Fishermen from two villages blocked the harbour of Lomé.",
    "nothing": "",
}


@pytest.mark.parametrize("case", SAME)
def test_one_text(case: str) -> None:
    text, why = SAME[case]
    one, other = report(WIRE), report(text, "b")
    assert compare_reports(one, other) == compare_reports(other, one) == why
    assert set(sign_report(one)) & set(sign_report(other)), "the index would not have found it"


@pytest.mark.parametrize("case", APART)
def test_two_texts(case: str) -> None:
    assert compare_reports(report(WIRE), report(APART[case], "b")) is None
    assert compare_reports(report(OWN), report(OTHER, "b")) is None


def test_a_form_that_returns_is_no_copy() -> None:
    assert compare_reports(report(WIRE), report(WIRE, "b", DAY + timedelta(6))) == "same text"
    assert compare_reports(report(WIRE), report(WIRE, "b", DAY + timedelta(7))) is None
    assert compare_reports(report(WIRE), report(WIRE, "b", None)) == "same text"


def test_an_outlet_repeats_itself() -> None:
    """What an outlet puts under all its reports is no copy; nearly the whole report, corrected, is."""
    foot = "The Lagoon Brief is written by volunteers in Lomé and Cotonou and takes no money from any government or party. "
    news = "The harbour was shut to all boats on Tuesday. ", "Nets cost twice as much in the shops of the old town. "
    one, two = (report(text + foot, id, publication="Brief") for text, id in zip(news, "ab", strict=True))
    assert compare_reports(one, two) is None
    fixed = WIRE.replace("300", "500")
    assert compare_reports(report(WIRE, publication="Brief"), report(fixed, "b", publication="Brief")) == "copy"


FRENCH = [
    "In Lomé the boats of Agbodrafo and Baguida closed the port for a day because of a charge on nets, which Kossi Amah wants for a quay.",
    "Two villages, Agbodrafo and Baguida, shut the port of Lomé; their quarrel is with Kossi Amah and his charge.",
]


def test_two_translations_of_one_origin() -> None:
    one, two = (report(t, i, republished_from="Togo Matin") for t, i in zip(FRENCH, "ab", strict=True))
    assert compare_reports(one, two) == compare_reports(two, one) == "translation"
    assert set(sign_report(one)) & set(sign_report(two))
    original = report(FRENCH[1], "b", publication="The Togo Matin")
    assert compare_reports(one, original) == "translation"
    assert set(sign_report(one)) & set(sign_report(original))
    assert compare_reports(one, report(FRENCH[1], "b", republished_from="Nasara")) is None
    assert compare_reports(one, report(FRENCH[1], "b")) is None


def test_translations_meet_across_the_edge_of_a_window() -> None:
    for start in range(8):
        day = DAY + timedelta(start)
        one = report(FRENCH[0], "a", day, republished_from="Togo Matin")
        other = report(FRENCH[1], "b", day + timedelta(6), publication="Togo Matin")
        assert set(sign_report(one)) & set(sign_report(other)), start


def test_furniture_is_no_text() -> None:
    page = Document(id="a", text="SUBSCRIBE NOW\n" + WIRE, published=DAY, furniture=((0, 13),))
    assert read_body(page).strip() == WIRE.strip()
    assert compare_reports(page, report(WIRE, "b")) == "same text"


def test_signatures_are_the_same_on_every_machine() -> None:
    signed = dict(sign_report(report(WIRE)))
    assert sorted(signed) == list(range(BANDS + LEAD_BANDS))
    assert (signed[0], signed[BANDS]) == (11745348713008794081, 6613633464982553628)
    assert sign_report(report("")) == ()


def test_names() -> None:
    assert find_names("On Monday Kossi Amah met 12 men. Lomé's port was shut. Rain fell.") == {"kossi", "amah", "12"}


CHAINS = {
    "b": DAY,
    "a": DAY + timedelta(1),
    "c": DAY + timedelta(2),
    "d": None,
    "e": DAY,
}


def test_the_first_published_heads_a_chain() -> None:
    heads = head_chains(CHAINS, [("a", "b"), ("c", "a"), ("d", "gone")])
    assert heads == {"a": "b", "b": "b", "c": "b", "d": "d", "e": "e"}
    assert head_chains(CHAINS, [("b", "e")])["e"] == "b"  # of one day the id decides
    assert head_chains(CHAINS, [("d", "c")])["d"] == "c"  # undated last


@given(st.permutations(list(combinations("abcd", 2))), st.integers(0, 6))
def test_chains_do_not_depend_on_the_order_of_pairs(pairs: list[tuple[str, str]], size: int) -> None:
    some = pairs[:size]
    assert head_chains(CHAINS, some) == head_chains(CHAINS, [(b, a) for a, b in reversed(some)])
