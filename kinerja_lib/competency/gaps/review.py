"""Gaps of active people: required against rated level, what is missing, match with posts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from kinerja_lib.basis.evidence import Evidence
from kinerja_lib.competency.gaps.matching import match_people
from kinerja_lib.competency.gaps.ratings import (
    CONFLICT,
    REASONS,
    SOURCES,
    Ratings,
    Validity,
    choose_ratings,
)
from kinerja_lib.competency.gaps.required import STANDARD, TABLE, Required, find_required
from kinerja_lib.i18n import _
from kinerja_lib.rules.person_job_match import Purpose
from kinerja_lib.tables.choices import COMPETENCIES

NO_POST, NO_STANDARD = _("tanpa jabatan"), _("jabatan tanpa standar")


@dataclass(frozen=True)
class GapLimits:
    """Say how gaps are read.

    Parameters
    ----------
    purpose : str
        "pemetaan" or "pengisian jabatan" (or a scale of KKP): which classes of JPM hold.
    missing_share : float
        Share of required levels without a valid rating, per cent, above which it is said first.
    soon_months : int
        Ratings that end within so many months are counted.
    """

    purpose: str = "pemetaan"
    missing_share: float = 20.0
    soon_months: int = 12

    def __post_init__(self) -> None:
        Purpose(self.purpose)


@dataclass(frozen=True)
class GapReview:
    """Hold the gaps of the active people whose post has a standard.

    Parameters
    ----------
    evidence : Evidence
    limits : GapLimits
    staff : DataFrame
        Active people: index nip, columns unit_id, jabatan_id, jenjang (else kind of post), bidang,
        rumpun, status, sebab ("" where gaps can be computed, else `NO_POST` or `NO_STANDARD`).
    required : Required
    ratings : Ratings
        Of the people with `sebab` "" by the columns of `required.levels`.
    """

    evidence: Evidence
    limits: GapLimits
    staff: pd.DataFrame
    required: Required
    ratings: Ratings

    @cached_property
    def index(self) -> pd.Index:
        """NIPs of the people whose gaps can be computed."""
        return self.staff.index[self.staff["sebab"] == ""]

    @property
    def names(self) -> list[str]:
        """Competencies: the nine managerial and sociocultural ones, then technical ones."""
        return list(self.required.levels.columns)

    @cached_property
    def levels(self) -> np.ndarray:
        """Required levels, float (people, competencies), NaN where the post has none."""
        return _of_posts(self.required.levels, self.staff.loc[self.index, "jabatan_id"])

    @cached_property
    def matrix_all(self) -> pd.DataFrame:
        """Gap = rated - required, index nip, all competencies; NaN missing or not required."""
        gap = self.ratings.level - self.levels
        return pd.DataFrame(gap, index=self.index, columns=self.names)

    @property
    def matrix(self) -> pd.DataFrame:
        """`matrix_all` with the nine managerial and sociocultural competencies only."""
        return self.matrix_all[list(COMPETENCIES)]

    @cached_property
    def cells(self) -> pd.DataFrame:
        """One row per person and required competency, people in the order of `index`.

        Columns nip, kompetensi, syarat (1 to 5), tingkat (NaN missing), gap, kekurangan = max(0,
        -gap) (NaN where missing), sumber, tanggal (of the latest rating, NaT without one), alasan
        ("" or why no level counts), asal (the post's own standard, or the table of the rules file).
        Text columns are categories.
        """
        person, column = np.nonzero(~np.isnan(self.levels))
        required, reached = self.levels[person, column], self.ratings.level[person, column]
        table = _of_posts(self.required.from_table, self.staff.loc[self.index, "jabatan_id"])
        gap = reached - required
        return pd.DataFrame(
            {
                "nip": self.index.take(person),
                "kompetensi": pd.Categorical.from_codes(column, self.names),
                "syarat": required,
                "tingkat": reached,
                "gap": gap,
                "kekurangan": np.maximum(0.0, -gap) + 0.0,  # no -0.0
                "sumber": _name(self.ratings.source, SOURCES, person, column),
                "tanggal": self.ratings.day[person, column].astype("datetime64[s]"),
                "alasan": _name(self.ratings.reason, REASONS, person, column),
                "asal": _name(table.astype(np.int8), (STANDARD, TABLE), person, column),
            }
        )

    @cached_property
    def people(self) -> pd.DataFrame:
        """Summarise each person whose gaps can be computed, index nip.

        Columns unit_id, jabatan_id, jenjang, bidang, rumpun, status; syarat (required
        competencies), dinilai (of them rated), kurang (of them below), total (sum of shortfalls
        over rated cells, NaN where none is rated), hilang (share missing, 0 to 1), jpm (per cent,
        exact, NaN unless all are rated), kelas (class for the chosen purpose).
        """
        needed, rated = ~np.isnan(self.levels), ~np.isnan(self.matrix_all.to_numpy())
        short = np.nan_to_num(np.maximum(0.0, -self.matrix_all.to_numpy()))
        counts, known = needed.sum(axis=1), rated.sum(axis=1)
        jpm, classes = self._match(Purpose(self.limits.purpose))
        return self.staff.loc[self.index].drop(columns="sebab").assign(
            syarat=counts,
            dinilai=known,
            kurang=(short > 0).sum(axis=1),
            total=np.where(known > 0, short.sum(axis=1), np.nan),
            hilang=1 - known / counts,
            jpm=jpm,
            kelas=classes,
        )  # fmt: skip

    def _match(self, purpose: Purpose) -> tuple[np.ndarray, np.ndarray]:
        surplus = bool(self.evidence.rules["jpm.kelebihan_dihitung"])
        return match_people(self.levels, self.ratings.level, purpose, count_surplus=surplus)

    def classes(self, purpose: Purpose) -> pd.Series:
        """Give the class of each person's match for a purpose; missing without a match."""
        return pd.Series(self._match(purpose)[1], index=self.index)

    @cached_property
    def missing_share(self) -> float | None:
        """Share of required levels without a valid rating, per cent; None without any."""
        counts = self.people[["syarat", "dinilai"]].sum()
        needed = int(counts["syarat"])
        return 100.0 * (needed - int(counts["dinilai"])) / needed if needed else None

    @property
    def rated(self) -> pd.DataFrame:
        """People with at least one valid rating of a required competency."""
        return self.people[self.people["dinilai"] > 0]

    @property
    def without_standard(self) -> pd.DataFrame:
        """Active people whose gaps cannot be computed, with the reason in `sebab`."""
        return self.staff[self.staff["sebab"] != ""]

    @cached_property
    def reasons(self) -> Mapping[str, int]:
        """Count required levels without a valid rating, by reason; the empty reason is valid."""
        counts = self.cells["alasan"].value_counts()
        return {name: int(counts.get(name, 0)) for name in REASONS}

    @cached_property
    def conflicts(self) -> pd.DataFrame:
        """Cells with two levels on one day: columns of `cells`."""
        return self.cells[self.cells["alasan"] == CONFLICT]


def _of_posts(table: pd.DataFrame, posts: pd.Series) -> np.ndarray:
    return table.to_numpy()[table.index.get_indexer(posts)]


def _name(
    codes: np.ndarray, words: tuple[str, ...], person: np.ndarray, column: np.ndarray
) -> pd.Categorical:
    return pd.Categorical.from_codes(codes[person, column], list(words))


def review_gaps(evidence: Evidence, limits: GapLimits | None = None) -> GapReview:
    """Compare the rated levels of active people with those of their posts.

    People whose state is unknown count as active; those on leave, on study or elsewhere do not.
    """
    required = find_required(evidence)
    staff = _read_staff(evidence, required)
    index = staff.index[staff["sebab"] == ""]
    columns = ["nip", "kompetensi", "tingkat", "tanggal", "sumber"]
    validity = Validity(evidence.reference_date, int(evidence.rules["jpm.berlaku_tahun"]))
    rows = evidence.frame("kompetensi", columns)
    ratings = choose_ratings(rows, index, list(required.levels.columns), validity)
    return GapReview(evidence, limits or GapLimits(), staff, required, ratings)


def _read_staff(evidence: Evidence, required: Required) -> pd.DataFrame:
    """Return the active people with their posts, and why gaps cannot be computed."""
    columns = ["nip", "unit_id", "jabatan_id", "status", "status_kerja"]
    staff = evidence.frame("pegawai", columns).set_index("nip")
    staff = staff[staff["status_kerja"].fillna("aktif") == "aktif"].drop(columns="status_kerja")
    posts = evidence.frame("jabatan", ["jabatan_id", "jenis", "jenjang", "bidang", "rumpun"])
    posts = posts.drop_duplicates("jabatan_id").set_index("jabatan_id")
    posts = posts.assign(jenjang=posts["jenjang"].fillna(posts["jenis"])).drop(columns="jenis")
    known = required.levels.index.difference(list(required.without))
    reason = pd.Series("", index=staff.index, dtype="str")
    reason = reason.mask(~staff["jabatan_id"].isin(known), NO_STANDARD)
    reason = reason.mask(staff["jabatan_id"].isna(), NO_POST)
    return staff.join(posts, on="jabatan_id").assign(sebab=reason)
