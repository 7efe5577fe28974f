"""The chart drawn in the terminal."""
