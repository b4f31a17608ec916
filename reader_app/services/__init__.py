"""Use cases: no Qt, no SQL; the library is passed in."""
