"""Rules and remedies that several contracts use."""

from __future__ import annotations

from kinerja_lib.i18n import _
from kinerja_lib.tables.contract import RowRule

ORDER = _("Periksa kedua tanggal pada dokumen sumber, lalu perbaiki yang tertukar.")

LAST_DATE_RULE = _("tanggal selesai tidak boleh sebelum tanggal mulai")

BAND = RowRule(
    "target_terbalik",
    ("target_bawah", "target_atas"),
    "target_bawah > target_atas",
    _("batas bawah target tidak boleh di atas batas atasnya"),
    _("Tukar kedua batas, atau perbaiki pada dokumen perjanjian kinerja."),
)
