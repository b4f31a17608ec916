"""Finds the structure of an issue in a flat run of segments, one small pure step after the other."""
