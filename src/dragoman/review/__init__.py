"""What people say of the record comes in; the record as corrected, and what can be learnt from it, goes out.

`verdict.py` is the form in which a person says it, `lines.py` reads a file of such; `values.py` holds it against the report and gives the new
values; `fold.py` lays reviews over coded events. `agree.py` tells how well two reviewers agree, `gold.py` makes annotated reports of
what was reviewed, `suggest.py` finds what the codebook could learn. All of it is pure: nothing here knows of an archive.
"""
