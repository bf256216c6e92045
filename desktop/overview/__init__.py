"""The page 情况: who reported in each period of the year, and what needs a person in the one looked at."""
