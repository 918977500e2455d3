"""Ratings of competency, standards of posts and potential, with known profiles."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from kinerja_lib.synthetic.columns import choose, days
from kinerja_lib.synthetic.competency_truth import list_groups, list_severity, make_finding
from kinerja_lib.synthetic.gap_patterns import PATTERNS, Gaps, draw_gaps
from kinerja_lib.synthetic.plan import END, Built
from kinerja_lib.synthetic.population import Population
from kinerja_lib.synthetic.standards import (
    ALL_NAMES,
    TECHNICAL,
    build_standards,
    describe_future,
    required_levels,
    technical_posts,
)

COVERAGE = 0.95  # share of staff who were assessed at all, outside units that did not assess
MISSING = 0.05  # share of single ratings that are absent, at random
EXPIRED = 0.07  # share whose only rating is older than three years
REPEATED = 0.12  # share with an earlier round as well
PER_RATER = 12  # people of one unit rated by one rater
SOURCES = ("asesmen", "atasan", "penilaian multisumber", "uji kompetensi")
# Chance that a technical rating is below the level required: field -> (in this region, elsewhere).
TECHNICAL_SHORT = {"andir": ("teknologi informasi", 0.8), "jambi": ("pendidikan", 0.6)}
TECHNICAL_USUAL = 0.2
STRICT_EFFECT = -1.7  # effect of the planted strict raters of the ladder region, standard normal
STRICT_RATERS = 3


@dataclass(frozen=True)
class _Staff:
    """People who may be assessed, one place each: rows of pegawai, jabatan, unit and raters."""

    row: np.ndarray
    post: np.ndarray
    unit: np.ndarray
    rater: np.ndarray
    front: np.ndarray
    required: np.ndarray
    skipped: int


def build_competency(people: Population) -> Built:
    """Build `kompetensi`, `standar_kompetensi` and `potensi` of one region.

    The rating is `required + gap`, limited to 1..5, with gaps by `draw_gaps` and the mechanism of
    the region. Five per cent of single ratings are absent at random; one unit (the largest of
    those with 2 to 8 % of the staff, where there is one) did not assess; 7 % of people have only
    ratings older than three years on the reference date; 12 % have an earlier round as well, one
    level lower in three cases of ten. A required level of 5 leaves no room for a surplus. In
    Kotabumi posts that require level 1 were not assessed, so that gaps there are independent of
    the post.
    """
    slug = people.plan.slug
    rng = people.random("competency")
    staff = _choose_staff(people, rng)
    effect, strict = _rater_effects(staff, PATTERNS[slug].mechanism, rng)
    gaps = draw_gaps(PATTERNS[slug], rng, effect[staff.rater], staff.front)
    level = np.clip(staff.required + gaps.gap, 1, 5)
    appointed = people.staff.appointed[staff.row]
    dates, expired = _draw_dates(appointed, rng)
    managerial = _long(level, rng.random(level.shape) >= MISSING, dates)
    earlier = _earlier_round(appointed, managerial, dates, rng)
    technical = _technical(people, staff, dates, rng)
    rows = pd.concat([managerial, technical, earlier], ignore_index=True)
    tables = {
        "kompetensi": _to_table(people, staff, rows, rng),
        "standar_kompetensi": build_standards(people.jabatan, slug),
        "potensi": _potential(people, rng),
    }
    nip = people.nip[staff.row]
    truth: dict[str, object] = {
        "mechanism": PATTERNS[slug].mechanism,
        "groups": list_groups(gaps, nip),
        "severity": list_severity(gaps, nip),
        "unit_that_skipped": people.unit["unit_id"][[staff.skipped][: staff.skipped + 1]].tolist(),
        "expired": nip[expired].tolist(),
        "missing_share": MISSING,
        "future_standards": describe_future(people.jabatan, slug),
        "findings": [_finding(people, staff, gaps, technical, strict)],
    }
    return Built(tables, truth)


def _choose_staff(people: Population, rng: np.random.Generator) -> _Staff:
    """Choose who was assessed: active people, outside the unit that skipped."""
    slug, post, unit = people.plan.slug, people.staff.post, people.staff.unit
    required = required_levels(people.jabatan, slug)
    skipped = unit_that_skipped(people)
    chosen = people.active & (post >= 0) & (unit != skipped)
    chosen &= rng.random(len(chosen)) < COVERAGE
    if PATTERNS[slug].mechanism == "none":
        chosen &= (required.min(axis=1) > 1)[post]
    row = np.flatnonzero(chosen)
    front = people.jabatan["garis_depan"].to_numpy(dtype=bool)[post[row]]
    rater = _assign_raters(unit[row])
    return _Staff(row, post[row], unit[row], rater, front, required[post[row]], skipped)


def unit_that_skipped(people: Population) -> int:
    """Return the row of the unit that did not assess: largest with 2 to 8 % of staff, else -1.

    The first kecamatan is never chosen, because its training is followed in one region.
    """
    counts = np.bincount(people.staff.unit[people.active], minlength=len(people.unit))
    share = counts / max(1, counts.sum())
    kinds = people.unit["jenis"].astype("object").to_numpy()
    fits = (share >= 0.02) & (share <= 0.08) & (kinds != "kecamatan")
    return int(np.argmax(np.where(fits, counts, -1))) if fits.any() else -1


def _assign_raters(unit: np.ndarray) -> np.ndarray:
    """Give each person a rater: people of one unit in turn, twelve to a rater."""
    order = np.argsort(unit, kind="stable")
    ordered = unit[order]
    first = np.searchsorted(ordered, ordered, side="left")
    block = (np.arange(len(unit)) - first) // PER_RATER
    rater = np.empty(len(unit), dtype=int)
    rater[order] = np.unique(np.column_stack([ordered, block]), axis=0, return_inverse=True)[1]
    return rater


def _rater_effects(
    staff: _Staff, mechanism: str, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    effect = rng.standard_normal(int(staff.rater.max(initial=-1)) + 1)
    strict = np.empty(0, dtype=int)
    if mechanism == "ladder":
        size = np.bincount(staff.rater, minlength=len(effect))
        strict = np.sort(np.argsort(-size, kind="stable")[:STRICT_RATERS])
        effect[strict] = STRICT_EFFECT
    return effect, strict


def _draw_dates(appointed: np.ndarray, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Date the last rating: 2024-01 to 2026-06, or 2021-06 to 2023-06 for those expired.

    Nobody is rated in the first month after the appointment, and nobody after the reference date.
    """
    size, ready = len(appointed), appointed + np.timedelta64(30, "D")
    recent = np.datetime64("2024-01-08") + rng.integers(0, 900, size)
    old = np.datetime64("2021-06-01") + rng.integers(0, 750, size)
    expired = (rng.random(size) < EXPIRED) & (old > ready)
    dates = np.where(expired, old, np.maximum(recent, ready))
    return np.minimum(dates, np.datetime64(END)), expired


