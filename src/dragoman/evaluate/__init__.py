"""A gold standard and our records of its reports come in; how well they agree, and which stage failed where, goes out.

gold.py and records.py read the two tellings, match.py pairs them, figures.py and confidence.py count, stages.py says
why, against.py compares two runs; run.py puts these together, summary.py, text.py and page.py show it.
"""
