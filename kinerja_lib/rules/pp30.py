"""Final value and predikat by numbers under PP 30/2019, article 41."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from kinerja_lib.errors import DataError
from kinerja_lib.i18n import _
from kinerja_lib.rules.provenance import Rule
from kinerja_lib.rules.rounding import Number, to_decimal

_ARTICLE = "PP 30/2019 Pasal 41"
RULES: tuple[Rule, ...] = (
    Rule("pp30.nilai_akhir", "2019.1", "Nilai akhir SKP dan perilaku kerja", _ARTICLE, "P"),
    Rule("pp30.predikat", "2019.1", "Predikat menurut nilai dan ide baru", _ARTICLE, "P"),
    Rule(
        "pp30.predikat_bawah",
        "2019.1",
        "Batas 50 dan 70 untuk Kurang dan Sangat Kurang",
        f"{_ARTICLE}, dibaca pada sonora.id; letak batas diturunkan dari huruf b dan c",
        "S",
    ),
)
CLASSES = ("Sangat Baik", "Baik", "Cukup", "Kurang", "Sangat Kurang")


@dataclass(frozen=True)
class Pp30Parameters:
    """Weights and limits of article 41.

    Attributes
    ----------
    plan_share, plan_share_with_peers : Decimal
        Share of the SKP value, 0 to 1, where peers and subordinates are not asked and where they
        are; conduct has the rest.
    very_good, good, fair, poor : Decimal
        Lowest value of Sangat Baik (with the idea), Baik, Cukup, Kurang.
    highest : Decimal
        Highest value of the scale; the lowest is 0.

    Raises
    ------
    ValueError
        A share outside 0 to 1, or limits that do not fall.
    """

    plan_share: Decimal = Decimal("0.70")
    plan_share_with_peers: Decimal = Decimal("0.60")
    very_good: Decimal = Decimal(110)
    good: Decimal = Decimal(90)
    fair: Decimal = Decimal(70)
    poor: Decimal = Decimal(50)
    highest: Decimal = Decimal(120)

    def __post_init__(self) -> None:
        if not all(0 <= share <= 1 for share in (self.plan_share, self.plan_share_with_peers)):
            raise ValueError("a share is between 0 and 1")
        limits = (self.highest, self.very_good, self.good, self.fair, self.poor)
        if list(limits) != sorted(limits, reverse=True):
            raise ValueError("the limits fall from class to class")


def compute_final_value(
    skp: Number | None,
    perilaku: Number | None,
    *,
    peers_asked: bool,
    parameters: Pp30Parameters | None = None,
) -> Decimal | None:
    """Weigh the values of SKP and conduct.

    Parameters
    ----------
    skp, perilaku : number or None
        Values on the scale 0 to 120. None is missing.
    peers_asked : bool
        Whether the agency asks peers and subordinates: then 60/40, else 70/30. It follows from
        what the agency does and is no free choice.
    parameters : Pp30Parameters, optional
        Shares.

    Returns
    -------
    Decimal or None
        Unrounded; None where a value is missing, because the other one alone is no final value.

    Notes
    -----
    Source: PP 30/2019, article 41 [P].
    """
    if skp is None or perilaku is None:
        return None
    chosen = parameters or Pp30Parameters()
    share = chosen.plan_share_with_peers if peers_asked else chosen.plan_share
    return share * to_decimal(skp) + (1 - share) * to_decimal(perilaku)


def classify_value(
    value: Number | None, *, new_idea: bool | None, parameters: Pp30Parameters | None = None
) -> str | None:
    """Give the predikat of a final value.

    Parameters
    ----------
    value : number or None
        Final value, 0 to 120, not rounded. None is missing.
    new_idea : bool or None
        Whether the person created a new idea or method that benefits the organisation or the
        state. Without it 110 to 120 is Baik. None is not known.
    parameters : Pp30Parameters, optional
        Limits.

    Returns
    -------
    str or None
        One of `CLASSES`; None where the value is missing, or where it is 110 or more and nobody
        recorded whether there was a new idea.

    Raises
    ------
    DataError
        Value outside 0 to 120.

    Notes
    -----
    "Cukup" here is a band of numbers, not the Butuh Perbaikan of PermenPANRB 6/2022.
    Source: PP 30/2019, article 41 [P]; limits 50 and 70 [S].
    """
    if value is None:
        return None
    chosen, exact = parameters or Pp30Parameters(), to_decimal(value)
    if not 0 <= exact <= chosen.highest:
        raise DataError(
            _("Nilai akhir {value} berada di luar 0–{highest}. Periksa nilai di data.").format(
                value=exact, highest=chosen.highest
            )
        )
    if exact >= chosen.very_good:
        return None if new_idea is None else CLASSES[0 if new_idea else 1]
    limits = (chosen.good, chosen.fair, chosen.poor)
    reached = sum(exact >= limit for limit in limits)
    return CLASSES[4 - reached]
