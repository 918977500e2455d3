"""The declared structure with answers read as ordered classes; a supplement."""

from __future__ import annotations

import math

import pandas as pd

from kinerja_lib.change.structure.findings import SUBJECT, name_parts
from kinerja_lib.change.structure.review import InstrumentStructure, StructureReview
from kinerja_lib.change.structure.tables import SOURCE
from kinerja_lib.change.words import say_lack
from kinerja_lib.i18n import _
from kinerja_lib.publish import Finding, Quantity, Table
from kinerja_lib.publish.phrases import CANNOT, make_finding
from kinerja_lib.tables.columns import NOT_COMPUTABLE, Column

ALIKE, APART = "hampir sama", "berbeda"
TEST = "kuadrat terkecil berbobot diagonal atas korelasi polikorik (WLSMV)"
IMPROPER = _("ada muatan atau korelasi di atas 1")
ORDINAL = {
    ALIKE: _(
        "Bila jawaban dibaca sebagai urutan, muatan butir hampir sama pada {names}: selisihnya "
        "paling besar {gap}."
    ),
    APART: _(
        "Bila jawaban dibaca sebagai urutan, muatan butir berbeda sampai {gap} pada {names}: versi "
        "ordinal perlu dibaca juga."
    ),
    CANNOT: _("Versi ordinal tidak dapat dihitung pada {names}."),
}
_NUMBER = {"missing": NOT_COMPUTABLE, "reason_from": "sebab"}
_COLUMNS = {
    "instrumen": Column(_("Instrumen"), "key"),
    "n": Column(_("Responden"), "n"),
    "chi2": Column(_("Khi-kuadrat tegar"), decimals=1, **_NUMBER),
    "df": Column(_("Derajat bebas"), short=_("db"), **_NUMBER),
    "p": Column(_("Nilai p"), decimals=3, **_NUMBER),
    "cfi": Column("CFI", decimals=3, **_NUMBER),
    "tli": Column("TLI", decimals=3, **_NUMBER),
    "rmsea": Column("RMSEA", decimals=3, **_NUMBER),
    "srmr": Column("SRMR", decimals=3, **_NUMBER),
}


def find_ordinal(review: StructureReview) -> list[Finding]:
    """Say whether answers read as ordered classes say something else; nothing where it is off."""
    found = []
    parts = [part for part in review.parts if part.confirmation.ordinal is not None]
    for place, outcome in enumerate(ORDINAL):
        own = [part for part in parts if _name(part) == outcome]
        if own:
            gap = max(part.confirmation.ordinal_gap for part in own)
            values = {"names": name_parts(review, own), "gap": Quantity(gap, "", 2)}
            n = sum(part.confirmation.n for part in own) // len(own)
            options = {"n": n, "subject": SUBJECT, "test": TEST}
            id = f"struktur-ordinal-{place + 1}"
            found.append(make_finding(id, outcome, ORDINAL, values, **options))
    return found


def _name(part: InstrumentStructure) -> str:
    gap = part.confirmation.ordinal_gap
    if math.isnan(gap):
        return CANNOT
    return ALIKE if gap < part.items.limits.guide.loading_apart else APART


def tabulate_ordinal(review: StructureReview) -> list[Table]:
    """Show the fit with answers read as ordered classes; nothing where it is off."""
    frame = pd.DataFrame([_row(p) for p in review.parts if p.confirmation.ordinal is not None])
    if frame.empty:
        return []
    note = _(
        "Kuadrat terkecil berbobot diagonal atas korelasi polikorik, jawaban lengkap; khi-kuadrat "
        "diskalakan dan digeser (WLSMV). Batas Hu dan Bentler dibuat untuk kemungkinan maksimum, "
        "sehingga tabel ini tanpa kesimpulan."
    )
    caption = _("Kecocokan struktur bila jawaban dibaca sebagai urutan")
    options = {"subject": SUBJECT, "fold": True, "note": note, "source": SOURCE}
    return [Table(frame, "struktur-kecocokan-ordinal", caption, _COLUMNS, **options)]


def _row(part: InstrumentStructure) -> dict[str, object]:
    found = part.confirmation.ordinal
    shown = not (found.reason or found.improper)
    values = {name: getattr(found, name) for name in ("df", "cfi", "tli", "rmsea", "srmr")}
    values |= {"chi2": found.chi2_robust, "p": found.p_value}
    return {
        "instrumen": part.instrument.name,
        "n": found.n,
        **{name: value if shown else None for name, value in values.items()},
        "sebab": None if shown else say_lack(found.reason) or IMPROPER,
    }
