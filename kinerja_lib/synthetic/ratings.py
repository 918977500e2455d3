"""Ratings from several sources with rater effects (`penilaian`)."""

from __future__ import annotations

import numpy as np
import pandas as pd

from kinerja_lib.synthetic.columns import choose, days, number_codes
from kinerja_lib.synthetic.plan import Built
from kinerja_lib.synthetic.population import Population
from kinerja_lib.synthetic.raters import (
    PEER,
    ROUNDS,
    SELF,
    SUBORDINATE,
    SUPERIOR,
    Pairs,
    pair_raters,
)
from kinerja_lib.tables.choices import BERAKHLAK, RELATIONS

LENIENCY = 12.0
CONSTANT = 80.0
KINDS = ("longgar", "ketat", "terpusat", "halo", "seragam")
MISSING = {SELF: 0.02, SUPERIOR: 0.004, PEER: 0.01}
_BEGIN = np.array(["2025-11-03", "2026-08-03"], dtype="datetime64[D]")


def build_ratings(people: Population) -> Built:
    """Rate people on the seven BerAKHLAK values, one round a year.

    A rating is `78 + 6 * q + a + l + e`, rounded to whole points and cut to 40..100: q is the mean
    of hidden skill and conduct, a the aspect's own level (spread 2.5, the same for all) and the
    person's profile on it (spread 3), l the rater's ordinary leniency (spread 2), e noise (spread
    4). Self-ratings are 3 points higher. Of the superiors with five or more people some have an
    effect: `longgar` 12 points higher, `ketat` 12 lower, `terpusat` a fifth of every deviation
    from 78, `halo` one value per person on all aspects, `seragam` 80 for everyone on everything.
    Reciprocal peers give each other 100. In Andir heads of district offices are rated 12 points
    lower by subordinates; in Kotabumi teachers rate themselves 9 points higher. In the round of
    2026 some people lack a source.
    """
    rng = people.random("penilaian")
    pairs, mutual = pair_raters(people)
    kind, raters = _plant_effects(people, pairs, rng)
    pairs, missing = _drop_sources(people, pairs, mutual, rng)
    shift, findings = _shift(people, pairs)
    level = _level(people, pairs, rng)
    level = _apply_effects(pairs, level + shift[:, None], kind)
    level = np.where(_reciprocal(pairs, mutual, len(people.nip))[:, None], 100.0, level)
    truth = {
        "penilai": raters,
        "kekurangan_sumber": {"periode": ROUNDS[1], "nip": missing},
        "rekan_timbal_balik": people.nip[mutual].tolist(),
        "findings": findings,
    }
    return Built({"penilaian": _table(people, pairs, level, rng)}, truth)


