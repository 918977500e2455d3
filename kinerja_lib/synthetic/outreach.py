"""Outreach sessions of an invented region: planned, held, attended, understood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import pandas as pd

from kinerja_lib.synthetic.columns import choose, days, number_codes
from kinerja_lib.synthetic.competency_truth import make_finding
from kinerja_lib.synthetic.plan import Built
from kinerja_lib.synthetic.population import Population

CHANNELS = ("tatap muka", "daring", "lokakarya", "surat edaran", "video")
BEFORE, PERSON_SD, GAIN_SD = 55.0, 11.0, 8.0  # points of the understanding test
ATTENDANCE = 0.72  # mean share of a unit's active people who attend
NOT_HELD = 0.1  # share of planned sessions not held, outside the units not reached
UNTESTED = 0.06  # share of single scores that are absent
SERIES_TOPIC = "Lokakarya Membaca Indikator Kinerja"
SERIES_MONTHS = ("2026-01", "2026-02", "2026-03", "2026-04", "2026-05", "2026-06")
SERIES_KINDS = ("dinas", "badan", "sekretariat", "inspektorat")


@dataclass(frozen=True)
class Topic:
    """Describe one topic.

    Parameters
    ----------
    name, start : str
        Text of the topic; first planned day, sessions follow within 60 days.
    gain : float
        True change of understanding, points; 0: none.
    level : float
        Mean understanding before, points.
    """

    name: str
    start: str
    gain: float
    level: float = BEFORE


TOPICS: Mapping[str, tuple[Topic, ...]] = MappingProxyType(
    {
        "andir": (
            Topic("Manfaat Pengelolaan Jabatan Berbasis Kinerja", "2025-06-02", 12.0),
            Topic("Perubahan Cara Kerja Digital", "2026-02-02", 0.0),
        ),
        "mamuju": (
            Topic("Empat Pilar Pengelolaan Kinerja", "2025-07-07", 10.0),
            Topic("Tata Cara Pengaduan Daring", "2026-01-12", 0.0),
        ),
        "jambi": (
            Topic("Pentingnya Indikator Kinerja", "2025-09-01", 12.0),
            Topic("Aplikasi Pelaporan Kinerja", "2026-02-09", 0.0),
        ),
        "kotabumi": (
            Topic("Tujuan dan Manfaat Evaluasi Kinerja", "2025-08-04", 11.0),
            Topic("Tata Cara Penilaian Diri", "2026-03-02", 0.0),
        ),
        "wanggar": (
            Topic("Manfaat Sistem Kerja Baru", "2025-07-14", 12.0),
            Topic("Kebijakan Penyesuaian Jabatan", "2026-02-16", 0.0, level=38.0),
        ),
    }
)
ONLINE_GAIN = {"mamuju": 0.35}  # part of the gain that remains in online sessions
MISSED_KIND = {"andir": "kelurahan", "kotabumi": "sekolah"}  # kinds of unit left out of topic 1
BY_LOT = "jambi"  # region in which a lot decides which half of the units gets topic 1


def build_outreach(people: Population) -> Built:
    """Build `sosialisasi` and `peserta_sosialisasi` of one region.

    Each topic has one session for each unit with active people. The session is not held in units
    not reached, and in one of ten others. A person attends with chance 0.72; understanding before
    is N(level, 11), the change N(gain, 8), in points of 0 to 100, six in a hundred scores absent.
    A series of six monthly workshops for agencies has scores in its last month only (gain 6).
    Participant codes are drawn for each session and say nothing about the person.
    """
    rng = people.random("outreach")
    sessions = pd.concat([_plan_topics(people, rng), _plan_series(people, rng)], ignore_index=True)
    sessions.insert(0, "sosialisasi_id", number_codes("SOS-", np.arange(1, len(sessions) + 1), 5))
    held = sessions["tanggal"].notna().to_numpy()
    present = np.where(held, rng.binomial(sessions["size"].to_numpy(), ATTENDANCE), 0)
    sessions = sessions.assign(hadir=present)
    tables = {
        "sosialisasi": _session_table(sessions, held),
        "peserta_sosialisasi": _participants(sessions, rng),
    }
    truth: dict[str, object] = {
        "topics": [_topic_truth(people, topic, sessions) for topic in TOPICS[people.plan.slug]],
        "series": _series_truth(sessions),
        "planned": len(sessions),
        "held": int(held.sum()),
        "findings": [_finding(people, sessions)],
    }
    return Built(tables, truth)


def unit_sizes(people: Population) -> np.ndarray:
    """Return the number of active people of each unit, in the order of `unit`."""
    return np.bincount(people.staff.unit[people.active], minlength=len(people.unit))


def units_not_reached(people: Population) -> np.ndarray:
    """Tell which units the first topic does not reach, one bool for each unit.

    All units of one kind in two regions, half of all units by lot in Jambi, else one unit of
    twelve at random and at least one.
    """
    rng = people.random("outreach reach")
    slug, count = people.plan.slug, len(people.unit)
    if slug in MISSED_KIND:
        return (people.unit["jenis"] == MISSED_KIND[slug]).to_numpy(dtype=bool)
    missed = np.zeros(count, dtype=bool)
    missed[rng.permutation(count)[: count // 2 if slug == BY_LOT else max(1, count // 12)]] = True
    return missed


def _plan_topics(people: Population, rng: np.random.Generator) -> pd.DataFrame:
    sizes = unit_sizes(people)
    unit = np.flatnonzero(sizes > 0)
    missed = units_not_reached(people)[unit]
    parts = []
    for number, topic in enumerate(TOPICS[people.plan.slug]):
        day = np.datetime64(topic.start) + rng.integers(0, 60, len(unit))
        channel = rng.integers(0, 2, len(unit))
        missing = (rng.random(len(unit)) < NOT_HELD) & (number == 1 or people.plan.slug != BY_LOT)
        missing |= missed if number == 0 else False
        kept = ONLINE_GAIN.get(people.plan.slug, 1.0)
        part = pd.DataFrame(
            {
                "topic": topic.name,
                "unit": unit,
                "planned": day,
                "tanggal": _held_days(rng, day, missing),
                "channel": channel,
                "size": sizes[unit],
                "gain": np.where(channel == 1, topic.gain * kept, topic.gain),
                "level": topic.level,
            }
        )
        parts.append(part)
    table = pd.concat(parts, ignore_index=True)
    return table.assign(unit_id=people.unit["unit_id"].to_numpy(dtype=object)[table["unit"]])


def _plan_series(people: Population, rng: np.random.Generator) -> pd.DataFrame:
    kinds = people.unit["jenis"].isin(SERIES_KINDS).to_numpy()
    unit = np.flatnonzero(kinds & (unit_sizes(people) > 0))
    parts = []
    for month in SERIES_MONTHS:
        day = np.datetime64(f"{month}-12") + rng.integers(0, 5, len(unit))
        missing = rng.random(len(unit)) < NOT_HELD * 2
        scored = month == SERIES_MONTHS[-1]
        part = pd.DataFrame({"topic": SERIES_TOPIC, "unit": unit, "planned": day})
        parts.append(
            part.assign(
                tanggal=_held_days(rng, day, missing),
                channel=2,
                size=unit_sizes(people)[unit],
                gain=6.0 if scored else np.nan,
                level=BEFORE,
            )
        )
    table = pd.concat(parts, ignore_index=True)
    return table.assign(unit_id=people.unit["unit_id"].to_numpy(dtype=object)[table["unit"]])


def _held_days(rng: np.random.Generator, day: np.ndarray, missing: np.ndarray) -> np.ndarray:
    """Return the day held: as planned, or up to ten days later for one in three; NaT: not held."""
    late = np.where(rng.random(len(day)) < 1 / 3, rng.integers(1, 11, len(day)), 0)
    return np.where(missing, np.datetime64("NaT"), day + late)


def _session_table(sessions: pd.DataFrame, held: np.ndarray) -> pd.DataFrame:
    present = pd.Series(sessions["hadir"].to_numpy(), dtype="Int64").where(pd.Series(held))
    return pd.DataFrame(
        {
            "sosialisasi_id": sessions["sosialisasi_id"],
            "topik": sessions["topic"].astype("category"),
            "unit_id": sessions["unit_id"].astype("str"),
            "tanggal_rencana": days(sessions["planned"].to_numpy()),
            "tanggal": days(sessions["tanggal"].to_numpy()),
            "kanal": choose(CHANNELS, sessions["channel"].to_numpy()),
            "sasaran": sessions["size"],
            "hadir": present,
        }
    )


def _participants(sessions: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Return one row for each attendance, in an order that says nothing about the person."""
    place = np.repeat(np.arange(len(sessions)), sessions["hadir"].to_numpy())
    gain, level = sessions["gain"].to_numpy()[place], sessions["level"].to_numpy()[place]
    before = rng.normal(level, PERSON_SD)
    after = before + rng.normal(np.nan_to_num(gain), GAIN_SD)
    scores = np.round(np.column_stack([before, after]).clip(0, 100), 1)
    scores[(rng.random(scores.shape) < UNTESTED) | np.isnan(gain)[:, None]] = np.nan
    codes = rng.permutation(len(place)) + 1
    return pd.DataFrame(
        {
            "sosialisasi_id": sessions["sosialisasi_id"].take(place).reset_index(drop=True),
            "peserta_id": number_codes("PS-", codes, 7),
            "pemahaman_sebelum": scores[:, 0],
            "pemahaman_sesudah": scores[:, 1],
        }
    )


