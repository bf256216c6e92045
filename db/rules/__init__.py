"""Audit relations 审核关系: rules as SQL, the engine that runs them, the problems it finds, on own rows and on received ones.

Words: Problem 审核问题, Judge, Checked. One engine for typing, finalising and intake.
Imports office and below; everybody above may import it.
"""
