"""A private, instant log of a back's rehabilitation that knows one rule."""

__version__ = "0.1.0"
