"""What the learned reader sees in sentences: the same every time, tied to the text, and only where something is likely."""

from collections.abc import Iterator, Sequence
from datetime import date
from importlib.util import find_spec as real_find_spec
from itertools import pairwise

import numpy as np
import pytest

from dragoman.code.hints import PLAYS
from dragoman.flow import code_document
from dragoman.glance import LearnedReader, load_reader
from dragoman.glance.cut import LONGEST
from dragoman.glance.reader import SEEN
from dragoman.kit import Kit, _load_parts, load_kit
from dragoman.record.document import Document, Sentence
from dragoman.record.glance import FLAGS, GATE, ROLES, SECTORS, STATUSES, TYPES, Glance
from dragoman.segment import split_sentences

PLAIN = "Norway condemned Chad on Monday."
COMPANY = (
    "Norwegian gunboats shelled the harbour of Bol on Tuesday.",
    "The ferry was late.",
    "The envoy urged Mali's army to release eleven fishermen, and said Oslo would suspend its aid unless they were home by Friday.",
    "No.",
    "The committee, whose seven members had met behind closed doors since noon, agreed with Chad on a truce.",
)
# sentence, reason
ODD = [
    ("Norway condemned Chad on Monday.", "plain"),
    ("The U.S. envoy said: “We won't meet Chad's anti-war party.”", "points, quotation marks, hyphen, apostrophes"),
    ("Présidente Zoé Ångström a été reçue à N’Djaména.", "accents, which the tokenizer takes off"),
    ("Norway 🕊️ condemned Chad — again… — on 3/2/2021 (the 4th time).", "a picture, dashes, a date"),
    ("Норвегия condemned Чад and 乍得.", "letters of other alphabets"),
]


@pytest.fixture(scope="module")
def reader() -> LearnedReader:
    found = load_reader()
    assert found is not None, "onnxruntime and tokenizers are dependencies"
    return found


def lay(sentences: Sequence[str], before: str = "") -> tuple[str, list[Sentence]]:
    """Sentences as running text behind some other text, numbered from 0."""
    text, laid = before, []
    for i, sentence in enumerate(sentences):
        laid.append(Sentence(sequence=i, start=len(text), end=len(text) + len(sentence)))
        text += sentence + " "
    return text, laid


def read(reader: LearnedReader, sentences: Sequence[str], before: str = "") -> dict[int, Glance]:
    return reader.glance_sentences(*lay(sentences, before))


def letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def arrays(glance: Glance) -> list[np.ndarray]:
    return [glance.types, glance.modes, glance.statuses, glance.flags, glance.roles, glance.sectors]


def same(one: Glance, other: Glance, within: float) -> bool:
    """The same words, the same rows, and numbers that differ by no more than `within`."""
    return (
        one.rows == other.rows
        and [b - a for a, b in one.words] == [b - a for a, b in other.words]
        and all(np.abs(x - y).max(initial=0.0) <= within for x, y in zip(arrays(one), arrays(other), strict=True))
    )


def test_the_same_sentences_give_the_same_glances_to_the_last_bit(reader: LearnedReader) -> None:
    anew = load_reader.__wrapped__()
    assert anew is not None
    first = read(reader, [PLAIN, *COMPANY])
    for again in (read(reader, [PLAIN, *COMPANY]), read(anew, [PLAIN, *COMPANY])):
        assert first.keys() == again.keys()
        assert all(first[k].words == again[k].words and same(first[k], again[k], 0.0) for k in first)
    assert anew.version == reader.version


@pytest.mark.parametrize(("sentence", "reason"), ODD)
def test_where_a_sentence_stands_changes_nothing_but_its_offsets(
    reader: LearnedReader, sentence: str, reason: str
) -> None:
    here, there = read(reader, [sentence])[0], read(reader, [sentence], before="x" * 57)[0]
    assert same(here, there, 0.0), reason
    assert [(a + 57, b + 57) for a, b in here.words] == list(there.words), reason


def test_a_sentence_is_read_alike_in_whatever_company(reader: LearnedReader) -> None:
    for sentence in (PLAIN, *COMPANY):
        alone = read(reader, [sentence])[0]
        for company, reason in (
            (COMPANY, "among others"),
            (COMPANY * 4, "among many"),
            (("Rain fell. " * 30,), "beside a long one"),
            (("No.",), "beside a short one"),
            ((sentence, sentence[:-1]), "beside its like"),
        ):
            found = read(reader, [*company, sentence])[len(company)]
            assert same(alone, found, 0.0), (sentence, reason)


