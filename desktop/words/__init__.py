"""What things are called on screen, in the language chosen: translated texts, names of periods and places, of verdicts and arrivals.

Words of its own: none; `tr` and `sentence` are how every text is shown. No widgets; everything with Qt may import it.
"""
