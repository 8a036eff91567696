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


def test_nothing_behind_the_verb_stands_in_apposition(parse):
    tree = Tree(parse("Ada Berg said she had resigned after the vote, a claim that nobody believed."))
    head = next(t.i for t in tree.tokens if t.text == "Berg")
    assert tree.appositions(head) == []
    tree = Tree(parse("Ada Berg, the mayor, resigned."))
    head = next(t.i for t in tree.tokens if t.text == "Berg")
    assert [t.text for t in tree.appositions(head)] == ["mayor"]


def test_which_verbs_share_a_subject(parse):
    for text, verb, shared in (
        ("The rebels vowed to expel them.", "expel", ["vowed"]),
        ("The rebels struck and burnt them.", "burnt", ["struck"]),
        ("The rebels told Chad to expel them.", "expel", []),
        ("The rebels said Chad expelled them.", "expelled", []),
    ):
        tree = Tree(parse(text))
        clause = next(t.i for t in tree.tokens if t.text == verb)
        assert [tree.tokens[i].text for i in tree.sharing(clause)] == shared, text


def test_described(parse):
    tree = Tree(parse("Turkish jets flew."))
    assert tree.described(tree.tokens[0]).text == "jets"
    assert tree.described(tree.tokens[1]) is None
