#!/usr/bin/env python3
"""Makes, from the recorded bodies of the SEC beside it, what the tests of the source edgar are held against:

  edgar/submissions_CIK*.json.gz   lists of filings, MADE: the accessions and filing dates are those of the
                                   facts, the times of acceptance are invented (ACCEPTED); TSLA's is real
  edgar/company_tickers.json       the first 40 rows of the real list, and three more
  edgar/golden_CIK*.csv            rows of fundamentals, worked out with pandas

usage: make_facts.py [company_tickers.json.gz]   (the list is left alone without it)
"""
import gzip
import json
import os
import sys
import zipfile

import pandas as pd

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'edgar')
COMPANIES = {1640147: '0131', 104169: '0131', 320193: '0927', 9999999: '1231'}
# Item of ours: nature, tags in the order of preference.
ITEMS = {
    'revenue': ('flow', ['us-gaap/Revenues', 'us-gaap/RevenueFromContractWithCustomerExcludingAssessedTax',
                         'us-gaap/SalesRevenueNet',
                         'us-gaap/RevenueFromContractWithCustomerIncludingAssessedTax']),
    'cost_of_revenue': ('flow', ['us-gaap/CostOfRevenue', 'us-gaap/CostOfGoodsAndServicesSold']),
    'operating_income': ('flow', ['us-gaap/OperatingIncomeLoss']),
    'net_income': ('flow', ['us-gaap/NetIncomeLoss', 'us-gaap/ProfitLoss']),
    'operating_cash_flow': ('flow', ['us-gaap/NetCashProvidedByUsedInOperatingActivities']),
    'capex': ('flow', ['us-gaap/PaymentsToAcquirePropertyPlantAndEquipment',
                       'us-gaap/PaymentsToAcquireProductiveAssets']),
    'eps_diluted': ('other', ['us-gaap/EarningsPerShareDiluted',
                              'us-gaap/EarningsPerShareBasicAndDiluted']),
    'shares_diluted': ('other', ['us-gaap/WeightedAverageNumberOfDilutedSharesOutstanding']),
    'total_assets': ('level', ['us-gaap/Assets']),
    'equity': ('level', ['us-gaap/StockholdersEquity',
                         'us-gaap/StockholdersEquityIncludingPortionAttributableToNoncontrollingInterest']),
    'cash': ('level', ['us-gaap/CashAndCashEquivalentsAtCarryingValue',
                       'us-gaap/CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalents',
                       'us-gaap/Cash']),
    'shares_outstanding': ('level', ['dei/EntityCommonStockSharesOutstanding',
                                     'us-gaap/CommonStockSharesOutstanding']),
}
IFRS = {
    'revenue': ('flow', ['ifrs-full/Revenue', 'ifrs-full/RevenueFromContractsWithCustomers']),
    'net_income': ('flow', ['ifrs-full/ProfitLossAttributableToOwnersOfParent', 'ifrs-full/ProfitLoss']),
    'total_assets': ('level', ['ifrs-full/Assets']),
    'equity': ('level', ['ifrs-full/EquityAttributableToOwnersOfParent', 'ifrs-full/Equity']),
    'eps_basic': ('other', ['ifrs-full/BasicEarningsLossPerShare']),
    'shares_outstanding': ('level', ['dei/EntityCommonStockSharesOutstanding']),
}
SPANS = {'Q': (80, 100), 'H': (170, 190), 'N': (260, 285), 'F': (350, 380)}
# Invented times, by the filing's place in the list: before the close, at it, after it the evening before.
ACCEPTED = [(0, '15:59:59'), (0, '16:00:00'), (-1, '18:30:00'), (0, '06:10:00')]


def read(name):
    with gzip.open(os.path.join(HERE, name), 'rt', encoding='utf-8') as file:
        return json.load(file)


