"""The parts of noun phrases: what stands left, whose it is, what it describes."""

from dragoman.resolve.parties import Tree


def test_left_leaves_the_possessor_out(parse):
    tree = Tree(parse("Peru's old navy sailed."))
    head = next(t.i for t in tree.tokens if t.text == "navy")
    assert [t.text for t in tree.left(head)] == ["old", "navy"]
    assert tree.possessor(head).text == "Peru"


def test_after_gives_the_whole_list(parse):
    tree = Tree(parse("The leaders of France and Germany met."))
    head = next(t.i for t in tree.tokens if t.text == "leaders")
    assert [noun.text for _, noun in tree.after(head, "of")] == ["France", "Germany"]
    assert tree.of_lemma(head) == "france"


def test_described(parse):
    tree = Tree(parse("Turkish jets flew."))
    assert tree.described(tree.tokens[0]).text == "jets"
    assert tree.described(tree.tokens[1]) is None
