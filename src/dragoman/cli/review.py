"""The words of `dragoman review` come in: people correct the record of an archive, see what waits for them, and learn from it."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.asking import Asked, Db, Debug, Form, Out, Wait, take_filters

review = typer.Typer(no_args_is_help=True, help="Correct the record of an archive, and see what is most worth a look.")
By = Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who says it. Default: the user.")]
_DB = Path("dragoman.duckdb")


@review.command()
@take_filters("queue")
def queue(asked: Asked) -> int:
    """List the events that wait for a person, those first that are most worth a look, each with why."""
    from dragoman.cli.answers import run_list

    return run_list(asked)


@review.command()
def apply(
    file: Annotated[Path, typer.Argument(help="Reviews, a JSON object a line (docs/review.md).", show_default=False)],
    by: By = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be taken in, and change nothing.")] = False,
    db: Db = _DB,
    wait: Wait = 10.0,
    debug: Debug = False,
) -> None:
    """Take in reviews from a file: what is wrong in it is told by line, the rest holds."""
    from dragoman.cli.reviewing import run_apply

    sys.exit(run_apply(db, file, by, dry_run, wait, debug))


@review.command()
def undo(
    ids: Annotated[list[str], typer.Argument(metavar="REVIEW...", help="Ids of reviews, as `review list` tells them.")],
    why: Annotated[str | None, typer.Option(help="Why.")] = None,
    by: By = None,
    db: Db = _DB,
    wait: Wait = 10.0,
    debug: Debug = False,
) -> None:
    """Take reviews back. That is a review too, and can be taken back itself."""
    from dragoman.cli.reviewing import run_undo

    sys.exit(run_undo(db, ids, why, by, wait, debug))


@review.command("list")
def tell_reviews(
    document: Annotated[str | None, typer.Option(metavar="ID", help="Only what is about this report.")] = None,
    event: Annotated[str | None, typer.Option(metavar="ID", help="Only what is about this event.")] = None,
    by: Annotated[str | None, typer.Option("--by", metavar="NAME", help="Only what this person said.")] = None,
    form: Form = None,
    out: Out = None,
    db: Db = _DB,
    wait: Wait = 10.0,
    debug: Debug = False,
) -> None:
    """List what people said, in the order in which they said it, and whether it stands."""
    from dragoman.cli.reviewing import run_reviews

    del debug  # main looks for it
    asked = Asked(
        question="reviews", words={"document": document, "event": event, "by": by}, db=db, form=form, out=out, wait=wait
    )
    sys.exit(run_reviews(asked))


@review.command()
def export(
    folder: Annotated[Path, typer.Argument(help="Where docs.json and gold.jsonl are written; it is made if need be.")],
    db: Db = _DB,
    wait: Wait = 10.0,
    debug: Debug = False,
) -> None:
    """Write what was reviewed as annotated reports, which `dragoman check` reads."""
    from dragoman.cli.reviewing import run_gold

    del debug  # main looks for it
    sys.exit(run_gold(db, folder, wait))


@review.command()
def agree(
    one: Annotated[str, typer.Argument(metavar="NAME", help="A reviewer.")],
    other: Annotated[str, typer.Argument(metavar="OTHER", help="Another one.")],
    form: Form = None,
    out: Out = None,
    db: Db = _DB,
    wait: Wait = 10.0,
    debug: Debug = False,
) -> None:
    """Tell how well two reviewers agree on the events that both have reviewed."""
    from dragoman.cli.reviewing import run_agree

    del debug  # main looks for it
    sys.exit(run_agree(Asked(question="agreement", words={}, db=db, form=form, out=out, wait=wait), one, other))


@review.command()
def suggest(
    folder: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER",
            help="Your copy of the codebook: a folder with codebook/ and world/. Default: dragoman's own.",
        ),
    ] = None,
    out: Out = None,
    db: Db = _DB,
    wait: Wait = 10.0,
    debug: Debug = False,
) -> None:
    """Write what the codebook can learn from corrections as a patch: actors that it lacks, rules for what it missed."""
    from dragoman.cli.suggesting import run_suggest

    del debug  # main looks for it
    sys.exit(run_suggest(db, folder, out, wait))
