"""The calendar is read back by icalendar, as a calendar program would."""

from dataclasses import replace
from datetime import date

import icalendar

from dragoman.export.outline import Notes
from export.build import EVENT, HAPPENING, export, make_event


def read(data: bytes) -> list[icalendar.Event]:
    return icalendar.Calendar.from_ical(data).walk("VEVENT")


def test_an_event_is_a_whole_day_and_its_deadline_another() -> None:
    happened, deadline = read(export("calendar", EVENT))
    assert (happened["uid"], deadline["uid"]) == ("0123456789abcdef@dragoman", "0123456789abcdef-deadline@dragoman")
    assert (happened.decoded("dtstart"), happened.decoded("dtend")) == (date(2021, 2, 8), date(2021, 2, 9))
    assert (deadline.decoded("dtstart"), deadline.decoded("dtend")) == (date(2021, 3, 1), date(2021, 3, 2))
    assert str(happened["summary"]).startswith("Amal Osman [SDN GOV] — THREATEN (expel)")
    assert str(deadline["summary"]).startswith("Deadline “by 1 March”")
    assert str(happened["location"]) == "Al-Junaynah"
    assert (happened["geo"].latitude, happened["geo"].longitude) == (13.453, 22.447)
    assert str(happened["url"]) == "https://harbour-post.example/a"
    assert happened["categories"].to_ical() == b"THREATEN,expel"


def test_a_span_ends_on_the_day_after_its_last() -> None:
    (entry,) = read(export("calendar", HAPPENING))
    assert (entry.decoded("dtstart"), entry.decoded("dtend")) == (date(2021, 2, 8), date(2021, 2, 10))


def test_what_is_not_plain_fact_is_marked_so() -> None:
    states = [
        str(read(export("calendar", make_event(status=s, deadline=None)))[0]["status"])
        for s in ("actual", "future", "hypothetical", "negated")
    ]
    assert states == ["CONFIRMED", "TENTATIVE", "TENTATIVE", "CANCELLED"]


def test_no_date_is_left_out_but_a_deadline_alone_is_kept() -> None:
    notes = Notes()
    vague = replace(EVENT.deadline, date=None)
    undated = make_event(date=None, enddate=None)
    entries = read(export("calendar", undated, replace(undated, deadline=vague), notes=notes))
    assert [e.decoded("dtstart") for e in entries] == [date(2021, 3, 1)]
    assert notes.left_out == {"no date": 1}


def test_the_last_day_that_there_is_does_not_end_the_export() -> None:
    (entry,) = read(export("calendar", make_event(date=date.max, enddate=date.max, deadline=None)))
    assert entry.decoded("dtend") == date.max


def test_the_file_keeps_the_formats_line_rules() -> None:
    data = export("calendar", make_event(content=replace(EVENT.content, text="Zoë; said, “go”\nnow " * 20)))
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert str(read(data)[0]["description"]) == "Zoë; said, “go”\nnow " * 20


def test_no_record_is_a_calendar_still() -> None:
    assert read(export("calendar")) == []
