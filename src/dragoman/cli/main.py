"""The command group: every command is a file in this room; errors become one clear line and an exit code.

Exit codes: 0 all well, 1 some inputs failed (the rest was done), 2 the command was not understood.
"""

import os
import signal
import sys
import traceback
from types import FrameType

import typer

from dragoman.cli.actor import actor
from dragoman.cli.actors import actors
from dragoman.cli.add import add
from dragoman.cli.check import check
from dragoman.cli.commitment import commitment
from dragoman.cli.commitments import commitments
from dragoman.cli.digest import digest
from dragoman.cli.dyad import dyad
from dragoman.cli.events import events
from dragoman.cli.export import export
from dragoman.cli.faults import faults
from dragoman.cli.forget import forget
from dragoman.cli.happenings import happenings
from dragoman.cli.identify import identify
from dragoman.cli.network import network
from dragoman.cli.output import NO_ROOM, make_plain
from dragoman.cli.people import people
from dragoman.cli.places import places
from dragoman.cli.read import read
from dragoman.cli.recode import recode
from dragoman.cli.relations import relations
from dragoman.cli.reports import reports
from dragoman.cli.review import review
from dragoman.cli.serve import serve
from dragoman.cli.sql import sql
from dragoman.cli.stories import stories
from dragoman.errors import DragomanError, SourceError, UsageError
from dragoman.version import VERSION

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Reads news reports and writes the political events in them: who did what to whom, when, where, on whose word.",
)


def _tell_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"dragoman {VERSION}")
        raise typer.Exit


@app.callback()
def start(
    version: bool = typer.Option(
        False, "--version", callback=_tell_version, is_eager=True, help="Print the version and exit."
    ),
) -> None:
    """Dragoman's commands."""
    del version  # its callback has done all


for command in (
    read, add, recode, forget, identify, events, happenings, actors, places, reports, faults, dyad, sql, export, commitments, commitment,
    digest, relations, actor, network, stories, check, serve,
):  # fmt: skip
    app.command()(command)
app.add_typer(review, name="review")
app.add_typer(people, name="people")


def main() -> None:
    """Run the command line; never show a traceback unless --debug is given."""
    debug = "--debug" in sys.argv
    # Who ends us politely finds no half-written file either.
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), _stop)
    try:
        app()
    except UsageError as error:
        _tell(error, debug)
        sys.exit(2)
    except DragomanError as error:
        _tell(error, debug)
        sys.exit(1)
    except BrokenPipeError:
        # The reader of our output has gone ("dragoman read … | head"); there is nobody left to tell.
        _shut_stdout()
        sys.exit(1)
    except KeyboardInterrupt:
        sys.stderr.write("dragoman: stopped; nothing half-written was left behind\n")
        sys.exit(130)
    except Exception as error:
        if isinstance(error, OSError) and error.errno in NO_ROOM:
            _tell(SourceError("standard output", "no space left"), debug)
            _shut_stdout()
            sys.exit(1)
        _tell(error, debug)
        if not debug:
            sys.stderr.write("dragoman: this is a fault of dragoman's own; --debug shows where\n")
        sys.exit(1)


def _shut_stdout() -> None:
    """Let go of standard output: what Python still holds for it would fail again at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _stop(number: int, frame: FrameType | None) -> None:
    del number, frame
    raise KeyboardInterrupt


def _tell(error: Exception, debug: bool) -> None:
    if debug:
        traceback.print_exception(error)
    name = "" if isinstance(error, DragomanError) else f"{type(error).__name__}: "
    sys.stderr.write(f"dragoman: {name}{make_plain(str(error))}\n")
