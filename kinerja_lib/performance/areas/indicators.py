"""Judge indicator figures of several areas against their targets, year by year."""

from __future__ import annotations

import pandas as pd

from kinerja_lib.performance.areas.area_names import name_area
from kinerja_lib.performance.areas.series_checks import (
    DERIVED,
    NO_RATIO,
    NO_TARGET,
    NO_VALUE,
    ZEROS,
    flag_derived,
    flag_zeros,
)
from kinerja_lib.rules.targets import (
    Polarity,
    Target,
    Verdict,
    achieve_target,
    cap_achievement,
    distance_to_target,
    judge_target,
    subtract,
)
from kinerja_lib.tables.columns import NO_DATA, NOT_APPLICABLE

MET = (Verdict.MET.value, Verdict.BETTER.value)
_FIGURE_COLUMNS = ("provinsi", "indikator", "tahun", "realisasi", "target_bawah", "target_atas")
_CARD_COLUMNS = (
    "indikator",
    "nama",
    "nama_pendek",
    "satuan",
    "arah",
    "desimal",
    "putus_seri",
    "total_turunan",
)


def judge_indicators(figures: pd.DataFrame, cards: pd.DataFrame, *, cap: float) -> pd.DataFrame:
    """Give every figure its verdict, achievement, distance and segment.

    Parameters
    ----------
    figures : DataFrame
        Columns provinsi, indikator, tahun, realisasi, target_bawah, target_atas (floats in the
        indicator's unit, NaN where missing), as `read_indicators` gives them.
    cards : DataFrame
        One row per indicator: nama, nama_pendek, satuan, arah, desimal, putus_seri (first year of
        a new method), total_turunan (area whose row is worked out from the others).
    cap : float
        Highest achievement in per cent that the capped column shows.

    Returns
    -------
    DataFrame
        One row per area, indicator and year, sorted by card order, area order and year; columns
        wilayah, indikator, nama, nama_pendek, satuan, arah, desimal, tahun, realisasi,
        target_bawah, target_atas, kesimpulan, alasan (why not computable),
        alasan_nilai (why there is no value), alasan_batas (what an empty
        bound means), selisih (unit), capaian and
        capaian_terbatas (per cent), alasan_capaian, segmen (0 before the series break, 1 after).
        A derived total keeps its row; its value is set to missing, so nothing can use it.

    Notes
    -----
    Rules and sources: `kinerja_lib.rules.targets`.
    """
    rows = _join_cards(figures, cards.reset_index(drop=True))
    judged = pd.concat([rows, _judge_rows(rows, cap)], axis=1)
    area_order = {area: i for i, area in enumerate(figures["provinsi"].unique())}
    judged = judged.assign(urutan_wilayah=judged["provinsi"].map(area_order))
    return judged.sort_values(["urutan", "urutan_wilayah", "tahun"]).reset_index(drop=True)


def _join_cards(figures: pd.DataFrame, cards: pd.DataFrame) -> pd.DataFrame:
    """Put each figure beside its card; a derived figure loses its value, its row stays."""
    detail = cards[list(_CARD_COLUMNS)].assign(urutan=cards.index)
    rows = figures[list(_FIGURE_COLUMNS)].merge(detail, on="indikator", validate="many_to_one")
    keys = pd.MultiIndex.from_frame(rows[["indikator", "provinsi"]])
    derived = flag_derived(figures, cards).reindex(keys, fill_value=False).to_numpy()
    zero = flag_zeros(rows)
    return rows.assign(
        wilayah=rows["provinsi"].map(name_area),
        turunan=derived,
        nol=zero,
        realisasi=rows["realisasi"].mask(derived | zero),
        segmen=(rows["tahun"] >= rows["putus_seri"].fillna(0)).astype(int),
    )


