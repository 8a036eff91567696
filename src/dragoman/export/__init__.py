"""Coded documents come in; one of the forms that people and programs read goes out.

EXPORTERS is the one table of forms of what was just read: name → "module:function". Each function has the signature
`write(coded: Iterable[Coded], out: BinaryIO, options: Options) -> None`, streams where its form allows it,
and leaves out what it cannot say rather than inventing it. To add a form: one file here, one line in the table.
"""

EXPORTERS = {
    "csv": "dragoman.export.flat:write_csv",
    "html": "dragoman.export.page:write_html",
    "json": "dragoman.export.lines:write_json",
    "jsonl": "dragoman.export.lines:write_jsonl",
    "parquet": "dragoman.export.columns:write_parquet",
    "report": "dragoman.export.terminal:write_report",
    "table": "dragoman.export.flat:write_table",
}
MENTION_EXPORTERS = {
    "csv": "dragoman.export.mentions:write_csv",
    "json": "dragoman.export.mentions:write_json",
    "jsonl": "dragoman.export.mentions:write_jsonl",
    "parquet": "dragoman.export.mentions:write_parquet",
}
# What an archive holds: `write(records: Iterable[Event] or Iterable[Happening], out: BinaryIO, notes: Notes) -> None`
# (outline.py). What a form cannot hold is left out and counted in the notes.
_OF_EITHER = {
    "calendar": "dragoman.export.calendar:write_calendar",
    "gdelt1": "dragoman.export.gdelt:write_gdelt1",
    "gdelt2": "dragoman.export.gdelt:write_gdelt2",
    "geojson": "dragoman.export.geojson:write_geojson",
    "graphml": "dragoman.export.graph:write_graphml",
    "icews": "dragoman.export.icews:write_icews",
    "jsonl": "dragoman.export.rows:write_jsonl",
    "plover": "dragoman.export.plover:write_plover",
}
EVENT_EXPORTERS = {
    **_OF_EITHER,
    "csv": "dragoman.export.rows:write_events_csv",
    "parquet": "dragoman.export.rows:write_events_parquet",
}
HAPPENING_EXPORTERS = {
    **_OF_EITHER,
    "csv": "dragoman.export.rows:write_happenings_csv",
    "parquet": "dragoman.export.rows:write_happenings_parquet",
}
