"""What a whole report says: home, counterpart, full names, acronyms, peoples without a state."""

from datetime import date

import pytest

from dragoman.codebook.roles import load_roles
from dragoman.record.document import CiteInfo, Document
from dragoman.resolve.report import Report, read_report
from dragoman.segment import split_sentences
from dragoman.world.load import load_world


def read(text: str, title: str | None = None) -> Report:
    document = Document(id="t", text=text, cite_info=CiteInfo(title=title))
    return read_report(document, split_sentences(document), load_world(), load_roles())


def test_the_title_counts_double():
    assert read("Chad spoke. Mali spoke.", title="Mali in turmoil").home == "MLI"


def test_the_dateline_counts_beside_what_is_spoken_of():
    said = "Togo handed a boat to Chad. The Chadian crew thanked Togo. Togo paid."
    for line, home in (("LIMA - ", "TGO"), ("N'DJAMENA, May 3 - ", "TCD"), ("MOUNDOU (AP) — ", "TCD"), ("", "TGO")):
        document = Document(id="t", text=line + said, furniture=((0, len(line)),) if line else ())
        assert read_report(document, split_sentences(document), load_world(), load_roles()).home == home, line


def test_one_country_has_no_counterpart():
    report = read("Chad voted. The Chadian army cheered. Chad slept.")
    assert (report.home, report.counterpart) == ("TCD", None)


def test_no_country_gives_no_home():
    assert read("It rained all day.").home is None


def test_full_names_drop_titles():
    assert read("President Ada Berg spoke. Berg left.").full_names["Berg"] == "Ada Berg"


def test_acronyms():
    assert read("The Front for Northern Unity (FNU) met.").long_forms["FNU"] == "Front for Northern Unity"


def test_an_acronym_that_nothing_explains_stands_for_the_name_with_its_initials():
    forms = read("The Oslo Harbour Works Agency met the Registrar of Trades. The HWA and the ROT argued.").long_forms
    assert forms == {"HWA": "Harbour Works Agency", "ROT": "Registrar of Trades"}


@pytest.mark.parametrize(
    ("text", "full", "reason"),
    [
        ("Does Ada Berg know? She does.", "Ada Berg", "a word that is written small as well opens no name"),
        ("Oslo Mayor Ada Berg spoke.", "Ada Berg", "nor does a title"),
        ("Norway’s Ada Berg spoke.", "Ada Berg", "nor whose somebody is"),
        ("The Southern Berg Partnership spoke.", None, "a partnership is nobody"),
    ],
)
def test_full_names_are_persons(text, full, reason):
    names = read(text).full_names
    assert names.get("Berg") == full, reason
    assert set(names.values()) <= {full}, reason


def test_peoples_live_where_the_report_says():
    assert read("Kurdish farmers in Iraq wept.").peoples["Kurdish"] == "IRQ"


def test_a_surname_alone_is_no_figure_of_long_ago():
    document = Document(id="t", text="Norway thanked Sharon.", published=date(2018, 3, 1))
    assert [h.entry.code for h in read_report(document, [], load_world(), load_roles()).names] == ["NOR"]
    spoken = Document(id="t", text="Israel buried Sharon.", published=date(2018, 3, 1))
    assert [h.entry.code for h in read_report(spoken, [], load_world(), load_roles()).names] == ["ISR", "ISR"]
    in_office = Document(id="t", text="Norway thanked Sharon.", published=date(2005, 3, 1))
    assert [h.entry.code for h in read_report(in_office, [], load_world(), load_roles()).names] == ["NOR", "ISR"]


def test_a_country_named_in_passing_is_not_where_a_people_lives():
    """Syria comes first where both count; one word of it in a report on Iraq does not."""
    iraq = "Iraq voted. Iraq counted. Iraq cheered. Iraq slept. Iraq woke. "
    assert read(iraq + "Syria slept. Kurdish farmers wept.").peoples["Kurdish"] == "IRQ"
    assert read(iraq + "Syria slept. Syria woke. Kurdish farmers wept.").peoples["Kurdish"] == "SYR"


def test_a_surname_is_no_region():
    """Bali is an island of Indonesia, and a man where the report has named him in full."""
    assert read("Mustafa Bali spoke in Chad. Bali left.").home == "TCD"
    assert "IDN" in read("Mustafa Bali spoke in Chad. He left for a house in Bali.").codes
    assert "IDN" in read("Chad's minister spoke. Bali objected.").codes


def test_whose_fighters_are_without_a_name():
    nouns = load_roles().nouns
    both = read("Islamic State fought the Free Syrian Army in Syria.")
    assert both.fighters_of(nouns["jihadist"], "jihadist") == "IMG"
    assert both.fighters_of(nouns["rebel"], "rebel") == "SYR"
    assert read("Chad slept.").fighters_of(nouns["jihadist"], "jihadist") == "IMG", "jihad is of no country"
    assert read("Chad slept.").fighters_of(nouns["terrorist"], "terrorist") is None


def test_furniture_is_not_read():
    document = Document(id="t", text="Paris, France. Chad voted.", furniture=((0, 14),))
    report = read_report(document, split_sentences(document), load_world(), load_roles())
    assert report.home == "TCD"