def _judge_rows(rows: pd.DataFrame, cap: float) -> pd.DataFrame:
    records = []
    for row in rows.itertuples(index=False):
        target = Target(row.target_bawah, row.target_atas, Polarity(row.arah))
        verdict = judge_target(row.realisasi, target)
        raw = achieve_target(row.realisasi, target)
        reasons = _explain(row, target, verdict)
        records.append(
            {
                "kesimpulan": verdict.value,
                **reasons,
                "selisih": distance_to_target(row.realisasi, target),
                "capaian": raw,
                "capaian_terbatas": cap_achievement(raw, cap),
                "alasan_capaian": reasons["alasan"] or ("" if raw is not None else NO_RATIO),
            }
        )
    numbers = ["selisih", "capaian", "capaian_terbatas"]
    return pd.DataFrame(records, index=rows.index).astype(dict.fromkeys(numbers, float))


def _explain(row: object, target: Target, verdict: Verdict) -> dict[str, str]:
    """Say why a verdict, a value or a bound is not there; "" where it is."""
    unused = DERIVED if row.turunan else ZEROS if row.nol else ""
    no_value = unused or (NO_VALUE if pd.isna(row.realisasi) else "")
    reason = ""
    if verdict is Verdict.NOT_COMPUTABLE:
        missing = NO_TARGET if target.is_missing else NO_VALUE
        reason = unused or (NO_RATIO if target.is_undefined and not no_value else missing)
    bound = "" if target.is_band else NO_DATA if target.is_missing else NOT_APPLICABLE
    return {"alasan": reason, "alasan_nilai": no_value, "alasan_batas": bound}


def summarise_areas(judged: pd.DataFrame, year: int) -> pd.DataFrame:
    """Count the verdicts of one year per area.

    Returns
    -------
    DataFrame
        One row per area in the order of the data: wilayah, indikator (number judged or not),
        tercapai (met or better), tidak_tercapai, tidak_dapat, and per indicator its value
        (`nilai_<i>`) and verdict (`kesimpulan_<i>`), i counting from 0 in card order.
    """
    now = judged[judged["tahun"] == year]
    codes = list(judged.drop_duplicates("indikator")["indikator"])
    records = []
    for area in judged.sort_values("urutan_wilayah", kind="stable")["wilayah"].unique():
        own = now[now["wilayah"] == area].set_index("indikator")
        verdicts = [own["kesimpulan"].get(code, Verdict.NOT_COMPUTABLE.value) for code in codes]
        record = {
            "wilayah": area,
            "indikator": len(codes),
            "tercapai": sum(v in MET for v in verdicts),
            "dinilai": len(verdicts) - verdicts.count(Verdict.NOT_COMPUTABLE.value),
            "tidak_tercapai": verdicts.count(Verdict.MISSED.value),
            "tidak_dapat": verdicts.count(Verdict.NOT_COMPUTABLE.value),
        }
        for i, code in enumerate(codes):
            record[f"nilai_{i}"] = own["realisasi"].get(code)
            record[f"kesimpulan_{i}"] = verdicts[i]
            record[f"alasan_{i}"] = own["alasan"].get(code, NO_VALUE)
        records.append(record)
    return pd.DataFrame(records)


def summarise_indicators(judged: pd.DataFrame, year: int) -> pd.DataFrame:
    """Count the verdicts of one year per indicator, and find the highest and lowest value.

    Returns
    -------
    DataFrame
        One row per indicator in card order, also without a figure in the year: indikator, nama,
        nama_pendek, satuan, desimal, arah, wilayah (areas with a row), tercapai, tidak_tercapai,
        tidak_dapat, berangka (areas with a value), tertinggi, wilayah_tertinggi, terendah,
        wilayah_terendah (NaN and "" without a value).
    """
    records = []
    for _code, all_rows in judged.groupby("urutan"):
        rows = all_rows[all_rows["tahun"] == year]
        first, known = all_rows.iloc[0], rows.dropna(subset="realisasi")
        high = known.loc[known["realisasi"].idxmax()] if len(known) else None
        low = known.loc[known["realisasi"].idxmin()] if len(known) else None
        records.append(
            {
                **first[["indikator", "nama", "nama_pendek", "satuan", "desimal", "arah"]],
                "wilayah": len(rows),
                "tercapai": int(rows["kesimpulan"].isin(MET).sum()),
                "tidak_tercapai": int((rows["kesimpulan"] == Verdict.MISSED.value).sum()),
                "tidak_dapat": int((rows["kesimpulan"] == Verdict.NOT_COMPUTABLE.value).sum()),
                "berangka": len(known),
                "tertinggi": None if high is None else high["realisasi"],
                "wilayah_tertinggi": "" if high is None else high["wilayah"],
                "terendah": None if low is None else low["realisasi"],
                "wilayah_terendah": "" if low is None else low["wilayah"],
            }
        )
    return pd.DataFrame(records)


