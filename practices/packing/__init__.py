"""All work templates of a practice as one zip with a table of contents.

`selectors` says what belongs into it for whoever asks, `archive` writes it, piece by piece. A
small one is written while it is sent; a large one is a `Pack`, which `services` make beside the
requests (`worker` says where and when) and throw away when nobody fetches it any more.
"""
