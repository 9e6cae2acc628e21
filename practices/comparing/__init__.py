"""Two to four practices side by side."""
