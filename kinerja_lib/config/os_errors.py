"""Why a file could not be read, in words."""

from __future__ import annotations

from kinerja_lib.i18n import _


def explain_os_error(error: OSError | ValueError) -> str:
    """Say in Indonesian why a file could not be read; the name of the file is not repeated."""
    reasons = (
        (FileNotFoundError, _("tidak ditemukan")),
        (IsADirectoryError, _("ini folder, bukan berkas")),
        (NotADirectoryError, _("bagian jalurnya bukan folder")),
        (PermissionError, _("tidak ada izin membaca")),
        (ValueError, _("namanya memuat karakter yang tidak diperbolehkan")),
    )
    return next((text for kind, text in reasons if isinstance(error, kind)), type(error).__name__)
