"""Checks of an issue before it is sent: one rule a file, each a pure function of what is checked."""
