"""Static files under names that never change their content, compressed for browsers."""

from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage

#: Brotli's best level, 11, takes ten times the processor time of this one for files that are a
#: twelfth smaller; the first start of the portal waits for it, half a minute and more.
BROTLI_QUALITY = 9


class SwiftCompressor(Compressor):
    """Whitenoise's compressor at a level that the first start can wait for."""

    @staticmethod
    def compress_brotli(data: bytes) -> bytes:
        import brotli  # comes with other packages; whitenoise does without, and then asks nothing

        return brotli.compress(data, quality=BROTLI_QUALITY)


class StaticStorage(CompressedManifestStaticFilesStorage):
    """Whitenoise's storage with our compressor."""

    def create_compressor(self, **options) -> Compressor:
        return SwiftCompressor(**options)
