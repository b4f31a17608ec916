"""Windows that show something for a moment; none of them stops the work in the others."""
