"""Masthead: a desktop newsletter reader and editor."""

__version__ = "0.1.0"
