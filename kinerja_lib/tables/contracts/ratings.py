"""Contract of the ratings by superiors, peers, subordinates, the public and oneself."""

from __future__ import annotations

from kinerja_lib.i18n import _
from kinerja_lib.tables import choices
from kinerja_lib.tables.contract import Field, RowRule, SetRule, TableContract

# A scale of 4, 5, 6 or 10 where 100 is due: nobody goes beyond 10, be it one rater in a relation,
# all who rated one person, or all of a relation on one aspect. Groups count from three ratings on;
# one rater already where others of the period go beyond 20. Groups without a value of 10 or less
# are not gathered, and a highest value of 0 belongs to no such scale.
_LOW = (
    "low AS MATERIALIZED (SELECT dinilai, penilai, hubungan, aspek, periode FROM {t} "
    "WHERE nilai > 0 AND nilai <= 10), "
    "high AS MATERIALIZED (SELECT DISTINCT periode FROM {t} SEMI JOIN low USING (periode) "
    "WHERE nilai > 20)"
)


def _on_low_scale(keys: str, enough: str = "count(nilai) >= 3") -> str:
    """Write the query of the rows of groups in which no value goes beyond 10."""
    return (
        f"SELECT _id FROM {{t}} SEMI JOIN (SELECT {keys} FROM {{t}} SEMI JOIN low USING ({keys}) "
        f"GROUP BY {keys} HAVING max(nilai) <= 10 AND ({enough})) USING ({keys})"
    )


_OTHER_SCALE = f"WITH {_LOW} " + " UNION ".join(
    (
        _on_low_scale(
            "penilai, hubungan, periode",
            "count(nilai) >= 3 OR periode IN (SELECT periode FROM high)",
        ),
        _on_low_scale("dinilai, periode"),
        _on_low_scale("hubungan, aspek, periode"),
        _on_low_scale("penilai, hubungan, aspek, periode"),
    )
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
            _OTHER_SCALE,
            _("semua nilai memakai skala 0 sampai 100"),
            _(
                "Nilai tertinggi penilai, pegawai, atau aspek ini tidak lebih dari 10. "
                "Pastikan skalanya (misalnya 1–5 atau 1–10), lalu ubah di aplikasinya."
            ),
            quarantine=True,
        ),
    ),
    as_of="tanggal",
    used_by=("A10", "M6", "K4", "K8", "K9", "K12", "W7"),
    aliases=("penilaian_360", "penilaian_multisumber"),
)
