"""A missed gold event and what each stage made of its sentence come in; the first stage that failed it goes out.

docs/check.md defines the stages; here is how each is told. Where several parties or proposals failed, the one that
came furthest counts: had that stage not failed, the event would have been right.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.code.settle import turn_future
from dragoman.codebook.schema import Rule
from dragoman.evaluate.match import share
from dragoman.evaluate.told import Party, Report, Told, countries
from dragoman.kit import Kit
from dragoman.record.candidate import Candidate, Filler
from dragoman.record.document import Sentence, Token
from dragoman.record.event import Coded
from dragoman.record.mention import Reference, Resolved

# In the order of the work: the later the stage, the nearer the event came to being right.
STAGES = ("segment", "trigger", "parse", "mention", "resolve", "frame", "filter")
PLURAL = {"actor": "actors", "recipient": "recipients"}


@dataclass(frozen=True, slots=True)
class Verdict:
    """The stage that failed an event, and how, in a sentence."""

    stage: str
    reason: str


class Workings:
    """What the stages made of one report: its sentences, whom its mentions mean, all that was proposed."""

    def __init__(self, report: Report, coded: Coded, kit: Kit) -> None:
        assert coded.document is not None
        self.report = report
        self.text = coded.document.text
        self.sentences = coded.sentences
        self.known = coded.known or Resolved()
        self.rules = kit.codebook.rules
        weighed = kit.coder.weigh_candidates(coded.document, coded.sentences, self.known, coded.glances)
        self.candidates = [turn_future(c) for scene in weighed for c in scene]

    def proposals(self, number: int) -> list[Candidate]:
        """All that was proposed on words of the annotators' sentence `number`."""
        start, end = self.report.sentences[number]
        return [c for c in self.candidates if start <= c.trigger.start < end]

    def holder(self, start: int, end: int) -> Sentence | None:
        """Our sentence that wholly holds these words."""
        return next((s for s in self.sentences if s.start <= start and end <= s.end), None)


def find_words(text: str, start: int, end: int, words: str) -> list[tuple[int, int]]:
    """Every place in `text[start:end]` where these words stand as whole words, in whatever case and spacing."""
    parts = [re.escape(part) for part in words.split()]
    if not parts:
        return []
    pattern = re.compile(r"(?<!\w)" + r"\s+".join(parts) + r"(?!\w)", re.IGNORECASE)
    return [match.span() for match in pattern.finditer(text, start, end)]


def find_trigger(event: Told, report: Report) -> list[tuple[int, int]]:
    """Where the trigger of a gold event may stand: one place where the annotator gave it, else each that has its words."""
    if event.start is not None:
        return [(event.start, event.start + len(event.trigger))]
    return find_words(report.document.text, *report.sentences[event.sentence], event.trigger)


def why_missed(event: Told, workings: Workings, taken: frozenset[tuple[int, str]]) -> Verdict:
    """The stage that failed a gold event; `taken` are the (start, type) of records that are right for another one."""
    places = find_trigger(event, workings.report)
    if places and not any(workings.holder(*place) for place in places):
        start, end = places[0]
        across = any(s.start < end and start < s.end for s in workings.sentences)
        return Verdict(
            "segment", "its trigger lies " + ("across two sentences" if across else "in no sentence of ours")
        )
    proposals = workings.proposals(event.sentence)
    own = [c for c in proposals if c.event == event.type and (c.trigger.start, c.event) not in taken]
    # On the trigger itself, else on another word for what is plainly the same act.
    own = [c for c in own if _stands_on(c, places)] or [c for c in own if _shares_party(event, c)]
    if not own:
        return _why_not_proposed(event, places, proposals, workings)
    for c in own:
        if not _wrong_roles(event, c):
            return Verdict("filter", f"‘{c.trigger.text}’ was rightly proposed ({_chance(c)}, {c.rule}) and left out")
    return max((_why_roles_wrong(event, c, workings, places) for c in own), key=_progress)


def _progress(verdict: Verdict) -> int:
    return STAGES.index(verdict.stage)


def _chance(candidate: Candidate) -> str:
    return f"confidence {candidate.scores.get('confidence', 0.0):.2f}"


def _stands_on(candidate: Candidate, places: Sequence[tuple[int, int]]) -> bool:
    return any(a < candidate.trigger.end and candidate.trigger.start < b for a, b in places)


def _codes(candidate: Candidate, role: str) -> frozenset[str]:
    fillers: tuple[Filler, ...] = getattr(candidate, role)
    return frozenset(r.actor.code for f in fillers for r in f.references if r.actor.code)


def _wrong_roles(event: Told, candidate: Candidate) -> tuple[str, ...]:
    return tuple(
        role for role, many in PLURAL.items() if not share(countries(getattr(event, many)), _codes(candidate, role))
    )


