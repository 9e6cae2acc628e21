def practice_context(practice) -> dict:
    return {}
