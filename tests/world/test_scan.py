"""Where names stand in texts: longest first, at word boundaries, with curly marks and capitals."""

import pytest

from dragoman.world.load import World, load_world
from dragoman.world.scan import Scanner, fold_text

FORMS = {
    form: (form,)
    for form in ["US", "U.S.", "Iran", "Iranian", "Sudan", "South Sudan", "Cote d'Ivoire", "WHO", "Erdogan", "Ada Berg"]
}

CASES = [
    # text, the forms found in it, in order
    ("South Sudan and Sudan", ["South Sudan", "Sudan"]),  # the longest form wins
    ("Sudan, South Sudan", ["Sudan", "South Sudan"]),
    ("Iranians", []),  # a form inside a longer word is none
    ("pro-Iranian", ["Iranian"]),
    ("Tehran told us", []),  # case counts
    ("The US told us", ["US"]),
    ("the US-led force", ["US"]),
    ("US‑led", ["US"]),  # an unbreakable hyphen
    ("USA", []),
    ("paid US$5m", []),  # a currency
    ("U.S. troops", ["U.S."]),
    ("the U.S., too", ["U.S."]),
    ("the U.S.-led force", ["U.S."]),
    ("Iran's envoy", ["Iran"]),
    ("Iran’s envoy", ["Iran"]),
    ("(Iran)", ["Iran"]),
    ("Côte d’Ivoire", ["Cote d'Ivoire"]),  # accents and curly marks do not count
    ("Erdoğan", ["Erdogan"]),
    ("South\nSudan", ["South Sudan"]),  # nor how a line is broken
    ("South\u00a0Sudan", ["South Sudan"]),
    ("IRAN TELLS SOUTH SUDAN", ["Iran", "South Sudan"]),  # a headline in capitals
    ("A MAN WHO TELLS IRAN", ["Iran"]),  # in which an acronym may be a word
    ("The WHO tells", ["WHO"]),
    ("IRAN tells", []),  # one word in capitals is no headline
    ("", []),
]


@pytest.fixture(scope="module")
def scanner() -> Scanner:
    return Scanner(FORMS)


@pytest.fixture(scope="module")
def world() -> World:
    return load_world()


@pytest.mark.parametrize(("text", "forms"), CASES)
def test_forms_are_found(scanner: Scanner, text: str, forms: list[str]):
    assert [values[0] for _, _, values in scanner.find_forms(text)] == forms


@pytest.mark.parametrize(("text", "forms"), CASES)
def test_offsets_cut_the_words(scanner: Scanner, text: str, forms: list[str]):
    cut = [fold_text(text[start:end]) for start, end, _ in scanner.find_forms(text)]
    assert [word.casefold() for word in cut] == [form.casefold() for form in forms]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ada B. Berg’s reply", ["Ada B. Berg"]),
        ("Ada B. C. Berg met Ada Berg", ["Ada B. C. Berg", "Ada Berg"]),
        ("Ada B. Berg Airport", []),  # a longer name is another
    ],
)
def test_middle_initials_make_no_other_name(scanner: Scanner, text: str, words: list[str]):
    found = list(scanner.find_forms(text))
    assert [text[start:end] for start, end, _ in found] == words
    assert {values[0] for _, _, values in found} <= {"Ada Berg"}


@pytest.mark.parametrize(
    "text", ["", "plain", "Erdoğan’s “visit” – naïve", "ﬁne Ǆ İstanbul", "日本\tと\r\nЁж", "e\u0301"]
)
def test_folding_keeps_the_length(text: str):
    assert len(fold_text(text)) == len(text)


def test_empty_table_finds_nothing():
    assert list(Scanner({}).find_forms("Iran")) == []


WORLD_CASES = [
    # text, codes of its names
    ("The US-led coalition told us.", ["USA"]),
    ("South Korea’s president met North Korea's.", ["KOR", "PRK"]),
    ("Ships in the Gulf of Mexico", []),  # a name that only contains a country's
    ("The Democratic Republic of the Congo", ["COD"]),
    ("Republic of Congo", ["COG"]),
    ("Papua New Guinea, Guinea-Bissau and Guinea", ["PNG", "GNB", "GIN"]),
    ("the Kremlin", ["RUS"]),
]


@pytest.mark.parametrize(("text", "codes"), WORLD_CASES)
def test_names_of_the_world(world: World, text: str, codes: list[str]):
    assert [hit.entry.code for hit in world.scan_names(text)] == codes
