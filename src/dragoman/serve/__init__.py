"""Requests come in; pages, pictures and records of one archive go out: the reading room (`dragoman serve`).

`app.make_app` puts the room together; `shelf.py` is the one way to the archive, `safety.py` and `visit.py` what guards the door,
`pages/` a file a page. Needs what `pip install dragoman[web]` brings.
"""
