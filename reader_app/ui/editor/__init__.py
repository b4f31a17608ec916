"""The composing window."""
