"""Markup that is made to choke a parser is refused; what is only long is not."""

import pytest

from dragoman.read.markup import MAX_ATTRIBUTES, MAX_TAGS, check_markup

ATTRIBUTES = " ".join(f'name{number}=""' for number in range(MAX_ATTRIBUTES + 1))

GOOD = [
    "",
    "<p>" * MAX_TAGS,
    f'<p {ATTRIBUTES.partition(" ")[2]}">x</p>',
    f'<img src="data:image/png;base64,{"A" * 5_000_000}">',
    f'<img src="data:image/svg+xml,{"M 0 0 L 9 9 " * 1000}">',
    f"<a sentence that was begun with a sign and then goes on and on {'and on ' * 5000}",
    f"a < b {'and so on ' * 5000}",
]
BAD = [
    ("<p>" * (MAX_TAGS + 1), "over 200,000 tags"),
    (f"<p {ATTRIBUTES}>x</p>", "over 200 attributes"),
    (f"<p {ATTRIBUTES}", "over 200 attributes"),
]


@pytest.mark.parametrize("text", GOOD, ids=range(len(GOOD)))
def test_long_markup_is_read(text: str) -> None:
    check_markup(text)


@pytest.mark.parametrize(("text", "reason"), BAD, ids=range(len(BAD)))
def test_harmful_markup_is_refused(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        check_markup(text)


def test_a_feed_may_have_more() -> None:
    check_markup("<p>" * (MAX_TAGS + 1), 2 * MAX_TAGS)
