"""Third parties: who mediates, supports, opposes."""

from dragoman.record.happening import Happening
from dragoman.relations.thirds import Third, find_thirds
from relations.make import happen, party, place

FIRST, SECOND = party("NOR"), party("TCD")


def find(*happenings: Happening) -> dict[str, Third]:
    return {third.name: third for third in find_thirds(happenings, FIRST, SECOND)}


def test_who_joins_or_hosts_their_talks_mediates() -> None:
    found = find(
        happen("joined", "CONSULT", ["MLI"], ["NOR", "TCD"], mode="third-party"),
        happen("hosted", "CONSULT", ["NOR"], ["TCD"], event_loc=place("Geneva", "CHE")),
        happen("at home", "CONSULT", ["NOR"], ["TCD"], event_loc=place("Oslo", "NOR")),
        happen("alone", "CONSULT", ["GHA"], ["NOR"]),
        happen("battle", "ASSAULT", ["NOR", "KEN"], ["TCD"], event_loc=place("Benghazi", "LBY")),
    )
    assert {name: [h.id for h in third.mediated] for name, third in found.items() if third.mediated} == {
        "MLI": ["joined"],
        "CHE": ["hosted"],
    }


def test_who_gives_to_one_and_harms_the_other() -> None:
    found = find(
        *(happen(f"aid{n}", "AID", ["MLI"], ["NOR"], on=n) for n in range(2)),
        *(happen(f"raid{n}", "ASSAULT", ["MLI"], ["TCD"], on=n) for n in range(2)),
        happen("kind", "SUPPORT", ["MLI"], ["TCD"]),
    )
    third = found["MLI"]
    assert third.stands == (1, -1)
    assert third.scores == (10.0, -6.5)
    first, second = third.bearing
    assert [h.id for h in first] == ["aid0", "aid1"]
    assert [h.id for h in second] == ["raid0", "raid1"]  # not the kind word


def test_one_deed_is_not_enough() -> None:
    assert find(happen("once", "ASSAULT", ["MLI"], ["TCD"])) == {}


def test_a_fellow_of_one_side_has_a_name_of_its_own() -> None:
    asked = party("Ada Berg")
    happenings = [happen(f"h{n}", "ASSAULT", ["rebels/TCD"], ["Ada Berg/NOR"], on=n) for n in range(2)]
    assert [t.name for t in find_thirds(happenings, asked, SECOND)] == []  # the rebels are of the second side itself
    assert [t.name for t in find_thirds(happenings, asked, party("Ole Dahl"))] == ["TCD"]


def test_the_order_does_not_matter() -> None:
    happenings = [happen(f"aid{n}", "AID", [code], ["NOR"], on=n) for n, code in enumerate(["MLI", "GHA"] * 3)]
    assert find_thirds(happenings, FIRST, SECOND) == find_thirds(happenings[::-1], FIRST, SECOND)
