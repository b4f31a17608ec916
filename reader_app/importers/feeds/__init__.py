"""Reads feeds as files: RSS, Atom and JSON Feed, an issue for each entry. Nothing is fetched."""
