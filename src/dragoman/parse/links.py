"""Tokens of one sentence come in; each predicate's arguments go out, with voice, control and sharing undone.

The small parser says what stands where on the surface. Rules want to know who does what to whom. This
file turns the one into the other: the subject of a passive becomes its object and the by-phrase its
subject, "who" becomes the noun it stands for, the unsaid subject of "to reopen" becomes the one who
promised, "and arrested" takes over the subject of the verb before it. Each derived link says so in `via`.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from dragoman.record.document import Link, Token

Links = dict[int, list[Link]]

CLAUSAL = frozenset({"clause", "open_clause", "adverbial", "relative", "participle", "prep_clause"})
PREDICATE_TAGS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
PLAIN = frozenset(
    {
        "object",
        "indirect",
        "modifier",
        "possessor",
        "apposition",
        "adverb",
        "particle",
        "complement",
        "number",
        "negation",
    }
)


class Grammar:
    """The tokens of one sentence with their children, and what the language file says about words."""

    def __init__(self, tokens: Sequence[Token], words: Mapping[str, frozenset[str]]) -> None:
        self.tokens = tokens
        self.words = words
        self.children: dict[int, list[Token]] = defaultdict(list)
        for token in tokens:
            if token.head != token.i:
                self.children[token.head].append(token)

    def first(self, head: int, *functions: str) -> Token | None:
        """The first child of `head` with one of these functions."""
        return next((child for child in self.children[head] if child.function in functions), None)

    def is_passive(self, i: int) -> bool:
        """Whether token `i` is a passive verb: by its auxiliary, its subject, a by-agent, or as a bare participle."""
        token = self.tokens[i]
        if token.tag not in PREDICATE_TAGS:
            return False
        if self.first(i, "passive_auxiliary", "passive_subject"):
            return True
        if token.tag != "VBN":
            return False
        if self.first(i, "agent") or token.function == "participle":
            return True
        if token.function == "conjunct" and not self.first(i, "subject", "auxiliary"):
            return self.is_passive(token.head)
        return token.function in ("adverbial", "modifier", "complement") and not self.first(
            i, "auxiliary", "subject", "object"
        )

    def is_infinitive(self, i: int) -> bool:
        """Whether the verb is a to-infinitive."""
        return any(c.function == "auxiliary" and c.tag == "TO" for c in self.children[i])


def link_arguments(tokens: Sequence[Token], words: Mapping[str, frozenset[str]]) -> dict[int, tuple[Link, ...]]:
    """Give each token that governs something its arguments, normalised.

    Slots are those that `Link` names. Parents come before children, so that a subject is known before
    it is shared.
    """
    grammar = Grammar(tokens, words)
    links: Links = defaultdict(list)
    for token in _top_down(grammar):
        _add_plain(grammar, links, token)
        _add_prepositions(grammar, links, token)
        _add_subject(grammar, links, token)
        _add_receiver(grammar, links, token)
        _add_clauses(grammar, links, token)
        _add_governor(grammar, links, token)
    return {head: tuple(found) for head, found in links.items()}


def _top_down(grammar: Grammar) -> list[Token]:
    order = [token for token in grammar.tokens if token.head == token.i]
    for token in order:
        order.extend(grammar.children[token.i])
    return order


def _slot(links: Links, head: int, slot: str) -> list[Link]:
    return [link for link in links[head] if link.slot == slot]


def _add_plain(grammar: Grammar, links: Links, token: Token) -> None:
    """Arguments that mean what they look like; of a passive, the object left over makes its subject the receiver."""
    for child in grammar.children[token.i]:
        if child.function in PLAIN:
            links[token.i].append(Link(token.i, child.function, child.i))
        elif child.function == "conjunct":
            for one in _conjuncts(grammar, child):
                links[token.i].append(Link(token.i, "conjunct", one))


def _conjuncts(grammar: Grammar, token: Token) -> list[int]:
    """The token and, since conjuncts hang on one another, all that follow it in the list."""
    found = [token.i]
    for child in grammar.children[token.i]:
        if child.function == "conjunct":
            found.extend(_conjuncts(grammar, child))
    return found


def _add_prepositions(grammar: Grammar, links: Links, token: Token) -> None:
    for child in grammar.children[token.i]:
        if child.function == "indirect" and child.tag in ("IN", "TO"):
            links[token.i] = [link for link in links[token.i] if link.dependent != child.i]
            _collapse(grammar, links, token, child, "indirect")
        elif child.function == "preposition":
            _collapse(grammar, links, token, child, child.lemma)
        elif child.function == "agent":
            slot = "subject" if grammar.is_passive(token.i) else "by"
            _collapse(grammar, links, token, child, slot)


def _collapse(grammar: Grammar, links: Links, head: Token, preposition: Token, slot: str) -> None:
    """Link what a preposition governs straight to `head`, in the slot named for the preposition."""
    for child in grammar.children[preposition.i]:
        if child.function == "prep_object":
            via = "agent of the passive" if slot == "subject" else ""
            links[head.i].append(Link(head.i, slot, child.i, via))
            if slot == "indirect":
                links[head.i].append(Link(head.i, preposition.lemma, child.i))
        elif child.function == "prep_clause":
            links[head.i].append(Link(head.i, "clause", child.i, f"after '{preposition.text}'"))
        elif child.function == "preposition" or (child.function == "conjunct" and child.tag in ("IN", "TO")):
            _collapse(grammar, links, head, child, child.lemma)


def _add_receiver(grammar: Grammar, links: Links, token: Token) -> None:
    """ "will send Mali grain": a name right behind a verb of giving, which the parser took for the front of a compound, receives."""
    if (
        token.lemma not in grammar.words["giving"]
        or token.tag not in PREDICATE_TAGS
        or _slot(links, token.i, "indirect")
    ):
        return
    for link in _slot(links, token.i, "object"):
        thing = grammar.tokens[link.dependent]
        inside = [c for c in grammar.children[thing.i] if c.function == "modifier" and token.i < c.i < thing.i]
        first = inside[0] if inside else thing
        if first.tag == "NNP" and not first.text.isupper() and first.i == token.i + 1 and thing.tag in ("NN", "NNS"):
            links[token.i].append(Link(token.i, "indirect", first.i, f"right behind '{token.text}'"))


def _add_subject(grammar: Grammar, links: Links, token: Token) -> None:
    """Find who the verb's surface subject is, said or not, and put it where the voice says that it belongs."""
    is_verb = token.tag in PREDICATE_TAGS
    if not is_verb and token.function != "complement":
        return
    surface = [(child.i, "") for child in grammar.children[token.i] if child.function in ("subject", "passive_subject")]
    if not surface:
        surface = _borrowed_subject(grammar, links, token)
    else:
        surface = [(_antecedent(grammar, token, i), via or _relative_note(grammar, token, i)) for i, via in surface]
    passive = grammar.is_passive(token.i)
    receives = passive and bool(_slot(links, token.i, "object"))
    for i, via in surface:
        if i == token.i:
            continue
        if not passive:
            links[token.i].append(Link(token.i, "subject", i, via))
        else:
            note = f"passive, {via}" if via else "passive"
            links[token.i].append(Link(token.i, "indirect" if receives else "object", i, note))
    _swap_relative_object(grammar, links, token)


