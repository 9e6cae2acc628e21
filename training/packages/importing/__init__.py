"""Packages are read in a process of their own, and stored file by file."""
