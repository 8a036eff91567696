"""A parsed sentence comes in; a View goes out that answers the questions which rules ask about its grammar.

A slot is looked up where grammar puts it and, since a small parser often hangs a preposition on the wrong
word, one step further. Each answer carries `via`, the words in which --explain will tell how it was found.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property

from dragoman.code.hints import Hints
from dragoman.record.document import Link, Sentence, Token
from dragoman.record.glance import Glance

Found = tuple[int, str]

VERB_TAGS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})
PROPER = frozenset({"NNP", "NNPS"})
# Words after a verb that change its meaning and leave it its object.
PARTICLES = frozenset("away back down forward off out over up".split())
# Slots that are grammar and not prepositions: these are never looked for on a neighbour.
FIXED = frozenset(
    "subject object indirect clause complement modifier possessor adverb particle number negation governor apposition conjunct purpose adverbial".split()
)


class View:
    """One sentence, indexed for questions: children, slots, phrases, compounds."""

    def __init__(
        self, sentence: Sentence, text: str, words: Mapping[str, frozenset[str]], glance: Glance | None = None
    ) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.text = text
        self.hints = Hints(sentence.tokens, glance)
        self.light = words["light_verb"]
        self.asking = words["asking_verb"]
        self._quantity = words["quantity"]
        self._telling = words["telling_verb"]
        self.children: dict[int, list[Token]] = defaultdict(list)
        for token in sentence.tokens:
            if token.head != token.i:
                self.children[token.head].append(token)
        self._slots: dict[int, dict[str, list[Link]]] = {}
        self._phrases: dict[int, tuple[int, int]] = {}
        self._names: dict[int, frozenset[str]] = {}
        self._phrase_names: dict[tuple[int, int], frozenset[str]] = {}
        self._ups: dict[int, dict[int, int]] = {}

    def is_verb(self, i: int) -> bool:
        """Whether token `i` stands as a verb."""
        return self.tokens[i].tag in VERB_TAGS

    def links(self, i: int, slot: str) -> list[Link]:
        """The links of token `i` in this slot, just as the grammar gives them."""
        slots = self._slots.get(i)
        if slots is None:
            slots = self._slots[i] = defaultdict(list)
            for link in self.sentence.links.get(i, ()):
                slots[link.slot].append(link)
        return slots.get(slot, [])

    def fill(self, i: int, slot: str) -> list[Found]:
        """Who or what stands in a slot of token `i`: head tokens, counted nouns unwrapped, nearest first."""
        if slot == "subject" and not self.is_verb(i):
            # A predicate adjective has a subject of its own; a noun has whoever does it.
            found = self._plain(i, "subject") if self.tokens[i].tag not in NOUN_TAGS else []
            found = found or self._subject_of_noun(i)
        elif slot == "clause":
            found = self._plain(i, "clause") or self._plain(i, "purpose") or self._clause_of_told(i)
        else:
            found = self._plain(i, slot)
            if not found and slot == "object":
                found = self._object_of_particle(i)
            if not found and slot not in FIXED:
                found = self._nearby(i, slot)
        return [self._unwrap(token, via) for token, via in found]

    def follow(self, i: int, path: str) -> list[Found]:
        """Follow a role path ("object.of") from token `i`; each step's `via` is kept."""
        here: list[Found] = [(i, "")]
        for slot in path.split("."):
            here = [(j, "; ".join(filter(None, (v0, v)))) for at, v0 in here for j, v in self.fill(at, slot)]
        return here

    def with_conjuncts(self, i: int) -> Iterator[int]:
        """Token `i` and all that is coordinated with it."""
        yield i
        for link in self.links(i, "conjunct"):
            yield link.dependent

    def phrase(self, i: int) -> tuple[int, int]:
        """First and last token of all that hangs on token `i`."""
        known = self._phrases.get(i)
        if known is None:
            low = high = i
            stack = [i]
            while stack:
                for child in self.children[stack.pop()]:
                    low, high = min(low, child.i), max(high, child.i)
                    stack.append(child.i)
            known = self._phrases[i] = (low, high)
        return known

    def names(self, i: int) -> frozenset[str]:
        """The names by which a rule may call token `i`: its lemma, its form, and its compounds ("air strike")."""
        found = self._names.get(i)
        if found is None:
            found = self._names[i] = frozenset(self._list_names(i))
        return found

    @cached_property
    def all_names(self) -> frozenset[str]:
        """The names of all tokens of the sentence."""
        return frozenset().union(*(self.names(t.i) for t in self.tokens))

    def phrase_names(self, i: int) -> frozenset[str]:
        """The names of all tokens in the phrase of token `i`."""
        low, high = self.phrase(i)
        found = self._phrase_names.get((low, high))
        if found is None:
            found = self._phrase_names[low, high] = frozenset().union(*(self.names(j) for j in range(low, high + 1)))
        return found

    def _list_names(self, i: int) -> list[str]:
        token = self.tokens[i]
        found = [token.lemma, token.text.lower()]
        if i >= 2 and self.tokens[i - 1].text == "-":
            # The parser takes "semi-final" or "sit-in" apart, and sometimes into pieces that do not hang together.
            found.append(f"{self.tokens[i - 2].lemma} {token.lemma}")
        name = token.lemma
        for j in range(i - 1, max(i - 4, -1), -1):
            before = self.tokens[j]
            if before.tag == "HYPH":
                continue
            if before.head != i and not (before.i == i - 1 and before.tag in NOUN_TAGS):
                break
            name = f"{before.lemma} {name}"
            found.append(name)
        return found

    def ancestors(self, i: int) -> Iterator[tuple[Token, Token]]:
        """Pairs (child, parent) from token `i` up to the root."""
        at = self.tokens[i]
        while at.head != at.i:
            parent = self.tokens[at.head]
            yield at, parent
            at = parent

    def steps(self, i: int, j: int) -> int:
        """How many steps in the tree part two tokens."""
        up = self._ups.get(i)
        if up is None:
            up = self._ups[i] = {i: 0}
            for n, (_, parent) in enumerate(self.ancestors(i), 1):
                up[parent.i] = n
        steps, at = 0, self.tokens[j]
        while at.i not in up:
            if at.head == at.i:
                return 99
            steps, at = steps + 1, self.tokens[at.head]
        return steps + up[at.i]

    def _plain(self, i: int, slot: str) -> list[Found]:
        return [(link.dependent, link.via) for link in self.links(i, slot)]

    def _unwrap(self, i: int, via: str) -> Found:
        """ "dozens of soldiers" is about soldiers."""
        token = self.tokens[i]
        if token.lemma in self._quantity or token.tag in ("CD", "DT", "JJS"):
            for link in self.links(i, "of"):
                counted = f"counted by '{token.text}'"
                return self._unwrap(link.dependent, f"{via}; {counted}" if via else counted)
        return i, via

    def _subject_of_noun(self, i: int) -> list[Found]:
        """Whose act an event noun is: the light verb's subject, the possessor, the by-phrase."""
        for link in self.links(i, "governor"):
            verb = self.tokens[link.dependent]
            if verb.tag in VERB_TAGS and link.via != "subject" and verb.lemma in self.light:
                subjects = [
                    (s.dependent, f"subject of '{verb.text}'")
                    for s in self.links(verb.i, "subject")
                    if s.dependent != i
                ]
                if subjects:
                    return subjects
        return self._plain(i, "possessor") or self._plain(i, "by")

    def _clause_of_told(self, i: int) -> list[Found]:
        """ "warned the crowd that …": the parser often hangs what is told on who is told it."""
        if self.tokens[i].lemma not in self._telling:
            return []
        told = [link.dependent for link in self.links(i, "object") if link.dependent > i]
        return [(j, f"told to '{self.tokens[k].text}'") for k in told for j, _ in self._plain(k, "clause")]

    def _object_of_particle(self, i: int) -> list[Found]:
        """ "voted down the budget": a particle right after its verb that the parser took for a preposition."""
        for link in self.sentence.links.get(i, ()):
            before = self.tokens[i + 1] if i + 1 < len(self.tokens) else None
            if before is not None and before.lemma == link.slot and before.lemma in PARTICLES and before.head == i:
                return [(link.dependent, f"after the particle '{before.text}'")]
        return []

    def _nearby(self, i: int, slot: str) -> list[Found]:
        """A preposition that the parser hung on a neighbour: the verb's object, or the noun's verb."""
        if self.is_verb(i):
            order = [link for s in ("object", "complement", "particle", "adverb") for link in self.links(i, s)]
            order += [link for link in self.sentence.links.get(i, ()) if link.slot not in FIXED]
            for link in order:
                if link.dependent > i and slot != "of":
                    found = self._plain(link.dependent, slot)
                    if found:
                        return [(j, f"hung on '{self.tokens[link.dependent].text}'") for j, _ in found]
            return []
        for link in self.sentence.links.get(i, ()):
            if link.slot not in FIXED and link.dependent > i:
                found = [
                    (j, f"hung on '{self.tokens[link.dependent].text}'") for j, _ in self._plain(link.dependent, slot)
                ]
                if found and slot != "of":
                    return found
        for link in self.links(i, "governor"):
            verb = self.tokens[link.dependent]
            if (verb.tag in VERB_TAGS and link.via in ("object", "complement", "subject")) or verb.lemma in self.light:
                found = [(j, f"hung on '{verb.text}'") for j, _ in self._plain(verb.i, slot) if j > i and j != i]
                if found:
                    return found
        return []
