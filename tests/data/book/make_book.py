#!/usr/bin/python3
"""Golden books: random lists of transactions of every kind under every lot method, and the state that each
ends in, computed by book_rules.py, which shares nothing with the product.

    python3 make_book.py | gzip -9n > books.csv.gz

Lines: book,method,shorting,base,opened / do,<fields of a transaction>,<refusal or nothing> /
total,currency,... / lot,... / closed,... / price, rate / worth,... (a lot's value, base value, base gain and
its two parts). Whole numbers are units: money 10^-6, quantities and prices 10^-8, rates 10^-12, times
nanoseconds.
"""
import random
import sys
from fractions import Fraction

sys.dont_write_bytecode = True
from book_rules import ACTIONS, DAY, ONE, OPENED, TOTALS, State, fold, judge, part  # noqa: E402

random.seed(20200110)
BASE = 'USD'
METHODS = ['fifo', 'lifo', 'highest', 'average', 'specific']
FIELDS = ['sequence', 'kind', 'at', 'instrument', 'other', 'currency', 'other_currency', 'quantity', 'price',
          'amount', 'other_amount', 'charges', 'rate', 'to', 'from', 'share_to', 'share_from', 'unit',
          'acquired', 'reverses', 'lots']
DEFAULTS = dict(instrument=0, other=0, currency='', other_currency='', quantity=0, price=0, amount=0,
                other_amount=0, charges=0, rate=0, share_to=0, share_from=1, unit=0, acquired='', reverses=0,
                lots=())
DEFAULTS.update({'to': 1, 'from': 1})


# ---- lists to try -----------------------------------------------------------------------------------

CURRENCY = {1: 'USD', 2: 'USD', 3: 'EUR', 4: 'JPY', 5: 'USD', 6: 'EUR', 7: 'USD'}


def some_quantity():
    return random.choice([random.randint(1, 500) * 10**8, random.randint(1, 10**10), random.randint(1, 999),
                          100 * 10**8])


def draw_trade(s, t):
    t['kind'] = random.choice(['buy', 'buy', 'buy', 'sell', 'sell', 'sell', 'short', 'cover'])
    t['price'] = random.choice([random.randint(1, 5 * 10**10), random.randint(1, 999), 25 * 10**8])
    t['charges'] = random.choice([0, 990000, random.randint(-5000, 10**7)])
    t['quantity'] = some_quantity()
    held = s.quantity(t['instrument'])
    closes = t['kind'] in ('sell', 'cover') and held * (1 if t['kind'] == 'sell' else -1) > 0
    if closes and random.random() < 0.8:
        t['quantity'] = random.choice([abs(held), random.randint(1, abs(held))])
    if t['kind'] in ('sell', 'cover', 'buy') and (s.method == 'specific' or random.random() < 0.05):
        t['lots'] = draw_lots(s, t)


def draw_lots(s, t):
    lots = s.lots(t['instrument'])
    random.shuffle(lots)
    picks = [(*l['id'], random.choice([abs(l['q']), random.randint(1, abs(l['q']))])) for l in lots[:3]]
    if random.random() < 0.08:
        old = random.choice(s.closed)[:2] if s.closed else [99999, 0]
        picks.append((*old, 5))
    if picks and random.random() < 0.9:
        t['quantity'] = sum(p[2] for p in picks)
    return tuple(picks)


def draw_transfer(s, t):
    t['kind'] = random.choice(['transfer_in', 'transfer_out'])
    t['quantity'] = some_quantity()
    if t['kind'] == 'transfer_out':
        held = s.quantity(t['instrument'])
        if held and random.random() < 0.8:
            t['quantity'] = random.randint(1, abs(held))
        if s.method == 'specific':
            t['lots'] = draw_lots(s, t)
        return
    t['amount'] = random.randint(0, 10**10)
    if random.random() < 0.5:
        t['acquired'] = t['at'] - random.randint(0, 900) * DAY
    if random.random() < 0.3:
        t['quantity'], t['amount'] = -t['quantity'], -t['amount']


