"""Time phrases that are found in a sentence, and words that look like one and are none."""

import re
import tomllib
from collections.abc import Mapping
from importlib.resources import files
from itertools import pairwise
from typing import Any

import pytest

from dragoman.find.times import find_times


def find(text: str) -> list[str]:
    """Give the words of each time phrase in a text of one sentence."""
    return [mention.text for mention in find_times(text, 0, len(text))]


FOUND = [
    # a bare preposition stays outside
    ("The envoy flew home on Sunday.", ["Sunday"]),
    ("The envoy flew home in March 2016.", ["March 2016"]),
    ("On Monday morning the port was shut.", ["Monday morning"]),
    ("In 2016 the port was shut.", ["2016"]),
    # a preposition that changes the meaning stays inside
    ("The port has been shut since Monday.", ["since Monday"]),
    ("It must be open by 1 March.", ["by 1 March"]),
    ("It must be open by the end of the year, she said.", ["by the end of the year"]),
    ("The port is shut until June.", ["until June"]),
    ("A truce is hoped for before Ramadan.", ["before Ramadan"]),
    ("They must leave within 48 hours.", ["within 48 hours"]),
    ("He served from 2003 to 2016.", ["from 2003 to 2016"]),
    ("It rained between April 3 and 6.", ["between April 3 and 6"]),
    ("They met from Friday until Monday.", ["from Friday until Monday"]),
    ("They met between 3 May and 5 June in Bern.", ["between 3 May and 5 June"]),
    # but not before a possessive: the day of the strike is meant
    ("Trade fell after Monday's strike.", ["Monday"]),
    ("The aide spoke before last week’s vote.", ["last week"]),
    # words that belong to the phrase
    ("Shots were heard late last month.", ["late last month"]),
    ("Shots were heard late on Wednesday.", ["late on Wednesday"]),
    ("Shots were heard early Friday near the gate.", ["early Friday"]),
    ("Shots were heard at about 1pm on Sunday.", ["at about 1pm on Sunday"]),
    ("Shots were heard before dawn on Sunday.", ["before dawn on Sunday"]),
    ("The camp was cleared in mid-2019.", ["mid-2019"]),
    ("The camp was cleared in early March.", ["early March"]),
    ("The camp was cleared in the first half of 2020.", ["the first half of 2020"]),
    ("Earlier this week, the camp was cleared.", ["Earlier this week"]),
    ("Troops came over the weekend.", ["over the weekend"]),
    # counted phrases
    ("The rebels left three days ago.", ["three days ago"]),
    ("The rebels left more than a year ago.", ["more than a year ago"]),
    ("The rebels have lost ground in the past two days.", ["the past two days"]),
    ("They will meet in the coming days.", ["the coming days"]),
    ("They will meet in two weeks' time.", ["two weeks' time"]),
    ("Shelling went on for a fifth day.", ["for a fifth day"]),
    # neighbours of what was told before
    ("Two days later the bridge fell.", ["Two days later"]),
    ("A day earlier the bridge had stood.", ["A day earlier"]),
    ("The bridge fell the following day.", ["the following day"]),
    ("The bridge fell that night.", ["that night"]),
    ("He had warned of it the day before.", ["the day before"]),
    # dates
    ("The vote of Friday, 3 May is void.", ["Friday, 3 May"]),
    ("The vote was held on the 3rd, officials said.", ["the 3rd"]),
    ("The vote was held on 3 March 2016 and again on 5 May.", ["3 March 2016", "5 May"]),
    ("The vote was held on Sept. 3, 2019.", ["Sept. 3, 2019"]),
    ("The vote was held on 2020-12-27.", ["2020-12-27"]),
    ("The vote was held on 12/27/2020.", ["12/27/2020"]),
    ("The firm grew in the 1990s.", ["the 1990s"]),
    ("It began in summer 2014, they say.", ["summer 2014"]),
    ("He was sworn in on New Year's Day.", ["New Year's Day"]),
    ("Since the Sept. 11 attacks much has changed.", ["Since the Sept. 11 attacks"]),
    # months that are also names and verbs
    ("She resigned in May.", ["May"]),
    ("She resigned in May and left.", ["May"]),
    ("She resigned in March.", ["March"]),
    ("She resigned on May 5.", ["May 5"]),
    ("She resigned last May.", ["last May"]),
    # no date, but a bound
    ("Reply as soon as possible, he wrote.", ["as soon as possible"]),
    ("The troops must withdraw immediately.", ["immediately"]),
    ("Talks will resume soon.", ["soon"]),
    ("The mayor recently resigned.", ["recently"]),
    # several in one sentence
    ("He came yesterday and leaves tomorrow.", ["yesterday", "tomorrow"]),
    ("It passed in 2014 and in 2015.", ["2014", "2015"]),
    ("They met on Monday and Tuesday.", ["Monday and Tuesday"]),
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_phrase_is_found(text: str, expected: list[str]) -> None:
    assert find(text) == expected


NOT_FOUND = [
    "A 31-year-old man was held.",  # an age
    "He spoke during a two-day visit.",  # a length
    "He was jailed for three years.",
    "They drew up a five-year plan.",
    "Theresa May met the king.",  # a name
    "The plan was tabled by May and her cabinet.",
    "Mr May said so.",
    "It may rain.",  # a verb
    "The Women's March drew thousands.",  # a walk
    "They march on the capital.",
    "The March for Life drew thousands.",
    "Some 2,000 soldiers and 1,950 carts came.",  # counts
    "About 2000 people came.",
    "It cost $2015 a head.",
    "The fall of the city was a shock.",  # a defeat
    "The Sun reported it.",  # a newspaper
    "He sat on the throne.",
    "He reads the Sunday Times.",
    "Black Friday sales were weak.",
    "They wait for a second chance.",
    "He spoke soon after the vote.",  # no bound but an order of things
    "The last man left.",
    "This is the next step.",
    "It was the first day of the talks.",
    "The 19th century palace burned.",
    "The prince died of his wounds.",
    "",
]


@pytest.mark.parametrize("text", NOT_FOUND)
def test_other_words_are_no_time(text: str) -> None:
    assert find(text) == []


def load_wordings() -> Mapping[str, Any]:
    return tomllib.loads((files("dragoman.codebook") / "en" / "times.toml").read_text(encoding="utf-8"))


# A phrase that needs a word before it is shown after that word.
CARRIERS = (
    "It came {}.",
    "It came in {}.",
    "It came {} and went.",
    "It came over {}.",
    "It came at {}.",
    "They had {} to leave.",
)


@pytest.mark.parametrize("like", [phrase["like"] for phrase in load_wordings()["phrase"]])
def test_each_wording_finds_its_own_example(like: str) -> None:
    bare = re.sub(r"^(?:on|in|at) ", "", like)  # these stay outside
    found = [words for carrier in CARRIERS for words in find(carrier.format(like))]
    assert any(words.removeprefix("over ") == bare or words == bare for words in found)


def test_offsets_count_in_the_document() -> None:
    text = "Old news from 2014. The port was shut on Monday. It opened on Tuesday."
    start, end = text.index("The port"), text.index(" It opened")
    (mention,) = find_times(text, start, end, sentence=1)
    assert text[mention.start : mention.end] == mention.text == "Monday"
    assert (mention.kind, mention.sentence) == ("time", 1)


def test_nothing_is_found_beyond_the_sentence() -> None:
    text = "He left in May 2016."
    assert [mention.text for mention in find_times(text, 0, text.index(" 2016"))] == ["May"]


def test_phrases_do_not_overlap() -> None:
    text = "From Monday to Friday last week and since late last month it rained on Sunday night."
    mentions = find_times(text, 0, len(text))
    assert all(one.end <= two.start for one, two in pairwise(mentions))
    assert len(mentions) > 2
