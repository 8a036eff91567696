"""A parsed `review suggest` command comes in; a patch to the codebook is written, and what is in it and what is not is told."""

import sys
from importlib.resources import as_file, files
from pathlib import Path

from dragoman.archive import Archive
from dragoman.check.suggested import suggest_entries
from dragoman.cli.output import open_out
from dragoman.kit import load_kit
from dragoman.review.suggest import list_actors, list_lessons


def run_suggest(db: Path, folder: Path | None, out: Path | None, wait: float) -> int:
    """Run `dragoman review suggest`; 0 always, for nothing to learn is an answer too.

    Raises:
        StoreError: the archive cannot be read.
        SourceError, CodebookError: the folder has no codebook, or it is wrong as it is.
    """
    with Archive(db, wait=wait) as archive:
        judged = archive.lessons()
    kit = load_kit(reader="rules")
    actors, left = list_actors((one for one, _ in judged), kit.world)
    with as_file(files("dragoman")) as own:
        done = suggest_entries(folder or own, actors, list_lessons(judged), kit)
    if done.patch:
        with open_out(out) as stream:
            stream.write(done.patch.encode())
    sys.stderr.writelines(f"added: {line}\n" for line in done.added)
    sys.stderr.writelines(f"left out: {line}\n" for line in (*left, *done.left))
    if not done.patch:
        sys.stderr.write("nothing to suggest\n")
    return 0
