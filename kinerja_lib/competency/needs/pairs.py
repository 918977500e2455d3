"""Pairs of person and course that fit, with what each closes, its weight and its reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from kinerja_lib.rules.training_need import TRIGGERS, WEIGHT_NAMES

COLUMNS = (
    *("nip", "pelatihan_id", "kompetensi", "kekurangan", "naik", "bobot", "nilai"),
    *("wajib", "alasan"),
)
# One bit for each trigger, in the order of `TRIGGERS`.
BITS: Mapping[str, int] = {code: 1 << place for place, code in enumerate(TRIGGERS)}


@dataclass(frozen=True)
class PairRules:
    """What the agency sets for pairs.

    Parameters
    ----------
    competencies : mapping
        Weight of a competency; 1 for those not named.
    triggers : mapping
        What a trigger adds to the weight, by its name in the rules file.
    most : int
        Most levels one course is taken to raise.
    field_limits : bool
        Whether a course with a field takes only people of that field.
    """

    competencies: Mapping[str, float]
    triggers: Mapping[str, float]
    most: int = 1
    field_limits: bool = False


@dataclass(frozen=True)
class Signals:
    """Which triggers hold for whom; people by their place in the list of active people.

    Attributes
    ----------
    fields : bool array of shape (people,)
        Field with low results.
    front : bool array of shape (people,)
        Post that serves the public.
    elements : mapping
        Competency -> bool array of shape (people,): unit whose lowest element asks for it.
    policies : mapping
        Field -> bool array: concerned by a policy of the field and not trained for it.
    mandatory : mapping
        Course -> bool array: the policy's own course, not attended.
    chances : mapping
        Field -> bool array: high result, post of the field, not trained in it.
    front_competencies : tuple of str
    indicators : mapping
        Competency -> bool array: field with an indicator below its plan that asks for it.
    coming : mapping
        Course -> bool array: asked by a policy that comes into force by the planned year's end.
    """

    fields: np.ndarray
    front: np.ndarray
    elements: Mapping[str, np.ndarray]
    policies: Mapping[str, np.ndarray]
    mandatory: Mapping[str, np.ndarray]
    chances: Mapping[str, np.ndarray]
    front_competencies: tuple[str, ...]
    indicators: Mapping[str, np.ndarray] = field(default_factory=dict)
    coming: Mapping[str, np.ndarray] = field(default_factory=dict)


def raise_levels(
    level: np.ndarray, required: np.ndarray, course: tuple[float, float], most: int
) -> np.ndarray:
    """Give `rules.training_need.raise_level` of many people; missing ends of the course are NaN."""
    start, end = course
    top = level + 1 if np.isnan(end) else np.full(len(level), end)
    fits = (level < top) & ~(level < start)
    closed = np.minimum(np.minimum(required - level, top - level), float(most))
    return np.where(fits, np.maximum(closed, 0.0), 0.0)


def pair_people(
    cells: pd.DataFrame, staff: pd.DataFrame, courses: pd.DataFrame, signals: Signals,
    rules: PairRules,
) -> pd.DataFrame:  # fmt: skip
    """Pair people with the courses that close a gap of theirs, that a policy asks, or a chance.

    Parameters
    ----------
    cells : DataFrame
        From `ahead.plan_cells`: levels that the planned year asks, and those of today.
    staff : DataFrame
        Active people: index nip, column bidang; the signals speak of their order.
    courses : DataFrame
        Usable courses of the planned year.
    signals, rules

    Returns
    -------
    DataFrame
        `COLUMNS`, one row per person and course, by NIP and course: kekurangan (levels, NaN where
        the person was not rated or the post does not require the competency), naik (levels closed,
        0 for a mandatory course or a chance without a gap), bobot, nilai = bobot * naik, wajib,
        alasan (tuple of trigger codes).
    """
    rated = cells[cells["tingkat"].notna()]
    place = staff.index.get_indexer(rated["nip"])
    rated = rated.assign(tempat=place)[place >= 0]
    by_name = dict(iter(rated.groupby("kompetensi", observed=True)))
    own_field = staff["bidang"].to_numpy(dtype=object)
    parts = [
        _pair_course(number, row, by_name.get(row["kompetensi"]), (own_field, signals, rules))
        for number, row in enumerate(courses.reset_index().to_dict("records"))
    ]
    rows = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=_PARTS)
    return _finish(rows.astype(_PARTS), staff, courses, rules)


_PARTS = {"tempat": int, "kursus": int, "kekurangan": float, "naik": float, "bit": int,
          "wajib": bool}  # fmt: skip


def _pair_course(
    number: int,
    course: Mapping[str, object],
    rated: pd.DataFrame | None,
    context: tuple[np.ndarray, Signals, PairRules],
) -> pd.DataFrame:
    """Pair one course with everyone it is for."""
    own_field, signals, rules = context
    size, own = len(own_field), course["bidang"]
    today, closed, lacking, outside = _close(course, rated, size, rules.most)
    if rules.field_limits and isinstance(own, str):
        today[own_field != own] = closed[own_field != own] = 0.0
    nobody, code = np.zeros(size, dtype=bool), str(course["pelatihan_id"])
    asked, coming = signals.mandatory.get(code, nobody), signals.coming.get(code, nobody)
    chance = signals.chances.get(own, nobody) if isinstance(own, str) else nobody
    chance = chance & ~outside
    later = (closed > today) | coming
    bits = _read_bits(course, today > 0, (asked, chance, later), signals)
    asked = asked | coming
    people = np.flatnonzero((closed > 0) | asked | chance)
    return pd.DataFrame(
        {
            "tempat": people,
            "kursus": number,
            "kekurangan": lacking[people],
            "naik": closed[people],
            "bit": bits[people],
            "wajib": asked[people],
        }
    )


def _close(
    course: Mapping[str, object], rated: pd.DataFrame | None, size: int, most: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Give for each person the levels closed by today's standard and by that of the planned year.

    Then the levels short in the planned year (NaN unknown), and who is outside the course's levels.
    """
    today, closed = np.zeros(size), np.zeros(size)
    lacking, outside = np.full(size, np.nan), np.zeros(size, dtype=bool)
    if rated is not None:
        people, level = rated["tempat"].to_numpy(), rated["tingkat"].to_numpy()
        ends = (_number(course["tingkat_dari"]), _number(course["tingkat_ke"]))
        now = rated["syarat_kini"].fillna(0.0).to_numpy()
        today[people] = raise_levels(level, now, ends, most)
        closed[people] = raise_levels(level, rated["syarat"].to_numpy(), ends, most)
        lacking[people] = rated["kekurangan"].to_numpy()
        outside[people] = (level < ends[0]) | (level >= ends[1])
    return today, closed, lacking, outside


