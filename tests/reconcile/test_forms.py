"""What form of naming the words of a party are."""

import pytest

from dragoman.reconcile.forms import Form, read_form, read_office, tidy_name, without_country
from reconcile.sighted import read_line

# A line without report and day, and the form, by kind and what defines it.
FORMS = [
    ("TUR GOV | Turkey | Turkey | | TUR:turkey", "state", "TUR:turkey"),
    ("TUR GOV | Turkish government | the government", "state", "TUR:turkey"),
    ("GBR GOV | Government of the United Kingdom | the government", "state", "GBR:united-kingdom"),
    ("TUR MIL | Turkish armed forces | Turkish | | TUR:turkey", "state", "TUR|MIL"),  # the id is the country's
    ("TUR GOV | Recep Tayyip Erdoğan | Erdoğan | President | TUR:recep-tayyip-erdogan", "known", "TUR:recep-tayyip-erdogan"),
    ("SYR REB | People's Protection Units | the YPG | | SYR:people-s-protection-units", "known", "SYR:people-s-protection-units"),
    ("NOR GOV | Ada Berg | Foreign Minister Ada Berg | Foreign Minister", "person", "ada berg"),
    ("LBY MIL | Abdel Hamid al-Alwan | Gen al-Alwan", "person", "abd hamid alwan"),
    ("NOR GOV | Berg | Ms Berg", "surname", "berg"),
    ("NOR GOV | A. Berg | A. Berg", "surname", "a berg"),
    ("SDN REB | RGF | the RGF", "acronym", "rgf"),
    ("SDN REB | Rapid Guard Forces | the Rapid Guard Forces (RGF)", "group", "rapid guard forces"),
    ("GBR GOV | British home secretary | the home secretary | home secretary", "office", "home secretary"),
    ("GBR GOV | British minister | a minister | minister", "crowd", "GOV|minister"),
    ("GBR GOV | British government spokesman | a spokesman | government spokesman", "crowd", "GOV|spokesman"),
    ("SYR CVL | more than 80 people | more than 80 people", "crowd", "CVL|people"),
    ("SYR CVL | dozens of civilians | dozens of civilians", "crowd", "CVL|civilian"),
    ("SYR CVL | Syrians | Syrians", "crowd", "CVL|people"),
    ("GBR CVL | family of Ada Berg | her family", "crowd", "CVL|family|ada|berg"),
    ("IMG REB | Islamic State fighters | Isis fighters", "crowd", "REB|fighter|islamic|state"),
]  # fmt: skip


def form_of(line: str) -> Form:
    return read_form(read_line(f"a | 2021-01-01 | {line}", line, "e"))


@pytest.mark.parametrize(("line", "kind", "defined"), FORMS)
def test_forms(line: str, kind: str, defined: str) -> None:
    form = form_of(line)
    assert (form.kind, form.key or " ".join(form.words)) == (kind, defined)


@pytest.mark.parametrize(
    ("line", "office"),
    [
        ("NOR GOV | Ada Berg | the minister of finance, Ada Berg | minister of finance", "finance minister"),
        ("NOR GOV | Ada Berg | acting finance minister Ada Berg | acting finance minister", "finance minister"),
        ("NOR GOV | Ada Berg | the shadow finance minister, Ada Berg | finance minister", ""),
        ("NOR ELI | Ada Berg | Ada Berg | finance minister", ""),
        ("NOR GOV | Ada Berg | Ada Berg | cabinet minister", ""),
    ],
)
def test_offices_that_one_person_holds(line: str, office: str) -> None:
    assert form_of(line).office == office


def test_offices_have_one_spelling() -> None:
    assert read_office("Secretary of Defense") == read_office("defence secretary")
    assert read_office("premier") == read_office("prime minister")


def test_brackets_are_read() -> None:
    assert form_of("SDN REB | Rapid Guard Forces | the Rapid Guard Forces (RGF)").brackets == "rgf"


@pytest.mark.parametrize(
    ("name", "code", "rest"),
    [
        ("Turkey's army", "TUR", "army"),
        ("government of Chad", "TCD", "government"),
        ("Turkish army", "GRC", "turkish army"),
        ("France", "FRA", ""),
    ],
)
def test_the_country_is_left_out(name: str, code: str, rest: str) -> None:
    assert without_country(name, code) == rest


def test_a_tidy_name() -> None:
    assert tidy_name(" the  Rapid Guard (RGF), ") == "Rapid Guard"
