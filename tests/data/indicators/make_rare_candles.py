#!/usr/bin/env python3
"""Writes rare_candles.csv.gz: made-up candles in which the patterns occur that hardly any real series shows,
and where plain Python rules find them. The rules are written from TA-Lib's definitions and its default candle
settings (means of the ten, for near and equal five, candles before the one that is judged), over whole
series, without the program's code.

Candles: stretches of ordinary ones drawn from a seed, each followed by a pattern whose sizes are drawn as
well, so that some miss it narrowly.
"""
import os
import random

import pandas as pd

HERE = os.path.dirname(os.path.abspath(__file__))
DRAW = random.Random(11)


class Series:
    def __init__(self, rows):
        self.o, self.h, self.l, self.c = (list(x) for x in zip(*rows))

    def body(self, i):
        return abs(self.c[i] - self.o[i])

    def top(self, i):
        return max(self.o[i], self.c[i])

    def bottom(self, i):
        return min(self.o[i], self.c[i])

    def upper(self, i):
        return self.h[i] - self.top(i)

    def lower(self, i):
        return self.bottom(i) - self.l[i]

    def white(self, i):
        return self.c[i] >= self.o[i]

    def black(self, i):
        return not self.white(i)

    def mean(self, what, i, n):
        return sum(what(j) for j in range(i - n, i)) / n

    def body_mean(self, i):
        return self.mean(self.body, i, 10)

    def long(self, i):
        return self.body(i) > self.body_mean(i)

    def short(self, i):
        return self.body(i) < self.body_mean(i)

    def tiny(self, i):  # shadows below it are very short
        return 0.1 * self.mean(lambda j: self.h[j] - self.l[j], i, 10)

    def equal(self, i):
        return 0.05 * self.mean(lambda j: self.h[j] - self.l[j], i, 5)

    def bare(self, i):
        return self.upper(i) < self.tiny(i) and self.lower(i) < self.tiny(i)


def kicking(s, i):
    j = i - 1
    if s.white(i) == s.white(j) or not all(s.long(k) and s.bare(k) for k in (i, j)):
        return 0
    if s.black(j):
        return 100 if s.l[i] > s.h[j] else 0
    return -100 if s.h[i] < s.l[j] else 0


def kicking_by_length(s, i):
    if kicking(s, i) == 0:
        return 0
    longer = i if s.body(i) > s.body(i - 1) else i - 1
    return 100 if s.white(longer) else -100


def identical_three_crows(s, i):
    crows = (i - 2, i - 1, i)
    if not all(s.black(k) and s.lower(k) < s.tiny(k) for k in crows):
        return 0
    if not s.c[i - 2] > s.c[i - 1] > s.c[i]:
        return 0
    opens = all(abs(s.o[k] - s.c[k - 1]) <= s.equal(k - 1) for k in (i - 1, i))
    return -100 if opens else 0


def three_stars_in_the_south(s, i):
    a, b, c = i - 2, i - 1, i
    if not (s.black(a) and s.black(b) and s.black(c)):
        return 0
    first = s.long(a) and s.lower(a) > s.body(a)
    second = (s.body(b) < s.body(a) and s.c[a] < s.o[b] <= s.h[a] and s.l[a] <= s.l[b] < s.c[a]
              and s.lower(b) > s.tiny(b))
    third = s.short(c) and s.bare(c) and s.l[c] > s.l[b] and s.h[c] < s.h[b]
    return 100 if first and second and third else 0


def breakaway(s, i):
    a, b, c, d, e = range(i - 4, i + 1)
    if not (s.long(a) and s.white(a) == s.white(b) == s.white(d) != s.white(e)):
        return 0
    if s.black(a):
        runs = (s.top(b) < s.bottom(a) and s.h[b] > s.h[c] > s.h[d] and s.l[b] > s.l[c] > s.l[d])
        return 100 if runs and s.o[b] < s.c[e] < s.c[a] else 0
    runs = (s.bottom(b) > s.top(a) and s.h[b] < s.h[c] < s.h[d] and s.l[b] < s.l[c] < s.l[d])
    return -100 if runs and s.c[a] < s.c[e] < s.o[b] else 0


