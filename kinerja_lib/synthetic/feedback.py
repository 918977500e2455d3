"""Feedback, coaching, dialogue and objections of people."""

from __future__ import annotations

import numpy as np
import pandas as pd

from kinerja_lib.synthetic.capaian import PERIODS
from kinerja_lib.synthetic.columns import choose, days, draw_codes, number_codes
from kinerja_lib.synthetic.periods import last_day
from kinerja_lib.synthetic.plan import END, Built
from kinerja_lib.synthetic.population import Population
from kinerja_lib.tables.choices import RELATIONS

_TONES = ("positif", "konstruktif", "netral")
_TEXTS = (
    "Laporan tersusun rapi dan tepat waktu",
    "Pelayanan kepada pemohon ramah dan cepat",
    "Gagasan perbaikan alur kerja sudah dipakai",
    "Waktu penyelesaian permohonan perlu dipersingkat",
    "Kelengkapan dokumen perlu diperiksa lebih awal",
    "Koordinasi dengan unit lain perlu ditingkatkan",
    "Pembagian tugas minggu ini sudah dibicarakan",
)
_STEPS = (
    "Mengikuti pendampingan",
    "Menyusun daftar periksa",
    "Membagi pengalaman dengan rekan",
    "Meninjau ulang jadwal kerja",
)
_TOPICS = (
    "pencapaian target",
    "pengaturan waktu",
    "pelayanan",
    "kerja sama",
    "penggunaan aplikasi",
)
_REASONS = (
    "Realisasi yang diperhitungkan belum lengkap",
    "Bukti dukung belum dinilai",
    "Rating perilaku tidak disertai penjelasan",
    "Target berubah di tengah periode",
)
_OUTCOMES = ("diajukan", "diproses", "diterima", "diterima sebagian", "ditolak")
_START = np.datetime64("2025-10-01")
_LAST = np.datetime64(END, "D")


def build_feedback(people: Population, predikat: np.ndarray) -> Built:
    """Write `umpan_balik`, `pembinaan`, `dialog_kinerja` and `keberatan`.

    Parameters
    ----------
    people : Population
    predikat : int array of shape (periods, people)
        As in `results.Results`.
    """
    feedback, told = _feedback(people)
    coaching, coached = _coaching(people, predikat)
    dialogue, talked = _dialogue(people)
    objections, objected = _objections(people, predikat)
    tables = {
        "umpan_balik": feedback,
        "pembinaan": coaching,
        "dialog_kinerja": dialogue,
        "keberatan": objections,
    }
    parts = (told, coached, talked, objected)
    found = [part.pop("finding") for part in parts if "finding" in part]
    return Built(tables, told | coached | talked | objected | {"findings": found})


def _pick_units(people: Population, rng: np.random.Generator, count: int) -> np.ndarray:
    """Choose units with five active people or more, rows of `unit`."""
    size = np.bincount(people.staff.unit[people.active], minlength=len(people.unit))
    return np.sort(rng.choice(np.flatnonzero(size >= 5), size=count, replace=False))


def _feedback(people: Population) -> tuple[pd.DataFrame, dict[str, object]]:
    """Write about 1.2 pieces of feedback a person from October 2025 to September 2026.

    The lag from event to feedback is exponential with a mean of 6 days, in two overdue units 40,
    in Wanggar 20 before 2026 and 4 from then on. Half of the feedback has a follow-up, of which
    four of five are closed after 20 days on average, in the overdue units one of five.
    """
    rng = people.random("umpan_balik")
    person = np.repeat(
        np.flatnonzero(people.active), rng.poisson(1.2, int(people.active.sum())).clip(max=4)
    )
    size, overdue = len(person), _pick_units(people, rng, 2)
    slow = np.isin(people.staff.unit[person], overdue)
    event, given, done, step = _feedback_days(people.plan.slug, slow, rng)
    relation = draw_codes(rng, (0, 70, 25, 5), size)
    giver = np.where(relation == 1, people.supervisor[person], _mate(people, person, rng))
    giver = np.where(giver == person, -1, giver)
    tone = draw_codes(rng, (45, 40, 15), size)
    order = np.argsort(given, kind="stable")
    text = np.array([0, 3, 6])[tone] + rng.integers(0, 3, size) * (tone < 2)
    table = pd.DataFrame(
        {
            "umpan_balik_id": number_codes("UB-", np.arange(1, size + 1)),
            "nip": people.nips(person[order]),
            "pemberi": people.nips(giver[order]),
            "hubungan": choose(RELATIONS, relation[order]),
            "tanggal_kejadian": days(event[order]),
            "tanggal": days(given[order]),
            "isi": choose(_TEXTS, text[order]),
            "nada": choose(_TONES, tone[order]),
            "tindak_lanjut": choose(_STEPS, np.where(step, person % 4, -1)[order]),
            "tanggal_selesai": days(done[order]),
        }
    )
    return table, _feedback_truth(people, overdue)


