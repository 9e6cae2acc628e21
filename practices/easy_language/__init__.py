"""A practice's version in Leichte Sprache: German that people with learning difficulties read."""
