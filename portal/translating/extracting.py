"""Wagtail-localize takes a field of a block that has never been filled in for a text, and fails.

Such fields are in blocks that no form has saved: of imports, and from before the field was there.
"""

from wagtail_localize.segments.extract import StreamFieldSegmentExtractor


def leave_out_missing_values() -> None:
    """Makes it find nothing to translate there; called once, when the site starts."""
    handle_block = StreamFieldSegmentExtractor.handle_block

    def handle_what_is_there(self, block_type, block_value, raw_value=None):
        return [] if block_value is None else handle_block(self, block_type, block_value, raw_value)

    StreamFieldSegmentExtractor.handle_block = handle_what_is_there