def _plant_effects(
    people: Population, pairs: Pairs, rng: np.random.Generator
) -> tuple[np.ndarray, list[dict[str, object]]]:
    """Give 2 of 100 superiors with five or more people, at least two, each kind of effect.

    Returns the place in `KINDS` of shape (people,), -1 for raters without one, and the truth.
    """
    kind = np.full(len(people.nip), -1)
    own = pairs.rater[(pairs.relation == SUPERIOR) & (pairs.turn == 1)]
    rated = np.bincount(own, minlength=len(kind))
    usable = np.flatnonzero(rated >= 5)
    number = min(max(2, round(0.02 * len(usable))), len(usable) // len(KINDS))
    chosen = rng.choice(usable, size=number * len(KINDS), replace=False)
    kind[chosen] = np.arange(len(chosen)) // max(1, number)
    size = {"longgar": LENIENCY, "ketat": -LENIENCY, "terpusat": 0.2, "halo": 1.0}
    truth = [
        {
            "penilai": people.nip[rater],
            "jenis": KINDS[kind[rater]],
            "besar": size.get(KINDS[kind[rater]], CONSTANT),
            "dinilai": int(rated[rater]),
        }
        for rater in np.sort(chosen)
    ]
    return kind, truth


def _drop_sources(
    people: Population, pairs: Pairs, mutual: np.ndarray, rng: np.random.Generator
) -> tuple[Pairs, dict[str, list[str]]]:
    """Drop a source of some people in the round of 2026, and say whose."""
    kept = np.ones(len(pairs.rated), dtype=bool)
    missing = {}
    for relation, share in MISSING.items():
        own = (pairs.relation == relation) & (pairs.turn == 1)
        able = np.setdiff1d(pairs.rated[own], mutual)
        number = min(max(2, round(share * len(able))), len(able))
        chosen = np.sort(rng.choice(able, size=number, replace=False))
        kept &= ~(own & np.isin(pairs.rated, chosen))
        missing[RELATIONS[relation]] = people.nip[chosen].tolist()
    return pairs.keep(kept), missing


def _shift(people: Population, pairs: Pairs) -> tuple[np.ndarray, list[dict[str, object]]]:
    """Return points added to whole ratings of some relation, and the finding behind them."""
    if people.plan.slug == "andir":
        district = people.unit["jenis"].eq("kecamatan").to_numpy()[people.staff.unit]
        group, relation, size = district & people.staff.head, SUBORDINATE, -12.0
        name = "andir_bawahan_camat_menilai_rendah"
        what = "subordinates of district heads give lower ratings than the superiors do"
    elif people.plan.slug == "kotabumi":
        group = people.jabatan["rumpun"].eq("guru").to_numpy()[people.staff.post]
        relation, size = SELF, 9.0
        name = "kotabumi_guru_menilai_diri_tinggi"
        what = "teachers rate themselves higher than all other families of posts do"
    else:
        return np.zeros(len(pairs.rated)), []
    found = (pairs.relation == relation) & group[pairs.rated]
    finding = {
        "id": name,
        "what": what,
        "table": "penilaian",
        "ids": people.nip[np.unique(pairs.rated[found])].tolist(),
        "size": {"hubungan": RELATIONS[relation], "poin": size},
    }
    return np.where(found, size, 0.0), [finding]


def _level(people: Population, pairs: Pairs, rng: np.random.Generator) -> np.ndarray:
    """Return ratings before planted effects, not rounded, of shape (pairs, aspects)."""
    shape = (len(pairs.rated), len(BERAKHLAK))
    quality = (people.staff.skill + people.staff.conduct) / 2
    profile = 2.5 * rng.normal(size=len(BERAKHLAK)) + 3 * rng.normal(size=(len(quality), shape[1]))
    leniency = 2 * rng.normal(size=int(pairs.rater.max()) + 1)
    whole = 78 + 6 * quality[pairs.rated] + leniency[pairs.rater] + 3.0 * (pairs.relation == SELF)
    return whole[:, None] + profile[pairs.rated] + 4 * rng.normal(size=shape)


def _apply_effects(pairs: Pairs, level: np.ndarray, kind: np.ndarray) -> np.ndarray:
    """Apply the rater effects of superiors; see `build_ratings`."""
    superior = pairs.relation == SUPERIOR
    effect = np.where(superior, kind[np.where(superior, pairs.rater, 0)], -1)[:, None]
    middle = level[:, :1] if not len(level) else level.mean(axis=1, keepdims=True)
    changed = [level + LENIENCY, level - LENIENCY, 78 + (level - 78) / 5, middle, CONSTANT]
    return np.select([effect == place for place in range(len(KINDS))], changed, level)


def _reciprocal(pairs: Pairs, mutual: np.ndarray, people: int) -> np.ndarray:
    """Find the ratings that reciprocal peers give each other."""
    both = np.concatenate([mutual, mutual[:, ::-1]])
    wanted = both[:, 0] * people + both[:, 1]
    return (pairs.relation == PEER) & np.isin(pairs.rated * people + pairs.rater, wanted)


def _table(
    people: Population, pairs: Pairs, level: np.ndarray, rng: np.random.Generator
) -> pd.DataFrame:
    aspects = len(BERAKHLAK)
    citizens = np.arange(1, max(0, int(pairs.rater.max()) + 1 - len(people.nip)) + 1)
    names = [*people.nip, *number_codes("R-", citizens, 5)]
    day = _BEGIN[pairs.turn] + rng.integers(0, 26, len(pairs.turn)).astype("timedelta64[D]")
    rows = [np.repeat(a, aspects) for a in (pairs.rated, pairs.rater, pairs.relation, pairs.turn)]
    return pd.DataFrame(
        {
            "dinilai": people.nips(rows[0]),
            "penilai": choose(names, rows[1]),
            "hubungan": choose(RELATIONS, rows[2]),
            "aspek": choose(BERAKHLAK, np.tile(np.arange(aspects), len(day))),
            "nilai": np.rint(level).clip(40, 100).astype(np.int16).ravel(),
            "periode": choose(ROUNDS, rows[3]),
            "tanggal": days(np.repeat(day, aspects)),
        }
    )
