"""A noun that points back ("the minister", "both countries") and the memory come in; whom it means goes out."""

import re
from collections.abc import Sequence
from dataclasses import replace

from dragoman.codebook.classes import load_classes
from dragoman.codebook.roles import Role
from dragoman.record.document import Token
from dragoman.resolve.coref import REACH, Earlier, Memory
from dragoman.resolve.parties import NOUNS, PERSONS, PROPER, SUBJECTS, Party, Tree, is_plural, send_home
from dragoman.resolve.words import BODY_CODES, Words

DEFINITE = frozenset({"the", "this", "that", "these", "those", "both", "such"})
NUMBERS = {"both": 2, "two": 2, "three": 3, "four": 4}
TOGETHER = {"couple": 2, "duo": 2, "pair": 2, "trio": 3}
# Several of these kinds may be persons whom the report has named.
ALIKE = PERSONS | {"people"}
# Of these "the court", "the party" may mean one that was named before.
BODY_KINDS = frozenset({"body", "business", "court", "forces", "government", "parliament", "party", "police"})
AGE = re.compile(r"\b(\d\d?)[-‑ ]year[-‑ ]old$")
WHOLE = 10_000
# Of these "the company" and "the newspaper" mean the one that was named last.
FIRMS = frozenset({"business", "press"})
ARMED = frozenset({"armed_group"})
BODY = frozenset({"body"})
UNION_CODES = frozenset({"EUR", "IGO"})
# Nobody calls these "the group".
NO_GROUP = frozenset({"EUR", "UNO"})


def find_earlier(memory: Memory, words: Words, tree: Tree, token: Token, party: Party) -> list[Party]:
    """Whom a role noun without a country of its own points back to: "the minister", "the group", "the country"; [] for none."""
    left = tree.left(token.i)
    reading = words.read_role(left, tree.of_lemma(token.i))
    if reading is None:
        return []
    role = reading[0]
    definite = left[0].text.lower() in DEFINITE
    if not definite and not is_plural(token) and token.tag not in PROPER:
        return []
    entry = None
    if definite and role.person and not is_plural(token):
        entry = memory.find_titled(words.head_words(tree, token), token.start)
    if entry is None and definite and not is_plural(token):
        entry = _find_body(memory, words, role, tree, token)
    entry = entry or memory.find_same_head(words.head_words(tree, token), token.start, is_plural(token))
    if entry is None and definite and token.lemma in load_classes().militants:
        entry = _find_jihad(memory, words, tree, token, REACH)
    if entry is None and definite and token.lemma in load_classes().groups:
        entry = memory.find_kind(frozenset({"armed_group", "party", "body"}), token.start, tree.sentence.sequence)
        if token.lemma not in load_classes().unions and entry is not None and entry.parties[0].code in NO_GROUP:
            entry = None
        # A group without a name of its own is the armed one that the report is about, however far back.
        entry = entry or memory.find_kind(ARMED, token.start, tree.sentence.sequence, WHOLE)
    longer = None if entry or not definite else memory.find_longer_head(token.lemma, token.start, is_plural(token))
    if longer is not None:
        return [replace(p, basis="earlier", at=(longer.sentence, longer.token)) for p in longer.parties]
    if entry is None and definite and role.name == "state-word" and not is_plural(token):
        code = words.report.last_country_before(token.start)
        return [replace(party, code=code, sector=("GOV",), basis="earlier")] if code else []
    if entry is None:
        return []
    found = []
    for old in entry.parties:
        sector = old.sector or party.sector if role.carrier or not party.sector else party.sector
        found.append(
            replace(
                old,
                sector=old.sector if old.code in BODY_CODES else sector,
                kind=party.kind if not role.carrier else old.kind,
                basis="earlier",
                at=(entry.sentence, entry.token),
            )
        )
    if any(t.tag == "CD" for t in left) and not definite:
        # "Four people" are not "the Sudrian people" of before: only their country is told.
        return [replace(p, name=None, id=None, at=None) for p in found]
    return found


def find_aged(memory: Memory, words: Words, tree: Tree, token: Token) -> tuple[Party, ...] | None:
    """Who is known by an age, "the 33-year-old": whose name stands before that age, else who was named last; None for other words."""
    said = AGE.search(words.report.text[max(0, token.end - 12) : token.end])
    if said is None:
        return None
    age = said[1]
    nobody = Party(code=None, sector=("CVL",), kind="person")
    if tree.left(token.i)[0].text.lower() not in DEFINITE:
        return (send_home(nobody, words.report.home),)
    named = [e for e in memory.entries if e.start < token.start and len(e.parties) == 1 and e.proper]
    # Whom the world knows by his office is not called by his age.
    persons = [e for e in named if e.parties[0].kind in PERSONS and e.parties[0].name and not e.parties[0].id]
    aged = [e for e in persons if f"{e.parties[0].name}, {age}" in words.report.text]
    if not (aged or persons):
        return (send_home(nobody, words.report.home),)
    entry = (aged or persons)[-1]
    return (replace(entry.parties[0], basis="earlier", at=(entry.sentence, entry.token)),)


def name_beside(tree: Tree, token: Token) -> Token | None:
    """The name that stands beside a title: "the shadow minister, Ada Berg"."""
    return next((other for other in tree.appositions(token.i) if other.tag in PROPER and other.i != token.i), None)


def keep_country(earlier: list[Party], own: Sequence[Party]) -> list[Party]:
    """An earlier holder of a title tells its country; a name beside the title tells who it is now."""
    return [replace(party, name=own[0].name if own else None, id=None, at=None) for party in earlier]


