"""The first page 本期任务: what is owed now, most urgent first."""
