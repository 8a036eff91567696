"""The graph is read back by networkx."""

import io
import random

import networkx as nx

from dragoman.export.outline import Notes
from dragoman.record.mention import Actor
from export.build import CHAD, EVENT, HAPPENING, KENYA, SUDAN, export, make_event


def read(data: bytes) -> nx.MultiDiGraph:
    graph = nx.read_graphml(io.BytesIO(data), force_multigraph=True)
    assert isinstance(graph, nx.MultiDiGraph)
    return graph


def test_nodes_are_actors_by_identifier_or_code_and_name() -> None:
    graph = read(export("graphml", EVENT))
    assert dict(graph.nodes(data=True)) == {
        "SDN Amal Osman": {"label": "Amal Osman", "code": "SDN", "sector": "GOV"},
        "TCD:chad": {"label": "Chad", "code": "TCD", "sector": "GOV MIL"},
    }


def test_an_edge_gathers_what_one_did_to_another_by_type() -> None:
    later = make_event(date=None, event_scale=-4.5)
    third = make_event(date=EVENT.date.replace(month=5), enddate=EVENT.date.replace(month=6))
    graph = read(
        export("graphml", EVENT, later, third, make_event(event="AID", mode=None, event_scale=10.0, quad_code=2))
    )
    edges = {key: facts for _, _, key, facts in graph.edges(keys=True, data=True)}
    assert set(edges) == {"THREATEN", "AID"}
    threat = edges["THREATEN"]
    assert (threat["weight"], threat["reports"], threat["quad_code"]) == (3, 3, 3)
    assert abs(threat["scale"] - (-3.5 - 4.5 - 3.5) / 3) < 1e-5
    assert (threat["first"], threat["last"]) == ("2021-02-08", "2021-06-08")


def test_what_did_not_happen_is_an_edge_of_its_own() -> None:
    graph = read(export("graphml", EVENT, make_event(status="negated")))
    assert {key for _, _, key in graph.edges(keys=True)} == {"THREATEN", "THREATEN negated"}


def test_what_is_unknown_is_no_attribute() -> None:
    nobody = Actor(code=None, sector=(), entity_text="somebody", start=0, end=8)
    graph = read(export("graphml", make_event(actor=(nobody,), date=None)))
    assert graph.nodes["--- somebody"] == {"label": "somebody"}
    ((_, _, facts),) = graph.edges(data=True)
    assert not {"first", "last"} & set(facts)


def test_no_recipient_gives_no_edge_and_is_counted() -> None:
    notes = Notes()
    assert len(read(export("graphml", make_event(recipient=()), notes=notes))) == 0
    assert notes.left_out == {"no actor or no recipient": 1}


def test_a_meeting_joins_both_ways() -> None:
    graph = read(export("graphml", make_event(event="CONSULT", mode=None, actor=(KENYA, CHAD), recipient=())))
    assert set(graph.edges()) == {("KEN:kenya", "TCD:chad"), ("TCD:chad", "KEN:kenya")}


def test_the_order_of_records_is_no_matter() -> None:
    records = [make_event(id=str(n), actor=(actor,), event_scale=n / 2) for n in range(8) for actor in (SUDAN, KENYA)]
    shuffled = records[:]
    random.Random(7).shuffle(shuffled)
    assert export("graphml", *records) == export("graphml", *shuffled)


def test_a_control_character_in_a_name_does_not_break_the_file() -> None:
    odd = Actor(code="SDN", sector=(), entity_text="a\x0b\x01<b> & c", start=0, end=9)
    assert "SDN a <b> & c" in read(export("graphml", make_event(actor=(odd,))))


def test_a_happening_counts_its_reports() -> None:
    ((_, _, facts),) = read(export("graphml", HAPPENING)).edges(data=True)
    assert (facts["weight"], facts["reports"], facts["last"]) == (1, 3, "2021-02-09")
