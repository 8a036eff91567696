"""Men and women: by titles, by given names, and of two of one surname."""

from dataclasses import replace

import pytest

from dragoman.codebook.roles import load_roles
from dragoman.resolve.gender import find_titled, settle_couples, tell_gender
from dragoman.resolve.parties import Party
from dragoman.world.load import Entry, NameHit, load_world

TITLED = [
    ("Mr. Sato met Mrs Berg.", {"Sato": "male", "Berg": "female"}, "with a stop and without"),
    ("Mr Olaf van Berg's men", {"Berg": "male"}, "the surname of a full name, without its ending"),
    ("Mr Berg and Mrs Berg", {}, "a couple"),
    ("Dr Sato spoke to his lord Berg.", {}, "a doctor may be either; titles are written large"),
]


@pytest.mark.parametrize(("text", "found", "reason"), TITLED)
def test_titles(text, found, reason):
    assert find_titled(text, load_roles()) == found, reason


PERSON = Party(code=None, kind="person", name="Ada Berg")
TOLD = [
    (PERSON, {}, "female", "her given name"),
    (PERSON, {"Berg": "male"}, "male", "a title comes before the given name"),
    (replace(PERSON, gender="male"), {}, "male", "what is known stays"),
    (replace(PERSON, name="Berg"), {}, "", "a surname tells nothing"),
    (replace(PERSON, name="Robin Berg"), {}, "", "both bear it"),
    (replace(PERSON, kind="business"), {}, "", "a firm has no gender"),
]


@pytest.mark.parametrize(("party", "titled", "gender", "reason"), TOLD)
def test_gender(party, titled, gender, reason):
    assert tell_gender(party, titled, load_world()).gender == gender, reason


def test_the_title_chooses_between_a_couple():
    ada, olaf = (
        Entry(id=f"XXX:{name}", name=f"{name} Berg", code="NOR", kind="person", short=True) for name in ("Ada", "Olaf")
    )
    for text, name in (("Mr Berg", "Olaf Berg"), ("Mrs. Berg", "Ada Berg"), ("Dr. Berg", "Ada Berg")):
        hit = NameHit(len(text) - 4, len(text), ada, (olaf,))
        assert settle_couples([hit], text, load_roles(), load_world())[0].entry.name == name, text


COURTESY = [("Dr.", True, ""), ("Mrs", True, "female"), ("sir", True, "male"), ("Don", False, "")]


@pytest.mark.parametrize(("word", "courtesy", "gender"), COURTESY)
def test_words_before_a_name(word, courtesy, gender):
    roles = load_roles()
    assert (roles.is_courtesy(word), roles.gender_of(word)) == (courtesy, gender)
