"""A clever journalist with a pencil: everything public, subtraction, and no linear program.

    python -m tests.oracle.by_hand ROOT [REGION]

He tries which counts add up in a row, looks for total rows, for units that add up to kinds, for the
same numbers in other tables, reports, months and replaced versions, turns shares back into people,
and subtracts months in which a head count moved by a few. Then he narrows every interval until
nothing changes. It shares no code with the library and knows none of its relations. True numbers
(ledger, else the internal edition) are used only to tell whether he is right.
"""

import re
import sys
from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from tests.oracle.bounds import FAR, Bounds
from tests.oracle.public_text import read_pages

K = 10
TOTAL = {"semua", "seluruh", "jumlah", "total", "seluruhnya", "seluruh pegawai", "semua pegawai"}
YEAR = re.compile(r"(?:19|20)\d{2}")
FIVE = ("Sangat Baik", "Baik", "Butuh Perbaikan", "Kurang", "Sangat Kurang")
# What the headings of a table say by themselves: the whole, then its parts.
HEADINGS = {
    "hasil-periode": ("n", "sb", "b", "bp", "k", "sk"),
    "hasil-unit": ("n", "sb", "b", "bawah"),
    "predikat-unit": ("n", "Sangat Baik", "Baik", "lain"),
    "panduan-distribusi": ("n", *FIVE),
    "sumber-penilaian": ("pegawai", "cukup", "sedikit", "kosong"),
    "keberatan-tahun": ("keberatan", "terbuka", "diterima", "direvisi", "ditolak"),
    "dampak-peserta": (
        "peserta", "pasangan", "tanpa_sebelum", "tanpa_sesudah", "dikeluarkan", "batal",
    ),
}  # fmt: skip
FIRST_IS_ALL = ("mutu-kosong-orang",)  # tables whose first row holds all that follow


@dataclass(frozen=True, order=True)
class Given:
    """A withheld number that the journalist has, or nearly: recovered, narrow or compared."""

    outcome: str
    region: str
    period: str
    report: str
    table: str
    row: str
    column: str
    low: float
    high: float
    truth: float | None
    run: str

    def line(self):
        return (f"{self.outcome:9} {self.region} {self.period} {self.report}/{self.table} | "
                f"{self.row} | {self.column}: {self.low:g} to {self.high:g} "
                f"(true {self.truth})")  # fmt: skip


@dataclass
class Effort:
    """What he found, what he tried, and where he was wrong."""

    given: list
    hidden: int = 0
    sums: int = 0
    same: int = 0
    wrong: int = 0


