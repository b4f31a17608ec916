"""Reads the exports of newsletter platforms: a zip, a folder or the files of one, an issue at a time."""
