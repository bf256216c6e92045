"""Workbooks into the office: filled ones into the own draft, returns from below with their verdicts, marked copies back to the sender.

Words of its own: a plan of what a workbook changes, a mark. `db.received` judges; pages and the command line import it.
"""
