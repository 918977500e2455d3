"""Sentences about alignment; each is chosen by the counts it states."""

from __future__ import annotations

from kinerja_lib.basis.offices import PLAN_OFFICE
from kinerja_lib.i18n import _
from kinerja_lib.performance.alignment.review import AlignmentReview
from kinerja_lib.performance.alignment.work import BELOW, WITHIN
from kinerja_lib.publish import Finding, Quantity
from kinerja_lib.publish.phrases import (
    ALL,
    CANNOT,
    FEW,
    FEWEST,
    NONE,
    SOME,
    count_quantity,
    date_values,
    make_finding,
    name_few,
    name_share,
    percent_quantity,
)

SECTION = "keselarasan"
LOOSE, WORK, UNITS = ", IKU lepas", ", tanpa pekerjaan", ", unit"
HEADING = {
    ALL: _("Semua {goals} tujuan mempunyai IKU"),
    SOME: _("{bare} dari {goals} tujuan belum mempunyai IKU"),
    NONE: _("Tidak satu pun dari {goals} tujuan mempunyai IKU"),
    CANNOT: _("Keselarasan tidak dapat dihitung: tujuan yang berlaku atau IKU tidak ada"),
}
GOALS = {
    ALL: _("**Semua {goals} tujuan mempunyai IKU**, dan semua {cards} IKU terkait tujuan."),
    ALL + LOOSE: _(
        "**Semua {goals} tujuan mempunyai IKU.** Belum terkait tujuan: {loose} dari {cards} IKU "
        "({cards_named})."
    ),
    SOME: _("**{bare} dari {goals} tujuan belum mempunyai IKU:** {named}."),
    SOME + LOOSE: _(
        "**{bare} dari {goals} tujuan belum mempunyai IKU:** {named}. Belum terkait tujuan: "
        "{loose} dari {cards} IKU ({cards_named})."
    ),
    NONE: _("**Tidak satu pun dari {goals} tujuan mempunyai IKU.**"),
    NONE + LOOSE: _(
        "**Tidak satu pun dari {goals} tujuan mempunyai IKU.** Belum terkait tujuan: {loose} dari "
        "{cards} IKU."
    ),
    CANNOT: _(
        "**Keselarasan tujuan tidak dapat dihitung** karena tujuan yang berlaku atau IKU tidak ada."
    ),
}
LOG = {
    ALL: _(
        "**Semua {rows} pekerjaan yang dilaporkan merujuk butir SKP**; {goal} terkait IKU, "
        "langsung atau lewat butir pimpinan."
    ),
    SOME: _(
        "**{share} pekerjaan yang dilaporkan merujuk butir SKP** ({part} dari {rows}); {goal} "
        "terkait IKU, langsung atau lewat butir pimpinan."
    ),
    SOME + UNITS: _(
        "**{share} pekerjaan yang dilaporkan merujuk butir SKP**; di {low} dari {units} unit "
        "kurang dari {limit}. Yang terkait IKU, langsung atau lewat butir pimpinan: {goal}."
    ),
    NONE: _("**Tidak satu pun dari {rows} pekerjaan yang dilaporkan merujuk butir SKP.**"),
    CANNOT: _(
        "**Kaitan pekerjaan dengan IKU tidak dapat dihitung** karena SKP, IKU, atau laporan "
        "pekerjaan periode ini tidak ada."
    ),
}
ITEMS = {
    ALL: _(
        "Semua {items} butir SKP utama terkait IKU: {direct} langsung, {via} lewat butir pimpinan."
    ),
    SOME: _(
        "{direct} dari {items} butir SKP utama menyebut IKU dan {via} terkait lewat butir "
        "pimpinan; {free} tidak terkait IKU mana pun, {lone} di antaranya juga tanpa butir "
        "pimpinan."
    ),
    FEW: _(
        "{direct} dari {items} butir SKP utama menyebut IKU dan {via} terkait lewat butir "
        "pimpinan; {free} tidak terkait IKU mana pun."
    ),
    NONE: _("Tidak satu pun dari {items} butir SKP utama terkait IKU."),
    CANNOT: _("Kaitan butir SKP tidak dapat dihitung karena SKP yang berlaku atau IKU tidak ada."),
}
UNUSED = {
    ALL: _("Setiap IKU ({cards}) didukung paling sedikit satu butir SKP utama."),
    SOME: _("{unused} dari {cards} IKU tidak didukung satu butir SKP pun: {named}."),
    NONE: _("Tidak satu pun dari {cards} IKU didukung butir SKP."),
    CANNOT: _("IKU tanpa SKP tidak dapat dihitung karena tidak ada IKU atau SKP."),
}
LOAD = {
    NONE: _("Tidak ada IKU yang kelebihan beban: tidak ada yang melewati {factor} kali IKU lain."),
    SOME: _(
        "Kelebihan beban menurut aturan {factor} kali rata-rata IKU lain: {named}. Kegiatan atau "
        "butir SKP sebanyak itu pada satu IKU membuat pengaruh masing-masing sukar dilihat."
    ),
    ALL: _("Semua IKU yang dipakai kelebihan beban: {named}."),
    CANNOT: _(
        "Beban IKU tidak dapat dihitung karena tidak ada SKP atau kegiatan yang menyebutnya."
    ),
}
TREE = {
    SOME: _(
        "{broken} butir rencana daerah tidak sampai ke visi karena induknya tidak ada atau "
        "berputar: {named}."
    ),
    NONE: _("Semua misi dan tujuan sampai ke puncak rencana."),
    CANNOT: _("Susunan rencana daerah tidak dapat diperiksa karena tabelnya kosong."),
}
MISSIONS = _("Misi yang belum mempunyai IKU di bawahnya: {named} ({bare} dari {missions} misi).")
ASK = {
    "tujuan": _(
        "Minta {office} menetapkan IKU untuk {bare} tujuan paling lambat {tanggal} {bulan} "
        "{tahun}: {named}."
    ),
    "iku": _(
        "Minta {office} menetapkan tujuan untuk {loose} IKU paling lambat {tanggal} {bulan} "
        "{tahun}: {cards_named}."
    ),
    "pekerjaan": _(
        "Minta kepala {low} unit pada tabel keselarasan per unit mengaitkan pekerjaan harian "
        "dengan butir SKP paling lambat {tanggal} {bulan} {tahun}."
    ),
}


