"""The index finds what looking at every text would find."""

from hypothesis import given
from hypothesis import strategies as st

from dragoman.ledger.lookup import Lookup

words = st.frozensets(st.sampled_from("abcdefgh"), max_size=6)


@given(st.lists(words, max_size=12), words, st.floats(0.05, 1.0))
def test_the_index_finds_what_a_search_of_all_texts_finds(texts, matter, share):
    wanted = [n for n, text in enumerate(texts) if matter and len(matter & text) >= share * len(matter)]
    assert Lookup(texts).find(matter, share) == wanted
