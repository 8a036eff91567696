"""settings.toml: where the place of an act may stand."""

from dragoman.codebook.load import load_codebook
from dragoman.codebook.settings import load_settings


def test_types_are_those_of_the_codebook() -> None:
    settings, types = load_settings(), set(load_codebook().types)
    assert set(settings.reach) == types
    assert set(settings.ground.types) <= types
    assert set(settings.type_preposition) <= types


def test_what_is_only_said_has_its_place_closer_by() -> None:
    settings = load_settings()
    said = {"ACCUSE", "REJECT", "REQUEST", "THREATEN"}
    assert max(settings.reach[t] for t in said) < min(settings.reach[t] for t in settings.ground.types)
