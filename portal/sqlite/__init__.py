"""Django's backend for SQLite, which waits where SQLite does not; see `base.py`."""
