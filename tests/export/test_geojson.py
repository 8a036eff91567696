"""The map is read back by json and shapely, and keeps the rules of RFC 7946."""

import json
from dataclasses import replace

import pytest
from shapely.geometry import Point, shape

from dragoman.export.outline import Notes
from export.build import EVENT, GENEINA, HAPPENING, export, make_event


def test_a_feature_is_a_point_longitude_first() -> None:
    collection = json.loads(export("geojson", EVENT))
    assert set(collection) == {"type", "features"}
    assert collection["type"] == "FeatureCollection"
    (feature,) = collection["features"]
    assert (feature["type"], feature["id"]) == ("Feature", EVENT.id)
    assert shape(feature["geometry"]) == Point(22.447, 13.453)
    facts = feature["properties"]
    assert (facts["event"], facts["date"], facts["country"]) == ("THREATEN", "2021-02-08", "SDN")
    assert (facts["actor"], facts["actor_code"]) == (["Amal Osman"], ["SDN"])


@pytest.mark.parametrize("place", [None, replace(GENEINA, lat=None, lon=None)])
def test_what_has_no_coordinates_is_left_out_and_counted(place) -> None:
    notes = Notes()
    collection = json.loads(export("geojson", make_event(event_loc=place), notes=notes))
    assert collection == {"type": "FeatureCollection", "features": []}
    assert notes.left_out == {"no place with coordinates": 1}


def test_several_features_and_happenings() -> None:
    notes = Notes()
    features = json.loads(export("geojson", HAPPENING, replace(HAPPENING, id="b"), notes=notes))["features"]
    assert [f["id"] for f in features] == [HAPPENING.id, "b"]
    assert (features[0]["properties"]["reports"], features[0]["properties"]["independent_sources"]) == (3, 2)
