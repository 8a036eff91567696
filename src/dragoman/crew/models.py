"""Whether the learned reader is wanted comes in; the models are loaded, and the Skill that they give goes out. Only a crew's hands load this."""

from functools import partial

from dragoman.crew.skill import Skill
from dragoman.flow import code_documents
from dragoman.kit import load_kit


def make_skill(learned: bool) -> Skill:
    """Load the models; `learned`: the learned reader beside the rules.

    Raises:
        ModelError, CodebookError: as `load_kit`.
    """
    kit = load_kit(learned=learned)
    return Skill(kit.coder.version, partial(code_documents, kit=kit))
