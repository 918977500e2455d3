"""What only one region's staff survey shows: a unit, an age, a kind of unit, a change."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kinerja_lib.synthetic.instrument import NAMES
from kinerja_lib.synthetic.outreach import BY_LOT, unit_sizes, units_not_reached
from kinerja_lib.synthetic.population import Population


@dataclass(frozen=True)
class Shift:
    """Describe a planted difference.

    Parameters
    ----------
    code, what : str
        Name and statement of the finding.
    sizes : mapping of str to float
        Subscale -> shift of the score, in standard deviations of its factor.
    waves : tuple of int
        Waves that show it, 0 or 1.
    units : bool array of shape (n_units,)
        Units whose people are concerned.
    from_age : int
        Age in years from which people are concerned; 0: all.
    alone : bool
        Whether the units have no other effect of their own on these subscales.
    """

    code: str
    what: str
    sizes: dict[str, float]
    waves: tuple[int, ...]
    units: np.ndarray
    from_age: int = 0
    alone: bool = False


def plan_shift(people: Population) -> Shift:
    """Return the planted difference of the region.

    Wanggar: readiness -1.2 in one unit, the largest that is no kecamatan. Andir: routine seeking
    +0.6 from age 50. Mamuju: working climate -0.7 in puskesmas. Jambi: in the second wave benefit
    of outreach +0.5 and readiness +0.35 in the units that a lot gave the first topic. Kotabumi:
    in the second wave pressure +0.7 and acceptance -0.5 in schools.
    """
    slug = people.plan.slug
    kind = people.unit["jenis"].to_numpy(dtype=object)
    both, every = (0, 1), np.ones(len(kind), dtype=bool)
    if slug == "wanggar":
        largest = int(np.argmax(np.where(kind == "kecamatan", 0, unit_sizes(people))))
        one = np.arange(len(kind)) == largest
        what = "readiness for change is lower in one unit"
        return Shift("kesiapan_satu_unit", what, {"kesiapan": -1.2}, both, one, alone=True)
    if slug == "andir":
        what = "people from age 50 prefer routine more"
        return Shift("rutinitas_usia_50", what, {"rutinitas": 0.6}, both, every, from_age=50)
    if slug == "mamuju":
        what = "working climate is less favourable in puskesmas"
        sizes = {"iklim_kerja": -0.7}
        return Shift("iklim_puskesmas", what, sizes, both, kind == "puskesmas")
    if slug == BY_LOT:
        what = "belief in benefit rose between waves where outreach took place by lot"
        sizes = {"manfaat_sosialisasi": 0.5, "kesiapan": 0.35}
        return Shift("manfaat_naik_sosialisasi", what, sizes, (1,), ~units_not_reached(people))
    what = "pressure rose and acceptance fell in schools between waves"
    sizes = {"tekanan_penilaian": 0.7, "penerimaan_penilaian": -0.5}
    return Shift("tekanan_sekolah", what, sizes, (1,), kind == "sekolah")


def shift_unit_effects(shift: Shift, effects: np.ndarray) -> np.ndarray:
    """Return unit effects with those of a unit that stands alone set to 0, shape as given."""
    changed = effects.copy()
    if shift.alone:
        columns = [NAMES.index(name) for name in shift.sizes]
        changed[np.ix_(shift.units, columns)] = 0.0
    return changed


def shift_scores(
    shift: Shift, scores: np.ndarray, *, wave: int, unit: np.ndarray, age: np.ndarray
) -> np.ndarray:
    """Return scores of people, shape (n, 12), with the planted difference added."""
    moved = scores.copy()
    if wave in shift.waves:
        concerned = shift.units[unit] & (age >= shift.from_age)
        for name, size in shift.sizes.items():
            moved[concerned, NAMES.index(name)] += size
    return moved
