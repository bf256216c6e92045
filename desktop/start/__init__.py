"""Before an office is open: open one, or make a new one."""
