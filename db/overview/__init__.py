"""What needs attention: own duties, which units have reported, unusual values, and the list for the notice board.

Words: Duty 本期任务, Arrival, Rate, Unusual 例外, Dismissal 不作处理. Writes nothing except dismissals.
Imports received and the rooms before it; the desktop may import it.
"""