def test_a_report_gives_the_same_events_twice(kit: Kit) -> None:
    document = Document(id="made", text=" ".join([PLAIN, *COMPANY]), published=date(2021, 2, 10))
    one, two = code_document(document, kit), code_document(document, kit)
    assert one.events, "else nothing is compared"
    assert one.events == two.events


def test_glances_are_told_apart_by_the_number_of_the_sentence(reader: LearnedReader) -> None:
    text, (first, second) = lay([COMPANY[4], PLAIN])
    worth = [
        Sentence(sequence=7, start=first.start, end=first.end),
        Sentence(sequence=3, start=second.start, end=second.end),
    ]
    found = reader.glance_sentences(text, worth)
    assert {k: text[g.words[0][0] : g.words[0][1]] for k, g in found.items()} == {7: "The", 3: "Norway"}


@pytest.mark.parametrize(("sentence", "reason"), ODD)
def test_words_cut_the_text(reader: LearnedReader, sentence: str, reason: str) -> None:
    text, laid = lay(["Nothing else was heard — not a “word”.", sentence])
    words = reader.glance_sentences(text, laid)[1].words
    cut = [text[a:b] for a, b in words]
    assert all(w and w == w.strip() for w in cut), reason
    assert all(b <= c for (_, b), (c, _) in pairwise(words)), "rising, and none over another"
    assert letters("".join(cut)) == letters(sentence), f"every letter belongs to a word: {reason}"
    assert all(laid[1].start <= a < b <= laid[1].end for a, b in words), reason


@pytest.mark.parametrize("sentence", [PLAIN, *COMPANY])
def test_arrays_have_the_shapes_that_a_glance_promises(reader: LearnedReader, sentence: str) -> None:
    g = read(reader, [sentence])[0]
    n, k = len(g.words), len(g.rows)
    shapes = [(n, len(TYPES)), (k, len(g.mode_names)), (k, len(STATUSES)), (k, len(FLAGS)), (k, n, len(ROLES))]
    assert [x.shape for x in arrays(g)] == [*shapes, (n, len(SECTORS))]
    assert all(((x >= 0) & (x <= 1)).all() for x in arrays(g)), "probabilities"
    for x in (g.modes, g.statuses, g.sectors):
        assert np.allclose(x.sum(-1), 1, atol=1e-5), "one of several"


def test_rows_only_where_an_event_is_likely(reader: LearnedReader) -> None:
    glances = read(reader, [PLAIN, *COMPANY])
    for g in glances.values():
        assert set(g.rows) == set(np.nonzero(g.types.max(-1) >= SEEN)[0].tolist())
        assert [g.rows[i] for i in sorted(g.rows)] == list(range(len(g.rows))), "each row is one word's"
    assert glances[0].rows
    seen = [float(g.types[i].max()) for g in glances.values() for i in g.rows]
    assert min(seen) < 0.3, "what is hardly likely has a row too: the scorer decides"
    assert not glances[2].rows, "a late ferry is nobody's act"


# sentence, its word that names the event, the type, actor, recipient
TOLD = [
    (PLAIN, "condemned", "ACCUSE", "Norway", "Chad"),
    ("Chad was condemned by Norway.", "condemned", "ACCUSE", "Norway", "Chad"),
    ("Malian police arrested three journalists in Gao.", "arrested", "COERCE", "police", "journalists"),
]


@pytest.mark.parametrize(("sentence", "word", "event", "actor", "recipient"), TOLD)
def test_a_plain_act_is_seen(
    reader: LearnedReader, sentence: str, word: str, event: str, actor: str, recipient: str
) -> None:
    g = read(reader, [sentence])[0]
    words = [sentence[a:b] for a, b in g.words]
    i, j = np.unravel_index(int(g.types.argmax()), g.types.shape)
    assert (words[i], TYPES[j]) == (word, event)
    assert g.types[i, j] >= 0.5
    roles = g.roles[g.rows[int(i)]]
    for role, name in (("actor", actor), ("recipient", recipient)):
        assert roles[words.index(name), ROLES.index(role)] >= PLAYS, role


