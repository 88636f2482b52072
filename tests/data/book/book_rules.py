"""The rules of a book in Python's whole numbers and fractions: every list is folded from the start, every
order is a sort, every rounding is round() of a Fraction."""
import datetime
from fractions import Fraction

DAY = 86400 * 10**9
OPENED = 16436 * DAY          # 2015-01-01
ONE = {'USD': 10**12}
TOTALS = ['cash', 'open_cost', 'deposited', 'transferred', 'exchanged', 'realised', 'dividends', 'interest',
          'charges']


class Refused(Exception):
    pass


def demand(condition, code):
    if not condition:
        raise Refused(code)


def part(whole, some, of):
    return round(Fraction(whole * some, of))


def long_term(acquired, closed):
    first = datetime.date(1970, 1, 1) + datetime.timedelta(days=acquired // DAY + 1)
    try:
        begins = first.replace(year=first.year + 1)
    except ValueError:
        begins = datetime.date(first.year + 1, 3, 1)
    return datetime.date(1970, 1, 1) + datetime.timedelta(days=closed // DAY) >= begins


class State:
    def __init__(self, method, shorting):
        self.method, self.shorting = method, shorting
        self.held = {}            # instrument -> [currency, lots]; a lot is a dict
        self.totals = {}
        self.closed = []

    def add(self, currency, **flows):
        row = self.totals.setdefault(currency, dict.fromkeys(TOTALS, 0))
        for name, value in flows.items():
            row[name] += value

    def lots(self, instrument):
        """In the order of disposal; with average cost the costs are dealt out anew."""
        if instrument not in self.held:
            return []
        lots = self.held[instrument][1]
        side = 1 if lots[0]['q'] > 0 else -1
        keys = {'lifo': lambda l: (-l['acquired'], -l['id'][0], -l['id'][1]),
                'highest': lambda l: (-side * Fraction(l['c'], l['q']), l['acquired'], l['id'])}
        lots = sorted((dict(l) for l in lots), key=keys.get(self.method, lambda l: (l['acquired'], l['id'])))
        if self.method == 'average':
            cost, quantity = sum(l['c'] for l in lots), sum(l['q'] for l in lots)
            for lot in lots:
                lot['c'] = part(cost, lot['q'], quantity)
                cost, quantity = cost - lot['c'], quantity - lot['q']
        return lots

    def quantity(self, instrument):
        return sum(l['q'] for l in self.lots(instrument))

    def put(self, instrument, currency, lots):
        self.held.pop(instrument, None)
        lots = [l for l in lots if l['q'] != 0]
        if lots:
            self.held[instrument] = [currency, lots]

    def close(self, t, instrument, lot, quantity, cost, proceeds):
        rate = ONE.get(t['currency'], t['rate'])
        self.add(t['currency'], open_cost=-cost, realised=proceeds - cost)
        self.closed.append([*lot['id'], t['sequence'], instrument, t['currency'], quantity, cost, proceeds,
                            proceeds - cost, lot['rate'], rate, lot['acquired'],
                            int(lot['q'] > 0 and long_term(lot['acquired'], t['at']))])

    def close_all(self, t, instrument, pieces, proceeds):
        left = sum(q for _, q, _ in pieces)
        for lot, quantity, cost in pieces:
            share = part(proceeds, quantity, left)
            self.close(t, instrument, lot, quantity, cost, share)
            proceeds, left = proceeds - share, left - quantity

    def take(self, t, instrument, quantity):
        """Pieces (lot before, quantity, cost) of `quantity`, which leave the position."""
        lots, pieces = self.lots(instrument), []
        if t['lots']:
            demand(self.method != 'average', 'lots_not_allowed')
            sign = 1 if quantity > 0 else -1
            wanted = {}
            for a, b, q in t['lots']:
                found = [l for l in lots if l['id'] == (a, b)]
                gone = any(c[:2] == [a, b] and c[3] == instrument for c in self.closed)
                demand(found, 'lot_closed' if gone else 'lot_unknown')
                demand(q <= abs(found[0]['q']), 'more_than_held')
                wanted[(a, b)] = q * sign
            demand(len(wanted) == len(t['lots']) and sum(wanted.values()) == quantity, 'lots_mismatch')
            lots.sort(key=lambda l: [p[:2] for p in t['lots']].index(l['id']) if l['id'] in wanted else 10**9)
        else:
            demand(self.method != 'specific', 'lots_missing')
        pool_c, pool_q = sum(l['c'] for l in lots), sum(l['q'] for l in lots)
        for lot in lots:
            limit = wanted.get(lot['id'], 0) if t['lots'] else quantity
            taken = limit if abs(limit) < abs(lot['q']) else lot['q']
            if taken == 0:
                continue
            average = self.method == 'average'
            cost = part(pool_c, taken, pool_q) if average else part(lot['c'], taken, lot['q'])
            pieces.append((dict(lot), taken, cost))
            lot['q'] -= taken
            lot['c'] -= cost
            pool_c, pool_q, quantity = pool_c - cost, pool_q - taken, quantity - taken
        if self.method == 'average' and pool_q:
            lots = [l for l in lots if l['q']]
            for lot in lots:
                lot['c'] = 0
            lots[0]['c'] = pool_c    # dealt out anew on reading
        self.put(instrument, t['currency'], lots)
        return pieces


def trade(s, t):
    demand(t['quantity'] > 0, 'zero_quantity')
    side = 1 if t['kind'] in ('buy', 'cover') else -1
    held = s.quantity(t['instrument'])
    demand(t['instrument'] not in s.held or s.held[t['instrument']][0] == t['currency'], 'wrong_currency')
    against = min(max(-held * side, 0), t['quantity'])
    demand(t['kind'] != 'short' or held <= 0, 'other_side_held')
    demand(t['kind'] != 'short' or s.shorting, 'shorting_not_allowed')
    demand(t['kind'] != 'cover' or against == t['quantity'], 'more_than_held')
    demand(t['kind'] != 'sell' or against == t['quantity'] or s.shorting, 'more_than_held')
    net = -side * round(Fraction(t['quantity'] * t['price'], 10**10)) - t['charges']
    net_closed = part(net, against, t['quantity'])
    demand(against or not t['lots'], 'lots_mismatch')
    if against:
        pieces = s.take(t, t['instrument'], -side * against)
        s.close_all(t, t['instrument'], pieces, net_closed)
    opened = side * (t['quantity'] - against)
    if opened:
        arrive(s, t, opened, net_closed - net, t['at'])
    s.add(t['currency'], cash=net)


def arrive(s, t, quantity, cost, acquired):
    lots = s.lots(t['instrument'])
    lots.append(dict(id=(t['sequence'], 0), acquired=acquired, q=quantity, c=cost,
                     rate=ONE.get(t['currency'], t['rate'])))
    s.put(t['instrument'], t['currency'], lots)
    s.add(t['currency'], open_cost=cost)


def transfer(s, t):
    held = s.quantity(t['instrument'])
    demand(t['instrument'] not in s.held or s.held[t['instrument']][0] == t['currency'], 'wrong_currency')
    demand(t['quantity'] != 0, 'zero_quantity')
    if t['kind'] == 'transfer_out':
        demand(t['quantity'] <= abs(held), 'more_than_held')
        cost = sum(c for _, _, c in s.take(t, t['instrument'], t['quantity'] * (1 if held > 0 else -1)))
        s.add(t['currency'], open_cost=-cost, transferred=-cost)
        return
    demand(t['quantity'] > 0 or s.shorting, 'shorting_not_allowed')
    demand(held * t['quantity'] >= 0, 'other_side_held')
    arrive(s, t, t['quantity'], t['amount'], t['at'] if t['acquired'] == '' else t['acquired'])
    s.add(t['currency'], transferred=t['amount'])


def cash(s, t):
    kind, amount, c = t['kind'], t['amount'], t['currency']
    demand(amount != 0, 'zero_quantity')
    if kind == 'dividend':
        s.add(c, dividends=amount, charges=t['charges'], cash=amount - t['charges'])
    elif kind == 'interest':
        s.add(c, interest=amount, charges=t['charges'], cash=amount - t['charges'])
    elif kind == 'fee':
        s.add(c, charges=amount, cash=-amount)
    elif kind == 'exchange':
        s.add(c, exchanged=-amount, charges=t['charges'], cash=-amount - t['charges'])
        s.add(t['other_currency'], exchanged=t['other_amount'], cash=t['other_amount'])
    else:
        amount = amount if kind == 'deposit' else -amount
        s.add(c, deposited=amount, cash=amount)


def ratio_of(t, lots):
    total, done, out = 0, 0, []
    for lot in lots:
        total += lot['q']
        upto = int(Fraction(total * t['to'], t['from']))       # int() cuts towards zero
        out.append(dict(lot, q=upto - done))
        done = upto
    return out


def cut(s, t, before, after, sold_of):
    """Sells the fraction beyond the unit for the cash in lieu; returns what stays."""
    total = sum(l['q'] for l in after)
    sign = 1 if total > 0 else -1
    fraction = sign * (abs(total) % t['unit']) if t['unit'] else 0
    gone = [(b, b['q'], b['c']) for b, a in zip(before, after) if a['q'] == 0]
    sold = []
    for lot in after:
        taken = fraction if abs(fraction) < abs(lot['q']) else lot['q']
        if taken:
            cost = part(lot['c'], taken, lot['q'])
            sold.append((dict(lot), taken, cost))
            lot['q'], lot['c'], fraction = lot['q'] - taken, lot['c'] - cost, fraction - taken
    demand(gone or sold or t['amount'] == 0, 'nothing_paid_for')
    s.close_all(t, t['instrument'], gone, 0 if sold else t['amount'])
    s.close_all(t, sold_of, sold, t['amount'])
    s.add(t['currency'], cash=t['amount'])
    return [l for l in after if l['q']]


def join(s, t, lots, held):
    demand(t['other'] not in s.held or s.held[t['other']][0] == t['currency'], 'wrong_currency')
    demand(held * s.quantity(t['other']) >= 0, 'other_side_held')
    s.put(t['other'], t['currency'], s.lots(t['other']) + lots)


def spin_off(s, t, lots):
    after = ratio_of(t, lots)
    for place, (parent, child) in enumerate(zip(lots, after)):
        child['id'] = (t['sequence'], place)
        child['c'] = round(Fraction(child['c'] * t['share_to'], t['share_from']))
        if child['q']:
            parent['c'] -= child['c']
    after = [l for l in after if l['q']]
    join(s, t, cut(s, t, after, after, t['other']), sum(l['q'] for l in lots))
    s.put(t['instrument'], t['currency'], lots)


def return_of_capital(s, t, lots):
    demand(t['amount'] != 0, 'zero_quantity')
    rest, left = t['amount'], sum(l['q'] for l in lots)
    for lot in lots:
        side = 1 if lot['q'] > 0 else -1
        share = part(rest, lot['q'], left)
        lowered = side * min(abs(share), max(lot['c'] * side, 0))
        if lowered != share:
            s.close(t, t['instrument'], lot, 0, lowered, share)
        else:
            s.add(t['currency'], open_cost=-lowered)
        lot['c'] -= lowered
        rest, left = rest - share, left - lot['q']
    s.add(t['currency'], cash=t['amount'])
    s.put(t['instrument'], t['currency'], lots)


def action(s, t):
    demand(t['instrument'] in s.held, 'not_held')
    demand(s.held[t['instrument']][0] == t['currency'], 'wrong_currency')
    lots = s.lots(t['instrument'])
    held = sum(l['q'] for l in lots)
    demand(t['amount'] * held >= 0, 'wrong_sign')
    if t['kind'] == 'split':
        s.put(t['instrument'], t['currency'], cut(s, t, lots, ratio_of(t, lots), t['instrument']))
    elif t['kind'] in ('merger', 'symbol_change'):
        after = ratio_of(t, lots)
        s.put(t['instrument'], t['currency'], [])
        join(s, t, cut(s, t, lots, after, t['other']), held)
    elif t['kind'] == 'spin_off':
        spin_off(s, t, lots)
    elif t['kind'] == 'cash_merger':
        net = t['amount'] - t['charges']
        s.put(t['instrument'], t['currency'], [])
        s.close_all(t, t['instrument'], [(l, l['q'], l['c']) for l in lots], net)
        s.add(t['currency'], cash=net)
    else:
        return_of_capital(s, t, lots)


FAMILY = {'buy': trade, 'sell': trade, 'short': trade, 'cover': trade, 'transfer_in': transfer,
          'transfer_out': transfer}
for cash_kind in ('dividend', 'interest', 'fee', 'deposit', 'withdrawal', 'exchange'):
    FAMILY[cash_kind] = cash
ACTIONS = ('split', 'spin_off', 'merger', 'symbol_change', 'cash_merger', 'return_of_capital')
for action_kind in ACTIONS:
    FAMILY[action_kind] = action


def fold(method, shorting, recorded):
    """The state of what was recorded; Refused carries the code, and a second value: who was refused."""
    gone = {t['reverses'] for t in recorded if t['kind'] == 'reversal'}
    s = State(method, shorting)
    for t in sorted(recorded, key=lambda t: (t['at'], t['sequence'])):
        if t['kind'] == 'reversal' or t['sequence'] in gone:
            continue
        try:
            FAMILY[t['kind']](s, t)
        except Refused as refused:
            raise Refused(refused.args[0], t['sequence'])
    return s


def judge(method, shorting, recorded, t):
    """Refusal or ''."""
    if t['at'] < OPENED:
        return 'before_opening'
    if t['kind'] == 'reversal':
        target = [r for r in recorded if r['sequence'] == t['reverses']]
        if not target:
            return 'transaction_unknown'
        if target[0]['kind'] == 'reversal':
            return 'is_reversal'
        if any(r['reverses'] == t['reverses'] for r in recorded):
            return 'already_reversed'
    try:
        fold(method, shorting, recorded + [t])
    except Refused as refused:
        return refused.args[0] if refused.args[1] == t['sequence'] else 'still_needed'
    return ''
