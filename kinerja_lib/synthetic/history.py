"""Three years of changes: people who moved, units divided and joined, posts held before."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from kinerja_lib.synthetic.columns import choose, days
from kinerja_lib.synthetic.organisation import Organisation
from kinerja_lib.synthetic.people import Staff
from kinerja_lib.synthetic.plan import Built, RegionPlan
from kinerja_lib.synthetic.workload import build_workload, count_wave

SPLIT_DAY = np.datetime64("2025-01-01")
MERGE_DAY = np.datetime64("2025-07-01")
_HOLDING = ("definitif", "pelaksana tugas", "pelaksana harian")


@dataclass(frozen=True)
class Moves:
    """Say who moved, which units changed and who leads each unit.

    Parameters
    ----------
    post_before : int array of shape (people,)
        Row of the post held before, -1 for people who did not change their unit.
    moved_on : datetime64[D] array
        First day in the present post for those, NaT for others.
    unit_before : int array
        Row of the unit of that post.
    origin : int array
        0 or 1: from which of two old units the people of the joined unit came.
    split : int array of shape (2,)
        Rows of the two units that were one unit, `old[0]`, before `SPLIT_DAY`.
    merged : int
        Row of the unit that was two units, `old[1]` and `old[2]`, before `MERGE_DAY`.
    old : tuple of str
        Codes of the three units that no longer exist.
    leader : int array of shape (units,)
        Person who leads the unit: its head, an acting head, or the leader above.
    held, acting : bool array of shape (units,)
        Whether the unit has a head of its own; whether another head acts for it.
    """

    post_before: np.ndarray
    moved_on: np.ndarray
    unit_before: np.ndarray
    origin: np.ndarray
    split: np.ndarray
    merged: int
    old: tuple[str, str, str]
    leader: np.ndarray
    held: np.ndarray
    acting: np.ndarray


def invent_moves(
    plan: RegionPlan, posts: Organisation, staff: Staff, rng: np.random.Generator
) -> Moves:
    """Choose the units that changed, who leads without a head, and 4 percent who moved.

    People move to a post of the same name in another unit, on the first of a month from 2024-02
    to 2026-06 except the days on which units changed, and not within a year of appointment.
    """
    kinds = posts.unit["jenis"].to_numpy()
    split = np.flatnonzero(kinds == plan.split)[-2:]
    merged = int(np.flatnonzero(kinds == plan.merged)[-1])
    held, acting, leader = _leaders(plan, posts, staff, rng)
    before, moved = _move_people(posts, staff, rng)
    return Moves(
        post_before=before,
        moved_on=moved,
        unit_before=np.where(before >= 0, posts.post_unit[before], -1),
        origin=(rng.random(len(staff.post)) < 0.45).astype(int),
        split=split,
        merged=merged,
        old=tuple(f"{plan.slug}-{number}" for number in (9001, 9002, 9003)),
        leader=leader,
        held=held,
        acting=acting,
    )


def _leaders(
    plan: RegionPlan, posts: Organisation, staff: Staff, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Find who leads each unit; of vacant units `plan.acting` have an acting head.

    The acting head is the head of another unit under the same parent, the next one in the table.
    """
    own = np.full(len(posts.parent), -1)
    heads = np.flatnonzero(staff.head & (staff.working < 4))
    own[staff.unit[heads]] = heads
    held, leader = own >= 0, own.copy()
    drawn = rng.random(len(own)) < plan.acting
    if not held.all() and not (drawn & ~held).any():
        drawn[np.flatnonzero(~held)[0]] = True
    acting = np.zeros(len(own), dtype=bool)
    for unit in np.flatnonzero(~held):
        peers = np.flatnonzero((posts.parent == posts.parent[unit]) & held)
        acting[unit] = drawn[unit] and len(peers) > 0
        if acting[unit]:
            leader[unit] = own[peers[np.searchsorted(peers, unit) % len(peers)]]
        else:
            leader[unit] = leader[posts.parent[unit]]
    return held, acting, leader