def _long(level: np.ndarray, present: np.ndarray, dates: np.ndarray) -> pd.DataFrame:
    """Return one row for each rating that is present: place, code, level, date."""
    place, code = np.nonzero(present)
    return pd.DataFrame(
        {"place": place, "code": code, "level": level[place, code], "date": dates[place]}
    )


def _earlier_round(
    appointed: np.ndarray, latest: pd.DataFrame, dates: np.ndarray, rng: np.random.Generator
) -> pd.DataFrame:
    """Return ratings two to three years before the last, one level lower in 3 of 10 cells.

    A share `REPEATED` of the people have them, among those appointed by then. What the last round
    lacks, the earlier one lacks too, so that no old rating takes the place of a missing one.
    """
    before = dates - rng.integers(730, 1095, len(dates))
    rated_twice = (rng.random(len(dates)) < REPEATED) & (before > appointed)
    rows = latest.loc[rated_twice[latest["place"]]]
    old = (rows["level"] - (rng.random(len(rows)) < 0.3)).clip(lower=1)
    return rows.assign(level=old, date=before[rows["place"]])


def _technical(
    people: Population, staff: _Staff, dates: np.ndarray, rng: np.random.Generator
) -> pd.DataFrame:
    """Return technical ratings: one below the level required by the chance of field and region."""
    needs = technical_posts(people.jabatan)
    holders = pd.DataFrame({"post": staff.post, "place": np.arange(len(staff.post))})
    rows = holders.merge(needs, on="post", how="inner").sort_values(["place", "code"])
    field, high = TECHNICAL_SHORT.get(people.plan.slug, ("", TECHNICAL_USUAL))
    codes = [ALL_NAMES.index(name) for name in TECHNICAL.get(field, ())]
    chance = np.where(rows["code"].isin(codes), high, TECHNICAL_USUAL)
    short = rng.random(len(rows)) < chance
    kept = rows.assign(level=rows["level"] - short, date=dates[rows["place"]], short=short)
    present = rng.random(len(rows)) >= MISSING
    return kept.loc[present, ["place", "code", "level", "date", "short"]]


