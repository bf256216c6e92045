"""The words shown on screen, in the chosen language: translated texts, names of periods and places, of verdicts and arrivals.

Words of its own: none; `tr` and `sentence` are how every text is shown. No widgets; everything with Qt may import it.
"""
