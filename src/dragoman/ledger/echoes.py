"""A saying and later sentences of reports come in; what they tell of it that was not coded as an event goes out.

A sentence that repeats nearly all words for an act, names its doer before it, and neither denies it nor speaks of what is to
come tells that it was done. That is less sure than an event, and so told with less confidence.
"""

from collections.abc import Iterator

from dragoman.codebook.commitments import load_ledger_words
from dragoman.codebook.stems import stem_words
from dragoman.ledger.answers import REACH, measure_share, tell_done
from dragoman.ledger.deeds import AFTER, BEFORE, NEVER, acts_for_himself, list_callings, list_codes
from dragoman.ledger.names import lies_elsewhere, list_named
from dragoman.ledger.outcomes import MET, OBEYED, UNLESS, is_negated, is_truce, looks_back, name_outcome
from dragoman.ledger.passages import Passages, Sentence
from dragoman.ledger.sayings import Saying, read_verb
from dragoman.record.commitment import Change
from dragoman.record.mention import Actor

# The share of the words for an act, and for a condition, that a sentence must repeat; of fewer words than FEW, all.
ACT, CONDITION, FEW = 0.66, 0.6, 3
# The share of a sentence before, whose words a pronoun stands for.
AROUND = 0.3
# A sentence of more words tells of more than one matter: where they stand would have to be known.
LONG = 40
# What a sentence that was not coded is worth beside one that was.
WORTH = 0.5


def find_echoes(saying: Saying, passages: Passages) -> Iterator[Change]:
    """Every change of a saying's state that later sentences show by their words alone."""
    yield from _find_acts(saying, passages)
    yield from _find_conditions(saying, passages)


def _is_later(saying: Saying, sentence: Sentence) -> bool:
    """Whether a sentence stands in a later report: what else the saying's own report tells is its background."""
    first = saying.deed.tellings[0]
    day = max(saying.deed.day, first.published or NEVER)
    return sentence.passage.published > day and not looks_back(saying, sentence.passage.text)


def _find_acts(saying: Saying, passages: Passages) -> Iterator[Change]:
    verb = saying.verb
    if verb is None or is_truce(saying):
        return
    matter = saying.matter | saying.figures if len(saying.matter) < FEW else saying.matter
    share = ACT if len(matter) >= FEW else 1.0
    if saying.around:
        matter, share = saying.around, max(AROUND, min(1.0, FEW / len(saying.around)))
    if len(matter) < 2:
        return
    for sentence in passages.find(matter, share):
        if verb not in sentence.words or not _is_later(saying, sentence):
            continue
        text, known = sentence.passage.text, saying.targets | saying.doers | list_codes(saying.by)
        if lies_elsewhere(saying.names, saying.party_words, known, (text,)) or _is_upon_others(saying, sentence):
            continue
        at = sentence.stems.index(verb)
        near = frozenset(sentence.stems[max(at - BEFORE, 0) : at + AFTER])
        if measure_share(matter, near) < share:
            continue
        told = tell_done(sentence.stems[max(at - REACH, 0) : at], saying.matter)
        if told is None or not _is_by(saying, sentence, at):
            continue
        worth = WORTH * measure_share(matter, near)
        if told:
            state, why = name_outcome(saying, sentence.passage.published, near, (sentence.passage.text,))
            yield _change(state, sentence, worth, why)
        elif not is_negated(saying) and saying.family in ("give", "ask"):
            yield _change("undone", sentence, worth, "a report says that it was not done")


def _is_upon_others(saying: Saying, sentence: Sentence) -> bool:
    """Whether a sentence names others than the doers, and none of those of whom or to whom the saying spoke."""
    named = {code for _, code in sentence.named} - saying.doers
    targets = (saying.targets | list_codes(saying.expects.recipient if saying.expects else ())) - saying.doers
    return bool(targets) and bool(named) and not targets & named


def _is_by(saying: Saying, sentence: Sentence, at: int) -> bool:
    """Whether the act at word `at` is that of a doer of the saying: whoever is named last before it, else after it."""
    called = list_callings(saying.who)
    if saying.is_home and all(acts_for_himself(a) for a in saying.who) and called.isdisjoint(sentence.stems[:at]):
        return False
    before = [code for place, code in sentence.named if place < at]
    if before:
        return before[-1] in saying.doers
    if _names(saying.by, sentence.stems[:at]) or (saying.family == "ask" and _names(saying.to, sentence.stems[:at])):
        return True
    if sentence.named:
        return sentence.named[0][1] in saying.doers and "by" in sentence.stems[at:]
    return bool(sentence.named_before & saying.doers)


def _names(actors: tuple[Actor, ...], stems: tuple[str, ...]) -> bool:
    """Whether words hold one by which parties without a country in it are called: "the miners", "Ratushny"."""
    plain = load_ledger_words().plain
    return any(w in stems for a in actors for w in stem_words(a.identifier_text or a.entity_text) if w not in plain)


def _find_conditions(saying: Saying, passages: Passages) -> Iterator[Change]:
    condition = saying.deed.best.event.condition
    if condition is None or saying.family == "refuse":
        return
    matter = saying.waits
    if len(matter) < 2:
        return
    unless = condition.text.split()[0].lower() in UNLESS
    named = frozenset(code for _, code in list_named(condition.text, saying.deed.tellings[0].published))
    parties = named or (list_codes(saying.by) | list_codes(saying.to) if saying.to else frozenset())
    verb = read_verb(condition.text, matter)
    for sentence in passages.find(matter, CONDITION if len(matter) >= FEW else 1.0):
        if verb not in sentence.words:
            continue
        codes = {code for _, code in sentence.named}
        if len(sentence.stems) > LONG or not _is_later(saying, sentence) or (codes and parties and not codes & parties):
            continue
        last = max(at for at, word in enumerate(sentence.stems) if word in matter)
        told = tell_done(sentence.stems[:last], frozenset(stem_words(condition.text)))
        worth = WORTH * measure_share(matter, sentence.words)
        if told and not unless:
            yield _change("condition met", sentence, worth, MET)
        elif told and saying.kind == "ultimatum":
            yield _change("kept", sentence, worth, OBEYED)
        elif told is False and unless:
            yield _change("condition met", sentence, worth, MET)


def _change(state: str, sentence: Sentence, worth: float, why: str) -> Change:
    passage = sentence.passage
    why = f"{why}: {passage.document}: {passage.text.strip()}"
    return Change(state=state, since=passage.published, events=(), confidence=round(worth, 4), why=why)
