"""Sentences from staff invited to answers used: the rate, silent units, what is set aside."""

from __future__ import annotations

from kinerja_lib.change.limits import SUBJECT
from kinerja_lib.change.quality import flow as steps
from kinerja_lib.change.quality.review import CANNOT, QualityReview
from kinerja_lib.change.responses.review import TABLE
from kinerja_lib.i18n import _
from kinerja_lib.publish import Finding, Quantity
from kinerja_lib.publish.phrases import (
    ALL,
    FEW,
    NEARLY,
    NONE,
    SOME,
    count_parts,
    count_people,
    count_quantity,
    limit_quantity,
    make_finding,
    name_few,
)

RULES_NAMED = 3
AT_LEAST, PARTLY = "paling sedikit", "tanpa jumlah yang masuk"
RATE = {
    SOME: _(
        "**Tingkat respons {rate}**: {usable} dari {invited} pegawai yang diundang menjawab paling "
        "sedikit {least} butir."
    ),
    AT_LEAST: _(
        "**Tingkat respons paling sedikit {rate}**: jawaban {usable} dari {invited} pegawai yang "
        "diundang dipakai. Angka yang lebih rinci tidak ditulis, agar jumlah di bawah sepuluh "
        "orang tidak terbaca."
    ),
    NEARLY: _(
        "**Hampir semua pegawai yang diundang menjawab**: kurang dari sepuluh tidak menjawab atau "
        "jawabannya tidak dipakai."
    ),
    FEW: _(
        "**Kurang dari sepuluh dari {invited} pegawai yang diundang menjawab** paling sedikit "
        "{least} butir."
    ),
    CANNOT: _(
        "**Tingkat respons tidak dapat dihitung** karena jumlah pegawai aktif tidak diketahui atau "
        "lebih kecil daripada jumlah responden."
    ),
    NONE: _("**Tidak ada jawaban survei sampai akhir periode ini.**"),
}
SILENT = {
    SOME: _(
        "**Tingkat respons {names} di bawah {low}**; pendapat pegawai di sana belum terwakili."
    ),
    NONE: _(
        "Tidak ada unit berisi {people} pegawai atau lebih yang tingkat responsnya di bawah {low}."
    ),
    CANNOT: _("Unit yang hampir tidak menjawab tidak dapat ditentukan."),
}
FLOW = {
    SOME: _(
        "Dari {given} kuesioner yang masuk: {outside} berisi jawaban di luar rentang, {short} "
        "terlalu banyak kosong, {apart} disisihkan karena jawabannya kurang cermat. Hasil memakai "
        "jawaban {kept} responden."
    ),
    PARTLY: _(
        "Hasil memakai jawaban {kept} responden. Tidak dipakai: {outside} karena berisi jawaban di "
        "luar rentang, {short} karena terlalu banyak kosong, {apart} karena jawabannya kurang "
        "cermat."
    ),
    ALL: _("Semua {given} kuesioner yang masuk dipakai."),
    NONE: _(
        "**Tidak satu pun kuesioner yang masuk dapat dipakai**, sehingga hasil survei tidak dapat "
        "dihitung."
    ),
    CANNOT: _("Tidak ada kuesioner yang masuk."),
}
REFUSED = {
    SOME: _(
        "**{n} baris survei tidak dipakai karena tidak lolos pemeriksaan data.** Yang harus "
        'berlaku: {rules}. Daftarnya ditulis oleh "kinerja check"; perbaiki pada sumbernya, ekspor '
        "ulang, lalu jalankan lagi."
    )
}


def name_rate(review: QualityReview) -> str:
    """Name what may be said of the response rate: a key of `RATE`."""
    flow, shown = review.flow, review.shown
    if not review.wave:
        return NONE
    if not 0 < flow[steps.INVITED] >= flow[steps.USABLE]:
        return CANNOT
    if steps.tells_few(flow[steps.USABLE], 0):
        return FEW
    if steps.INVITED not in shown:
        return NEARLY
    return SOME if review.base == steps.USABLE else AT_LEAST


def find_rate(review: QualityReview, place: str = "lead", section: str = "") -> Finding:
    """State the response rate, as far as it gives no small number of people away."""
    flow, outcome = review.flow, name_rate(review)
    values = {
        "rate": Quantity(review.rate, "%", 1),
        "usable": count_people(flow[review.base]),
        "invited": count_people(flow[steps.INVITED]),
        "least": limit_quantity(review.responses.limits.min_usable, "%"),
    }
    id = "mutu-respons" if place == "lead" else "jawab-mutu-respons"
    n = flow[steps.INVITED] if outcome in (SOME, AT_LEAST, FEW) else None
    return make(id, outcome, RATE, values, n=n, place=place, section=section)


def find_silent(review: QualityReview) -> list[Finding]:
    """Name the units that hardly answered; nothing without a rate."""
    if name_rate(review) in (NONE, CANNOT):
        return []
    names, limits = review.silent, review.limits
    values = {
        "people": count_quantity(limits.least),
        "low": limit_quantity(limits.low_rate, "%"),
        "names": name_few(names),
    }
    return [make("mutu-respons-unit", SOME if names else NONE, SILENT, values)]


def find_flow(review: QualityReview) -> Finding:
    """Say what became of the questionnaires."""
    flow, shown = review.flow, review.shown
    given, kept = flow[steps.GIVEN], flow[steps.KEPT]
    parts = {name: flow[upper] - flow[lower] for name, (upper, lower) in steps.PARTS.items()}
    whole = SOME if steps.GIVEN in shown else PARTLY
    outcome = CANNOT if not given else NONE if not kept else ALL if kept == given else whole
    said = count_parts(parts, steps.hide_parts(flow, shown))
    values = {"given": count_people(given), "kept": count_people(kept), **said}
    n = {SOME: given, ALL: given, PARTLY: kept}.get(outcome)
    return make("mutu-alur", outcome, FLOW, values, n=n)


def find_refused(review: QualityReview) -> list[Finding]:
    """Say how many rows of the survey the check of the data set aside, and the rules it names."""
    checked = review.responses.evidence.checked
    loads = checked.loads[checked.loads["table"] == TABLE]
    lost = int(loads["quarantined"].sum())
    if not lost:
        return []
    own = checked.findings[checked.findings["table"] == TABLE]
    rules = own.loc[own["severity"] == "quarantine", "rule"].value_counts().index[:RULES_NAMED]
    values = {"n": count_people(lost), "rules": list(rules)}
    return [make("mutu-ditolak", SOME, REFUSED, values)]


def make(id: str, outcome: str, messages: dict, values: dict, **options: object) -> Finding:
    """Make a sentence; one that says how many people it is about is about attitudes."""
    subject = {"subject": SUBJECT} if options.get("n") is not None else {}
    return make_finding(id, outcome, messages, values, **subject, **options)
