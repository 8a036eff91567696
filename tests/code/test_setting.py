"""When and where an act happened: which time and place of the report belong to it, told by grammar."""

from datetime import date

import pytest

from dragoman.code.setting import find_place, find_time, list_places
from dragoman.code.view import View
from dragoman.find import find_mentions
from dragoman.record.document import Document
from dragoman.record.mention import Resolved
from dragoman.resolve import resolve_mentions
from dragoman.segment import split_sentences


def look(kit, text: str, trigger: str) -> tuple[View, int, Resolved]:
    """The last sentence of a text, the token of its trigger, and what is known of the text."""
    document = Document(id="test", text=text, published=date(2021, 2, 10))
    sentences = tuple(kit.parser.parse_sentences(text, split_sentences(document)))
    known = resolve_mentions(document, sentences, find_mentions(document, sentences, kit.world), kit.world)
    view = View(sentences[-1], text, kit.codebook.words)
    return view, next(t.i for t in view.tokens if t.text == trigger), known


# text, trigger, type, the place's words and country, reason
PLACES = [
    ("Gunmen killed two nurses in Kano.", "killed", "ASSAULT", ("Kano", "NGA"), "behind a locative preposition"),
    ("Chadian jets shelled Abeche.", "shelled", "ASSAULT", ("Abeche", "TCD"), "the object is the place"),
    ("Abeche was shelled by jets.", "shelled", "ASSAULT", ("Abeche", "TCD"), "subject of a passive"),
    ("The raid on Kano killed two nurses.", "raid", "ASSAULT", ("Kano", "NGA"), "what it was directed at"),
    ("Mali mourned the dead of the Kano bombing.", "bombing", "ASSAULT", ("Kano", "NGA"), "part of the act's own name"),
    ("Mali sent troops to Kano.", "sent", "MOBILIZE", ("Kano", "NGA"), "where forces go"),
    ("The minister's visit to Norway ended.", "visit", "CONSULT", ("Norway", "NOR"), "where a visit goes"),
    ("Mali decided to pull troops out of Kano.", "decided", "CONCEDE", ("Kano", "NGA"), "what will be left"),
    ("Norway condemned Chad.", "condemned", "ACCUSE", None, "a party is no place"),
    ("Norwegian troops attacked a convoy.", "attacked", "ASSAULT", None, "no place is named"),
    ("The envoy criticised a raid on a bus that Kano's mayor had seen.", "criticised", "ACCUSE", None, "too far"),
    ("Jets struck Kano. Four nurses died. Gunmen then shot a guard in the city.", "shot", "ASSAULT", ("the city", "NGA"), "the town named last"),
    ("A nurse from Oslo was shot in Chad. Jets struck the base.", "struck", "ASSAULT", ("the base", "TCD"), "where the last act was set"),
    ("Jets struck Kano. Norwegian envoys fled. Gunmen shot Norwegians at their camp.", "shot", "ASSAULT", ("their camp", "NGA"), "not where its owners are at home"),
    ("Gunmen shot a guard when a bomb went off as troops left the old stronghold of Kano.", "shot", "ASSAULT", ("Kano", "NGA"), "as near as the noun for it"),
    ("According to the White House, Chad met two envoys.", "met", "CONSULT", None, "who says it is no place of it"),
    ("Norway accused Chad of poisoning a nurse.", "poisoning", "ASSAULT", None, "who is accused did it, anywhere"),
    ("Kenyan police arrested an envoy on a Norwegian beach.", "arrested", "COERCE", ("a Norwegian beach", "NOR"), "its adjective says where"),
    ("Abeche fell quiet. A baker was killed there by gunmen.", "killed", "ASSAULT", ("there", "TCD"), "the place named last"),
    ("A nurse from Oslo was killed by gunmen.", "killed", "ASSAULT", None, "where somebody comes from"),
    ("Jets from Chad flew over Mali. Norway sent troops into the country.", "sent", "MOBILIZE", ("the country", "MLI"), "not the actor's own"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "trigger", "event", "expected", "reason"), PLACES)
def test_place(kit, text: str, trigger: str, event: str, expected: tuple[str, str] | None, reason: str) -> None:
    view, i, known = look(kit, text, trigger)
    actors = {link.dependent for link in view.links(i, "subject")}
    place = find_place(view, i, known, actors, event)
    assert (place and (place.extracted_place, place.country_code)) == expected, reason
    assert place is None or text[place.start : place.end] == place.extracted_place


NAMED = [
    ("Troops landed on the Black Sea at Odesa.", ["Odesa"], "a sea lies in no country"),
    ("Troops landed on the Black Sea.", ["Black Sea"], "where no land is named it is the place"),
    ("Troops landed in Mali near its border with Chad.", ["Mali"], "which country lies beyond"),
    ("A nurse from Oslo landed in Mali.", ["Mali"], "where somebody comes from"),
]


@pytest.mark.parametrize(("text", "named", "reason"), NAMED)
def test_places_at_which_it_may_have_been(kit, text: str, named: list[str], reason: str) -> None:
    view, i, known = look(kit, text, "landed")
    assert [place.extracted_place for place in list_places(view, i, known)] == named, reason


def test_whoever_plays_a_role_is_no_place_of_what_is_only_said(kit) -> None:
    view, i, known = look(kit, "In Norway the envoy spoke.", "spoke")
    at = next(t.i for t in view.tokens if t.text == "Norway")
    assert find_place(view, i, known, set(), "ACCUSE") is not None
    assert find_place(view, i, known, {at}, "ACCUSE") is None


# text, trigger, other triggers, the time's words, reason
TIMES = [
    ("Norway condemned Chad on Monday.", "condemned", (), "Monday", "beside the act"),
    ("Norway and Mali agreed at a summit on Monday.", "agreed", ("summit",), "Monday", "acts of one clause share a time"),
    ("Norway arrested a spy on Monday and expelled him.", "expelled", ("arrested",), "Monday", "joined acts share a time"),
    ("Norway said on Monday that Chad attacked Mali.", "attacked", ("said",), None, "the time of the saying"),
    ("Norway condemned Chad, which attacked Mali in May 2019.", "condemned", ("attacked",), None, "the time of another act"),
    ("The raid that killed two nurses on Monday was condemned.", "raid", ("killed",), "Monday", "its own clause tells of it"),
    ("Norway condemned Chad.", "condemned", (), None, "no time is named"),
    ("Norway praised the 2015 deal with Chad.", "praised", ("deal",), None, "a year before a noun is the noun's"),
    ("Norway, which was raided last year, backed Chad.", "backed", ("raided",), None, "of a clause that says more of a party"),
    ("Norway moved a ship, and Chad will hold a drill next week.", "moved", ("drill",), None, "of a second main clause"),
    ("On Friday, Norway condemned Chad, and Mali accused Peru.", "accused", (), "Friday", "in front of both"),
    ("Norway condemned Chad because Mali was raided on Sunday.", "condemned", ("raided",), None, "of the cause"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "trigger", "others", "expected", "reason"), TIMES)
def test_time(kit, text: str, trigger: str, others: tuple[str, ...], expected: str | None, reason: str) -> None:
    view, i, known = look(kit, text, trigger)
    rivals = [t.i for t in view.tokens if t.text in (trigger, *others)]
    span = find_time(view, i, known, None, rivals)
    assert (span and span.text) == expected, reason
