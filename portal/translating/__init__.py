"""English versions of German pages, with wagtail-localize: its memory, its forms, its views."""
