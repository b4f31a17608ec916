"""The window for the publications one writes."""
