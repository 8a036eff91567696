"""roles.toml and pronouns.toml come in; Roles, what English nouns and pronouns say about who is meant, goes out."""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

import msgspec

from dragoman.codebook.load import check_sorted, read_toml
from dragoman.codebook.schema import WordList
from dragoman.errors import CodebookError
from dragoman.record.mention import KINDS

SECTORS = frozenset(
    "GOV JUD LEG MIL COP SPY PRM REB UAF PTY OPP ELI BUS LAB AGR CVL REF JRN EDU MED REL SOC CRM PRE UNK".split()
)
WHO = frozenset({"male", "female", "person", "thing", "any"})
NUMBERS = frozenset({"one", "many", "any"})


class RoleClass(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """One class of nouns in roles.toml; the keys are explained there."""

    gloss: str
    sector: list[str]
    kind: str
    words: list[str]
    carrier: bool = False
    person: bool = False
    code: str = ""


class Courtesy(msgspec.Struct, forbid_unknown_fields=True):
    """Words of courtesy before a name, by the gender that they tell; `either` tell none."""

    male: list[str]
    female: list[str]
    either: list[str]


class RoleFile(msgspec.Struct, forbid_unknown_fields=True):
    """A whole roles.toml."""

    role: dict[str, RoleClass]
    modifier: dict[str, list[str]]
    former: WordList
    courtesy: Courtesy
    peoples: dict[str, list[str]]
    typical: dict[str, list[str]]
    foreign: WordList
    kin: WordList
    further: WordList
    leader: WordList
    lesser: WordList
    leading: WordList
    arriving: WordList
    opposite: WordList
    peer: WordList
    warlike: WordList
    jihad: WordList
    alike: dict[str, str]


class Pronoun(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """One pronoun; the keys are explained in pronouns.toml."""

    person: int
    number: str
    who: str
    own: bool = False


class PronounFile(msgspec.Struct, forbid_unknown_fields=True):
    """A whole pronouns.toml."""

    pronoun: dict[str, Pronoun]


class Role(msgspec.Struct, frozen=True):
    """What a noun says: its class, sectors (most telling first) and kind, and whether others must say the sector."""

    name: str
    sector: tuple[str, ...]
    kind: str
    carrier: bool
    person: bool
    code: str


class Roles(msgspec.Struct, frozen=True, kw_only=True):
    """All that is known of nouns, modifiers and pronouns as words for actors."""

    nouns: Mapping[str, Role]
    modifiers: Mapping[str, str]
    former: frozenset[str]
    male: frozenset[str]
    female: frozenset[str]
    either: frozenset[str]
    pronouns: Mapping[str, Pronoun]
    peoples: Mapping[str, tuple[str, ...]]
    typical: Mapping[str, tuple[str, ...]]
    foreign: frozenset[str]
    kin: frozenset[str]
    further: frozenset[str]
    leader: frozenset[str]
    lesser: frozenset[str]
    leading: frozenset[str]
    arriving: frozenset[str]
    opposite: frozenset[str]
    peer: frozenset[str]
    warlike: frozenset[str]
    jihad: frozenset[str]
    alike: Mapping[str, str]

    def is_leader(self, title: str) -> bool:
        """Whether the words only say that someone leads a state, in whatever office."""
        return title.lower() in self.leader

    def gender_of(self, title: str) -> str:
        """Tell "male" or "female" where a word of courtesy does ("Mrs", "sir"), else ""."""
        word = title.lower().rstrip(".")
        return "male" if word in self.male else "female" if word in self.female else ""

    def is_courtesy(self, word: str) -> bool:
        """Whether a word only stands before a name: "Mr", "Dr."."""
        return bool(self.gender_of(word)) or word.lower().rstrip(".") in self.either

    def role_of(self, *spellings: tuple[str, ...]) -> tuple[Role, str] | None:
        """Find the role of a phrase by its longest ending that is known, and that ending.

        `spellings` are the words of the phrase up to its head, as lemmas, as they stand; all in lower case.
        """
        for length in (3, 2, 1):
            for words in spellings:
                if len(words) >= length and (ending := " ".join(words[-length:])) in self.nouns:
                    return self.nouns[ending], ending
        # "co-pilot", "ex-president": what stands behind the hyphen.
        for words in spellings:
            if words and "-" in words[-1]:
                ending = words[-1].rsplit("-", 1)[-1]
                if ending in self.nouns:
                    return self.nouns[ending], ending
        return None


@cache
def load_roles() -> Roles:
    """Read the role and pronoun tables that ship with dragoman.

    Raises:
        CodebookError: a file breaks its schema; the message names file, line and reason.
    """
    return read_roles(files("dragoman.codebook") / "en")


def read_roles(folder: Traversable) -> Roles:
    """Read roles.toml and pronouns.toml of one language's folder.

    Raises:
        CodebookError: a file breaks its schema.
    """
    file = folder / "roles.toml"
    found, text = read_toml(file, RoleFile)
    nouns: dict[str, Role] = {}
    for name, entry in found.role.items():
        place = f"{file.name}:{_line_of(text, f'[role.{name}]')}"
        _check_class(name, entry, place)
        role = Role(name, tuple(entry.sector), entry.kind, entry.carrier, entry.person, entry.code)
        for word in entry.words:
            if word in nouns:
                raise CodebookError(place, f"{name}: {word!r} stands in the class {nouns[word].name!r} already")
            nouns[word] = role
    return Roles(
        nouns=nouns,
        modifiers=_read_modifiers(found, file.name, text),
        former=frozenset(found.former.words),
        male=frozenset(found.courtesy.male),
        female=frozenset(found.courtesy.female),
        either=frozenset(found.courtesy.either),
        pronouns=_read_pronouns(folder),
        peoples={word: tuple(codes) for word, codes in found.peoples.items()},
        typical=_read_typical(found.typical),
        foreign=frozenset(found.foreign.words),
        kin=frozenset(found.kin.words),
        further=frozenset(found.further.words),
        leader=frozenset(found.leader.words),
        lesser=frozenset(found.lesser.words),
        leading=frozenset(found.leading.words),
        arriving=frozenset(found.arriving.words),
        opposite=frozenset(found.opposite.words),
        peer=frozenset(found.peer.words),
        warlike=frozenset(found.warlike.words),
        jihad=frozenset(found.jihad.words),
        alike=found.alike,
    )


def _line_of(text: str, heading: str) -> int:
    at = text.find(heading)
    return text.count("\n", 0, max(at, 0)) + 1


def _check_class(name: str, entry: RoleClass, place: str) -> None:
    if entry.kind not in KINDS:
        raise CodebookError(place, f"{name}: kind {entry.kind!r} is none of {', '.join(sorted(KINDS))}")
    unknown = [sector for sector in entry.sector if sector not in SECTORS]
    if unknown:
        raise CodebookError(place, f"{name}: there is no sector {unknown[0]!r}")
    check_sorted(name, entry.words, place)


def _read_modifiers(found: RoleFile, file: str, text: str) -> dict[str, str]:
    modifiers: dict[str, str] = {}
    place = f"{file}:{_line_of(text, '[modifier]')}"
    for sector, words in found.modifier.items():
        if sector not in SECTORS:
            raise CodebookError(place, f"there is no sector {sector!r}")
        for word in words:
            if word in modifiers:
                raise CodebookError(place, f"the modifier {word!r} stands under {modifiers[word]} and {sector}")
            modifiers[word] = sector
    return modifiers


def _read_pronouns(folder: Traversable) -> dict[str, Pronoun]:
    file = folder / "pronouns.toml"
    found, text = read_toml(file, PronounFile)
    for word, entry in found.pronoun.items():
        if entry.person not in (1, 2, 3) or entry.number not in NUMBERS or entry.who not in WHO:
            place = f"{file.name}:{_line_of(text, f'[pronoun.{word}]')}"
            raise CodebookError(place, f"{word}: person is 1, 2 or 3; number {sorted(NUMBERS)}; who {sorted(WHO)}")
    return found.pronoun


def _read_typical(table: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """Office or body → the codes under which it stands, in the order of the table."""
    words = dict.fromkeys(word for listed in table.values() for word in listed)
    return {word: tuple(code for code, listed in table.items() if word in listed) for word in words}
