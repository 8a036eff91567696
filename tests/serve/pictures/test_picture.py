"""What pictures are drawn of: elements whose words are escaped, without style or script."""

import pytest
from lxml import etree

from dragoman.serve.pictures.picture import draw, frame, link, write_text

HOSTILE = "</text><script>alert(1)</script>\"'&"


def test_words_and_values_are_escaped() -> None:
    drawn = draw("text", HOSTILE, x=1, class_=HOSTILE)
    element = etree.fromstring(str(drawn))
    assert (element.text, element.get("class"), len(element)) == (HOSTILE, HOSTILE, 0)


@pytest.mark.parametrize(
    ("value", "written"),
    [(1, "1"), (1.04, "1"), (2.25, "2.2"), (-0.04, "0"), (1234567.0, "1.23457e+06"), ("a b", "a b")],
)
def test_numbers_are_short(value: float | str, written: str) -> None:
    assert draw("rect", x=value) == f'<rect x="{written}"></rect>'


def test_names_are_those_of_svg_and_none_is_left_out() -> None:
    assert draw("text", text_anchor="end", viewBox=None, class_="a") == '<text text-anchor="end" class="a"></text>'


def test_what_leads_nowhere_is_no_link_but_is_told() -> None:
    there = etree.fromstring(str(link("/happenings?a=1&b=2", "seen <here>", draw("circle", r=1))))
    assert (there.tag, there.get("href"), there.get("aria-label")) == ("a", "/happenings?a=1&b=2", "seen <here>")
    assert there.find("title").text == "seen <here>"
    assert etree.fromstring(str(link(None, "seen", draw("circle", r=1)))).tag == "g"


def test_a_screen_reader_is_told_what_is_drawn() -> None:
    svg = etree.fromstring(
        str(frame("map", "The title", "How to read it", (10, 20.5), [write_text(1, 2, "word")], "wide"))
    )
    assert svg.get("viewBox") == "0 0 10 20.5"
    ids = {element.get("id"): element.text for element in svg if element.get("id")}
    assert ids[svg.get("aria-labelledby")] == "The title"
    assert ids[svg.get("aria-describedby")] == "How to read it"
