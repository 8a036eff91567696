"""The network's page: ties as the archive adds them up, sorted as one likes, each leading to the two and to each of them."""

import pytest

from dragoman.archive import Archive
from dragoman.relations.network import make_network
from serve.conftest import Client
from serve.reading import read


@pytest.mark.parametrize("nodes", ["state", "actor"])
def test_ties_are_those_of_the_happenings(client: Client, archive: Archive, nodes: str) -> None:
    page = read(client, f"/network?least=1&nodes={nodes}")
    edges = make_network(archive.happenings(status="actual"), nodes).edges
    rows = page.cssselect(".numbers tbody tr")
    assert [int(r.cssselect("td")[-1].text_content()) for r in rows] == [e.happenings for e in edges][:100]
    assert page.cssselect(".count")[0].text_content().startswith(f"{len(edges)} ties")
    for row in rows[:3]:
        for link in row.cssselect("a"):
            assert client.get(link.get("href")).status_code == 200, link.get("href")


def test_the_table_is_sorted_by_a_column_and_the_picture_stays(client: Client) -> None:
    plain = read(client, "/network?least=1")
    heads = {a.text_content(): a.get("href") for a in plain.cssselect(".numbers thead a")}
    page = read(client, heads["happenings"])
    numbers = [int(r.cssselect("td")[-1].text_content()) for r in page.cssselect(".numbers tbody tr")]
    assert numbers == sorted(numbers, reverse=True)
    assert len(set(numbers)) > 1
    conflict = [
        float(r.cssselect("td")[4].text_content().replace("−", "-"))
        for r in read(client, heads["conflict"]).cssselect(".numbers tbody tr")
    ]
    assert conflict == sorted(conflict)
    draw = [[a.get("href") for a in p.cssselect("svg a")] for p in (plain, page)]
    assert draw[0] == draw[1]


def test_ties_of_one_happening_are_shown_when_asked_for(client: Client) -> None:
    usual, all_ = (
        read(client, path).cssselect(".count")[0].text_content() for path in ("/network", "/network?least=1")
    )
    assert int(usual.split()[0]) < int(all_.split()[0])
    empty = read(client, "/network?actor=NGA").cssselect(".nothing a")[0]
    assert empty.get("href") == "/network?actor=NGA&least=1"


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/network?nodes=moon", "no kind of node"),
        ("/network?least=0", "whole number"),
        ("/network?sort=moon", "no column"),
        ("/network?type=x", "no event type"),
    ],
)
def test_what_is_wrong_is_told(client: Client, path: str, words: str) -> None:
    assert words in read(client, path, 400).cssselect("[role=alert]")[0].text_content()
