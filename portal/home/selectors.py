def home_page_context() -> dict:
    return {}
