"""`python -m dragoman.check`: every codebook and world file against its schema, then every rule's examples."""

import sys

from dragoman.check import rules
from dragoman.codebook import load_codebook
from dragoman.codebook.classes import load_classes
from dragoman.codebook.commitments import load_ledger_words
from dragoman.codebook.cues import load_status_cues, load_vouching
from dragoman.codebook.expectations import load_expectations
from dragoman.codebook.remarks import load_remarks
from dragoman.codebook.roles import load_roles
from dragoman.codebook.settings import load_settings
from dragoman.errors import DragomanError
from dragoman.world.load import validate_world
from dragoman.world.places import read_extra


def main(arguments: list[str]) -> int:
    """Check the files, then the examples; 0 where all is well."""
    try:
        validate_world()
        extra = sum(1 for _ in read_extra())
        load_roles()
        load_classes()
        load_settings()
        load_status_cues()
        load_vouching()
        load_expectations()
        load_remarks()
        load_ledger_words()
        book = load_codebook()
    except DragomanError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    senses = sum(len(rule.lemmas) for rule in book.rules)
    sys.stdout.write(
        f"files well-formed: {len(book.rules)} rules, {senses} senses, {len(book.words)} word classes, {extra} places of our own\n"
    )
    return rules.main(arguments)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
