"""Macro series of United States government origin and the VIX, with when each value became knowable.

Values are as revised today (vintage latest_revised): the release lag keeps a value from being read before
it existed, but not its revisions. The lag is the usual one of the release, rounded up to whole days.
"""

import pandas as pd

CUT = "2020-12-31"
FED, BEA, BLS = "Federal Reserve", "Bureau of Economic Analysis", "Bureau of Labor Statistics"
CENSUS, TREASURY, LABOR = "Census Bureau", "Federal Reserve H.15 (Treasury yields)", "Department of Labor"
EIA = "Energy Information Administration"
# series: (name, units, frequency, release lag in days after the period's last day, origin)
SERIES = {
    "AHETPI": ("Average hourly earnings, production employees", "USD per hour", "M", 10, BLS),
    "BUSLOANS": ("Commercial and industrial loans", "billions of USD", "M", 20, FED),
    "CIVPART": ("Labour force participation rate", "percent", "M", 10, BLS),
    "CPIAUCSL": ("Consumer price index, all items", "index 1982-84=100", "M", 18, BLS),
    "CPILFESL": ("Consumer price index less food and energy", "index 1982-84=100", "M", 18, BLS),
    "DCOILBRENTEU": ("Brent crude oil, spot", "USD per barrel", "D", 8, EIA),
    "DCOILWTICO": ("WTI crude oil, spot", "USD per barrel", "D", 8, EIA),
    "DGORDER": ("Durable goods orders", "millions of USD", "M", 30, CENSUS),
    "DGS10": ("Treasury yield, 10 years", "percent", "D", 1, TREASURY),
    "DGS2": ("Treasury yield, 2 years", "percent", "D", 1, TREASURY),
    "DGS30": ("Treasury yield, 30 years", "percent", "D", 1, TREASURY),
    "DTWEXBGS": ("Trade-weighted dollar index, broad", "index Jan 2006=100", "D", 7, FED),
    "FEDFUNDS": ("Federal funds rate, monthly mean", "percent", "M", 3, FED),
    "GASREGW": ("Regular gasoline, retail", "USD per gallon", "W", 2, EIA),
    "GDP": ("Gross domestic product", "billions of USD, annual rate", "Q", 32, BEA),
    "GDPC1": ("Real gross domestic product", "billions of chained USD, annual rate", "Q", 32, BEA),
    "HOUST": ("Housing starts", "thousands, annual rate", "M", 22, CENSUS),
    "HSN1F": ("New one-family houses sold", "thousands, annual rate", "M", 30, CENSUS),
    "ICSA": ("Initial claims for unemployment insurance", "persons", "W", 5, LABOR),
    "INDPRO": ("Industrial production", "index 2017=100", "M", 18, FED),
    "JTSJOL": ("Job openings", "thousands", "M", 45, BLS),
    "M2SL": ("Money stock M2", "billions of USD", "M", 30, FED),
    "PAYEMS": ("Employees, total nonfarm", "thousands", "M", 10, BLS),
    "PCEPILFE": ("PCE price index less food and energy", "index 2017=100", "M", 33, BEA),
    "PPIFIS": ("Producer price index, final demand", "index Nov 2009=100", "M", 18, BLS),
    "RRPONTSYD": ("Overnight reverse repurchase agreements", "billions of USD", "D", 1, FED),
    "RSXFS": ("Retail sales excluding food services", "millions of USD", "M", 18, CENSUS),
    "U6RATE": ("Unemployment and underemployment, U-6", "percent", "M", 10, BLS),
    "UNRATE": ("Unemployment rate", "percent", "M", 10, BLS),
    "WALCL": ("Federal Reserve total assets", "millions of USD", "W", 2, FED),
    "WM2NS": ("Money stock M2, weekly", "billions of USD", "W", 14, FED),
}
VIX = ("CBOE volatility index, close", "percent a year", "D", 0, "Cboe")
PUBLIC_DOMAIN = "United States government work, public domain; through FRED, St. Louis Fed"


def _period_end(days, frequency):
    """Last day of the period that FRED dates by its first day (months, quarters)."""
    days = pd.to_datetime(days)
    if frequency == "M":
        return days + pd.offsets.MonthEnd(0)
    if frequency == "Q":
        return days + pd.offsets.QuarterEnd(0)
    return days


def macro_series():
    rows = [(series, *entry[:4], "fred:" + entry[4], PUBLIC_DOMAIN) for series, entry in SERIES.items()]
    rows.append(("VIX", *VIX[:4], "datasets/finance-vix", "ODC-PDDL"))
    names = ["series", "name", "units", "frequency", "release_lag_days", "source", "terms"]
    return pd.DataFrame(rows, columns=names)


def _observations(series, days, values, frequency, lag):
    frame = pd.DataFrame({"series": series, "period_end": _period_end(days, frequency), "value": values})
    frame["knowable_at"] = frame["period_end"] + pd.to_timedelta(lag, unit="D")
    frame["vintage"] = "latest_revised"
    frame = frame[(frame["value"] != "") & (frame["period_end"] <= CUT)]
    return frame.drop_duplicates("period_end", keep="last")


def macro_observations(sources):
    parts = []
    for series, (_, _, frequency, lag, _) in SERIES.items():
        table = sources.text(f"macro_fred_series/{series}.csv")
        parts.append(_observations(series, table["date"], table["value"], frequency, lag))
    vix = sources.text("core_datasets/finance-vix/vix-daily.csv")
    parts.append(_observations("VIX", vix["DATE"], vix["CLOSE"], "D", VIX[3]))
    return pd.concat(parts, ignore_index=True)
