"""A name that the world does not know comes in; whom the report has it stand for goes out: a person, a body, a place."""

from collections.abc import Callable
from dataclasses import replace

from dragoman.codebook.classes import load_classes
from dragoman.record.document import Token
from dragoman.resolve.coref import Memory
from dragoman.resolve.opening import Opening
from dragoman.resolve.parties import PROPER, Party, Tree, is_plural, send_home, spell_words
from dragoman.resolve.people import People
from dragoman.resolve.report import Report
from dragoman.resolve.words import BODY_CODES, PLACE_PREPOSITIONS, Words

Parties = tuple[Party, ...]


class Strangers:
    """Resolves the unknown names of one report; `parties` resolves another mention of it."""

    def __init__(
        self,
        report: Report,
        words: Words,
        people: People,
        memory: Memory,
        opening: Opening | None,
        parties: Callable[[int, int], Parties],
    ) -> None:
        self._report, self._words, self._people = report, words, people
        self._memory, self._opening, self._parties = memory, opening, parties
        # Kin by name, with the country of whose kin they are.
        self._kin: dict[str, str] = {}

    def resolve(self, tree: Tree, token: Token, left: list[Token]) -> Parties:
        """Whom the name stands for: by its title, its apposition, what the report says of it elsewhere."""
        person = self._people.find(left)
        if person is not None:
            known = self._words.find_known(person.name)
            return (self._words.party_of(known, token, tree) if known else self._complete(tree, token, person),)
        long_form = self._report.long_forms.get(token.text)
        if long_form:
            head = long_form.split(" of ")[0].split(" ")[-1].lower()
            same = self._memory.find_same_head(head, token.start, False) or self._memory.find_same_head(
                head, token.start, True
            )
            if same is not None:
                return tuple(replace(p, name=p.name or long_form, basis="earlier") for p in same.parties)
        same = self._memory.find_same_head(token.lemma, token.start, is_plural(token))
        if same is not None:
            return same.parties
        place = self._report.town_over(token.start, token.end) or self._place_phrase(tree, token)
        inside = token.function == "prep_object" and tree.tokens[token.head].lemma in PLACE_PREPOSITIONS
        party = Party(
            code=place,
            kind="place" if inside else "body",
            basis="place" if place else "none",
            name=long_form or spell_words([t for t in left if t.tag in PROPER or t.tag == "HYPH"]) or token.text,
        )
        if place or token.text.lower() in load_classes().no_strangers or self._words.is_foreign(left):
            return (party,)
        return (send_home(party, self._report.home),)

    def _complete(self, tree: Tree, token: Token, person: Party) -> Party:
        """A person of the report with a sector and a country."""
        if not person.sector and person.kind == "person" and person.code not in BODY_CODES:
            # Nothing that the report says makes a public figure of this person.
            person = replace(person, sector=("CVL",))
        if person.code:
            return person
        if self._words.is_foreign(tree.left(token.i)):
            return replace(person, kind="people", many=True)
        owner = tree.possessor(token.i)
        owned = self._code_of(tree, owner) if owner is not None else None
        if owned:
            # "Norlandia's Ada Berg" is how reports name those who lead or speak for a state.
            state = owner is not None and any(p.kind == "state" for p in self._parties(tree.sentence.sequence, owner.i))
            sector, kind = (
                (("GOV",), "official") if state and person.sector == ("CVL",) else (person.sector, person.kind)
            )
            return replace(person, code=owned, basis="possessor", sector=sector, kind=kind)
        return self._open_with(person) or self._by_kin(tree, token, person) or send_home(person, self._report.home)

    def _open_with(self, person: Party) -> Party | None:
        """A person as the first sentence has him, where the report opens with him: "A Kenyan nurse was jailed. Zuri Otabe, 34, …"."""
        if self._opening is None or self._opening.name != person.name:
            return None
        lead = next(iter(self._parties(*self._opening.place)), None)
        if lead is None or not lead.code or lead.basis == "home":
            return None
        sector = lead.sector if person.sector in ((), ("CVL",)) else person.sector
        return replace(person, code=lead.code, sector=sector, basis="earlier")

    def _by_kin(self, tree: Tree, token: Token, person: Party) -> Party | None:
        """A person of the country of those whose kin he is, here and from here on: "her brother, Joe Doe"."""
        for other in tree.appositions(token.i):
            owner = tree.possessor(other.i) if other.lemma in self._words.roles.kin else None
            code = self._code_of(tree, owner) if owner is not None else None
            if code:
                self._kin.setdefault(person.name or token.text, code)
        code = self._kin.get(person.name or token.text)
        return replace(person, code=code, basis="possessor") if code else None

    def _code_of(self, tree: Tree, token: Token) -> str | None:
        return next((p.code for p in self._parties(tree.sentence.sequence, token.i) if p.code), None)

    def _place_phrase(self, tree: Tree, token: Token) -> str | None:
        for _, noun in tree.after(token.i, "in", "of", "from", "near", "at"):
            code = self._code_of(tree, noun)
            if code:
                return code
        return None
