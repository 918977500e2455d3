"""How each number about gaps was made."""

from __future__ import annotations

from collections.abc import Mapping

from kinerja_lib.basis.trace import TraceLine
from kinerja_lib.competency.gaps.review import GapReview
from kinerja_lib.i18n import _

_RATINGS = "kompetensi.nip, kompetensi, tingkat, tanggal; standar_kompetensi; pegawai.jabatan_id"
_GAP = _(
    "Tingkat terakhir yang berlaku − tingkat yang disyaratkan jabatan; kekurangan = paling sedikit "
    "nol; rerata atas yang dinilai"
)
_RULES = ("jpm.masa_berlaku", "jpm.tingkat_syarat_fungsional", "jpm.tingkat_syarat_lain")
# number: what it says, formula, rule, source tables
_LINES: Mapping[str, tuple[str, str, str | tuple[str, ...], str]] = {
    "nilai-hilang": (
        _("Tingkat yang disyaratkan tanpa nilai yang berlaku"),
        _("Tanpa nilai / semua tingkat yang disyaratkan bagi pegawai aktif"),
        "jpm.masa_berlaku",
        _RATINGS,
    ),
    "kesenjangan-kompetensi": (_("Kesenjangan menurut kompetensi"), _GAP, _RULES, _RATINGS),
    "kesenjangan-unit": (_("Kesenjangan menurut unit dan kompetensi"), _GAP, _RULES, _RATINGS),
    "kesenjangan-rumpun": (
        _("Kesenjangan menurut rumpun jabatan"),
        _("Jumlah kekurangan tiap pegawai, lalu rerata menurut rumpun"),
        _RULES,
        _RATINGS,
    ),
    "jpm-kelas": (
        _("Kelas kecocokan orang dengan jabatan"),
        _("100 × jumlah tingkat dicapai / jumlah tingkat disyaratkan, tidak dibulatkan"),
        (
            *("jpm.hitung", "jpm.kelebihan"),
            *("jpm.kategori_pemetaan", "jpm.kategori_pengisian_jabatan"),
        ),
        _RATINGS,
    ),
    "sumber-nilai": (
        _("Asal dan umur nilai"),
        _("Median umur pada tanggal acuan; satu bulan = 30,4375 hari"),
        "jpm.masa_berlaku",
        "kompetensi.sumber, tanggal",
    ),
}


def trace(review: GapReview) -> list[TraceLine]:
    """Give one line per published number or column."""
    cells, rated = len(review.cells), int(review.cells["tingkat"].notna().sum())
    people, known = len(review.people), len(review.rated)
    sizes = {
        "nilai-hilang": (cells, people),
        "kesenjangan-kompetensi": (rated, known),
        "kesenjangan-unit": (rated, known),
        "kesenjangan-rumpun": (rated, known),
        "jpm-kelas": (rated, int(review.people["jpm"].notna().sum()) or None),
        "sumber-nilai": (rated, known),
    }
    return [TraceLine(number, *line, *sizes[number]) for number, line in _LINES.items()]