def write(name, body):
    with open(os.path.join(HERE, name), 'wb') as raw:
        with gzip.GzipFile(fileobj=raw, mode='wb', mtime=0, filename='') as file:
            file.write(json.dumps(body, separators=(',', ':')).encode())


def facts_of(body, items):
    rows = []
    for item, (nature, tags) in items.items():
        for rank, tag in enumerate(tags):
            taxonomy, name = tag.split('/')
            for unit, facts in body['facts'].get(taxonomy, {}).get(name, {}).get('units', {}).items():
                rows += [dict(fact, item=item, nature=nature, rank=rank, tag=tag, unit=unit)
                         for fact in facts]
    frame = pd.DataFrame(rows)
    for column in ('start', 'end', 'filed'):
        frame[column] = pd.to_datetime(frame.get(column))
    frame['day'] = frame['start'].isna()
    frame = frame[frame['day'] == (frame['nature'] == 'level')]
    money = frame['unit'].str[:3].where(frame['unit'].str.match('[A-Z]{3}(/shares)?$'))
    if money.notna().any():
        frame = frame[money.isna() | (money == money.mode()[0])]
    return frame[frame['filed'] >= frame['end']].reset_index(drop=True)


def submissions(cik, body):
    """A list of all filings but the fourth, the older half of it on a page of its own."""
    frame = pd.DataFrame([fact for taxonomy in body['facts'].values() for tag in taxonomy.values()
                          for unit in tag['units'].values() for fact in unit])
    filings = frame[['accn', 'filed', 'form']].drop_duplicates('accn').sort_values(['filed', 'accn'])
    filings = filings.reset_index(drop=True)
    filings['accepted'] = [
        (pd.Timestamp(row.filed) + pd.Timedelta(days=ACCEPTED[i % 4][0])).strftime('%Y-%m-%dT')
        + ACCEPTED[i % 4][1] + '.000Z' for i, row in filings.iterrows()]
    filings = filings[filings.index != 3]
    half = len(filings) // 2
    pages = [filings.iloc[half:], filings.iloc[:half]]
    columns = [{'accessionNumber': list(p['accn']), 'filingDate': list(p['filed']), 'form': list(p['form']),
                'acceptanceDateTime': list(p['accepted'])} for p in pages]
    name = f'CIK{cik:010}-submissions-001.json'
    older = [{'name': name, 'filingCount': half, 'filingFrom': pages[1]['filed'].min(),
              'filingTo': pages[1]['filed'].max()}] if half else []
    write(f'submissions_CIK{cik:010}.json.gz', {
        'cik': str(cik), 'name': body['entityName'], 'sic': '', 'sicDescription': '', 'tickers': [],
        'exchanges': [], 'fiscalYearEnd': COMPANIES[cik], 'filings': {'recent': columns[0], 'files': older}})
    if older:
        write(f'submissions_CIK{cik:010}-001.json.gz', columns[1])
    return filings.set_index('accn')['accepted']


def known_from(frame, accepted):
    time = pd.to_datetime(frame['accn'].map(accepted).str.rstrip('Z'))
    by_time = time.dt.normalize() + pd.to_timedelta((time.dt.hour >= 16).astype(int), unit='D')
    both = pd.concat([by_time, frame['filed']], axis=1).max(axis=1)
    return both.where(time.notna(), frame['filed'] + pd.Timedelta(days=1))


def changes(group):
    """One value a day (the last filing's, by its preferred tag), and of these the ones that differ."""
    group = group.sort_values(['known', 'filed', 'accn', 'rank'], kind='stable')
    group = group.drop_duplicates(['known', 'accn'], keep='first').drop_duplicates('known', keep='last')
    return group[group['val'] != group['val'].shift()]


