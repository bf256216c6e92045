"""Another version of a pack: what it changes, what its rules would find, taking it, and titles typed by the office.

Words: PackChange, Trial, typed title 补录题目. A version is taken as a whole or not at all.
Imports received and below; the desktop may import it.
"""