def _shares_party(event: Told, candidate: Candidate) -> bool:
    return any(countries(getattr(event, many)) & _codes(candidate, role) for role, many in PLURAL.items())


def _why_not_proposed(
    event: Told, places: Sequence[tuple[int, int]], proposals: Sequence[Candidate], workings: Workings
) -> Verdict:
    """No proposal of the type: the word read as another type, the sentence not parsed, the word mistagged or unknown."""
    if not places:
        return Verdict("trigger", "no proposal of its type, and its trigger's words do not stand in the sentence")
    for c in proposals:
        if _stands_on(c, places):
            same = "; the proposal of its type means another event" if c.event == event.type else ""
            return Verdict("trigger", f"‘{c.trigger.text}’ was read as {c.event} ({_chance(c)}, {c.rule}){same}")
    sentence = next(s for place in places if (s := workings.holder(*place)))
    if not sentence.tokens:
        return Verdict(
            "trigger", "the sentence was not parsed: no rule's words stand in it, or the reader saw no event there"
        )
    known = False
    inside = {t.i: t for t in sentence.tokens if any(a <= t.start < b for a, b in places)}
    for token in inside.values():
        if token.head in inside and token.head != token.i:
            continue  # "out" of "threw out" names nothing by itself
        kinds = {r.kind for r in workings.rules if r.event == event.type and _could_name(r, token, sentence)}
        if kinds and kinds.isdisjoint(_kinds_of(token)):
            if _is_surely_noun(token, sentence):
                return Verdict("trigger", f"{event.type} has ‘{token.text}’ as {_list(kinds)} alone; here it is a noun")
            return Verdict("parse", f"‘{token.text}’ was read as {token.tag}; {event.type} has it as {_list(kinds)}")
        known = known or bool(kinds)
    if known:
        return Verdict("trigger", f"no rule of {event.type} for ‘{event.trigger}’ fits here")
    return Verdict("trigger", f"the codebook has no rule of {event.type} for ‘{event.trigger}’")


def _could_name(rule: Rule, token: Token, sentence: Sentence) -> bool:
    """Whether a rule names this word, whatever it was tagged as, and the other words of its trigger are there too."""
    here = {token.lemma, token.text.lower(), *_stems(token.text.lower())}
    for lemma in rule.lemmas:
        words = lemma.split()
        head = words.pop(-1 if rule.kind == "noun" else 0)
        if head in here and all(any(w in (t.lemma, t.text.lower()) for t in sentence.tokens) for w in words):
            return True
    return False


def _is_surely_noun(token: Token, sentence: Sentence) -> bool:
    """Whether a word tagged as a noun is dressed as one ("a Turkish jail"): then the tagger is no doubt right."""
    dress = {t.function for t in sentence.tokens if t.head == token.i and t.i != token.i}
    return token.tag.startswith("N") and not dress.isdisjoint({"determiner", "modifier", "possessor"})


