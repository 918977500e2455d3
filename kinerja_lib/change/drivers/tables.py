"""Tables of drivers, results of units, and behaviour."""

from __future__ import annotations

import pandas as pd

from kinerja_lib.change.columns import NUMBER, PEOPLE, SHARE, SOURCE, SUBSCALE, give_limits
from kinerja_lib.change.drivers.behaviour import BehaviourReview
from kinerja_lib.change.drivers.results import ALIKE, OPPOSITE, TOGETHER, ResultAssociations
from kinerja_lib.change.drivers.review import DriverReview
from kinerja_lib.change.limits import SUBJECT
from kinerja_lib.change.outcomes import CANNOT, FELL, OPEN, ROSE, UNCHANGED
from kinerja_lib.i18n import _
from kinerja_lib.privacy.withholding import WITHHELD
from kinerja_lib.publish import Table
from kinerja_lib.publish.phrases import FEWEST
from kinerja_lib.tables.columns import Column

DRIVERS = {
    "hasil_nama": Column(_("Yang dijelaskan"), "key"),
    "nama": SUBSCALE,
    "bobot": Column(_("Bobot relatif"), **SHARE),
    **give_limits(SHARE),
    "baik": Column(_("Skor ke arah yang diharapkan"), short=_("Skor"), **SHARE),
    "n": PEOPLE,
}
_RESULT_KINDS = {TOGETHER: "ok", OPPOSITE: "ok", ALIKE: "na", OPEN: "na", CANNOT: "na"}
_RESULTS = {
    "nama": SUBSCALE,
    "hasil": Column(_("Hubungan"), "verdict", kinds=_RESULT_KINDS),
    "r": Column(_("r antarunit"), **NUMBER),
    **give_limits(NUMBER),
    "murni": Column(_("r tanpa galat pengukuran"), short=_("Tanpa galat"), **NUMBER),
    "n": PEOPLE,
}
_BEHAVIOUR = {
    "jenis": Column(_("Jenis unit"), "key"),
    "tepat_tahap": Column(_("Tahap penilaian tepat waktu"), short=_("Tahap"), **SHARE),
    "tepat_lapor": Column(_("Laporan harian tepat waktu"), short=_("Laporan"), **SHARE),
    "keberatan": Column(_("Hasil yang diajukan keberatan"), short=_("Keberatan"), **SHARE),
    "diajukan": Column(_("Keberatan"), "count"),
    "n": Column(_("Pegawai"), "n", short="n"),
}
_ADAPTIVE = {
    "jenis": Column(_("Jenis unit"), "key"),
    "hasil": Column(
        _("Perubahan"),
        "verdict",
        kinds={ROSE: "ok", FELL: "bad", UNCHANGED: "na", OPEN: "na", CANNOT: "na"},
    ),
    "ubah": Column(_("Berubah"), unit=_("poin"), **NUMBER),
    **give_limits(NUMBER),
    "n_adaptif": Column(_("Pegawai dengan kedua nilai"), "n", short="n"),
}


def tabulate_drivers(review: DriverReview) -> list[Table]:
    """Show relative weights of each outcome, heaviest first."""
    if review.drivers.empty:
        return []
    return [
        Table(
            review.drivers,
            "pendorong-bobot",
            _("Bobot subskala bagi kesiapan berubah dan iklim kerja"),
            DRIVERS,
            subject=SUBJECT,
            fold=True,
            helpers=("lmg", "r", "baik_low", "baik_high"),
            note=_(
                "Bobot relatif Johnson (2000): bagian keragaman yang dijelaskan tiap subskala di "
                "antara subskala yang saling berhubungan. Selang dari penarikan ulang unit. Berkas "
                "CSV memuat bobot menurut semua urutan (LMG). Semua jawaban dari orang dan waktu "
                "yang sama, sehingga hubungannya dapat tampak lebih kuat."
            ),
            source=SOURCE,
        )
    ]


def tabulate_results(associations: ResultAssociations) -> list[Table]:
    """Show correlations over units with results of appraisal, raw and disattenuated."""
    if associations.table.empty:
        return []
    limits = associations.drivers.limits
    return [
        Table(
            associations.table,
            "pendorong-hasil",
            _("Skor survei unit dan hasil penilaian unit"),
            _RESULTS,
            subject=SUBJECT,
            fold=True,
            helpers=("murni_low", "murni_high", "andal_skor", "andal_hasil", "unit", "p_holm"),
            values={
                "people": str(limits.unit_people),
                "count": str(int(associations.table["p_holm"].notna().sum())),
            },
            note=_(
                "Satu nilai tiap unit, dari unit dengan paling sedikit {people} responden dan "
                "{people} hasil. r tanpa galat: r dibagi akar hasil kali ICC(2) keduanya; tidak "
                "dapat dihitung bila rerata unit tidak andal. Koreksi Holm; satu keluarga: {count} "
                "subskala. Tidak pernah dihitung per orang."
            ),
            source=_("Sumber: survei_asn, hasil_penilaian.nilai."),
        )
    ]


def _hide_few_objections(kinds: pd.DataFrame) -> pd.DataFrame:
    """Hide the share of objections that gives back a number too small to show."""
    few = kinds["diajukan"].between(1, FEWEST - 1)
    return kinds.assign(keberatan=kinds["keberatan"].astype(object).mask(few, WITHHELD))


_ADAPTIVE_NOTE = _(
    "Pegawai yang dinilai atasan pada dua periode terakhir. Penilai lain tidak dihitung, supaya "
    "susunan penilai tetap sama. Koreksi Holm; satu keluarga: {count} jenis unit."
)


def tabulate_behaviour(review: BehaviourReview) -> list[Table]:
    """Show behaviour by kind of unit, and the change of the aspect Adaptif."""
    if review.kinds.empty:
        return []
    behaviour = Table(
        _hide_few_objections(review.kinds),
        "pendorong-perilaku-jenis",
        _("Perilaku menurut jenis unit, terpisah dari jawaban survei"),
        _BEHAVIOUR,
        helpers=("tahap", "laporan", "penetapan"),
        values={"days": str(review.limits.report_days)},
        note=_(
            "Semua catatan tahun laporan sampai akhir periode, tanpa selang karena semuanya "
            "tercatat. Tahap: selesai sampai tenggat kalender. Laporan: diisi paling lambat {days} "
            "hari sesudah kegiatan. Keberatan adalah hak pegawai, bukan tanda penolakan."
        ),
        source=_("Sumber: tahap, kalender, laporan_kinerja, hasil_penilaian, keberatan."),
    )
    adaptive = Table(
        review.kinds,
        "pendorong-perilaku-adaptif",
        _("Perubahan nilai aspek Adaptif dari atasan"),
        _ADAPTIVE,
        fold=True,
        helpers=("p_holm",),
        values={"count": str(int(review.kinds["p_holm"].notna().sum()))},
        note=_ADAPTIVE_NOTE,
        source=_("Sumber: penilaian."),
    )
    return [behaviour, adaptive]
