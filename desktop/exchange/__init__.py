"""What leaves and what comes in: workbooks and papers. No Qt."""