def _antecedent(grammar: Grammar, verb: Token, i: int) -> int:
    """The noun for which a relative pronoun stands, or the token itself."""
    token = grammar.tokens[i]
    if token.tag in ("WDT", "WP", "IN") and token.lemma in grammar.words["relative_pronouns"]:
        clause = _relative_head(grammar, verb)
        if clause is not None:
            return clause
    return i


def _relative_head(grammar: Grammar, verb: Token) -> int | None:
    """The noun that the relative clause of `verb` describes; looked for through coordinated verbs."""
    seen = verb
    while seen.function == "conjunct" and seen.head != seen.i:
        seen = grammar.tokens[seen.head]
    if seen.function == "relative":
        return seen.head
    return None


def _relative_note(grammar: Grammar, verb: Token, i: int) -> str:
    return f"'{grammar.tokens[i].text}' stands for it" if _antecedent(grammar, verb, i) != i else ""


def _swap_relative_object(grammar: Grammar, links: Links, token: Token) -> None:
    """Put the noun for "whom they arrested" and for the bare "the man they arrested"."""
    if _relative_head(grammar, token) is None:
        return
    head = _relative_head(grammar, token)
    assert head is not None
    swapped = []
    for link in links[token.i]:
        pronoun = grammar.tokens[link.dependent]
        if pronoun.tag in ("WDT", "WP") and pronoun.lemma in grammar.words["relative_pronouns"]:
            link = Link(link.head, link.slot, head, f"'{pronoun.text}' stands for it")
        swapped.append(link)
    links[token.i] = swapped
    has = {link.slot for link in swapped}
    filled = {link.dependent for link in swapped}
    if (
        token.function == "relative"
        and "subject" in has
        and "object" not in has
        and head not in filled
        and token.tag != "VBN"
    ):
        links[token.i].append(Link(token.i, "object", head, "the noun that the relative clause describes"))


