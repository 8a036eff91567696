"""A text comes in; what the rules propose for its last sentence goes out, with the sentence and the report around it."""

from dragoman.code.cast import Cast, Scene
from dragoman.code.match import Matcher
from dragoman.code.propose import propose_scene
from dragoman.find import find_mentions
from dragoman.record.candidate import Candidate
from dragoman.record.document import Document
from dragoman.record.mention import Resolved
from dragoman.resolve import resolve_mentions
from dragoman.segment import split_sentences


def stage(kit, text: str, event: str) -> tuple[Candidate, Scene, Cast]:
    """The rules' proposal of a type in the last sentence of a text, with its scene and cast."""
    document = Document(id="test", text=text)
    sentences = tuple(kit.parser.parse_sentences(text, split_sentences(document)))
    known: Resolved = resolve_mentions(document, sentences, find_mentions(document, sentences, kit.world), kit.world)
    matcher = Matcher(kit.codebook)
    scenes = [propose_scene(s, text, matcher, known, None) for s in sentences]
    candidate = next(c for c in scenes[-1].proposed if c.event == event)
    return candidate, scenes[-1], Cast(scenes, known, len(sentences))
