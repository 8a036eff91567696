"""Article and metadata of invented pages; pages without an article."""

from datetime import date

import pytest

from dragoman.read.webpage import extract_page

FIRST = "The foreign minister of Norlandia met Sudrian envoys on Sunday, officials said, in a sign of thaw."
SECOND = "They agreed to meet again in March & to open the border."
HEAD = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>Envoys meet | Norlandia Herald</title>
<link rel="canonical" href="https://herald.example/2020/envoys">
<meta property="og:site_name" content="Norlandia Herald"><meta property="og:title" content="Envoys meet">
<meta name="author" content="Jane Doe">
<meta property="article:published_time" content="2020-12-27T23:30:00-05:00">
</head>"""
BODY = f"""<body><nav><a href="/">Home</a> <a href="/w">World</a></nav><article><p>{FIRST}</p>
<p>{SECOND.replace("&", "&amp;")}</p></article><aside><a href="/x">Read our other stories today</a></aside>
<footer>© 2019 Norlandia Media. All rights reserved.</footer></body></html>"""


def test_article_and_metadata() -> None:
    page = extract_page(HEAD + BODY)
    assert page.text == f"{FIRST}\n\n{SECOND}"
    assert (page.title, page.author, page.publication) == ("Envoys meet", "Jane Doe", "Norlandia Herald")
    assert page.url == "https://herald.example/2020/envoys"
    assert page.published == date(2020, 12, 27)  # the day as written there, whatever it was elsewhere


def test_page_without_metadata_knows_nothing() -> None:
    page = extract_page(f"<html><body><p>{FIRST}</p></body></html>")
    assert (page.text, page.title, page.author, page.published, page.url) == (FIRST, None, None, None, None)


def test_fragment_as_tables_hold_it() -> None:
    assert extract_page(f"<p>{FIRST}</p><p>{SECOND}</p>").text == f"{FIRST}\n\n{SECOND}"


def test_date_does_not_depend_on_the_clock() -> None:
    page = extract_page(HEAD.replace("2020-12-27", "2150-12-27") + BODY)
    assert page.published == date(2150, 12, 27)


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<html></html>",
        "<html><body><nav><a href=a>Home</a><a href=b>World</a></nav></body></html>",
        "<html><body><ul><li>One</li><li>Two</li></ul></body></html>",
        "<",
        "\0" * 50,
        "<div>" * 5_000,
    ],
)
def test_page_without_article(html: str) -> None:
    with pytest.raises(ValueError, match="page"):
        extract_page(html)


def test_xml_declaration_does_no_harm() -> None:
    html = f'<?xml version="1.0" encoding="iso-8859-1"?>{HEAD}{BODY}'
    assert extract_page(html).text == f"{FIRST}\n\n{SECOND}"
