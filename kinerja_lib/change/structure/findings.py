"""Sentences about the structure of the instruments."""

from __future__ import annotations

from collections.abc import Sequence

from kinerja_lib.change.limits import SUBJECT
from kinerja_lib.change.structure import verdict as v
from kinerja_lib.change.structure.halves import COMPLETE, SAMPLE
from kinerja_lib.change.structure.models import ONE, SECOND
from kinerja_lib.change.structure.review import InstrumentStructure, StructureReview
from kinerja_lib.change.words import CAUSES, slug
from kinerja_lib.i18n import _
from kinerja_lib.publish import Finding, Quantity
from kinerja_lib.publish.phrases import (
    ALL,
    CANNOT,
    NONE,
    SOME,
    count_quantity,
    make_finding,
    name_few,
)

SECTION = "struktur"
TEST = "analisis faktor konfirmatori, kemungkinan maksimum informasi penuh"
HEADING = {
    ALL: _("Butir mengukur yang dinyatakan pada semua instrumen yang diuji"),
    SOME: _("Butir mengukur yang dinyatakan pada {fits} dari {tested} instrumen yang diuji"),
    NONE: _("Belum ada instrumen yang butirnya mengukur seperti yang dinyatakan"),
    CANNOT: _("Struktur instrumen tidak dapat diuji"),
}
LEAD = {
    v.FITS: _("**Susunan subskala sesuai dengan jawaban** pada {names}."),
    v.PARTLY: _(
        "**Susunan subskala kurang sesuai dengan jawaban** pada {names}: skornya dibaca dengan "
        "hati-hati."
    ),
    v.MISFITS: _(
        "**Susunan subskala tidak sesuai dengan jawaban** pada {names}: skornya belum tentu "
        "mengukur yang dinyatakan."
    ),
    v.UNTESTABLE: _("Struktur {names} tidak dapat diuji karena {cause}."),
}
AGAINST = {
    SOME: _(
        "**Muatan butir {items} berlawanan arah dengan butir lain pada subskalanya**, sehingga "
        "susunan {names} tidak didukung. Cocokkan kalimat butir dengan 'balik' pada berkas "
        "instrumen; kit tidak membalik skor."
    )
}
_ORDER = (v.FITS, v.PARTLY, v.MISFITS)


def _options(review: StructureReview, **more: str) -> dict[str, object]:
    return {"n": len(review.responses.kept()) or None, "subject": SUBJECT, **more}


def name_parts(review: StructureReview, parts: Sequence[InstrumentStructure]) -> list[str]:
    """Name instruments; all of several are "semua instrumen"."""
    if len(parts) == len(review.parts) > 1:
        return [_("semua instrumen")]
    return [part.instrument.name for part in parts]


def find_heading(review: StructureReview) -> Finding:
    """Head the section."""
    parts = review.parts
    tested = [part for part in parts if part.verdict != v.UNTESTABLE]
    fits = [part for part in tested if part.verdict == v.FITS]
    some = ALL if len(fits) == len(tested) else SOME if fits else NONE
    values = {"fits": count_quantity(len(fits)), "tested": count_quantity(len(tested))}
    outcome = some if tested else CANNOT
    options = _options(review, place="heading", test=TEST)
    return make_finding("struktur-judul", outcome, HEADING, values, **options)


def find_fit(review: StructureReview) -> list[Finding]:
    """Say which declared structures fit, one sentence per verdict and per cause."""
    found = []
    for place, verdict in enumerate(_ORDER):
        names = name_parts(review, [part for part in review.parts if part.verdict == verdict])
        if names:
            options = _options(review, place="text" if found else "lead", test=TEST)
            id = f"struktur-{place + 1}"
            found.append(make_finding(id, verdict, LEAD, {"names": names}, **options))
    for place, (reason, cause) in enumerate(CAUSES.items()):
        failed = [p for p in review.parts if p.verdict == v.UNTESTABLE]
        names = name_parts(review, [part for part in failed if part.confirmation.reason == reason])
        if names:
            values, id = {"names": names, "cause": cause}, f"struktur-tanpa-{place + 1}"
            found.append(make_finding(id, v.UNTESTABLE, LEAD, values, **_options(review)))
    return found + _find_against(review)


def _find_against(review: StructureReview) -> list[Finding]:
    """Name items that load against their subscale; every measure of fit overlooks them."""
    known = [part for part in review.parts if part.confirmation.opposed]
    if not known:
        return []
    items = [code.removeprefix("butir_") for part in known for code in part.confirmation.opposed]
    values = {"items": name_few(items), "names": [part.instrument.name for part in known]}
    options = _options(review, test=TEST)
    return [make_finding("struktur-arah", SOME, AGAINST, values, **options)]


