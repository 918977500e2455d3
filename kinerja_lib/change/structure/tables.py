"""Tables of the confirmatory models: fit, loadings, correlations of the factors."""

from __future__ import annotations

import pandas as pd

from kinerja_lib.change.columns import SUBSCALE
from kinerja_lib.change.limits import SUBJECT
from kinerja_lib.change.structure import verdict as v
from kinerja_lib.change.structure.models import DECLARED, Model
from kinerja_lib.change.structure.review import InstrumentStructure, StructureReview
from kinerja_lib.change.words import say_lack, slug
from kinerja_lib.i18n import _
from kinerja_lib.publish import Quantity, Table
from kinerja_lib.tables.columns import NOT_COMPUTABLE, Column

KINDS = {v.FITS: "ok", v.PARTLY: "warn", v.MISFITS: "bad", v.UNTESTABLE: "na"}
SOURCE = _(
    "Sumber: survei_asn, gelombang yang dilaporkan, jawaban yang dipakai; berkas instrumen. "
    "Responden dianggap saling bebas, sehingga selang dan uji dapat terlalu sempit bila jawaban "
    "satu unit serupa."
)
_NUMBER = {"missing": NOT_COMPUTABLE, "reason_from": "sebab"}
_KEYS = {"instrumen": Column(_("Instrumen"), "key"), "model": Column(_("Model"), "key")}
_FIT = {
    **_KEYS,
    "hasil": Column(_("Kesimpulan"), "verdict", kinds=KINDS),
    "n": Column(_("Responden"), "n"),
    "cfi": Column("CFI", decimals=3, **_NUMBER),
    "tli": Column("TLI", decimals=3, **_NUMBER),
    "rmsea": Column("RMSEA", decimals=3, **_NUMBER),
    "srmr": Column("SRMR", decimals=3, **_NUMBER),
}
_TEST = {
    **_KEYS,
    "n": Column(_("Responden"), "n"),
    "chi2": Column(_("Khi-kuadrat"), decimals=1, **_NUMBER),
    "df": Column(_("Derajat bebas"), short=_("db"), **_NUMBER),
    "p": Column(_("Nilai p"), decimals=3, **_NUMBER),
    "rmsea_low": Column(_("RMSEA, batas bawah 90%"), decimals=3, short=_("Bawah"), **_NUMBER),
    "rmsea_high": Column(_("RMSEA, batas atas 90%"), decimals=3, short=_("Atas"), **_NUMBER),
    "bic": Column("BIC", decimals=1, **_NUMBER),
}
_LOADINGS = {
    "subskala": SUBSCALE,
    "butir": Column(_("Butir"), "key"),
    "n": Column(_("Responden"), "n"),
    "muatan": Column(_("Muatan baku"), decimals=2, missing=NOT_COMPUTABLE),
    "bagian": Column(_("Keragaman dijelaskan"), unit="%", decimals=0, missing=NOT_COMPUTABLE),
}
_PHI = {
    "instrumen": Column(_("Instrumen"), "key"),
    "pertama": SUBSCALE,
    "kedua": Column(_("Dengan"), "key"),
    "n": Column(_("Responden"), "n"),
    "phi": Column(_("Korelasi faktor"), decimals=2, missing=NOT_COMPUTABLE),
}
_GUIDE = _(
    "Sesuai: CFI paling rendah {cfi}, RMSEA paling tinggi {rmsea}, dan SRMR paling tinggi {srmr} "
    "(Hu dan Bentler, 1999). Tidak sesuai: salah satu di luar {low_cfi}, {high_rmsea}, atau "
    "{high_srmr}, ada keragaman negatif, atau ada butir yang muatannya berlawanan arah. RMSEA "
    "tidak dinilai bila derajat bebas kurang dari {least_df}. Kemungkinan maksimum informasi "
    "penuh: responden dengan sebagian jawaban ikut."
)
_TEST_NOTE = _(
    "Khi-kuadrat terhadap model tanpa pembatasan; dengan banyak responden penyimpangan kecil pun "
    "memberi p kecil, sehingga kesimpulan memakai ukuran kecocokan. Nilai p 0,000 berarti kurang "
    "dari 0,001."
)


def tabulate_fit(review: StructureReview) -> list[Table]:
    """Show the fit of the declared models; folded: of their rivals, and the tests behind."""
    frame = _gather_fit(review)
    if not len(frame):
        return []
    whole = {"subject": SUBJECT, "source": SOURCE, "fold": True}
    caption = _("Kecocokan setiap model yang dibandingkan")
    return [
        _tabulate_declared(review, frame[frame["model"] == DECLARED].reset_index(drop=True)),
        Table(frame, "struktur-model", caption, _FIT, **whole),
        Table(frame, "struktur-uji", _("Uji dan selang RMSEA tiap model"), _TEST,
              note=_TEST_NOTE, **whole),
    ]  # fmt: skip


