"""A practice on paper: its page as an accessible PDF."""
