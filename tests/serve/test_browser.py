"""The pages in a browser: nothing asked of other machines, no fault that axe calls serious, usable by keyboard, without script, on a phone."""

from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from dragoman.archive import Archive
from serve.conftest import HOSTILE

pytestmark = pytest.mark.browser
HOSTILE_REPORT = "/report?id=" + quote(f"hostile/../{HOSTILE}", safe="")
# Every kind of page; what the archive must be asked for stands in `name_pages`.
PLAIN = (
    "/",
    "/happenings",
    "/happenings?actor=Nobodysname",
    "/happenings?type=x",
    "/timeline?by=year",
    "/map?view=close",
    "/actors",
    "/actor?name=RUS",
    "/actor?name=Nobodysname",
    "/dyad",
    "/dyad?first=MKD&second=RUS",
    "/network?least=1",
    "/commitments",
    "/commitments?view=list",
    "/commitments?view=calendar&month=2016-12",
    "/stories",
    "/search?q=border",
    "/reports",
    "/faults",
    "/try",
    "/status",
    "/login",
    "/nowhere",
)


def name_pages(archive: Archive) -> list[str]:
    fullest = max(archive.reports(), key=lambda one: one.events)
    differing = next(one for one in archive.happenings() if one.disagreements)
    return [*PLAIN, f"/report?id={fullest.id}", HOSTILE_REPORT, f"/happenings/{differing.id}"]


@pytest.fixture(scope="session")
def axe() -> str:
    """The script of axe-core."""
    package = pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed")
    return (Path(package.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_serious_fault(live: str, page: Any, archive: Archive, axe: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    # In the dark only the colours differ.
    rules = "{resultTypes: ['violations']}" if scheme == "light" else "{runOnly: ['color-contrast']}"
    found = {}
    for path in name_pages(archive):
        page.goto(live + path)
        page.evaluate(axe)
        wrong = page.evaluate(f"() => axe.run(document, {rules})")["violations"]
        serious = [
            (one["id"], one["nodes"][0]["html"][:200], one["nodes"][0]["failureSummary"])
            for one in wrong
            if one["impact"] in ("serious", "critical", "moderate")
        ]
        if serious:
            found[path] = serious
    assert found == {}


def test_no_page_is_wider_than_a_phone(live: str, page: Any, archive: Archive) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    for path in name_pages(archive):
        page.goto(live + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path


def test_what_is_pointed_at_or_focused_lights_up_with_all_its_parts(live: str, page: Any, archive: Archive) -> None:
    report = max(archive.reports(), key=lambda one: one.events)
    page.goto(f"{live}/report?id={report.id}")
    second = page.locator(".event").nth(1)
    second.hover()
    number = second.get_attribute("data-e")
    lit = page.locator(".text .lit").evaluate_all("marks => marks.map(m => m.dataset.m.split(' '))")
    assert lit
    assert all(number in events for events in lit)
    assert page.locator(f".text [data-m~='{number}']").count() == len(lit)
    # From the text too, and by keyboard alone.
    page.mouse.move(1, 1)
    trigger = page.locator(".text a.trigger").first
    trigger.focus()
    assert page.locator(".event.lit").count() >= 1
    page.keyboard.press("Enter")
    assert page.url.endswith(trigger.get_attribute("href"))
    page.keyboard.press("Escape")
    assert page.locator(".lit").count() == 0


def test_one_can_work_by_keyboard(live: str, page: Any) -> None:
    page.goto(f"{live}/happenings")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search"
    page.keyboard.type("ambassador")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=ambassador")
    assert page.locator("#f-q").input_value() == "ambassador"


def test_the_filters_make_a_short_address(live: str, page: Any) -> None:
    page.goto(f"{live}/happenings")
    page.select_option("#f-type", "CONSULT")
    page.click("form.filters button.main")
    page.wait_for_url("**/happenings?type=CONSULT")
    assert page.locator(".chips").inner_text().startswith("type: CONSULT")


def test_dark_is_chosen_and_kept(live: str, page: Any) -> None:
    page.emulate_media(color_scheme="light")
    page.goto(f"{live}/")
    colour = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(colour)
    page.click("#theme")
    dark = page.evaluate(colour)
    assert dark != light
    page.goto(f"{live}/status")
    assert page.evaluate(colour) == dark
    page.click("#theme")
    assert page.evaluate(colour) == light


def test_everything_works_without_script(live: str, browser: Any, archive: Archive) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live}/happenings")
    page.select_option("#f-type", "CONSULT")
    page.click("form.filters button.main")
    assert "type=CONSULT" in page.url
    assert page.locator(".rows .row").count() == min(50, archive.happenings(type="CONSULT").count())
    page.locator(".rows a.what").first.click()
    page.locator(".card h3 a").first.click()
    page.locator(".text a.trigger").first.click()
    assert "#e" in page.url
    page.goto(f"{live}/try")
    page.fill("#text", "Norway condemned Chad on Monday.")
    page.click("form.try button.main")
    assert page.locator("#found .text").inner_text().strip() == "Norway condemned Chad on Monday."
    context.close()


def test_a_text_is_tried(live: str, page: Any, tmp_path: Path) -> None:
    page.goto(f"{live}/try")
    page.click("#sample")
    assert "Amal Osman" in page.input_value("#text")
    page.click("form.try button.main")
    page.wait_for_selector("#found .tried")
    file = tmp_path / "news.txt"
    file.write_text("Norway condemned Chad on Monday.", encoding="utf-8")
    page.set_input_files("#file", file)
    page.click("form.try button.main")
    page.wait_for_selector("#found .tried")
    assert "Norway condemned Chad on Monday." in page.locator("#found").inner_text()


def test_hostile_texts_stay_texts(live: str, page: Any) -> None:
    """The fixture fails where a dialog opens, a script breaks, the policy is broken or another machine is asked."""
    page.goto(live + HOSTILE_REPORT)
    assert HOSTILE in page.locator("h1").inner_text()
    assert page.locator("main script, main img").count() == 0
    page.goto(f"{live}/happenings?text={quote(HOSTILE)}")
    page.goto(f"{live}/try")
    page.fill("#text", f"Norway condemned Chad on Monday. {HOSTILE}")
    page.click("form.try button.main")
    page.wait_for_selector("#found .tried")
    assert HOSTILE in page.locator("#found .text").inner_text()
    assert page.locator("main img").count() == 0


def test_on_paper_the_report_and_its_events_remain(live: str, page: Any, archive: Archive) -> None:
    report = max(archive.reports(), key=lambda one: one.events)
    page.goto(f"{live}/report?id={report.id}")
    page.emulate_media(media="print")
    assert not page.locator(".search").is_visible()
    assert not page.locator("header nav").is_visible()
    assert page.locator(".text").first.is_visible()
    assert page.locator(".event").last.is_visible()
    box = page.locator(".events").bounding_box()
    assert box is not None
    assert box["height"] > 200, "nothing is hidden in a box that scrolls"
