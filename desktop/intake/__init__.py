"""The page 收报: returns from below come in, each with its verdict; who is in and who is not; returning, asking, reminding."""
