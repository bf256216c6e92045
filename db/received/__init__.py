"""Returns from below: how they are received, judged, stored, reviewed, asked about and sent back.

Words: Incoming, Verdict, Mark, Received, IntakeEvent, Question 质询, Review. A reported figure is never changed here.
Imports returns and below; rollup, overview, versions and the desktop may import it.
"""