def _find_body(memory: Memory, words: Words, role: Role, tree: Tree, token: Token) -> Earlier | None:
    """The named body that "the terror group", "the court" or "the party" stands for."""
    length = len(tree.left(token.i))
    if token.lemma in load_classes().groups:
        if _is_jihadist(words, role, tree.left(token.i)) and (found := _find_jihad(memory, words, tree, token, WHOLE)):
            return found
        kinds = ARMED if role.kind == "armed_group" else ARMED | {"party"}
        if found := memory.find_kind(kinds, token.start, tree.sentence.sequence):
            return found
    if token.lemma in load_classes().unions and length == 2:
        return memory.find_kind(BODY, token.start, tree.sentence.sequence, WHOLE, lambda p: p.code in UNION_CODES)
    if length == 2 and role.kind in BODY_KINDS:
        named = memory.find_named(token.lemma, token.start)
        if named is None and role.kind in FIRMS:
            named = memory.find_kind(frozenset({role.kind}), token.start, tree.sentence.sequence)
        return named
    return None


def _is_jihadist(words: Words, role: Role, left: Sequence[Token]) -> bool:
    """Whether the words say jihad of a group: "the terror group", "the Islamist movement"."""
    said = (words.roles.nouns.get(t.lemma.lower()) for t in left[:-1])
    return "jihadist" in (role.name, *(noun.name for noun in said if noun is not None))


def _find_jihad(memory: Memory, words: Words, tree: Tree, token: Token, reach: int) -> Earlier | None:
    """The group of jihad that was named last: "the terror group" of a report on a Kurdish army and Islamic State is the latter."""
    return memory.find_kind(ARMED, token.start, tree.sentence.sequence, reach, words.is_jihad)


def find_agreeing(memory: Memory, tree: Tree, token: Token) -> tuple[Party, ...]:
    """Resolve the "it" of "it was agreed to meet": nobody is named, so it was the two states last spoken of together."""
    if token.function != "passive_subject" or token.lemma != "it":
        return ()
    verb = tree.sentence.tokens[token.head]
    told = any(t.head == verb.i and t.function in ("clause", "open_clause") for t in tree.sentence.tokens)
    states = memory.find_states(token.start, 2) if verb.lemma in load_classes().agreeing and told else []
    return tuple(replace(s, sector=("GOV",), basis="earlier") for s in states) if len(states) == 2 else ()


def find_ahead(tree: Tree, token: Token) -> Token | None:
    """Whom a possessive points forward to: the subject behind the phrase that opens its clause, "In his talks with Ada Berg, Joe Doe …"."""
    if token.function != "possessor":
        return None
    noun = tree.tokens[token.head]
    preposition = tree.tokens[noun.head]
    if noun.function != "prep_object" or preposition.function != "preposition":
        return None
    verb = tree.tokens[preposition.head]
    opens = not any(other.function in SUBJECTS for other in tree.tokens[: token.i])
    subjects = [c for c in tree.children[verb.i] if c.function in SUBJECTS and c.tag in NOUNS]
    return next((c for c in subjects if opens and token.i < c.i < verb.i), None)


def find_self(tree: Tree, token: Token) -> Token | None:
    """Whom "itself" stands for: the noun beside it ("Chad, itself suspended by …"), else the subject of its clause or of the one above."""
    if not token.text.lower().endswith(("self", "selves")):
        return None
    verb = tree.tokens[token.head]
    if token.function == "apposition":
        return verb
    for _ in tree.tokens:
        subject = next((c for c in tree.children[verb.i] if c.function in SUBJECTS and c.i != token.i), None)
        if subject is not None and subject.tag not in ("WDT", "WP"):
            return subject if subject.i < token.i else None
        if verb.head == verb.i or verb.tag in NOUNS:
            break
        verb = tree.tokens[verb.head]
    return verb if verb.tag in NOUNS and verb.i < token.i else None


def find_together(memory: Memory, words: Words, tree: Tree, token: Token) -> tuple[Party, ...]:
    """Resolve "the pair", "the two men", "both women": the persons last named together."""
    left = tree.left(token.i)
    count = _count_in(left)
    role = words.role_of(left)
    if token.lemma in TOGETHER:
        count = TOGETHER[token.lemma] if len(left) == 2 else 0
    elif role is None or role.kind not in ALIKE or not is_plural(token) or words.owners_before(left):
        return ()
    if not count or left[0].text.lower() not in DEFINITE or tree.of_lemma(token.i):
        return ()
    return tuple(
        replace(entry.parties[0], basis="earlier", at=(entry.sentence, entry.token))
        for entry in memory.find_listed(token.start, count)
    )


def find_several(memory: Memory, words: Words, tree: Tree, token: Token) -> tuple[Party, ...]:
    """Resolve "both countries", "the two leaders", "the three armies": the states last spoken of together."""
    left = tree.left(token.i)
    count = _count_in(left)
    role = words.role_of(left)
    if (
        not count
        or role is None
        or not is_plural(token)
        or left[0].text.lower() not in ("the", "both", "these", "those")
    ):
        return ()
    if not (
        token.lemma in load_classes().pairs or role.kind in ("government", "state", "forces", "official")
    ) or words.owners_before(left):
        return ()
    states = memory.find_states(token.start, count)
    if len(states) < count:
        return ()
    kind = role.kind if role.kind in ("official", "government", "state", "forces") else "state"
    return tuple(
        Party(
            code=s.code,
            sector=role.sector if kind == "forces" else ("GOV",),
            kind=kind,
            basis="earlier",
            name=s.name if kind == "official" else words.forces_of(s) if kind == "forces" else words.state_name(s),
            id=s.id if kind == "state" else None,
        )
        for s in states
    )


def _count_in(left: Sequence[Token]) -> int:
    """How many a phrase speaks of: "the three armies"; 0 where it does not say."""
    return next((NUMBERS[t.text.lower()] for t in left if t.text.lower() in NUMBERS), 0)
