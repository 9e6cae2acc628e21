"""Django's backend for PostgreSQL, with patience that ends; see `base.py`."""
