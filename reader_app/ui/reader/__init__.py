"""The right half of the reading window: the page of one issue and its contents."""
