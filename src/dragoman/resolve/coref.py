"""Mentions already resolved come in, in the order of the text; whom a pronoun or "the minister" points back to goes out."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from dragoman.codebook.roles import Pronoun
from dragoman.resolve.parties import PERSONS, Party

GROUPS = frozenset(
    {
        "state",
        "government",
        "forces",
        "police",
        "court",
        "parliament",
        "party",
        "armed_group",
        "body",
        "press",
        "business",
    }
)
THIRD = frozenset({"he", "she", "him", "her", "his"})
PLURALS = frozenset({"people", "armed_group", "forces", "police", "press"})
# How many sentences back a pronoun reaches.
REACH = 4
# How much likelier than others the subject of a verb is meant in the verb's own complement.
TELLS = 1.0
# What speaks for whom "he" or "she" means, in log odds, fitted on 700 such pronouns of annotated reports (a conditional logit;
# of 358 of real news left out of the fit 283 went to the right person). By how many sentences ago he was spoken of:
AGO = (0.0, 0.0, -1.5, -1.7)
# By the words: a name, another pronoun; known in full, without any name; of the pronoun's gender; the subject of its clause; in another's words.
NAME, PRONOUN, FULL, NAMELESS, GENDER, SUBJECT, TOLD = 1.6, 1.3, 1.7, -1.4, 1.2, 0.8, -1.35
# Against whoever says it of somebody ("He is fit", said Sato), and whoever is the subject of its clause under another word.
SPEAKS, ACTS = 2.5, 1.0


@dataclass(frozen=True, slots=True)
class Earlier:
    """One mention that later words may point back to; `head` its role in words, `clause` the
    verb it hangs on, `quoted` whether someone said it, `group` the first of the list in which it stands ("Iran and Russia"), `noun` its last word."""

    sentence: int
    token: int
    start: int
    clause: int
    parties: tuple[Party, ...]
    head: str
    subject: bool
    many: bool
    proper: bool
    quoted: bool
    group: int
    noun: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Anaphor:
    """A pronoun where it stands: in a sentence, at an offset, in the clause of a verb, and whether in somebody's words.

    `teller` is the verb whose complement the pronoun's clause is: "Chad, which Mali accuses, announced that it …" is of Chad.
    `sharing` are the verbs with whose subject the clause goes on: who "vowed to expel them" vowed it of others.
    `speakers` are the names of those whose words they are: who is quoted calls himself "I".
    """

    pronoun: Pronoun
    sentence: int
    start: int
    clause: int
    quoted: bool
    teller: int | None = None
    sharing: frozenset[int] = frozenset()
    speakers: frozenset[str] = frozenset()


class Memory:
    """What the report has spoken of so far."""

    def __init__(self) -> None:
        self.entries: list[Earlier] = []
        self._by_head: dict[str, list[Earlier]] = defaultdict(list)
        self._by_last: dict[str, list[Earlier]] = defaultdict(list)
        # Lists, by sentence and first member, in the order of the text.
        self._lists: dict[tuple[int, int], list[Earlier]] = defaultdict(list)

    def add(self, entry: Earlier) -> None:
        """Remember a resolved mention; mentions come in the order of the text."""
        self.entries.append(entry)
        self._by_head[entry.head].append(entry)
        self._lists[entry.sentence, entry.group].append(entry)
        if " " in entry.head and entry.parties[0].kind in GROUPS:
            # "The coalition" is the "US-led coalition" of before.
            self._by_last[entry.head.rsplit(" ", 1)[1]].append(entry)

    def find_same_head(self, head: str, before: int, many: bool) -> Earlier | None:
        """The last mention before `before` with this head noun whose country was known from its own words or its context."""
        return _last_known(self._by_head.get(head, ()), before, many)

    def find_longer_head(self, noun: str, before: int, many: bool) -> Earlier | None:
        """The same for a group whose role is told by more words: "the coalition" after "the US-led coalition"."""
        return _last_known(self._by_last.get(noun, ()), before, many)

    def find_titled(self, title: str, before: int) -> Earlier | None:
        """The last person before `before` whose office contains the words `title`."""
        for entry in reversed(self.entries):
            if entry.start < before and len(entry.parties) == 1:
                party = entry.parties[0]
                if (
                    party.kind in PERSONS
                    and party.name
                    and party.office
                    and f" {title} " in f" {party.office.lower()} "
                ):
                    return entry
        return None

    def find_named(self, noun: str, before: int) -> Earlier | None:
        """The last body before `before` in whose name this noun stands: "the court" after "the Supreme Court", "the bureau" after "the FBI"."""
        for entry in reversed(self.entries):
            if entry.start < before and entry.proper and not entry.many:
                full = entry.parties[0].name or "" if entry.parties[0].kind in GROUPS else ""
                if entry.noun == noun or f" {noun} " in f" {full.lower()} ":
                    return entry
        return None

    def find_kind(
        self,
        kinds: frozenset[str],
        before: int,
        sentence: int,
        reach: int = REACH,
        is_meant: Callable[[Party], bool] | None = None,
    ) -> Earlier | None:
        """The last named mention of one of these kinds that `is_meant` lets pass: "the group" after "Hezbollah"."""
        for entry in reversed(self.entries):
            party = entry.parties[0]
            fits = entry.proper and party.kind in kinds and (is_meant is None or is_meant(party))
            if entry.start < before and sentence - entry.sentence <= reach and fits:
                return entry
        return None

    def find_states(self, before: int, count: int) -> list[Party]:
        """The `count` states that were last spoken of together ("Iran and Russia"), else those spoken of last: "both countries"."""
        together: dict[tuple[int, int], list[Party]] = defaultdict(list)
        last: list[Party] = []
        for entry in reversed(self.entries):
            if entry.start >= before:
                continue
            for party in entry.parties:
                if party.kind in ("state", "government", "official") and party.code and party.sector:
                    group = together[entry.sentence, entry.group]
                    if all(p.code != party.code for p in group):
                        group.insert(0, replace(party, kind="state", office=None))
                    if len(last) < count and all(p.code != party.code for p in last):
                        last.insert(0, replace(party, kind="state", office=None))
        exact = [group for group in together.values() if len(group) == count]
        return exact[0] if exact else last

    def find_listed(self, before: int, count: int) -> list[Earlier]:
        """The `count` persons that were last named together, in one list; [] for nobody."""
        for entries in reversed(self._lists.values()):
            named: dict[str, Earlier] = {}
            for entry in entries:
                party = entry.parties[0]
                if entry.start < before and entry.proper and party.name and party.kind in PERSONS:
                    named.setdefault(party.name, entry)
            if len(named) == count:
                return list(named.values())
        return []

    def find_antecedent(self, asked: Anaphor) -> Earlier | None:
        """Whom a pronoun of the third person stands for: near, a subject, of fitting number and gender, not its own clause's."""
        pronoun, sentence, start = asked.pronoun, asked.sentence, asked.start
        named = pronoun.who in ("male", "female")
        apart = {
            party.name
            for entry in (self._recent(start, sentence) if named and not pronoun.own else ())
            if entry.sentence == sentence and _acts(entry, asked.clause, asked.sharing)
            for party in entry.parties
            if party.name
        }
        best: tuple[float, Earlier] | None = None
        for entry in self._recent(start, sentence):
            if pronoun.number == "many":
                entry = self._whole_list(entry, start)
            fit = _fit(pronoun, entry)
            here = not pronoun.own and entry.sentence == sentence
            if fit is None or (here and _acts(entry, asked.clause, asked.sharing)):
                continue
            score = (
                _weigh_person(pronoun, entry, sentence - entry.sentence, asked.quoted)
                if named
                else _weigh_group(entry, sentence - entry.sentence, asked.quoted) + fit
            )
            if (
                asked.teller is not None
                and entry.subject
                and (entry.sentence, entry.clause) == (sentence, asked.teller)
            ):
                score += TELLS
            name = entry.parties[0].name
            if named and asked.quoted and name in asked.speakers:
                score -= SPEAKS
            if name in apart:
                score -= ACTS
            if best is None or score > best[0]:
                best = (score, entry)
        return best[1] if best else None

    def _whole_list(self, entry: Earlier, before: int) -> Earlier:
        """The members of a list of several countries or persons, as one: "Chad and Mali … their presidents"; else the mention itself."""
        alike = self._lists[entry.sentence, entry.group]
        members = [e for e in alike if e.start < before and e.clause == entry.clause]
        parties = tuple(dict.fromkeys(p for e in members for p in e.parties if p.kind not in ("thing", "place")))
        several = len({p.code for p in parties}) > 1 or len({p.name for p in parties if p.kind in PERSONS}) > 1
        return replace(members[0], parties=parties) if several else entry

    def _recent(self, start: int, sentence: int) -> Iterator[Earlier]:
        for entry in reversed(self.entries):
            if sentence - entry.sentence > REACH:
                return
            if entry.start < start:
                yield entry


