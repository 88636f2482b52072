"""Factors of prices and the economy: slopes of returns on changes of macro series as they were known."""

import numpy as np

from market import slope_on

TWO_YEARS = 504
MONTH = 21


def daily(series, sessions=TWO_YEARS, relative=False):
    """Daily returns on the daily change of what was known."""
    def value(p):
        level = p.level(series)
        change = level / level.shift(1) - 1 if relative else level.diff()
        return slope_on(p, p.returns, change, sessions)
    return value


def monthly(series, relative=True):
    """Overlapping returns of a month on how much what was known of the series moved in it."""
    def value(p):
        level = p.level(series)
        if relative:
            level = np.log(level)
        return slope_on(p, p.monthly_returns, level - level.shift(MONTH), TWO_YEARS)
    return value


def curve(p):
    return slope_on(p, p.returns, (p.level("DGS10") - p.level("DGS2")).diff(), TWO_YEARS)


FACTORS = {
    "beta_10y_yield": daily("DGS10"),
    "beta_2y_yield": daily("DGS2"),
    "beta_30y_yield": daily("DGS30"),
    "beta_curve_slope": curve,
    "beta_vix": daily("VIX", 252),
    "beta_oil_wti": daily("DCOILWTICO", relative=True),
    "beta_oil_brent": daily("DCOILBRENTEU", relative=True),
    "beta_dollar": daily("DTWEXBGS", relative=True),
    "beta_industrial_production": monthly("INDPRO"),
    "beta_payrolls": monthly("PAYEMS"),
    "beta_unemployment": monthly("UNRATE", relative=False),
    "beta_jobless_claims": monthly("ICSA"),
    "beta_core_inflation": monthly("CPILFESL"),
    "beta_money": monthly("M2SL"),
    "beta_housing_starts": monthly("HOUST"),
    "beta_retail_sales": monthly("RSXFS"),
    "beta_durable_orders": monthly("DGORDER"),
    "beta_job_openings": monthly("JTSJOL"),
    "beta_fed_balance_sheet": monthly("WALCL"),
    "beta_wages": monthly("AHETPI"),
    "beta_business_loans": monthly("BUSLOANS"),
}
