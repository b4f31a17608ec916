"""Spelling: which words of a text are checked, where dictionaries are, and the process that knows them."""
