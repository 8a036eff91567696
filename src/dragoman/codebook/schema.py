"""The shape of the codebook's files: every key that exists, with its meaning. Comes in: parsed TOML. Goes out: these types."""

import msgspec

QUADS = {"VC": 1, "MC": 2, "VX": 3, "MX": 4}

# What a rule says whose act has none of its type's modes.
MODELESS = "none"
CLAUSE_FORMS = frozenset({"to", "that", "ing", "if", "quote"})


class WordList(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """A plain list of words."""

    words: list[str]


class RuleEntry(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """One rule as it stands in events/TYPE.toml.

    A rule names its trigger by exactly one of `verb`, `noun`, `adjective` (lemmas; "throw out" is a verb with
    its particle), says under which conditions it holds (`where`) and which grammatical relation fills which
    role. docs/rules.md explains every key with examples.
    """

    id: str
    yes: list[str]
    no: list[str] = []
    verb: list[str] = []
    noun: list[str] = []
    adjective: list[str] = []
    where: dict[str, list[str]] = {}
    mode: str | None = None
    status: str | None = None
    actor: list[str]
    recipient: list[str]
    content: list[str] = []
    rank: int = 0
    note: str = ""


class RuleFile(msgspec.Struct, forbid_unknown_fields=True):
    """A whole events/TYPE.toml."""

    rule: list[RuleEntry]


class WordClass(msgspec.Struct, forbid_unknown_fields=True):
    """A named list of words that rules refer to as @name."""

    gloss: str
    words: list[str]


class ContextEntry(msgspec.Struct, forbid_unknown_fields=True):
    """The words that show a context; a star stands for any ending."""

    words: list[str]


class EventType(msgspec.Struct, forbid_unknown_fields=True):
    """One of the sixteen types: its quad class, its meaning in a sentence, its modes."""

    quad: str
    gloss: str
    modes: list[str] = []


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """A rule ready for use. `place` is `file:line`; `event` is None for a rule that says "this is no event".

    `modeless`: the act has none of its type's modes, and nobody else may name one.
    """

    id: str
    place: str
    event: str | None
    mode: str | None
    modeless: bool
    status: str | None
    kind: str
    lemmas: tuple[str, ...]
    where: tuple[tuple[str, tuple[str, ...]], ...]
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    content: tuple[str, ...]
    rank: int
    yes: tuple[str, ...]
    no: tuple[str, ...]
