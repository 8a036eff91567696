"""Who comes in, what they may do there, and when they must leave."""

import json
import re
import time
from pathlib import Path

import pytest
from fastapi.routing import APIRoute
from starlette.responses import PlainTextResponse

from dragoman.serve.people import People
from dragoman.serve.visit import Reviewer, read_form
from serve.conftest import PASSWORD, Client

GUARDED = ("/", "/happenings", "/reports", "/report?id=x", "/try", "/status", "/faults")


def test_nobody_sees_anything_before_login(guarded: Client) -> None:
    for path in GUARDED:
        answer = guarded.get(path)
        assert answer.status_code == 303, path
        assert answer.headers["location"].startswith("/login")
        assert answer.content == b""
    assert guarded.get("/login").status_code == 200
    assert guarded.get("/healthz").status_code == 200
    assert guarded.get("/happenings?actor=EGY").headers["location"] == "/login?next=%2Fhappenings%3Factor%3DEGY"


def test_no_page_of_the_room_is_open_by_mistake(guarded: Client) -> None:
    """Whatever page is added: without a login it gives nothing but the way to the door."""
    for route in list_routes(guarded):
        if "GET" in route.methods and route.path not in ("/login", "/healthz"):
            answer = guarded.get(re.sub(r"\{[^}]*\}", "x", route.path))
            assert answer.status_code in (303, 401), route.path


def test_every_form_is_checked(client: Client) -> None:
    """Whatever form is added: what changes something asks for its mark, or is the REST side's, which takes no cookie's word."""
    for route in list_routes(client):
        if route.methods & {"POST", "PUT", "PATCH", "DELETE"} and not route.path.startswith("/api/"):
            calls = [dependency.call for dependency in route.dependant.dependencies]
            assert read_form in calls, route.path


def list_routes(client: Client) -> list[APIRoute]:
    found, left = [], list(client.app.routes)  # type: ignore[attr-defined]
    while left:
        route = left.pop()
        if isinstance(route, APIRoute):
            found.append(route)
        left.extend(getattr(getattr(route, "original_router", None) or getattr(route, "app", None), "routes", []) or [])
    assert {"/happenings", "/happenings/{id}", "/try", "/login"} <= {route.path for route in found}
    return found


def test_login_leads_where_one_wanted_to_go_and_out_again(guarded: Client) -> None:
    answer = guarded.login("rhea", next="/happenings?actor=EGY")
    assert (answer.status_code, answer.headers["location"]) == (303, "/happenings?actor=EGY")
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "Log out rhea" in guarded.get("/").text
    assert guarded.post_form("/logout", "/").status_code == 303
    assert guarded.get("/").status_code == 303


def test_the_old_cookie_is_worth_nothing_after_logout(guarded: Client) -> None:
    guarded.login("rhea")
    cookies = dict(guarded.cookies)
    guarded.post_form("/logout", "/")
    guarded.cookies.clear()
    guarded.cookies.update(cookies)
    assert guarded.get("/").status_code == 303


def test_login_gives_another_cookie(guarded: Client) -> None:
    """Whoever planted or knew the cookie of before is not logged in with it."""
    guarded.get("/login")
    before = dict(guarded.cookies)
    guarded.login("rhea")
    assert dict(guarded.cookies) != before
    guarded.cookies.clear()
    guarded.cookies.update(before)
    assert guarded.get("/").status_code == 303


@pytest.mark.parametrize(
    "next",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "", "/x\r\nSet-Cookie: a=b"],
)
def test_login_leads_nowhere_else(guarded: Client, next: str) -> None:
    assert guarded.login("rhea", next=next).headers["location"] == "/"


def test_wrong_passwords_bar_the_door_for_a_while(guarded: Client) -> None:
    for _ in range(5):
        answer = guarded.login("rhea", "wrong wrong wrong")
        assert answer.status_code == 401
        assert "do not fit" in answer.text
    answer = guarded.login("rhea")
    assert answer.status_code == 429, "the right one comes too late"
    assert int(answer.headers["Retry-After"]) > 60
    assert guarded.get("/").status_code == 303


