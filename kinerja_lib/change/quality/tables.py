"""Tables of the quality of the response."""

from __future__ import annotations

import numpy as np
import pandas as pd

from kinerja_lib.change.columns import NUMBER, SHARE, SUBSCALE
from kinerja_lib.change.limits import SUBJECT
from kinerja_lib.change.quality import flow, words
from kinerja_lib.change.quality.gaps import (
    compare_careless,
    compare_rules,
    count_items,
    count_people,
    count_signs,
    is_few,
    join_few,
)
from kinerja_lib.change.quality.review import ALIKE, CANNOT, OPEN, OVER, UNDER, QualityReview
from kinerja_lib.i18n import _
from kinerja_lib.privacy.withholding import WITHHELD
from kinerja_lib.publish import Table
from kinerja_lib.publish.phrases import FEWEST, limit_quantity
from kinerja_lib.publish.table import Total
from kinerja_lib.tables.columns import NOT_COMPUTABLE, Column

SOURCE = _("Sumber: survei_asn, pegawai.")
KINDS = {ALIKE: "ok", OVER: "warn", UNDER: "warn", OPEN: "na", CANNOT: "na"}
_STEP_NAMES = {
    flow.INVITED: _("Pegawai diundang"),
    flow.GIVEN: _("Kuesioner masuk"),
    "outside": _("Jawaban di luar rentang"),
    "short": _("Terlalu banyak kosong"),
    flow.USABLE: _("Cukup terjawab"),
    "apart": _("Jawaban kurang cermat, disisihkan"),
    flow.KEPT: _("Dipakai"),
}
_FLOW_NOTE = _(
    "Diundang: pegawai aktif pada hari pertama gelombang menurut data induk. Cukup terjawab: "
    "jawaban di dalam rentang dan paling sedikit {usable} butir terjawab. Dipakai: cukup terjawab "
    "dan tidak disisihkan. Angka yang selisihnya dari angka lain kurang dari {least} orang tidak "
    "ditampilkan."
)
SILENT, HALF = _("hampir tidak menjawab"), _("di bawah 50%")
MOST, NEARLY = _("50% sampai kurang dari 80%"), _("80% ke atas")
_BANDS = {SILENT: "warn", HALF: "na", MOST: "ok", NEARLY: "ok", CANNOT: "na"}
_UNIT = {
    "unit": Column(_("Unit kerja"), "key"),
    "hasil": Column(_("Tingkat respons"), "verdict", kinds=_BANDS, short=_("Respons")),
    "diundang": Column(_("Diundang"), "n"),
}
_UNIT_NOTE = _(
    "Tingkat respons (RR2 AAPOR): yang menjawab paling sedikit {usable} butir dibagi yang "
    "diundang; semua yang terdaftar dianggap memenuhi syarat. Hampir tidak menjawab: di bawah "
    "{low}. Ditulis dalam kelas, agar jumlah kecil yang tidak menjawab di satu unit tidak terbaca; "
    "angkanya menurut jenis unit ada pada tabel susunan responden. Bukan peringkat."
)
_RATE = Column(_("Tingkat respons"), short=_("Respons"), **SHARE)
_GAP = Column(_("Selisih"), unit=_("poin persentase"), decimals=1, missing=NOT_COMPUTABLE)
_VERDICT = {
    "peubah": Column(_("Peubah"), "key"),
    "hasil": Column(_("Susunan responden"), "verdict", kinds=KINDS, short=_("Hasil")),
    "kelas": Column(_("Kelas dengan selisih terbesar"), "text", missing=NOT_COMPUTABLE),
    "selisih": _GAP,
    "p_holm": Column(_("Nilai p, Holm"), decimals=3, missing=NOT_COMPUTABLE),
    "n": Column(_("Responden"), "n"),
}
_CLASSES = {
    "peubah": Column(_("Peubah"), "key"),
    "kelas": Column(_("Kelas"), "key"),
    "persen": Column(_("Tingkat respons"), **SHARE),
    "diundang": Column(_("Diundang"), "n"),
    "responden": Column(_("Responden"), "count"),
    "kerangka": Column(_("Bagian dari yang diundang"), short=_("Diundang"), **SHARE),
    "sampel": Column(_("Bagian dari responden"), short=_("Responden"), **SHARE),
    "selisih": _GAP,
}
_FRAME_NOTE = _(
    "Khi-kuadrat yang menjawab dan yang tidak menurut kelas; koreksi Holm untuk {n} peubah. "
    "Berbeda berarti: selisih paling sedikit {least} dan nilai p di bawah {level}."
)
_BY_ITEM = {
    "butir": Column(_("Butir"), "key"),
    "nama": Column(_("Subskala"), "text"),
    "kosong": Column(_("Jawaban kosong"), **SHARE),
    "n": Column(_("Responden"), "n"),
}
_BY_PERSON = {"kelas": Column(_("Butir yang dijawab"), "key"), "n": Column(_("Responden"), "count")}
_RULES = {
    "nama": SUBSCALE,
    "rerata": Column(_("Rerata, aturan rerata orang"), short=_("Rerata"), **NUMBER),
    "n": Column(_("Responden dengan skor"), "n", short="n"),
    "rerata_lengkap": Column(_("Rerata, baris lengkap"), short=_("Lengkap"), **NUMBER),
    "n_lengkap": Column(
        _("Responden dengan baris lengkap"), "count", short=_("n lengkap"), missing=WITHHELD
    ),
    "selisih": Column(_("Selisih"), unit=_("poin"), **NUMBER),
}
_RULES_NOTE = _(
    "Aturan rerata orang: skor dihitung bila paling sedikit {share} butir subskala terjawab. "
    "Rerata itu bergeser bila butir yang kosong lebih mudah atau lebih sukar disetujui."
)
_BY_SIGN = {
    "tanda": Column(_("Tanda"), "key"),
    "persen": Column(_("Responden bertanda"), **SHARE),
    "kena": Column(_("Bertanda"), "count", missing=WITHHELD),
    "n": Column(_("Diperiksa"), "n"),
    "aturan": Column(_("Ukuran"), "text"),
    "batas": Column(_("Batas"), decimals_from="digit"),
    "guna": Column(_("Dipakai sebagai"), "text"),
}
_BY_SCALE = {
    "nama": SUBSCALE,
    "rerata": Column(_("Rerata, dipakai"), short=_("Rerata"), **NUMBER),
    "rerata_semua": Column(_("Rerata, semua"), **NUMBER),
    "selisih": Column(_("Selisih rerata"), unit=_("poin"), **NUMBER),
    "alfa": Column(_("Alfa, dipakai"), short=_("Alfa"), **NUMBER),
    "alfa_semua": Column(_("Alfa, semua"), **NUMBER),
    "n": Column(_("Responden dipakai"), "n", short="n"),
}
_CARELESS_NOTE = _(
    "Disisihkan: {needed} tanda atau lebih. Batas dipilih dengan simulasi; angkanya ada pada "
    "dokumen validasi kit. Tanda yang hanya ditampilkan sering muncul juga pada responden yang "
    "cermat bila subskalanya sedikit."
)


