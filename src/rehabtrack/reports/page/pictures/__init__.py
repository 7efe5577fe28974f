"""The pictures of a report: where each mark lies and what stands beside it; a template draws them.

All of it is plain numbers, paths made of numbers, and words that the template escapes.
"""