def _tabulate_declared(review: StructureReview, rows: pd.DataFrame) -> Table:
    return Table(
        rows,
        "struktur-kecocokan",
        _("Kecocokan struktur tiap instrumen"),
        {name: column for name, column in _FIT.items() if name != "model"},
        subject=SUBJECT,
        note=_GUIDE,
        values=_guide_values(review),
        source=SOURCE,
    )


def _guide_values(review: StructureReview) -> dict[str, object]:
    guide = review.limits.guide
    names = ("cfi", "rmsea", "srmr", "low_cfi", "high_rmsea", "high_srmr")
    values = {name: Quantity(getattr(guide, name), decimals=2) for name in names}
    return {**values, "least_df": str(guide.least_df)}


def _gather_fit(review: StructureReview) -> pd.DataFrame:
    rows = []
    for part in review.parts:
        models = part.confirmation.models
        rows += [_row(part, model) for model in models] or [_empty(part)]
    return pd.DataFrame(rows)


def _empty(part: InstrumentStructure) -> dict[str, object]:
    names = {"instrumen": part.instrument.name, "model": DECLARED}
    numbers = dict.fromkeys([*list(_FIT)[4:], *list(_TEST)[3:]])
    cause = say_lack(part.confirmation.reason)
    return {**names, "hasil": v.UNTESTABLE, "n": part.items.n, "sebab": cause, **numbers}


def _row(part: InstrumentStructure, model: Model) -> dict[str, object]:
    fit, names = model.found.fit, {"instrumen": part.instrument.name, "model": model.kind}
    if fit is None:
        return {**_empty(part), **names, "sebab": say_lack(model.found.reason)}
    few = fit.df <= 0
    return {
        **names,
        "hasil": model.verdict,
        "n": fit.n,
        "sebab": _("derajat bebasnya nol") if few else None,
        **{name: getattr(fit, name) for name in ("cfi", "tli", "rmsea", "srmr")},
        **{name: getattr(fit, name) for name in ("chi2", "df", "rmsea_low", "rmsea_high", "bic")},
        "p": fit.p_value,
    }


def tabulate_loadings(review: StructureReview) -> list[Table]:
    """Show the standardized loading of every item in the declared structure, by instrument."""
    tested = [part for part in review.parts if not part.confirmation.reason]
    return [_tabulate_loadings(part) for part in tested] + _tabulate_phi(review)


def name_loadings(part: InstrumentStructure) -> str:
    """Name the table of confirmatory loadings of an instrument."""
    return slug("struktur-muatan-konfirmatori", part.instrument.code)


def _tabulate_loadings(part: InstrumentStructure) -> Table:
    note = _(
        "Butir berbalik arah sudah dibalik, sehingga muatan negatif berarti arah kuncinya perlu "
        "diperiksa. Keragaman dijelaskan: kuadrat muatan."
    )
    return Table(
        pd.DataFrame(_load(part)),
        name_loadings(part),
        _("Muatan baku tiap butir {name}"),
        _LOADINGS,
        subject=SUBJECT,
        fold=True,
        values={"name": part.instrument.name},
        note=note,
        source=SOURCE,
    )


def _load(part: InstrumentStructure) -> list[dict[str, object]]:
    found = part.confirmation.declared.found
    loadings = found.standardized[0].sum(axis=1)
    names = {s.code: s.name for s in part.items.subscales}
    return [
        {
            "subskala": names[scale],
            "butir": code,
            "n": int(found.n.sum()),
            "muatan": float(loading),
            "bagian": 100 * float(loading) ** 2,
        }
        for code, scale, loading in zip(part.items.codes, part.items.scale, loadings, strict=True)
    ]


def _tabulate_phi(review: StructureReview) -> list[Table]:
    frame = pd.DataFrame([row for part in review.parts for row in _correlate(part)])
    if frame.empty:
        return []
    note = _(
        "Korelasi antara faktor, bukan antara skor: ketidakcermatan pengukuran sudah "
        "diperhitungkan. Mendekati 1 berarti kedua subskala belum dapat dibedakan."
    )
    caption = _("Korelasi antara faktor subskala")
    options = {"subject": SUBJECT, "fold": True, "note": note, "source": SOURCE}
    return [Table(frame, "struktur-korelasi-faktor", caption, _PHI, **options)]


def _correlate(part: InstrumentStructure) -> list[dict[str, object]]:
    if part.confirmation.reason:
        return []
    found, subscales = part.confirmation.declared.found, part.items.subscales
    return [
        {
            "instrumen": part.instrument.name,
            "pertama": one.name,
            "kedua": other.name,
            "n": int(found.n.sum()),
            "phi": float(found.phi[0, i, j]),
        }
        for i, one in enumerate(subscales)
        for j, other in enumerate(subscales)
        if i < j
    ]