def _stems(word: str) -> Iterator[str]:
    """What a mistagged word's lemma may be: the tagger that took "bombs" for a name left its ending on."""
    for ending in ("s", "es", "ed", "d", "ing"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            yield word[: -len(ending)]
            yield word[: -len(ending)] + "e"


def _kinds_of(token: Token) -> frozenset[str]:
    """The kinds of rule that a tag lets in."""
    if token.tag == "VBG":
        return frozenset({"verb", "noun"})
    if token.tag == "VBN":
        return frozenset({"verb", "adjective"})
    first = {"V": "verb", "N": "noun", "J": "adjective", "R": "adjective"}.get(token.tag[0])
    return frozenset({first} if first else ())


def _list(kinds: set[str]) -> str:
    return " or ".join(sorted(kinds))


def _why_roles_wrong(
    event: Told, candidate: Candidate, workings: Workings, places: Sequence[tuple[int, int]]
) -> Verdict:
    """Of the roles that are wrong, the one that failed first."""
    near = places[0][0] if places else candidate.trigger.start
    found = []
    for role in _wrong_roles(event, candidate):
        parties: tuple[Party, ...] = getattr(event, PLURAL[role])
        named = [p for p in parties if p.country]
        if named:
            verdicts = [_why_not_given(p, role, candidate, event, workings, near) for p in named]
            found.append(max(verdicts, key=_progress))
        else:
            found.append(_why_filled(parties, role, candidate, event, workings))
    return min(found, key=_progress)


def _why_filled(parties: Sequence[Party], role: str, candidate: Candidate, event: Told, workings: Workings) -> Verdict:
    """Ours has a country where the gold has none: its nameless party was given one, or somebody else the role."""
    given = ", ".join(sorted(_codes(candidate, role)))
    references = [r for f in getattr(candidate, role) for r in f.references if r.actor.code]
    for party in parties:
        for a, b in find_words(workings.text, *workings.report.sentences[event.sentence], party.mention):
            if any(a < r.actor.end and r.actor.start < b for r in references):
                return Verdict(
                    "resolve", f"{role} ‘{party.mention}’ was resolved to {given}, the gold knows no country"
                )
    has = f"only ‘{parties[0].mention}’" if parties else "nobody"
    return Verdict("frame", f"{role} is {given}, the gold has {has}")


def _why_not_given(
    party: Party, role: str, candidate: Candidate, event: Told, workings: Workings, near: int
) -> Verdict:
    """Why a party with a country did not get its role: mention not found, not resolved, not framed."""
    name = f"{role} ‘{party.mention}’"
    start, end = workings.report.sentences[event.sentence]
    places = sorted(find_words(workings.text, start, end, party.mention), key=lambda p: abs(p[0] - near))
    if not places:
        return Verdict("frame", f"{name} ({party.country}) is not named in the sentence, only implied")
    sentence = next((s for s in workings.sentences if s.sequence == candidate.sentence), None)
    inside = [p for p in places if sentence is not None and sentence.start <= p[0] and p[1] <= sentence.end]
    if sentence is None or not inside:
        return Verdict("segment", f"{name} stands in another sentence of ours than the trigger")
    verdicts = [_trace(p, party, name, role, candidate, sentence, workings.known) for p in inside]
    return max(verdicts, key=_progress)


def _trace(
    place: tuple[int, int],
    party: Party,
    name: str,
    role: str,
    candidate: Candidate,
    sentence: Sentence,
    known: Resolved,
) -> Verdict:
    tokens = [t for t in sentence.tokens if place[0] <= t.start < place[1] and t.function != "punctuation"]
    found = {t.i: refs for t in tokens if (refs := _somebody(known.actors.get((sentence.sequence, t.i), ())))}
    if not found:
        return Verdict("mention", f"{name} was not found to be anybody")
    numbers = {t.i for t in tokens}
    tops = [t for t in tokens if t.head not in numbers or t.head == t.i]
    heads = [t.i for t in tops if t.i in found] or list(found)
    references = [r for i in heads for r in found[i]]
    codes = sorted({r.actor.code for r in references if r.actor.code})
    if party.country not in codes:
        told = ", ".join(codes) or "no country"
        return Verdict("resolve", f"{name} was resolved to {told} ({_bases(references)}), the gold has {party.country}")
    if len([t for t in tops if t.function not in ("determiner", "case")]) > 1:
        return Verdict("parse", f"{name} is no one phrase in the parse")
    if _root(sentence.tokens, heads[0]) != _root(sentence.tokens, candidate.token):
        return Verdict("parse", f"{name} hangs in another tree than ‘{candidate.trigger.text}’")
    given = ", ".join(sorted(_codes(candidate, role))) or "nobody"
    return Verdict("frame", f"{name} was found and resolved, but the {role} is {given}")


def _somebody(references: Sequence[Reference]) -> list[Reference]:
    """Those that may play a part: a place or a thing only does where it stands for a country."""
    return [r for r in references if r.kind not in ("place", "thing") or r.actor.code]


def _bases(references: Sequence[Reference]) -> str:
    return "by " + ", ".join(sorted({r.basis for r in references}))


def _root(tokens: Sequence[Token], i: int) -> int:
    for _ in tokens:
        if tokens[i].head == i:
            break
        i = tokens[i].head
    return i


def why_false(ours: Told, report: Report) -> Verdict:
    """Which stage let in a record that means no gold event: told twice, only the content of another, or no event at all."""
    beside = [g for g in report.gold if g.sentence == ours.sentence]
    same = [f"‘{g.trigger}’" for g in beside if g.type == ours.type]
    if same:
        # Whatever stands alone of a type has had its gold event taken by another record of the type.
        return Verdict(
            "filter", f"the sentence tells no {ours.type} but {', '.join(same)}, for which another record stands"
        )
    for g in beside:
        for a, b in find_words(report.document.text, *report.sentences[g.sentence], g.content):
            if ours.start is not None and a <= ours.start < b:
                return Verdict("filter", f"it is only the content of {g.type} ‘{g.trigger}’")
    if not beside:
        return Verdict("trigger", f"the sentence reports no event; ‘{ours.trigger}’ was taken for {ours.type}")
    others = ", ".join(f"{g.type} ‘{g.trigger}’" for g in beside)
    return Verdict("trigger", f"the sentence reports {others}, but no {ours.type}")