def _read_bits(
    course: Mapping[str, object],
    gap: np.ndarray,
    special: tuple[np.ndarray, np.ndarray, np.ndarray],
    signals: Signals,
) -> np.ndarray:
    """Give the triggers of one course for each person, one bit each in the order of `TRIGGERS`."""
    asked, chance, later = special
    nobody, name, own = np.zeros(len(gap), dtype=bool), course["kompetensi"], course["bidang"]
    of_field = signals.policies.get(own, nobody) if isinstance(own, str) else nobody
    flags = (
        gap,
        gap & signals.fields,
        asked | (gap & of_field),
        gap & signals.elements.get(name, nobody),
        gap & signals.front & (name in signals.front_competencies),
        chance,
        gap & signals.indicators.get(name, nobody),
        later,
    )
    return sum((1 << place) * flag.astype(int) for place, flag in enumerate(flags))


def _number(value: object) -> float:
    return np.nan if value is None or pd.isna(value) else float(value)


def _finish(
    rows: pd.DataFrame, staff: pd.DataFrame, courses: pd.DataFrame, rules: PairRules
) -> pd.DataFrame:
    """Name people and courses, and give weight, value and reasons."""
    rows = rows.sort_values(["tempat", "kursus"], ignore_index=True)
    number = rows["kursus"].to_numpy()
    weight = np.array([float(rules.competencies.get(n, 1)) for n in courses["kompetensi"]])
    added = weigh_bits(rows["bit"].to_numpy(), rules.triggers)
    table = pd.DataFrame(
        {
            "nip": staff.index.take(rows["tempat"].to_numpy()),
            "pelatihan_id": courses.index.take(number),
            "kompetensi": courses["kompetensi"].to_numpy(dtype=object)[number],
            "kekurangan": rows["kekurangan"],
            "naik": rows["naik"],
            "bobot": (weight[number] if len(weight) else np.zeros(0)) * (1 + added),
        }
    )
    return table.assign(
        nilai=table["bobot"] * table["naik"], wajib=rows["wajib"], alasan=name_bits(rows["bit"])
    )[list(COLUMNS)]


def weigh_bits(bits: np.ndarray, triggers: Mapping[str, float]) -> np.ndarray:
    """Add what the triggers of each pair add to its weight."""
    added = np.zeros(len(bits))
    for code, name in WEIGHT_NAMES.items():
        added += np.where(bits & BITS[code], float(triggers.get(name, 0)), 0.0)
    return added


def name_bits(bits: Sequence[int]) -> np.ndarray:
    """Name the triggers of each pair as a tuple of rule codes, in the order of `TRIGGERS`."""
    unique, place = np.unique(np.asarray(bits, dtype=int), return_inverse=True)
    names = np.empty(len(unique) + 1, dtype=object)
    for number, value in enumerate(unique):
        names[number] = tuple(code for code, bit in BITS.items() if value & bit)
    return names[place]
