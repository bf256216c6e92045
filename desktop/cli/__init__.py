"""The command line: the same acts without a window, for tests and scripts; no Qt is imported.

Words of its own: a command, and the document that `--json` prints. Only `desktop.__main__` imports it.
"""
