"""A glance in terms of a sentence's tokens: several words of one token, no glance, stretches, modes, sectors."""

import re

import numpy as np
import pytest

from dragoman.code.hints import Hints
from dragoman.record.document import Token
from dragoman.record.glance import FLAGS, ROLES, SECTORS, STATUSES, TYPES, Glance

# The parser's tokens are parted by spaces; the reader's words are what runs of letters and single marks there are.
TEXT = "The U.S. envoy condemned and then threatened Chad 's tiny navy over fish."
TOKENS = tuple(
    Token(i=i, start=m.start(), end=m.end(), text=m.group(), lemma=m.group(), tag="X", head=0, function="other")
    for i, m in enumerate(re.finditer(r"U\.S\.|\w+|'s|\.", TEXT))
)
WORDS = tuple(m.span() for m in re.finditer(r"\w+|[^\w\s]", TEXT))
THE, US, ENVOY, CONDEMNED, AND, THEN, THREATENED, CHAD, POSSESSIVE, TINY, NAVY, OVER, FISH, POINT = range(14)
MODES = ("ACCUSE", "ACCUSE/allege", "ACCUSE/disapprove", "THREATEN", "THREATEN/violence")


def words_of(token: int) -> list[int]:
    return [k for k, (a, b) in enumerate(WORDS) if a < TOKENS[token].end and b > TOKENS[token].start]


def make_glance(words: tuple[tuple[int, int], ...] = WORDS) -> Glance:
    """What a reader may see in TEXT, in as much of it as `words` go."""
    n = len(words)
    types = np.full((n, len(TYPES)), 0.01, np.float32)
    modes = np.full((5, len(MODES)), 0.0, np.float32)
    statuses = np.full((5, len(STATUSES)), 0.1, np.float32)
    flags = np.full((5, len(FLAGS)), 0.2, np.float32)
    roles = np.zeros((5, n, len(ROLES)), np.float32)
    sectors = np.full((n, len(SECTORS)), 0.01, np.float32)

    def see(token: int, event: str, chance: float, nth: int = 0) -> None:
        k = words_of(token)[nth]
        if k < n:
            types[k, TYPES.index(event)] = chance

    def cast(row: int, token: int, role: str, chance: float, nth: int = 0) -> None:
        k = words_of(token)[nth]
        if k < n:
            roles[row, k, ROLES.index(role)] = chance

    see(CONDEMNED, "ACCUSE", 0.9)
    see(CONDEMNED, "REJECT", 0.3)
    see(CONDEMNED, "COERCE", 0.001)
    see(THEN, "THREATEN", 0.25)
    see(THREATENED, "THREATEN", 0.8)
    see(US, "ASSAULT", 0.04, nth=0)
    see(US, "ASSAULT", 0.07, nth=1)
    modes[0] = (0.1, 0.2, 0.3, 0.4, 0.0)
    modes[1] = (0.3, 0.3, 0.0, 0.2, 0.2)
    statuses[1, STATUSES.index("future")] = 0.7
    flags[0, FLAGS.index("no recipient")] = 0.6
    cast(0, ENVOY, "actor", 0.95)
    cast(0, US, "actor", 0.2, nth=0)
    cast(0, US, "actor", 0.6, nth=2)
    for token in (CHAD, TINY, NAVY):
        cast(0, token, "recipient", 0.8)
    for token in (CONDEMNED, THREATENED, CHAD, OVER):
        cast(0, token, "content", 0.7)
    cast(1, NAVY, "recipient", 0.5)
    cast(1, CHAD, "recipient", 0.49)
    for token, sector, chance in ((CHAD, "GOV", 0.6), (NAVY, "MIL", 0.9), (TINY, "MIL", 0.3), (US, "GOV", 0.5)):
        for k in words_of(token):
            if k < n:
                sectors[k, SECTORS.index(sector)] = chance
    flags[2, FLAGS.index("no actor")] = 0.4
    # Three words of "U.S." have rows, its second is the likeliest to name an act.
    rows = {words_of(US)[0]: 3, words_of(US)[1]: 2, words_of(US)[3]: 4, words_of(CONDEMNED)[0]: 0}
    rows[words_of(THREATENED)[0]] = 1
    return Glance(
        words=words,
        types=types,
        rows={k: v for k, v in rows.items() if k < n},
        modes=modes,
        statuses=statuses,
        flags=flags,
        roles=roles,
        sectors=sectors,
        mode_names=MODES,
    )


SEEN = Hints(TOKENS, make_glance())


def near(chance: float) -> object:
    return pytest.approx(chance, abs=1e-6)


def test_the_text_is_cut_as_the_tests_say() -> None:
    assert [TOKENS[i].text for i in (US, CONDEMNED, POSSESSIVE, FISH, POINT)] == [
        "U.S.",
        "condemned",
        "'s",
        "fish",
        ".",
    ]
    assert len(words_of(US)) == 4
    assert len(words_of(POSSESSIVE)) == 2


