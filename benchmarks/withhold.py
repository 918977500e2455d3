"""Further cells to withhold: the kit beside what an office would do by hand. Prints two tables.

    python -m benchmarks.withhold            100 random tables, units by class
    python -m benchmarks.withhold --year     38 units, 8 classes, 12 periods as well; --tables 0 for
                                             these alone

By hand: in each row and each column with one withheld cell, withhold the next smallest as well,
until no row and no column has one alone. That is not safe; the attack says how often. By hand
until safe: then, for each cell that the attack still finds, the next smallest of its row and its
column, and again. Weights: a class of a unit 1, a total 5, the total of all 20.
"""

from __future__ import annotations

import argparse
import time

import numpy as np

from kinerja_lib.privacy.attack import attack
from kinerja_lib.privacy.cells import System
from kinerja_lib.privacy.complement import plan_withholding
from tests.disclosure_tables import count_table, with_margins

SHARES = (0.02, 0.05, 0.10, 0.30, 0.30, 0.13, 0.06, 0.04)  # of people in each class
K = 5


def draw(units, classes, seed):
    """Draw a table of counts: units of 12 to 119 people."""
    rng = np.random.default_rng(seed)
    shares = np.array(SHARES[:classes]) / sum(SHARES[:classes])
    return np.stack([rng.multinomial(n, shares) for n in rng.integers(12, 120, units)])


def make_system(inner, name=""):
    """Link a table with its totals; a cell of a unit holds all its people at most."""
    full = with_margins(inner)
    weights = np.ones(full.shape)
    weights[-1], weights[:, -1], weights[-1, -1] = 5, 5, 20
    most = np.repeat(full[:, -1:], full.shape[1], axis=1)
    return count_table(inner, K, name=name, weights=weights, most=most)


def by_hand(full):
    """Withhold the next smallest until no line has one withheld cell alone; zeros stay."""
    out = (full > 0) & (full < K)
    lines = [(i, slice(None)) for i in range(full.shape[0])]
    lines += [(slice(None), j) for j in range(full.shape[1])]
    while True:
        before = out.copy()
        for line in lines:
            if out[line].sum() == 1:
                values = np.where(out[line] | (full[line] == 0), np.inf, full[line])
                place = int(np.argmin(values))
                part = out[line]
                part[place] = True
        if (out == before).all():
            return out


def until_safe(full, system, out):
    """Withhold the next smallest in row and column of each cell given away, until none is."""
    out = out.copy()
    while True:
        names = {f"{i},{j}" for i, j in np.argwhere(out)}
        given = [e.id for e in attack(system, names) if e.fails]
        if not given:
            return names
        before = out.copy()
        for name in given:
            i, j = (int(part) for part in name.split(","))
            for line in ((i, slice(None)), (slice(None), j)):
                values = np.where(out[line], np.inf, full[line])
                if np.isfinite(values).any():
                    out[line][int(np.argmin(values))] = True
        if (out == before).all():  # its lines are full: the smallest that is left anywhere
            values = np.where(out, np.inf, full)
            out[np.unravel_index(np.argmin(values), out.shape)] = True


def compare(tables, units, classes):
    rows = []
    for seed in range(tables):
        inner = draw(units, classes, seed)
        full, system = with_margins(inner), make_system(inner)
        hidden = system.hidden()
        begun = time.process_time()
        plan = plan_withholding(system)
        seconds = time.process_time() - begun
        out = by_hand(full)
        hand = {f"{i},{j}" for i, j in np.argwhere(out)}
        safe = sum(system[name].weight for name in until_safe(full, system, out) - hidden)
        given = sum(e.fails for e in attack(system, hand))
        unsafe = sum(e.fails for e in attack(system, plan.withheld))
        loss = sum(system[name].weight for name in hand - hidden)
        rows.append((len(hidden), plan.loss, plan.proven, unsafe, loss, safe, given, seconds))
    small, kit, proven, unsafe, hand, safe, given, seconds = np.array(rows, dtype=float).T
    print(f"{tables} tables of {units} units x {classes} classes with totals, k = {K}")
    print(f"  small cells, mean                          {small.mean():8.1f}")
    print(f"  weight lost, mean: kit / by hand           {kit.mean():8.1f} {hand.mean():8.1f}")
    print(f"  weight lost, mean: by hand until safe      {safe.mean():8.1f}")
    print(f"  cells given away: kit / by hand            {unsafe.sum():8.0f} {given.sum():8.0f}")
    print(
        f"  tables with one given away: kit / by hand  {(unsafe > 0).sum():8} {(given > 0).sum():8}"
    )
    print(f"  kit proven cheapest                        {proven.sum():8.0f}")
    middle, most = np.median(seconds), seconds.max()
    print(f"  processor seconds, median / most                {middle:8.2f} {most:8.2f}")


def year():
    systems = [make_system(draw(38, 8, month), f"{month}:") for month in range(12)]
    joint = System(
        tuple(cell for system in systems for cell in system.cells),
        tuple(relation for system in systems for relation in system.relations),
    )
    begun = time.process_time()
    plan = plan_withholding(joint)
    planned = time.process_time()
    fails = sum(e.fails for e in attack(joint, plan.withheld))
    ended = time.process_time()
    print(
        f"38 units x 8 classes x 12 periods: {len(joint.cells)} cells, {len(joint.hidden())} small"
    )
    print(f"  weight lost / bound    {plan.loss:8.0f} {plan.bound:8.0f}")
    print(f"  cells given away       {fails:8}")
    print(f"  processor seconds: plan / attack {planned - begun:8.1f} {ended - planned:8.1f}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--tables", type=int, default=100)
    parser.add_argument("--units", type=int, default=8)
    parser.add_argument("--classes", type=int, default=5)
    parser.add_argument("--year", action="store_true", help="time a year of 38 units as well")
    options = parser.parse_args()
    if options.tables:
        compare(options.tables, options.units, options.classes)
    if options.year:
        year()
