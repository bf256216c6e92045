"""Packs: programmes with their forms, rows and rules, read from YAML once and frozen; their formulas and views as SQL.

Words: Catalogue 目录, Pack 任务包, Form 报表, Row, Rule 审核关系, Target, LeadForm 对方的表. Never opens an office file.
Imports values, periods and units; every room after it may import it.
"""