def _borrowed_subject(grammar: Grammar, links: Links, token: Token) -> list[tuple[int, str]]:
    """The subject that a verb leaves unsaid."""
    head = grammar.tokens[token.head]
    if token.function == "conjunct":
        teller = _teller_of(grammar, token, head)
        return _surface_of(grammar, links, teller or head, f"shared with '{(teller or head).text}'")
    if token.function == "participle":
        if grammar.is_infinitive(token.i):
            return _doer_of_noun(grammar, links, head)
        return [(head.i, "the noun that the participle describes")]
    if token.function == "open_clause":
        objects = _slot(links, head.i, "object") or _slot(links, head.i, "indirect")
        controls = head.lemma in grammar.words["object_control"] or not grammar.is_infinitive(token.i)
        if (
            objects
            and controls
            and not grammar.is_passive(head.i)
            and head.lemma not in grammar.words["subject_control"]
        ):
            return [(objects[0].dependent, f"controlled by the object of '{head.text}'")]
        return _surface_of(grammar, links, head, f"controlled by '{head.text}'")
    if token.function == "complement":
        return _surface_of(grammar, links, head, f"subject of '{head.text}'")
    if token.function in ("adverbial", "clause") and (token.tag in ("VBG", "VBN") or grammar.is_infinitive(token.i)):
        objects = _slot(links, head.i, "object")
        if (
            grammar.is_infinitive(token.i)
            and objects
            and not grammar.is_passive(head.i)
            and token.i > objects[0].dependent
            and head.lemma in grammar.words["object_control"]
        ):
            return [(objects[0].dependent, f"controlled by the object of '{head.text}'")]
        return _surface_of(grammar, links, head, f"shared with '{head.text}'")
    if token.function == "prep_clause":
        return _subject_of_prep_clause(grammar, links, head)
    return []


def _teller_of(grammar: Grammar, token: Token, head: Token) -> Token | None:
    """The verb of telling with which a verb goes on that the parser put beside what is told: "said Mali had lied and called for talks".

    What is told stands in another tense or tells a state; what the teller does next stands in the tense of telling.
    """
    teller = grammar.tokens[head.head]
    if head.function != "clause" or teller.lemma not in grammar.words["telling"]:
        return None
    plain = not any(child.function in ("auxiliary", "marker") for child in grammar.children[token.i])
    told = head.lemma == "be" or any(child.function == "auxiliary" for child in grammar.children[head.i])
    same = token.tag == teller.tag == "VBD" and token.lemma in grammar.words["going_on"]
    return teller if same and plain and told else None