def concealing_baby_swallow(s, i):
    a, b, c, d = range(i - 3, i + 1)
    if not all(s.black(k) for k in (a, b, c, d)) or not (s.bare(a) and s.bare(b)):
        return 0
    third = s.top(c) < s.bottom(b) and s.upper(c) > s.tiny(c) and s.h[c] > s.c[b]
    return 100 if third and s.h[d] > s.h[c] and s.l[d] < s.l[c] else 0


def mat_hold(s, i, penetration=0.5):
    a, b, c, d, e = range(i - 4, i + 1)
    if not (s.long(a) and s.short(b) and s.short(c) and s.short(d)):
        return 0
    if not (s.white(a) and s.black(b) and s.white(e) and s.bottom(b) > s.top(a)):
        return 0
    floor = s.c[a] - s.body(a) * penetration
    holds = all(floor < s.bottom(k) < s.c[a] for k in (c, d))
    falls = s.top(c) < s.o[b] and s.top(d) < s.top(c)
    return 100 if holds and falls and s.o[e] > s.c[d] and s.c[e] > max(s.h[b], s.h[c], s.h[d]) else 0


RULES = {'CDLKICKING': (kicking, 11), 'CDLKICKINGBYLENGTH': (kicking_by_length, 11),
         'CDLIDENTICAL3CROWS': (identical_three_crows, 12),
         'CDL3STARSINSOUTH': (three_stars_in_the_south, 12), 'CDLBREAKAWAY': (breakaway, 14),
         'CDLCONCEALBABYSWALL': (concealing_baby_swallow, 13), 'CDLMATHOLD': (mat_hold, 14)}

# Candles as (open, high, low, close) from the price before; every figure is moved a little by `about`.
SHAPES = [
    [(0, 0, -5, -5), (1, 6, 1, 6)],
    [(0, 5, 0, 5), (-1, -1, -7, -7)],
    [(0, 0, -4, -4), (-4, -4, -8, -8), (-8, -8, -12, -12)],
    [(0, 0.5, -9, -4), (-3, -2.5, -7, -4.5), (-4.6, -4.6, -5.2, -5.2)],
    [(0, 0.5, -5.5, -5), (-6, -5.7, -7.5, -7), (-7, -6.5, -8.4, -7.6), (-7.4, -7, -9, -8.6),
     (-8.5, -5.2, -8.8, -5.4)],
    [(0, 5.5, -0.5, 5), (6, 7.5, 5.7, 7), (7, 8.4, 6.5, 7.6), (7.4, 9, 7, 8.6), (8.5, 8.8, 5.2, 5.4)],
    [(0, 0, -4, -4), (-4.2, -4.2, -8, -8), (-9, -7, -10, -9.6), (-6.5, -6, -11, -10.8)],
    [(0, 6.2, -0.2, 6), (6.8, 7, 6.1, 6.3), (6.2, 6.4, 5.1, 5.3), (5.4, 5.6, 4.6, 4.8),
     (5, 8, 4.9, 7.6)],
]


def about(x):
    return x + DRAW.choice((0, 0, 0, 0.08, 0.3)) * DRAW.uniform(-1, 1)


def candles():
    rows, price = [], 100.0
    for turn in range(480):
        for _ in range(DRAW.randint(11, 13)):
            open_ = price + DRAW.uniform(-0.2, 0.2)
            price = open_ + DRAW.uniform(-1.2, 1.2)
            rows.append((open_, max(open_, price) + DRAW.uniform(0.2, 0.8),
                         min(open_, price) - DRAW.uniform(0.2, 0.8), price))
        start = price
        for o, h, l, c in SHAPES[turn % len(SHAPES)]:
            o, c = start + about(o), start + about(c)
            h, l = max(o, c, start + about(h)), min(o, c, start + about(l))
            rows.append((o, h, l, c))
        price = min(max(rows[-1][3], 60.0), 140.0)
    return [tuple(round(x, 4) for x in row) for row in rows]


def main():
    rows = candles()
    series = Series(rows)
    out = pd.DataFrame(rows, columns=['open', 'high', 'low', 'close'])
    for name, (rule, first) in RULES.items():
        judged = [rule(series, i) if i >= first else None for i in range(len(rows))]
        out[name] = pd.array(judged, dtype='Int64')
        found = out[name].fillna(0)
        print(name, {int(k): int(v) for k, v in found.value_counts().items()})
    out.to_csv(os.path.join(HERE, 'rare_candles.csv.gz'), index=False,
               compression={'method': 'gzip', 'mtime': 1, 'compresslevel': 9})


main()
