"""The boxes in which a clerk says what somebody else's workbook means: a table that came in, and the lead office's own form."""
