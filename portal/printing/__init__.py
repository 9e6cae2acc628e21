"""Pages on paper: accessible PDFs, made of the site's own files alone."""