class Journalist:
    """One region, all publications; `least` is what he takes a withheld count to be at least."""

    def __init__(self, pages, least):
        self.pages, self.least = pages, least
        self.known = Bounds()  # with what is shown
        self.prior = Bounds()  # with the head counts alone
        self.sums, self.same, self.shares = [], [], []
        self.pools = defaultdict(list)
        for number, one in enumerate(pages):
            for table in one.tables.values():
                self.pools[one.report, table.name].append((number, table))
        self.places = {}

    def work(self):
        for (_report, name), pool in self.pools.items():
            self._note_cells(pool)
            self._add_across(name, pool)
            self._add_shares(pool)
        lines = self._lines()
        self._add_down(lines)
        self._add_kinds(lines)
        self._find_same(lines)
        self._find_versions()
        false = [one for one in self.sums if not self._holds(*one)]
        self.sums = [one for one in self.sums if self._holds(*one)]
        unlike = [pair for pair in self.same if not self._holds(pair[0], pair[1:])]
        self.same = [pair for pair in self.same if self._holds(pair[0], pair[1:])]
        for bounds in (self.known, self.prior):
            for one, other in self.same:
                bounds.equate(one, other)
            bounds.sums, bounds.shares = self.sums, self.shares
            bounds.narrow()
        self.facts = {self.known.root(name) for name in self.places if self._is_fact(name)}
        wrong = len(false) + len(unlike)
        effort = Effort([], sums=len(self.sums), same=len(self.same), wrong=wrong)
        for name in self.places:
            self._judge(name, effort)
        effort.given += self._compare()
        effort.given = sorted(set(effort.given), key=Given.line)
        return effort

    # -- cells -----------------------------------------------------------------------------------
    def _note_cells(self, pool):
        for number, table in pool:
            sizes = table.of_role("n")
            for row in range(len(table.rows)):
                n = next((table.cell(row, s) for s in sizes), None)
                for column in table.of_role("n", "count", "value"):
                    value = table.cell(row, column)
                    if value == "":
                        continue
                    counted = table.roles[column] != "value"
                    name = (number, table.name, row, column)
                    self.places[name] = value is None
                    most = n if counted and isinstance(n, float) else FAR
                    self._note(name, value, counted, column in sizes, most)

    def _note(self, name, value, counted, size, most):
        if value is not None:
            self.known.add(name, value, value, whole=counted)
            least = 0.0 if counted else -FAR
            low, high = (value, value) if size else (least, max(most, value))
            self.prior.add(name, low, high, whole=counted)
        else:
            low = self.least if counted else -FAR
            self.known.add(name, low, max(most, low), whole=counted)
            self.prior.add(name, low, max(most, low), whole=counted)

    # -- within a table --------------------------------------------------------------------------
    def _add_across(self, table_name, pool):
        columns = [c for c in pool[0][1].of_role("n", "count")]
        heading = HEADINGS.get(table_name, ())
        if set(heading) <= set(columns) and heading:
            self._add_sum(pool, heading[0], heading[1:])
        if len(columns) > 11:
            return
        rows = [
            {c: table.cell(row, c) for c in columns if c in table.header}
            for _number, table in pool
            for row in range(len(table.rows))
        ]
        found = []
        for whole in columns:
            others = [c for c in columns if c != whole]
            for size in range(len(others), 1, -1):
                for parts in combinations(others, size):
                    wide = any(w == whole and set(parts) <= set(p) for w, p in found)
                    if not wide and self._adds_up(rows, whole, parts):
                        found.append((whole, parts))
                        self._add_sum(pool, whole, parts)

    @staticmethod
    def _adds_up(rows, whole, parts):
        seen = 0
        for row in rows:
            values = [row.get(c) for c in (whole, *parts)]
            if all(isinstance(v, float) for v in values):
                if values[0] != sum(values[1:]):
                    return False
                seen += sum(v > 0 for v in values[1:]) > 1
        return seen >= 3

    def _add_sum(self, pool, whole, parts):
        for number, table in pool:
            for row in range(len(table.rows)):
                names = [(number, table.name, row, c) for c in (whole, *parts)]
                if all(name in self.places for name in names):
                    self.sums.append((names[0], tuple(names[1:])))

    def _add_shares(self, pool):
        table = pool[0][1]
        shares = [c for c in table.of_role("value") if table.units.get(c) == "%"]
        counts = table.of_role("n", "count")
        for share in shares:
            for n in counts:
                for count in counts:
                    if n != count and self._is_share(pool, share, count, n):
                        self.shares += [
                            tuple((number, t.name, row, c) for c in (count, share, n))
                            for number, t in pool
                            for row in range(len(t.rows))
                            if all((number, t.name, row, c) in self.places
                                   for c in (count, share, n))
                        ]  # fmt: skip

    @staticmethod
    def _is_share(pool, share, count, n):
        seen = 0
        for _number, table in pool:
            for row in range(len(table.rows)):
                s, c, whole = (table.cell(row, name) for name in (share, count, n))
                if all(isinstance(v, float) for v in (s, c, whole)):
                    if abs(s * whole - 100 * c) > 1e-6 * max(1.0, 100 * whole):
                        return False
                    seen += 0 < c < whole
        return seen >= 3

    # -- lines: one column by one key, for one value of the other keys -------------------
    def _lines(self):
        lines = []
        for number, one in enumerate(self.pages):
            for table in one.tables.values():
                keys = table.keys()
                for place in keys:
                    groups = defaultdict(list)
                    for row in range(len(table.rows)):
                        rest = tuple(table.rows[row][i] for i in keys if i != place)
                        groups[rest].append((table.rows[row][place], row))
                    for rest, members in groups.items():
                        if len(members) < 3 or len({text for text, _row in members}) < len(members):
                            continue
                        for column in table.of_role("n", "count", "value"):
                            cells = {
                                text: (number, table.name, row, column)
                                for text, row in members
                                if (number, table.name, row, column) in self.places
                            }
                            if len(cells) > 2:
                                lines.append((number, table.name, column, rest, cells))
        return lines

    def _value(self, name):
        """Give a shown number, else None."""
        if self.places[name]:
            return None
        number, table, row, column = name
        return self.pages[number].tables[table].cell(row, column)

    def _holds(self, whole, parts):
        """Tell whether a sum is true; what follows from a false one is right by luck at most."""
        values = []
        for number, table, row, column in (whole, *parts):
            told = self.pages[number].truth.get((table, row, column))
            values.append(told if told is not None else self._value((number, table, row, column)))
        return None in values or abs(values[0] - sum(values[1:])) < 1e-6

    def _is_fact(self, name):
        """Tell whether a shown number stands in a table that counts nobody: a catalogue, a plan."""
        table = self.pages[name[0]].tables[name[1]]
        return not self.places[name] and not table.of_role("n", "count")

    def _add_down(self, lines):
        for _number, table, _column, _rest, cells in lines:
            totals = [text for text in cells if text.casefold().strip() in TOTAL]
            if table in FIRST_IS_ALL:
                totals = [min(cells, key=lambda text: cells[text][2])]
            if len(totals) == 1:
                parts = [cells[t] for t in cells if t != totals[0]]
                whole = self._value(cells[totals[0]])
                known = [self._value(part) for part in parts]
                shown = sum(v for v in known if v is not None)
                exact = whole is None or (shown == whole if None not in known else shown < whole)
                if exact and self._counted(cells[totals[0]]):
                    self.sums.append((cells[totals[0]], tuple(parts)))

    def _counted(self, name):
        return self.pages[name[0]].tables[name[1]].roles[name[3]] != "value"

    def _add_kinds(self, lines):
        """Units add up to kinds, where a table tells the kind of each unit."""
        kinds = defaultdict(dict)
        for one in self.pages:
            for table in one.tables.values():
                keys = table.keys()
                for place, name in enumerate(table.header):
                    if name == "jenis" and len(keys) and place not in keys[:1]:
                        for row in table.rows:
                            if row[place] not in ("", "tidak ditampilkan"):
                                kinds[one.period][row[keys[0]]] = row[place]
        by_period = defaultdict(list)
        for line in lines:
            if self._counted(next(iter(line[4].values()))):
                by_period[self.pages[line[0]].period].append(line)
        for period, own in by_period.items():
            of = kinds[period]
            units = [x for x in own if sum(t in of for t in x[4]) > len(x[4]) / 2]
            sums = [x for x in own if sum(t in set(of.values()) for t in x[4]) > len(x[4]) / 2]
            for unit in units:
                for total in sums:
                    self._try_kinds(unit[4], total[4], of)

    def _try_kinds(self, units, kinds, of):
        found, complete = [], 0
        for kind, whole in kinds.items():
            parts = [cell for text, cell in units.items() if of.get(text) == kind]
            if not parts:
                continue
            values, total = [self._value(part) for part in parts], self._value(whole)
            if None not in values and total is not None:
                if sum(values) != total:
                    return
                complete += len(parts) > 1
            found.append((whole, tuple(parts)))
        if complete > 1:
            self.sums += found

    # -- the same numbers elsewhere --------------------------------------------------------
    def _find_same(self, lines):
        """Lines are the same numbers when they agree wherever both are shown.

        He compares the lines of a period with each other, and those about the past over time. That
        a number is what it was a month ago would be a guess.
        """
        groups = defaultdict(list)
        for line in lines:
            shown = {t: v for t, c in line[4].items() if (v := self._value(c)) is not None}
            if len(shown) < 4:
                continue
            known = (line, shown, len(shown) < len(line[4]))
            groups[self.pages[line[0]].period].append(known)
            if all(YEAR.search(text) for text in line[4]):
                groups[self.pages[line[0]].report, line[1], line[2]].append(known)
        for members in groups.values():
            for (one, own, open_), (other, theirs, open_too) in combinations(members, 2):
                if (open_ or open_too) and self._alike(own, theirs):
                    self.same += [(one[4][t], other[4][t]) for t in one[4] if t in other[4]]

    @staticmethod
    def _alike(own, theirs):
        common = 0
        values = set()
        for text, value in own.items():
            if text in theirs:
                if abs(value - theirs[text]) > 1e-9:
                    return False
                common += 1
                values.add(value)
        return common >= 4 and len(values) >= 3

    def _find_versions(self):
        """Rows of a table in two editions: of the same period again, or about the past."""
        for pool in self.pools.values():
            for (a, one), (b, other) in combinations(pool, 2):
                again = self.pages[a].period == self.pages[b].period
                places = {other.key(row): row for row in range(len(other.rows))}
                for row in range(len(one.rows)):
                    key = one.key(row)
                    past = any(YEAR.search(text) for text in key)
                    if key in places and (again or past):
                        self._same_row((a, one, row), (b, other, places[key]))

    def _same_row(self, first, second):
        (a, one, row), (b, other, there) = first, second
        pairs = [((a, one.name, row, c), (b, other.name, there, c))
                 for c in one.of_role("n", "count", "value")]  # fmt: skip
        pairs = [(x, y) for x, y in pairs if x in self.places and y in self.places]
        both = [(self._value(x), self._value(y)) for x, y in pairs]
        both = [(x, y) for x, y in both if x is not None and y is not None]
        if len(both) > 1 and all(x == y for x, y in both):
            self.same += pairs

    # -- judging ---------------------------------------------------------------------------------
    def _judge(self, name, effort):
        if not self.places[name]:
            return
        effort.hidden += 1
        number, table, row, column = name
        pages = self.pages[number]
        truth = pages.truth.get((table, row, column))
        low, high = self.known.ends(name)
        if truth is not None and not low - 1e-6 <= truth <= high + 1e-6:
            effort.wrong += 1
            return
        outcome = self._outcome(name, truth, low, high)
        if outcome:
            effort.given.append(self._given(outcome, name, low, high, truth))

    def _outcome(self, name, truth, low, high):
        if not self._counted(name):
            fact = self.known.root(name) in self.facts
            return "recovered" if high - low < 1e-9 and not fact else ""
        one_class = self._one_class(name)
        if truth is None and low >= K and not one_class:
            return ""  # a companion of ten or more
        if truth is not None and truth >= K and not one_class:
            return ""
        before = self.prior.ends(name)
        if high - low < 1e-9:
            return "" if before[1] - before[0] < 1e-9 else "recovered"
        if one_class and (truth is None or truth >= K):
            return ""
        asked = min(K - 1, before[1] - before[0])
        return "narrow" if high - low < asked - 1e-6 or low > max(K - 1, before[0]) else ""

    def _one_class(self, name):
        """Tell whether all counts of the row are withheld beside a shown n."""
        number, table_name, row, _column = name
        table = self.pages[number].tables[table_name]
        counts = [table.cell(row, c) for c in table.of_role("count")]
        sizes = [table.cell(row, c) for c in table.of_role("n")]
        return all(v is None for v in counts) and any(isinstance(v, float) for v in sizes)

    def _given(self, outcome, name, low, high, truth):
        number, table, row, column = name
        pages = self.pages[number]
        key = " | ".join(pages.tables[table].key(row))
        return Given(outcome, pages.region, pages.period, pages.report, table, key, column,
                     low, high, truth, pages.run)  # fmt: skip

    # -- two runs --------------------------------------------------------------------------------
    def _compare(self):
        """Subtract two editions where a head count moved by 1 to 9 and little else moved."""
        for pool in self.pools.values():
            for (a, one), (b, other) in combinations(pool, 2):
                places = {one.key(row): row for row in range(len(one.rows))}
                pairs = [(places[other.key(r)], r) for r in range(len(other.rows))
                         if other.key(r) in places]  # fmt: skip
                pairs = [p for p in pairs if not any(YEAR.search(t) for t in one.key(p[0]))]
                for size in one.of_role("n")[:1]:
                    for column in one.of_role("count", "value"):
                        yield from self._subtract((a, one), (b, other), pairs, (size, column))

    def _subtract(self, first, second, pairs, columns):
        (a, one), (b, other) = first, second
        size, column = columns
        still, moved = [], []
        if column not in other.header or size not in other.header:
            return
        for then, now in pairs:
            names = [(a, one.name, then, size), (b, other.name, now, size),
                     (a, one.name, then, column), (b, other.name, now, column)]  # fmt: skip
            if all(n in self.places for n in names):
                ends = [self.known.ends(n) for n in names]
                if all(high - low < 1e-9 for low, high in ends):
                    n1, n2, x1, x2 = (low for low, _high in ends)
                    (still if n1 == n2 else moved).append((n1, n2, x1, x2, names[3]))
        quiet = [x1 == x2 for _n1, _n2, x1, x2, _name in still]
        if len(quiet) < 5 or sum(quiet) < 0.9 * len(quiet):
            return  # everything moves: nothing follows from a difference
        mean = other.roles[column] == "value"
        for n1, n2, x1, x2, name in moved:
            movers = n2 - n1
            if 1 <= abs(movers) < K and (mean or 0 <= (x2 - x1) / movers <= 1):
                value = (n2 * x2 - n1 * x1) / movers if mean else x2 - x1
                yield self._given("compared", name, value, value, None)


