"""The codebook's rules come in, compiled once; for each token of a sentence the rule that fits best goes out."""

from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cache

from dragoman.code.view import NOUN_TAGS, VERB_TAGS, View
from dragoman.codebook import Codebook
from dragoman.codebook.schema import Rule
from dragoman.record.document import Token
from dragoman.record.mention import KINDS, Reference, Resolved

KIND_GROUPS: dict[str, frozenset[str]] = {
    "actor": KINDS - {"place", "thing"},
    "armed": frozenset({"forces", "police", "armed_group"}),
    "authority": frozenset({"state", "government", "official", "forces", "police", "court", "parliament", "body"}),
    "civil": frozenset({"people", "person", "press", "business"}),
}
# For whom a person of a sector acts.
SECTOR_KINDS = {
    **dict.fromkeys(("REB", "UAF"), "armed_group"),
    "COP": "police",
    "GOV": "official",
    "JUD": "court",
    "LEG": "parliament",
    "MIL": "forces",
    "PTY": "party",
}
# Slots whose answer is a form and not a word.
FORMS = frozenset({"clause_form", "parties", "voice"})
# Where a time may stand too: "agreed on Friday" agrees on nothing yet.
TIMED = frozenset({"at", "for", "in", "on", "over"})
# From so many states on, "parties" are many.
MANY = 3


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of one condition, sorted by what they ask: the word itself, a word in its phrase, its kind, its event."""

    words: frozenset[str]
    anywhere: frozenset[str]
    kinds: frozenset[str]
    events: frozenset[tuple[str, str]]

    def __bool__(self) -> bool:
        return bool(self.words or self.anywhere or self.kinds or self.events)


@dataclass(frozen=True, slots=True)
class Condition:
    """One slot of a rule's `where`: what must hold there, what must not, and whether "*" or "-" will do."""

    slot: str
    positive: Terms
    negative: Terms
    any_filled: bool
    empty: bool


@dataclass(frozen=True, slots=True)
class Trigger:
    """A rule with the words of one of its triggers beside the head, and its compiled conditions, cheapest first.

    `needs` are the numbers of word lists of which a word must stand in the sentence, or no slot needs to be looked up.
    """

    rule: Rule
    rest: tuple[str, ...]
    conditions: tuple[Condition, ...]
    needs: frozenset[int]


@dataclass(frozen=True, slots=True)
class Match:
    """A rule that fits at a token: how heavy its conditions are and the first and last token of its trigger."""

    rule: Rule
    weight: float
    first: int
    last: int


