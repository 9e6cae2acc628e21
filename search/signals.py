"""Listens to Wagtail: whatever changes a public page leaves a row in the outbox."""
