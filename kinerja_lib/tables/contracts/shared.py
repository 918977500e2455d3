"""Rules and remedies that several contracts use."""

from __future__ import annotations

from kinerja_lib.i18n import _
from kinerja_lib.tables.contract import RowRule

# Units of before a reform, which results and posts of that time still name.
FORMER_UNITS = ("unit_riwayat.unit_lama",)

ORDER = _("Periksa kedua tanggal pada dokumen sumber, lalu perbaiki yang tertukar.")

LAST_DATE_RULE = _("tanggal selesai tidak boleh sebelum tanggal mulai")

BAND = RowRule(
    "target_terbalik",
    ("target_bawah", "target_atas"),
    "target_bawah > target_atas",
    _("batas bawah target tidak boleh di atas batas atasnya"),
    _("Tukar kedua batas, atau perbaiki pada dokumen perjanjian kinerja."),
)

# Plans of employees name no direction: whether none is what is wanted, the way of writing tells.
ZERO_TARGET = RowRule(
    "target_nol",
    ("target_bawah", "target_atas"),
    "target_bawah = 0 AND target_atas = 0",
    _("target lebih dari 0, kecuali nol memang yang dituju"),
    _(
        "Capaian terhadap target 0 tidak dapat dihitung. Isi target yang sebenarnya; bila yang "
        "dituju nol, tulis '<= 0'."
    ),
    quarantine=False,
)

# An upper bound of 0 stays: none is what is wanted where less is better.
EMPTY_FLOOR = RowRule(
    "target_tanpa_isi",
    ("target_bawah", "target_atas"),
    "target_bawah = 0 AND target_atas IS NULL",
    _("batas bawah 0 tidak menjadi satu-satunya batas target"),
    _("Isi target yang sebenarnya; bila yang dituju nol, tulis 0 sebagai batas atas."),
    quarantine=False,
)
