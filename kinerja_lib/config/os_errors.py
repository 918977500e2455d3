"""Why a file could not be read or written, in words."""

from __future__ import annotations

import errno
from pathlib import Path

from kinerja_lib.i18n import _, clean_text


def explain_os_error(error: OSError | ValueError) -> str:
    """Say in Indonesian why a file was of no use; the name of the file is not repeated."""
    reasons = (
        (FileNotFoundError, _("tidak ditemukan")),
        (IsADirectoryError, _("ini folder, bukan berkas")),
        (NotADirectoryError, _("bagian jalurnya bukan folder")),
        (PermissionError, _("tidak ada izin")),
        (ValueError, _("namanya memuat karakter yang tidak diperbolehkan")),
    )
    named = next((text for kind, text in reasons if isinstance(error, kind)), "")
    numbers = {
        errno.EROFS: _("hanya dapat dibaca"),
        errno.ENOSPC: _("ruang disk habis"),
        errno.ENAMETOOLONG: _("namanya terlalu panjang"),
    }
    return named or numbers.get(getattr(error, "errno", None) or 0, type(error).__name__)


def explain_file_error(error: OSError) -> str:
    """Say which file or folder stopped a command and why, in one line.

    A file that is made under another name first is not there yet: its folder is what counts.
    """
    path = Path(str(error.filename or ""))
    missing = isinstance(error, FileNotFoundError) and not path.parent.exists()
    hidden = path.name.startswith(".") and path.name.endswith(".tmp")
    place = path.parent if missing or hidden else path
    problem = _("{path} tidak dapat dibaca atau ditulis: {reason}. Periksa folder dan izinnya.")
    return problem.format(path=clean_text(str(place), 200), reason=explain_os_error(error))
