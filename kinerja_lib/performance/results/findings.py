"""Sentences on the results of people over periods."""

from __future__ import annotations

import datetime as dt

from kinerja_lib.basis.period_words import RESULTS, say_choice
from kinerja_lib.basis.periods import name_period
from kinerja_lib.basis.places import AT_END, MOST_DAYS
from kinerja_lib.i18n import _
from kinerja_lib.performance.results.counts import name_extreme
from kinerja_lib.performance.results.review import LEVEL, ResultsReview
from kinerja_lib.privacy.withholding import WITHHELD
from kinerja_lib.publish import Finding, Quantity
from kinerja_lib.publish.phrases import (
    ALL,
    CANNOT,
    FEW,
    FEWEST,
    NEARLY,
    NONE,
    SOME,
    count_people,
    count_quantity,
    make_finding,
    name_day,
    name_share,
)
from kinerja_lib.stats.outcomes import Change, Outcome
from kinerja_lib.tables.choices import PREDIKAT

SECTION = "hasil-antarperiode"
YEARLY_RULE = "siklus.tahunan"
ONE, EMPTY = "satu periode", "belum ada hasil"
RULES = {
    AT_END: _("unit pada hari terakhir periode"),
    MOST_DAYS: _("unit dengan hari terbanyak dalam periode"),
}
HEADING = {
    Outcome.UP: _(
        "Pegawai berpredikat Baik atau Sangat Baik naik dalam setahun menjadi {share} pada {period}"
    ),
    Outcome.DOWN: _(
        "Pegawai berpredikat Baik atau Sangat Baik turun dalam setahun menjadi {share} pada "
        "{period}"
    ),
    Outcome.UNCHANGED: _(
        "Pegawai berpredikat Baik atau Sangat Baik pada {period} tidak berubah secara berarti "
        "dalam setahun: {share}"
    ),
    Outcome.SAME: _(
        "Pegawai berpredikat Baik atau Sangat Baik pada {period} tetap {share} dalam setahun"
    ),
    ONE: _("Pegawai berpredikat Baik atau Sangat Baik: {share} pada {period}"),
    NEARLY: _("Semua atau hampir semua pegawai berpredikat Baik atau Sangat Baik pada {period}"),
    FEW: _("Kurang dari {few} pegawai berpredikat Baik atau Sangat Baik pada {period}"),
    CANNOT: _("Hasil {period} tidak dapat dihitung karena belum ada predikat yang ditetapkan"),
}
YEARLY = {
    ALL: _(
        "**Semua {years} predikat tahunan berada di luar rentang periodenya.** Periksa ekspornya "
        "lebih dahulu."
    ),
    SOME: _(
        "**{outside} dari {years} predikat tahunan berada di luar rentang periodenya**: lebih "
        "tinggi daripada periode terbaik atau lebih rendah daripada periode terendah. Evaluasi "
        "tahunan berdiri sendiri, sehingga hal ini bahan dialog, bukan koreksi."
    ),
    NONE: _("**Semua {years} predikat tahunan berada di dalam rentang periodenya.**"),
    CANNOT: _(
        "**Predikat tahunan tidak dapat dibandingkan** karena tidak ada pegawai yang mempunyai "
        "predikat tahunan dan predikat periode pada tahun yang sama."
    ),
}
YEARLY_REPORT = {
    ALL: _(
        "**Semua {years} predikat {period} berada di luar rentang periodenya.** Periksa ekspornya "
        "lebih dahulu."
    ),
    SOME: _(
        "**{outside} dari {years} predikat {period} tidak didukung periodenya**: lebih tinggi "
        "daripada periode terbaik atau lebih rendah daripada periode terendah tahun itu. Evaluasi "
        "tahunan berdiri sendiri, sehingga hal ini bahan dialog, bukan koreksi."
    ),
    NONE: _("**Semua {years} predikat {period} berada di dalam rentang periodenya.**"),
    CANNOT: _(
        "**Predikat {period} tidak dapat dibandingkan dengan periodenya** karena tidak ada pegawai "
        "yang mempunyai keduanya."
    ),
}
UNSETTLED = {
    ALL: _("**Semua {all} hasil {period} belum final** (draf, diajukan, atau tanpa status), "
           "sehingga tidak dihitung."),
    SOME: _("**{open} dari {all} hasil {period} belum final** (draf, diajukan, atau tanpa status) "
            "dan tidak ikut dihitung."),
    NONE: _("**Semua {all} hasil {period} sudah final.**"),
    CANNOT: _("Hasil yang belum final tidak dapat dihitung: tidak ada hasil pada {period}."),
}  # fmt: skip
MOVERS = {
    SOME: _(
        "Pegawai yang pindah dihitung di {rule}: {moved} kali terjadi pada {year}. Jumlah semua "
        "unit tetap sama dengan jumlah pegawai ({n})."
    ),
    NONE: _("Tidak ada pegawai yang pindah unit pada {year}; aturannya: {rule}."),
    EMPTY: _("Perpindahan unit tidak dapat diperiksa karena belum ada hasil yang final."),
    CANNOT: _("Perpindahan unit tidak dapat diperiksa karena riwayat jabatan tidak ada."),
}
OVERLAPS = {
    SOME: _(
        "**{pairs} pasang periode milik {people} pegawai saling menutupi.** Yang dihitung hanya "
        "jenis periode {kind}; {apart} hasil jenis lain tidak dijumlahkan dengannya."
    ),
    NONE: _("Tidak ada periode seorang pegawai yang saling menutupi."),
    CANNOT: _("Tumpang-tindih periode tidak dapat diperiksa karena tidak ada hasil penilaian."),
}
REORGANISED = {
    SOME: _(
        "Unit yang digabung atau berganti nama diteruskan ({carried} unit lama); unit yang dibagi "
        "putus seri ({broken} unit lama)."
    ),
    NONE: _("Tidak ada unit yang digabung, dibagi, atau berganti nama sampai periode laporan."),
    CANNOT: _("Perubahan unit tidak dapat diperiksa karena riwayat unit tidak ada."),
}


