"""Returns from lower units: receiving, checking, storing, reviewing, questions, sending back.

Words: Incoming, Verdict, Mark, Received, IntakeEvent, Question 质询, Review. A reported figure is never changed here.
Imports returns and the rooms before it; rollup, overview, versions and the desktop may import it.
"""