def tabulate_flow(review: QualityReview) -> list[Table]:
    """Show the steps from invited to used; no table without a wave."""
    if not review.wave:
        return []
    counts = {name: n for name, n in review.flow.items() if name in review.shown}
    hidden = flow.hide_parts(review.flow, review.shown)
    for name, (upper, lower) in flow.PARTS.items():
        if name not in hidden:
            counts[name] = review.flow[upper] - review.flow[lower]
    names = [name for name in _STEP_NAMES if name != flow.INVITED or review.flow[name]]
    people = [counts.get(name, WITHHELD) for name in names]
    frame = pd.DataFrame({"langkah": [_STEP_NAMES[name] for name in names], "orang": people})
    columns = {"langkah": Column(_("Langkah"), "key"), "orang": Column(_("Orang"), "count")}
    return [
        Table(
            frame,
            "mutu-alur-orang",
            _("Dari undangan sampai jawaban yang dipakai, gelombang {wave}"),
            columns,
            subject="umum",  # every count that may not be shown is withheld here, zeros are not
            values={"wave": review.wave, "least": str(FEWEST), **_limits(review)},
            note=_FLOW_NOTE,
            source=SOURCE,
        )
    ]


def _limits(review: QualityReview) -> dict[str, object]:
    return {"usable": limit_quantity(review.responses.limits.min_usable, "%")}


def tabulate_units(review: QualityReview) -> list[Table]:
    """Show the class of the response rate of every unit, by name; nothing without a frame."""
    if review.units.empty or not review.wave or not review.flow[flow.INVITED]:
        return []
    low = review.limits.low_rate
    rows = review.units.assign(hasil=[_name_rate(rate, low) for rate in review.units["persen"]])
    return [
        Table(
            rows,
            "mutu-unit",
            _("Tingkat respons menurut unit, menurut abjad"),
            _UNIT,
            subject=SUBJECT,
            fold=True,
            values=_limits(review) | {"low": limit_quantity(low, "%")},
            note=_UNIT_NOTE,
            source=SOURCE,
        )
    ]


def _name_rate(rate: float, low: float) -> str:
    """Name the class of a response rate; missing is not computable."""
    if np.isnan(rate):
        return CANNOT
    if rate < low:
        return SILENT
    return HALF if rate < 50 else MOST if rate < 80 else NEARLY


