"""Comes in: what a reader or parser found. Goes out: the nouns Document, Sentence, Token and Link."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class CiteInfo:
    """Where a document comes from (record.md, `cite_info`); what is unknown is None."""

    url: str | None = None
    title: str | None = None
    author: str | None = None
    publication: str | None = None
    language: str | None = None
    published: date | None = None
    retrieved: str | None = None
    translated_by: str | None = None
    republished_from: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One report. `text` is final: every offset of every later stage counts in it.

    `furniture` are stretches [start, end) of the text that belong to the page and not to the report
    (a "date 2020-12-27" line, a dateline, credits): they are never coded. `source` is where the report was
    read: `file`, `file:line`, `archive!member` or an address on the web; no id and no event depends on it.
    """

    id: str
    text: str
    published: date | None = None
    language: str = "en"
    cite_info: CiteInfo = field(default_factory=CiteInfo)
    furniture: tuple[tuple[int, int], ...] = ()
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a parsed sentence.

    `i` and `head` count within the sentence (a root is its own head); `start` and `end` count in the
    document. `tag` is the Penn Treebank tag, `function` one of `FUNCTIONS`: the parser's own labels
    never leave the parse room.
    """

    i: int
    start: int
    end: int
    text: str
    lemma: str
    tag: str
    head: int
    function: str


FUNCTIONS = frozenset(
    "subject passive_subject object indirect agent clause open_clause adverbial relative participle "
    "preposition prep_object prep_clause modifier possessor apposition conjunct coordinator negation "
    "auxiliary passive_auxiliary particle marker adverb complement number determiner case quantity "
    "expletive punctuation root other".split()
)


@dataclass(frozen=True, slots=True)
class Link:
    """One grammatical argument of a predicate after normalisation.

    `slot` is subject, object, indirect, clause, complement, modifier, possessor, adverb, particle, negation,
    governor, or a preposition ("against", "with"); passives, relatives, control and shared arguments
    are already undone. `via` says how the link was found, in words a person can read, "" if it is plain.
    """

    head: int
    slot: str
    dependent: int
    via: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence of a document, counted from 0; `start` and `end` count in the document.

    A sentence that was not parsed (nothing in it can be an event) has no tokens and no links.
    `links` gives the arguments of each predicate by its token number.
    """

    sequence: int
    start: int
    end: int
    tokens: tuple[Token, ...] = ()
    links: Mapping[int, tuple[Link, ...]] = field(default_factory=dict)
