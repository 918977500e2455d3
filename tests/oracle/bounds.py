"""Interval arithmetic by hand: from the ends of the parts the ends of the whole, and back."""

import math

FAR = 10.0**6


class Bounds:
    """Numbers with a least and a largest value, and what connects them.

    A statement that contradicts the others is dropped: the reader guessed wrong.
    """

    def __init__(self):
        self.low, self.high, self.whole = {}, {}, {}
        self.same, self.sums, self.shares = {}, [], []
        self.dropped = 0

    def add(self, name, low, high, *, whole=True):
        self.low[name], self.high[name], self.whole[name] = low, high, whole
        self.same[name] = name

    def root(self, name):
        while self.same[name] != name:
            self.same[name] = self.same[self.same[name]]
            name = self.same[name]
        return name

    def equate(self, one, other):
        a, b = self.root(one), self.root(other)
        if a == b:
            return
        low, high = max(self.low[a], self.low[b]), min(self.high[a], self.high[b])
        if low > high + 1e-9:
            self.dropped += 1
            return
        self.same[b] = a
        self.low[a], self.high[a] = low, high
        self.whole[a] = self.whole[a] or self.whole[b]

    def ends(self, name):
        name = self.root(name)
        return self.low[name], self.high[name]

    def narrow(self):
        """Narrow all ends until nothing changes."""
        sums = {}
        for total, parts in self.sums:
            whole, rest = self.root(total), tuple(sorted(self.root(p) for p in parts))
            if whole not in rest and len(set(rest)) == len(rest):
                sums[whole, rest] = None
        of = {}
        for one in sums:
            for name in (one[0], *one[1]):
                of.setdefault(name, []).append(one)
        waiting = dict.fromkeys(sums)
        for _step in range(200_000):
            while waiting:
                one = next(iter(waiting))
                del waiting[one]
                for name in self._narrow_sum(*one):
                    waiting.update(dict.fromkeys(of[name]))
            changed = [name for share in self.shares for name in self._narrow_share(*share)]
            if not changed:
                return
            for name in changed:
                waiting.update(dict.fromkeys(of.get(name, ())))

    def _narrow_sum(self, whole, parts):
        lows, highs = [self.low[p] for p in parts], [self.high[p] for p in parts]
        yield from self._set(whole, sum(lows), sum(highs))
        for place, part in enumerate(parts):
            low = self.low[whole] - sum(highs) + highs[place]
            high = self.high[whole] - sum(lows) + lows[place]
            yield from self._set(part, low, high)

    def _narrow_share(self, count, share, n):
        """100 count = share n, where the share is shown."""
        count, n = self.root(count), self.root(n)
        part = self.ends(share)
        if part[0] != part[1] or part[0] <= 0:
            return
        yield from self._set(count, part[0] * self.low[n] / 100, part[0] * self.high[n] / 100)
        if 0 < part[0]:
            yield from self._set(
                n, 100 * self.low[count] / part[0], 100 * self.high[count] / part[0]
            )

    def _set(self, name, low, high):
        if self.whole[name]:
            low, high = math.ceil(low - 1e-6), math.floor(high + 1e-6)
        low, high = max(low, self.low[name]), min(high, self.high[name])
        if low > high + 1e-6:
            self.dropped += 1
        elif low > self.low[name] + 1e-9 or high < self.high[name] - 1e-9:
            self.low[name], self.high[name] = low, high
            yield name