def tabulate_frame(review: QualityReview) -> list[Table]:
    """Compare respondents with the frame: the verdict of each variable, and each class."""
    if review.classes.empty:
        return []
    classes = review.classes.assign(
        peubah=review.classes["peubah"].map(words.name_variable),
        kelas=[words.name_class(r.peubah, r.kelas) for r in review.classes.itertuples()],
    )
    judged = review.variables.assign(
        kelas=[words.name_class(r.peubah, r.kelas) for r in review.variables.itertuples()],
        peubah=review.variables["peubah"].map(words.name_variable),
        n=review.flow[review.base],
    )
    limits = review.limits
    values = {
        "n": str(len(judged)),
        "least": limit_quantity(limits.smallest_share, _("poin persentase")),
        "level": limit_quantity(limits.level),
    }
    return [
        Table(judged, "mutu-susunan", _("Responden dibandingkan dengan pegawai yang diundang"),
              _VERDICT, subject=SUBJECT, fold=True, values=values, note=_FRAME_NOTE, source=SOURCE),
        Table(classes, "mutu-susunan-kelas", _("Susunan responden menurut kelas"), _CLASSES,
              subject=SUBJECT, fold=True, source=SOURCE,
              note=_("Kelas digabung bila yang diundang, yang menjawab, atau yang tidak menjawab "
                     "terlalu sedikit.")),
    ]  # fmt: skip


def tabulate_missing(review: QualityReview) -> list[Table]:
    """Show missing answers by item and by person."""
    items = count_items(review)
    if items.empty:
        return []
    names = {s.code: s.name for s in review.responses.book.subscales}
    items = items.assign(nama=items["subskala"].map(names))
    whole = _("semua responden")
    people = join_few(count_people(review), _("kelas lain digabung"))
    total = pd.DataFrame({"kelas": [whole], "n": [int(people["n"].sum())]})
    return [
        Table(items, "mutu-kosong-butir", _("Jawaban kosong menurut butir"), _BY_ITEM,
              subject=SUBJECT, fold=True, source=SOURCE),
        Table(pd.concat([total, people], ignore_index=True), "mutu-kosong-orang",
              _("Responden menurut bagian butir yang dijawab"), _BY_PERSON, subject=SUBJECT,
              fold=True, totals=(Total("n", whole, tuple(people["kelas"])),), source=SOURCE),
    ]  # fmt: skip


def tabulate_rules(review: QualityReview) -> list[Table]:
    """Show the mean of each subscale under the person-mean rule and of complete rows."""
    rows = compare_rules(review)
    if rows.empty:
        return []
    few = is_few(rows, "n", "n_lengkap")
    rows = _hide_few(rows, few, ("rerata_lengkap", "selisih"))
    rows = rows.assign(n_lengkap=rows["n_lengkap"].astype("Int64").mask(few))
    values = {"share": limit_quantity(review.responses.limits.min_answered, "%")}
    return [
        Table(rows, "mutu-aturan-skala", _("Dua cara menghadapi jawaban kosong"), _RULES,
              subject=SUBJECT, fold=True, values=values, note=_RULES_NOTE, source=SOURCE)
    ]  # fmt: skip


def _hide_few(rows: pd.DataFrame, few: pd.Series, names: tuple[str, ...]) -> pd.DataFrame:
    """Hide second figures that would give those of the few people who are in one of two counts."""
    return rows.assign(**{name: rows[name].astype(object).mask(few, WITHHELD) for name in names})


def tabulate_careless(review: QualityReview) -> list[Table]:
    """Show the signs of careless answers, and each subscale with and without people set apart."""
    signs = count_signs(review)
    if signs.empty:
        return []
    hidden = ("rerata_semua", "selisih", "alfa_semua")
    rows = compare_careless(review)
    rows = _hide_few(rows, is_few(rows, "n_semua", "n"), hidden)
    return [
        _tabulate_signs(review, signs),
        Table(rows, "mutu-cermat-skala", _("Hasil dengan dan tanpa jawaban kurang cermat"),
              _BY_SCALE, subject=SUBJECT, fold=True, source=SOURCE),
    ]  # fmt: skip


def _tabulate_signs(review: QualityReview, signs: pd.DataFrame) -> Table:
    """Show how many have each sign; the limits alone where that gives away how few were checked."""
    few = is_few(signs, "n", "kena")
    kena = signs["kena"].astype("Int64").mask(few)
    persen = 100 * signs["kena"] / signs["n"].where(signs["n"] > 0)
    signs = signs.assign(
        tanda=signs["tanda"].map(words.SIGN),
        aturan=signs["tanda"].map(words.RULE),
        persen=persen.astype(object).mask(few, WITHHELD),
        kena=kena,
        guna=signs["dipakai"].map({True: words.USED, False: words.SHOWN}),
        digit=signs["tanda"].map(words.DECIMALS).fillna(2).astype(int),
    )
    whole = review.base == flow.USABLE
    counts = ("persen", "kena", "n")
    columns = {n: c for n, c in _BY_SIGN.items() if whole or n not in counts}
    options = {"subject": SUBJECT if whole else "umum", "fold": True, "source": SOURCE}
    values = {"needed": str(review.responses.limits.careless.needed)}
    caption = _("Tanda jawaban kurang cermat")
    return Table(signs, "mutu-tanda", caption, columns, values=values, note=_CARELESS_NOTE,
                 **options)  # fmt: skip