def _values(review: ResultsReview) -> dict[str, object]:
    share = review.share(review.latest)
    return {
        "few": count_quantity(FEWEST),
        "share": Quantity(share, "%", 1) if share is not None else "",
        "period": name_period(review.choice.used or review.evidence.period),
        "outside": count_people(len(review.unsupported)),
        "years": Quantity(review.compared_years),
    }


def find_results(review: ResultsReview) -> Finding:
    """Head the section."""
    outcome = _name_extreme(review, review.latest) or _compare(review).outcome
    if outcome == Outcome.NOT_COMPUTABLE:
        outcome = ONE if review.latest else CANNOT
    n = review.size or None
    return make_finding("hasil-judul", outcome, HEADING, _values(review), place="heading", n=n)


def find_basis(review: ResultsReview) -> list[Finding]:
    """Say which period is used where it is not the report's own."""
    return say_choice(review.choice, "hasil-periode-dipakai", RESULTS)


def _name_extreme(review: ResultsReview, period: str) -> str:
    """Name a share that would tell of few people, or of all: `NEARLY` or `FEW`; else ""."""
    own = review.rows.loc[review.rows["periode"] == period, "tingkat"]
    return name_extreme(int((own >= LEVEL[PREDIKAT[1]]).sum()), len(own))


def _compare(review: ResultsReview) -> Change:
    """Compare the share with Baik or better with that of a year before: everyone was counted."""
    before, after = (review.share(period) for period in (review.year_before, review.latest))
    gap = None if before is None or after is None else after - before
    size = None if gap is None else review.size
    return Change(before, after, gap, gap, margin=review.margin, n=size)


COMPARED = {
    False: _("Bagian pegawai dengan predikat Baik atau lebih, dibandingkan setahun lalu,"),
    True: _(
        "Bagian pegawai dengan predikat tahunan Baik atau lebih, dibandingkan dengan tahun "
        "sebelumnya,"
    ),
}


NOT_SHOWN = _("**{what} tidak ditampilkan** karena salah satu sisinya kurang dari {few} pegawai.")


def find_change(review: ResultsReview, *, place: str = "text") -> Finding:
    """Compare the share with Baik or better with the same period a year before."""
    section = SECTION if place == "answer" else ""
    id = "hasil-setahun-jawaban" if place == "answer" else "hasil-setahun"
    periods = (review.year_before, review.latest)
    if all(periods) and any(_name_extreme(review, period) for period in periods):
        values = {"what": COMPARED[review.yearly_report], "few": count_quantity(FEWEST)}
        messages, where = {WITHHELD: NOT_SHOWN}, {"place": place, "section": section}
        return make_finding(id, WITHHELD, messages, values, n=review.size, **where)
    return Finding.of_change(
        _compare(review),
        id=id,
        what=COMPARED[review.yearly_report],
        unit="%",
        decimals=1,
        reason=_("periode itu atau periode yang sama setahun lalu tidak mempunyai hasil"),
        place=place,
        section=section,
    )


