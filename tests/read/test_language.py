"""Which texts are turned away as another language, and which never."""

import pytest

from dragoman.read import language as module
from dragoman.read.language import find_language, name_language, read_language

OTHER = [
    ("Le ministre a condamné l'attaque de dimanche", "fr"),
    ("El presidente viajó a Caracas este domingo por la noche", "es"),
    ("Der Außenminister warnte am Montag vor neuen Sanktionen", "de"),
    ("Dışişleri bakanı pazar günü elçilerle görüştü", "tr"),
    ("Presiden bertemu dengan menteri luar negeri di Jakarta", "id"),
    ("Waziri wa mambo ya nje alikutana na wajumbe Jumapili", "sw"),
    ("التقى وزير الخارجية", "ar"),  # a script is certain, however short
    ("Встреча", "ru"),
    ("외무장관이 만났다", "ko"),
    ("外交部长会见了使节", "zh"),
    ("外務大臣は特使と会談しました", "ja"),
]


@pytest.mark.parametrize(("text", "code"), OTHER)
def test_other_language_is_told(text: str, code: str) -> None:
    assert find_language(text) == code


# English of foreign names is what a guess gets wrong: none of these may be turned away.
ENGLISH = [
    "Norlandia expels Sudrian envoys, recalls ambassador",
    "Police arrest Mohammed al-Sayed Abdullah Khalil Ibrahim in Sharm el-Sheikh",
    "Presidente Lopez Obrador meets Ministro Ebrard, Secretario Vasconcelos, Gobernador Murat",
    "Jakarta: Presiden Joko Widodo, Menteri Prabowo Subianto inspect Natuna base",
    "Sinn Fein, Fianna Fail, Fine Gael agree coalition",
    "Bundeswehr, Bundestag, Bundesrat clash over Auslandseinsatz",
    "Lashkar-e-Taiba, Jaish-e-Mohammed commanders killed in Kupwara, Baramulla encounters",
    "Mubarak resigns",
    "No.",
    "The envoys said “الله أكبر” and “до свидания” as they left the hall.",
    "12 345 … 🙂",
    "",
]


@pytest.mark.parametrize("text", ENGLISH)
def test_english_is_never_turned_away(text: str) -> None:
    assert find_language(text) in ("en", None)


DECLARED = [
    ("en", "en"),
    ("en-GB", "en"),
    ("en_US", "en"),
    ("eng", "en"),
    ("English", "en"),
    (" ENGLISH ", "en"),
    ("fre", "fr"),
    ("Arabic", "ar"),
    ("zh-Hans", "zh"),
    ("und", None),
    ("", None),
    (None, None),
]


@pytest.mark.parametrize(("declared", "code"), DECLARED)
def test_declared_language_is_read(declared: str | None, code: str | None) -> None:
    assert read_language(declared) == code


def test_declaration_goes_before_a_guess_but_not_before_a_script() -> None:
    french = "Le ministre a condamné l'attaque de dimanche"
    assert find_language(french, "en") == "en"
    assert find_language("التقى وزير الخارجية المبعوثين", "en") == "ar"
    assert find_language("التقى وزير الخارجية المبعوثين", "fa") == "fa"


def test_languages_are_named_for_people() -> None:
    assert name_language("fr") == "French (fr)"
    assert name_language("qqq") == "of a language (qqq)"


def test_plain_english_is_told_without_a_guess(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(sample: str) -> tuple[str, float]:
        raise AssertionError(sample)

    monkeypatch.setattr(module, "_guess", refuse)
    text = "The envoy said that the talks with Chad had been put off, and that they would not be held this month."
    assert find_language(text) == "en"


def test_a_few_english_words_do_not_make_a_text_english() -> None:
    quoted = "« The truce and the talks with Chad would be the end », a-t-on dit. "
    french = (
        "Le ministre des affaires étrangères a annoncé lundi que les pourparlers reprendraient dans la capitale. " * 8
    )
    assert find_language(quoted + french) == "fr"