def quarters(item):
    """Fourth and other single quarters that the item's filings do not say, of `versions` by (kind, end)."""
    made = []
    for kind, shorter in (('H', 'Q'), ('N', 'H'), ('F', 'N')):
        for (_, end), longer in [(k, v) for k, v in item.items() if k[0] == kind]:
            start = longer['start'].iloc[0]

            def before(wanted, day, begins):
                for (k, e), rows in sorted(item.items()):
                    if k == wanted and 80 <= (day - e).days <= 100 and (
                            begins is None or abs((rows['start'].iloc[0] - begins).days) <= 3):
                        return e, rows
                return None
            parts = [before(shorter, end, start)]
            if parts[0] is None and kind == 'F':
                third = before('Q', end, None)
                second = before('Q', third[0], None) if third else None
                first = before('Q', second[0], start) if second else None
                parts = [third, second, first]
            if any(part is None for part in parts):
                continue
            every = [longer] + [part[1] for part in parts]
            known = max(rows['known'].min() for rows in every)
            values = [rows[rows['known'] <= known]['val'].iloc[-1] for rows in every]
            row = longer[longer['known'] <= known].iloc[-1:].copy()
            row['val'], row['known'], row['derived'] = values[0] - sum(values[1:]), known, True
            own = item.get(('Q', end))
            row['start'] = pd.NaT if own is None else own['start'].iloc[0]
            if own is None or own['known'].min() > known:
                both = row if own is None else pd.concat([row, own])
                made.append((('Q', end), both[both['val'] != both['val'].shift()]))
        for key, rows in made:
            item[key] = rows
    return item


def golden(cik, body, accepted):
    ifrs = len(body['facts'].get('ifrs-full', {})) > len(body['facts'].get('us-gaap', {}))
    frame = facts_of(body, IFRS if ifrs else ITEMS)
    frame['known'], frame['derived'] = known_from(frame, accepted), False
    days = (frame['end'] - frame['start']).dt.days + 1
    frame['kind'] = 'I'
    for kind, (least, most) in SPANS.items():
        frame.loc[days.between(least, most), 'kind'] = kind
    frame = frame[(frame['kind'] != 'I') | frame['day']]
    year_ends = sorted(frame[frame['kind'] == 'F']['end'].unique())
    rows = []
    for item, of_item in frame.groupby('item'):
        versions = {key: changes(group) for key, group in of_item.groupby(['kind', 'end'])}
        if of_item['nature'].iloc[0] == 'flow':
            versions = quarters(versions)
        for (kind, end), group in versions.items():
            kinds = ['YTD' if kind in 'HN' else {'F': 'FY', 'Q': 'Q', 'I': 'instant'}[kind]]
            if kind == 'Q' and begins_year(group['start'].iloc[0], year_ends):
                kinds.append('YTD')
            for period in kinds:
                for place, row in enumerate(group.itertuples()):
                    rows.append([item, end.date(), period, fiscal_year(end, year_ends), row.form,
                                 row.filed.date(), row.known.date(), place > 0, row.derived,
                                 repr(float(row.val)), row.unit, row.accn, row.tag])
    columns = ['concept', 'period_end', 'period', 'fiscal_year', 'form', 'filed', 'knowable_at', 'restated',
               'derived', 'value', 'unit', 'accession', 'tag']
    out = pd.DataFrame(rows, columns=columns).sort_values(['concept', 'period', 'period_end', 'knowable_at'])
    out.to_csv(os.path.join(HERE, f'golden_CIK{cik:010}.csv'), index=False)


def nearest_end(day, ends):
    """End of the fiscal year that holds the day; beyond those that were reported, moved by whole years."""
    later = [e for e in ends if e >= day - pd.Timedelta(days=10) and (e - day).days <= 375]
    if later:
        return pd.Timestamp(later[0])
    earlier = [pd.Timestamp(e) for e in ends if e < day - pd.Timedelta(days=10)]
    known = earlier[-1] if earlier else pd.Timestamp(ends[0])
    candidates = [known + pd.DateOffset(years=n) for n in range(-40, 41)]
    return min(c for c in candidates if c >= day - pd.Timedelta(days=10))


