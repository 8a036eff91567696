"""A noun phrase comes in; whose it is goes out: the state or body in its own words, its possessor, its of-phrase, its place."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from dragoman.codebook.classes import load_classes
from dragoman.codebook.roles import Role, Roles
from dragoman.record.document import Token
from dragoman.resolve.namesakes import COUNTRY_KINDS
from dragoman.resolve.parties import PERSONS, Party, Tree, is_plural
from dragoman.resolve.report import Report
from dragoman.resolve.words import BODY_CODES, Words

Found = tuple[list[Party], str]
NO_ONE: Found = ([], "none")
# Who is where he fights or lives: "told the rebels in Aleppo to leave".
LOCAL = frozenset({"armed_group", "people"})
# Whose fellows are of other countries: "other states", "each government".
STATELY = frozenset({"body", "government", "state"})
# Behind one of these they are those of which the report has told: "both countries".
POINTING = frozenset({"both", "these", "those"})
# Who contends with these does so at home.
ELECTED = frozenset({("ELI",), ("LEG",), ("OPP",), ("PTY",)})
# In which phrases behind a noun its owner is looked for, in this order, and what that says of the country.
BEHIND = (
    (("of",), "possessor"),
    (("in", "from", "at", "across", "near", "within", "inside"), "place"),
    (("by", "for", "with"), "group"),
)


class Owners:
    """Finds the owners of the nouns of one report."""

    def __init__(
        self,
        report: Report,
        words: Words,
        spans: Mapping[tuple[int, int], tuple[int, int]],
        parties: Callable[[int, int], Sequence[Party]],
    ) -> None:
        """`spans` are the mentions' own, by sentence and head; `parties` resolves another mention of the report."""
        self._report, self._words, self._spans, self._parties = report, words, spans, parties

    def find(self, tree: Tree, token: Token, left: Sequence[Token], role: Role | None) -> Found:
        """Whose the noun is, and the basis on which its country is known; nobody where nothing says it."""
        found = self._words.owners_before(left)
        if found and found[0].kind == "people":
            # Where a people without a state lives is said behind it, if anywhere: "Kurdish fighters in northern Syria".
            for _, noun in tree.after(token.i, "in", "inside", "of", "from"):
                found = [replace(found[0], code=p.code) for p in self._told(tree, noun, anywhere=False)] or found
        if found:
            return found, found[0].basis
        possessor = tree.possessor(token.i)
        if token.lemma in self._words.roles.opposite:
            return self._across(tree, token, possessor, role)
        if token.lemma in self._words.roles.peer and (owned := self._from(tree, token)):
            return owned, "place"
        if role is not None and role.name == "relation":
            return self._of_rival(tree, token, possessor)
        if possessor is not None and not (
            possessor.tag == "PRP$"
            and is_plural(token)
            and token.lemma in load_classes().countries | load_classes().governed
        ):
            owned = self._leave_groups(token, [p for p in self._own(tree, possessor) if p.code])
            if owned:
                return owned, "possessor"
        for prepositions, basis in BEHIND:
            if basis == "possessor" or (role is not None and (basis == "place" or role.carrier)):
                for preposition, noun in self._behind(tree, token, role, prepositions):
                    if preposition == "from" and role is not None and role.name == "jihadist" and self._report.jihad:
                        continue  # "fled" or "drove them from the town" says where they were, not whose they are
                    kin = token.lemma in self._words.roles.kin and preposition == "of"
                    owned = self._told(tree, noun, anywhere=basis != "place" or preposition == "from", home=kin)
                    owned = self._leave_groups(token, owned)
                    if owned:
                        return owned, basis
        return NO_ONE

    def _leave_groups(self, token: Token, owners: list[Party]) -> list[Party]:
        """The mother of somebody who fights for a group of no country does not."""
        if token.lemma not in self._words.roles.kin:
            return owners
        return [p for p in owners if p.code in self._words.world.countries]

    def of_people(self, tree: Tree, token: Token) -> str | None:
        """Where a people without a state lives, as the words beside it say: "Iraqi Kurds", "Syria's Kurds", "Kurds in the north of Iraq"."""
        left = tree.left(token.i)
        hits = self._report.names_within(left[0].start, token.start)
        codes = [hit.entry.code for hit in hits if hit.entry.kind in COUNTRY_KINDS]
        possessor = tree.possessor(token.i)
        nouns = [
            *([possessor] if possessor else []),
            *(noun for _, noun in tree.after(token.i, "in", "inside", "of", "from")),
        ]
        codes += [p.code for noun in nouns for p in self._told(tree, noun, anywhere=False) if p.code]
        homes = self._words.homes_of(token)
        return next((code for code in codes if code in homes), None)

    def at_destination(self, tree: Tree, token: Token) -> str | None:
        """The country to which somebody goes to see whom the noun means: "flew to Oslo to meet the premier", "where he met him"."""
        verb = tree.tokens[tree.clause_of(token.i)]
        if verb.function == "relative" and any(c.lemma == "where" for c in tree.children[verb.i]):
            return self._country_at(tree.tokens[verb.head])
        if verb.function == "adverbial" and any(c.tag == "TO" for c in tree.children[verb.i]):
            verb = tree.tokens[verb.head]
        for child in tree.children[verb.i]:
            if child.lemma in ("to", "for") and verb.i < child.i < token.i and child.function == "preposition":
                for noun in tree.children[child.i]:
                    if noun.i < token.i and (code := self._country_at(noun)):
                        return code
        return None

    def _country_at(self, noun: Token) -> str | None:
        """The country of the place that a noun names."""
        hit = self._report.name_over(noun.start, noun.end)
        if hit is not None and hit.entry.kind in COUNTRY_KINDS:
            return hit.entry.code or None
        return self._report.town_over(noun.start, noun.end)

    def _own(self, tree: Tree, noun: Token) -> list[Party]:
        """Whom another noun stands for, with the place of its own words."""
        span = self._spans.get((tree.sentence.sequence, noun.i))
        return [replace(p, owner=span) for p in self._parties(tree.sentence.sequence, noun.i)]

    def _behind(
        self, tree: Tree, token: Token, role: Role | None, prepositions: Sequence[str]
    ) -> Iterator[tuple[str, Token]]:
        """The nouns in these phrases behind the noun, also those that the parser hung on the verb: where a person is from, fighters are."""
        yield from ((preposition.lemma, noun) for preposition, noun in tree.after(token.i, *prepositions))
        if "from" in prepositions and role is not None and role.person:
            yield from (("from", noun) for noun in tree.hung_beside(token.i, "from"))
        if "in" in prepositions and role is not None and role.kind in LOCAL:
            yield from (("in", noun) for noun in tree.hung_beside(token.i, "in"))

    def _told(self, tree: Tree, noun: Token, *, anywhere: bool, home: bool = False) -> list[Party]:
        """Those whose country is known, without `home` by more than the report's home; `anywhere` lets others than states and places in."""
        owned = [p for p in self._own(tree, noun) if p.code and (p.basis not in ("home", "none") or home)]
        if not owned or not (anywhere or owned[0].kind in ("state", "place", "government")):
            return []
        more = [
            p
            for other in tree.conjuncts(noun)
            if other.i != noun.i
            for p in self._parties(tree.sentence.sequence, other.i)[:1]
            if p.code
        ]
        return owned + [p for p in more if p.code != owned[0].code]

    def _of_rival(self, tree: Tree, token: Token, possessor: Token | None) -> Found:
        """Of a candidate's rivals, and of anyone's critics, that one's country: they meet at home. Of a state's allies nobody's."""
        owned = self._own(tree, possessor) if possessor is not None else []
        many = possessor is not None and is_plural(possessor)  # "our ally" is a state's
        if many or len(owned) != 1 or not owned[0].code or owned[0].kind not in PERSONS:
            return NO_ONE
        home = token.lemma in load_classes().critics or owned[0].sector[:1] in ELECTED
        return (owned, "possessor") if home else NO_ONE

    def _from(self, tree: Tree, token: Token) -> list[Party]:
        """The country behind "from" or "in", if one stands there: "her colleague from Chad"."""
        beside = (("from", noun) for noun in tree.hung_beside(token.i, "from"))
        told = (self._told(tree, noun, anywhere=False) for _, noun in (*tree.after(token.i, "from", "in"), *beside))
        return next((owned for owned in told if owned), [])

    def _across(self, tree: Tree, token: Token, possessor: Token | None, role: Role | None) -> Found:
        """Of "her counterparts from Chad" the country behind; of "his counterpart" the other country that the report is about."""
        if owned := self._from(tree, token):
            return owned, "place"
        mine = {p.code for p in self._own(tree, possessor)} if possessor is not None else set()
        if not any(mine) or (role is not None and role.name == "relation" and is_plural(token)):
            return NO_ONE
        other = next((c for c in (self._report.home, self._report.counterpart) if c and c not in mine), None)
        return ([Party(code=other, kind="state")], "home") if other else NO_ONE


