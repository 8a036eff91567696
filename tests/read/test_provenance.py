"""What a text says of its own origin, and which stretches of it are set aside. All examples are invented."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.read.provenance import Origin, read_origin

BODY = "The envoys met in the capital on Sunday.\n\nThey agreed to meet again, he said."


def cut(text: str, origin: Origin) -> list[str]:
    return [text[start:end] for start, end in origin.furniture]


# First paragraph; what is set aside; publication; published.
DATELINES = [
    ("CAIRO, Dec 27 (Reuters) — Ministers met.", "CAIRO, Dec 27 (Reuters) — ", "Reuters", None),
    (
        "Tripoli, 27 December 2020 (Lana) – The council met.",
        "Tripoli, 27 December 2020 (Lana) – ",
        "Lana",
        date(2020, 12, 27),
    ),
    (
        "UNITED NATIONS, Dec. 27, 2020 (Xinhua) -- It voted.",
        "UNITED NATIONS, Dec. 27, 2020 (Xinhua) -- ",
        "Xinhua",
        date(2020, 12, 27),
    ),
    ("LAGOS (AP) - Gunmen attacked.", "LAGOS (AP) - ", "AP", None),
    ("LAGOS (AP) Gunmen attacked.", "LAGOS (AP) ", "AP", None),
    ("Beirut (AFP) - A bomb exploded.", "Beirut (AFP) - ", "AFP", None),
    ("(CNN) — Troops moved.", "(CNN) — ", "CNN", None),
    ("(CNN)Troops moved.", "(CNN)", "CNN", None),
    ("Reuters - Ministers met.", "Reuters - ", "Reuters", None),
    ("ANKARA / AFP - The army fired.", "ANKARA / AFP - ", "AFP", None),
    ("ANKARA, 27 December 2020 — The army fired.", "ANKARA, 27 December 2020 — ", None, date(2020, 12, 27)),
    ("RENO, Nev. (AP) — He spoke.", "RENO, Nev. (AP) — ", "AP", None),
    ("BEIRUT, Lebanon — The army fired.", "BEIRUT, Lebanon — ", None, None),
    ("CONCORD, N.H. - Senators voted.", "CONCORD, N.H. - ", None, None),
    ("MIAMI — “No,” she said.", "MIAMI — ", None, None),
    ("SOUTH HILLS, April 5 (APP): The army fired.", "SOUTH HILLS, April 5 (APP):", "APP", None),
    ("ISLAMABAD: The army fired.", "ISLAMABAD:", None, None),
    ("NEW DELHI: “No,” she said.", "NEW DELHI:", None, None),
    ("BEIRUT, Lebanon (AP) _ The army fired.", "BEIRUT, Lebanon (AP) _", "AP", None),
    ("LIMA, 17 March - The army fired.", "LIMA, 17 March -", None, None),
    ("LIMA, March 17 (Newswire) - The army fired.", "LIMA, March 17 (Newswire) -", "Newswire", None),
    (
        "LIMA, March 17, 2020 /Newswire/ -- It fired.",
        "LIMA, March 17, 2020 /Newswire/ --",
        "Newswire",
        date(2020, 3, 17),
    ),
    ("LIMA, Peru, March 17. The army fired.", "LIMA, Peru, March 17.", None, None),
    ("LIMA | March 17 | The army fired.", "LIMA | March 17 |", None, None),
    ("By Jane Doe. BOSTON (Reuters) - A court ruled.", "By Jane Doe. BOSTON (Reuters) - ", "Reuters", None),
]


@pytest.mark.parametrize(("paragraph", "aside", "publication", "published"), DATELINES)
def test_dateline_is_set_aside(paragraph: str, aside: str, publication: str | None, published: date | None) -> None:
    for before in ("", "Envoys meet in the capital.\n\n"):  # also below a headline
        text = f"{before}{paragraph}\n\n{BODY}"
        origin = read_origin(text)
        assert [part.strip() for part in cut(text, origin)] == [aside.strip()]
        assert (origin.publication, origin.published) == (publication, published)


def test_later_datelines_are_set_aside() -> None:
    text = f"{BODY}\n\nLIMA, 17 March - The army fired.\n\nNATO FORCES, says Doe, won.\n\nQUITO (AP) - It rained.\n\n{BODY}"
    assert [part.strip() for part in cut(text, read_origin(text))] == ["LIMA, 17 March -", "QUITO (AP) -"]


NO_DATELINES = [
    "NATO — the alliance — said no.",  # an abbreviation and an aside
    "NATO — It said no.",
    "ISTANBUL — the largest city — grew.",  # what follows is no sentence
    "Washington — Long an ally — said it.",  # not in capitals, no agency, no date
    "The U.S.-led coalition struck.",
    "U.S.-backed forces attacked.",
    "POLLS NOT NECESSARILY WRONG, JUST EARLY - The votes are counted.",  # a heading
    "SMITH--John, of the capital, died.",  # an obituary
    "Iran (the republic) - said no.",  # what is in brackets is no name
    "The minister (Doe) said it.",
    "SMITH: We shall see.",  # a speaker
    "CAIRO (Reuters) -",  # introduces nothing
]


@pytest.mark.parametrize("paragraph", NO_DATELINES)
def test_sentence_is_no_dateline(paragraph: str) -> None:
    text = f"{paragraph}\n\n{BODY}"
    assert cut(text, read_origin(text)) == []


# First line; what is set aside; field; its value.
HEADS = [
    ("date 2020-12-27 The minister met envoys.", "date 2020-12-27", "published", date(2020, 12, 27)),
    ("Published: 27 December 2020", "Published: 27 December 2020", "published", date(2020, 12, 27)),
    (
        "PUBLISHED ON Dec. 27, 2020, 10:30 GMT",
        "PUBLISHED ON Dec. 27, 2020, 10:30 GMT",
        "published",
        date(2020, 12, 27),
    ),
    ("Updated: 5 May 2021", "Updated: 5 May 2021", "published", date(2021, 5, 5)),
    (
        "Updated: 5 May 2021 | Published: 1 May 2021",
        "Updated: 5 May 2021 | Published: 1 May 2021",
        "published",
        date(2021, 5, 1),
    ),
    ("Published 03/04/2020", "Published 03/04/2020", "published", None),  # of the page, but no sure day
    ("December 27, 2020", "December 27, 2020", "published", date(2020, 12, 27)),
    ("By Jane Doe", "By Jane Doe", "author", "Jane Doe"),
    ("BY JANE DOE AND JOHN ROE", None, "author", None),  # AND in capitals could be a headline: left alone
    (
        "By Jane Doe and Ali al-Hassan, in Cairo | 27 December 2020",
        "By Jane Doe and Ali al-Hassan, in Cairo | 27 December 2020",
        "author",
        "Jane Doe and Ali al-Hassan",
    ),
    ("By Jane Doe in Cairo", "By Jane Doe in Cairo", "author", "Jane Doe"),
    ("By The Norlandia Herald", "By The Norlandia Herald", "publication", "The Norlandia Herald"),
    ("Staff report", "Staff report", "author", None),
    ("Source: Norlandia Times", "Source: Norlandia Times", "publication", "Norlandia Times"),
    ("By Sunday Night, Talks Had Failed", None, "author", None),  # a headline
    ("By Monday the army had left", None, "author", None),
    ("By force the army took the town.", None, "author", None),
    ("On 27 December 2020 the army left.", None, "published", None),  # an event's date
    ("The report was published on 27 December 2020.", None, "published", None),
]


@pytest.mark.parametrize(("line", "aside", "field", "value"), HEADS)
def test_head_line(line: str, aside: str | None, field: str, value: object) -> None:
    text = f"{line}\n\n{BODY}"
    origin = read_origin(text)
    assert cut(text, origin) == ([aside] if aside else [])
    assert getattr(origin, field) == value


# Last lines; what is set aside; the fields that they fill.
TAILS = [
    (
        "Al Sabah\n\nTranslation by Jane Doe 24°",
        ["Al Sabah", "Translation by Jane Doe 24°"],
        {"publication": "Al Sabah", "translated_by": "Jane Doe 24°"},
    ),
    (
        "Translated from Arabic by Jane Doe\n\nAl Sabah",
        ["Translated from Arabic by Jane Doe", "Al Sabah"],
        {"publication": "Al Sabah", "translated_by": "Jane Doe"},
    ),
    ("Translated by Jane Doe.", ["Translated by Jane Doe."], {"translated_by": "Jane Doe"}),
    ("(Translation: Jane Doe)", ["(Translation: Jane Doe)"], {"translated_by": "Jane Doe"}),
    ("This article was originally published in Arabic by Al Sabah.", None, {"republished_from": "Al Sabah"}),
    ("This story first appeared in The Herald on 3 May 2020.", None, {"republished_from": "The Herald"}),
    (
        "Originally published by The Herald and translated from French by Ada Berg.",
        None,
        {"republished_from": "The Herald", "translated_by": "Ada Berg"},
    ),
    ("Republished with permission from U.S. Sun News", None, {"republished_from": "U.S. Sun News"}),
    ("Source: Norlandia Times", None, {"publication": "Norlandia Times"}),
    ("(Reporting by Jane Doe in Cairo; Editing by John Roe)", None, {"author": "Jane Doe"}),
    ("(Additional reporting by Jane Doe; Editing by John Roe)", None, {}),
    ("The Daily Herald", None, {"publication": "The Daily Herald"}),
    ("herald.example.com", None, {}),  # lower case: no name
    ("Friday, December 4, 2015.", None, {"published": date(2015, 12, 4)}),
    ("© 2020 Norlandia Media. All rights reserved.", None, {}),
    ("Originally published on 3 May 2020", None, {}),  # a day is no outlet
    ("Additional reporting by Jane Doe", None, {}),
    ("Follow us on the network", None, {}),
    ("Advertisement", None, {}),
]


@pytest.mark.parametrize(("lines", "aside", "fields"), TAILS)
def test_tail_lines(lines: str, aside: list[str] | None, fields: dict[str, object]) -> None:
    text = f"{BODY}\n\n{lines}"
    origin = read_origin(text)
    if lines != "herald.example.com":
        assert cut(text, origin) == (aside or [lines])
    names = ("published", "author", "publication", "translated_by", "republished_from")
    assert {name: getattr(origin, name) for name in names if getattr(origin, name)} == fields


NO_TAILS = [
    "Jane Doe",  # could be anybody: alone, it is no outlet
    "Rebels Advance",
    "They sat in court.",
    "Translated by machines, the treaty read badly to the envoys, who asked for another version of it at once and for more time to read, "
    "which the other side refused for reasons of its own that nobody in the hall understood well.",  # running text
    "Source: close to the talks, he said.",  # no name follows
    "Copyright law was changed.",
    "Advertisement spending rose.",
    "Subscribers left.",
    "“Al Sabah”",
]


@pytest.mark.parametrize("line", NO_TAILS)
def test_real_text_is_kept(line: str) -> None:
    text = f"{BODY}\n\n{line}"
    assert cut(text, read_origin(text)) == []


def test_only_one_outlet_stands_beside_a_credit() -> None:
    text = f"{BODY}\n\nNorth Gate\n\nAl Sabah\n\nTranslated by Jane Doe"
    assert cut(text, read_origin(text)) == ["Al Sabah", "Translated by Jane Doe"]


def test_sign_off_inside_the_last_paragraph() -> None:
    text = "They left on Sunday. (Reporting by Jane Doe; Editing by John Roe)"
    origin = read_origin(text)
    assert origin.author == "Jane Doe"
    assert cut(text, origin) == ["(Reporting by Jane Doe; Editing by John Roe)"]


def test_label_goes_before_dateline() -> None:
    text = f"Published: 28 December 2020\n\nCAIRO, 27 December 2020 (AP) — Ministers met.\n\n{BODY}"
    assert read_origin(text).published == date(2020, 12, 28)


def test_middle_of_a_long_report_is_never_touched() -> None:
    lines = "\n\n".join(f"Sentence {number} of the report stands here." for number in range(20))
    text = f"{lines}\n\nBy Jane Doe\n\nPublished: 27 December 2020\n\nTranslated by Jane Doe\n\n{lines}"
    assert read_origin(text) == Origin()


PIECES = st.sampled_from(
    [
        "By Jane Doe",
        "CAIRO (AP) — ",
        "date 2020-12-27 ",
        "Translated by Ada",
        "Al Sabah",
        "\n\n",
        "\r\n",
        " ",
        "The envoys met.",
        "“",
        "(",
    ]
)


@given(st.lists(st.one_of(PIECES, st.text(max_size=12)), max_size=14).map("".join))
def test_furniture_lies_within_the_text_in_order(text: str) -> None:
    last = 0
    for start, end in read_origin(text).furniture:
        assert last <= start < end <= len(text)
        last = end


@pytest.mark.parametrize("unit", ["word ", "A ", "By ", "CAIRO ", "(", "date ", "\n", ", ", "Dec. ", "x", "and Jane "])
def test_long_text_takes_no_long_time(unit: str) -> None:
    read_origin(unit * (1_000_000 // len(unit)))  # a pattern that backtracks would never end
