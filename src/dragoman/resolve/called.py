"""A noun's Party without a name comes in; the same with the name that the report lets a reader know goes out."""

from dataclasses import replace

from dragoman.codebook.classes import load_classes
from dragoman.codebook.roles import Role
from dragoman.record.document import Token
from dragoman.resolve.holders import Holders
from dragoman.resolve.namesakes import COUNTRY_KINDS
from dragoman.resolve.naming import with_article
from dragoman.resolve.parties import PROPER, Party, Tree, spell_words
from dragoman.resolve.report import Report
from dragoman.resolve.words import Words

INDEFINITE = frozenset({"a", "an", "another", "any", "each", "every", "no", "one", "some"})
DEFINITE = frozenset({"the", "this", "that"})
# These say nothing of what an office is.
UNTOLD = frozenset({"determiner", "possessor", "case", "number", "adverb"})
# How the words themselves say whose an office is; what is only assumed to be the home country's is asked of the report alone.
SAID = frozenset({"demonym", "name", "possessor", "title"})
# These are a state's, whoever is said to own them: "his government", "their army".
STATE_OWNED = frozenset({"government", "forces", "police", "parliament", "court"})


class Caller:
    """Finds names for the nouns of one report."""

    def __init__(self, report: Report, words: Words, holders: Holders) -> None:
        self._report, self._words, self._holders = report, words, holders

    def name_holder(self, tree: Tree, token: Token, party: Party) -> Party | None:
        """The holder of an office that a country has one of: "the Turkish leader", "Chad's foreign minister"."""
        left = tree.left(token.i)
        if party.code is None or left[0].text.lower() in INDEFINITE:
            return None
        # "The Labour leader" leads no state.
        hits = self._report.names_within(left[0].start, left[-1].end)
        if any(hit.entry.kind not in COUNTRY_KINDS for hit in hits):
            return self._recall_holder(tree, token, party)
        kept = self._own_words(left)
        of = [noun for _, noun in tree.after(token.i, "of") if not self._names_country(noun)]
        inner = [t for noun in of[:1] for t in self._own_words(tree.left(noun.i))]
        titles = [" ".join(t.text for t in [*kept, *inner])]
        ending = self._words.head_words(tree, token)
        rest = [t for t in kept if t.text.lower() not in ending.split(" ")]
        lesser = self._words.roles.lesser & {t.text.lower() for t in rest}
        if not lesser and all(t.tag.startswith("JJ") for t in rest) and (not inner or " of " in ending):
            titles.append(ending)
        for title in titles:
            held = self._holders.find(party.code, title, abroad=party.basis in SAID)
            if held is not None:
                return replace(party, name=held.name, id=held.id, gender=party.gender or held.gender)
        return self._recall_holder(tree, token, party)

    def _recall_holder(self, tree: Tree, token: Token, party: Party) -> Party | None:
        """Who once held the office, or holds it for a part of the country, of those whom the report names: "the former Ohio governor"."""
        left, owner = tree.left(token.i), tree.possessor(token.i)
        if left[0].text.lower() not in DEFINITE and owner is None:
            return None
        owners = [noun for _, noun in tree.after(token.i, "of")]
        owners += [owner] if owner is not None and owner.tag in PROPER else []
        said = [*left, *(t for noun in owners for t in tree.left(noun.i))]
        former = self._words.roles.former
        title = [t.text for t in said if (t.function not in UNTOLD or t is owner) and t.lemma not in former]
        places = {t.text.lower() for t in said if t.tag in PROPER and t is not token}
        held = self._holders.recall(
            party.code or "", " ".join(title), places, former=any(t.lemma in former for t in left)
        )
        return replace(party, name=held.name, id=held.id) if held is not None else None

    def name_each(self, tree: Tree, token: Token, role: Role, party: Party) -> Party:
        """One of several who share a noun: of "Russian and Turkish presidents" each president, of armies each army."""
        words = [t for t in self._own_words(tree.left(token.i)) if t.tag != "CC" and t.text != ","]
        if role.person and party.code:
            title = " ".join([*(t.text for t in words[:-1]), token.lemma])
            held = self._holders.find(party.code, title, abroad=True)
            if held is not None:
                return replace(party, name=held.name, id=held.id)
        country = self._words.adjective_of(party)
        if party.name or not country or not words or party.kind in ("thing", "place"):
            return party
        if party.kind == "forces" and len(words) == 1 and token.text.lower() in load_classes().armed_forces:
            return replace(party, name=self._words.forces_of(party))
        single = (
            token.lemma in load_classes().sole or party.kind in ("parliament", "court") or role.name == "carrier-office"
        )
        noun = token.lemma if single else token.text
        return replace(party, name=" ".join(filter(None, (country, spell_words(words[:-1]), noun))))

    def kin_of(self, tree: Tree, token: Token) -> Token | None:
        """Whose kin someone is, told behind the noun: "the family of a Kenyan nurse"; None of whoever is no kin."""
        owners = tree.after(token.i, "of") if token.lemma in self._words.roles.kin else ()
        return next((noun for _, noun in owners), None)

    def name_owned(self, tree: Tree, token: Token, role: Role, party: Party, owner: Party) -> Party:
        """Someone known by whose they are: "his bodyguards" are "bodyguards of Ada Berg"."""
        state = owner.kind == "state"
        if (
            party.basis in ("demonym", "name")
            or not owner.name
            or owner.kind in ("thing", "place")
            or (state and role.name != "relation")
        ):
            return party
        carried = role.carrier and role.name != "carrier-forces"  # "his allies" serve him, "his army" the state
        if party.kind in STATE_OWNED and owner.kind in ("person", "official", "government") and not carried:
            return party
        left = tree.left(token.i)
        first = next(t for t in left if t.function != "determiner" or t is token)
        words = " ".join(self._report.text[first.start : token.end].split())
        return replace(party, name=f"{words} of {with_article(owner.name) if state else owner.name}")

    def _own_words(self, left: list[Token]) -> list[Token]:
        """The words of a phrase without determiners, countries and counting."""
        hits = self._report.names_within(left[0].start, left[-1].end)
        return [t for t in left if t.function not in UNTOLD and not any(h.start <= t.start < h.end for h in hits)]

    def _names_country(self, noun: Token) -> bool:
        return self._report.name_over(noun.start, noun.end) is not None
