"""Requests for records come in; JSON, files of rows and feeds go out: the reading room for programs (docs/rest.md).

`words.py` reads queries, `resource.py` answers a GET, `forms.py` writes its other forms; `lists.py`, `ledger.py` and `relations.py` are the
tables of what there is, `coding.py` codes a text, `feeds.py` are the feeds, `openapi.py` describes all of it.
"""
