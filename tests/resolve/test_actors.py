"""Rows: a report, words in it, and whom they stand for: codes, first sector, basis; with the reason."""

from datetime import date

import pytest

from dragoman.find import find_mentions
from dragoman.record.document import Document
from dragoman.resolve import resolve_mentions
from dragoman.segment import split_sentences
from dragoman.world.load import load_world


@pytest.fixture(scope="session")
def resolve(parser):
    """Resolve a report; gives each mention's references by its text, the last mention of a text winning."""

    def resolve_text(text: str):
        document = Document(id="t", text=text, published=date(2018, 3, 1))
        sentences = parser.parse_sentences(text, split_sentences(document))
        mentions = find_mentions(document, sentences, load_world())
        known = resolve_mentions(document, sentences, mentions, load_world())
        return known, {m.text: known.actors.get((m.sentence, m.head), ()) for m in mentions if m.kind == "actor"}

    return resolve_text


PETIT = "The French foreign minister, Jean Petit, met officials from Chad. Petit spoke. The minister left."
ROWS = [
    (PETIT, "Petit", ["FRA"], "GOV", "title", "the title beside the full name holds for the surname"),
    (PETIT, "The minister", ["FRA"], "GOV", "earlier", "the office was told before"),
    (PETIT, "officials from Chad", ["TCD"], "GOV", "place", "from tells where officials come from"),
    (
        "Ecuadorian President Marcos Villalba met his Peruvian counterpart.",
        "Ecuadorian President Marcos Villalba",
        ["ECU"],
        "GOV",
        "title",
        "a given name that is a surname elsewhere says nothing of the title's country",
    ),
    (
        "Bolivian President Duque met envoys.",
        "Bolivian President Duque",
        ["BOL"],
        "GOV",
        "title",
        "a surname that a known person of another country bears",
    ),
    (
        "Norway's king met Chad's envoys. In his talks with Theresa May, Idriss Deby asked for help.",
        "his",
        ["TCD"],
        "GOV",
        "pronoun",
        "a possessive in a phrase that opens the sentence points to the subject behind it",
    ),
    (
        "Theresa May spoke in Oslo, Norway. Norwegian reporters asked if May agreed with Norway.",
        "May",
        ["GBR"],
        "GOV",
        "name",
        "a known person whose surname alone is a month",
    ),
    (
        "Chad met envoys. The governments of ten countries condemned it.",
        "The governments of ten countries",
        [None],
        "GOV",
        "none",
        "several countries are not the report's own",
    ),
    (
        "Chad's foreign minister spoke. Farmers in Bergen and Trondheim met near Stavanger. The foreign ministry paid.",
        "The foreign ministry",
        ["NOR"],
        "GOV",
        "home",
        "towns speak of a country too, and the foreign of a foreign ministry does not make it foreign",
    ),
    (
        "Syria fought on in Aleppo and Homs. The United States sent aid. A senator blamed Syria.",
        "A senator",
        ["USA"],
        "LEG",
        "title",
        "of the countries that have a senate, the one of which the report speaks",
    ),
    (
        "Mexico and the United States met in Puebla, Mexico. Congress refused.",
        "Congress",
        ["MEX"],
        "LEG",
        "title",
        "of two countries with a congress, the one most spoken of",
    ),
    (
        "AFL-CIO President Jo Doe spoke in Ohio.",
        "AFL-CIO President Jo Doe",
        ["USA"],
        "LAB",
        "title",
        "the president of a union is no head of state",
    ),
    (
        "Norway jailed three judges in Oslo. Two other judges fled.",
        "Two other judges",
        ["NOR"],
        "JUD",
        "home",
        "other judges are of the same country",
    ),
    (
        "Norway counted its dead. Police shot four people and wounded six others.",
        "six others",
        ["NOR"],
        "CVL",
        "home",
        "others are people",
    ),
    (
        "Norway and Sweden quarrelled in Oslo. Norway wants to please its neighbour.",
        "its neighbour",
        ["SWE"],
        None,
        "home",
        "the neighbour is the other country of the report",
    ),
    (
        "Boko Haram raided Norway. The United Nations met. The United Nations left. It rained. It snowed. It froze. The group fled.",
        "The group",
        ["NGA"],
        "REB",
        "earlier",
        "the group is the armed one, however far back, not the United Nations",
    ),
    (
        "Chad warned Mali. In Khartoum hundreds of students marched on Monday. Police arrested forty.",
        "Police",
        ["SDN"],
        "COP",
        "place",
        "police are of the place that the sentence before them opens with",
    ),
    (
        "Russia told the rebels in eastern Aleppo on Sunday to leave the city.",
        "the rebels",
        ["SYR"],
        "REB",
        "place",
        "fighters are of the place behind them, also where the parser hangs it on the verb",
    ),
    (
        "Norway jailed a Chadian man, who fled. He slept.",
        "He",
        ["TCD"],
        "CVL",
        "pronoun",
        "he may be a man who is only called a man",
    ),
    (
        "Norway paid. Zuri Otabe, 33, from Nairobi, met Ada Berg, 41, of Oslo. Oslo slept. The 33-year-old was jailed in Norway.",
        "The 33-year-old",
        ["KEN"],
        "CVL",
        "earlier",
        "the one of that age, not who was named last",
    ),
    (
        "Norway left the European Union. Norway paid. The bloc refused.",
        "The bloc",
        ["EUR"],
        None,
        "earlier",
        "a bloc is the union of states that was named",
    ),
    (
        "Norway, which protested before Sweden admitted the flights, announced that it was recalling its envoy.",
        "it",
        ["NOR"],
        "GOV",
        "pronoun",
        "in what somebody tells, it is the teller",
    ),
    (
        "Turkish jets bombed Turkish towns. Kurdish rebels in northern Iraq attacked Turkey.",
        "Kurdish rebels in northern Iraq",
        ["IRQ"],
        "REB",
        "demonym",
        "where a stateless people lives is said behind it",
    ),
    ("Peru's navy fired.", "Peru's navy", ["PER"], "MIL", "possessor", "the possessor's country"),
    ("The army of Peru fired.", "The army of Peru", ["PER"], "MIL", "possessor", "the of-phrase's country"),
    ("Moscow denied it.", "Moscow", ["RUS"], "GOV", "name", "a capital that acts is its government"),
    (
        "Russian and Turkish officials met.",
        "Russian and Turkish officials",
        ["RUS", "TUR"],
        "GOV",
        "demonym",
        "two adjectives, two parties",
    ),
    (
        "Iran and Qatar met. It was agreed to resume flights.",
        "It",
        ["IRN", "QAT"],
        "GOV",
        "earlier",
        "nobody is named, so both that were spoken of agreed",
    ),
    (
        "Iran met envoys. It was agreed to resume flights.",
        "It",
        ["IRN"],
        "GOV",
        "pronoun",
        "one state alone does not agree",
    ),
    (
        "Iran and Qatar met. Qatar kept silent. It was attacked.",
        "It",
        ["QAT"],
        "GOV",
        "pronoun",
        "of another verb it stands for one",
    ),
    (
        "Iran and Qatar met. Both countries agreed.",
        "Both countries",
        ["IRN", "QAT"],
        "GOV",
        "earlier",
        "the states spoken of together",
    ),
    ("US-backed rebels fought in Mali. Mali wept.", "US-backed rebels", ["MLI"], "REB", "home", "backed by is not of"),
    (
        "The former Brazilian president fell.",
        "The former Brazilian president",
        ["BRA"],
        "ELI",
        "demonym",
        "who held an office once",
    ),
    (
        "Dozens of Kenyan policemen fled.",
        "Dozens of Kenyan policemen",
        ["KEN"],
        "COP",
        "demonym",
        "a count means whom it counts",
    ),
    ("Kenya mourned. Police fired.", "Police", ["KEN"], "COP", "home", "else the report's home country"),
    ("Kenya mourned. Police held a man at Minsk airport.", "Police", ["BLR"], "COP", "place", "where they did it"),
    ("The Turkish offensive began.", "Turkish", ["TUR"], "MIL", "demonym", "an offensive is the army's"),
    ("The Turkish plan failed.", "Turkish", ["TUR"], "GOV", "demonym", "a plan is the state's"),
    ("Police in Minsk arrested men.", "Police in Minsk", ["BLR"], "COP", "place", "the place behind the noun"),
    (
        "Boko Haram fighters fled. The group regrouped in Nigeria.",
        "The group",
        ["NGA"],
        "REB",
        "earlier",
        "the group named last",
    ),
    (
        "A rebel leader in Chad spoke.",
        "A rebel leader in Chad",
        ["TCD"],
        "REB",
        "place",
        "a leader's side is told by the word before",
    ),
    (
        "Norway spoke. World leaders met.",
        "World leaders",
        [None],
        None,
        "none",
        "the world's leaders are of no country",
    ),
    (
        "The three powers, Chad, Mali and Niger, met.",
        "The three powers, Chad",
        ["TCD", "MLI", "NER"],
        "GOV",
        "name",
        "a list names whom the noun counts",
    ),
    ("The UN envoy spoke.", "The UN envoy", ["UNO"], None, "name", "bodies of several states have no sector"),
]


