"""The one conftest: the loaded pipeline, shared by all tests, and where the development material lies."""

import json
from pathlib import Path

import pytest

from dragoman.kit import Kit, load_kit
from dragoman.parse.spacy_parser import SpacyParser
from dragoman.record.document import Document, Sentence
from dragoman.segment import split_sentences

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def kit() -> Kit:
    """The whole pipeline, strict: an error of ours fails the test instead of becoming a fault."""
    return load_kit(strict=True)


@pytest.fixture(scope="session")
def parser() -> SpacyParser:
    """The parser, loaded once."""
    return SpacyParser()


@pytest.fixture(scope="session")
def parse(parser: SpacyParser):
    """Parse one sentence."""

    def parse_one(text: str) -> Sentence:
        return parser.parse_sentences(text, split_sentences(Document(id="test", text=text)))[0]

    return parse_one


@pytest.fixture(scope="session")
def shared() -> Path:
    """The development material beside the project; tests that read it are skipped where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("reads ../shared, which is not here")
    return SHARED


# An invented report with its gold. The third sentence tells what no coder of ours can know ("Dovrefjell"); the gold of the
# second one misses an event on purpose, and the last sentence tells nothing.
REPORT = (
    "Norway condemned Chad on Monday. Norwegian troops shelled the Chadian town of Abeche. "
    "The envoy of Norway dovrefjelled Mali's army. Rain fell."
)
GOLD = [
    {
        "s": 0,
        "type": "ACCUSE",
        "mode": "disapprove",
        "trigger": "condemned",
        "actors": [{"mention": "Norway", "country": "NOR", "sector": "GOV", "name": "Norway"}],
        "recipients": [{"mention": "Chad", "country": "TCD", "sector": "GOV", "name": "Chad"}],
        "status": "actual",
        "when": {"text": "on Monday", "start": "2021-02-08", "end": "2021-02-08"},
    },
    {
        "s": 2,
        "type": "COERCE",
        "mode": "",
        "trigger": "dovrefjelled",
        "actors": [{"mention": "The envoy of Norway", "country": "NOR", "sector": "GOV", "name": ""}],
        "recipients": [{"mention": "Mali's army", "country": "MLI", "sector": "MIL", "name": ""}],
        "status": "actual",
        "according_to": "",
        "where": None,
    },
]


@pytest.fixture
def gold_folder(tmp_path: Path) -> Path:
    """A folder with invented docs.json and gold.jsonl in the annotators' form."""
    folder = tmp_path / "gold"
    folder.mkdir()
    ends = [i + 1 for i, letter in enumerate(REPORT) if letter == "."]
    sentences = [[start, end] for start, end in zip([0, *(e + 1 for e in ends)], ends, strict=False)]
    document = {
        "id": "made-1",
        "published": "2021-02-10",
        "title": "A <quarrel>",
        "text": REPORT,
        "sentences": sentences,
    }
    (folder / "docs.json").write_text(json.dumps([document], indent=1), encoding="utf-8")
    (folder / "gold.jsonl").write_text(json.dumps({"id": "made-1", "events": GOLD}) + "\n", encoding="utf-8")
    return folder