def _values(review: AlignmentReview) -> dict[str, object]:
    return {
        "goals": count_quantity(len(review.aims)),
        "bare": count_quantity(len(review.bare_goals)),
        "named": name_few(review.bare_goals["uraian"]),
        "cards": count_quantity(len(review.cards)),
        "loose": count_quantity(len(review.loose_cards)),
        "cards_named": name_few(review.loose_cards["nama"]),
        "office": PLAN_OFFICE,
        **date_values(review.due),
    }


def _share_goals(review: AlignmentReview) -> str:
    whole = len(review.aims) if review.has_cards else 0
    return name_share(whole - len(review.bare_goals), whole)


def _say_goals(review: AlignmentReview, **options: str) -> Finding:
    outcome = _share_goals(review)
    outcome += LOOSE if outcome != CANNOT and len(review.loose_cards) else ""
    return make_finding(
        f"selaras-tujuan{options.pop('suffix', '')}", outcome, GOALS, _values(review), **options
    )


def _say_log(review: AlignmentReview, **options: str) -> Finding:
    log, units = review.log, review.units
    rows, part = len(log), int(log["ber_skp"].sum())
    known = review.has_cards and not review.items.empty
    outcome = name_share(part, rows if known else 0)
    low = int((units["kelas"] == BELOW).sum())
    outcome += UNITS if outcome == SOME and low else ""
    values: dict[str, object] = {
        "rows": Quantity(rows),
        "part": Quantity(part),
        "low": count_quantity(low),
        "units": count_quantity(int(units["kelas"].isin([BELOW, WITHIN]).sum())),
        "limit": Quantity(review.limits.linked_share, "%"),
    }
    if rows:
        values["share"] = percent_quantity(part, rows)
        values["goal"] = percent_quantity(int(log["terkait"].sum()), rows)
    id = f"selaras-pekerjaan{options.pop('suffix', '')}"
    return make_finding(id, outcome, LOG, values, **options)


