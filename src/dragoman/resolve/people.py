"""The parsed sentences of a report come in; who its named persons are, gathered from every mention, goes out.

A report says who someone is once ("Ada Berg, the Sudrian foreign minister") and then goes on with the surname.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from dragoman.codebook.classes import load_classes
from dragoman.record.document import Token
from dragoman.resolve.origins import find_origins
from dragoman.resolve.parties import NOUNS, PERSONS, PROPER, SUBJECTS, Party, Tree, is_plural
from dragoman.resolve.report import Report
from dragoman.resolve.words import Words

# Who has a title of these serves a state: "police chief Ada Berg".
STATE_SECTORS = frozenset({"COP", "GOV", "JUD", "LEG", "MIL", "SPY"})
# Who "was" something may be so no more.
PAST_BE = frozenset({"was", "were"})
OWN = frozenset({"her", "his"})
DEMONYMS = frozenset({"demonym", "people"})


def is_name(token: Token) -> bool:
    """Whether the token is a proper name or a part of one."""
    return token.tag in PROPER and token.text[0].isupper()


def ends_name(tree: Tree, token: Token) -> bool:
    """Whether the token is the last of a proper name: the Berg of "Ada Berg"."""
    return is_name(token) and not (token.function == "modifier" and tree.tokens[token.head].tag in PROPER)


def find_named_as(tree: Tree, token: Token) -> list[Token]:
    """Whom a verb names so: the Briton of "a Briton was named as Ada Berg"."""
    preposition = tree.tokens[token.head]
    verb = tree.tokens[preposition.head]
    if token.function != "prep_object" or preposition.lemma != "as" or verb.lemma not in load_classes().naming:
        return []
    return [c for c in tree.children[verb.i] if c.function in ("object", "passive_subject") and c.tag in NOUNS]


def has_ministers(tree: Tree, token: Token) -> bool:
    """Whether the subject of a verb has ministers of his own, and so governs: "Ada Berg told her cabinet"."""
    verb = tree.tokens[token.head]
    below = [*tree.children[verb.i], *(c for near in tree.children[verb.i] for c in tree.children[near.i])]
    return token.function in SUBJECTS and any(
        noun.text.lower() in load_classes().ministers and any(c.text.lower() in OWN for c in tree.children[noun.i])
        for noun in below
    )


class People:
    """Named persons that the world does not know, by full name and by surname."""

    def __init__(self, trees: Mapping[int, Tree], words: Words, report: Report) -> None:
        self._words = words
        self._report = report
        self._found: dict[str, Party] = {}
        for sequence in sorted(trees):
            self._read(trees[sequence])
        self._settle_origins()
        self._given = self._find_given()

    @property
    def found(self) -> Iterable[Party]:
        """All of them, in the order in which they were met."""
        return self._found.values()

    def find(self, left: Sequence[Token]) -> Party | None:
        """Who the person of this name is; None where the report knows no such person. "The Bergs" are a family."""
        name, surname = self._name_of(left), left[-1].text
        found = self._found.get(name) or (self._given.get(surname) if name == surname else None)
        if found is not None and name == surname:
            found = self._spouse(found, left)
        if found is None and surname.endswith("s") and surname[:-1] in self._found:
            return replace(self._found[surname[:-1]], many=True, kind="people")
        return found

    def _read(self, tree: Tree) -> None:
        for token in tree.tokens:
            if not ends_name(tree, token):
                continue
            if self._report.name_over(token.start, token.end) is not None:
                continue
            left = tree.left(token.i)
            if self._words.role_of(left) is not None or (token.text.isupper() and len(token.text) > 1):
                continue
            said = self._describe(tree, token, left)
            if said is None and (token.text not in self._report.full_names or self._is_place(left)):
                continue
            full = self._name_of(left)
            for name in (full, token.text):
                old = self._found.get(name)
                # A surname alone means who was first named so in full.
                if old is not None and name == token.text and full not in (token.text, old.name):
                    continue
                self._found[name] = self._merge(old, said or self._plain(left))

    def _is_place(self, left: Sequence[Token]) -> bool:
        """Whether a name is a town's or a region's and no given name begins it: "Los Angeles", but not "Paris Berg"."""
        town = self._report.town_over(left[-1].start, left[-1].end)
        return town is not None and left[0].text not in self._words.world.given_names

    def _spouse(self, party: Party, left: Sequence[Token]) -> Party:
        """Of two of one surname the one whom the title lets mean: "Mr Berg" after "Ada and Olaf Berg"; else the same."""
        said, world = self._words.gender_of(left[:-1]), self._words.world
        if not said or world.gender_of(party.name or "") == said:
            return party
        ending = " " + left[-1].text
        return next((p for n, p in self._found.items() if n.endswith(ending) and world.gender_of(n) == said), party)

    def _settle_origins(self) -> None:
        """Give those whose country no title tells the country of the place that they are said to be from."""
        strangers = {p.name for p in self._found.values() if p.code is None and p.name and " " in p.name}
        origins = find_origins(self._report, sorted(strangers))
        families = self._find_families()
        for name, party in self._found.items():
            if party.code is not None or not party.name:
                continue
            family = families.get(party.name.rsplit(" ", 1)[-1], set()) if " " in party.name else set()
            if party.name in origins:
                self._found[name] = replace(party, code=origins[party.name], basis="place")
            elif len(family) == 1:
                self._found[name] = replace(party, code=next(iter(family)), basis="earlier")

    def _find_families(self) -> dict[str, set[str]]:
        """Family name → the countries of those of that name whom the report names in full."""
        found: dict[str, set[str]] = defaultdict(set)
        for hit in self._report.names:
            if hit.entry.kind == "person" and not hit.entry.short and hit.entry.code:
                found[hit.entry.name.rsplit(" ", 1)[-1]].add(hit.entry.code)
        for party in self._found.values():
            if party.code and party.name and " " in party.name:
                found[party.name.rsplit(" ", 1)[-1]].add(party.code)
        return found

    def _find_given(self) -> dict[str, Party]:
        """First name → the one person of the report who bears it and is named in full: "Ada" after "Ada Berg"."""
        found: dict[str, set[str]] = defaultdict(set)
        unread = (
            full for full in self._report.full_names.values() if full.split(" ")[0] in self._words.world.given_names
        )
        for full in (*self._found, *unread):
            if " " in full:
                found[full.split(" ", 1)[0]].add(full)
        single = {first: min(full) for first, full in found.items() if len(full) == 1}
        stranger = Party(code=None, kind="person")
        return {first: self._found.get(full, replace(stranger, name=full)) for first, full in single.items()}

    @staticmethod
    def _merge(old: Party | None, new: Party) -> Party:
        if old is None:
            return new
        if new.code and not old.code:
            return replace(new, sector=new.sector or old.sector, name=old.name)
        if new.sector and not old.sector:
            return replace(old, sector=new.sector, office=new.office, kind=new.kind)
        return old

    def _title_of(self, left: Sequence[Token]) -> list[Token]:
        """The words before the name up to the last that says a role: "US Defence Secretary" of "… Jane Doe"."""
        title = list(left[:-1])
        while title and self._words.role_of(title) is None:
            title.pop()
        return title

    def _name_of(self, left: Sequence[Token]) -> str:
        words = [
            token
            for token in left[len(self._title_of(left)) :]
            if token.tag in PROPER
            and not (token is not left[-1] and self._is_demonym(token))
            and not self._words.roles.is_courtesy(token.text)
        ]
        if not words:
            return left[-1].text
        # As the text has it: "Al-Taher" is several tokens.
        said = self._report.text[words[0].start : words[-1].end].split()
        return " ".join(said[-5:])

    def _is_demonym(self, token: Token) -> bool:
        hit = self._report.name_over(token.start, token.end)
        return hit is not None and hit.entry.kind in DEMONYMS

    def _plain(self, left: Sequence[Token]) -> Party:
        name = self._name_of(left)
        full = name if " " in name else self._report.full_names.get(name, name)
        return Party(code=None, sector=(), kind="person", name=full, gender=self._words.gender_of(left))

    def _describe(self, tree: Tree, token: Token, left: list[Token]) -> Party | None:
        """What the words beside the name say, else of whose country they make him."""
        said = self._told_beside(tree, token, left)
        code = self._country_beside(tree, token) if said is None or said.code is None else None
        return replace(said or self._plain(left), code=code, basis="apposition") if code else said

    def _country_beside(self, tree: Tree, token: Token) -> str | None:
        """The country that only a country's word tells: "Ada Berg, a Texan", "two British men, Joe Doe and Ada Berg", "a Briton was named as Ada Berg"."""
        first = tree.tokens[tree.first_of_list(token.i)]
        beside = [*tree.appositions(token.i), *find_named_as(tree, token)]
        if first.i != token.i:
            beside += [other for other in tree.appositions(first.i) if is_plural(other)]
            if any(t.tag in NOUNS and t.text.endswith("s") for t in tree.left(first.i)[:-1]):
                beside.append(first)
        # "Three Americans, the reporters Joe Doe and Ada Berg": what stands beside them has its own beside it.
        for other in [*beside, *(far for near in beside for far in tree.appositions(near.i))]:
            hit = self._report.name_over(other.start, other.end) if other.i != token.i else None
            if hit is not None and hit.entry.kind in DEMONYMS:
                return hit.entry.code or None
            words = tree.left(other.i) if hit is None and other.i != token.i else []
            if words and other is not first and any(t.tag in PROPER for t in words[-2:]):
                continue  # "a Mexican War hero"
            owners = self._words.owners_before(words) if words else []
            if len(owners) == 1 and owners[0].basis == "demonym" and owners[0].kind == "state":
                return owners[0].code
        return None

    def _told_beside(self, tree: Tree, token: Token, left: list[Token]) -> Party | None:
        """What title, country word, possessor or apposition beside the name say."""
        party = self._plain(left)
        title = self._title_of(left)
        if title:
            return self._with_role(tree, token, title, party)
        # What stands before a name says who it is; what follows may be the next of a list.
        for other in sorted(tree.appositions(token.i), key=lambda one: one.i > token.i):
            beside = tree.left(other.i)
            known = self._report.name_over(other.start, other.end)
            if other.i != token.i and self._words.role_of(beside) is not None and known is None:
                return self._with_role(tree, other, beside, party)
        owners = self._words.owners_before(left)
        if owners:
            return replace(party, code=owners[0].code, basis="name")
        said = self._said_of(tree, token)
        if said is not None:
            return self._with_role(tree, said, tree.left(said.i), party)
        if has_ministers(tree, token):
            return replace(party, sector=("GOV",), kind="official")
        return party if party.gender else None

    def _said_of(self, tree: Tree, token: Token) -> Token | None:
        """The noun by which a verb says who its subject is: "is mayor", "was elected president", "who leads the party"."""
        verbs = [c for c in tree.children[token.i] if c.function == "relative"]
        if token.function in SUBJECTS:
            verbs.append(tree.tokens[token.head])
        for verb in verbs:
            children = tree.children[verb.i]
            if any(c.function == "negation" or c.tag == "MD" for c in children):
                continue
            wanted = "object" if verb.lemma in self._words.roles.leading else "complement"
            if wanted == "complement" and verb.text.lower() in PAST_BE:
                continue
            said = [c for c in children if c.function == wanted and c.tag in NOUNS and c.i > verb.i]
            titles = [c for c in said if self._words.role_of(tree.left(c.i)) is not None]
            if titles:
                return titles[0]
        return None

    def _with_role(self, tree: Tree, head: Token, left: list[Token], party: Party) -> Party:
        reading = self._words.read_role(left)
        if reading is None:
            return party
        role, words = reading
        owners = self._words.owners_before(left) or self._owners_around(tree, head)
        typical = self._words.typical_of(words) if not owners else None
        owner = owners[0] if owners else Party(code=typical, kind="state") if typical else None
        sector, kind = self._words.sector_of(left, role, owner)
        if kind not in PERSONS:
            kind = "official" if sector[:1] and sector[0] in STATE_SECTORS else "person"
        office = self._words.title_text(left) if kind == "official" else None
        return replace(
            party,
            code=owner.code if owner else None,
            basis="title" if owner else "none",
            sector=sector,
            kind=kind,
            office=office,
        )

    def _owners_around(self, tree: Tree, head: Token) -> list[Party]:
        """The country in the possessor, of- or in-phrase of a title: "chairman of the Georgian parliament", "of the parliament of Georgia"."""
        nouns = [noun for _, noun in tree.after(head.i, "of", "in", "for", "at", "from")]
        nouns += [inner for noun in nouns for _, inner in tree.after(noun.i, "of")]
        owner = tree.possessor(head.i)
        for noun in [owner, *nouns] if owner else nouns:
            hit = self._report.name_over(noun.start, noun.end)
            if hit is not None and hit.entry.code:
                return [self._words.party_of(hit.entry, noun, tree)]
            found = self._words.owners_before(tree.left(noun.i))
            if found:
                role = self._words.role_of(tree.left(noun.i))
                told = role is not None and not role.carrier
                return [replace(found[0], sector=role.sector, kind=role.kind)] if role and told else found
        return []
