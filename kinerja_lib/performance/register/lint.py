"""What a card of the indicator register lacks, or says against itself, and what to do about it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pandas as pd

from kinerja_lib.i18n import _
from kinerja_lib.performance.register.formula import read_formula

# Field of the card -> its name for the reader, and what to write there.
FIELDS = {
    "definisi": (_("definisi"), _("Tulis apa yang diukur, pada siapa, dan kapan.")),
    "satuan": (_("satuan"), _("Tulis satuan nilainya.")),
    "rumus": (_("rumus"), _("Tulis rumus dengan nama pembilang dan penyebut.")),
    "sumber": (_("sumber"), _("Tulis tabel atau aplikasi asal angkanya.")),
    "arah": (_("arah"), _("Tulis naik, turun, atau rentang; arah tidak ditebak dari angka.")),
    "frekuensi": (_("frekuensi"), _("Tulis seberapa sering angkanya diukur.")),
    "jenis": (_("jenis"), _("Tulis input, proses, output, atau outcome.")),
    "pemilik_unit_id": (_("pemilik"), _("Tetapkan unit penanggung jawab.")),
    "tujuan_id": (_("tujuan"), _("Kaitkan dengan satu tujuan, atau cabut dari daftar IKU.")),
    "nilai_awal": (_("nilai awal"), _("Tulis nilai sebelum rencana berjalan.")),
    "tahun_awal": (_("tahun awal"), _("Tulis tahun nilai awal.")),
}
EMPTY = _("kosong")
NO_FORMULA = _("tidak dapat dihitung dari rumusnya")
NO_DENOMINATOR = _("rasio tanpa penyebut")
NO_UNIT = _("unit tidak ada pada tabel unit")
NO_GOAL = _("tujuan tidak ada pada tabel tujuan")
WISH = _("nama menyebut harapan, bukan ukuran")
OLD_BASELINE = _("nilai awal dari sebelum putus seri")
WRONG_WAY = _("arah berlawanan dengan langkah target")
WRONG_RHYTHM = _("periode pada data lain dari frekuensinya")
SINGLE_BAND = _("arah rentang, tetapi target satu angka")
ACTIONS = {
    NO_FORMULA: _("Tulis rumus dengan nama, angka, + − × ÷, dan tanda kurung saja."),
    NO_DENOMINATOR: _("Tulis rumus sebagai pembilang / penyebut, atau ubah satuannya."),
    NO_UNIT: _("Isi kode unit yang ada pada tabel unit."),
    NO_GOAL: _("Isi kode tujuan yang ada pada tabel tujuan."),
    WISH: _("Beri nama menurut yang dihitung, misalnya jumlah atau persentase."),
    OLD_BASELINE: _("Hitung ulang nilai awal dengan metode yang baru."),
    WRONG_WAY: _("Pastikan arah, lalu perbaiki arah atau targetnya."),
    WRONG_RHYTHM: _("Samakan frekuensi pada kartu dengan periode pelaporan."),
    SINGLE_BAND: _("Isi batas bawah dan batas atas yang berbeda, atau ubah arahnya."),
}
RHYTHMS = {"bulanan": "", "triwulanan": "TW", "semesteran": "S", "tahunan": "Y"}
COLUMNS = ["iku_id", "nama", "pemilik_unit_id", "isian", "temuan", "tindakan"]
_RATE = re.compile(r"\b(persen|persentase|rasio|rerata|rata-rata|per)\b|[%‰]", re.IGNORECASE)
_WISH = re.compile(
    r"(meningkat|menurun|terwujud|tercapai|terlaksana|berkurang)nya\b", re.IGNORECASE
)


def lint_cards(
    cards: pd.DataFrame, units: pd.Index, goals: pd.Index, figures: pd.DataFrame
) -> pd.DataFrame:
    """List what is missing or doubtful on each card.

    Parameters
    ----------
    cards : DataFrame
        Accepted rows of `iku`; a column that the source does not have counts as empty.
    units, goals : Index
        Known codes of `unit` and `tujuan`; where a table is empty its codes are not compared.
    figures : DataFrame
        Rows of `target_realisasi`: iku_id, unit_id, periode, target_bawah, target_atas.

    Returns
    -------
    DataFrame
        One row per finding, in the order of the cards: iku_id, nama, pemilik_unit_id, isian (field,
        for the reader), temuan, tindakan.
    """
    aims = _summarise_targets(figures)
    rows = []
    for card in cards.to_dict("records"):
        aim = aims.get(str(card["iku_id"]), {})
        found = [*_find_empty(card), *_find_codes(card, units, goals), *_find_content(card, aim)]
        head = {name: card.get(name) for name in ("iku_id", "nama", "pemilik_unit_id")}
        for field, problem in found:
            name, fill = FIELDS.get(field, (_("nama"), ""))
            action = fill if problem == EMPTY else ACTIONS[problem]
            rows.append({**head, "isian": name, "temuan": problem, "tindakan": action})
    return pd.DataFrame(rows, columns=COLUMNS)


def is_filled(value: object) -> bool:
    """Tell whether a cell of a card holds anything."""
    return value is not None and not pd.isna(value) and bool(str(value).strip())


def is_rate(card: dict[str, object]) -> bool:
    """Tell whether name or unit of a card say that it is a share, a ratio or a mean."""
    texts = (str(card.get(name)) for name in ("satuan", "nama") if is_filled(card.get(name)))
    return any(_RATE.search(text) for text in texts)


def _find_empty(card: dict[str, object]) -> Iterator[tuple[str, str]]:
    for field in FIELDS:
        if not is_filled(card.get(field)):
            yield field, EMPTY


def _find_codes(
    card: dict[str, object], units: pd.Index, goals: pd.Index
) -> Iterator[tuple[str, str]]:
    checks = (("pemilik_unit_id", units, NO_UNIT), ("tujuan_id", goals, NO_GOAL))
    for field, known, problem in checks:
        if is_filled(card.get(field)) and len(known) and card[field] not in known:
            yield field, problem


def _find_content(card: dict[str, object], aim: dict[str, object]) -> Iterator[tuple[str, str]]:
    formula = read_formula(card.get("rumus"))
    if is_filled(card.get("rumus")) and formula is None:
        yield "rumus", NO_FORMULA
    if formula is not None and is_rate(card) and not formula.denominators:
        yield "rumus", NO_DENOMINATOR
    if _WISH.match(str(card.get("nama", ""))):
        yield "nama", WISH
    if _is_before(card.get("tahun_awal"), card.get("putus_seri")):
        yield "nilai_awal", OLD_BASELINE
    yield from _find_conflicts(card, aim)


def _is_before(baseline: object, new_method: object) -> bool:
    known = is_filled(baseline) and is_filled(new_method)
    return known and float(baseline) < float(new_method)


def _find_conflicts(card: dict[str, object], aim: dict[str, object]) -> Iterator[tuple[str, str]]:
    """Compare what a card declares with the rows of its figures."""
    if not aim:
        return
    if card.get("arah") == "rentang" and aim["single"]:
        yield "arah", SINGLE_BAND
    if aim["step"] * {"naik": 1, "turun": -1}.get(str(card.get("arah")), 0) < 0:
        yield "arah", WRONG_WAY
    rhythm = RHYTHMS.get(str(card.get("frekuensi")))
    if rhythm is not None and aim["kinds"] and aim["kinds"] != {rhythm}:
        yield "frekuensi", WRONG_RHYTHM


def _summarise_targets(figures: pd.DataFrame) -> dict[str, dict[str, object]]:
    """Give per indicator: sign of its targets' steps from year to year, single, kinds of period.

    The step is 1 or -1 only where every step of every unit that is not 0 has that sign, and there
    are at least two steps; else 0.
    """
    targets = figures[["target_bawah", "target_atas"]]
    rows = figures.assign(
        tengah=targets.mean(axis=1),
        tunggal=targets.isna().any(axis=1) | targets["target_bawah"].eq(targets["target_atas"]),
        tahun=figures["periode"].str[:4],
        irama=figures["periode"].str.extract(r"-([A-Z]*)", expand=False).fillna("Y"),
    )
    found = {}
    for code, own in rows.groupby("iku_id"):
        yearly = own.groupby(["unit_id", "tahun"])["tengah"].last()
        steps = yearly.groupby(level=0).diff().dropna()
        signs = set((steps[steps != 0] > 0).tolist())
        step = 0 if len(signs) != 1 or (steps != 0).sum() < 2 else 1 if signs == {True} else -1
        aimed = own[own["tengah"].notna()]
        found[str(code)] = {
            "step": step,
            "single": bool(len(aimed)) and bool(aimed["tunggal"].all()),
            "kinds": set(own["irama"]),
        }
    return found


def mix_kinds(cards: pd.DataFrame) -> pd.DataFrame:
    """Count the kinds of indicator of each owner.

    Returns
    -------
    DataFrame
        One row per owner in the order of the cards (missing last): pemilik_unit_id, input, proses,
        output, outcome, tanpa_jenis, jumlah.
    """
    kinds = ("input", "proses", "output", "outcome")
    kind = cards["jenis"].where(cards["jenis"].isin(kinds), "tanpa_jenis")
    names = [*kinds, "tanpa_jenis"]
    owner = cards["pemilik_unit_id"].fillna("")
    table = pd.crosstab(owner, kind).reindex(columns=names, fill_value=0)
    order = [code for code in dict.fromkeys(owner) if code] + ([""] if (owner == "").any() else [])
    table = table.reindex(order).astype(int)
    return table.assign(jumlah=table.sum(axis=1)).rename_axis("pemilik_unit_id").reset_index()