@pytest.mark.parametrize(("text", "words", "codes", "sector", "basis", "reason"), ROWS)
def test_who_is_meant(resolve, text, words, codes, sector, basis, reason):
    references = resolve(text)[1][words]
    assert sorted(r.actor.code or "" for r in references) == sorted(c or "" for c in codes), reason
    assert {r.basis for r in references} == {basis}, reason
    assert {(r.actor.sector or (None,))[0] for r in references} == {sector}, reason


def test_a_thing_is_no_actor_of_home(resolve):
    reference = resolve("Norway mourned. The treaty failed.")[1]["The treaty"][0]
    assert (reference.kind, reference.actor.code) == ("thing", None)


def test_each_of_a_list_is_quoted_by_their_own_words(resolve):
    references = resolve("The three powers, Chad, Mali and Niger, met.")[1]["The three powers, Chad"]
    assert [r.actor.entity_text for r in references] == ["Chad", "Mali", "Niger"]


def test_an_earlier_mention_is_named(resolve):
    actor = resolve(PETIT)[1]["The minister"][0].actor
    assert actor.identifier_text == "Jean Petit"
    assert actor.via is not None
    assert PETIT[actor.via.start : actor.via.end] == actor.via.text


JAILED = "Chad jailed Ada Berg and Joe Dahl in May. "
NAMED = [
    (JAILED + "Police beat the pair.", "the pair", ["Ada Berg", "Joe Dahl"], "the two who were named together"),
    (JAILED + "The two women wept.", "The two women", ["Ada Berg", "Joe Dahl"], "the same with a number"),
    (JAILED + "They wept.", "They", ["Ada Berg", "Joe Dahl"], "and a pronoun"),
    (JAILED + "Police beat a pair of men.", "a pair of men", ["pair of men"], "any two are not they"),
    ("Chad fined Boeing. The company paid.", "The company", ["Boeing"], "the firm that was named last"),
    ("The CIA spied on Chad. The agency paid.", "The agency", ["Central Intelligence Agency"], "a word of its full name"),
    ("Nikki Haley met Chad’s envoys. The former South Carolina governor left.", "The former South Carolina governor", ["Nikki Haley"],
     "what she was"),
    ("Jens Stoltenberg met envoys. NATO’s secretary general left.", "NATO’s secretary general", ["Jens Stoltenberg"], "whose office it is"),
    ("Theresa May met Jeremy Corbyn. The Labour leader left.", "The Labour leader", ["Jeremy Corbyn"], "who leads no state"),
    ("“We paid,” said Theresa May in Chad.", "We", ["United Kingdom"], "who leads a state speaks for it"),
    ("“I paid,” said Theresa May in Chad.", "I", ["Theresa May"], "and for herself"),
    ("Ada Berg’s husband met Joe Dahl in Chad. He left.", "He", ["Joe Dahl"], "somebody's kin is called by no name of his own"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "names", "reason"), NAMED)
def test_what_they_are_called(resolve, text, words, names, reason):
    assert [r.actor.identifier_text for r in resolve(text)[1][words]] == names, reason


def test_home_and_counterpart(resolve):
    known, _ = resolve("Peru accused Chile. Peru said that Chile had lied. Peru recalled its envoy.")
    assert (known.home, known.counterpart) == ("PER", "CHL")


def test_the_same_text_gives_the_same_answer(resolve):
    assert resolve(PETIT)[0] == resolve(PETIT)[0]
