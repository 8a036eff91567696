"""Tokens of a sentence come in; Tree, their shape as phrases, and Party, someone not yet quoted as an Actor, go out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from dragoman.record.document import Sentence, Token

PROPER = frozenset({"NNP", "NNPS"})
NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
PRONOUNS = frozenset({"PRP", "PRP$"})
SUBJECTS = frozenset({"subject", "passive_subject"})
# Kinds of party that are one human being.
PERSONS = frozenset({"official", "person"})
NOMINAL = SUBJECTS | frozenset(
    "object complement preposition prep_object conjunct modifier possessor apposition agent indirect".split()
)
LEFT = frozenset({"determiner", "modifier", "number", "quantity", "possessor", "case", "adverb"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Someone: what `Actor` and `Reference` will say, and what coreference wants to know besides.

    `gender` is male, female or ""; `many` tells several persons or bodies. `at` is the (sentence, token)
    of the mention that this one points back to, None where it stands for itself. Of a thing, `owner` is the
    (start, end) of the words for whose it is: a thing does nothing, who owns it may. Of one of a list, it is his own words.
    """

    code: str | None
    sector: tuple[str, ...] = ()
    kind: str = "thing"
    basis: str = "none"
    name: str | None = None
    id: str | None = None
    office: str | None = None
    gender: str = ""
    many: bool = False
    at: tuple[int, int] | None = None
    owner: tuple[int, int] | None = None


