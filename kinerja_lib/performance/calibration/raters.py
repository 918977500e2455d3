"""Habits of raters: leniency with shrinkage, and scales that hardly tell people or aspects apart.

Nothing here corrects a rating. Who is flagged is read again by people.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from kinerja_lib.basis.evidence import Evidence
from kinerja_lib.i18n import _
from kinerja_lib.performance.appraisal.data import (
    PAIR,
    PEER,
    SELF,
    SUBORDINATE,
    SUPERIOR,
    average_aspects,
    read_ratings,
)
from kinerja_lib.performance.appraisal.direction import judge_direction, list_superiors
from kinerja_lib.stats.halo import Pattern, measure_spread
from kinerja_lib.stats.rater_effects import LeniencyFit, estimate_leniency, flag_leniency
from kinerja_lib.stats.rating_pairs import RatingPairs, pair_ratings
from kinerja_lib.stats.reciprocity import find_reciprocal

LENIENT, SEVERE, NARROW, FLAT, UNIFORM, ORDINARY, UNTESTED = (
    *(_("longgar"), _("ketat"), _("terpusat"), _("halo"), _("seragam")),
    *(_("tidak ditandai"), _("tidak dapat dihitung")),
)
CLASSES = (LENIENT, SEVERE, NARROW, FLAT, UNIFORM)
PATTERNS = {Pattern.NARROW: NARROW, Pattern.FLAT: FLAT, Pattern.UNIFORM: UNIFORM}
FEWEST = 5  # people rated, over the rounds, before a rater is tested
YEARS = 2  # the report's year and the one before


@dataclass(frozen=True)
class RaterRule:
    """What a flag takes.

    Attributes
    ----------
    smallest : float
        Smallest difference of interest, in points of 0 to 100.
    deviations : float
        Standard deviations between raters that are ordinary, setting `kalibrasi.ambang_tanda`. The
        smallest difference binds wherever raters differ so little that it is larger.
    """

    smallest: float
    deviations: float

    def margin(self, fit: LeniencyFit) -> float:
        """Give the margin in points: the larger of both limits."""
        return max(self.smallest, self.ordinary(fit))

    def ordinary(self, fit: LeniencyFit) -> float:
        """Give the limit in points that the standard deviation between raters makes."""
        return self.deviations * (fit.variances.rater**0.5 if fit.variances else 0.0)


@dataclass(frozen=True)
class RaterReview:
    """Hold what was found about raters.

    Parameters
    ----------
    rule : RaterRule
    pairs : RatingPairs
        Raters are keyed `penilai|hubungan`, ratees `dinilai|periode`.
    fit : LeniencyFit
    ratings : int
        Ratings by aspect that entered.
    friends : int
        Pairs of reciprocal peers whose ratings of each other were left out.
    rounds : tuple of str
    """

    rule: RaterRule
    pairs: RatingPairs
    fit: LeniencyFit
    ratings: int
    friends: int
    rounds: tuple[str, ...]

    @property
    def margin(self) -> float:
        """Points beyond which leniency is of interest."""
        return self.rule.margin(self.fit)

    @property
    def limits(self) -> tuple[float, float]:
        """Smallest difference, and ordinary spread between raters; the larger one binds."""
        return self.rule.smallest, self.rule.ordinary(self.fit)

    @cached_property
    def raters(self) -> pd.DataFrame:
        """All raters: index key; nip, hubungan, n, mentah, direct, leniency, low, high, tanda.

        `mentah` is the rater's plain mean minus that of all raters of the kind; `leniency` the
        shrunken estimate with 95% limits; `tanda` the flags, joined by "; ", `ORDINARY` or
        `UNTESTED` (fewer than `FEWEST` people rated).
        """
        table, flags = self.fit.raters, flag_leniency(self.fit, margin=self.margin, minimum=FEWEST)
        patterns = measure_spread(self.pairs, minimum=FEWEST)["pattern"].reindex(table.index)
        keys = table.index.to_series().str.rsplit("|", n=1)
        kind = keys.str[1]
        plain = np.bincount(self.pairs.rater, self.pairs.raw, minlength=len(table)) / table["n"]
        leniency = flags["flag"].map({1: LENIENT, -1: SEVERE}).fillna("")
        pattern = patterns.map({str(k.value): v for k, v in PATTERNS.items()}).fillna("")
        untested = patterns.isna() & flags["flag"].isna()
        return pd.DataFrame(
            {
                "nip": keys.str[0],
                "hubungan": kind,
                "n": table["n"],
                "mentah": plain - plain.groupby(kind).transform("mean"),
                "leniency": table["leniency"],
                "low": table["leniency"] - 1.96 * table["se"],
                "high": table["leniency"] + 1.96 * table["se"],
                "tested": flags["tested"],
                "tanda": _join_flags(leniency, pattern, untested),
            }
        )

    @property
    def flagged(self) -> pd.DataFrame:
        """Raters with a flag."""
        return self.raters[~self.raters["tanda"].isin([ORDINARY, UNTESTED])]

    @property
    def tested(self) -> pd.DataFrame:
        """Raters who rated enough people to be tested for at least one habit."""
        return self.raters[self.raters["tanda"] != UNTESTED]

    def count(self, flag: str) -> int:
        """Count raters with this flag, alone or with another."""
        return int(self.raters["tanda"].str.split("; ").map(lambda own: flag in own).sum())

    @cached_property
    def shifted(self) -> int:
        """People (by round) whose mean would move by the smallest difference or more."""
        moved = (self.fit.ratees["adjusted"] - self.fit.ratees["raw"]).abs()
        return int((moved >= self.rule.smallest).sum())


def _join_flags(leniency: pd.Series, pattern: pd.Series, untested: pd.Series) -> pd.Series:
    both = (leniency + "; " + pattern).str.strip("; ")
    return both.mask(both == "", ORDINARY).mask(untested, UNTESTED)


def review_raters(evidence: Evidence, *, smallest: float = 5.0, seed: int = 1) -> RaterReview:
    """Review the raters of the report's year and the year before.

    Parameters
    ----------
    evidence : Evidence
    smallest : float
        Smallest difference of interest, in points of 0 to 100.
    seed : int
        For standard errors with very many raters.

    Notes
    -----
    Self-ratings, labels that run the wrong way and ratings between reciprocal peers are left out.
    The unit of a person is the one held on the first day of his ratings in a round
    (`riwayat_jabatan`), or that of `pegawai`.
    """
    ratings = read_ratings(evidence, years=YEARS)
    ratings = ratings[ratings["hubungan"] != SELF]
    whole = average_aspects(ratings)
    whole = whole.assign(arah=judge_direction(whole, list_superiors(evidence, evidence.year)))
    use, friends = _leave_out(whole, smallest)
    ratings = _keep_pairs(ratings, use)
    table = _key_ratings(ratings, _find_units(evidence, ratings))
    pairs = pair_ratings(table, kind="kind", unit="unit")
    rule = RaterRule(smallest, float(evidence.rules["kalibrasi.ambang_tanda"]))
    fit = estimate_leniency(pairs, seed=seed)
    rounds = tuple(sorted(ratings["periode"].astype(str).unique()))
    return RaterReview(rule, pairs, fit, len(table), friends, rounds)


def _leave_out(whole: pd.DataFrame, smallest: float) -> tuple[pd.DataFrame, int]:
    """Return the pairs that stay, and the number of reciprocal pairs."""
    whole = whole[whole["arah"] != "terbalik"]
    names = {"penilai": "rater", "dinilai": "ratee", "periode": "round", "nilai": "score"}
    table = whole.rename(columns=names)
    peers = table["hubungan"] == PEER
    others = table[~peers & table["hubungan"].isin([SUPERIOR, SUBORDINATE])]
    found = find_reciprocal(table[peers], others, margin=smallest)
    found = found[found["flag"]]
    ways = [["first", "second", "round"], ["second", "first", "round"]]
    friends = pd.concat([found[way].set_axis(["rater", "ratee", "round"], axis=1) for way in ways])
    keys = ["rater", "ratee", "round"]
    both = pd.MultiIndex.from_frame(table[keys]).isin(pd.MultiIndex.from_frame(friends))
    return whole[~(both & peers.to_numpy())], len(found)


def _keep_pairs(ratings: pd.DataFrame, use: pd.DataFrame) -> pd.DataFrame:
    """Keep the ratings of some pairs."""
    if len(use) == len(ratings[PAIR].drop_duplicates()):
        return ratings
    kept = pd.MultiIndex.from_frame(use[PAIR])
    own = pd.MultiIndex.from_frame(ratings[PAIR].astype(str))
    return ratings[own.isin(kept)]


def _key_ratings(ratings: pd.DataFrame, units: pd.Series) -> pd.DataFrame:
    """Give each rater a key by kind, each person one by round, and the person's unit."""
    kind = ratings["hubungan"].astype(str)
    ratee = ratings["dinilai"].astype(str) + "|" + ratings["periode"].astype(str)
    return pd.DataFrame(
        {
            "rater": ratings["penilai"].astype(str) + "|" + kind,
            "ratee": ratee,
            "aspect": ratings["aspek"],
            "score": ratings["nilai"],
            "kind": kind,
            "unit": ratee.map(units.where(units.notna(), "?")),
        }
    )


def _find_units(evidence: Evidence, ratings: pd.DataFrame) -> pd.Series:
    """Give the unit of each `dinilai|periode`: by history on the first day rated, else today's."""
    first = ratings.groupby(["dinilai", "periode"], observed=True)["tanggal"].min().reset_index()
    first = first.assign(nip=first["dinilai"].astype(str))
    key = first["nip"] + "|" + first["periode"].astype(str)
    today = first["nip"].map(evidence.staff["unit_id"])
    history = evidence.frame("riwayat_jabatan", ["nip", "unit_id", "mulai"]).dropna()
    dated = first.dropna(subset="tanggal").sort_values("tanggal", kind="stable")
    held = pd.merge_asof(
        dated[["nip", "tanggal"]].astype({"tanggal": "datetime64[us]"}),
        history.astype({"mulai": "datetime64[us]"}).sort_values("mulai", kind="stable"),
        left_on="tanggal",
        right_on="mulai",
        by="nip",
    )
    past = pd.Series(held["unit_id"].to_numpy(), index=dated.index, dtype="object")
    return pd.Series(past.reindex(first.index).fillna(today).to_numpy(), index=key, dtype="object")
