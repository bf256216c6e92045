"""What needs attention: own duties, who has reported, unusual values, and the list for the notice board.

Words: Duty 本期任务, Arrival, Rate, Unusual 例外, Dismissal 不作处理. Only reads, but for dismissals.
Imports received and below; the desktop may import it.
"""
