"""Reads what can be read of a damaged library, page by page, and makes a new library of it."""
