"""Small widgets that both windows use."""
