"""The one conftest: the loaded pipeline, shared by all tests, and where the development material lies."""

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