class Matcher:
    """Holds the compiled rules by trigger word; never changed after it is made."""

    def __init__(self, codebook: Codebook) -> None:
        self.words = codebook.words
        self._tables: dict[str, dict[str, list[Trigger]]] = {
            kind: defaultdict(list) for kind in ("verb", "noun", "adjective")
        }
        self._lists: dict[frozenset[str], int] = {}
        # Hundreds of rules ask for the same terms.
        self._sort = cache(self._sort_terms)
        for rule in codebook.rules:
            conditions = tuple(sorted((self._compile(slot, terms) for slot, terms in rule.where), key=_cost))
            needs = frozenset(n for n in map(self._number_list, conditions) if n is not None)
            for lemma in rule.lemmas:
                words = tuple(lemma.split())
                # A noun's head stands last ("air strike"), a verb's first ("open fire").
                key, rest = (words[-1], words[:-1]) if rule.kind == "noun" else (words[0], words[1:])
                self._tables[rule.kind][key].append(Trigger(rule, rest, conditions, needs))
        lists_of: dict[str, set[int]] = defaultdict(set)
        for word_list, number in self._lists.items():
            for word in word_list:
                lists_of[word].add(number)
        self._lists_of = dict(lists_of)
        self._listed = frozenset(lists_of)

    def triggers_at(self, view: View, i: int) -> Iterator[Trigger]:
        """The triggers that token `i` could be, by its lemma and part of speech."""
        token = view.tokens[i]
        lower = token.text.lower()
        if token.tag in VERB_TAGS and token.function != "modifier":
            yield from self._tables["verb"].get(token.lemma, ())
            if token.tag == "VBG":
                yield from self._tables["noun"].get(lower, ())
            elif token.tag == "VBN":
                yield from self._tables["adjective"].get(lower, ())
        elif token.tag in NOUN_TAGS and token.function != "modifier":
            # A noun that only describes another ("a combat medic", "rescue helicopters") reports nothing.
            yield from self._tables["noun"].get(token.lemma, ())
            if lower != token.lemma:
                yield from self._tables["noun"].get(lower, ())
        elif token.tag in ("JJ", "JJR", "JJS", "RB") and token.function != "modifier":
            yield from self._tables["adjective"].get(token.lemma, ())

    def find_lists(self, names: Set[str]) -> frozenset[int]:
        """The numbers of all word lists of which one of these names is a word."""
        return frozenset().union(*[self._lists_of[name] for name in names & self._listed])

    def _number_list(self, condition: Condition) -> int | None:
        """The number of the words of which the condition needs one; None where it can hold without."""
        terms = condition.positive
        if (
            condition.slot in FORMS
            or condition.any_filled
            or condition.empty
            or terms.kinds
            or terms.events
            or not terms
        ):
            return None
        return self._lists.setdefault(terms.words | terms.anywhere, len(self._lists))

    def _compile(self, slot: str, terms: tuple[str, ...]) -> Condition:
        positive = [t for t in terms if not t.startswith("!")]
        return Condition(
            slot=slot,
            positive=self._sort(tuple(t for t in positive if t not in "*-")),
            negative=self._sort(tuple(t[1:] for t in terms if t.startswith("!"))),
            any_filled="*" in positive,
            empty="-" in positive,
        )

    def _sort_terms(self, terms: tuple[str, ...]) -> Terms:
        words: set[str] = set()
        anywhere: set[str] = set()
        kinds: set[str] = set()
        events: set[tuple[str, str]] = set()
        for term in terms:
            bare = term.removeprefix("~")
            if bare.startswith("#"):
                kinds |= KIND_GROUPS.get(bare[1:]) or {bare[1:]}
            elif bare.startswith("="):
                name, _, mode = bare[1:].partition("/")
                events.add((name, mode))
            else:
                (anywhere if term.startswith("~") else words).update(
                    self.words[bare[1:]] if bare.startswith("@") else {bare}
                )
        return Terms(frozenset(words), frozenset(anywhere), frozenset(kinds), frozenset(events))


def _cost(condition: Condition) -> int:
    """Conditions that ask for plain words are answered soonest; those that ask for events may read the whole sentence."""
    return 2 * bool(condition.positive.events or condition.negative.events) + bool(
        condition.positive.kinds or condition.negative.kinds
    )


