"""One received return on screen: what was reported, what is asked about it, and what changed since the version before."""
