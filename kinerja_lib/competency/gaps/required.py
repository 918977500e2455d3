"""Level that each post requires: its own standard in force, else the table of the rules file."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np
import pandas as pd

from kinerja_lib.basis.evidence import Evidence
from kinerja_lib.rules.required_levels import RequiredLevels
from kinerja_lib.tables.choices import COMPETENCIES
from kinerja_lib.tables.names import squash

STANDARD, TABLE = "standar jabatan", "tabel jenjang"


@dataclass(frozen=True)
class Required:
    """Hold the levels that posts require.

    Attributes
    ----------
    levels : DataFrame of shape (posts, competencies)
        Index jabatan_id, columns the nine managerial and sociocultural competencies in their order,
        then technical ones by name; level 1 to 5, NaN where the post does not require it.
    from_table : DataFrame of shape (posts, competencies)
        True where the level is that of the rules file and not the post's own.
    without : tuple of str
        Posts for which no level is known at all.
    """

    levels: pd.DataFrame
    from_table: pd.DataFrame
    without: tuple[str, ...]


def find_required(evidence: Evidence, day: dt.date | None = None) -> Required:
    """Find what each post of `jabatan` requires on a day, by default the reference date.

    A post's own standard holds from `berlaku_sejak`, the latest one not after that day; a
    row without a date is the oldest. A managerial or sociocultural competency that the post's
    standard does not name takes the level of the rules file, found by the post's name, its jenjang,
    or its kind. Technical competencies come from the post's own standard, or from the row of the
    rules file for that post.
    """
    posts = evidence.frame("jabatan").drop_duplicates("jabatan_id").set_index("jabatan_id")
    own = _read_standards(evidence, day or evidence.reference_date)
    index = posts.index.union(own.index, sort=True)
    table = _read_table(evidence, posts).reindex(index)
    names = [*COMPETENCIES, *sorted({*own.columns, *table.columns} - {*COMPETENCIES})]
    own = own.reindex(index=index, columns=names).astype(float)
    table = table.reindex(columns=names).astype(float)
    levels = own.fillna(table)
    without = tuple(levels.index[levels.isna().all(axis=1)])
    return Required(levels, own.isna() & table.notna(), without)


def _read_standards(evidence: Evidence, day: dt.date) -> pd.DataFrame:
    """Return levels by post and competency from the rows in force."""
    rows = evidence.frame("standar_kompetensi")
    rows = rows[~(rows["berlaku_sejak"] > pd.Timestamp(day))]
    rows = rows.sort_values("berlaku_sejak", kind="stable", na_position="first")
    rows = rows.drop_duplicates(["jabatan_id", "kompetensi"], keep="last")
    return rows.pivot(index="jabatan_id", columns="kompetensi", values="tingkat")


def _read_table(evidence: Evidence, posts: pd.DataFrame) -> pd.DataFrame:
    """Return levels of the rules file by post; no row is guessed for an unknown kind of post."""
    chosen = RequiredLevels({k: dict(v) for k, v in evidence.rules["jpm.tingkat_syarat"].items()})
    keys = pd.DataFrame(
        {
            name: posts[name].map(_squash_known).astype(object)
            for name in ("nama", "jenjang", "jenis")
        }
    )
    found = keys.where(keys.isin(list(chosen.levels))).bfill(axis=1)["nama"]
    rows = pd.DataFrame.from_dict(
        {key: dict(chosen.levels[key]) for key in found.dropna().unique()}, orient="index"
    )
    table = rows.reindex(found.to_numpy()) if len(rows) else pd.DataFrame(index=range(len(found)))
    return table.set_axis(posts.index).astype(float)


def _squash_known(text: object) -> object:
    return squash(text) if isinstance(text, str) else np.nan
