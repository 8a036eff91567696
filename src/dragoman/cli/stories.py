"""The words of `dragoman stories` come in; happenings are written by the storyline to which they belong."""

from typing import Annotated

import typer

from dragoman.cli.asking import Asked, take_filters


@take_filters("dyad", forms=False)
def stories(
    asked: Asked,
    *,
    actor: Annotated[
        list[str] | None,
        typer.Option(metavar="WHO", help="In which this party has part: a code or a name. May be given several times."),
    ] = None,
    least: Annotated[int, typer.Option(min=1, metavar="N", help="How many happenings make a storyline.")] = 2,
    gap: Annotated[
        int, typer.Option(min=0, metavar="DAYS", help="How many days may lie between two that are linked.")
    ] = 365,
    form: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            metavar="FORM",
            help="table, jsonl, csv, parquet or html. Default: table in a terminal, jsonl when piped, else by the name of --out.",
        ),
    ] = None,
) -> int:
    """Link happenings into storylines: the same parties and matter over time, latest first. Without --status only what took place counts."""
    from dragoman.cli.linking import run_stories

    return run_stories(asked, actor=actor or [], least=least, gap=gap, form=form)