def fiscal_year(day, ends):
    return (nearest_end(day, ends) - pd.Timedelta(days=59)).year


def begins_year(day, ends):
    if pd.isna(day):
        return False
    before = day - pd.Timedelta(days=1)
    return abs((nearest_end(before, ends) - before).days) <= 10


def ifrs_filer():
    """A filer by IFRS, invented: two fiscal years in euros, the first restated, one in dollars as well."""
    def fact(start, end, value, accession, filed):
        out = {'end': end, 'val': value, 'accn': accession, 'fy': 2020, 'fp': 'FY', 'form': '20-F',
               'filed': filed}
        return dict(out, start=start) if start else out
    old, new = '0009999999-20-000001', '0009999999-21-000001'

    def both(first, again, second, start=True):
        years = [('2019-01-01', '2019-12-31'), ('2020-01-01', '2020-12-31')]
        pick = (lambda y: y[0]) if start else (lambda y: None)
        return [fact(pick(years[0]), years[0][1], first, old, '2020-03-20'),
                fact(pick(years[0]), years[0][1], again, new, '2021-03-19'),
                fact(pick(years[1]), years[1][1], second, new, '2021-03-19')]
    ifrs = {
        'Revenue': {'units': {'EUR': both(1000000, 1000000, 1100000),
                              'USD': [fact('2020-01-01', '2020-12-31', 1345000, new, '2021-03-19')]}},
        'ProfitLossAttributableToOwnersOfParent': {'units': {'EUR': both(90000, 85000, 99000)}},
        'Assets': {'units': {'EUR': both(5000000, 5000000, 5200000, False)}},
        'EquityAttributableToOwnersOfParent': {'units': {'EUR': both(2000000, 1995000, 2100000, False)}},
        'BasicEarningsLossPerShare': {'units': {'EUR/shares': both(0.9, 0.85, 0.99)}},
    }
    shares = {'EntityCommonStockSharesOutstanding': {'units': {'shares': [
        fact(None, '2019-12-31', 100000, old, '2020-03-20'),
        fact(None, '2020-12-31', 100000, new, '2021-03-19')]}}}
    return {'cik': 9999999, 'entityName': 'Invented Filer N.V.', 'facts': {'dei': shares, 'ifrs-full': ifrs}}


def bulk(archive, names):
    """A bulk file as the SEC makes them, of one company."""
    with zipfile.ZipFile(os.path.join(HERE, archive), 'w', zipfile.ZIP_DEFLATED) as out:
        for name in names:
            inside = zipfile.ZipInfo(name.split('_')[1].replace('-001', '-submissions-001') + '.json')
            inside.compress_type = zipfile.ZIP_DEFLATED
            out.writestr(inside, json.dumps(read(name + '.json.gz')))


def main(arguments):
    write('companyfacts_CIK0009999999.json.gz', ifrs_filer())
    for cik in COMPANIES:
        body = read(f'companyfacts_CIK{cik:010}.json.gz')
        golden(cik, body, submissions(cik, body))
    bulk('companyfacts.zip', ['companyfacts_CIK0009999999'])
    bulk('submissions.zip', ['submissions_CIK0009999999', 'submissions_CIK0009999999-001'])
    if arguments:
        with gzip.open(arguments[0], 'rt', encoding='utf-8') as file:
            rows = list(json.load(file).values())
        wanted = rows[:40] + [r for r in rows if r['ticker'] in ('SNOW', 'BRK-B', 'TSLA', 'WMT')][:4]
        wanted += [{'cik_str': 9999999, 'ticker': 'IFRSX', 'title': 'Invented Filer N.V.'}]
        once = {r['ticker']: r for r in wanted}
        with open(os.path.join(HERE, 'company_tickers.json'), 'w', encoding='utf-8') as file:
            json.dump({str(i): r for i, r in enumerate(once.values())}, file, indent=0)


if __name__ == '__main__':
    main(sys.argv[1:])