class Reading:
    """One sentence read with the rules: remembers for each token which rule fits best."""

    def __init__(self, view: View, matcher: Matcher, known: Resolved) -> None:
        self.view = view
        self._matcher = matcher
        self._known = known
        self._lists = matcher.find_lists(view.all_names)
        self._best: dict[int, Match | None] = {}
        self._found: dict[tuple[int, str], list[int]] = {}

    def best(self, i: int) -> Match | None:
        """The rule that speaks for token `i`, or None; a verb that only lends a noun its subject ("held talks") leaves it the word."""
        match = self._fit(i)
        if match is None or match.rule.event is None:
            return match
        if self.view.tokens[i].lemma in self.view.light:
            nouns = [self._fit(link.dependent) for link in self.view.links(i, "object")]
            return None if any(n is not None and _tells(n, match) for n in nouns) else match
        for link in self.view.links(i, "governor"):
            verb = self._fit(link.dependent)
            if link.via == "object" and self.view.tokens[link.dependent].lemma in self.view.light and verb is not None:
                return None if verb.rule.event == match.rule.event and not _tells(match, verb) else match
        return match

    def _fit(self, i: int) -> Match | None:
        """The heaviest rule that fits at token `i`, or None; of equals the first in the files."""
        if i in self._best:
            return self._best[i]
        self._best[i] = None  # a rule that asks about its own token gets no answer
        best: Match | None = None
        for trigger in self._matcher.triggers_at(self.view, i):
            if not trigger.needs <= self._lists:
                continue
            span = self._place(i, trigger)
            weight = self._weigh(trigger, i) if span is not None else None
            if span is None or weight is None:
                continue
            weight += trigger.rule.rank + 1.5 * len(trigger.rest)
            if best is None or weight > best.weight:
                best = Match(trigger.rule, weight, *span)
        self._best[i] = best
        return best

    def _place(self, i: int, trigger: Trigger) -> tuple[int, int] | None:
        """First and last token of a trigger of several words, None where its words are not there."""
        rest = trigger.rest
        if not rest:
            return i, i
        if not self.view.all_names.issuperset(rest):
            return None
        tokens = self.view.tokens
        if trigger.rule.kind == "noun":
            if i >= len(rest) and all(
                word in self.view.names(j) for word, j in zip(rest, range(i - len(rest), i), strict=True)
            ):
                return i - len(rest), i
            near = any(rest[0] in self.view.names(t.i) and t.function == "modifier" for t in self.view.children[i])
            return (i, i) if len(rest) == 1 and near else None
        after = range(i + 1, i + 1 + len(rest))
        beside = after.stop <= len(tokens) and all(
            word in self.view.names(j) and not self._is_apart(tokens[j], i, rest)
            for word, j in zip(rest, after, strict=True)
        )
        if beside:
            return i, i + len(rest)
        children = [
            child.i
            for child in self.view.children[i]
            if child.function != "auxiliary" and not self._is_apart(child, i, rest)
        ]
        children += [
            grand.i
            for child in self.view.children[i]
            if child.function == "preposition"
            for grand in self.view.children[child.i]
        ]
        return (i, i) if all(any(word in self.view.names(j) for j in children) for word in rest) else None

    def _is_apart(self, child: Token, i: int, rest: Sequence[str]) -> bool:
        """Whether a preposition of the verb at token `i` is no part of it: "in 1989 it closed the road in a dispute" closes in on nobody."""
        if child.function != "preposition":
            return False
        below = self.view.children[child.i]
        # "The plan from which they backed away" does.
        asked = any(t.tag in ("WDT", "WP") for t in below)
        if (child.i < i and not asked) or any(self._in_time(t.i) for t in below):
            return True
        between = any(i < link.dependent < child.i for link in self.view.links(i, "object"))
        # "Put their faith in the UN" is one phrase.
        return rest == ("in",) and between and any(t.function == "prep_object" for t in below)

    def _weigh(self, trigger: Trigger, i: int) -> float | None:
        """How heavy the rule's conditions are where all hold, else None."""
        weight = 0.0
        for condition in trigger.conditions:
            one = self._weigh_forms(i, condition) if condition.slot in FORMS else self._weigh_condition(i, condition)
            if one is None:
                return None
            weight += one
        return weight

    def _weigh_forms(self, i: int, condition: Condition) -> float | None:
        have = self._forms(i, condition.slot)
        holds = have.isdisjoint(condition.negative.words) and (
            not condition.positive.words or not have.isdisjoint(condition.positive.words)
        )
        return 1.0 if holds else None

    def _weigh_condition(self, i: int, condition: Condition) -> float | None:
        positive, negative = condition.positive, condition.negative
        if condition.slot == "speaker":
            return 0.5 if bool(self._known.speakers.get(self.view.sentence.sequence)) != condition.empty else None
        fillers = self._fillers(i, condition.slot)
        if negative and any(self._holds(negative, j, condition.slot) for j in fillers):
            return None
        if not fillers and condition.empty:
            return 0.5
        if positive and any(self._holds(positive, j, condition.slot) for j in fillers):
            return 1.0
        if condition.any_filled:
            return 0.5 if fillers else None
        return None if positive or condition.empty else 0.5

    def _fillers(self, i: int, slot: str) -> list[int]:
        """What stands in a slot of token `i`, with all that is coordinated; many rules ask for the same."""
        found = self._found.get((i, slot))
        if found is None:
            found = self._found[i, slot] = self._find_fillers(i, slot)
        return found

    def _find_fillers(self, i: int, slot: str) -> list[int]:
        if slot == "sentence":
            return [i]
        if slot == "governor":
            return [link.dependent for link in self.view.links(i, "governor")]
        found = [k for j, _ in self.view.follow(i, slot) for k in self.view.with_conjuncts(j)]
        return [k for k in found if not self._in_time(k)] if slot in TIMED else found

    def _in_time(self, i: int) -> bool:
        """Whether token `i` stands in words for a time."""
        start = self.view.tokens[i].start
        return any(t.start <= start < t.end for t in self._known.times.get(self.view.sentence.sequence, ()))

    def _holds(self, terms: Terms, j: int, slot: str) -> bool:
        """Whether any of the terms holds of the word at token `j`."""
        view = self.view
        if slot == "sentence":
            return not (view.all_names.isdisjoint(terms.words) and view.all_names.isdisjoint(terms.anywhere))
        if terms.words and not view.names(j).isdisjoint(terms.words):
            return True
        if terms.anywhere and not view.phrase_names(j).isdisjoint(terms.anywhere):
            return True
        if terms.kinds and any(_is_of(r, terms.kinds) for r in self._known.actors.get((view.sentence.sequence, j), ())):
            return True
        if terms.events:
            match = self._fit(j)
            if match is not None and match.rule.event is not None:
                mode = match.rule.mode or ""
                if (match.rule.event, "") in terms.events or (mode and (match.rule.event, mode) in terms.events):
                    return True
        # "is a mistake": what a copula says is its complement.
        return (
            bool(terms.words)
            and slot.endswith("clause")
            and any(not view.names(link.dependent).isdisjoint(terms.words) for link in view.links(j, "complement"))
        )

    def _forms(self, i: int, slot: str) -> set[str]:
        """The forms of the content clauses of token `i`, its voice, or whether many take part."""
        if slot == "parties":
            return {"many" if self._count_states(i) >= MANY else "few"}
        if slot == "voice":
            passive = any(link.via.startswith("passive") for link in self.view.sentence.links.get(i, ())) or any(
                c.function == "passive_auxiliary" for c in self.view.children[i]
            )
            return {"passive" if passive else "active"}
        return {clause_form(self.view, j) for j, _ in self.view.fill(i, "clause")}

    def _count_states(self, i: int) -> int:
        """How many states (or bodies of states) take part in what token `i` reports."""
        sides = (k for slot in ("subject", "with", "object", "between", "of", "by") for k in self._fillers(i, slot))
        sequence = self.view.sentence.sequence
        return len({r.actor.code for k in sides for r in self._known.actors.get((sequence, k), ()) if r.actor.code})


def _is_of(reference: Reference, kinds: Set[str]) -> bool:
    """Whether somebody is of one of these kinds: a person also of those for whom his title says that he acts."""
    acts_for = SECTOR_KINDS.get(reference.actor.sector[0]) if reference.actor.sector else None
    return reference.kind in kinds or (reference.kind == "person" and acts_for in kinds)


def _tells(noun: Match, verb: Match) -> bool:
    """Whether an event noun tells all that its light verb does: the type, and a mode where the verb has one."""
    return noun.rule.event == verb.rule.event and (noun.rule.mode is not None or verb.rule.mode is None)


def clause_form(view: View, i: int) -> str:
    """The form of the clause whose verb is token `i`: to, if, ing, quote or that."""
    children = view.children[i]
    if any(c.function == "auxiliary" and c.tag == "TO" for c in children):
        return "to"
    if any(c.function == "marker" and c.lemma in ("if", "whether") for c in children):
        return "if"
    low, _ = view.phrase(i)
    if any(t.tag in ("``", "''") or t.text in '“”"' for t in view.tokens[max(0, low - 1) : low + 1]):
        return "quote"
    if view.tokens[i].tag == "VBG" and not any(c.function == "auxiliary" for c in children):
        return "ing"
    return "that"