def _topic_truth(people: Population, topic: Topic, sessions: pd.DataFrame) -> dict[str, object]:
    own = sessions.loc[sessions["topic"] == topic.name]
    return {
        "topik": topic.name,
        "gain": topic.gain,
        "online_part": ONLINE_GAIN.get(people.plan.slug, 1.0),
        "level_before": topic.level,
        "units_not_reached": own.loc[own["tanggal"].isna(), "unit_id"].tolist(),
        "planned": len(own),
        "held": int(own["tanggal"].notna().sum()),
    }


def _series_truth(sessions: pd.DataFrame) -> dict[str, object]:
    own = sessions.loc[sessions["topic"] == SERIES_TOPIC]
    return {
        "topik": SERIES_TOPIC,
        "months": list(SERIES_MONTHS),
        "planned": len(own),
        "not_held": own.loc[own["tanggal"].isna(), "sosialisasi_id"].tolist(),
        "gain_last_month": 6.0,
    }


def _finding(people: Population, sessions: pd.DataFrame) -> dict[str, object]:
    """State what only this region shows in its outreach."""
    slug, first = people.plan.slug, TOPICS[people.plan.slug][0]
    missed = people.unit.loc[units_not_reached(people), "unit_id"].tolist()
    if slug in MISSED_KIND:
        what = f"no unit of the kind {MISSED_KIND[slug]} was reached by the first topic"
        return make_finding(f"sosialisasi_{slug}", what, "sosialisasi", missed, len(missed))
    table = "peserta_sosialisasi"
    if slug == "mamuju":
        what, size = "online sessions keep only a part of the gain", ONLINE_GAIN[slug]
        return make_finding("daring_kurang_efektif", what, table, [first.name], size)
    if slug == "wanggar":
        topic = TOPICS[slug][1]
        what = "a topic is still not understood after outreach"
        return make_finding("topik_belum_dipahami", what, table, [topic.name], topic.level)
    what = "a lot decided which half of the units got the first topic"
    return make_finding("sosialisasi_menurut_undian", what, "sosialisasi", missed, len(missed))