def attack_by_hand(root, region=""):
    """Let the journalist work on an output root; one `Effort` per region.

    He works twice: sure that a withheld count is not empty, since zeros are shown, and unsure. What
    he finds counts either way if it is true; wrong guesses are those of the cautious one.
    """
    pages = read_pages(Path(root), region)
    found = {}
    for name in sorted({p.region for p in pages}):
        own = [p for p in pages if p.region == name]
        sure, cautious = Journalist(own, 1.0).work(), Journalist(own, 0.0).work()
        best = {(g.run, g.report, g.table, g.row, g.column): g for g in cautious.given}
        best |= {(g.run, g.report, g.table, g.row, g.column): g for g in sure.given}
        cautious.given = sorted(best.values(), key=Given.line)
        found[name] = cautious
    return found


def describe(name, effort):
    """Give the lines about one region."""
    kinds = ("recovered", "narrow", "compared")
    counts = ", ".join(f"{k} {sum(g.outcome == k for g in effort.given)}" for k in kinds)
    yield (
        f"{name}: {effort.hidden} withheld, {effort.sums} sums, {effort.same} same; "
        f"{counts}; {effort.wrong} wrong guesses"
    )
    yield from ("  " + one.line() for one in effort.given)


def main(root, region=""):
    for name, effort in attack_by_hand(root, region).items():
        sys.stdout.writelines(line + "\n" for line in describe(name, effort))


if __name__ == "__main__":
    main(*sys.argv[1:])
