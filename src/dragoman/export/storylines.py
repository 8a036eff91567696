"""Storylines come in; they go out as rows and as a page: each with its title, its days, and its happenings in order."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, BinaryIO

from dragoman.export.course import count_note, name_note
from dragoman.export.leaf import write_leaf
from dragoman.record.happening import Telling
from dragoman.relations.parties import spell_code
from dragoman.relations.stories import Story
from dragoman.relations.summary import Notebook

if TYPE_CHECKING:
    import pyarrow as pa


def list_stories(stories: Iterable[Story]) -> list[dict[str, Any]]:
    """A row for each storyline: `happenings` and `reports` are ids, by day and sorted."""
    return [
        {
            "id": story.id,
            "title": story.title,
            "title_report": story.title_report,
            "since": story.since,
            "until": story.until,
            "parties": list(story.parties),
            "happenings": [h.id for h in story.happenings],
            "reports": list(story.reports),
        }
        for story in stories
    ]


def make_story_table(stories: Iterable[Story]) -> "pa.Table":
    """The rows of `list_stories` as Arrow."""
    import pyarrow as pa

    types = {
        **dict.fromkeys(("id", "title", "title_report"), pa.string()),
        **dict.fromkeys(("since", "until"), pa.date32()),
        **dict.fromkeys(("parties", "happenings", "reports"), pa.list_(pa.string())),
    }
    return pa.Table.from_pylist(list_stories(stories), schema=pa.schema(types))


def write_stories_page(stories: Sequence[Story], told: Mapping[str, Telling], out: BinaryIO) -> None:
    """Write the storylines as one page: each happening in words, with the report that told it first."""
    parts = []
    for story in stories:
        book = Notebook(told)
        parts.append((story, [book.write(h) for h in story.happenings], {n.number: n for n in book.notes}))
    write_leaf(
        "storylines",
        out,
        parts=parts,
        spell=spell_code,
        name_note=name_note,
        count_note=count_note,
    )
