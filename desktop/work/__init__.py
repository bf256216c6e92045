"""The session 会话 and background work: workers, reading connections; the settings and the input method of this computer.

Words of its own: a job and its `Task`; a window that is busy. It knows no page and no widget; all with Qt but `words` may import it.
"""
