"""Another version of a pack: what it changes, a trial of its rules, its adoption, and titles typed by the office.

Words: PackChange, Trial, typed title 补录题目. A version is adopted as a whole or not at all.
Imports received and the rooms before it; the desktop may import it.
"""
