"""Coded documents come in; one of the forms that people and programs read goes out.

EXPORTERS is the one table of forms: name → "module:function". Each function has the signature
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
