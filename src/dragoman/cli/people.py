"""The words of `dragoman people` come in; accounts of the reading room are added, listed or removed."""

import sys
from pathlib import Path
from typing import Annotated

import typer

people = typer.Typer(no_args_is_help=True, help="Accounts of the reading room (docs/serve.md).")
Db = Annotated[Path, typer.Option("--db", metavar="FILE", help="The archive whose room it is.")]
Name = Annotated[str, typer.Argument(metavar="NAME", help="Who.", show_default=False)]
Debug = Annotated[bool, typer.Option("--debug", help="Show tracebacks.")]
USUAL = Path("dragoman.duckdb")


@people.command()
def add(
    name: Name,
    role: Annotated[
        str, typer.Option(help="reader; reviewer, who may also correct the record; admin, who also sees the audit log.")
    ] = "reader",
    token: Annotated[
        bool, typer.Option("--token", help="Also make a token for programs, and print it once. An older one ends.")
    ] = False,
    db: Db = USUAL,
    debug: Debug = False,
) -> None:
    """Add an account, or give one another role or password; the password is asked for, or read from standard input."""
    from dragoman.cli.accounts import run_add

    del debug
    sys.exit(run_add(db, name, role, token))


@people.command("list")
def list_people(db: Db = USUAL, debug: Debug = False) -> None:
    """List the accounts: name, role, whether with password and token, since when."""
    from dragoman.cli.accounts import run_list

    del debug
    sys.exit(run_list(db))


@people.command()
def remove(name: Name, db: Db = USUAL, debug: Debug = False) -> None:
    """Remove an account; its logins end at once."""
    from dragoman.cli.accounts import run_remove

    del debug
    sys.exit(run_remove(db, name))
