"""Accounts are kept in a file of their own, as hashes, and take effect at once."""

import json
import stat
from pathlib import Path

import pytest

from dragoman.errors import StoreError, UsageError
from dragoman.serve.people import People
from serve.conftest import PASSWORD


@pytest.fixture
def people(tmp_path: Path) -> People:
    return People(tmp_path / "news.duckdb")


def test_a_person_is_known_by_name_and_password_alone(people: People) -> None:
    people.add("rhea", "reader", PASSWORD)
    found = people.check_password("rhea", PASSWORD)
    assert found is not None
    assert (found.name, found.role) == ("rhea", "reader")
    assert people.check_password("rhea", PASSWORD + "x") is None
    assert people.check_password("nobody", PASSWORD) is None
    assert people.check_password("rhea", "") is None
    text = people.path.read_text(encoding="utf-8")
    assert PASSWORD not in text
    assert "$argon2id$" in text
    assert stat.S_IMODE(people.path.stat().st_mode) == 0o600


def test_an_account_of_elsewhere_counts_at_once_and_so_does_its_end(people: People) -> None:
    assert people.all() == {}
    elsewhere = People(people.path.with_name("news.duckdb"))
    elsewhere.add("rhea", "admin", None)
    assert list(people.all()) == ["rhea"]
    assert people.check_password("rhea", "None") is None, "who has no password cannot log in"
    elsewhere.remove("rhea")
    assert people.all() == {}


def test_a_new_role_keeps_the_password_and_the_token(people: People) -> None:
    people.add("rhea", "reader", PASSWORD)
    token = people.make_token("rhea")
    people.add("rhea", "admin", None)
    found = people.check_password("rhea", PASSWORD)
    assert found is not None
    assert found.role == "admin"
    assert people.check_token(token) == found


def test_a_token_is_good_until_the_next_and_kept_as_a_digest(people: People) -> None:
    people.add("rhea", "reader", None)
    first = people.make_token("rhea")
    assert people.check_token(first) is not None
    assert first not in people.path.read_text(encoding="utf-8")
    second = people.make_token("rhea")
    assert people.check_token(first) is None
    assert people.check_token(second) is not None
    for wrong in ("", "x", second + "x", second[:-1]):
        assert people.check_token(wrong) is None


@pytest.mark.parametrize(
    ("name", "role", "password", "words"),
    [
        ("", "reader", PASSWORD, "letters"),
        ("a b", "reader", PASSWORD, "letters"),
        ("a\nb", "reader", PASSWORD, "letters"),
        ("<b>", "reader", PASSWORD, "letters"),
        ("rhea", "king", PASSWORD, "none of reader, reviewer, admin"),
        ("rhea", "reader", "short", "has 5 characters; from 10"),
    ],
)
def test_what_cannot_be_is_told(people: People, name: str, role: str, password: str, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        people.add(name, role, password)
    assert not people.path.exists()


def test_nobody_is_removed_who_is_not_there(people: People) -> None:
    with pytest.raises(UsageError, match="no account 'x'"):
        people.remove("x")
    with pytest.raises(UsageError, match="no account 'x'"):
        people.make_token("x")


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"people": 5}', '{"people": [{"name": "a"}]}', '{"people": [{"x": 1}]}']
)
def test_a_broken_file_lets_nobody_in(people: People, text: str) -> None:
    people.path.write_text(text, encoding="utf-8")
    with pytest.raises(StoreError, match="no file of accounts"):
        people.all()


def test_a_role_that_there_is_not_lets_nobody_in(people: People) -> None:
    row = {"name": "rhea", "role": "king"}
    people.path.write_text(json.dumps({"people": [row]}), encoding="utf-8")
    with pytest.raises(StoreError, match="'king'"):
        people.all()


def test_roles_hold_those_before_them(people: People) -> None:
    people.add("rex", "reviewer", None)
    rex = people.all()["rex"]
    assert [rex.may(role) for role in ("reader", "reviewer", "admin")] == [True, True, False]
