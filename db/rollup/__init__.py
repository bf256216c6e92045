"""Totals 汇总 over the units below: who counts, sums, rates, adjustments, where each number comes from, rankings.

Words: Rollup, Contribution, Source, Why, Adjustment 调整. Sums are decimal and of what was reported.
Imports received and below; overview and the desktop may import it.
"""
