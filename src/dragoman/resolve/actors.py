"""Mentions of a report come in; for each whom it stands for, with the basis of its country, goes out as Parties."""

from collections.abc import Sequence
from dataclasses import replace
from weakref import proxy

from dragoman.codebook.classes import load_classes
from dragoman.codebook.roles import Role, Roles
from dragoman.record.document import Document, Sentence, Token
from dragoman.record.mention import Mention
from dragoman.resolve.beside import name_by_apposition, tell_by_apposition
from dragoman.resolve.called import Caller
from dragoman.resolve.coref import Anaphor, Earlier, Memory, fit_pronoun
from dragoman.resolve.earlier import (
    find_aged,
    find_agreeing,
    find_ahead,
    find_earlier,
    find_self,
    find_several,
    find_together,
    keep_country,
    name_beside,
)
from dragoman.resolve.gender import tell_gender
from dragoman.resolve.holders import Holders
from dragoman.resolve.opening import find_opening
from dragoman.resolve.owners import Owners, is_scattered, is_worldwide, thing_of
from dragoman.resolve.parties import NOUNS, PERSONS, PRONOUNS, PROPER, SUBJECTS, Party, Tree, is_plural, send_home
from dragoman.resolve.people import People, is_name
from dragoman.resolve.quotes import Speech
from dragoman.resolve.report import Report
from dragoman.resolve.strangers import Strangers
from dragoman.resolve.trades import tell_trade
from dragoman.resolve.words import BODY_CODES, Words
from dragoman.world.load import Entry, World

Parties = tuple[Party, ...]
NOBODY: Parties = ()
# What a state's adjective alone may stand for: "Turkish and Greek prosecutors", but not "Turkish opposition to the plan".
STATE_SECTORS = frozenset({"COP", "GOV", "JUD", "LEG", "MIL", "SPY"})


