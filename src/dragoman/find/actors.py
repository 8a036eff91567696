"""Parsed sentences come in; a mention for every noun phrase or pronoun that could be someone goes out. Judges none.

The span of a mention is the whole phrase that names it: determiner, adjectives, titles, possessor, the of- and
in-phrases that belong to the name, and appositions; no relative or participle clause, no time, no other conjunct.
"""

import re
from collections.abc import Sequence

from dragoman.codebook.classes import load_classes
from dragoman.record.document import Document, Sentence, Token
from dragoman.record.mention import Mention

NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP", "PRP$"})
# Words of other classes that head a phrase by themselves: "many fled", "two were killed", "both agreed".
LONE_TAGS = frozenset({"CD", "DT", "JJ", "JJR", "JJS", "PDT", "VBG", "VBN", "FW"})
LONE_FUNCTIONS = frozenset({"subject", "passive_subject", "object", "indirect", "prep_object"})
PROPER = frozenset({"NNP", "NNPS"})
BEFORE = frozenset(
    {"determiner", "modifier", "possessor", "number", "quantity", "case", "adverb", "punctuation", "apposition"}
)
# Prepositions that tie a phrase to the noun before it; after others the phrase is usually the clause's.
CLOSE = frozenset({"of", "in", "for", "from", "at", "to", "with", "against", "on"})
# After one of these the place belongs to those who have no other name: "protesters in Minsk", but "Iran's leaders | in Tehran".
PLACING = frozenset({"in", "at", "on"})
HYPHENS = frozenset({"-", "‑", "–"})

DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
YEAR = re.compile(r"1[5-9]\d\d|20\d\d")