def _last_known(entries: Sequence[Earlier], before: int, many: bool) -> Earlier | None:
    for entry in reversed(entries):
        if entry.start < before and entry.many == many and any(p.code and p.basis != "home" for p in entry.parties):
            return entry
    return None


def _acts(entry: Earlier, clause: int, sharing: frozenset[int]) -> bool:
    """Whether a mention belongs to the pronoun's own clause, or is the subject that the clause shares."""
    return entry.clause == clause or (entry.subject and entry.clause in sharing)


def _weigh_group(entry: Earlier, ago: int, quoted: bool) -> float:
    """How near at hand a mention is for "it" or "they", in sentences."""
    return (
        (1.5 if entry.subject else 0)
        + (0.5 if entry.proper else 0)
        - 2.0 * ago
        - (1.0 if entry.quoted != quoted else 0)
    )


def _weigh_person(pronoun: Pronoun, entry: Earlier, ago: int, quoted: bool) -> float:
    """How likely "he" or "she" points back to a mention, in log odds."""
    party = entry.parties[0]
    score = AGO[min(ago, 3)] + (NAME if entry.proper else PRONOUN if entry.head in THIRD else 0.0)
    # "Husband of Ada Berg" is no name.
    score += NAMELESS if not party.name or party.name[0].islower() else FULL if " " in party.name else 0.0
    score += GENDER if party.gender == pronoun.who else 0.0
    score += SUBJECT if entry.subject else 0.0
    return score + (TOLD if entry.quoted and not quoted else 0.0)


def _fit(pronoun: Pronoun, entry: Earlier) -> float | None:
    return fit_pronoun(pronoun, entry.parties, entry.many)


def fit_pronoun(pronoun: Pronoun, parties: Sequence[Party], many: bool) -> float | None:
    """How well number, gender and kind of a pronoun and of whom a mention stands for go together; None where they exclude each other."""
    party = parties[0]
    if pronoun.who in ("male", "female", "person"):
        # "A Chadian man" is of the people, but one whom "he" may mean.
        if (party.kind not in PERSONS and not (party.kind == "people" and party.gender)) or many or len(parties) > 1:
            return None
        if party.gender and pronoun.who != "person" and party.gender != pronoun.who:
            return None
        return 0.5 if party.gender == pronoun.who or party.name else 0.0
    if pronoun.who == "thing":
        if many or party.kind not in GROUPS or len(parties) > 1:
            return None
        return 0.0
    if pronoun.number == "many":
        if many or len(parties) > 1:
            return 1.0 if party.kind not in ("thing", "place") else None
        return 0.0 if party.kind in GROUPS | PLURALS and party.kind != "state" else None
    return None