def test_a_login_ends_when_nobody_asks(guarded_path: Path) -> None:
    with Client(guarded_path, idle=1.5) as visitor:
        visitor.login("rhea")
        for _ in range(4):
            time.sleep(0.5)
            assert visitor.get("/faults").status_code == 200
        time.sleep(1.6)
        assert visitor.get("/faults").status_code == 303


def test_a_login_ends_after_its_time_whatever_is_asked(guarded_path: Path) -> None:
    with Client(guarded_path, session=0.4) as visitor:
        visitor.login("rhea")
        cookies = dict(visitor.cookies)
        time.sleep(0.5)
        visitor.cookies.clear()
        visitor.cookies.update(cookies)
        assert visitor.get("/").status_code == 303


def test_a_login_ends_with_its_account_or_password(guarded: Client, guarded_path: Path) -> None:
    people = People(guarded_path)
    guarded.login("rhea")
    assert guarded.get("/").status_code == 200
    people.add("rhea", "reader", PASSWORD + " and another")
    assert guarded.get("/").status_code == 303
    guarded.login("rex")
    people.remove("rex")
    assert guarded.get("/").status_code == 303


def test_a_role_counts_at_once(guarded: Client, guarded_path: Path) -> None:
    guarded.login("rhea")
    assert "Audit log" not in guarded.get("/status").text
    People(guarded_path).add("rhea", "admin", None)
    assert "Audit log" in guarded.get("/status").text


@pytest.mark.parametrize(("name", "status"), [("rhea", 403), ("rex", 200), ("ada", 200)])
def test_what_only_reviewers_may_do_readers_may_not(
    guarded: Client, guarded_path: Path, name: str, status: int
) -> None:
    def correct(person: Reviewer) -> PlainTextResponse:
        return PlainTextResponse(person.name)

    guarded.app.add_api_route("/correct", correct)  # type: ignore[attr-defined]
    assert guarded.get("/correct").status_code == 303
    guarded.login(name)
    answer = guarded.get("/correct")
    assert answer.status_code == status
    log = guarded_path.with_name("news.duckdb.audit").read_text(encoding="utf-8")
    assert ('"refused"' in log) == (status == 403)


def test_a_token_opens_and_a_wrong_one_does_not(guarded: Client, guarded_path: Path) -> None:
    token = People(guarded_path).make_token("rhea")
    assert guarded.get("/", headers={"Authorization": f"Bearer {token}"}).status_code == 200
    answer = guarded.get("/", headers={"Authorization": f"Bearer {token}x"})
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize("mark", ["", "x", "0" * 64, "é"])
def test_a_form_without_its_mark_is_refused(client: Client, mark: str) -> None:
    assert client.post("/try", data={"mark": mark, "text": "Norway condemned Chad."}).status_code == 403
    assert client.post("/try", data={"text": "Norway condemned Chad."}).status_code == 403


def test_a_mark_is_good_for_its_visitor_alone(guarded: Client, guarded_path: Path) -> None:
    with Client(guarded_path) as other:
        stolen = other.mark("/login")
    guarded.get("/login")
    answer = guarded.post("/login", data={"mark": stolen, "name": "rhea", "password": PASSWORD})
    assert answer.status_code == 403


def test_a_room_without_accounts_is_not_open_through_a_proxy(client: Client) -> None:
    assert client.get("/").status_code == 200
    assert client.get("/", headers={"X-Forwarded-For": "203.0.113.5"}).status_code == 403


def test_an_address_that_others_reach_is_never_open(archive_path: Path) -> None:
    with Client(archive_path, host="0.0.0.0") as visitor:
        assert visitor.get("/").status_code == 303


def test_the_log_tells_who_came_and_holds_no_secret(guarded: Client, guarded_path: Path) -> None:
    guarded.login("rhea", "wrong wrong wrong")
    guarded.login("rhea")
    log = guarded_path.with_name("news.duckdb.audit").read_text(encoding="utf-8")
    lines = [json.loads(line) for line in log.splitlines()]
    assert [(line["what"], line["who"]) for line in lines] == [("login refused", "rhea"), ("login", "rhea")]
    assert PASSWORD not in log
    assert "wrong" not in log
