"""Who shall read comes in; the models are loaded, and the Skill that they give goes out. Only a crew's hands load this."""

from functools import partial

from dragoman.crew.skill import Skill
from dragoman.flow import code_documents
from dragoman.kit import load_kit, rest_collector


def make_skill(reader: str) -> Skill:
    """Load the models; `reader` as for `load_kit`.

    Raises:
        ModelError, CodebookError: as `load_kit`.
    """
    kit = load_kit(reader=reader)
    rest_collector()
    return Skill(kit.coder.version, partial(code_documents, kit=kit))
