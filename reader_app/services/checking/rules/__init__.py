"""The rules. Each file is one: `check` takes what is checked and yields what it finds."""