def find_yearly(review: ResultsReview, *, place: str = "text") -> Finding:
    """Say how many yearly predikat lie outside their periods."""
    outcome = name_share(len(review.unsupported), review.compared_years)
    answer = place == "answer"
    name = "hasil-tahunan-jawaban" if answer else "hasil-tahunan"
    options = {"place": place, "section": SECTION if answer else "", "rule": YEARLY_RULE}
    messages = YEARLY_REPORT if review.yearly_report else YEARLY
    n = review.compared_years or None
    return make_finding(name, outcome, messages, _values(review), n=n, **options)


def find_unsettled(review: ResultsReview) -> Finding:
    """Say how many results of the period used are not final."""
    period = review.choice.used
    own = review.past[review.past["periode"] == period]
    waiting = int(own["terbuka"].sum())
    values = {
        "open": count_people(waiting),
        "all": Quantity(len(own)),
        "period": name_period(period or review.evidence.period),
    }
    outcome = name_share(waiting, len(own))
    return make_finding("hasil-belum-final", outcome, UNSETTLED, values, n=len(own) or None)


def find_movers(review: ResultsReview) -> Finding:
    """State the rule for people who moved, and that units add up to everyone."""
    year = review.latest[:4]
    moved = review.moved[review.moved["periode"].str[:4] == year]
    times = int(moved["pindah"].sum())
    values = {
        "rule": RULES[review.mover_rule],
        "moved": count_people(times),
        "year": year,
        "n": Quantity(int(review.by_unit["n"].sum()) if len(moved) else 0),
    }
    outcome = SOME if times else NONE if len(moved) else EMPTY
    outcome = outcome if review.evidence.has("riwayat_jabatan") else CANNOT
    return make_finding("hasil-pindah", outcome, MOVERS, values, n=review.size or None)


def find_overlaps(review: ResultsReview) -> Finding:
    """Say whether periods of one person share days, and what is then counted."""
    pairs = review.overlapping
    values = {
        "pairs": count_people(len(pairs)),
        "people": count_people(pairs["nip"].nunique()),
        "kind": review.periodic_kind,
        "apart": Quantity(review.set_apart),
    }
    outcome = CANNOT if review.past.empty else SOME if len(pairs) else NONE
    n = review.past["nip"].nunique() or None
    return make_finding("hasil-tumpang-tindih", outcome, OVERLAPS, values, n=n)


def find_reorganised(review: ResultsReview) -> Finding:
    """Say which units carry their series and which break it."""
    units = review.reorganised.drop_duplicates("unit_lama")
    broken = int(units["putus"].astype(bool).sum())
    values = {"carried": count_quantity(len(units) - broken), "broken": count_quantity(broken)}
    outcome = SOME if len(units) else NONE
    outcome = outcome if review.evidence.has("unit_riwayat") else CANNOT
    return make_finding("hasil-unit-berubah", outcome, REORGANISED, values, subject="umum")


def find_answers(review: ResultsReview) -> list[Finding]:
    """Answer for the first screen: the change over a year, and yearly predikat not supported."""
    return [find_change(review, place="answer"), find_yearly(review, place="answer")]


ASK_YEARLY = {
    SOME: _(
        "Pejabat penilai membahas predikat tahunan di luar rentang periodenya ({outside}) dalam "
        "dialog kinerja, paling lambat {day} {month} {year}."
    )
}
ASK_OPEN = {
    SOME: _(
        "Pejabat penilai menetapkan hasil yang masih draf, diajukan, atau tanpa status ({open}), "
        "paling lambat {day} {month} {year}."
    )
}


def find_requests(review: ResultsReview, *, days: int = 14) -> list[Finding]:
    """Ask for what the results call for: who, what, by when (`days` after the reference date)."""
    due = name_day(review.evidence.reference_date + dt.timedelta(days=days))
    waiting = int(review.past["terbuka"].sum())
    asks = []
    if len(review.unsupported):
        values = {"outside": count_people(len(review.unsupported)), **due}
        n = review.compared_years
        asks.append(make_finding("minta-tahunan", SOME, ASK_YEARLY, values, place="ask", n=n))
    if waiting:
        values = {"open": count_people(waiting), **due}
        asks.append(
            make_finding("minta-final", SOME, ASK_OPEN, values, place="ask", n=len(review.past))
        )
    return asks
