"""Audit relations 审核关系: rules as SQL, the engine that runs them on own and on received rows, and the problems it finds.

Words: Problem 审核问题, Judge, CompiledRule. One engine for typing, finalising and intake.
Imports office and the rooms before it; every room after it may import it.
"""
