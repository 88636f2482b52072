"""Reading the source files: one function per file shape, text kept as text where digits matter."""

import zipfile
from pathlib import Path

import pandas as pd

PRICE_BASIS = "2020-01-10"
PANEL_START = "2015-01-12"
PANEL_PRICES = "equity_sp500_daily_2015_2020/prices_daily.csv.gz"


class Sources:
    """The source directory. Text columns never turn a ticker such as NA into a missing value."""

    def __init__(self, root):
        self.root = Path(root)
        self._panel = None
        self._sessions = None

    def text(self, path, **options):
        """Every cell as text; empty cells are empty strings."""
        return pd.read_csv(self.root / path, dtype=str, keep_default_na=False, **options)

    def numbers(self, path, **options):
        """Numbers as numbers; only an empty cell is missing."""
        return pd.read_csv(self.root / path, keep_default_na=False, na_values=[""], **options)

    def panel_prices(self):
        """The daily panel as text, with source_row = 1-based data row of the source file."""
        if self._panel is None:
            frame = self.text(PANEL_PRICES)
            frame["source_row"] = range(1, len(frame) + 1)
            self._panel = frame
        return self._panel

    def panel_symbols(self):
        return sorted(self.panel_prices()["Name"].unique())

    def lean_daily(self, ticker):
        """LEAN daily bars: integer prices times 10,000 as integers, date as YYYY-MM-DD text."""
        path = self.root / f"lean/equity/usa/daily/{ticker}.zip"
        with zipfile.ZipFile(path) as archive, archive.open(f"{ticker}.csv") as stream:
            names = ["time", "open", "high", "low", "close", "volume"]
            frame = pd.read_csv(stream, header=None, names=names)
        day = frame["time"].astype(str).str[:8]
        frame["session"] = day.str[:4] + "-" + day.str[4:6] + "-" + day.str[6:8]
        frame["source_row"] = range(1, len(frame) + 1)
        return frame

    def sessions(self):
        """NYSE sessions 1998-01-02..2021-03-31: the dates on which SPY traded."""
        if self._sessions is None:
            self._sessions = pd.DatetimeIndex(sorted(set(self.lean_daily("spy")["session"])))
        return self._sessions

    def session_after(self, days):
        """First session strictly after each date (NaT stays NaT)."""
        return self._session(days, "right")

    def session_on_or_after(self, days):
        return self._session(days, "left")

    def _session(self, days, side):
        days = pd.to_datetime(pd.Series(days).reset_index(drop=True))
        sessions = self.sessions()
        place = sessions.searchsorted(days.fillna(sessions[0]), side=side)
        found = pd.Series(sessions[place.clip(max=len(sessions) - 1)])
        return found.where(days.notna())
