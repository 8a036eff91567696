"""What nouns and pronouns say about who is meant, and that a wrong table is refused with file and line."""

from pathlib import Path

import pytest

from dragoman.codebook.roles import load_roles, read_roles
from dragoman.errors import CodebookError

ROWS = [
    (("norwegian", "foreign", "minister"), "GOV", "official", "a defence or foreign minister is GOV"),
    (("riot", "police"), "COP", "police", "the longest ending"),
    (("high", "court"), "JUD", "court", "of two words"),
    (("lawmaker",), "LEG", "official", "parliament"),
    (("insurgent",), "REB", "armed_group", "fights a state"),
    (("gunman",), "UAF", "armed_group", "armed, cause unknown"),
    (("warplane",), "MIL", "forces", "weapons act for their army"),
    (("co-pilot",), "MIL", "forces", "behind the hyphen"),
]


@pytest.mark.parametrize(("words", "sector", "kind", "reason"), ROWS)
def test_a_noun_tells_sector_and_kind(words, sector, kind, reason):
    found = load_roles().role_of(words)
    assert found is not None, reason
    assert (found[0].sector[0], found[0].kind) == (sector, kind), reason


def test_a_noun_for_a_thing_has_no_role():
    assert load_roles().role_of(("treaty",)) is None


def test_there_are_many_nouns():
    assert len(load_roles().nouns) > 1500


def test_pronouns_tell_number_and_whom():
    assert load_roles().pronouns["its"].own
    assert load_roles().pronouns["she"].who == "female"


GOOD = (
    '[role.army]\ngloss = "a"\nsector = ["MIL"]\nkind = "forces"\nwords = ["army"]\n[modifier]\n[former]\nwords = []\n'
    "[courtesy]\nmale = []\nfemale = []\neither = []\n[peoples]\n[typical]\n[foreign]\nwords = []\n[kin]\nwords = []\n[further]\nwords = []\n"
    "[leader]\nwords = []\n[lesser]\nwords = []\n[leading]\nwords = []\n[arriving]\nwords = []\n[opposite]\nwords = []\n[peer]\nwords = []\n[warlike]\nwords = []\n"
    "[jihad]\nwords = []\n[alike]\n"
)
BAD = [
    ('"forces"', '"horde"', "kind", "an unknown kind"),
    ('"MIL"', '"XXX"', "sector", "an unknown sector"),
    ('["army"]', '["navy", "army"]', "sorted", "unsorted words"),
    ("words = []\n[courtesy]", "word = []\n[courtesy]", "roles.toml:", "an unknown key"),
]


@pytest.mark.parametrize(("old", "new", "said", "reason"), BAD)
def test_a_wrong_table_is_refused(tmp_path: Path, old, new, said, reason):
    (tmp_path / "pronouns.toml").write_text("[pronoun]\n")
    (tmp_path / "roles.toml").write_text(GOOD)
    assert "army" in read_roles(tmp_path).nouns
    (tmp_path / "roles.toml").write_text(GOOD.replace(old, new))
    with pytest.raises(CodebookError, match=said):
        read_roles(tmp_path)
    assert reason
