"""Bytes of every sort, and the text that they are; or the reason why nobody can tell."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.read.decode import decode_text

WORDS = "The envoys met at a café — she said: “No.”"
RUSSIAN = "Министр иностранных дел встретился с послами в столице в воскресенье, сообщили власти. " * 3

READ = [
    ("utf-8", WORDS, "what most files are"),
    ("utf-8-sig", WORDS, "with a mark"),
    ("utf-16", WORDS, "with a mark"),
    ("utf-32", WORDS, "its mark begins as that of UTF-16"),
    ("utf-16-le", "The envoys met in the capital.", "without a mark, as some programs write"),
    ("utf-16-be", "The envoys met in the capital.", "without a mark"),
    ("cp1252", WORDS, "short Western text is not guessed"),
    ("cp1252", "São Tomé", "very short"),
    ("cp1251", RUSSIAN, "guessed: long runs of high letters are no Western text"),
    ("utf-8", "line\r\nline\rline\n", "line ends stay"),
]


@pytest.mark.parametrize(("encoding", "text", "why"), READ)
def test_text_is_decoded(encoding: str, text: str, why: str) -> None:
    assert decode_text(text.encode(encoding)) == text, why


def test_declared_charset_goes_before_all_guesses() -> None:
    assert decode_text("Žižka".encode("iso-8859-2"), "ISO-8859-2") == "Žižka"


def test_declared_latin1_means_cp1252() -> None:
    assert decode_text("“No”".encode("cp1252"), "iso-8859-1") == "“No”"


@pytest.mark.parametrize("declared", ["no-such-charset", "utf-8"])
def test_wrong_declaration_is_passed_over(declared: str) -> None:
    assert decode_text("café".encode("cp1252"), declared) == "café"


REFUSED = [
    ("Köln, Tübingen, Düsseldorf".encode() + b"\nab\xffcd", "0xff on line 2 is not UTF-8"),
    (b"\xff\xfeabc", "says that it is UTF-16"),
    (b"\xef\xbb\xbfabc\xff", "says that it is UTF-8"),
]


@pytest.mark.parametrize(("data", "reason"), REFUSED)
def test_damaged_text_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        decode_text(data)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff")))
def test_utf8_comes_back_as_it_was(text: str) -> None:
    assert decode_text(text.encode()) == text


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    with suppress(ValueError):  # no other error
        assert isinstance(decode_text(data), str)
