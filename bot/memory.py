"""Memory that a large photo took goes back to the machine when the photo is done."""

import ctypes
from contextlib import suppress

M_MMAP_THRESHOLD = -3  # glibc, malloc.h
# Bytes. From here on glibc asks the system for a piece and gives it back whole. Left to itself it raises this limit with every
# large piece that is freed, and a process that decoded four photos of 12 megapixels kept 225 MB; with it, 3 MB, for a tenth
# more work on large photos (docs/performance.md).
LARGE = 1_000_000


def give_back_large_pieces():
    """For this process, on glibc; elsewhere nothing."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).mallopt(M_MMAP_THRESHOLD, LARGE)
