"""Tables of exploration: factorability, number of factors, pattern, correlations of factors."""

from __future__ import annotations

import pandas as pd

from kinerja_lib.change.structure import exploration as e
from kinerja_lib.change.structure.findings import SUBJECT
from kinerja_lib.change.structure.review import InstrumentStructure, StructureReview
from kinerja_lib.change.structure.tables import SOURCE
from kinerja_lib.change.words import say_lack, slug
from kinerja_lib.i18n import _
from kinerja_lib.publish import Quantity, Table
from kinerja_lib.tables.columns import NOT_COMPUTABLE, Column

PEARSON, POLYCHORIC = _("Pearson"), _("polikorik")
PLACE_KINDS = {e.HOME: "ok", e.TWICE: "warn", e.ELSEWHERE: "bad", e.NOWHERE: "bad"}
_NUMBER = {"missing": NOT_COMPUTABLE, "reason_from": "sebab"}
_ADEQUACY = {
    "instrumen": Column(_("Instrumen"), "key"),
    "n": Column(_("Responden"), "n"),
    "korelasi": Column(_("Korelasi"), "text"),
    "kmo": Column("KMO", decimals=2, **_NUMBER),
    "chi2": Column(_("Khi-kuadrat Bartlett"), decimals=1, short=_("Bartlett"), **_NUMBER),
    "df": Column(_("Derajat bebas"), short=_("db"), **_NUMBER),
    "p": Column(_("Nilai p"), decimals=3, **_NUMBER),
}
_FACTORS = {
    "instrumen": Column(_("Instrumen"), "key"),
    "n": Column(_("Responden"), "n"),
    "subskala": Column(_("Subskala menurut berkas"), short=_("Berkas")),
    "paralel": Column(_("Analisis paralel, faktor"), short=_("Faktor"), **_NUMBER),
    "komponen": Column(_("Analisis paralel, komponen"), short=_("Komponen"), **_NUMBER),
}
_MAP = {"map": Column(_("MAP Velicer"), **_NUMBER)}
_PHI = {
    "instrumen": Column(_("Instrumen"), "key"),
    "pertama": Column(_("Faktor"), "key"),
    "kedua": Column(_("Dengan"), "key"),
    "n": Column(_("Responden"), "n"),
    "phi": Column(_("Korelasi faktor"), decimals=2, missing=NOT_COMPUTABLE),
}
_PATTERN = {
    "butir": Column(_("Butir"), "key"),
    "letak": Column(_("Letak"), "verdict", kinds=PLACE_KINDS),
    "subskala": Column(_("Subskala"), "text"),
    "n": Column(_("Responden"), "n"),
}


def tabulate_factors(review: StructureReview) -> list[Table]:
    """Show whether items share enough for factors, and how many factors they support."""
    frame = pd.DataFrame([_describe(part) for part in review.parts])
    if frame.empty:
        return []
    limits = review.limits
    values = {
        "kmo": Quantity(limits.kmo, decimals=2),
        "categories": str(limits.categories),
        "skew": Quantity(limits.skew, decimals=1),
        "draws": str(limits.draws),
    }
    note = _(
        "Korelasi polikorik bila pilihan jawaban {categories} atau kurang, atau kemencengan sebuah "
        "butir lebih dari {skew}; selain itu Pearson. KMO kurang dari {kmo}: faktor tidak dicari."
    )
    count = _(
        "Analisis paralel: nilai eigen di atas persentil ke-95 dari {draws} matriks tanpa "
        "hubungan. Faktor memakai komunalitas satu faktor; komponen memakai diagonal 1."
    )
    columns = _FACTORS | (_MAP if limits.supplement else {})
    options = {"subject": SUBJECT, "fold": True, "values": values, "source": SOURCE}
    captions = (_("Kelayakan analisis faktor"), _("Jumlah faktor yang didukung jawaban"))
    first = Table(frame, "struktur-kelayakan", captions[0], _ADEQUACY, note=note, **options)
    return [
        first,
        Table(frame, "struktur-jumlah-faktor", captions[1], columns, note=count, **options),
    ]


def _describe(part: InstrumentStructure) -> dict[str, object]:
    own = part.exploration
    found, parallel, partials = own.factorability, own.parallel, own.partials
    reason = own.reason or (found.reason if found is not None else own.reason)
    counted = parallel is not None and not parallel.reason
    return {
        "instrumen": part.instrument.name,
        "n": own.n,
        "korelasi": POLYCHORIC if own.polychoric else PEARSON,
        "kmo": found.kmo if found is not None else None,
        "chi2": found.chi2 if found is not None else None,
        "df": found.df if found is not None else None,
        "p": found.p_value if found is not None else None,
        "subskala": len(part.items.subscales),
        "paralel": parallel.n_factors if counted else None,
        "komponen": parallel.n_components if counted else None,
        "map": partials.n_factors if partials is not None and not partials.reason else None,
        "sebab": say_lack(reason) or None,
    }


def tabulate_pattern(review: StructureReview) -> list[Table]:
    """Show the exploratory loadings of each explored instrument, and the factor correlations."""
    explored = [part for part in review.parts if part.exploration.homes]
    tables = [_tabulate_pattern(part) for part in explored]
    rows = pd.DataFrame([row for part in explored for row in _correlate(part)])
    if len(rows):
        caption = _("Korelasi antara faktor eksploratori")
        note = _("Sesudah rotasi oblimin; korelasi faktor, bukan skor.")
        options = {"subject": SUBJECT, "fold": True, "note": note, "source": SOURCE}
        tables.append(Table(rows, "struktur-korelasi-eksploratori", caption, _PHI, **options))
    return tables


def _tabulate_pattern(part: InstrumentStructure) -> Table:
    frame, columns = _lay_out_pattern(part)
    limit = Quantity(part.items.limits.loading, decimals=2)
    note = _(
        "Matriks pola, residu minimum dan rotasi oblimin, pada paruh eksplorasi. Muatan dihitung "
        "mulai {limit}; faktor sebuah subskala ialah tempat butir-butirnya bermuatan terbesar."
    )
    return Table(
        frame,
        slug("struktur-muatan-eksploratori", part.instrument.code),
        _("Muatan eksploratori {name}"),
        columns,
        subject=SUBJECT,
        fold=True,
        values={"name": part.instrument.name, "limit": limit},
        note=note,
        source=SOURCE,
    )


def _lay_out_pattern(part: InstrumentStructure) -> tuple[pd.DataFrame, dict[str, Column]]:
    own, names = part.exploration, {s.code: s.name for s in part.items.subscales}
    frame = pd.DataFrame(
        {
            "butir": part.items.codes,
            "subskala": [names[code] for code in part.items.scale],
            "letak": own.places,
            "n": own.n,
            "komunalitas": 1 - own.factors.uniqueness,
        }
    )
    columns = dict(_PATTERN)
    for place, loadings in enumerate(own.factors.pattern.T):
        frame[f"f{place + 1}"] = loadings
        columns[f"f{place + 1}"] = Column(f"F{place + 1}", decimals=2)
    return frame, columns | {"komunalitas": Column(_("Komunalitas"), decimals=2)}


def _correlate(part: InstrumentStructure) -> list[dict[str, object]]:
    phi = part.exploration.factors.phi
    return [
        {
            "instrumen": part.instrument.name,
            "pertama": f"F{i + 1}",
            "kedua": f"F{j + 1}",
            "n": part.exploration.n,
            "phi": float(phi[i, j]),
        }
        for i in range(len(phi))
        for j in range(i + 1, len(phi))
    ]