# question, answer, reason
ANSWERS = [
    (lambda h: h.likely(CONDEMNED, "ACCUSE"), 0.9, "one word"),
    (lambda h: h.likely(CONDEMNED, "REJECT"), 0.3, "another type of the same word"),
    (lambda h: h.likely(US, "ASSAULT"), 0.07, "of four words the likeliest"),
    (lambda h: h.likely(NAVY, "ASSAULT"), 0.01, "nothing to see"),
    (lambda h: h.rules_out(CONDEMNED), False, "some type is likely"),
    (lambda h: h.rules_out(CONDEMNED, "COERCE"), True, "this type is not"),
    (lambda h: h.rival(CONDEMNED, "ACCUSE"), 0.3, "the next type"),
    (lambda h: h.rival(CONDEMNED, "REJECT"), 0.9, "the first type is the other's rival"),
    (lambda h: h.rival(CONDEMNED, "AID"), 0.9, "of several the likeliest"),
    (lambda h: h.strongest(), 0.9, "of the sentence"),
    (lambda h: h.strongest("THREATEN"), 0.8, "of one type"),
    (lambda h: h.plays(CONDEMNED, "actor", ENVOY), 0.95, "one word"),
    (lambda h: h.plays(CONDEMNED, "actor", US), 0.6, "of four words the likeliest"),
    (lambda h: h.plays(CONDEMNED, "recipient", ENVOY), 0.0, "another role"),
    (lambda h: h.plays(THREATENED, "actor", ENVOY), 0.0, "another act"),
    (lambda h: h.plays(NAVY, "actor", ENVOY), None, "a word that names no act has no roles"),
    (lambda h: h.flag(CONDEMNED, "no recipient"), 0.6, "as the reader says"),
    (lambda h: h.flag(THREATENED, "no recipient"), 0.2, "each act its own"),
    (lambda h: h.flag(NAVY, "no actor"), None, "no act"),
    (lambda h: h.flag(US, "no actor"), 0.4, "the row of the likeliest of its words"),
    (lambda h: h.mode(CONDEMNED, "ACCUSE")[1], 0.5, "0.3 of the type's own 0.6: other types' modes do not count"),
    (lambda h: h.mode(NAVY, "ACCUSE")[1], 0.0, "no act"),
    (lambda h: h.statuses(THREATENED)["future"], 0.7, "by name"),
    (lambda h: h.sector(NAVY, NAVY)[1], 0.9, "one word"),
]


@pytest.mark.parametrize(("ask", "answer", "reason"), ANSWERS)
def test_answers(ask, answer: float | None, reason: str) -> None:
    assert ask(SEEN) == (answer if answer is None else near(answer)), reason


# type, least likelihood, runs, reason
RUNS = [
    ("THREATEN", 0.2, [[THEN, THREATENED]], "neighbours make one run"),
    ("THREATEN", 0.5, [[THREATENED]], "the hesitant neighbour falls out"),
    ("ACCUSE", 0.5, [[CONDEMNED]], "one word"),
    ("AID", 0.5, [], "nothing seen"),
    ("AID", 0.005, [list(range(len(TOKENS)))], "hardly anything asked: all"),
    ("ASSAULT", 0.05, [[US]], "four words are one token"),
]


@pytest.mark.parametrize(("event", "least", "runs", "reason"), RUNS)
def test_runs(event: str, least: float, runs: list[list[int]], reason: str) -> None:
    assert SEEN.runs(event, least) == runs, reason


# token, type, mode, reason
MODES_SEEN = [
    (CONDEMNED, "ACCUSE", "disapprove", "the likeliest of its type, though THREATEN is likelier"),
    (CONDEMNED, "THREATEN", None, "no mode at all is likeliest"),
    (THREATENED, "THREATEN", None, "of two alike the type itself, which comes first"),
    (THREATENED, "ACCUSE", None, "as above"),
    (NAVY, "ACCUSE", None, "no act"),
]


@pytest.mark.parametrize(("token", "event", "mode", "reason"), MODES_SEEN)
def test_modes(token: int, event: str, mode: str | None, reason: str) -> None:
    found, chance = SEEN.mode(token, event)
    assert found == mode, reason
    assert 0 <= chance <= 1


def test_a_mode_is_no_other_type_s_whose_name_begins_alike() -> None:
    glance = make_glance()
    glance.modes[0] = (0.1, 0.0, 0.0, 0.9, 0.0)
    names = ("AID", "AID/food", "AID/money", "AIDED", "AIDED/x")
    renamed = Glance(**{f: getattr(glance, f) for f in Glance.__slots__ if f != "mode_names"}, mode_names=names)
    assert Hints(TOKENS, renamed).mode(CONDEMNED, "AID") == (None, near(1.0))


# token, role, stretch, reason
STRETCHES = [
    (CONDEMNED, "actor", (US, ENVOY), "two neighbours"),
    (CONDEMNED, "recipient", (CHAD, NAVY), "a gap of one token is bridged"),
    (CONDEMNED, "content", (CONDEMNED, CHAD), "two tokens between are bridged, three are not; the longest counts"),
    (CONDEMNED, "place", None, "nobody plays it"),
    (THREATENED, "recipient", (NAVY, NAVY), "from one half on, and not a hair less"),
    (NAVY, "actor", None, "no act"),
]


