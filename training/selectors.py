def module_context(practice) -> dict:
    return {}
