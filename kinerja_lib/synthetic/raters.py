"""Who rates whom in the multi-source round of a year."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kinerja_lib.synthetic.population import Population

ROUNDS = ("2025", "2026")
SELF, SUPERIOR, PEER, SUBORDINATE, CITIZEN = range(5)
PEERS_IN_BOTH_ROUNDS = ("andir", "mamuju")
SUBORDINATES = 5
CITIZENS = 3


@dataclass(frozen=True)
class Pairs:
    """Hold who rates whom; arrays of one entry per pair and round.

    Parameters
    ----------
    rated, rater : int array
        Rows of `pegawai`; a rater at or beyond the number of people is a citizen's code.
    relation, turn : int array
        Place in `choices.RELATIONS` and in `ROUNDS`.
    """

    rated: np.ndarray
    rater: np.ndarray
    relation: np.ndarray
    turn: np.ndarray

    def keep(self, wanted: np.ndarray) -> Pairs:
        """Return the pairs for which `wanted` is true."""
        return Pairs(*(a[wanted] for a in (self.rated, self.rater, self.relation, self.turn)))


def pair_raters(people: Population) -> tuple[Pairs, np.ndarray]:
    """Pair active people with their raters, and return reciprocal peers of shape (pairs, 2).

    Everyone rates himself and is rated by his superior and, in 2026, by the next two people of
    the unit in the order of `pegawai` (Andir and Mamuju: by the first of them in 2025 too). Heads
    are rated by the first five of their unit. In Andir three citizens rate each of the front-line
    people of a district office. Of every 60th person and the one after, each is a peer of the
    other.
    """
    active = np.flatnonzero(people.active & (people.staff.appointed < np.datetime64("2025-07-01")))
    mates = _mates(people, active)
    mutual = _mutual(mates)
    turns = []
    for turn in range(len(ROUNDS)):
        parts = [(active, active, SELF), (active, people.supervisor[active], SUPERIOR)]
        if turn == 1 or people.plan.slug in PEERS_IN_BOTH_ROUNDS:
            parts.append((mates[:, 0], mates[:, 1], PEER))
        if turn == 1:
            parts.append((mates[:, 0], mates[:, 2], PEER))
        parts += [_subordinates(people, active), _citizens(people, active)]
        turns += [
            (rated, rater, np.full(len(rated), relation), np.full(len(rated), turn))
            for rated, rater, relation in parts
        ]
    pairs = Pairs(*(np.concatenate(column) for column in zip(*turns, strict=True)))
    alone = (pairs.rater < 0) | ((pairs.relation != SELF) & (pairs.rated == pairs.rater))
    return pairs.keep(~alone), mutual


def _mates(people: Population, active: np.ndarray) -> np.ndarray:
    """Return person and two peers of the unit, the next ones in a circle, shape (people, 3).

    Units of one person have none; in units of two the second peer is missing (-1). For each
    reciprocal pair the second peer of the later person is the earlier one.
    """
    staff = active[~people.staff.head[active]]
    unit = people.staff.unit[staff]
    size = np.bincount(unit, minlength=len(people.unit))
    staff = staff[np.argsort(unit, kind="stable")]
    unit = people.staff.unit[staff]
    first = (np.cumsum(size) - size)[unit]
    place, count = np.arange(len(staff)) - first, size[unit]
    one = staff[first + (place + 1) % count]
    two = np.where(count > 2, staff[first + (place + 2) % count], -1)
    start = (place + 1 < count) & (count > 3) & (np.arange(len(staff)) % 60 == 20)
    later = np.flatnonzero(start) + 1
    two[later] = staff[later - 1]
    one = np.where(count > 1, one, -1)
    return np.column_stack([staff, one, two])


def _mutual(mates: np.ndarray) -> np.ndarray:
    """Find the pairs that were made reciprocal: the second peer stands just before."""
    later = np.flatnonzero(mates[1:, 2] == mates[:-1, 0]) + 1
    later = later[mates[later - 1, 1] == mates[later, 0]]
    return np.column_stack([mates[later - 1, 0], mates[later, 0]])


def _subordinates(people: Population, active: np.ndarray) -> tuple[np.ndarray, np.ndarray, int]:
    """Pair the head of each unit with the first five of its active people."""
    staff = active[~people.staff.head[active]]
    unit = people.staff.unit[staff]
    order = np.argsort(unit, kind="stable")
    size = np.bincount(unit, minlength=len(people.unit))
    place = np.arange(len(staff)) - (np.cumsum(size) - size)[unit[order]]
    few = staff[order][place < SUBORDINATES]
    head = people.moves.leader[people.staff.unit[few]]
    own = people.moves.held[people.staff.unit[few]]
    return head[own], few[own], SUBORDINATE


def _citizens(people: Population, active: np.ndarray) -> tuple[np.ndarray, np.ndarray, int]:
    """Pair front-line people of district offices in Andir with three citizens each."""
    district = people.unit["jenis"].eq("kecamatan").to_numpy()[people.staff.unit[active]]
    front = people.jabatan["garis_depan"].to_numpy(dtype=bool)[people.staff.post[active]]
    chosen = active[district & front] if people.plan.slug == "andir" else active[:0]
    rated = np.repeat(chosen, CITIZENS)
    return rated, len(people.nip) + np.arange(len(rated)), CITIZEN
