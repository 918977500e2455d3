"""The staff survey of an invented region: two waves with a known structure."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from kinerja_lib.synthetic.answers import (
    BREAK_OFF,
    CARELESS,
    MISSING_CELL,
    STABILITY,
    draw_answers,
    draw_careless,
    draw_factors,
    draw_seconds,
    drop_answers,
    repeat_factors,
    share_with_unit,
    spoil_answers,
    to_item_columns,
)
from kinerja_lib.synthetic.columns import choose, days
from kinerja_lib.synthetic.competency_truth import make_finding
from kinerja_lib.synthetic.instrument import (
    RANGES,
    SUBSCALES,
    Items,
    describe_instrument,
    list_items,
)
from kinerja_lib.synthetic.outreach import unit_sizes
from kinerja_lib.synthetic.plan import END, Built
from kinerja_lib.synthetic.population import Population
from kinerja_lib.synthetic.survey_shifts import Shift, plan_shift, shift_scores, shift_unit_effects

WAVES = ("2025-1", "2026-1")
FIRST_DAYS = ("2025-05-05", "2026-05-04")
FIELD_DAYS = 21
AGES = ("di bawah 30", "30-39", "40-49", "50 ke atas")
RESPONSE = (0.60, 0.88)  # limits of the response rate of a unit
SILENT_RATE, SILENT_UNITS, SILENT_LEAST = 0.08, 2, 8
COMMENTED, NAMED = 0.09, 0.04  # share with a comment; share of comments that hold a name
COMMENTS = (
    "Jadwal penilaian sebaiknya diumumkan lebih awal",
    "Saya perlu contoh pengisian yang lebih jelas",
    "Sosialisasi membantu, mohon diadakan lagi",
    "Beban laporan bertambah tetapi aplikasinya lambat",
    "Atasan memberi umpan balik yang berguna",
    "Cara kerja lama lebih sederhana menurut saya",
    "Belum paham manfaatnya bagi pekerjaan saya",
    "Ruang kerja dan jaringan internet perlu diperbaiki",
    "Penilaian sebaiknya melihat kondisi tiap unit",
    "Tidak ada saran",
)


@dataclass(frozen=True)
class _Frame:
    """People invited: row of pegawai, unit, age in years, code, rate of their unit."""

    row: np.ndarray
    unit: np.ndarray
    age: np.ndarray
    code: np.ndarray
    rate: np.ndarray


def build_survey(people: Population) -> Built:
    """Build `survei_asn` of one region: two waves, a row for each respondent and wave.

    Invited are all active people; each unit has a response rate between 0.60 and 0.88, two units
    0.08. Who answered the first wave answers the second with 1.15 times the rate, at most 0.97,
    others with 0.7 times. Codes are random and the same in both waves; rows are in random order.
    Formulas: `draw_factors`, `share_with_unit`, `plan_shift`, `draw_answers`, `spoil_answers`.
    """
    rng = people.random("survey")
    frame, silent = _invite(people, rng)
    shift = plan_shift(people)
    effects = rng.standard_normal((len(people.unit), len(SUBSCALES)))
    effects = shift_unit_effects(shift, effects)
    first = draw_factors(rng, len(frame.row))
    answered = rng.random(len(frame.row)) < frame.rate
    again = np.where(answered, np.minimum(frame.rate * 1.15, 0.97), frame.rate * 0.7)
    present = (answered, rng.random(len(frame.row)) < again)
    waves, careless, named = [], {}, []
    for wave, factors in enumerate((first, repeat_factors(rng, first))):
        scores = share_with_unit(factors, effects, frame.unit)
        scores = shift_scores(shift, scores, wave=wave, unit=frame.unit, age=frame.age)
        who = rng.permutation(np.flatnonzero(present[wave]))
        table, kinds, names = _answer_wave(people, rng, frame, who, (wave, scores[who]))
        waves.append(table)
        careless[WAVES[wave]] = _list_careless(kinds, frame.code[who])
        named += [[WAVES[wave], code] for code in frame.code[who][names]]
    truth = describe_instrument(people.plan.slug) | {
        "careless": careless,
        "comments_with_names": named,
        "stability": STABILITY,
        "missing": {"single": MISSING_CELL, "break_off": BREAK_OFF},
        "response": _describe_response(people, frame, silent),
        "findings": [_finding(people, shift)],
    }
    return Built({"survei_asn": pd.concat(waves, ignore_index=True)}, truth)


def _invite(people: Population, rng: np.random.Generator) -> tuple[_Frame, np.ndarray]:
    """Return everyone invited and the rows of the units that hardly answer."""
    row = np.flatnonzero(people.active)
    unit = people.staff.unit[row]
    rates = rng.uniform(*RESPONSE, len(people.unit))
    silent = _choose_silent(people, rng)
    rates[silent] = SILENT_RATE
    age = (np.datetime64(END) - people.staff.birth[row].astype("datetime64[D]")).astype(int)
    numbers = rng.choice(2**40, size=len(row), replace=False)
    code = np.array([f"R{number:010x}" for number in numbers.tolist()], dtype=object)
    return _Frame(row, unit, (age / 365.25).astype(int), code, rates[unit]), silent


def _choose_silent(people: Population, rng: np.random.Generator) -> np.ndarray:
    """Choose two units of eight people or more that hardly answer; none with a planted shift."""
    sizes = unit_sizes(people)
    shift = plan_shift(people)
    fits = (sizes >= SILENT_LEAST) & ~(shift.units & (not shift.units.all()))
    fits &= (people.unit["jenis"] != "kecamatan").to_numpy(dtype=bool)
    return np.sort(rng.permutation(np.flatnonzero(fits))[:SILENT_UNITS])


def _answer_wave(
    people: Population,
    rng: np.random.Generator,
    frame: _Frame,
    who: np.ndarray,
    wave_scores: tuple[int, np.ndarray],
) -> tuple[pd.DataFrame, np.ndarray, np.ndarray]:
    """Return the rows of one wave, how each answered, and whose comment holds a name."""
    wave, scores = wave_scores
    items, high = list_items(), RANGES[people.plan.slug]
    kinds = draw_careless(rng, len(who))
    answers = spoil_answers(rng, draw_answers(rng, scores, items, high), kinds, high)
    answers = drop_answers(rng, answers)
    comment, named = _comment(people, rng, frame.unit[who])
    day = np.datetime64(FIRST_DAYS[wave]) + rng.integers(0, FIELD_DAYS, len(who))
    table = _describe(people, frame, who).assign(
        gelombang=choose(WAVES, np.full(len(who), wave)),
        tanggal=days(day),
        detik=draw_seconds(rng, kinds, len(items.column)),
        komentar=pd.Series(comment, dtype="str"),
    )
    return _with_items(table, answers, items), kinds, named


def _describe(people: Population, frame: _Frame, who: np.ndarray) -> pd.DataFrame:
    row = frame.row[who]
    pegawai = people.pegawai
    band = np.searchsorted([30, 40, 50], frame.age[who], side="right")
    return pd.DataFrame(
        {
            "resp_id": pd.Series(frame.code[who], dtype="str"),
            "unit_id": pegawai["unit_id"].take(row).reset_index(drop=True),
            "jenis_kelamin": pegawai["jenis_kelamin"].take(row).reset_index(drop=True),
            "kelompok_usia": choose(AGES, band),
            "status": pegawai["status"].take(row).reset_index(drop=True),
        }
    )


def _with_items(table: pd.DataFrame, answers: np.ndarray, items: Items) -> pd.DataFrame:
    head = ("resp_id", "gelombang", "unit_id", "tanggal", "detik", "jenis_kelamin")
    tail = ("kelompok_usia", "status", "komentar")
    columns = pd.DataFrame(to_item_columns(answers, items))
    return pd.concat([table[[*head, *tail]], columns], axis=1)


def _comment(
    people: Population, rng: np.random.Generator, unit: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Draw comments; four in a hundred name an invented colleague, as real comments do."""
    texts = np.array(COMMENTS, dtype=object)[rng.integers(0, len(COMMENTS), len(unit))]
    written = rng.random(len(unit)) < COMMENTED
    named = written & (rng.random(len(unit)) < NAMED)
    names = people.pegawai["nama"].to_numpy(dtype=object)
    for place in np.flatnonzero(named):
        colleagues = people.members(people.unit["unit_id"].iloc[int(unit[place])])
        texts[place] += f". Terima kasih kepada {names[rng.choice(colleagues)]}"
    texts[~written] = None
    return texts, named


def _list_careless(kinds: np.ndarray, code: np.ndarray) -> dict[str, list[str]]:
    return {
        name: sorted(code[kinds == place].tolist())
        for place, name in enumerate(CARELESS)
        if name != "none"
    }


def _describe_response(people: Population, frame: _Frame, silent: np.ndarray) -> dict[str, object]:
    units = people.unit["unit_id"].to_numpy(dtype=object)
    present, place = np.unique(frame.unit, return_index=True)
    return {
        "invited": len(frame.row),
        "rate_by_unit": {
            str(units[unit]): round(float(frame.rate[first]), 4)
            for unit, first in zip(present, place, strict=True)
        },
        "silent_units": [str(unit) for unit in units[silent]],
    }


def _finding(people: Population, shift: Shift) -> dict[str, object]:
    units = people.unit.loc[shift.units, "unit_id"].tolist()
    ids = [f"usia {shift.from_age} ke atas"] if shift.from_age else units
    size = next(iter(shift.sizes.values()))
    found = make_finding(shift.code, shift.what, "survei_asn", ids, size)
    return found | {"shifts": shift.sizes, "waves": [WAVES[wave] for wave in shift.waves]}
