"""What is asked, what is kept, what is true. No Qt, no Excel, no PDF."""
