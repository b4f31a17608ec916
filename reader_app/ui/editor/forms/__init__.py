"""The forms of the composing window: each fills in what is clumsy to type, as one small edit of the text."""
