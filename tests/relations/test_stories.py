"""What belongs together over time."""

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.record.happening import Happening
from dragoman.relations import stories
from dragoman.relations.stories import Story, link_stories
from relations.make import day, happen, place, tell, tell_all

SENTENCES = {
    "grain1": "Norway asked Chad to lift its ban on the export of gum arabic.",
    "grain2": "Chad refused to lift the ban on gum arabic exports.",
    "grain3": "Chad lifted its export ban on gum arabic for Norwegian buyers.",
    "spy1": "Kenya arrested a Malian broadcaster in Mombasa as a spy.",
    "spy2": "Mali demanded that Kenya free the broadcaster held in Mombasa.",
    "lone": "Ghana praised the vaccine makers of Senegal.",
}
HAPPENINGS = [
    happen("grain1", "ACCUSE", ["NOR"], ["TCD"], on=0),
    happen("grain2", "ACCUSE", ["TCD"], ["NOR"], on=9),
    happen("grain3", "COOPERATE", ["TCD"], ["NOR"], on=30),
    happen("spy1", "ASSAULT", ["KEN"], ["MLI"], on=5, event_loc=place("Mombasa", "KEN")),
    happen("spy2", "ACCUSE", ["MLI"], ["KEN"], on=12, event_loc=place("Mombasa", "KEN")),
    happen("lone", "SUPPORT", ["GHA"], ["SEN"], on=6),
]


def link(happenings: list[Happening], **other: int) -> list[Story]:
    return link_stories(happenings, tell_all(happenings, SENTENCES), **other)


def test_two_matters_side_by_side() -> None:
    found = link(HAPPENINGS)
    assert [[h.id for h in story.happenings] for story in found] == [["grain1", "grain2", "grain3"], ["spy1", "spy2"]]
    grain = found[0]
    assert (str(grain.since), str(grain.until)) == ("2021-01-01", "2021-01-31")
    assert set(grain.parties) == {"NOR", "TCD"}
    assert grain.reports == ("r-grain1", "r-grain2", "r-grain3")


def test_a_title_is_words_of_a_report() -> None:
    for story in link(HAPPENINGS):
        assert story.title
        assert any(story.title in sentence for sentence in SENTENCES.values())
        assert f"r-{story.title_report[2:]}" in story.reports


def test_the_same_parties_about_something_else_are_another_storyline() -> None:
    other = {
        "ship1": "A Norwegian trawler rammed a ferry on Lake Chad near Bol.",
        "ship2": "Divers searched Lake Chad near Bol for the wreck of the ferry.",
    }
    happenings = [
        *HAPPENINGS[:3],
        *(happen(name, "ACCUSE", ["NOR"], ["TCD"], on=8 + n) for n, name in enumerate(other)),
    ]
    found = link_stories(happenings, tell_all(happenings, SENTENCES | other))
    assert sorted(sorted(h.id for h in s.happenings) for s in found) == [
        ["grain1", "grain2", "grain3"],
        ["ship1", "ship2"],
    ]


def test_too_many_days_between_them_part_them() -> None:
    late = happen("late", "ACCUSE", ["TCD"], ["NOR"], on=900)
    told = tell_all([*HAPPENINGS, late], SENTENCES | {"late": SENTENCES["grain2"]})
    assert all(late not in story.happenings for story in link_stories([*HAPPENINGS, late], told))
    assert any(late in story.happenings for story in link_stories([*HAPPENINGS[1:], late], told, least=1))
    assert [len(s.happenings) for s in link(HAPPENINGS, gap=8)] == [
        2
    ]  # grain1 and grain2 are nine days apart, the spies seven


def test_a_storyline_stays_bounded(monkeypatch) -> None:
    monkeypatch.setattr(stories, "LARGEST", 4)
    happenings = [happen(f"{n:02}", "ACCUSE", ["TCD"], ["NOR"], on=n) for n in range(11)]
    told = tell_all(happenings, {h.id: SENTENCES["grain2"] for h in happenings})
    others = [h for h in HAPPENINGS if h.id.startswith(("spy", "lone"))]
    found = link_stories([*happenings, *others], told | tell_all(others, SENTENCES))
    assert max(len(story.happenings) for story in found) <= 4
    assert sum(len(s.happenings) for s in found if "TCD" in s.parties) >= 8


def test_what_has_no_day_is_in_no_storyline() -> None:
    undated = happen("grain2", "ACCUSE", ["TCD"], ["NOR"], on=None, first_reported=None)
    happenings = [undated, *(h for h in HAPPENINGS if h.id != "grain2")]
    assert all(undated not in story.happenings for story in link(happenings, least=1))


def test_what_is_told_of_a_whole_year_is_background() -> None:
    vague = happen("grain2", "ACCUSE", ["TCD"], ["NOR"], enddate=day(364))
    short = happen("grain2", "ACCUSE", ["TCD"], ["NOR"], enddate=day(20))
    others = [h for h in HAPPENINGS if h.id != "grain2"]
    assert all(vague not in story.happenings for story in link([vague, *others], least=1))
    assert any(short in story.happenings for story in link([short, *others]))


def test_an_id_hangs_on_the_happenings_alone() -> None:
    told = {h.events[0]: tell(h, SENTENCES[h.id], title="Something else") for h in HAPPENINGS}
    assert [s.id for s in link_stories(HAPPENINGS, told)] == [s.id for s in link(HAPPENINGS)]


@settings(deadline=None, max_examples=30)
@given(st.permutations(HAPPENINGS))
def test_the_order_of_happenings_does_not_matter(happenings: list[Happening]) -> None:
    assert link(happenings) == link(HAPPENINGS)
