"""The words of one phrase come in; what they say by themselves goes out: role, sector, office, gender, whose it is."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from dragoman.codebook.classes import load_classes
from dragoman.codebook.roles import Role, Roles
from dragoman.record.document import Document, Token
from dragoman.resolve.namesakes import COUNTRY_KINDS
from dragoman.resolve.parties import PERSONS, PROPER, Party, Tree, is_plural
from dragoman.resolve.report import Report
from dragoman.world.load import Entry, NameHit, World

PLACE_PREPOSITIONS = frozenset(
    "in at near across around outside inside into through throughout within towards toward".split()
)
BODY_CODES = frozenset({"UNO", "EUR", "IGO", "NGO"})
# Whoever presides over one of these, or is its secretary or executive, holds no office of a state: "the union's president".
PRIVATE = frozenset({"body", "business", "press"})
# An owner of these kinds says more of the sector than the noun "spokesman" or "official" does.
TELLING = frozenset({"armed_group", "party", "police", "court", "parliament", "forces", "press", "business"})


class Words:
    """Reads phrases of one report; every look-up is over what was scanned once."""

    def __init__(self, report: Report, world: World, roles: Roles, document: Document) -> None:
        self.report = report
        self.world = world
        self.roles = roles
        self.day = document.published
        self._read: dict[tuple[int, int, str], tuple[Role, str] | None] = {}

    def role_of(self, left: Sequence[Token]) -> Role | None:
        """The role of a phrase by its last words; None where its head says nothing."""
        found = self.read_role(left)
        return found[0] if found else None

    def read_role(self, left: Sequence[Token], of: str = "") -> tuple[Role, str] | None:
        """The role of a phrase and the words that tell it; `of` is what stands in its of-phrase: "secretary of state"."""
        key = (left[-1].start, min(len(left), 3), of)
        if key not in self._read:
            self._read[key] = self._read_role(left, of)
        return self._read[key]

    def head_words(self, tree: Tree, token: Token) -> str:
        """What later words repeat when they point back: "foreign secretary", else the head noun."""
        reading = self.read_role(tree.left(token.i), tree.of_lemma(token.i))
        return reading[1] if reading and not reading[0].carrier else token.lemma

    def _read_role(self, left: Sequence[Token], of: str) -> tuple[Role, str] | None:
        if of:
            longer = self.roles.nouns.get(f"{left[-1].lemma} of {of}")
            if longer is not None:
                return longer, f"{left[-1].lemma} of {of}"
        last = left[-3:]
        plain = tuple(t.text.lower() for t in last)
        singular = (*plain[:-1], plain[-1].removesuffix("s")) if left[-1].tag in PROPER else plain
        lemmas = tuple(t.lemma.rstrip(".") for t in last)
        joined = (f"{plain[0]}-{lemmas[-1]}",) if plain[1:2] == ("-",) else ()  # "film-maker" is three tokens
        return self.roles.role_of(joined, lemmas, plain, singular)

    def find_known(self, name: str | None) -> Entry | None:
        """The known person of this full name, whose surname alone is no sign of him: "May" after "Theresa May"."""
        entries = [e for e in self.world.find_name(name or "") if e.kind == "person" and not e.short]
        return self.world.choose_entry(entries, self.report.text, self.day)

    def only_part(self, hit: NameHit, left: Sequence[Token]) -> bool:
        """Whether the known name is only the front of a compound head ("US-led" read as one token)."""
        return hit.end < left[-1].end - 2

    def party_of(self, entry: Entry, token: Token, tree: Tree) -> Party:
        """The party that a known name stands for where `token` ends it."""
        code = entry.code or None
        if entry.kind in ("name", "demonym", "people", "capital", "seat", "region"):
            return self._party_of_place(entry, token, tree)
        sector = entry.sector
        office = entry.office
        if entry.kind == "person":
            if self.day and entry.until and entry.until < self.day and "GOV" in sector:
                sector = ("ELI",)
            return Party(
                code=code,
                sector=sector,
                kind="official" if "GOV" in sector or office else "person",
                basis="name",
                name=self.report.spell(entry),
                id=entry.id,
                office=office,
            )
        return Party(
            code=code, sector=sector, kind=entry.kind, basis="name", name=self.report.spell(entry), id=entry.id
        )

    def _party_of_place(self, entry: Entry, token: Token, tree: Tree) -> Party:
        code = entry.code or None
        state = self.world.countries[entry.code].name if entry.code in self.world.countries else entry.name
        inside = self.stands_in(token, tree)
        if (entry.kind == "demonym" and token.function == "modifier") or entry.kind == "name":
            basis = "demonym" if entry.kind == "demonym" else "name"
            kind = "body" if code in BODY_CODES else "state"
            return Party(
                code=code, sector=() if kind == "body" else ("GOV",), kind=kind, basis=basis, name=state, id=entry.id
            )
        if entry.kind in ("demonym", "people"):
            left = tree.left(token.i)
            if token.tag.endswith("S") and left[0].text.lower() == "the" and len(left) == 2:
                # "The Russians bombed": the state; "dozens of Russians fled": people.
                return Party(code=code, sector=("GOV",), kind="state", basis="demonym", name=state, many=True)
            return Party(
                code=code,
                sector=("CVL",),
                kind="people" if token.tag.endswith("S") else "person",
                basis="demonym",
                name=token.text,
                many=entry.kind == "people",
            )
        if entry.kind == "capital":
            if inside:
                return Party(code=code, kind="place", basis="place", name=token.text)
            return Party(code=code, sector=("GOV",), kind="state", basis="name", name=state)
        if entry.kind == "seat":
            return Party(
                code=code,
                sector=entry.sector or ("GOV",),
                kind="government",
                basis="name",
                name=entry.name,
                id=entry.id,
            )
        if inside or token.function in ("object", "passive_subject", "prep_object"):
            return Party(code=code, kind="place", basis="place", name=entry.name, id=entry.id)
        return Party(code=code, sector=("GOV",), kind="government", basis="name", name=entry.name, id=entry.id)

    def stands_in(self, token: Token, tree: Tree) -> bool:
        """Whether something is in the place that the token names; who arrives in a capital comes to its government."""
        if token.function != "prep_object":
            return False
        preposition = tree.tokens[token.head]
        verb = tree.tokens[preposition.head]
        return preposition.lemma in PLACE_PREPOSITIONS and not (
            verb.lemma in self.roles.arriving and preposition.function == "preposition" and verb.tag.startswith("V")
        )

    def state_name(self, party: Party) -> str | None:
        """What the state of a party is called."""
        country = self.world.countries.get(party.code or "")
        return country.name if country else party.name

    def adjective_of(self, party: Party) -> str:
        """The adjective of a party's country, "" where there is none."""
        country = self.world.countries.get(party.code or "")
        return country.adjective if country else ""

    def forces_of(self, party: Party) -> str | None:
        """What the armed forces of a state are called."""
        adjective = self.adjective_of(party)
        return f"{adjective} armed forces" if adjective else party.name

    def is_jihad(self, party: Party) -> bool:
        """Whether a named armed group is one of jihad: Islamic State, al-Qaeda, Boko Haram."""
        return party.code == "IMG" or party.name in self.roles.jihad

    def people_of(self, token: Token) -> str | None:
        """Where the people without a state live that an adjective names ("Kurdish"), as this report has it."""
        return self.report.peoples.get(token.text.removesuffix("s")) if token.text[0].isupper() else None

    def homes_of(self, people: Token) -> tuple[str, ...]:
        """All countries in which a people without a state lives."""
        return self.roles.peoples.get(people.text.removesuffix("s"), ())

    def owners_before(self, left: Sequence[Token]) -> list[Party]:
        """Whose the noun is by the words before it: "Russian and Turkish officials", "Trump administration"."""
        head = left[-1]
        hits = [hit for hit in self.report.names_within(left[0].start, head.end) if not self._is_not_own(hit, head)]
        if not hits:
            for token in left:
                code = self.people_of(token) or self.people_of_compound(token)
                if code:
                    return [Party(code=code, kind="people", basis="demonym", sector=())]
            return []
        # Of "British Islamic State member" the body says more than the people's name.
        bodies = [hit for hit in hits if hit.entry.kind not in COUNTRY_KINDS]
        hits = bodies[-1:] if bodies and len(hits) > 1 else hits
        chosen = [hits[0]]
        for hit in hits[1:]:
            between = self.report.text[chosen[-1].end : hit.start].strip(" ")
            if (
                between in ("and", ",", "-", "–", "or", "and the", ", and", "/")
                and hit.entry.code != chosen[-1].entry.code
            ):
                chosen.append(hit)
        owners = []
        for hit in chosen:
            kind = hit.entry.kind
            basis = "demonym" if kind in ("demonym", "people") else "title" if kind == "person" else "name"
            sector = () if kind in COUNTRY_KINDS - {"seat"} else hit.entry.sector
            owners.append(
                Party(
                    code=hit.entry.code or None,
                    sector=sector,
                    kind="state" if kind in COUNTRY_KINDS else kind,
                    basis=basis,
                    name=self.report.spell(hit.entry) if hit.entry.kind not in COUNTRY_KINDS else hit.entry.name,
                    id=hit.entry.id,
                    owner=(hit.start, hit.end),
                )
            )
        return owners

    def typical_of(self, words: str) -> str | None:
        """Whose an office is that few countries have ("taoiseach", "senator"): the one most spoken of, the only one where none is named."""
        codes = self.roles.typical.get(words, ())
        if not self.report.home:
            return codes[0] if len(codes) == 1 else None
        named = [code for code in codes if code in self.report.codes or code == "VAT"]
        return max(named, key=lambda code: self.report.weights.get(code, 0.0), default=None)

    def is_foreign(self, left: Sequence[Token]) -> bool:
        """Whether a phrase names the people of many countries: "Africans", "Central Americans"."""
        return bool(self.roles.foreign & {left[-1].text.lower(), " ".join(t.text.lower() for t in left[-2:])})

    def people_of_compound(self, token: Token) -> str | None:
        """The people in a hyphened word: "Kurdish-led"."""
        first = token.text.split("-")[0]
        return (
            self.report.peoples.get(first)
            if "-" in token.text and not token.text.lower().endswith(tuple(load_classes().lending))
            else None
        )

    def _is_not_own(self, hit: NameHit, head: Token) -> bool:
        behind = self.report.text[hit.end : hit.end + 40].replace("‑", "-")
        return bool(_lent().match(behind)) or (hit.start >= head.start and hit.end >= head.end)

    def sector_of(self, left: Sequence[Token], role: Role, owner: Party | None) -> tuple[tuple[str, ...], str]:
        """Sector and kind of a role noun: of "rebel leader" the rebels', of "UN official" none, of "former minister" ELI."""
        words = [t.lemma for t in left[:-1]]
        kind = role.kind
        if role.kind in PERSONS and self.roles.former & set(words) and role.name not in ("civilian", "criminal"):
            return ("ELI",), kind
        if role.kind == "forces" and self.roles.former & set(words) and not is_plural(left[-1]):
            return ("CVL",), "person"
        if (
            owner is not None
            and owner.kind == "armed_group"
            and (role.kind in ("forces", "official") or role.carrier or role.name == "criminal")
        ):
            return owner.sector or ("REB",), "person" if role.person else "armed_group"
        if owner is not None and owner.code in BODY_CODES and role.kind in ("official", "person", "government", "body"):
            return (), "official" if role.person else "body"
        if not role.carrier:
            if owner is not None and owner.kind in PRIVATE and owner.sector and role.sector == ("GOV",):
                return owner.sector, "person" if role.person else owner.kind
            return role.sector, kind
        if role.name == "carrier-forces" and any(self.people_of(t) or self.people_of_compound(t) for t in left):
            return ("REB",), "armed_group"
        for token in reversed(left[:-1]):
            said = self.roles.nouns.get(token.lemma) or self.roles.nouns.get(token.text.lower())
            sector = self.roles.modifiers.get(token.lemma) or (
                said.sector[0] if said and said.sector and not said.carrier else None
            )
            if sector:
                if role.name == "carrier-forces" and sector in ("GOV", "CVL", "LEG"):
                    return ("MIL",), "forces"
                return (sector,), self._kind_for(role, sector)
        if (
            owner is not None
            and owner.sector
            and (owner.kind in TELLING or not role.sector or owner.sector[0] in ("MIL", "SPY", "COP", "JUD", "LEG"))
        ):
            return (
                owner.sector,
                owner.kind
                if not role.person and owner.kind in TELLING
                else kind
                if role.kind != "body"
                else "government",
            )
        if role.name in ("carrier-cluster", "relation") and owner is not None and owner.kind == "people":
            return ("REB",) if self.report.fighting else ("UNK",), "armed_group" if self.report.fighting else "body"
        if (
            role.name not in ("carrier-cluster", "relation")
            and not role.sector
            and owner is not None
            and owner.kind in ("state", "government", "official", "person")
        ):
            return ("GOV",), "official" if role.person else "government"
        return role.sector, kind

    @staticmethod
    def _kind_for(role: Role, sector: str) -> str:
        if role.person:
            return "official" if sector in ("GOV", "MIL", "COP", "LEG", "JUD", "SPY") else "person"
        return {
            "REB": "armed_group",
            "PRM": "armed_group",
            "UAF": "armed_group",
            "MIL": "forces",
            "COP": "police",
            "JUD": "court",
            "LEG": "parliament",
            "PTY": "party",
            "OPP": "party",
            "BUS": "business",
            "JRN": "press",
            "GOV": "government",
            "CVL": "people",
            "REF": "people",
        }.get(sector, role.kind)

    def title_text(self, left: Sequence[Token]) -> str | None:
        """The office in words: "foreign minister" of "the Turkish foreign minister"."""
        hits = self.report.names_within(left[0].start, left[-1].start)
        kept = [
            t
            for t in left
            if t.function not in ("determiner", "possessor", "case", "number", "adverb")
            and not any(h.start <= t.start < h.end for h in hits)
            and t.lemma not in self.roles.former
        ]
        # "Al-Wefaq" is one word, though it is three tokens.
        glued = "".join(
            ("" if a and a.end == t.start else " ") + t.text for a, t in zip([None, *kept], kept, strict=False)
        )
        return " ".join(glued.split()[-4:]) or None

    def gender_of(self, left: Sequence[Token]) -> str:
        """Male or female where a word of the phrase says so."""
        for token in left:
            lower = token.text.lower().rstrip(".")
            if (
                self.roles.gender_of(lower) == "male"
                or lower.endswith(("sman", "chairman", "businessman"))
                or lower in load_classes().male_nouns
            ):
                return "male"
            if (
                self.roles.gender_of(lower) == "female"
                or lower.endswith("woman")
                or lower in load_classes().female_nouns
            ):
                return "female"
        return ""

    def find_namesake(self, party: Party, before: Sequence[Token]) -> Party | None:
        """Another of the surname of a known person, where the title before it is of another country: "Bolivian President Duque"."""
        role = self.role_of(before) if before else None
        owners = self.owners_before(before) if role is not None and role.kind == "official" else []
        codes = {owner.code for owner in owners} | {party.code}
        if (
            role is None
            or role.carrier
            or len(owners) != 1
            or len(codes) == 1
            or not codes <= self.world.countries.keys()
        ):
            return None
        surname = (party.name or "").split(" ")[-1]
        return replace(party, code=owners[0].code, sector=role.sector, basis="title", name=surname, id=None)

    def retitle(self, party: Party, before: Sequence[Token]) -> Party:
        """A known person with the words before the name: "former president", "President", "Mrs"."""
        if not before:
            return party
        if self.roles.former & {t.lemma for t in before}:
            party = replace(party, sector=("ELI",))
        else:
            role = self.role_of(list(before))
            if (
                role is not None
                and role.kind == "official"
                and not role.carrier
                and party.sector[:1] in ((), ("ELI",), ("PTY",), ("UNK",))
                and party.code not in BODY_CODES
                and not any(word in (party.office or "") for word in load_classes().candidates)
            ):
                party = replace(party, sector=role.sector, office=party.office or self.title_text(before))
        return replace(party, gender=party.gender or self.gender_of(before))


@cache
def _lent() -> re.Pattern[str]:
    """What makes a country's word another's behind it, and both in "Russian and Iranian-backed forces"."""
    return re.compile(rf"(?: (?:and|or) [A-Z][\w.]*)?(?:{'|'.join(sorted(load_classes().lending))})", re.IGNORECASE)
