"""The pictures of a report: where each mark lies and what stands beside it, and how it is drawn.

What lies where is plain numbers, paths made of numbers, and words, which `svg` escapes.
"""
