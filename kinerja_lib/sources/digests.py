"""Check codes of data files."""

from __future__ import annotations

import hashlib
import hmac
import os
from pathlib import Path

from kinerja_lib.errors import DataError
from kinerja_lib.i18n import _

SHORTEST_KEY = 16
_PART = 1 << 20  # bytes read at a time


def digest_file(path: Path) -> str:
    """Compute the check code of a file, keyed by `KINERJA_KEY_FILE` where that is set.

    A keyed code cannot be guessed back from a small file by trying its possible contents.

    Raises
    ------
    DataError
        The key file cannot be read or holds fewer than `SHORTEST_KEY` bytes.
    """
    key_file = os.environ.get("KINERJA_KEY_FILE")
    if not key_file:
        with path.open("rb") as file:
            return "sha256:" + hashlib.file_digest(file, "sha256").hexdigest()
    try:
        key = Path(key_file).read_bytes().strip()
    except OSError:
        key = b""
    if len(key) < SHORTEST_KEY:
        raise DataError(
            _(
                "Berkas kunci pada KINERJA_KEY_FILE tidak dapat dibaca atau kurang dari {count} "
                "byte. Perbaiki, atau kosongkan variabel itu."
            ).format(count=SHORTEST_KEY)
        )
    keyed = hmac.new(key, digestmod=hashlib.sha256)
    with path.open("rb") as file:
        while part := file.read(_PART):
            keyed.update(part)
    return "hmac-sha256:" + keyed.hexdigest()
