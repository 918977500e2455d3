"""Appraisal from several sources: composite, completeness, agreement, and views of oneself."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from kinerja_lib.basis.evidence import Evidence
from kinerja_lib.i18n import _
from kinerja_lib.performance.appraisal.data import (
    BY_DATA,
    EVERYBODY,
    LEADERS,
    OTHERS,
    PEER,
    REWEIGHT,
    SELF,
    SUBORDINATE,
    SUPERIOR,
    SourceRules,
    average_aspects,
    count_set_aside,
    read_ratings,
)
from kinerja_lib.performance.appraisal.direction import judge_direction, list_superiors
from kinerja_lib.performance.appraisal.gaps import compare_families, name_quadrants
from kinerja_lib.stats.agreement import Agreement, agree_one_way
from kinerja_lib.stats.reciprocity import find_reciprocal
from kinerja_lib.tables.choices import RELATIONS

LEADER, OTHER = _("pimpinan"), _("bukan pimpinan")
COMPLETE, SHARED, LACKING, UNUSED = (
    *("lengkap", "bobot dibagi ulang", "belum lengkap"),
    "tidak dapat dihitung",
)


@dataclass(frozen=True)
class AppraisalReview:
    """Hold the latest round of ratings from several sources.

    Parameters
    ----------
    evidence : Evidence
    rules : SourceRules
    smallest : float
        Smallest difference of interest, in points of 0 to 100.
    round : str
        The round, such as `2026`; "" where there is none.
    superiors : DataFrame
        Who stands above whom: bawahan, atasan.
    labelled : DataFrame
        One row for each person, rater and kind: dinilai, penilai, hubungan, periode, nilai (mean
        over aspects), aspek (number), arah ("sesuai", "terbalik" or missing).
    ratings : int
        Accepted ratings of the round.
    """

    evidence: Evidence
    rules: SourceRules
    smallest: float
    round: str
    superiors: pd.DataFrame
    labelled: pd.DataFrame
    ratings: int

    @property
    def reversed(self) -> pd.DataFrame:
        """Pairs whose label runs the wrong way; they enter no figure."""
        return self.labelled[self.labelled["arah"] == "terbalik"]

    @cached_property
    def pairs(self) -> pd.DataFrame:
        """Pairs that are used."""
        return self.labelled[self.labelled["arah"] != "terbalik"]

    @cached_property
    def sources(self) -> pd.DataFrame:
        """Mean over raters and number of raters: index dinilai, columns (mean|n, source).

        Mean is missing and n is 0 where nobody of the source rated.
        """
        grouped = self.pairs.groupby(["dinilai", "hubungan"])["nilai"].agg(["mean", "size"])
        wide = grouped.unstack("hubungan")
        columns = pd.MultiIndex.from_product([["mean", "size"], RELATIONS])
        wide = wide.reindex(columns=columns)
        return wide.fillna({("size", source): 0 for source in RELATIONS})

    @cached_property
    def leaders(self) -> set[str]:
        """Heads of units, and who rated somebody as a superior; only they have subordinates."""
        heads = set(self.evidence.units["kepala_nip"].dropna())
        return heads | set(self.pairs.loc[self.pairs["hubungan"] == SUPERIOR, "penilai"])

    @cached_property
    def groups(self) -> pd.Series:
        """Leader or other, by person rated."""
        lead = self.sources.index.isin(list(self.leaders))
        return pd.Series(np.where(lead, LEADER, OTHER), index=self.sources.index)

    @cached_property
    def in_use(self) -> pd.DataFrame:
        """Whether a source is used for a group, as the agency says or else by the data.

        By the data: the share of the group that the agency sets has a rater, and a source with a
        weight that no group uses is expected of all. Subordinates rate leaders only.
        """
        used = self.shares >= self.rules.share
        weighted = pd.Series(self.rules.weights).reindex(used.columns) > 0
        used.loc[:, (weighted & ~used.any()).to_numpy()] = True
        for source, whom in self.rules.expected.items():
            if whom != BY_DATA:
                used[source] = [whom in (EVERYBODY, own) for own in (LEADERS, OTHERS)]
        used.loc[OTHER, SUBORDINATE] = False
        return used

    @cached_property
    def shares(self) -> pd.DataFrame:
        """Share of each group (0 to 1) with at least one rater of a source; 0 without people."""
        had = (self.sources["size"] > 0).groupby(self.groups).mean()
        return had.reindex([LEADER, OTHER], fill_value=0.0)

    @cached_property
    def weights(self) -> pd.DataFrame:
        """Effective weight of each source by group, per cent: weights of sources in use, as 100.

        Index `LEADER`, `OTHER`, columns `RELATIONS`; 0 where a source is not used, missing where no
        source with a weight is.
        """
        used = self.in_use * pd.Series(self.rules.weights).reindex(self.in_use.columns)
        return used.div(used.sum(axis=1).replace(0, np.nan), axis=0) * 100

    @cached_property
    def unused(self) -> list[tuple[str, str]]:
        """Groups with somebody rated, and the sources with a weight that they do not use."""
        rows = self.in_use.loc[[name for name in self.in_use.index if name in set(self.groups)]]
        wanted = [source for source in RELATIONS if self.rules.weights[source] > 0]
        return [(g, s) for g in rows.index for s in wanted if not rows.loc[g, s]]

    @cached_property
    def expected(self) -> pd.DataFrame:
        """Whether a source is expected of a person: used for the group; superiors: if any is known.

        Shape (people, sources). A leader above whom the tables name nobody has no superior.
        """
        wanted = self.in_use.reindex(self.groups).set_axis(self.sources.index)
        if len(self.superiors):
            top = (self.groups == LEADER) & ~wanted.index.isin(self.superiors["bawahan"])
            wanted.loc[top & (self.sources["size", SUPERIOR] == 0), SUPERIOR] = False
        return wanted

    @cached_property
    def people(self) -> pd.DataFrame:
        """Composite by person: gabungan (missing where not computed), keadaan, kurang (text).

        `kurang` names the sources in use with fewer raters than the minimum; `kosong` those of
        them with none.
        """
        size = self.sources["size"]
        weight = pd.Series(self.rules.weights).reindex(size.columns)
        wanted = self.expected.to_numpy() & (weight > 0).to_numpy()
        enough = (size >= pd.Series(self.rules.minimum).reindex(size.columns)).to_numpy()
        used = wanted & enough
        share = used * weight.to_numpy()
        total = share.sum(axis=1)
        points = np.nansum(self.sources["mean"].to_numpy(dtype=float) * share, axis=1)
        state = np.select(
            [~wanted.any(axis=1), (used == wanted).all(axis=1), total > 0],
            [UNUSED, COMPLETE, SHARED if self.rules.missing == REWEIGHT else LACKING],
            LACKING,
        )
        counts = np.isin(state, [COMPLETE, SHARED])
        lacking, empty = wanted & ~enough, wanted & (size.to_numpy() == 0)
        return pd.DataFrame(
            {
                "kelompok": self.groups.to_numpy(),
                "gabungan": np.where(counts, points / np.where(total > 0, total, 1), np.nan),
                "keadaan": state,
                "kurang": _join(lacking, size.columns),
                "kosong": _join(empty, size.columns),
            },
            index=size.index,
        )

    @cached_property
    def completeness(self) -> pd.DataFrame:
        """Rows (kelompok, sumber) in use: bobot, efektif, pegawai, cukup, sedikit, kosong, ..."""
        rows = []
        for group, expected in self.expected.groupby(self.groups):
            for source in RELATIONS:
                n = self.sources["size", source].loc[expected.index[expected[source]]]
                if len(n):
                    least = self.rules.minimum[source]
                    enough, none = int((n >= least).sum()), int((n == 0).sum())
                    few = len(n) - enough - none
                    weights = (self.rules.weights[source], self.weights.loc[group, source])
                    row = (group, source, *weights, len(n), enough, few, none)
                    rows.append((*row, float(n[n > 0].median()), int(n.max()), least))
        names = ["kelompok", "sumber", "bobot", "efektif", "pegawai", "cukup", "sedikit", "kosong"]
        return pd.DataFrame(rows, columns=[*names, "penilai", "terbanyak", "batas"])

    @cached_property
    def agreement(self) -> dict[str, tuple[Agreement, Agreement]]:
        """ICC of one rater, and of the mean of a person's raters, by source but self."""
        found = {}
        for source in RELATIONS:
            own = self.pairs[self.pairs["hubungan"] == source]
            if source != SELF and len(own):
                data = (own["nilai"].to_numpy(), own["dinilai"].to_numpy())
                found[source] = (agree_one_way(*data), agree_one_way(*data, mean=True))
        return found

    @cached_property
    def gaps(self) -> pd.DataFrame:
        """People with both views: diri, atasan, selisih (self minus superior), kuadran, rumpun."""
        means = self.sources["mean"][[SELF, SUPERIOR]].dropna()
        families = self.evidence.frame("jabatan", ["jabatan_id", "rumpun"])
        families = families.drop_duplicates("jabatan_id").set_index("jabatan_id")["rumpun"]
        posts = self.evidence.staff["jabatan_id"].reindex(means.index)
        return means.assign(
            selisih=means[SELF] - means[SUPERIOR],
            kuadran=name_quadrants(means[SELF], means[SUPERIOR]),
            rumpun=posts.map(families),
        )

    @property
    def limit(self) -> float:
        """Points from which a view counts as high: median of the superiors'; NaN without any."""
        return float(self.gaps[SUPERIOR].median())

    @cached_property
    def families(self) -> pd.DataFrame:
        """Job families compared with all others on self minus superior."""
        return compare_families(self.gaps, smallest=self.smallest)

    @cached_property
    def reciprocal(self) -> pd.DataFrame:
        """Peers who rated each other; `flag` by the rule of `stats.reciprocity`."""
        names = {"penilai": "rater", "dinilai": "ratee", "periode": "round", "nilai": "score"}
        table = self.pairs.rename(columns=names)
        peers = table["hubungan"] == PEER
        others = table[table["hubungan"].isin([SUPERIOR, SUBORDINATE])]
        return find_reciprocal(table[peers], others, margin=self.smallest)

    @property
    def friends(self) -> pd.DataFrame:
        """Pairs of peers that the rule flags."""
        return self.reciprocal[self.reciprocal["flag"]]

    @cached_property
    def set_aside(self) -> pd.DataFrame:
        """Rows of ratings set aside by the check: column, fault, rule, rows."""
        return count_set_aside(self.evidence, "penilaian")

    @property
    def unrated(self) -> int:
        """Active employees without one rating in the round."""
        staff = self.evidence.staff
        active = staff.index[staff["status_kerja"] == "aktif"]
        return int((~active.isin(self.sources.index)).sum())

    def count_faults(self, *faults: str) -> int:
        """Count rows set aside for these faults."""
        return int(self.set_aside.loc[self.set_aside["fault"].isin(faults), "rows"].sum())


def _join(chosen: np.ndarray, names: pd.Index) -> list[str]:
    """Join the names that are chosen in each row."""
    return [", ".join(names[row]) for row in chosen]


def review_appraisal(evidence: Evidence, *, smallest: float = 5.0) -> AppraisalReview:
    """Review the latest round of ratings up to the report's period.

    Parameters
    ----------
    evidence : Evidence
    smallest : float
        Smallest difference of interest, in points of 0 to 100.
    """
    ratings = read_ratings(evidence)
    pairs = average_aspects(ratings)
    superiors = list_superiors(evidence, evidence.year)
    pairs = pairs.assign(arah=judge_direction(pairs, superiors))
    name = str(pairs["periode"].iloc[0]) if len(pairs) else ""
    rules = SourceRules.of(evidence.rules)
    data = (name, superiors, pairs, len(ratings))
    return AppraisalReview(evidence, rules, smallest, *data)
