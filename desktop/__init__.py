"""What people see: the window, the papers, the command line."""