class Resolver:
    """Resolves the mentions of one report, each once."""

    def __init__(
        self,
        document: Document,
        sentences: Sequence[Sentence],
        report: Report,
        world: World,
        roles: Roles,
        speeches: Sequence[Speech],
        mentions: Sequence[Mention] = (),
    ) -> None:
        self.report = report
        self.roles = roles
        self.memory = Memory()
        self.spans = {(m.sentence, m.head): (m.start, m.end) for m in mentions}
        self.trees = {s.sequence: Tree(s) for s in sentences if s.tokens}
        self.words = Words(report, world, roles, document)
        self.people = People(self.trees, self.words, report)
        self.opening = find_opening(self.trees, self.words, self.people)
        # It asks back by a weak reference: in a ring, a report's words would stay until the garbage collector finds them.
        me = proxy(self)
        self.owners = Owners(report, self.words, self.spans, lambda sequence, i: me.parties(sequence, i))
        self.strangers = Strangers(
            report, self.words, self.people, self.memory, self.opening, lambda sequence, i: me.parties(sequence, i)
        )
        self.speeches = speeches
        self.caller = Caller(report, self.words, Holders(report, self.people.found, world, roles, document.published))
        self._known: dict[tuple[int, int], Parties] = {}
        self._open: set[tuple[int, int]] = set()

    def parties(self, sequence: int, i: int) -> Parties:
        """Whom the phrase headed by token `i` of the sentence stands for; () for no one."""
        key = (sequence, i)
        if key in self._known:
            return self._known[key]
        if key in self._open:
            return NOBODY
        self._open.add(key)
        tree = self.trees[sequence]
        found = self._resolve(tree, tree.tokens[i])
        self._open.discard(key)
        self._known[key] = found
        return found

    def remember(self, sequence: int, i: int) -> None:
        """Let later words point back to this mention."""
        tree, token = self.trees[sequence], self.trees[sequence].tokens[i]
        parties = self._known[sequence, i]
        if not parties or parties[0].kind in ("thing", "place"):
            return
        if token.function == "modifier" and parties[0].kind not in ("armed_group", "party", "body"):
            return
        self.memory.add(
            Earlier(
                sentence=sequence,
                token=i,
                start=token.start,
                clause=tree.clause_of(i),
                parties=self._tell(parties),
                head=self.words.head_words(tree, token),
                group=tree.first_of_list(i),
                subject=token.function in SUBJECTS,
                many=is_plural(token),
                proper=token.tag in PROPER,
                quoted=self._speech_at(token.start) is not None,
                noun=token.lemma if len(tree.left(token.i)) > 2 else "",
            )
        )

    def _tell(self, parties: Parties) -> Parties:
        return tuple(tell_gender(p, self.report.genders, self.words.world) for p in parties)

    def _speech_at(self, position: int) -> Speech | None:
        return next((s for s in self.speeches if s.start <= position < s.end), None)

    def _resolve(self, tree: Tree, token: Token) -> Parties:
        if token.tag in PRONOUNS:
            return self._resolve_pronoun(tree, token)
        hit = self.report.name_over(token.start, token.end)
        left = tree.left(token.i)
        if hit is not None and not self.words.only_part(hit, left):
            return self._resolve_name(tree, token, left, hit.entry, hit.start)
        role = self.words.role_of(left)
        people = self.words.people_of(token)
        if people:
            return (self._people(token, self.owners.of_people(tree, token) or people),)
        if role is None and is_name(token):
            return self.strangers.resolve(tree, token, left)
        if token.tag == "JJ" and token.function == "modifier":
            return NOBODY
        reading = self.words.read_role(left, tree.of_lemma(token.i))
        role = reading[0] if reading else None
        several = find_several(self.memory, self.words, tree, token) or find_together(
            self.memory, self.words, tree, token
        )
        if several:
            return several
        aged = find_aged(self.memory, self.words, tree, token)
        if aged:
            return aged
        counted = self._resolve_counted(tree, token, role)
        if counted:
            return counted
        return self._resolve_noun(tree, token, left, role)

    def _people(self, token: Token, code: str) -> Party:
        """A people without a state: its fighters where the report tells of its armed groups."""
        armed = self.report.fighting is not None
        return Party(
            code=code,
            sector=("REB",) if armed else ("CVL",),
            kind="armed_group" if armed and token.function != "modifier" else "people",
            basis="demonym",
            name=token.text,
            many=True,
        )

    # -- names ---------------------------------------------------------------------------------------------------

    def _resolve_name(self, tree: Tree, token: Token, left: list[Token], entry: Entry, start: int) -> Parties:
        party = self.words.party_of(entry, token, tree)
        noun = tree.described(token)
        if noun is not None and party.basis == "demonym" and party.kind in ("state", "person"):
            return (self._adjective(tree, noun, party),)
        before = [one for one in left if one.end <= start]
        if party.kind in PERSONS:
            alone = entry.short and entry.id not in self.report.spellings
            party = (alone and self.words.find_namesake(party, before)) or self.words.retitle(party, before)
        return (party,)

    def _adjective(self, tree: Tree, noun: Token, party: Party) -> Party:
        """Whom a country's adjective means: of "Russian and Turkish jets" each side's forces, else the state."""
        left = tree.left(noun.i)
        role = self.words.role_of(left)
        if party.code in BODY_CODES:
            return replace(party, sector=("GOV",), kind="state")
        armed = noun.lemma in self.roles.warlike or (role is not None and role.sector == ("MIL",))
        if armed or any(self.roles.modifiers.get(t.lemma) == "MIL" for t in left[:-1]):
            return replace(party, sector=("MIL",), kind="state", name=self.words.forces_of(party))
        told = role is not None and role.sector and role.sector[0] in STATE_SECTORS
        return replace(party, sector=role.sector if role and told else ("GOV",), kind="state")

    # -- nouns ---------------------------------------------------------------------------------------------------

    def _resolve_noun(self, tree: Tree, token: Token, left: list[Token], role: Role | None) -> Parties:
        listed = self._resolve_listed(tree, token) if role is not None and is_plural(token) else NOBODY
        if listed:
            return listed
        owners, basis = self.owners.find(tree, token, left, role)
        if role is None:
            return tuple(thing_of(owner, basis) for owner in owners if owner.code) or (Party(code=None),)
        if len(owners) > 2 and basis == "place" and role.kind == "people":
            # "Refugees from Chad, Mali and Niger" are of no country in particular.
            return (self._make(token, left, role, None, basis),)
        made = [self._make(token, left, role, owner, basis) for owner in owners or (None,)]
        made = [tell_trade(self.parties, self.words, tree, token, role, party) for party in made]
        if made[0].code is None:
            made = self._complete(tree, token, role, made[0])
        if len(made) == 1:
            return (self._call(tree, token, role, tell_by_apposition(self.words, tree, token, made[0])),)
        return tuple(self.caller.name_each(tree, token, role, party) for party in made)

    def _resolve_listed(self, tree: Tree, token: Token) -> Parties:
        """Those whom a list behind the noun names: "the three powers, Chad, Mali and Niger", "two ministers: Ada Berg and Jo Doe"."""
        sequence = tree.sentence.sequence
        for other in tree.children[token.i]:
            members = list(tree.conjuncts(other)) if other.function == "apposition" and other.i > token.i else []
            if len(members) < 2 or any(m.tag not in PROPER for m in members):
                continue
            named = [
                replace(p, owner=self.spans.get((sequence, m.i)))
                for m in members
                for p in self.parties(sequence, m.i)[:1]
            ]
            if len(named) == len(members) and all(p.kind not in ("thing", "place") for p in named):
                return tuple(named)
        return NOBODY

    def _call(self, tree: Tree, token: Token, role: Role, party: Party) -> Party:
        """Give the party its name: who stands in apposition, who holds the office, whose it is."""
        if party.name and party.basis != "apposition":
            return party
        if self.opening is not None and self.opening.place == (tree.sentence.sequence, token.i):
            return replace(party, name=self.opening.name, gender=self.opening.gender)
        beside = name_by_apposition(self.parties, tree, token, role, party)
        if beside.name:
            return beside
        if role.person and not is_plural(token):
            held = self.caller.name_holder(tree, token, party)
            if held is not None:
                return held
        owner = tree.possessor(token.i) or self.caller.kin_of(tree, token)
        owned = self.parties(tree.sentence.sequence, owner.i) if owner is not None else NOBODY
        return self.caller.name_owned(tree, token, role, party, owned[0]) if len(owned) == 1 else party

    def _make(self, token: Token, left: list[Token], role: Role, owner: Party | None, basis: str) -> Party:
        """The party that a role noun stands for, given whose it is."""
        sector, kind = self.words.sector_of(left, role, owner)
        code = owner.code if owner else None
        single = role.person and kind == "official" and not is_plural(token)
        office = self.words.title_text(left) if single else None
        return Party(
            code=code,
            sector=sector,
            kind=kind,
            basis=basis if code else "none",
            office=office,
            gender=self.words.gender_of(left),
            many=is_plural(token),
        )

    def _complete(self, tree: Tree, token: Token, role: Role, party: Party) -> list[Party]:
        """A role noun without a country of its own: its apposition, an earlier mention, the report's home."""
        for other in tree.appositions(token.i):
            if other.tag in NOUNS and other.i != token.i:
                said = [p for p in self.parties(tree.sentence.sequence, other.i) if p.code and p.basis != "home"]
                if said:
                    name = said[0].name if said[0].kind in PERSONS else party.name
                    return [
                        replace(
                            party, code=said[0].code, basis="apposition", name=name, id=said[0].id if name else None
                        )
                    ]
        typical = self.words.typical_of(self.words.head_words(tree, token))
        if typical:
            return [replace(party, code=typical, basis="title", sector=() if typical in BODY_CODES else party.sector)]
        if is_scattered(tree, token):
            return [replace(party, many=True)]
        earlier = find_earlier(self.memory, self.words, tree, token, party)
        if earlier:
            named = name_beside(tree, token) if role.person else None
            return keep_country(earlier, self.parties(tree.sentence.sequence, named.i)) if named else earlier
        if token.lemma in load_classes().proxies and self.report.fighting:
            return [replace(party, code=self.report.fighting, sector=("REB",), kind="armed_group", basis="group")]
        if role.name != "jihadist" and is_worldwide(tree, token, role, self.words.head_words(tree, token), self.roles):
            return [replace(party, many=True)]
        if role.code:
            return [replace(party, code=role.code, basis="group")]
        armed = party.kind == "armed_group" or role.name == "jihadist"
        if armed and (code := self.report.fighters_of(role, token.lemma)):
            return [replace(party, code=code, basis="group")]
        here = self._place_of(tree, token) if party.kind in ("people", "police", "court", "forces") else None
        here = here or self.owners.at_destination(tree, token)
        if here:
            return [replace(party, code=here, basis="place")]
        return [send_home(party, self.report.home)]

    def _place_of(self, tree: Tree, token: Token) -> str | None:
        """The country where its sentence, or how the one before opens, says that it happened: "In Oslo a crowd sang. Police came"."""
        before = self.trees.get(tree.sentence.sequence - 1)
        return self.report.place_near(token.start, tree.sentence) or (
            self.report.place_opening(before.sentence) if before is not None else None
        )

    # -- several, pairs, pronouns --------------------------------------------------------------------------------

    def _resolve_counted(self, tree: Tree, token: Token, role: Role | None) -> Parties:
        # "Members of parliament" are not counted: the whole is one role.
        named = token.lemma in load_classes().members and role is not None and not role.carrier
        if named or (
            token.lemma not in load_classes().counting
            and token.tag not in ("CD", "DT")
            and token.text.lower() != "others"
        ):
            return NOBODY
        for _, noun in tree.after(token.i, "of", "among"):
            found = self.parties(tree.sentence.sequence, noun.i)
            if found and found[0].kind != "thing":
                person = token.lemma in load_classes().members or token.tag == "CD"
                return tuple(
                    replace(p, kind="person" if person and p.kind in ("body", "government", "state") else p.kind)
                    for p in found
                )
        others = token.text.lower() == "others" and any(t.tag == "CD" for t in tree.left(token.i))
        pointing = token.text.lower() in ("this", "that")  # "This is a disgrace" speaks of no people
        money = any(t.tag == "$" for t in tree.left(token.i))
        counts = others or (token.tag in ("CD", "DT", "JJ") and not pointing and not money)
        if role is None and counts and token.function != "modifier":
            return (send_home(Party(code=None, sector=("CVL",), kind="people", many=True), self.report.home),)
        return NOBODY

    def _speak_for(self, party: Party) -> Party:
        """Whom somebody means by "we": of who leads or serves a state that state."""
        served = party.kind == "official" and party.code in self.words.world.countries and party.sector[:1] == ("GOV",)
        if not served:
            return party
        return replace(party, kind="state", name=self.words.state_name(party), id=None, office=None, gender="")

    def _resolve_pronoun(self, tree: Tree, token: Token) -> Parties:
        pronoun = self.roles.pronouns.get(token.text.lower())
        if pronoun is None or pronoun.person == 2:
            return NOBODY
        speech = self._speech_at(token.start)
        if pronoun.person == 1:
            if speech is None or speech.by is None:
                return NOBODY
            said = self.parties(*speech.by)
            own = (self._speak_for(p) if pronoun.number == "many" else p for p in said)
            return tuple(replace(p, basis="speaker", at=speech.by) for p in own if p.kind not in ("thing", "place"))
        sequence = tree.sentence.sequence
        if agreeing := find_agreeing(self.memory, tree, token):
            return agreeing
        ahead = find_self(tree, token) or find_ahead(tree, token)
        said = self.parties(sequence, ahead.i) if ahead is not None else NOBODY
        told = self._tell(said)
        if ahead is not None and said and fit_pronoun(pronoun, told, is_plural(ahead)) is not None:
            return tuple(replace(p, basis="pronoun", at=p.at or (sequence, ahead.i)) for p in said)
        clause = tree.clause_of(token.i)
        by = self.parties(*speech.by) if speech is not None and speech.by is not None else NOBODY
        asked = Anaphor(
            pronoun=pronoun,
            sentence=sequence,
            start=token.start,
            clause=clause,
            quoted=speech is not None,
            teller=tree.teller_of(clause),
            sharing=tree.sharing(clause),
            speakers=frozenset(p.name for p in by if p.name),
        )
        entry = self.memory.find_antecedent(asked)
        if entry is None:
            return NOBODY
        return tuple(replace(p, basis="pronoun", at=p.at or (entry.sentence, entry.token)) for p in entry.parties)
