"""The pages that are made of the code are what the code says."""

import pytest
from tools.reference import PARTS, draw_table, fill_page, list_stale


def test_the_pages_are_what_the_code_says() -> None:
    assert [path.name for path, _ in list_stale()] == [], "python -m tools.reference --write"


def test_a_part_that_is_not_there_is_told() -> None:
    for parts in PARTS.values():
        with pytest.raises(ValueError, match="there is no part"):
            fill_page("# A page\n", parts)


def test_a_page_that_is_not_what_the_code_says_is_seen() -> None:
    page = "# A\n\n<!-- x: made by tools/reference.py -->\nold\n<!-- end of x -->\n\nB\n"
    assert fill_page(page, {"x": lambda: "new"}) == page.replace("old", "new")


def test_cells_do_not_break_the_table() -> None:
    assert draw_table(("a",), [("b | c",)]).splitlines()[-1] == "| b &#124; c |"
