"""PLOVER records: one JSON object a line, the manual's required fields always there, the unknown left out."""

import json

from dragoman.export.outline import Notes
from dragoman.record.document import CiteInfo
from export.build import EVENT, HAPPENING, export, make_event


def read(data: bytes) -> list[dict[str, object]]:
    return [json.loads(line) for line in data.splitlines()]


def holds_unknown(value: object) -> bool:
    if isinstance(value, dict):
        return any(inner is None or inner == {} or holds_unknown(inner) for inner in value.values())
    if isinstance(value, list):
        return any(holds_unknown(inner) for inner in value)
    return False


def test_a_record_has_the_manuals_fields_under_its_names() -> None:
    (record,) = read(export("plover", EVENT))
    assert (record["id"], record["date"], record["enddate"]) == ("0123456789abcdef", "2021-02-08", "2021-02-08")
    assert (record["event"], record["mode"], record["context"]) == ("THREATEN", "expel", ["diplomatic"])
    assert (record["quad_code"], record["event_scale"]) == (3, -3.5)
    assert record["actor"] == [
        {
            "code": "SDN",
            "sector": ["GOV"],
            "entity_text": "Amal Osman",
            "start": 0,
            "end": 10,
            "identifier_text": "Amal Osman",
            "office": "foreign minister",
        }
    ]
    assert record["event_loc"]["resolved_place"] == "Al-Junaynah"
    assert record["cite_info"]["url"] == "https://harbour-post.example/a"
    assert record["coder"] == EVENT.coder


def test_our_own_fields_go_along() -> None:
    (record,) = read(export("plover", EVENT))
    assert (record["cameo"], record["status"]) == ("131", "actual")
    assert record["deadline"] == {"text": "by 1 March", "start": 78, "end": 88, "date": "2021-03-01"}


def test_what_is_not_known_is_not_there() -> None:
    (record,) = read(export("plover", make_event(recipient=(), mode=None, cite_info=CiteInfo())))
    assert not {"recipient", "mode", "condition", "attribution", "cite_info"} & set(record)
    assert not holds_unknown(record)


def test_what_plover_requires_and_a_record_lacks_is_counted() -> None:
    notes = Notes()
    assert export("plover", make_event(date=None), make_event(actor=()), notes=notes) == b""
    assert notes.left_out == {"no date": 1, "no actor": 1}


def test_a_happening_is_a_record_with_the_citation_of_its_first_report() -> None:
    notes = Notes(cites={"r2": CiteInfo(url="https://harbour-post.example/b")})
    (record,) = read(export("plover", HAPPENING, notes=notes))
    assert (record["cameo"], record["independent_sources"]) == ("131", 2)
    assert record["cite_info"] == {"url": "https://harbour-post.example/b"}
