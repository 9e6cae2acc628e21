"""What all imports share: reading with limits, choosing cities and terms, storing drafts."""