def thing_of(owner: Party, basis: str) -> Party:
    """A thing that somebody owns or does: "Iraq's permission", "the last rebel redoubt"."""
    if owner.owner is None or owner.kind in ("place", "thing"):
        return Party(code=owner.code, kind="thing", basis=basis)
    sector = owner.sector or (("GOV",) if owner.kind == "state" and owner.code not in BODY_CODES else ())
    return Party(
        code=owner.code, kind="thing", basis=basis, sector=sector, name=owner.name, id=owner.id, owner=owner.owner
    )


def is_scattered(tree: Tree, token: Token) -> bool:
    """Whether its own words say that somebody is of many countries: "most governments", "women from 46 countries"."""
    left = tree.left(token.i)
    bare = token.tag == "NNS" and all(t.lemma.lower() in load_classes().untold for t in left[:-1])
    if bare and token.lemma in load_classes().envoys and not any(tree.after(token.i, "of", "from", "in")):
        return True
    lands = [*(noun for _, noun in tree.after(token.i, "from")), *tree.hung_beside(token.i, "from")]
    return any(
        noun.tag == "NNS"
        and noun.lemma in load_classes().countries
        and tree.left(noun.i)[0].text.lower() not in POINTING | {"the"}
        for noun in lands
    )


def is_worldwide(tree: Tree, token: Token, role: Role, told: str, roles: Roles) -> bool:
    """Whether a noun is nobody's in particular: "other states", "Western leaders", "several countries", "envoys of ten nations".

    `told` are the words that tell the role: the "foreign" of a foreign minister is his own.
    """
    words = [t.lemma.lower() for t in tree.left(token.i)[: -len(told.split(" "))]]
    before = {*words, *(f"{one} {two}" for one, two in pairwise(words))}
    if (
        role.code == "none"
        or roles.foreign & before
        or ((role.kind in STATELY or role.name == "head-of-state") and roles.further & before)
    ):
        return True
    nouns = [token, *(noun for _, noun in tree.after(token.i, "of", "from"))]
    several = [noun for noun in nouns if noun.tag == "NNS" and noun.lemma in load_classes().countries]
    return any(tree.left(noun.i)[0].text.lower() not in POINTING for noun in several)