@pytest.mark.parametrize(("token", "role", "stretch", "reason"), STRETCHES)
def test_stretch(token: int, role: str, stretch: tuple[int, int] | None, reason: str) -> None:
    assert SEEN.stretch(token, role) == stretch, reason


def test_statuses() -> None:
    assert SEEN.statuses(CONDEMNED) == dict.fromkeys(STATUSES, near(0.1))
    assert max(SEEN.statuses(THREATENED), key=SEEN.statuses(THREATENED).__getitem__) == "future"
    assert SEEN.statuses(NAVY) == {}, "no act"


# first and last token, sector, its likelihood, reason
SECTORS_SEEN = [
    (NAVY, NAVY, "MIL", 0.9, "one word"),
    (TINY, NAVY, "MIL", 0.6, "the mean of two words"),
    (CHAD, CHAD, "GOV", 0.6, "another word"),
    (US, US, "GOV", 0.5, "the mean of four words that say the same"),
    (CHAD, NAVY, "MIL", (0.01 * 3 + 0.3 + 0.9) / 5, "all words between count, the possessive's two as well"),
]


@pytest.mark.parametrize(("low", "high", "sector", "chance", "reason"), SECTORS_SEEN)
def test_sector(low: int, high: int, sector: str, chance: float, reason: str) -> None:
    assert SEEN.sector(low, high) == (sector, near(chance)), reason


def test_without_a_glance_every_answer_is_nothing() -> None:
    none = Hints(TOKENS, None)
    assert not none.seen
    assert SEEN.seen
    for i in range(len(TOKENS)):
        assert all(none.likely(i, event) == none.rival(i, event) == 0 for event in TYPES)
        assert not none.rules_out(i)
        assert none.mode(i, "ACCUSE") == (None, 0.0)
        assert none.statuses(i) == {}
        assert all(none.flag(i, name) is None for name in FLAGS)
        assert all(none.plays(i, role, 0) is none.stretch(i, role) is None for role in ROLES)
    assert none.strongest() == none.strongest("ACCUSE") == 0
    assert none.runs("ACCUSE", 0.1) == []
    assert none.sector(0, len(TOKENS) - 1) is None


def test_a_sentence_without_tokens_asks_nothing() -> None:
    for glance in (None, make_glance()):
        empty = Hints((), glance)
        assert empty.strongest() == 0
        assert empty.runs("ACCUSE", 0.1) == []


def test_a_glance_without_words_is_a_glance_at_nothing() -> None:
    empty = Hints(TOKENS, make_glance(()))
    assert empty.seen
    assert empty.strongest() == 0
    assert empty.plays(CONDEMNED, "actor", ENVOY) is None
    assert empty.sector(0, 3) is None


def test_beyond_the_reader_s_reach_nothing_is_seen() -> None:
    """A very long sentence: the reader stopped behind "condemned"."""
    reach = words_of(CONDEMNED)[-1] + 1
    short = Hints(TOKENS, make_glance(WORDS[:reach]))
    assert short.likely(CONDEMNED, "ACCUSE") == near(0.9)
    assert short.likely(THREATENED, "THREATEN") == 0
    assert short.plays(CONDEMNED, "actor", ENVOY) == near(0.95)
    assert short.plays(CONDEMNED, "recipient", CHAD) is None, "it did not look there"
    assert short.stretch(CONDEMNED, "recipient") is None
    assert short.flag(THREATENED, "no actor") is None
    assert short.sector(CHAD, NAVY) is None
    assert short.sector(ENVOY, NAVY) is not None, "of what it saw"


def test_tokens_and_words_are_matched_by_place_wherever_the_sentence_stands() -> None:
    moved = [Token(t.i, t.start + 100, t.end + 100, t.text, t.lemma, t.tag, t.head, t.function) for t in TOKENS]
    glance = make_glance()
    there = Glance(
        **{f: getattr(glance, f) for f in Glance.__slots__ if f != "words"},
        words=tuple((a + 100, b + 100) for a, b in WORDS),
    )
    hints = Hints(moved, there)
    for i in range(len(TOKENS)):
        assert all(hints.likely(i, event) == SEEN.likely(i, event) for event in TYPES)
    assert Hints(TOKENS, there).strongest() == 0, "words of another sentence are nobody's"


def test_one_word_of_several_tokens_counts_for_each() -> None:
    """The parser takes "cannot" apart, the reader does not."""
    tokens = [Token(0, 0, 3, "can", "can", "MD", 0, "other"), Token(1, 3, 6, "not", "not", "RB", 0, "negation")]
    glance = make_glance(WORDS[:1])
    glance.types[0, TYPES.index("REJECT")] = 0.6
    one = Glance(**{f: getattr(glance, f) for f in Glance.__slots__ if f != "words"}, words=((0, 6),))
    hints = Hints(tokens, one)
    assert [hints.likely(i, "REJECT") for i in (0, 1)] == [near(0.6), near(0.6)]
    assert hints.runs("REJECT", 0.5) == [[0, 1]]