def _subject_of_prep_clause(grammar: Grammar, links: Links, preposition: Token) -> list[tuple[int, str]]:
    """ "accused Sudria of shelling": the object shells; "responded by shelling": the subject does."""
    governor = grammar.tokens[preposition.head]
    while governor.function == "preposition":
        governor = grammar.tokens[governor.head]
    if governor.tag not in PREDICATE_TAGS:
        return _doer_of_noun(grammar, links, governor)
    objects = _slot(links, governor.i, "object")
    if objects and preposition.lemma in ("of", "from", "for", "into"):
        return [(objects[0].dependent, f"the object of '{governor.text}'")]
    return _surface_of(grammar, links, governor, f"shared with '{governor.text}'")


def _surface_of(grammar: Grammar, links: Links, verb: Token, note: str) -> list[tuple[int, str]]:
    """The surface subject of a verb that was linked before: its subject, or of a passive what it happens to."""
    if verb.tag not in PREDICATE_TAGS and verb.function != "complement":
        return _doer_of_noun(grammar, links, verb)
    wanted = ("object", "indirect") if grammar.is_passive(verb.i) else ("subject",)
    found = [link for link in links[verb.i] if link.slot in wanted and link.dependent != verb.i]
    if grammar.is_passive(verb.i):
        found = [link for link in found if link.via.startswith("passive")]
    return [(link.dependent, note) for link in found]


def _doer_of_noun(grammar: Grammar, links: Links, noun: Token) -> list[tuple[int, str]]:
    """Whose act an infinitive after a noun is: "its decision to withdraw", "made an offer to help"."""
    for slot in ("possessor", "by"):
        found = _slot(links, noun.i, slot)
        if found:
            return [(found[0].dependent, f"'{noun.text}' is theirs")]
    governor = grammar.tokens[noun.head]
    if noun.function in ("object", "prep_object", "complement"):
        if noun.function == "prep_object":
            governor = grammar.tokens[governor.head]
        if governor.tag in PREDICATE_TAGS and governor.i != noun.i:
            return _surface_of(grammar, links, governor, f"shared with '{governor.text}'")
    return []


def _add_clauses(grammar: Grammar, links: Links, token: Token) -> None:
    for child in grammar.children[token.i]:
        if child.function in ("clause", "open_clause"):
            links[token.i].append(Link(token.i, "clause", child.i))
        elif child.function == "adverbial":
            slot = "purpose" if grammar.is_infinitive(child.i) else "adverbial"
            links[token.i].append(Link(token.i, slot, child.i))
        elif child.function == "participle" and (
            grammar.is_infinitive(child.i) or grammar.first(child.i, "marker", "subject")
        ):
            # "its decision to withdraw", "its demand that Russia withdraw"
            links[token.i].append(Link(token.i, "clause", child.i))
        elif child.function == "relative" and grammar.first(child.i, "marker") and grammar.first(child.i, "subject"):
            # "a demand on Sunday that Russia withdraw": a clause that lacks nothing describes no noun.
            links[token.i].append(Link(token.i, "clause", child.i))
    for child in grammar.children[token.i]:
        if child.function == "clause" or child.function == "participle":
            for one in _conjuncts(grammar, child)[1:]:
                links[token.i].append(Link(token.i, "clause", one, f"together with '{child.text}'"))


def _add_governor(grammar: Grammar, links: Links, token: Token) -> None:
    """Name the verb on which a noun hangs, so that a light verb can lend the noun its subject."""
    head = grammar.tokens[token.head]
    if head.i == token.i:
        return
    if token.function == "prep_object":
        verb = grammar.tokens[head.head]
        links[token.i].append(Link(token.i, "governor", verb.i, head.lemma))
    elif token.function in ("object", "subject", "passive_subject", "complement", "indirect"):
        slot = "object" if token.function == "passive_subject" else token.function
        links[token.i].append(Link(token.i, "governor", head.i, slot))
    elif token.function == "conjunct":
        for link in _slot(links, head.i, "governor"):
            links[token.i].append(Link(token.i, "governor", link.dependent, link.via))
