"""The tables of forms and the docs name the same forms, and every form loads."""

from pathlib import Path

import pytest

from dragoman.export import EVENT_EXPORTERS, HAPPENING_EXPORTERS
from dragoman.plug import load

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("form", sorted({*EVENT_EXPORTERS, *HAPPENING_EXPORTERS}))
def test_a_form_loads_and_is_documented(form: str) -> None:
    assert callable(load(EVENT_EXPORTERS[form]))
    assert callable(load(HAPPENING_EXPORTERS[form]))
    for page in ("exports.md", "commands.md"):
        assert f"`{form}`" in (DOCS / page).read_text(encoding="utf-8"), page
