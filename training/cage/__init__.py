"""Foreign content in a cage: packages run under host names of their own, never the site's."""
