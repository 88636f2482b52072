#!/usr/bin/python3
"""Tear sheets of every factor of the library, asked of a running server, as the table of factor-research.md.

    python3 make_factor_tables.py --base http://127.0.0.1:8001 --token $(cat HOME/token)

Writes between the two marks of factor-research.md. As found: nothing is chosen or left out; a factor that
has no sheet stands with the reason.
"""
import argparse
import json
import pathlib
import urllib.error
import urllib.request

PAGE = pathlib.Path(__file__).with_name("factor-research.md")
BEGIN, END = "<!-- table: made by make_factor_tables.py -->", "<!-- end of table -->"


def ask(base, token, path):
    request = urllib.request.Request(base + path, headers={"Authorization": "Bearer " + token})
    try:
        with urllib.request.urlopen(request, timeout=300) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as error:
        return json.load(error)


def text(value, digits=2, scale=1.0):
    return "–" if value is None else f"{value * scale:.{digits}f}"


def row(sheet):
    ic = next(line for line in sheet["information_coefficient"] if line["horizon"] == sheet["horizon"])
    spread, book, luck, alpha = (sheet[k] for k in ("spread", "portfolio", "significance", "alpha"))
    cells = [sheet["factor_id"], text(sheet["direction"], 0), text(ic["rank_mean"], 3),
             text(ic["rank_t_stat"]), text(luck["false_discovery_rate"]),
             text(spread["mean"], 2, 100), text(spread["t_stat"]),
             text(book["turnover"], 1, 100), text(sheet["rank_autocorrelation"]), text(book["sharpe_ratio"]),
             text(book["net_sharpe_ratio"]), text(alpha["annualized"], 1, 100), text(alpha["t_stat"]),
             text(luck["deflated_sharpe_ratio"]), text(book["sessions"], 0)]
    return "| " + " | ".join(cells) + " |"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", default="http://127.0.0.1:8001")
    parser.add_argument("--token", required=True)
    given = parser.parse_args()
    factors = ask(given.base, given.token, "/api/v1/factor-engine/factors")["data"]["factors"]
    lines, without, known = [], [], None
    sheets = []
    for factor in factors:
        answer = ask(given.base, given.token, "/factors/tearsheet/" + factor["id"])
        if not answer["success"]:
            without.append(f"`{factor['id']}`: {answer['errors'][0]['message']}")
            continue
        known = answer
        sheets.append(answer["data"])
    data, meta = known["data"], known["metadata"]
    found = {s["factor_id"]: s["significance"] for s in sheets}
    significant = [id for id, luck in found.items() if (luck["false_discovery_rate"] or 1) < 0.05]
    deflated = [id for id, luck in found.items() if (luck["deflated_sharpe_ratio"] or 0) > 0.95]
    lines.append(f"{data['universe']}, {data['first_session']} to {data['last_session']}, version "
                 f"{meta['version']}, {data['significance']['trials']} trials; horizon {data['horizon']} "
                 f"and holding {data['holding']} sessions, {data['cost_bps']:.0f} basis points. "
                 f"{len(sheets)} of {len(factors)} factors have a sheet.")
    lines.append("")
    lines.append(f"At a false discovery rate of 5 % within families: {', '.join(significant) or 'none'}. "
                 f"With a deflated Sharpe ratio above 0.95: {', '.join(deflated) or 'none'}.")
    families = []
    for sheet in sheets:
        if sheet["family"] not in families:
            families.append(sheet["family"])
    for family in families:
        lines += ["", f"### {family}", "",
                  "| factor | dir. | IC | t | FDR | spread % | t | turnover % | autocorr. | Sharpe | net "
                  "| alpha % | t | DSR | sessions |",
                  "|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|"]
        lines += [row(s) for s in sheets if s["family"] == family]
    if without:
        lines += ["", "Without a sheet: " + "; ".join(without) + "."]
    page = PAGE.read_text()
    head, rest = page.split(BEGIN)
    PAGE.write_text(head + BEGIN + "\n" + "\n".join(lines) + "\n" + END + rest.split(END)[1])
    print(f"{len(sheets)} sheets, {len(without)} without")


if __name__ == "__main__":
    main()
