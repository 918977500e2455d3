"""The few people of a row who are not in a count of it: 38 of 40 tells of two.

No table shows them, and yet a reader knows how many they are. They are a cell of their own, which
is protected like a small class.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from kinerja_lib.privacy.cells import Cell, System, add_up, protect_count
from kinerja_lib.privacy.sheets import SIZE, Address, Sheet
from kinerja_lib.privacy.vectors import Counts


def add_rests(
    system: System,
    names: Mapping[Address, str],
    counts: Counts,
    sheets: Sequence[Sheet],
    told: Collection[Address],
) -> tuple[System, dict[str, Address]]:
    """Add the cells of the few people of a row who are not in a count of it.

    Parameters
    ----------
    system : System
    names : mapping of Address to str
        Id of the cell that each number of the sheets is.
    counts : Counts
    sheets : sequence of Sheet
    told : collection of Address
        Counts that readers know already: who is not in them they know.

    Returns
    -------
    System
    rests : mapping of str to Address
        The new cells, by the place of the count that tells them.
    """
    cells, relations, rests = [*system.cells], [*system.relations], {}
    known = {names[address] for address in told if address in names}
    for count, size in _find_rests(system, names, counts, sheets, known):
        name = "{}:{}:{}:rest".format(*count)
        part, whole = system[names[count]], system[names[size]]
        cells.append(_make_rest(name, part, whole, sheets[count[0]]))
        relations.append(add_up(whole.id, (part.id, name)))
        rests[name] = count
    return replace(system, cells=tuple(cells), relations=tuple(relations)), rests


def _find_rests(
    system: System,
    names: Mapping[Address, str],
    counts: Counts,
    sheets: Sequence[Sheet],
    known: Collection[str],
) -> Iterator[tuple[Address, Address]]:
    """Give count and n of each row in which few people are not in the count.

    Nothing is given where a table has these people as a class of their own, nor where readers know
    the count already.
    """
    done = {
        (whole, part)
        for relation in system.relations
        if len(relation.coefficients) == 3
        for whole in relation.coefficients
        for part in relation.coefficients
        if relation.coefficients[whole] < 0 < relation.coefficients[part]
    }
    for count, size in sorted(counts.sizes.items()):
        sheet, pair = sheets[count[0]], (names[size], names[count])
        n = counts.values[size]
        few = 0 < n - counts.values[count] < sheet.minimum <= n
        is_size = sheet.columns[count[2]].role == SIZE
        if few and not is_size and names[count] not in known and pair not in done:
            done.add(pair)
            yield count, size


def _make_rest(name: str, count: Cell, size: Cell, sheet: Sheet) -> Cell:
    """Make the cell of the people who are in n and not in the count.

    The two people whose values a reader knows are counted in the other cell: nobody is in both.
    """
    return Cell(
        name,
        size.value - count.value,
        size.value if size.state == "shown" else size.high,
        weight=0.0,
        protection=protect_count(sheet.minimum),
        state="withheld",
        inside=0,
    )
