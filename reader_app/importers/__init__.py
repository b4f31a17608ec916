"""Turns what comes in (files, mails, archives) into issues of the model."""
