"""A Filter comes in; SQL is asked of the store; Answers go out: Arrow tables and typed objects in a stable order.

`filters.py` is the one vocabulary of questions: command options, Python words and (later) REST parameters are made from it.
Each question is a file: events, happenings, actors, places, reports, faults; dyads counts, sql asks freely.
"""
