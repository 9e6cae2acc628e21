"""What somebody learns and has learned: the signed-in person's front door at `/lernen/`.

It has no tables of its own, and shows nobody but the person.
"""
