"""Comments of one wave as two readers coded them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations

import numpy as np
import pandas as pd

from kinerja_lib.change.comments.names import KnownNames, gather_names, may_name, remove_names
from kinerja_lib.change.outcomes import CANNOT
from kinerja_lib.change.responses.review import Responses
from kinerja_lib.i18n import _
from kinerja_lib.privacy.withholding import MINIMUM
from kinerja_lib.stats.kappa import Kappa, measure_kappa

TABLE = "koding_komentar"
GOOD, POOR, UNSURE = _("cukup sepakat"), _("belum sepakat"), _("belum pasti")
GROUP = MINIMUM["internal"]["komentar"]


@dataclass(frozen=True)
class CommentLimits:
    """Say when coders agree and what may be quoted.

    Parameters
    ----------
    least_kappa : float
        Kappa from which coders agree well enough, 0 to 1.
    fewest : int
        Fewest comments coded by both of a pair for kappa.
    group : int
        Fewest comments of a theme that is quoted; never below the kit's own minimum.
    quotes : int
        Most quotations of a theme.
    word : int
        Fewest respondents who use a word before it is listed.
    """

    least_kappa: float = 0.6
    fewest: int = 20
    group: int = GROUP
    quotes: int = 3
    word: int = 10


@dataclass(frozen=True)
class CommentReview:
    """Hold the comments of the reported wave.

    Parameters
    ----------
    responses : Responses
    limits : CommentLimits
    """

    responses: Responses
    limits: CommentLimits = field(default_factory=CommentLimits)

    @cached_property
    def comments(self) -> pd.DataFrame:
        """Comments with text: resp_id (index), unit_id, teks; one row per respondent."""
        if not self.responses.wave:
            return pd.DataFrame(columns=["unit_id", "teks"])
        people = self.responses.given(self.responses.wave).people
        own = people[people["komentar"].fillna("").str.strip() != ""]
        own = own.drop_duplicates("resp_id").set_index("resp_id")
        return own[["unit_id", "komentar"]].rename(columns={"komentar": "teks"})

    @cached_property
    def respondents(self) -> int:
        """Respondents of the wave."""
        wave = self.responses.wave
        return len(self.responses.given(wave)) if wave else 0

    @cached_property
    def codes(self) -> pd.DataFrame:
        """Theme of each comment (index resp_id) by coder (columns, sorted), None where not coded.

        Codes of other waves, or of respondents without a comment, do not count.
        """
        rows = self.responses.evidence.frame(TABLE)
        own = rows[rows["gelombang"] == self.responses.wave]
        own = own[own["resp_id"].isin(self.comments.index)].dropna(subset=["pengode", "tema"])
        own = own.drop_duplicates(["resp_id", "pengode"])
        wide = own.pivot(index="resp_id", columns="pengode", values="tema").astype(object)
        wide = wide.reindex(self.comments.index)
        return wide.where(wide.notna(), None)

    @cached_property
    def coders(self) -> list[str]:
        """Codes of the coders, most comments first."""
        counts = self.codes.notna().sum()
        return sorted(counts.index, key=lambda coder: (-counts[coder], coder))

    @cached_property
    def kappas(self) -> dict[tuple[str, str], Kappa]:
        """Agreement of each pair of coders on the comments that both coded."""
        pairs = combinations(self.coders, 2)
        return {
            (a, b): measure_kappa(self.codes[a].to_numpy(), self.codes[b].to_numpy())
            for a, b in pairs
        }

    def judge(self, kappa: Kappa) -> str:
        """Choose what may be said of the agreement of two coders."""
        found = kappa.kappa
        if found.low is None or found.high is None or found.n < self.limits.fewest:
            return CANNOT
        if found.low >= self.limits.least_kappa:
            return GOOD
        return POOR if found.high < self.limits.least_kappa else UNSURE

    @cached_property
    def agreed(self) -> pd.Series:
        """Theme on which all coders of a comment agree; None where they differ or nobody coded."""
        first = self.codes.bfill(axis=1).iloc[:, 0] if self.coders else pd.Series(dtype=object)
        differ = self.codes.nunique(axis=1) != 1
        return first.where(~differ, None) if self.coders else first

    @cached_property
    def themes(self) -> pd.DataFrame:
        """Count comments by theme, most first: tema, n (agreed), beda (some coder says it), persen.

        persen is n in per cent of all comments on which the coders agree.
        """
        same = self.agreed.dropna().value_counts()
        differ = self.codes[self.codes.nunique(axis=1) > 1] if self.coders else self.codes
        named = pd.concat(
            [differ[c].dropna().rename("tema").reset_index() for c in differ] or [pd.DataFrame()]
        )
        other = (
            named.drop_duplicates().groupby("tema").size() if len(named) else pd.Series(dtype=int)
        )
        names = sorted({*same.index, *other.index})
        table = pd.DataFrame({"tema": names})
        table["n"] = table["tema"].map(same).fillna(0).astype(int)
        table["beda"] = table["tema"].map(other).fillna(0).astype(int)
        table["persen"] = 100 * table["n"] / max(int(same.sum()), 1)
        table["tema_tampil"] = [remove_names(name, self.known) for name in names]
        return table.sort_values(["n", "tema"], ascending=[False, True], ignore_index=True)

    @cached_property
    def confused(self) -> tuple[str, str, int] | None:
        """Two themes that the coders exchange most often, and how often; None without any."""
        if not self.kappas:
            return None
        found = next(iter(self.kappas.values()))
        both = found.table + found.table.T
        np.fill_diagonal(both, 0)
        if not both.size or not both.max():
            return None
        a, b = np.unravel_index(int(np.argmax(np.triu(both))), both.shape)
        return str(found.codes[a]), str(found.codes[b]), int(both[a, b])

    @cached_property
    def known(self) -> KnownNames:
        """Names of all staff in the data."""
        return gather_names(self.responses.evidence.staff["nama"].dropna().astype(str))

    @cached_property
    def cleaned(self) -> pd.DataFrame:
        """Comments without names (index resp_id): teks, aman (bool: names nobody any more)."""
        texts = [remove_names(text, self.known) for text in self.comments["teks"].astype(str)]
        safe = [not may_name(text, self.known) for text in texts]
        table = pd.DataFrame({"teks": texts, "aman": safe}, index=self.comments.index)
        return table.astype({"aman": bool})

    @cached_property
    def _refused(self) -> pd.Index:
        """Comments that a coder marked as unfit to quote."""
        rows = self.responses.evidence.frame(TABLE)
        own = rows[(rows["gelombang"] == self.responses.wave) & rows["kutip"].notna()]
        fit = own["kutip"].map(lambda value: str(value).casefold() in ("true", "ya", "1"))
        return pd.Index(own.loc[~fit, "resp_id"])

    @cached_property
    def quotes(self) -> pd.DataFrame:
        """Quotations: tema_tampil, teks, n (comments of the theme).

        Only themes with at least `limits.group` agreed comments; only comments that name nobody
        and that no coder marked as unfit; different texts in alphabetical order.
        """
        least = max(self.limits.group, GROUP)
        rows = self.cleaned.assign(tema=self.agreed.reindex(self.cleaned.index))
        rows = rows[rows["aman"] & ~rows.index.isin(self._refused)].dropna(subset=["tema"])
        large = self.themes[self.themes["n"] >= least]
        rows = rows[rows["tema"].isin(large["tema"])]
        shown = large.set_index("tema")
        rows = rows.assign(**{name: rows["tema"].map(shown[name]) for name in ("tema_tampil", "n")})
        rows = rows.drop_duplicates(["tema", "teks"]).sort_values(["tema", "teks"])
        rows = rows.groupby("tema", sort=False).head(self.limits.quotes)
        order = {theme: place for place, theme in enumerate(large["tema"])}
        rows = rows.sort_values("tema", key=lambda names: names.map(order), kind="stable")
        return rows[["tema_tampil", "teks", "n"]].reset_index(drop=True)


def review_comments(responses: Responses, limits: CommentLimits | None = None) -> CommentReview:
    """Read the comments of the reported wave and what coders made of them."""
    return CommentReview(responses, limits or CommentLimits())
