"""Everything that coding needs, built once and passed openly: codebook, world, parser, coder, sieve."""

import gc
from dataclasses import dataclass, replace
from functools import cache

import msgspec

from dragoman.code.coder import RuleCoder
from dragoman.code.score import load_scorer
from dragoman.codebook import Codebook, load_codebook
from dragoman.errors import ModelError, UsageError
from dragoman.glance import LearnedReader, load_reader
from dragoman.parse.spacy_parser import SpacyParser
from dragoman.record.candidate import PROPOSERS
from dragoman.sift import Sieve
from dragoman.version import VERSION
from dragoman.world.load import World, load_world
from dragoman.world.places import load_gazetteer

# How many new objects there must be before a resting garbage collector looks for rings among them.
YOUNG = 50_000


@dataclass(frozen=True, slots=True)
class Kit:
    """The parts of one pipeline; `strict` lets an error of ours out instead of making it a fault."""

    codebook: Codebook
    world: World
    parser: SpacyParser
    coder: RuleCoder
    sieve: Sieve
    reader: LearnedReader | None = None
    strict: bool = False


def load_kit(strict: bool = False, reader: str = "both") -> Kit:
    """Build the pipeline from what ships with dragoman; what it is made of is loaded once a process.

    Args:
        strict: let an error of ours out instead of making it a fault.
        reader: who proposes events: the codebook's rules and the learned reader ("both"), the "rules" alone, or the reader
            alone ("learned"), with the weights of both. Without onnxruntime "both" is the rules alone.

    Raises:
        UsageError: there is no such reader.
        ModelError: the language model is missing or is not the promised one; the reader alone is wanted and cannot be had.
        CodebookError: a codebook or world file is wrong.
    """
    if reader not in PROPOSERS:
        raise UsageError(f"reader: {reader!r} is none of {', '.join(PROPOSERS)}")
    return replace(_load_parts(reader), strict=strict)


def rest_collector() -> None:
    """Let the garbage collector of a process that does nothing but code look for rings seldom, and never in the kit.

    What a report leaves behind goes by itself; to look for rings in it after every 700 objects costs a tenth of the time.
    For the command line, a crew's hands and benchmarks: a program that only uses dragoman keeps its own ways.
    """
    gc.freeze()
    gc.set_threshold(YOUNG, *gc.get_threshold()[1:])


@cache
def _load_parts(voices: str) -> Kit:
    """A Kit that is not strict: a strict one has the same models."""
    # Nothing of this goes before the process does: the garbage collector need not walk rules, names and places while they are made.
    collecting = gc.isenabled()
    gc.disable()
    try:
        return _build_kit(voices)
    finally:
        if collecting:
            gc.enable()


def _build_kit(voices: str) -> Kit:
    codebook = load_codebook()
    parser = SpacyParser()
    reader = load_reader() if voices != "rules" else None
    if voices == "learned" and reader is None:
        raise ModelError("reader 'learned' needs onnxruntime, which is not installed")
    scorer, ranker, weights = load_scorer("both" if reader else "rules")
    world = load_world()
    load_gazetteer()
    version = f"dragoman {VERSION}; codebook {codebook.version}; parser {parser.version}; scorer {weights}"
    if reader is not None:
        version += f"; reader {reader.version}" + (" alone" if voices == "learned" else "")
    return Kit(
        codebook=codebook,
        world=world,
        parser=parser,
        coder=RuleCoder(
            msgspec.structs.replace(codebook, rules=()) if voices == "learned" else codebook, scorer, ranker, version
        ),
        sieve=Sieve(codebook),
        reader=reader,
    )
