#!/usr/bin/python3
"""Writes the workbooks of this folder with openpyxl: made-up numbers in layouts that spreadsheets have.

make_workbooks.py   rewrites them beside this file.
"""

import datetime
from pathlib import Path

import openpyxl

HERE = Path(__file__).resolve().parent
DAYS = [datetime.date(2019, 1, 2), datetime.date(2019, 1, 3), datetime.date(2019, 1, 4)]


def prices():
    """Text above the table, dates as dates, a second sheet, a formula without a stored value."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Prices"
    sheet["A1"] = "Closing prices, made up"
    sheet.append([])
    sheet.append(["Date", "Symbol", "Open", "High", "Low", "Close", "Volume"])
    for n, day in enumerate(DAYS):
        for symbol, base in (("AAA", 10.1), ("BBB", 20.25)):
            close = base + n / 10
            sheet.append([day, symbol, base, close + 1, base - 1, close, 1000 + n])
            sheet.cell(sheet.max_row, 1).number_format = ("dd.mm.yyyy", "yyyy-mm-dd", "d-mmm-yy")[n]
    sheet.append([datetime.date(2019, 1, 7), "AAA", 10, 12, 9, "=10+1", 1003])
    other = book.create_sheet("Sectors & more")
    other.append(["Symbol", "Sector"])
    other.append(["AAA", "Energy"])
    other.append(["BBB", 'Health "Care"'])
    book.save(HERE / "made_up_prices.xlsx")


def intraday():
    """Times of day, in the calendar that begins in 1904."""
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    sheet = book.active
    sheet.append(["Time", "Symbol", "Close"])
    begin = datetime.datetime(2019, 1, 2, 9, 30)
    for n in range(4):
        sheet.append([begin + datetime.timedelta(minutes=5 * n), "AAA", 10 + n / 4])
        sheet.cell(sheet.max_row, 1).number_format = "yyyy-mm-dd hh:mm"
    book.save(HERE / "made_up_times_1904.xlsx")


if __name__ == "__main__":
    prices()
    intraday()
