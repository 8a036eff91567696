"""Whom pronouns point back to: rows of remembered mentions, a pronoun, and who is meant."""

from dataclasses import replace

import pytest

from dragoman.codebook.roles import Pronoun, load_roles
from dragoman.resolve.coref import Anaphor, Earlier, Memory
from dragoman.resolve.parties import Party


def remember(*parties: Party, **told) -> Memory:
    """A memory of these parties, each the subject of a sentence of its own."""
    memory = Memory()
    for number, party in enumerate(parties):
        memory.add(
            Earlier(
                sentence=number,
                token=0,
                start=number * 10,
                clause=1,
                parties=(party,),
                head=told.get("head", "x"),
                subject=True,
                many=party.many,
                proper=True,
                quoted=False,
                group=number,
            )
        )
    return memory


def ask(pronoun: Pronoun, sentence: int, start: int, clause: int, quoted: bool, **more) -> Anaphor:
    """A pronoun where it stands."""
    return Anaphor(pronoun=pronoun, sentence=sentence, start=start, clause=clause, quoted=quoted, **more)


MALI = Party(code="MLI", sector=("GOV",), kind="state", name="Mali")
CHAD = Party(code="TCD", sector=("GOV",), kind="state", name="Chad")
ADA = Party(code="NOR", sector=("GOV",), kind="official", name="Ada Berg", gender="female", office="foreign minister")
OLE = Party(code="SWE", sector=("GOV",), kind="official", name="Ole Dahl")
MEN = Party(code="NER", sector=("REB",), kind="armed_group", many=True)


def test_several_are_those_of_a_list_and_a_pair_those_who_were_named_together():
    memory = Memory()
    for number, (party, group) in enumerate([(ADA, 0), (OLE, 0), (MALI, 2)]):
        entry = remember(party).entries[0]
        memory.add(replace(entry, token=number, start=number, group=group, subject=group == 0))
    they = memory.find_antecedent(ask(load_roles().pronouns["they"], 1, 99, 9, False))
    assert they is not None
    assert [p.name for p in they.parties] == ["Ada Berg", "Ole Dahl"]
    assert [e.parties[0].name for e in memory.find_listed(99, 2)] == ["Ada Berg", "Ole Dahl"]
    assert memory.find_listed(99, 3) == []


ROWS = [
    ((ADA, MALI), "she", "NOR", "a person, not the nearer state"),
    ((ADA, OLE), "he", "SWE", "gender fits"),
    ((OLE, ADA), "he", "SWE", "a woman is never he"),
    ((ADA, MALI), "it", "MLI", "a state, not a person"),
    ((MALI, CHAD), "its", "TCD", "the nearer one"),
    ((MALI, MEN), "they", "NER", "several"),
]


@pytest.mark.parametrize(("parties", "word", "code", "reason"), ROWS)
def test_antecedent(parties, word, code, reason):
    pronoun = load_roles().pronouns[word]
    found = remember(*parties).find_antecedent(ask(pronoun, len(parties), 99, 1, False))
    assert found is not None, reason
    assert found.parties[0].code == code, reason


def test_not_the_other_argument_of_its_own_clause():
    pronoun = load_roles().pronouns["him"]
    assert remember(OLE).find_antecedent(ask(pronoun, 0, 5, 1, False)) is None


def test_nothing_fits_gives_nobody():
    assert remember(MALI).find_antecedent(ask(load_roles().pronouns["she"], 1, 99, 1, False)) is None


def test_titles_and_states():
    assert remember(ADA, OLE).find_titled("minister", 99).parties[0] == ADA
    assert [p.code for p in remember(MALI, CHAD).find_states(99, 2)] == ["MLI", "TCD"]


def test_their_means_all_of_a_list_of_several_countries():
    memory = Memory()
    for place, party in enumerate((MALI, CHAD)):
        memory.add(
            Earlier(
                sentence=0,
                token=2 * place,
                start=place * 10,
                clause=5,
                parties=(party,),
                head="x",
                subject=place == 0,
                many=False,
                proper=True,
                quoted=False,
                group=0,
            )
        )
    their, its = load_roles().pronouns["their"], load_roles().pronouns["its"]
    found = memory.find_antecedent(ask(their, 1, 99, 1, False))
    assert found is not None
    assert {p.code for p in found.parties} == {"MLI", "TCD"}
    one = memory.find_antecedent(ask(its, 1, 99, 1, False))
    assert one is not None
    assert len(one.parties) == 1, "its is of one"


def mention(party: Party, sentence: int, start: int, **told) -> Earlier:
    """A subject's name in this sentence, unless told otherwise."""
    given = {"clause": 1, "head": "x", "subject": True, "proper": True, "quoted": False, **told}
    return Earlier(sentence=sentence, token=0, start=start, parties=(party,), many=False, group=start, **given)


LARS = replace(OLE, gender="male")
OLAF = Party(code="NOR", sector=("GOV",), kind="official", name="Olaf Berg", gender="male")


def test_who_is_quoted_speaks_of_another():
    memory = Memory()
    memory.add(mention(OLAF, 0, 0, subject=False))
    memory.add(mention(LARS, 0, 9))
    him = load_roles().pronouns["him"]
    assert memory.find_antecedent(ask(him, 1, 20, 1, True)).parties == (LARS,)
    assert memory.find_antecedent(ask(him, 1, 20, 1, True, speakers=frozenset({"Ole Dahl"}))).parties == (OLAF,)


def test_nobody_is_the_object_of_what_he_does_under_another_name():
    """ "Berg, who backs Dahl, said he would march with him": him is Dahl."""
    memory = Memory()
    memory.add(mention(OLAF, 0, 0, clause=5))
    memory.add(mention(LARS, 0, 10, clause=3, subject=False))
    memory.add(mention(OLAF, 0, 20, clause=7, head="he", proper=False))
    found = memory.find_antecedent(ask(load_roles().pronouns["him"], 0, 30, 7, False))
    assert found.parties == (LARS,)