def find_answers(review: AlignmentReview) -> list[Finding]:
    """Answer for the first screen: goals without indicator, and work tied to plans."""
    place = {"place": "answer", "section": SECTION, "suffix": "-jawaban"}
    return [_say_goals(review, **place), _say_log(review, **place)]


def find_requests(review: AlignmentReview) -> list[Finding]:
    """Ask for at most two things: indicators or goals that are missing, and work tied to plans."""
    asks, values = [], _values(review)
    low = int((review.units["kelas"] == BELOW).sum())
    if len(review.bare_goals):
        asks.append(make_finding("minta-tujuan", "tujuan", ASK, values, place="ask"))
    elif len(review.loose_cards) and len(review.aims):
        asks.append(make_finding("minta-iku", "iku", ASK, values, place="ask"))
    if low:
        values = {**values, "low": count_quantity(low)}
        asks.append(make_finding("minta-pekerjaan", "pekerjaan", ASK, values, place="ask"))
    return asks


def find_alignment(review: AlignmentReview) -> list[Finding]:
    """Head the section, then say what hangs free, level by level."""
    heading = make_finding(
        "selaras-judul", _share_goals(review), HEADING, _values(review), place="heading"
    )
    return [heading, _say_log(review, place="lead"), *_find_missions(review), find_tree(review)]


def _find_missions(review: AlignmentReview) -> list[Finding]:
    rows = review.bare_missions
    if rows.empty:
        return []
    values = {
        "named": name_few(rows["uraian"]),
        "bare": count_quantity(len(rows)),
        "missions": count_quantity(int((review.goals["jenis"] == "misi").sum())),
    }
    return [make_finding("selaras-misi", SOME, {SOME: MISSIONS}, values)]


def find_tree(review: AlignmentReview) -> Finding:
    """Say whether every goal leads up to the top."""
    rows = review.broken
    outcome = CANNOT if review.goals.empty else SOME if len(rows) else NONE
    values = {"broken": count_quantity(len(rows)), "named": name_few(rows["uraian"])}
    return make_finding("selaras-susunan", outcome, TREE, values)


def find_items(review: AlignmentReview) -> list[Finding]:
    """Say how items are tied, which indicators no item supports, and which carry too much.

    Items are no people: their numbers are written out, as in the tables.
    """
    items = review.main
    tied, direct = int(items["terkait"].sum()), int(items["langsung"].sum())
    values = {
        "items": Quantity(len(items)),
        "direct": count_quantity(direct),
        "via": count_quantity(tied - direct),
        "free": count_quantity(len(items) - tied),
        "lone": count_quantity((~items["terkait"] & ~items["induk"]).sum()),
    }
    outcome = name_share(tied, len(items) if review.has_cards else 0)
    if outcome == SOME and len(items) - tied < FEWEST:
        outcome = FEW  # so few are not told apart
    first = make_finding("selaras-butir", outcome, ITEMS, values)
    return [first, _find_unused(review), _find_load(review)]


def _find_unused(review: AlignmentReview) -> Finding:
    whole = 0 if review.main.empty else len(review.cards)
    rows = review.unused_cards
    values = {
        "cards": count_quantity(len(review.cards)),
        "unused": count_quantity(len(rows)),
        "named": name_few(rows["nama"]),
    }
    return make_finding("selaras-iku", name_share(whole - len(rows), whole), UNUSED, values)


def _find_load(review: AlignmentReview) -> Finding:
    load = review.load
    used = int(((load["butir"] > 0) | (load["program"] > 0)).sum())
    values = {
        "factor": Quantity(review.limits.overload_factor, "", 1),
        "named": name_few(review.overloaded["nama"]),
    }
    outcome = name_share(len(review.overloaded), used)
    return make_finding("selaras-beban", outcome, LOAD, values)