def follow_path(judged: pd.DataFrame, until: int) -> pd.DataFrame:
    """Compare the first and last value of each unbroken series; no path crosses a series break.

    Parameters
    ----------
    judged : DataFrame
        From `judge_indicators`.
    until : int
        Last year looked at.

    Returns
    -------
    DataFrame
        One row per area and indicator: wilayah, indikator, nama, arah, satuan, desimal, awal and
        akhir (years), nilai_awal, nilai_akhir, perubahan (unit) and arah_perubahan: `membaik`,
        `memburuk`, `tetap`, or `tidak dapat dihitung` with fewer than two values. Band indicators
        (polarity `rentang`) have no better side: `naik` or `turun`.
    """
    records = []
    known = judged[judged["tahun"] <= until]
    for _key, rows in known.groupby(["urutan", "urutan_wilayah"]):
        first = rows.iloc[0]
        last_segment = rows[rows["segmen"] == rows["segmen"].max()].dropna(subset="realisasi")
        record = dict(first[["wilayah", "indikator", "nama", "arah", "satuan", "desimal"]])
        if len(last_segment) < 2:
            records.append(record | {"arah_perubahan": Verdict.NOT_COMPUTABLE.value})
            continue
        start, end = last_segment.iloc[0], last_segment.iloc[-1]
        change = subtract(end["realisasi"], start["realisasi"])
        records.append(
            record
            | {
                "awal": int(start["tahun"]),
                "akhir": int(end["tahun"]),
                "nilai_awal": start["realisasi"],
                "nilai_akhir": end["realisasi"],
                "perubahan": change,
                "arah_perubahan": _name_change(change, first["arah"]),
            }
        )
    return pd.DataFrame(records)


def _name_change(change: float, polarity: str) -> str:
    if change == 0:
        return "tetap"
    if polarity == Polarity.WITHIN:
        return "naik" if change > 0 else "turun"
    better = (change > 0) == (polarity == Polarity.UP)
    return "membaik" if better else "memburuk"


def inspect_quality(judged: pd.DataFrame, cards: pd.DataFrame) -> pd.DataFrame:
    """Count per indicator what is there and what is missing, before any result.

    Returns
    -------
    DataFrame
        One row per indicator: nama, diharapkan (areas x years of the whole file), terisi, turunan
        (derived figures not used), bertarget (figures with a target), putus_seri (year or NaN),
        catatan (text of the card).
    """
    expected = judged["wilayah"].nunique() * judged["tahun"].nunique()
    notes = cards.set_index("indikator")["catatan"]
    records = []
    for _order, rows in judged.groupby("urutan"):
        first = rows.iloc[0]
        used = rows["realisasi"].notna()
        has_target = used & (rows["target_bawah"].notna() | rows["target_atas"].notna())
        records.append(
            {
                "nama": first["nama"],
                "diharapkan": expected,
                "terisi": int(rows["realisasi"].notna().sum()),
                "turunan": int(rows["turunan"].sum()),
                "bertarget": int(has_target.sum()),
                "putus_seri": first["putus_seri"],
                "catatan": notes[first["indikator"]],
            }
        )
    return pd.DataFrame(records)