class Tree:
    """One parsed sentence with the children of each token, and the parts of noun phrases."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.tokens: Sequence[Token] = sentence.tokens
        self.children: list[list[Token]] = [[] for _ in sentence.tokens]
        self._left: dict[int, list[Token]] = {}
        for token in sentence.tokens:
            if token.head != token.i:
                self.children[token.head].append(token)

    def left(self, head: int) -> list[Token]:
        """The words of the phrase from its first to its head, without a possessor and what stands before that."""
        found = self._left.get(head)
        if found is None:
            found = self._left[head] = self._find_left(head)
        return found

    def _find_left(self, head: int) -> list[Token]:
        first = self._first(head)
        owner = self.possessor(head)
        if owner is not None and owner.i < head:
            first = owner.i + 1
            while first < head and self.tokens[first].function == "case":
                first += 1
        return list(self.tokens[first : head + 1])

    def _first(self, head: int) -> int:
        first = head
        for child in self.children[head]:
            if child.i < head and (child.function in LEFT or (child.function == "apposition" and child.tag in NOUNS)):
                first = min(first, self._first(child.i))
        for child in self.children[head]:
            if child.i < first and child.function == "conjunct":
                first = min(first, self._first(child.i))
        return first

    def possessor(self, head: int) -> Token | None:
        """Who the phrase belongs to: "Turkey's president", "its army"."""
        for child in self.children[head]:
            if child.function == "possessor":
                return child
        for child in self.children[head]:
            if child.function == "modifier" and child.i < head:
                found = self.possessor(child.i)
                if found is not None:
                    return found
        return None

    def after(self, head: int, *prepositions: str) -> Iterator[tuple[Token, Token]]:
        """The nouns behind these prepositions of the phrase, and their conjuncts, each with its preposition."""
        for child in self.children[head]:
            if child.function == "preposition" and child.lemma in prepositions and child.i > head:
                for noun in self.children[child.i]:
                    if noun.function == "prep_object":
                        yield from ((child, one) for one in self.conjuncts(noun))

    def hung_beside(self, head: int, preposition: str) -> Iterator[Token]:
        """The nouns of such a phrase right behind the noun that the parser hung on the verb: "met the envoy | from Mali"."""
        following = self.tokens[head + 1] if head + 1 < len(self.tokens) else None
        if following is None or following.lemma != preposition or following.head == head:
            return
        for noun in self.children[following.i]:
            if noun.function == "prep_object":
                yield from self.conjuncts(noun)

    def conjuncts(self, token: Token) -> Iterator[Token]:
        """The token and all that are joined to it by "and"."""
        yield token
        for child in self.children[token.i]:
            if child.function == "conjunct" and child.tag in NOUNS | PRONOUNS:
                yield from self.conjuncts(child)

    def appositions(self, head: int) -> list[Token]:
        """What stands in apposition to the phrase, on either side."""
        found = [child for child in self.children[head] if child.function == "apposition"]
        if self.tokens[head].function == "apposition":
            found.append(self.tokens[self.tokens[head].head])
        return [other for other in found if not self._is_parted(*sorted((head, other.i)))]

    def _is_parted(self, first: int, second: int) -> bool:
        """Whether the verb of the first one's clause stands between the two: "Ada Berg resigned, a surprise"."""
        return first < self.tokens[first].head < second

    def name_after_comma(self, head: int) -> Token | None:
        """The last word of a name that a comma sets off behind the phrase, where only prepositions and nouns stand between."""
        between = True
        for token in self.tokens[head + 1 : head + 16]:
            if token.text == ",":
                between = False
            elif between and (token.tag.startswith("V") or token.tag in PRONOUNS or token.text in ";:–—"):
                return None
            elif not between:
                if token.tag not in PROPER:
                    return None
                return self._end_of_name(token)
        return None

    def _end_of_name(self, first: Token) -> Token:
        """The last word of a name that begins here; a hyphen joins: "Brigadier-General Jack Siara"."""
        last = first
        for token in self.tokens[first.i + 1 :]:
            if token.tag in PROPER:
                last = token
            elif token.tag != "HYPH":
                break
        return last

    def of_lemma(self, head: int) -> str:
        """The lemma of the noun in the of-phrase, "" where there is none."""
        return next((noun.lemma for _, noun in self.after(head, "of")), "")

    def described(self, token: Token) -> Token | None:
        """The noun that an adjective describes, also from within "Russian and Turkish"; None for other words."""
        while token.function == "conjunct" and self.tokens[token.head].function in ("modifier", "conjunct"):
            token = self.tokens[token.head]
        return self.tokens[token.head] if token.function == "modifier" else None

    def first_of_list(self, i: int) -> int:
        """The first member of the list in which the token stands, itself where it stands in none."""
        while self.tokens[i].function == "conjunct":
            i = self.tokens[i].head
        return i

    def clause_of(self, i: int) -> int:
        """The verb (or root) on which the token hangs as an argument, by way of prepositions and lists."""
        token = self.tokens[i]
        steps = 0
        while token.head != token.i and steps < 40 and token.function in NOMINAL:
            token = self.tokens[token.head]
            steps += 1
            if token.tag.startswith("V"):
                break
        return token.i

    def sharing(self, clause: int) -> frozenset[int]:
        """The verbs above this one whose subject is its own: "vowed" of "they vowed to expel them", "struck" of "struck and burnt them"."""
        found: set[int] = set()
        verb = self.tokens[clause]
        while verb.head != verb.i and verb.head not in found:
            above = self.children[verb.head]
            led = any(c.function in ("object", "indirect") and c.i < verb.i for c in above)
            own = any(c.function in SUBJECTS for c in self.children[verb.i])
            if own or verb.function not in ("open_clause", "conjunct") or (led and verb.function == "open_clause"):
                break
            verb = self.tokens[verb.head]
            found.add(verb.i)
        return frozenset(found)

    def teller_of(self, clause: int) -> int | None:
        """The verb whose complement the clause of this verb is, None where it is none."""
        verb = self.tokens[clause]
        while verb.function == "conjunct" and verb.head != verb.i:
            verb = self.tokens[verb.head]
        return verb.head if verb.function in ("clause", "open_clause") and verb.head != verb.i else None


def spell_words(tokens: Sequence[Token]) -> str:
    """The words as they stand in the text, blanks only where it has some: "long-held", "Ada Berg-Dahl"."""
    said = [tokens[0].text] if tokens else []
    for before, token in pairwise(tokens):
        said += ["" if before.end == token.start else " ", token.text]
    return "".join(said)


def is_plural(token: Token) -> bool:
    """Whether the noun or pronoun stands for several."""
    if token.tag in PRONOUNS:
        return token.lemma in ("they", "them", "their", "we", "us", "our") or token.text.lower() in (
            "they",
            "them",
            "their",
            "we",
            "us",
            "our",
        )
    return token.tag in ("NNS", "NNPS", "CD", "DT", "JJ")


def send_home(party: Party, home: str | None) -> Party:
    """A party of whose country nothing is told, as one of the country that the report is mostly about."""
    return party if party.kind == "thing" or home is None else replace(party, code=home, basis="home")
