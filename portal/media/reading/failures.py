"""Why a file could not be read, as the process that tried says it: by its exit status."""

ENCRYPTED = "encrypted"
DAMAGED = "damaged"
OLD_FORMAT = "old-format"
SUSPICIOUS = "suspicious"
UNPACKED = "unpacked"
MEMORY = "memory"

#: Far from what Python (1, 2) and shells (126 and above) use.
EXIT_STATUS = {
    ENCRYPTED: 41,
    DAMAGED: 42,
    OLD_FORMAT: 43,
    SUSPICIOUS: 44,
    UNPACKED: 45,
    MEMORY: 46,
}


class UnreadableError(Exception):
    """The file cannot be read, for one of the reasons above."""

    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason
