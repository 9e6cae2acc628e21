"""What people say of a course that they have finished: anonymous by construction.

There is no record of an answer. A course has one row with sums and remarks, of which nothing says
who gave them, when, in which order, or which of them came together; see `rules`. That somebody
has answered is kept apart, so that nobody answers twice.
"""
