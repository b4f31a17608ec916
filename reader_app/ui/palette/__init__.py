"""Go to anything: a field over the window, with a list of what the letters typed fit."""