SPLIT = {
    ALL: _(
        "Eksplorasi dan konfirmasi memakai dua paruh responden yang berbeda, dipilih acak (benih "
        "{seed}), pada semua instrumen."
    ),
    SOME: _(
        "Eksplorasi dan konfirmasi memakai dua paruh responden yang berbeda, dipilih acak (benih "
        "{seed}), pada {names}. Instrumen lain hanya dikonfirmasi dengan semua responden: tiap "
        "paruh memerlukan {half} jawaban lengkap dan {ratio} per butir."
    ),
    NONE: _(
        "Hanya konfirmasi dengan semua responden, tanpa eksplorasi: dua paruh yang berbeda "
        "masing-masing memerlukan {half} jawaban lengkap dan {ratio} per butir."
    ),
}
BASIS = {
    COMPLETE: _(
        "Konfirmasi {names} memakai jawaban lengkap saja, karena respondennya lebih dari {n}."
    ),
    SAMPLE: _(
        "Konfirmasi {names} memakai sampel acak {n} responden: respondennya lebih banyak, tetapi "
        "jawaban lengkapnya kurang dari itu."
    ),
}


def find_split(review: StructureReview) -> list[Finding]:
    """Say which instruments were explored and confirmed on different people, and why others not."""
    limits, parts = review.limits, review.parts
    if not len(review.responses.kept()):
        return []
    apart = [part for part in parts if part.items.apart]
    names = name_parts(review, apart)
    outcome = ALL if parts and len(apart) == len(parts) else SOME if apart else NONE
    values = {
        "seed": str(limits.seed),
        "names": names,
        "half": Quantity(limits.half),
        "ratio": Quantity(limits.rows_per_item),
    }
    options = _options(review)
    found = [make_finding("struktur-paruh", outcome, SPLIT, values, **options)]
    for basis in BASIS:
        names = name_parts(review, [part for part in parts if part.items.basis == basis])
        if names:
            values = {"names": names, "n": Quantity(limits.most_rows)}
            id = slug("struktur", basis)
            found.append(make_finding(id, basis, BASIS, values, **options))
    return found


RIVAL = {
    v.BETTER: _(
        "Pembagian menjadi subskala lebih sesuai daripada satu faktor pada {names} (selisih CFI "
        "paling kecil {least}): subskalanya dilaporkan terpisah, tanpa skor total."
    ),
    v.ALIKE: _(
        "Pembagian menjadi subskala hampir sama sesuainya dengan satu faktor pada {names}: data "
        "ini belum menunjukkan bahwa subskalanya berbeda."
    ),
    v.WORSE: _(
        "Satu faktor lebih sesuai daripada pembagian menjadi subskala pada {names}: subskalanya "
        "belum dapat dibedakan."
    ),
    v.UNTESTABLE: _("Perbandingan dengan satu faktor tidak dapat diuji pada {names}."),
}
HIGHER = {
    v.BETTER: _(
        "Korelasi antarsubskala tidak cukup dijelaskan oleh satu faktor tingkat dua pada {names}."
    ),
    v.ALIKE: _(
        "Satu faktor tingkat dua menjelaskan korelasi antarsubskala hampir sama baiknya pada "
        "{names}; hal itu belum membenarkan skor total."
    ),
    v.WORSE: _("Satu faktor tingkat dua lebih sesuai pada {names}."),
    v.SAME: _(
        "Dengan tiga subskala, faktor tingkat dua tidak dapat dibedakan dari korelasi "
        "antarsubskala pada {names}."
    ),
    v.UNTESTABLE: _("Faktor tingkat dua tidak dapat diuji pada {names}."),
}


def find_rival(review: StructureReview) -> list[Finding]:
    """Say how the declared structures fit beside one factor."""
    return _compare(review, ONE, RIVAL, "struktur-satu")


def find_second(review: StructureReview) -> list[Finding]:
    """Say how they fit beside a factor of second order; a supplement."""
    return _compare(review, SECOND, HIGHER, "struktur-dua")


def _compare(
    review: StructureReview, kind: str, messages: dict[str, str], id: str
) -> list[Finding]:
    """Make one sentence per outcome of a comparison of models."""
    found = []
    for place, outcome in enumerate(messages):
        own = [part for part in review.parts if part.confirmation.beside(kind) == outcome]
        if own:
            least = min(_gain(part, kind) for part in own)
            values = {"names": name_parts(review, own), "least": Quantity(least, "", 3)}
            options = _options(review, test=TEST)
            found.append(make_finding(f"{id}-{place + 1}", outcome, messages, values, **options))
    return found


def _gain(part: InstrumentStructure, kind: str) -> float:
    """Compute the CFI of the declared structure minus that of another; NaN without both fits."""
    models = part.confirmation.models
    fits = {model.kind: model.found.fit for model in models}
    own, other = fits[models[0].kind], fits[kind]
    return own.cfi - other.cfi if own is not None and other is not None else float("nan")
