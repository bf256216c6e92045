"""The page 收报: returns from below come in, each with its verdict; who is in and who is not; returning, asking, reminding.

Words of its own: the tray of files. Nobody imports it but the window, which finds it by its folder.
"""