def _to_table(
    people: Population, staff: _Staff, rows: pd.DataFrame, rng: np.random.Generator
) -> pd.DataFrame:
    place = rows["place"].to_numpy()
    usual = 1 if PATTERNS[people.plan.slug].mechanism == "ladder" else 0
    source = np.where(rng.random(len(staff.row)) < 0.8, usual, rng.integers(0, 4, len(staff.row)))
    return pd.DataFrame(
        {
            "nip": people.pegawai["nip"].take(staff.row[place]).reset_index(drop=True),
            "kompetensi": choose(ALL_NAMES, rows["code"].to_numpy()),
            "tingkat": rows["level"].to_numpy(),
            "tanggal": days(rows["date"].to_numpy()),
            "sumber": choose(SOURCES, source[place]),
            "penilai": choose(_rater_codes(staff), staff.rater[place]),
        }
    )


def _rater_codes(staff: _Staff) -> list[str]:
    return [f"PN-{number + 1:05d}" for number in range(int(staff.rater.max(initial=-1)) + 1)]


def _finding(
    people: Population, staff: _Staff, gaps: Gaps, technical: pd.DataFrame, strict: np.ndarray
) -> dict[str, object]:
    """State what only this region shows in its ratings."""
    slug, nip = people.plan.slug, people.nip
    if slug in TECHNICAL_SHORT:
        return _technical_finding(people, staff, technical)
    if slug == "mamuju":
        codes = _rater_codes(staff)
        return make_finding(
            "penilai_ketat",
            "raters who give lower levels than others in every competency",
            "kompetensi",
            [codes[number] for number in strict],
            STRICT_EFFECT * PATTERNS[slug].rater,
        )
    if slug == "kotabumi":
        low = (required_levels(people.jabatan, slug).max(axis=1) == 1)[people.staff.post]
        return make_finding(
            "jabatan_belum_dinilai",
            "people in posts that require level 1 were not assessed",
            "kompetensi",
            nip[people.active & low].tolist(),
            (people.active & low).sum() / max(1, people.active.sum()),
        )
    return make_finding(
        "garis_depan_layanan",
        "frontline staff fall short in communication and service more often than others",
        "kompetensi",
        nip[staff.row[staff.front & (gaps.group == 1)]].tolist(),
        PATTERNS[slug].front,
    )


def _technical_finding(
    people: Population, staff: _Staff, technical: pd.DataFrame
) -> dict[str, object]:
    field, chance = TECHNICAL_SHORT[people.plan.slug]
    codes = [ALL_NAMES.index(name) for name in TECHNICAL[field]]
    short = technical.loc[technical["short"] & technical["code"].isin(codes), "place"]
    return make_finding(
        f"kompetensi_teknis_{people.plan.slug}",
        f"most people in the field {field} fall short in its technical competency",
        "kompetensi",
        sorted(set(people.nip[staff.row[short]].tolist())),
        chance,
    )


def _potential(people: Population, rng: np.random.Generator) -> pd.DataFrame:
    """Return potential of 70 % of active people: round(N(65, 11)), limited to 20..100."""
    row = np.flatnonzero(people.active & (rng.random(len(people.active)) < 0.7))
    value = np.rint(rng.normal(65, 11, len(row))).clip(20, 100)
    ready = people.staff.appointed[row] + np.timedelta64(30, "D")
    since = np.maximum(np.datetime64("2024-01-08") + rng.integers(0, 900, len(row)), ready)
    return pd.DataFrame(
        {
            "nip": people.pegawai["nip"].take(row).reset_index(drop=True),
            "nilai": value,
            "tanggal": days(np.minimum(since, np.datetime64(END))),
            "sumber": choose(("Asesmen potensi daerah",), np.zeros(len(row), dtype=int)),
        }
    )
