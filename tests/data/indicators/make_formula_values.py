#!/usr/bin/env python3
"""Writes formula_values.csv.gz: indicators and seeds that neither TA-Lib nor Tulip has, on the bars of
library_values.csv.gz, straight from their definitions with numpy and pandas (whole-series expressions, no
streaming).
"""
import os

import numpy as np
import pandas as pd

HERE = os.path.dirname(os.path.abspath(__file__))


def seeded(series, n, pace):
    """Recursive average that starts from the mean of the first n values of `series`."""
    values = series.to_numpy()
    out = np.full(len(values), np.nan)
    start = np.flatnonzero(~np.isnan(values))[0] + n - 1
    out[start] = values[start - n + 1:start + 1].mean()
    for t in range(start + 1, len(values)):
        out[t] = out[t - 1] + pace * (values[t] - out[t - 1])
    return pd.Series(out)


def true_range(b):
    before = b.close.shift()
    tr = pd.concat([b.high - b.low, (b.high - before).abs(), (b.low - before).abs()], axis=1).max(axis=1)
    return tr.where(before.notna())


def supertrend(b, n, m):
    atr = seeded(true_range(b), n, 1 / n)
    top, bottom = (b.high + b.low) / 2 + m * atr, (b.high + b.low) / 2 - m * atr
    upper, lower, way = top.to_numpy().copy(), bottom.to_numpy().copy(), np.full(len(b), np.nan)
    way[n] = 1
    for t in range(n + 1, len(b)):
        c, before = b.close[t], b.close[t - 1]
        way[t] = 1 if c > upper[t - 1] else -1 if c < lower[t - 1] else way[t - 1]
        if before <= upper[t - 1]:
            upper[t] = min(top[t], upper[t - 1])
        if before >= lower[t - 1]:
            lower[t] = max(bottom[t], lower[t - 1])
    return np.where(way > 0, lower, np.where(way < 0, upper, np.nan)), way


def bands(b, out):
    middle, spread = b.close.rolling(20).mean(), b.close.rolling(20).std(ddof=0)
    out['bollinger_width'] = 4 * spread / middle
    out['bollinger_percent_b'] = (b.close - middle + 2 * spread) / (4 * spread)
    ema, tr = seeded(b.close, 20, 2 / 21), true_range(b)
    for name, width in (('range', 2 * seeded(tr, 20, 2 / 21)), ('atr', 1.5 * seeded(tr, 10, 1 / 10))):
        whole = (ema + width).notna()
        out[f'keltner_{name}_upper'], out[f'keltner_{name}_middle'] = ema + width, ema.where(whole)
        out[f'keltner_{name}_lower'] = ema - width
    out['donchian_upper'], out['donchian_lower'] = b.high.rolling(20).max(), b.low.rolling(20).min()
    out['donchian_middle'] = (out.donchian_upper + out.donchian_lower) / 2
    middles = {n: (b.high.rolling(n).max() + b.low.rolling(n).min()) / 2 for n in (9, 26, 52)}
    out['senkou_b'] = middles[52].shift(26)
    ready = out.senkou_b.notna()
    out['senkou_a'] = ((middles[9] + middles[26]) / 2).shift(26).where(ready)
    out['tenkan'], out['kijun'] = middles[9].where(ready), middles[26].where(ready)
    out['supertrend'], out['direction'] = supertrend(b, 10, 3)


def volumes(b, out):
    out['volume_sma'] = b.volume.rolling(20).mean()
    typical = (b.high + b.low + b.close) / 3
    out['vwap'] = (typical * b.volume).rolling(20).sum() / b.volume.rolling(20).sum()
    out['anchored_vwap'] = (typical * b.volume).cumsum() / b.volume.cumsum()
    flow = (2 * b.close - b.high - b.low) / (b.high - b.low) * b.volume
    out['chaikin_money_flow'] = flow.rolling(20).sum() / b.volume.rolling(20).sum()


def volatilities(b, out):
    n, year = 20, 252
    log = np.log(b[['open', 'high', 'low', 'close']])
    out['historical_volatility'] = np.sqrt(year) * log.close.diff().rolling(n).std()
    park = (log.high - log.low) ** 2 / (4 * np.log(2))
    klass = (log.high - log.low) ** 2 / 2 - (2 * np.log(2) - 1) * (log.close - log.open) ** 2
    rogers = (log.high - log.close) * (log.high - log.open) + (log.low - log.close) * (log.low - log.open)
    for name, term in (('parkinson', park), ('garman_klass', klass), ('rogers_satchell', rogers)):
        out[f'{name}_volatility'] = np.sqrt(year * term.rolling(n).mean())
    night, day = log.open - log.close.shift(), log.close - log.open
    k = 0.34 / (1.34 + (n + 1) / (n - 1))
    total = night.rolling(n).var() + k * day.rolling(n).var() + (1 - k) * rogers.rolling(n).mean()
    out['yang_zhang_volatility'] = np.sqrt(year * total)


def from_first(series, pace, n):
    """Recursive average that starts from the first value of `series`; shown from its n-th value on."""
    values = series.dropna()
    average = values.ewm(alpha=pace, adjust=False).mean()
    return average.iloc[n - 1:].reindex(series.index)


def seeds(b, out):
    def ema(series, n):
        return from_first(series, 2 / (n + 1), n)

    out['ema_first'], out['ema_sma'] = ema(b.close, 30), seeded(b.close, 30, 2 / 31)
    e1 = ema(b.close, 20)
    out['dema_first'] = 2 * e1 - ema(e1, 20)
    e1 = ema(b.close, 10)
    e2 = ema(e1, 10)
    e3 = ema(e2, 10)
    out['tema_first'] = 3 * e1 - 3 * e2 + e3
    out['trix_first'] = 100 * (e3 / e3.shift() - 1)
    out['wilder_first'] = from_first(b.close, 1 / 14, 14)
    change = b.close.diff()
    gain, loss = (from_first(x, 1 / 14, 14) for x in (change.clip(lower=0), -change.clip(upper=0)))
    out['rsi_first'] = 100 * gain / (gain + loss)
    out['atr_first'] = from_first(true_range(b), 1 / 14, 14)
    out['natr_first'] = 100 * out.atr_first / b.close
    for name, line, smooth in (
            ('first', ema(b.close, 12) - ema(b.close, 26), lambda x: ema(x, 9)),
            ('sma', seeded(b.close, 12, 2 / 13) - seeded(b.close, 26, 2 / 27),
             lambda x: seeded(x, 9, 2 / 10))):
        signal = smooth(line)
        out[f'macd_{name}'], out[f'macd_{name}_signal'] = line.where(signal.notna()), signal
        out[f'macd_{name}_histogram'] = line - signal


def main():
    bars = pd.read_csv(os.path.join(HERE, 'library_values.csv.gz'), float_precision='round_trip')
    bars = bars[['date', 'open', 'high', 'low', 'close', 'volume']]
    out = pd.DataFrame({'date': bars.date})
    for part in (bands, volumes, volatilities, seeds):
        part(bars, out)
    out.to_csv(os.path.join(HERE, 'formula_values.csv.gz'), index=False, float_format='%.15g',
               compression={'method': 'gzip', 'mtime': 1, 'compresslevel': 9})


main()