def _feedback_days(
    region: str, slow: np.ndarray, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Draw days of event, feedback and closing, and whether there is a follow-up."""
    size = len(slow)
    event = _START + rng.integers(0, 350, size).astype("timedelta64[D]")
    mean = np.where(slow, 40.0, 6.0)
    if region == "wanggar":
        usual = np.where(event < np.datetime64("2026-01-01"), 20.0, 4.0)
        mean = np.where(slow, mean, usual)
    lag = np.floor(rng.exponential(mean)).clip(max=120).astype("timedelta64[D]")
    given = np.minimum(event + lag, _LAST)
    step = rng.random(size) < 0.5
    closed = step & (rng.random(size) < np.where(slow, 0.2, 0.8))
    done = given + np.ceil(rng.exponential(20, size)).astype("timedelta64[D]")
    return event, given, np.where(closed & (done <= _LAST), done, np.datetime64("NaT")), step


def _feedback_truth(people: Population, overdue: np.ndarray) -> dict[str, object]:
    codes = people.unit["unit_id"].to_numpy()[overdue].tolist()
    truth: dict[str, object] = {"umpan_balik_terlambat": {"unit_id": codes, "rerata_hari": 40}}
    if people.plan.slug == "wanggar":
        truth["finding"] = {
            "id": "wanggar_umpan_balik_lebih_cepat",
            "what": "feedback follows its event sooner from January 2026 on",
            "table": "umpan_balik",
            "ids": ["2026-01-01"],
            "size": {"rerata_hari_sebelum": 20, "rerata_hari_sesudah": 4, "kecuali_unit": codes},
        }
    return truth


def _mate(people: Population, person: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Choose an active person of the same unit at random."""
    active = np.flatnonzero(people.active)
    active = active[np.argsort(people.staff.unit[active], kind="stable")]
    size = np.bincount(people.staff.unit[active], minlength=len(people.unit))
    first = np.cumsum(size) - size
    unit = people.staff.unit[person]
    return active[first[unit] + np.floor(rng.random(len(person)) * size[unit]).astype(int)]


def _coaching(people: Population, predikat: np.ndarray) -> tuple[pd.DataFrame, dict[str, object]]:
    """Write coaching in 2025 and 2026: 0.35 sessions a person, 1.5 for low performers.

    A low performer has Butuh Perbaikan or lower for 2025. In two units they get none.
    """
    rng = people.random("pembinaan")
    low = predikat[PERIODS.index("2025")] >= 2
    without = _pick_units(people, rng, 2)
    none = low & np.isin(people.staff.unit, without)
    mean = np.where(none, 0.0, np.where(low, 1.5, 0.35))
    coach = np.where(people.supervisor == np.arange(len(mean)), -1, people.supervisor)
    count = np.where(people.active & (coach >= 0), rng.poisson(mean), 0)
    person = np.repeat(np.arange(len(mean)), count)
    size = len(person)
    begin = np.maximum(people.staff.appointed[person], np.datetime64("2025-01-01"))
    span = (_LAST - begin).astype(int) + 1
    day = begin + np.floor(rng.random(size) * span).astype("timedelta64[D]")
    order = np.argsort(day, kind="stable")
    counsel = low[person] & (rng.random(size) < 0.3)
    table = pd.DataFrame(
        {
            "pembinaan_id": number_codes("PB-", np.arange(1, size + 1)),
            "nip": people.nips(person[order]),
            "pembina_nip": people.nips(coach[person][order]),
            "jenis": choose(("bimbingan kinerja", "konseling kinerja"), counsel[order].astype(int)),
            "tanggal": days(day[order]),
            "topik": choose(_TOPICS, rng.integers(0, len(_TOPICS), size)),
        }
    )
    codes = people.unit["unit_id"].to_numpy()[without].tolist()
    missing = people.nip[none & people.active].tolist()
    return table, {"tanpa_pembinaan": {"unit_id": codes, "nip": missing}}


def _dialogue(people: Population) -> tuple[pd.DataFrame, dict[str, object]]:
    """Write the dialogue on the plan of 85 of 100 people in 2025 and 2026.

    In Wanggar two agencies held none in 2026.
    """
    rng = people.random("dialog_kinerja")
    silent, truth = np.array([], dtype=int), {}
    if people.plan.slug == "wanggar":
        silent = _pick_units(people, rng, 2)
        truth["finding"] = {
            "id": "wanggar_rencana_tanpa_dialog",
            "what": "two units set all plans of 2026 without a recorded dialogue",
            "table": "dialog_kinerja",
            "ids": people.unit["unit_id"].to_numpy()[silent].tolist(),
            "size": {"periode": "2026", "dialog": 0},
        }
    parts = []
    for place, year in enumerate(("2025", "2026")):
        held = people.active & people.employed_on(f"{year}-02-01")
        held &= rng.random(len(held)) < 0.85
        held &= ~(np.isin(people.staff.unit, silent) & (year == "2026"))
        parts.append((np.flatnonzero(held), np.full(int(held.sum()), place)))
    person, turn = (np.concatenate(column) for column in zip(*parts, strict=True))
    begin = np.array(["2025-01-06", "2026-01-05"], dtype="datetime64[D]")[turn]
    table = pd.DataFrame(
        {
            "dialog_id": number_codes("DK-", np.arange(1, len(person) + 1)),
            "nip": people.nips(person),
            "periode": choose(("2025", "2026"), turn),
            "tanggal": days(begin + rng.integers(0, 26, len(person)).astype("timedelta64[D]")),
            "usul_diterima": rng.poisson(0.8, len(person)),
        }
    )
    return table, truth


def _objections(people: Population, predikat: np.ndarray) -> tuple[pd.DataFrame, dict[str, object]]:
    """Write objections: 8 of 1,000 results, 30 of those below Baik; in Kotabumi triple in 2026.

    They follow the quarter by 3 to 12 days and are decided after about 20 days.
    """
    rng = people.random("keberatan")
    ends = np.array([last_day(name) for name in PERIODS])
    chance = _objection_chance(people.plan.slug, predikat, ends)
    period, person = np.nonzero(rng.random(predikat.shape) < chance)
    size = len(period)
    day = ends[period] + rng.integers(3, 13, size).astype("timedelta64[D]")
    decided = day + np.ceil(rng.gamma(4, 5, size)).astype("timedelta64[D]")
    status = draw_codes(rng, (0, 0, 20, 25, 55), size)
    open_now = (decided > _LAST) | (rng.random(size) < 0.04)
    status = np.where(open_now, rng.integers(0, 2, size), status)
    table = pd.DataFrame(
        {
            "keberatan_id": number_codes("KB-", np.arange(1, size + 1), 5),
            "nip": people.nips(person),
            "periode": choose(PERIODS, period),
            "tanggal": days(day),
            "alasan": choose(_REASONS, rng.integers(0, len(_REASONS), size)),
            "status": choose(_OUTCOMES, status),
            "tanggal_putusan": days(np.where(open_now, np.datetime64("NaT"), decided)),
        }
    )
    return table, {"keberatan": size} | _objection_truth(people.plan.slug)


def _objection_chance(region: str, predikat: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """Return the chance of an objection to each quarterly result of the past."""
    rise = np.where([name.startswith("2026") for name in PERIODS], 3.0, 1.0)
    if region != "kotabumi":
        rise = np.ones(len(PERIODS))
    chance = np.where(predikat >= 2, 0.03, 0.008) * rise[:, None]
    quarters = np.array(["TW" in name for name in PERIODS])
    return chance * ((predikat >= 0) & (quarters & (ends < np.datetime64("2026-09-01")))[:, None])


def _objection_truth(region: str) -> dict[str, object]:
    if region != "kotabumi":
        return {}
    finding = {
        "id": "kotabumi_keberatan_naik",
        "what": "the rate of objections is three times as high in 2026",
        "table": "keberatan",
        "ids": [name for name in PERIODS if name.startswith("2026")],
        "size": {"kali": 3.0},
    }
    return {"finding": finding}
