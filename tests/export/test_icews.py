"""An ICEWS file is read back as people read ICEWS's own: by pandas, tab-separated, unquoted, by the names of its columns."""

import csv
import io

import pandas as pd

from dragoman.export.outline import Notes
from export.build import CHAD, EVENT, GENEINA, SOMEBODY, SUDAN, UNITED_NATIONS, export, make_event, make_happening

# The header of the yearly files, as published.
HEADER = (
    "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\tIntensity\tTarget Name\t"
    "Target Sectors\tTarget Country\tStory ID\tSentence Number\tPublisher\tCity\tDistrict\tProvince\tCountry\tLatitude\tLongitude"
)


def read(data: bytes) -> pd.DataFrame:
    return pd.read_csv(
        io.BytesIO(data), sep="\t", quoting=csv.QUOTE_NONE, dtype={"CAMEO Code": str}, parse_dates=["Event Date"]
    )


def test_the_header_is_that_of_the_published_files() -> None:
    assert export("icews").decode() == HEADER + "\n"


def test_a_row_says_what_the_event_says() -> None:
    (row,) = read(export("icews", EVENT)).to_dict("records")
    assert row["Event Date"] == pd.Timestamp("2021-02-08")
    assert (row["Source Name"], row["Source Sectors"], row["Source Country"]) == ("Amal Osman", "Government", "Sudan")
    assert (row["Target Name"], row["Target Sectors"], row["Target Country"]) == ("Chad", "Government,Military", "Chad")
    assert (row["CAMEO Code"], row["Event Text"], row["Intensity"]) == ("131", "Threaten non-force", -5.8)
    assert (row["City"], row["Province"], row["Country"]) == ("Al-Junaynah", "West Darfur", "Sudan")
    assert (row["Latitude"], row["Longitude"]) == (13.453, 22.447)
    assert (row["Publisher"], row["Sentence Number"]) == ("The Harbour Post", 1)
    assert row["Event ID"] > 0


def test_each_pair_is_a_row_with_its_own_id_and_the_same_story() -> None:
    rows = read(export("icews", make_event(actor=(SUDAN, UNITED_NATIONS), recipient=(CHAD, SOMEBODY))))
    assert len(rows) == 4
    assert rows["Event ID"].nunique() == 4
    assert rows["Story ID"].nunique() == 1
    other = rows[rows["Source Name"] == "United Nations"].iloc[0]
    assert other["Source Sectors"] == "International Government Organization"
    assert pd.isna(other["Source Country"])


def test_the_unknown_is_empty() -> None:
    rows = read(export("icews", make_event(actor=(), recipient=(), date=None, event_loc=None)))
    for column in ("Event Date", "Source Name", "Target Name", "Target Country", "City", "Latitude"):
        assert rows[column].isna().all(), column


def test_what_did_not_happen_is_left_out_and_counted() -> None:
    notes = Notes()
    events = [make_event(status=s) for s in ("negated", "future", "hypothetical", "future", "actual")]
    assert len(read(export("icews", *events, notes=notes))) == 1
    assert sum(notes.left_out.values()) == 4
    assert notes.left_out["status future, which the format cannot say"] == 2


def test_a_tab_in_a_name_does_not_shift_the_columns() -> None:
    odd = make_event(actor=(SOMEBODY.__class__(code="SDN", sector=(), entity_text='a\t"b\n c', start=0, end=7),))
    (row,) = read(export("icews", odd)).to_dict("records")
    assert row["Source Name"] == 'a "b c'
    assert row["Target Name"] == "Chad"


def test_a_happening_has_no_sentence() -> None:
    (row,) = read(export("icews", make_happening(event_loc=GENEINA))).to_dict("records")
    assert (row["CAMEO Code"], row["City"]) == ("131", "Al-Junaynah")
    assert pd.isna(row["Sentence Number"])
