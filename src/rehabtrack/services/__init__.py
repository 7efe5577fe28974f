"""What the program can do, one module a noun."""