def draw_action(s, t):
    t['kind'] = random.choice(ACTIONS)
    if s.held and random.random() < 0.9:
        t['instrument'] = random.choice(sorted(s.held))
        t['currency'] = s.held[t['instrument']][0]
    held = s.quantity(t['instrument'])
    same = [i for i in CURRENCY if i != t['instrument'] and CURRENCY[i] == t['currency']]
    t['other'] = random.choice(same or [7])
    t['to'], t['from'] = random.choice([(2, 1), (3, 2), (1, 10), (1000, 1), (1, 1000), (1053, 1000), (7, 3)])
    t['share_to'], t['share_from'] = random.choice([(1, 4), (123457, 1000000), (0, 1), (1, 1)])
    t['unit'] = random.choice([0, 10**8, 10**8, 10**5])
    sign = 1 if held >= 0 else -1
    t['amount'] = sign * random.choice([0, random.randint(1, 10**9), random.randint(1, 10**6)])
    if t['kind'] == 'symbol_change':
        t.update({'to': 1, 'from': 1, 'unit': 0, 'amount': 0})
    if t['kind'] in ('split', 'merger', 'spin_off') and random.random() < 0.5:
        t['amount'] = 0
    if t['kind'] == 'cash_merger':
        t['charges'] = random.choice([0, 5000000])


def draw_cash(s, t):
    t['kind'] = random.choice(['dividend', 'interest', 'fee', 'deposit', 'withdrawal', 'exchange'])
    t['amount'] = random.randint(1, 10**11)
    if t['kind'] in ('dividend', 'interest'):
        t['amount'] *= random.choice([1, 1, -1])
        t['charges'] = random.choice([0, 150000])
    if t['kind'] == 'exchange':
        t['other_currency'] = random.choice([c for c in ('USD', 'EUR', 'JPY') if c != t['currency']])
        t['other_amount'] = random.randint(1, 10**11)


def draw(s, recorded, sequence, clock):
    t = dict(DEFAULTS, sequence=sequence, at=clock, instrument=random.choice([1, 1, 2, 2, 3, 4, 5]))
    t['currency'] = CURRENCY[t['instrument']] if random.random() < 0.98 else 'EUR'
    t['rate'] = random.choice([1100000000000, 1234567890123, random.randint(10**9, 10**13)])
    if random.random() < 0.05:
        t['at'] -= random.randint(1, 200) * DAY
    if recorded and random.random() < 0.07:
        target = random.choice(recorded)['sequence'] if random.random() < 0.95 else 10**6
        return dict(t, kind='reversal', reverses=target)
    random.choices([draw_trade, draw_transfer, draw_action, draw_cash], [70, 6, 12, 12])[0](s, t)
    return t


# ---- writing ----------------------------------------------------------------------------------------

def written(t):
    cells = dict(t, lots=';'.join(':'.join(map(str, pick)) for pick in t['lots']))
    return ','.join(str(cells[name]) for name in FIELDS)


def write_worth(s):
    rates = {'EUR': random.randint(10**11, 2 * 10**12), 'JPY': random.randint(10**9, 10**10)}
    for currency, rate in rates.items():
        print(f'rate,{currency},{rate}')
    rates.update(ONE)
    for instrument in sorted(s.held):
        currency, price = s.held[instrument][0], random.choice([0, random.randint(1, 10**11)])
        print(f'price,{instrument},{currency},{price}')
        held, value, base_value = 0, 0, 0
        for lot in s.lots(instrument):
            held += lot['q']
            upto = round(Fraction(held * price, 10**10))
            base_upto = part(upto, rates[currency], 10**12)
            base_cost = part(lot['c'], lot['rate'], 10**12)
            own, base_own = upto - value, base_upto - base_value
            of_price = part(own - lot['c'], rates[currency], 10**12)
            total = base_own - base_cost
            print(f"worth,{instrument},{lot['id'][0]},{lot['id'][1]},{own},{base_own},{total},{of_price},"
                  f"{total - of_price}")
            value, base_value = upto, base_upto


def write_state(s):
    for currency, row in sorted(s.totals.items()):
        assert row['cash'] + row['open_cost'] == sum(row[n] for n in TOTALS[2:8]) - row['charges']
        print('total', currency, *(row[name] for name in TOTALS), sep=',')
    for instrument in sorted(s.held):
        for lot in s.lots(instrument):
            print('lot', instrument, s.held[instrument][0], *lot['id'], lot['acquired'], lot['q'], lot['c'],
                  lot['rate'], sep=',')
    for row in s.closed:
        print('closed', *row, sep=',')
    write_worth(s)


def main():
    for number in range(150):
        method, shorting = METHODS[number % 5], random.random() < 0.7
        print(f'book,{method},{int(shorting)},{BASE},{OPENED}')
        recorded, s, clock = [], State(method, shorting), OPENED
        for sequence in range(1, random.choice([12, 25, 45]) + 1):
            clock += random.choice([0, 3600 * 10**9, DAY, 40 * DAY])
            t = draw(s, recorded, sequence, clock)
            refusal = judge(method, shorting, recorded, t)
            print(f'do,{written(t)},{refusal}')
            if not refusal:
                recorded.append(t)
                s = fold(method, shorting, recorded)
        write_state(s)


if __name__ == '__main__':
    main()
