"""A relation in words and as a picture."""

from dragoman.export.course import draw_course, tell_relation
from dragoman.relations import relate_parties
from relations.make import happen, party, tell_all


def make_relation():
    talks = [happen(f"t{n}", "CONSULT", ["NOR"], ["TCD"], on=30 * n) for n in range(10)]
    blows = [happen(f"b{n}", "ASSAULT", ["TCD"], ["NOR"], on=300 + 30 * n) for n in range(10)]
    return relate_parties([*talks, *blows], tell_all([*talks, *blows]), party("NOR"), party("TCD"))


def test_a_turn_is_a_line_in_every_panel_and_a_step_of_the_level() -> None:
    relation = make_relation()
    (turn,) = relation.course.turns
    places = [p.period for p in relation.series.follow("NOR-TCD")]
    figure = draw_course(relation)
    for axes in figure.axes:
        dotted = [line.get_xdata()[0] for line in axes.lines if line.get_linestyle() == ":"]
        assert dotted == [places.index(turn.day) - 0.5]
    levels = [set(part.get_segments()[0][:, 1]) for part in figure.axes[2].collections]
    assert levels == [{stretch.tone} for stretch in relation.course.stretches]


def test_the_words_end_with_the_sources_and_no_line_is_too_wide() -> None:
    told = tell_relation(make_relation())
    lines = told.splitlines()
    assert max(map(len, lines)) <= 110
    assert "report" in lines[-1]
    assert told.index("the tone is lower") < told.index("[1] 2021")
