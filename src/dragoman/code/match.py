"""The codebook's rules come in, compiled once; for each token of a sentence the rule that fits best goes out."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dragoman.codebook import Codebook
from dragoman.codebook.schema import Rule
from dragoman.code.view import NOUN_TAGS, VERB_TAGS, View
from dragoman.record.mention import KINDS, Resolved

KIND_GROUPS: dict[str, frozenset[str]] = {
    "actor": KINDS - {"place", "thing"},
    "armed": frozenset({"forces", "police", "armed_group"}),
    "authority": frozenset({"state", "government", "official", "forces", "police", "court", "parliament", "body"}),
    "civil": frozenset({"people", "person", "press", "business"}),
}


@dataclass(frozen=True, slots=True)
class Match:
    """A rule that fits at a token: how heavy its conditions are and the last token of its trigger."""

    rule: Rule
    weight: float
    first: int
    last: int


class Matcher:
    """Holds the rules by trigger word; `matches` of a sentence is asked once and remembered in a `Reading`."""

    def __init__(self, codebook: Codebook) -> None:
        self.words = codebook.words
        self._by_lemma: dict[str, dict[str, list[tuple[Rule, tuple[str, ...]]]]] = {
            "verb": defaultdict(list), "noun": defaultdict(list), "adjective": defaultdict(list)}
        for rule in codebook.rules:
            for lemma in rule.lemmas:
                words = tuple(lemma.split())
                # A noun's head stands last ("air strike"), a verb's first ("open fire").
                key = words[-1] if rule.kind == "noun" else words[0]
                rest = words[:-1] if rule.kind == "noun" else words[1:]
                self._by_lemma[rule.kind][key].append((rule, rest))

    def lemmas(self) -> set[str]:
        """Every word that can head a trigger."""
        return {lemma for table in self._by_lemma.values() for lemma in table}

    def rules_at(self, view: View, i: int) -> Iterable[tuple[Rule, tuple[str, ...]]]:
        """The rules whose trigger word could be token `i`, by its lemma and part of speech."""
        token = view.tokens[i]
        if token.tag in VERB_TAGS and token.function != "modifier":
            yield from self._by_lemma["verb"].get(token.lemma, ())
            if token.tag == "VBG":
                yield from self._by_lemma["noun"].get(token.text.lower(), ())
            if token.function in ("complement",) or token.tag == "VBN":
                yield from self._by_lemma["adjective"].get(token.text.lower(), ())
        elif token.tag in NOUN_TAGS:
            yield from self._by_lemma["noun"].get(token.lemma, ())
            if token.text.lower() != token.lemma:
                yield from self._by_lemma["noun"].get(token.text.lower(), ())
            if token.lemma.endswith("ing"):
                yield from ()
        elif token.tag in ("JJ", "JJR", "JJS", "RB") and token.function != "modifier":
            yield from self._by_lemma["adjective"].get(token.lemma, ())


class Reading:
    """One sentence read with the rules: remembers for each token which rule fits best."""

    def __init__(self, view: View, matcher: Matcher, known: Resolved) -> None:
        self.view = view
        self._matcher = matcher
        self._known = known
        self._best: dict[int, Match | None] = {}

    def best(self, i: int) -> Match | None:
        """The heaviest rule that fits at token `i`, or None; of equals the first in the files."""
        if i in self._best:
            return self._best[i]
        self._best[i] = None  # a rule that asks about its own token gets no answer
        best: Match | None = None
        for rule, rest in self._matcher.rules_at(self.view, i):
            span = self._trigger(i, rule.kind, rest)
            if span is None:
                continue
            weight = self._weigh(rule, i)
            if weight is None:
                continue
            weight += rule.rank + 1.5 * len(rest)
            if best is None or weight > best.weight:
                best = Match(rule, weight, *span)
        self._best[i] = best
        return best

    def _trigger(self, i: int, kind: str, rest: tuple[str, ...]) -> tuple[int, int] | None:
        """First and last token of a trigger of several words, None where its words are not there."""
        if not rest:
            return i, i
        tokens = self.view.tokens
        if kind == "noun":
            if tuple(t.lemma for t in tokens[max(0, i - len(rest)) : i]) == rest:
                return i - len(rest), i
            return (i, i) if len(rest) == 1 and any(t.lemma == rest[0] and t.function == "modifier" for t in self.view.children[i]) else None
        after = tokens[i + 1 : i + 1 + len(rest)]
        if len(after) == len(rest) and all(rest[k] in (t.lemma, t.text.lower()) for k, t in enumerate(after)):
            return i, i + len(rest)
        near = {word for child in self.view.children[i] for word in (child.lemma, child.text.lower())}
        near |= {word for child in self.view.children[i] if child.function == "preposition"
                 for grand in self.view.children[child.i] for word in (grand.lemma, grand.text.lower())}
        return (i, i) if all(word in near for word in rest) else None

    def _weigh(self, rule: Rule, i: int) -> float | None:
        """How heavy the rule's conditions are where all hold, else None."""
        weight = 0.0
        for slot, terms in rule.where:
            one = self._weigh_slot(i, slot, terms)
            if one is None:
                return None
            weight += one
        return weight

    def _weigh_slot(self, i: int, slot: str, terms: tuple[str, ...]) -> float | None:
        positive = [t for t in terms if not t.startswith("!")]
        negative = [t[1:] for t in terms if t.startswith("!")]
        if slot in ("clause_form", "voice"):
            have = self._forms(i, slot)
            ok = not have.intersection(negative) and (not positive or bool(have.intersection(positive)))
            return 1.0 if ok else None
        fillers = self._fillers(i, slot)
        if positive == ["-"]:
            return 0.5 if not fillers else None
        if any(self._holds(term, j, slot) for term in negative for j in fillers):
            return None
        if not positive:
            return 0.5
        if "-" in positive and not fillers:
            return 0.5
        if "*" in positive and fillers:
            return 0.5
        return 1.0 if any(self._holds(term, j, slot) for term in positive for j in fillers) else None

    def _fillers(self, i: int, slot: str) -> list[int]:
        if slot == "sentence":
            return [i]
        if slot == "governor":
            return [link.dependent for link in self.view.links(i, "governor")]
        return [k for j, _ in self.view.follow(i, slot) for k in self.view.with_conjuncts(j)]

    def _holds(self, term: str, j: int, slot: str) -> bool:
        """Whether a positive term holds of the word at token `j`."""
        view = self.view
        if term.startswith("~") or slot == "sentence":
            low, high = (0, len(view.tokens) - 1) if slot == "sentence" else view.phrase(j)
            bare = term.removeprefix("~")
            return any(self._is_word(bare, k) for k in range(low, high + 1))
        if term == "*":
            return True
        if term.startswith("#"):
            wanted = KIND_GROUPS.get(term[1:]) or frozenset({term[1:]})
            return any(r.kind in wanted for r in self._known.actors.get((view.sentence.sequence, j), ()))
        if term.startswith("="):
            name, _, mode = term[1:].partition("/")
            match = self.best(j)
            return match is not None and match.rule.event == name and (not mode or match.rule.mode == mode)
        if self._is_word(term, j):
            return True
        # "is a mistake": what a copula says is its complement.
        return slot.endswith("clause") and any(self._is_word(term, link.dependent) for link in view.links(j, "complement"))

    def _is_word(self, term: str, j: int) -> bool:
        if term.startswith("@"):
            words = self._matcher.words[term[1:]]
            return any(name in words for name in self.view.names(j))
        return any(name == term for name in self.view.names(j))

    def _forms(self, i: int, slot: str) -> set[str]:
        """The forms of the content clauses of token `i`, or its voice."""
        if slot == "voice":
            passive = any(link.via.startswith("passive") for link in self.view.sentence.links.get(i, ())) or any(
                c.function == "passive_auxiliary" for c in self.view.children[i])
            return {"passive" if passive else "active"}
        return {clause_form(self.view, j) for j, _ in self.view.fill(i, "clause")}


def clause_form(view: View, i: int) -> str:
    """The form of the clause whose verb is token `i`: to, if, ing, quote or that."""
    children = view.children[i]
    if any(c.function == "auxiliary" and c.tag == "TO" for c in children):
        return "to"
    if any(c.function == "marker" and c.lemma in ("if", "whether") for c in children):
        return "if"
    low, high = view.phrase(i)
    if any(t.tag in ("``", "''") or t.text in "“”\"" for t in view.tokens[max(0, low - 1) : low + 1]):
        return "quote"
    if view.tokens[i].tag == "VBG" and not any(c.function == "auxiliary" for c in children):
        return "ing"
    return "that"


def compile_matcher(codebook: Codebook) -> Matcher:
    """Compile the codebook's rules once; the matcher is never changed afterwards."""
    return Matcher(codebook)


def word_classes(codebook: Codebook) -> Mapping[str, frozenset[str]]:
    """The codebook's word classes by name."""
    return codebook.words
