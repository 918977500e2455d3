"""Contract of the ratings by superiors, peers, subordinates, the public and oneself."""

from __future__ import annotations

from kinerja_lib.i18n import _
from kinerja_lib.tables import choices
from kinerja_lib.tables.contract import Field, RowRule, SetRule, TableContract

# Raters who gave no more than 10, where most raters of that relation, or most ratings of the
# period, go beyond 20. Only periods with so low a value are gathered, by rater and relation; a
# highest value of 0 belongs to no scale of 1 to 4, 5, 6 or 10.
_TOPS = (
    "WITH tops AS MATERIALIZED (SELECT penilai, hubungan, periode, max(nilai) AS top, "
    "count(nilai) AS n FROM {t} "
    "WHERE periode IN (SELECT periode FROM {t} WHERE nilai >= 1 AND nilai <= 10) GROUP BY ALL)"
)
_OTHER_SCALE = (
    f"{_TOPS} SELECT penilai, hubungan, periode FROM tops "
    "JOIN (SELECT hubungan, periode, avg(CAST(top > 20 AS INTEGER)) >= 0.5 AS most "
    "FROM tops GROUP BY ALL) USING (hubungan, periode) "
    "JOIN (SELECT periode, sum(n) FILTER (top > 20) * 2 > sum(n) AS mostly "
    "FROM tops GROUP BY ALL) USING (periode) "
    "WHERE top >= 1 AND top <= 10 AND (most OR mostly)"
)

RATING = TableContract(
    name="penilaian",
    title=_("Nilai per penilai"),
    row="satu nilai satu aspek dari satu penilai untuk seorang pegawai pada satu periode",
    fields=(
        Field(
            "dinilai",
            "nip",
            "NIP pegawai yang dinilai",
            required=True,
            references="pegawai.nip",
            personal=True,
        ),
        Field(
            "penilai",
            "code",
            "NIP penilai, atau kode responden untuk masyarakat",
            required=True,
            personal=True,
        ),
        Field(
            "hubungan",
            "choice",
            "Siapa penilai bagi yang dinilai",
            choices=choices.RELATIONS,
            variants=choices.RELATION_VARIANTS,
            required=True,
            example="rekan",
        ),
        Field(
            "aspek",
            "text",
            "Aspek yang dinilai",
            required=True,
            variants={name: name for name in choices.BERAKHLAK},
            example="Kolaboratif",
        ),
        Field(
            "nilai", "number", "Nilai", required=True, low=0, high=100, example="82", personal=True
        ),
        Field("periode", "period", "Periode penilaian", required=True),
        Field("tanggal", "date", "Tanggal menilai"),
    ),
    key=("dinilai", "penilai", "hubungan", "aspek", "periode"),
    rules=(
        RowRule(
            "menilai_diri_sebagai_lain",
            ("hubungan", "dinilai", "penilai"),
            "penilai = dinilai AND hubungan <> 'diri'",
            _("penilai yang sama dengan yang dinilai berhubungan 'diri'"),
            _("Perbaiki hubungan atau NIP penilai pada aplikasi penilaian."),
        ),
        RowRule(
            "diri_oleh_orang_lain",
            ("hubungan", "dinilai", "penilai"),
            "penilai <> dinilai AND hubungan = 'diri'",
            _("nilai 'diri' diberikan oleh pegawai itu sendiri"),
            _("Perbaiki hubungan atau NIP penilai pada aplikasi penilaian."),
        ),
    ),
    set_rules=(
        SetRule(
            "skala_berbeda",
            ("nilai",),
            f"SELECT _id FROM {{t}} JOIN ({_OTHER_SCALE}) USING (penilai, hubungan, periode)",
            _("semua nilai pada satu periode memakai skala yang sama, 0 sampai 100"),
            _(
                "Nilai tertinggi penilai ini tidak lebih dari 10, jauh di bawah penilai lain. "
                "Pastikan skalanya (misalnya 1–5 atau 1–10), lalu ubah di aplikasinya."
            ),
            quarantine=True,
        ),
    ),
    as_of="tanggal",
    used_by=("A10", "M6", "K4", "K8", "K9", "K12", "W7"),
    aliases=("penilaian_360", "penilaian_multisumber"),
)