class Phrases:
    """The tokens of one sentence with their children, and the spans of the phrases that they head."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.children: list[list[Token]] = [[] for _ in tokens]
        for token in tokens:
            if token.head != token.i:
                self.children[token.head].append(token)

    def span(self, head: int) -> tuple[int, int]:
        """First and last token of the phrase that token `head` heads, both inclusive."""
        first, last = self._behind_time(self._left_edge(head), head), head
        for child in self.children[head]:
            if child.i < head:
                continue
            end = self._right_edge(head, child, last)
            if end is None:
                break
            last = max(last, end)
        return first, last

    def _left_edge(self, head: int) -> int:
        first = head
        for child in reversed(self.children[head]):
            if child.i > head or child.function not in BEFORE or child.function == "punctuation":
                continue
            if child.function == "adverb" and child.i > 0 and first != self._behind(child.i):
                continue
            first = min(first, self._left_edge(child.i))
        return first

    def _behind_time(self, first: int, head: int) -> int:
        """Where a phrase begins behind a year or weekday that the parser took for its part: "in 1989 | India's army", "on Monday | and the guards"."""
        while first < head:
            token, following = self.tokens[first], self.tokens[first + 1]
            if not (token.lemma.lower() in DAYS or (token.tag == "CD" and YEAR.fullmatch(token.text))):
                break
            if following.tag == "CC" and first + 2 <= head:
                first += 2
            elif following.tag in PROPER or (following.tag == "JJ" and following.text[0].isupper()):
                first += 1
            else:
                break
        return first

    def _behind(self, i: int) -> int:
        """The token after `i`, or after its hyphen: "US-backed"."""
        return i + 2 if self.tokens[i + 1].text in HYPHENS else i + 1

    def _right_edge(self, head: int, child: Token, last: int) -> int | None:
        """Where a part behind the head ends; None where the phrase stops, `last` where the part is passed over."""
        if child.function in ("punctuation", "case", "number"):
            closes = child.text in (")", "]") or child.function != "punctuation"
            return child.i if closes and child.i == last + 1 else last
        if child.function == "apposition":
            # "Ada Berg, 52": an age is no name. Behind the verb of its clause nothing names it: "Ada Berg resigned, a surprise".
            return last if child.tag == "CD" or head < self.tokens[head].head < child.i else self.span(child.i)[1]
        if child.function == "preposition" and child.lemma in CLOSE and self._belongs(head, child):
            return max(
                (self._list_end(grand.i) for grand in self.children[child.i] if grand.function == "prep_object"),
                default=last,
            )
        return None if child.function in ("relative", "participle", "conjunct", "coordinator", "clause") else last

    def _belongs(self, head: int, preposition: Token) -> bool:
        """Whether the phrase after `preposition` is part of the name: any of-phrase, else one with a proper name."""
        for child in self.children[preposition.i]:
            if (
                child.function != "prep_object"
                or child.lemma in load_classes().calendar
                or child.lemma in load_classes().time_nouns
                or (child.tag == "CD" and child.text.isdigit())
            ):
                continue
            if preposition.lemma == "of":
                return True
            if preposition.lemma in PLACING and self._is_placed(head):
                continue
            first, last = self.span(child.i)
            return preposition.i == self._end_of_core(head) + 1 and any(
                t.tag in PROPER for t in self.tokens[first : last + 1]
            )
        return False

    def _is_placed(self, head: int) -> bool:
        """Whether a phrase says by a name of its own who it is: "Kurds in Syria", "Iran's leaders in Tehran"."""
        words = self.tokens[self._left_edge(head) : head + 1]
        return any(t.tag in PROPER or (t.tag == "JJ" and t.text[0].isupper() and t.i > 0) for t in words)

    def _end_of_core(self, head: int) -> int:
        """The last token before any preposition: the head, or an of-phrase that follows it."""
        last = head
        for child in self.children[head]:
            if child.i > head and child.function == "preposition" and child.lemma == "of" and child.i == last + 1:
                last = max(
                    (self._list_end(g.i) for g in self.children[child.i] if g.function == "prep_object"), default=last
                )
        return last

    def _list_end(self, head: int) -> int:
        """Last token of a phrase together with its conjuncts: "of France and Germany"."""
        last = self.span(head)[1]
        for child in self.children[head]:
            if child.function == "conjunct" and child.tag in NOUN_TAGS:
                last = max(last, self._list_end(child.i))
        return last


def find_actors(document: Document, sentences: Sequence[Sentence]) -> list[Mention]:
    """Find every noun phrase and pronoun of the parsed sentences, in the order of the text.

    `head` of each mention is the token that heads it; a name is one mention, headed by its last word.
    """
    mentions: list[Mention] = []
    for sentence in sentences:
        if not sentence.tokens:
            continue
        phrases = Phrases(sentence.tokens)
        for token in sentence.tokens:
            if is_head(sentence.tokens, token):
                start, end = span_of(phrases, token, document.text)
                mentions.append(
                    Mention(
                        kind="actor",
                        text=document.text[start:end],
                        start=start,
                        end=end,
                        sentence=sentence.sequence,
                        head=token.i,
                    )
                )
    return mentions


def span_of(phrases: Phrases, token: Token, text: str) -> tuple[int, int]:
    """Character offsets of the phrase that `token` heads; a bracket that it opens is closed."""
    first, last = phrases.span(token.i)
    start, end = phrases.tokens[first].start, phrases.tokens[last].end
    if token.tag != "PRP$" and phrases.tokens[last].function == "case":
        end = phrases.tokens[last - 1].end
    if text.count("(", start, end) > text.count(")", start, end) and text[end : end + 1] == ")":
        end += 1
    return start, end


def is_head(tokens: Sequence[Token], token: Token) -> bool:
    """Whether the token heads a phrase that could be someone: a noun, a pronoun, a people's adjective, a lone number."""
    if _is_particle(tokens, token):
        return False
    if token.tag in NOUN_TAGS:
        if token.tag in PROPER and token.function == "modifier" and tokens[token.head].tag in PROPER:
            # Inside a name only its head stands for it, but "US President Obama" also says "US".
            return token.text[0].isupper() and (token.head > token.i + 1 or token.text.isupper())
        return any(letter.isalpha() for letter in token.text)
    if token.tag == "JJ" and token.text[0].isupper():
        return True
    return token.tag in LONE_TAGS and token.function in LONE_FUNCTIONS and token.text[0].isalnum()


def _is_particle(tokens: Sequence[Token], token: Token) -> bool:
    """Whether a word is the article or the like that a hyphen ties to a name: "al-Sadr"."""
    if token.lemma.lower() not in load_classes().name_particles or token.i + 1 == len(tokens):
        return False
    return tokens[token.i + 1].text in HYPHENS and tokens[token.i + 1].start == token.end