@pytest.mark.parametrize(
    ("sentences", "numbers", "reason"),
    [
        ([], [], "nothing to read"),
        (["", "   "], [], "no word in it"),
        (["", PLAIN], [1], "the empty one alone is left out"),
        (["…"], [0], "a mark counts as a word"),
    ],
)
def test_a_sentence_without_words_has_no_glance(
    reader: LearnedReader, sentences: list[str], numbers: list[int], reason: str
) -> None:
    assert list(read(reader, sentences)) == numbers, reason


def test_a_very_long_sentence_is_read_as_far_as_the_network_reaches(reader: LearnedReader) -> None:
    text = PLAIN[:-1] + " and snow fell on the hills" * 40 + " and Mali arrested a spy."
    document = Document(id="long", text=text, published=date(2021, 2, 10))
    (sentence,) = split_sentences(document)
    g = reader.glance_sentences(text, [sentence])[0]
    assert len(g.words) <= LONGEST - 2
    assert g.words[-1][1] < text.index("Mali"), "the rest has no words"
    assert [text[a:b] for a, b in g.words[:3]] == ["Norway", "condemned", "Chad"]


def test_beyond_the_reader_s_reach_rules_work_alone(kit: Kit) -> None:
    text = PLAIN[:-1] + " and snow fell on the hills" * 40 + " and Mali arrested a spy."
    document = Document(id="long", text=text, published=date(2021, 2, 10))
    coded = code_document(document, kit)
    (candidates,) = kit.coder.weigh_candidates(document, coded.sentences, coded.known, coded.glances)
    assert "arrested" in {c.trigger.text for c in candidates}


def test_a_sentence_without_end_is_no_fault(kit: Kit) -> None:
    text = PLAIN[:-1] + " and snow fell on the hills" * 500 + "."
    assert code_document(Document(id="endless", text=text), kit).fault is None


def glance_at(likely: float) -> Glance:
    types = np.zeros((2, len(TYPES)), np.float32)
    types[1, 3] = likely
    none = np.zeros((0, 4))
    return Glance(
        words=((0, 4), (5, 9)),
        types=types,
        rows={},
        modes=none,
        statuses=none,
        flags=none,
        roles=np.zeros((0, 2, len(ROLES))),
        sectors=np.zeros((2, len(SECTORS))),
        mode_names=(),
    )


@pytest.mark.parametrize(
    ("glance", "worth", "reason"),
    [
        (glance_at(0.0), False, "nothing seen"),
        (glance_at(GATE - 0.005), False, "too little seen"),
        (glance_at(GATE + 0.005), True, "a little seen: the scorer decides"),
        (glance_at(0.99), True, "an event for sure"),
    ],
)
def test_the_gate(glance: Glance, worth: bool, reason: str) -> None:
    assert glance.may_hold_event(9) is worth, reason


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """A world in which a package may be missing; the cache is emptied before and after."""
    load_reader.cache_clear()
    yield monkeypatch
    monkeypatch.undo()
    load_reader.cache_clear()


@pytest.mark.parametrize("package", ["onnxruntime", "tokenizers"])
def test_without_its_packages_there_is_no_reader_and_the_rules_work_alone(
    without: pytest.MonkeyPatch, package: str
) -> None:
    without.setattr("dragoman.glance.reader.find_spec", lambda name: None if name == package else real_find_spec(name))
    assert load_reader() is None
    alone = _load_parts.__wrapped__("both")
    rules = load_kit(strict=True, reader="rules")
    assert alone.reader is None
    assert alone.coder.version == rules.coder.version, "the weights of rules alone, and the record says so"
    assert "reader" not in alone.coder.version
    document = Document(id="made", text=PLAIN, published=date(2021, 2, 10))
    coded = code_document(document, alone)
    assert [(e.event, e.trigger.text) for e in coded.events] == [("ACCUSE", "condemned")]
    assert coded.glances == {}
    assert coded.events == code_document(document, rules).events


def test_a_record_names_the_reader_that_helped(kit: Kit, reader: LearnedReader) -> None:
    assert kit.coder.version.endswith(f"; reader {reader.version}")