def _move_people(
    posts: Organisation, staff: Staff, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    names = pd.factorize(posts.jabatan["nama"])[0]
    wanted = (rng.random(len(staff.post)) < 0.04) & ~staff.head & (staff.working < 4)
    months = np.datetime64("2024-02") + rng.integers(0, 29, len(wanted)).astype("timedelta64[M]")
    day = months.astype("datetime64[D]")
    fits = (day != SPLIT_DAY) & (day != MERGE_DAY)
    fits &= day - staff.appointed > np.timedelta64(365, "D")
    before = np.full(len(wanted), -1)
    order = np.argsort(names, kind="stable")
    first = np.searchsorted(names[order], names)
    count = np.bincount(names)[names]
    for person in np.flatnonzero(wanted & fits & (count[staff.post] > 1)):
        post = staff.post[person]
        other = order[first[post] + int(rng.integers(0, count[post]))]
        before[person] = other if posts.post_unit[other] != posts.post_unit[post] else -1
    return before, np.where(before >= 0, day, np.datetime64("NaT"))


def unit_codes_on(
    unit: pd.DataFrame, staff: Staff, moves: Moves, day: np.datetime64
) -> pd.Categorical:
    """Name the unit of every person on a day, by the codes in use on that day."""
    places = _old_codes(unit_rows_on(staff, moves, day), len(unit), moves, day)
    return pd.Categorical.from_codes(places, [*unit["unit_id"], *moves.old])


def unit_places_on(
    posts: Organisation, staff: Staff, moves: Moves, day: np.datetime64
) -> np.ndarray:
    """Return the unit of every person on a day: rows of `unit`, then the three old units."""
    return _old_codes(unit_rows_on(staff, moves, day), len(posts.unit), moves, day)


def unit_rows_on(staff: Staff, moves: Moves, day: np.datetime64) -> np.ndarray:
    """Return the unit of every person on a day, rows of today's `unit`."""
    early = (moves.post_before >= 0) & (day < moves.moved_on)
    return np.where(early, moves.unit_before, staff.unit)


def _old_codes(rows: np.ndarray, units: int, moves: Moves, day: np.datetime64) -> np.ndarray:
    """Replace rows of units that did not exist yet by `units`, `units + 1` and `units + 2`."""
    rows = np.where((day < SPLIT_DAY) & np.isin(rows, moves.split), units, rows)
    return np.where((day < MERGE_DAY) & (rows == moves.merged), units + 1 + moves.origin, rows)


def build_history(
    plan: RegionPlan, posts: Organisation, staff: Staff, moves: Moves, rng: np.random.Generator
) -> Built:
    """Write `unit_riwayat`, `riwayat_jabatan` and `abk`."""
    changes = _unit_changes(posts, staff, moves)
    units = posts.unit["unit_id"]
    truth = {
        "unit_dibagi": {
            "lama": moves.old[0],
            "baru": units[moves.split].tolist(),
            "tanggal": str(SPLIT_DAY),
        },
        "unit_digabung": {
            "lama": list(moves.old[1:]),
            "baru": units[moves.merged],
            "tanggal": str(MERGE_DAY),
        },
        "jabatan_kosong": units[~moves.held].tolist(),
        "jabatan_pelaksana_tugas": units[moves.acting].tolist(),
        "pegawai_pindah": int((moves.post_before >= 0).sum()),
        "gelombang_pensiun": count_wave(plan, posts, staff),
    }
    tables = {
        "unit_riwayat": changes,
        "riwayat_jabatan": _post_history(posts, staff, moves, rng),
        "abk": build_workload(posts, staff, rng),
    }
    return Built(tables, truth)


def _unit_changes(posts: Organisation, staff: Staff, moves: Moves) -> pd.DataFrame:
    """Write the changes of units; `bagian` counts the people employed on the day before.

    The shares of the divided unit are rounded to three decimals and add up to one.
    """
    codes = posts.unit["unit_id"]
    rows = unit_rows_on(staff, moves, SPLIT_DAY - 1)
    left = (staff.working >= 4) & (staff.since < SPLIT_DAY)
    there = (staff.appointed < SPLIT_DAY) & ~left
    sizes = [int((there & (rows == unit)).sum()) for unit in moves.split]
    first = round(sizes[0] / max(1, sum(sizes)), 3)
    data = [
        (moves.old[0], codes[moves.split[0]], SPLIT_DAY, first, "pemekaran"),
        (moves.old[0], codes[moves.split[1]], SPLIT_DAY, round(1 - first, 3), "pemekaran"),
        (moves.old[1], codes[moves.merged], MERGE_DAY, 1.0, "penggabungan"),
        (moves.old[2], codes[moves.merged], MERGE_DAY, 1.0, "penggabungan"),
    ]
    table = pd.DataFrame(data, columns=["unit_lama", "unit_baru", "tanggal", "bagian", "jenis"])
    return table.assign(tanggal=days(table["tanggal"].to_numpy()))


def _post_history(
    posts: Organisation, staff: Staff, moves: Moves, rng: np.random.Generator
) -> pd.DataFrame:
    """Write who held which post when: definitive ones without overlap, then acting heads.

    Of those who did not move, 35 percent (of heads, all) held another post of the unit before.
    Stays in a unit that was divided or joined are cut in two on that day.
    """
    people = np.arange(len(staff.post))
    end = np.where(staff.working >= 4, staff.since, np.datetime64("NaT"))
    begin, earlier = _begin(staff, moves, rng)
    leading = np.unique(posts.post_unit, return_index=True)[1][staff.unit]
    other = np.where(staff.post == leading + 1, leading + 2, leading + 1)
    moved = moves.post_before >= 0
    one = np.timedelta64(1, "D")
    parts = [
        (people[earlier], other[earlier], staff.appointed[earlier], begin[earlier] - one),
        (people[moved], moves.post_before[moved], begin[moved], moves.moved_on[moved] - one),
        (people, staff.post, np.where(moved, moves.moved_on, begin), end),
    ]
    stays = [np.concatenate(column) for column in zip(*parts, strict=True)]
    person, post, start, stop = _cut(posts, moves, stays)
    acting = np.flatnonzero(moves.acting)
    since = np.datetime64("2025-10") + rng.integers(0, 11, len(acting)).astype("timedelta64[M]")
    vacant = np.unique(posts.post_unit, return_index=True)[1][acting]
    person = np.concatenate([person, moves.leader[acting]])
    post = np.concatenate([post, vacant])
    start = np.concatenate([start, since.astype("datetime64[D]")])
    stop = np.concatenate([stop, np.full(len(acting), np.datetime64("NaT"))])
    status = (np.arange(len(person)) >= len(person) - len(acting)).astype(int)
    order = np.lexsort((start, status, person))
    stays = [column[order] for column in (person, post, start, stop, status)]
    return _stay_table(posts, staff, moves, stays)


def _begin(staff: Staff, moves: Moves, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Draw the first day in the present post, and who held another one before that."""
    size = len(staff.post)
    last = np.where(np.isnat(staff.since), np.datetime64("2026-09-01"), staff.since)
    service = (last - staff.appointed).astype(int)
    stay = np.minimum(service, np.where(staff.head, 2500, 6000)) * (0.05 + 0.95 * rng.random(size))
    begin = (last - stay.astype(int).astype("timedelta64[D]")).astype("datetime64[M]")
    begin = begin.astype("datetime64[D]")
    earlier = (staff.head | (rng.random(size) < 0.35)) & (moves.post_before < 0)
    earlier &= (begin - staff.appointed).astype(int) > 31
    return np.where(earlier, begin, staff.appointed), earlier


def _cut(
    posts: Organisation, moves: Moves, stays: list[np.ndarray]
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Cut stays in a unit that changed into one before and one from that day on."""
    person, post, start, stop = stays
    for day, changed in ((SPLIT_DAY, moves.split), (MERGE_DAY, [moves.merged])):
        spans = (start < day) & (np.isnat(stop) | (stop >= day))
        cut = np.flatnonzero(spans & np.isin(posts.post_unit[post], changed))
        person, post = np.append(person, person[cut]), np.append(post, post[cut])
        start = np.append(start, np.full(len(cut), day))
        stop = np.append(stop, stop[cut])
        stop[cut] = day - 1
    return person, post, start, stop


def _stay_table(
    posts: Organisation, staff: Staff, moves: Moves, stays: list[np.ndarray]
) -> pd.DataFrame:
    person, post, start, stop, status = stays
    units = len(posts.unit)
    rows = posts.post_unit[post]
    rows = np.where((start < SPLIT_DAY) & np.isin(rows, moves.split), units, rows)
    joined = (start < MERGE_DAY) & (rows == moves.merged)
    rows = np.where(joined, units + 1 + moves.origin[person], rows)
    return pd.DataFrame(
        {
            "nip": person,
            "jabatan_id": posts.jabatan["jabatan_id"].to_numpy()[post],
            "unit_id": choose([*posts.unit["unit_id"], *moves.old], rows),
            "mulai": days(start),
            "selesai": days(stop),
            "status": choose(_HOLDING, status),
        }
    )
