"""The left half of the reading window: the sidebar and the lists."""
