#include "app/catalog/file_import.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace nautilus::catalog {

namespace {

/// Days after a period's end from which its figures count as known when nobody says when they were filed.
constexpr int kAnnualLag = 65;
constexpr int kQuarterlyLag = 45;
/// The same for macro series, by frequency.
constexpr const char* kReleaseLag =
    "CASE frequency WHEN 'D' THEN 1 WHEN 'W' THEN 7 WHEN 'M' THEN 45 WHEN 'Q' THEN 60 ELSE 120 END";

} // namespace

kit::Result<void> FileImport::writeTicks() {
    const bool quotes = plan_.has("bid") || plan_.has("ask");
    const auto number = [&](const char* field) { return column(field, "DOUBLE"); };
    const auto rows = readRows();
    const auto fault =
        quotes ? fmt::format("coalesce({0}, 0) < 0 OR coalesce({1}, 0) < 0 OR ({0} IS NULL AND {1} IS "
                             "NULL) OR ({0} = 0 AND {1} = 0)",
                             number("bid"), number("ask"))
               : fmt::format("NOT coalesce({} > 0, false)", number("price"));
    const auto cells = quotes ? fmt::format("{}, {}, {}, {}", number("bid"), number("bid_size"),
                                            number("ask"), number("ask_size"))
                              : fmt::format("{}, {}", number("price"), number("size"));
    const auto kept = insertNewQuarantine("rows_quarantine",
                                          fmt::format("SELECT {}, 'ticks', source, \"row\", 'bad_price', "
                                                      "concat_ws(',', symbol, \"timestamp\", {}) FROM {} "
                                                      "WHERE {}",
                                                      dataset(), cells, rows, fault));
    if (!kept) return kit::failAs(kept);
    report_.rows_quarantined += *kept;
    const auto zero = [](const std::string& price) {
        return "CASE WHEN " + price + " > 0 THEN " + price + " END";
    };
    const auto select =
        quotes ? fmt::format("{} AS bid, {} AS bid_size, {} AS ask, {} AS ask_size", zero(number("bid")),
                             number("bid_size"), zero(number("ask")), number("ask_size"))
               : fmt::format("{} AS price, {} AS size, {} AS venue, {} AS conditions", number("price"),
                             number("size"), column("venue", "VARCHAR"), column("conditions", "VARCHAR"));
    if (auto made = db_.run(
            fmt::format("CREATE OR REPLACE TEMP TABLE fresh AS SELECT id AS instrument_id, \"timestamp\" "
                        "AS at_ns, {}, source, \"row\" AS source_row FROM {} WHERE NOT ({}) ORDER BY "
                        "id, at_ns, source_row",
                        select, rows, fault));
        !made)
        return made;
    // Two ticks may be alike: the row of the file tells them apart.
    const std::vector<std::string> keys{"instrument_id", "at_ns", "source", "source_row"};
    if (quotes) return mergeFresh({"quotes", keys, {"bid", "bid_size", "ask", "ask_size"}, {}, true});
    return mergeFresh({"trades", keys, {"price", "size", "venue", "conditions"}, {}, true});
}

kit::Result<void> FileImport::writeFundamentals() {
    const auto text = [&](const char* field) { return column(field, "VARCHAR"); };
    const auto period = fmt::format("upper(coalesce({}, {}, ''))", text("period"), text("form"));
    const auto length = fmt::format("CASE WHEN concept IN ({}) OR {} = 'INSTANT' THEN 'instant' WHEN {} LIKE "
                                    "'%YTD%' THEN "
                                    "'YTD' WHEN {} LIKE 'Q%' OR {} LIKE '10-Q%' "
                                    "THEN 'Q' WHEN {} LIKE 'FY%' OR {} LIKE 'A%' OR {} LIKE '10-K%' OR {} "
                                    "LIKE '20-F%' THEN 'FY' ELSE {} END",
                                    fmt::join(
                                        [&] {
                                            std::vector<std::string> out{"''"};
                                            for (const auto& each : plan_.instant_concepts)
                                                out.push_back(sqlText(each));
                                            return out;
                                        }(),
                                        ","),
                                    period, period, period, period, period, period, period, period,
                                    sqlText(plan_.period_length.empty() ? "FY" : plan_.period_length));
    const auto annual =
        fmt::format("({} LIKE 'FY%' OR {} LIKE 'A%' OR {} LIKE '10-K%' OR ({} = '' AND {}))", period, period,
                    period, period, plan_.period_length == "Q" ? "false" : "true");
    const auto filed = column("filed", "DATE");
    // A source may know better than the filing date from when on a value was known.
    const auto known = column("knowable_at", "DATE");
    const auto good_filing =
        fmt::format("(({0} IS NOT NULL AND {0} > period_end) OR {1} IS NOT NULL)", filed, known);
    const auto lagged = fmt::format("(period_end + CASE WHEN {} THEN {} ELSE {} END)::DATE", annual,
                                    kAnnualLag, kQuarterlyLag);
    const auto year = fmt::format("coalesce({}::INTEGER, year(period_end - INTERVAL 59 DAY)::INTEGER)",
                                  column("fiscal_year", "DOUBLE"));
    if (auto made = db_.run(fmt::format("CREATE OR REPLACE TEMP TABLE fresh AS SELECT id AS instrument_id, "
                                        "concept, period_end, {} AS period_length, "
                                        "{} AS fiscal_year, {} AS form, CASE WHEN {} THEN {} END AS filed, "
                                        "CASE WHEN {} THEN coalesce({}, {} + 1) ELSE {} END AS "
                                        "knowable_at, CASE WHEN {} THEN 'filing' ELSE 'lag_rule' END AS "
                                        "dated_by, coalesce({} <> 0, false) AS restated, \"value\" AS "
                                        "value, coalesce({}, {}) AS unit, {} AS accession, NULL::VARCHAR AS "
                                        "quality, 0::SMALLINT AS priority, CASE "
                                        "WHEN {} THEN coalesce({}, {}) ELSE {} END AS split_basis, "
                                        "coalesce({}, source) AS source, source AS "
                                        "from_source, \"row\" AS from_row FROM {}",
                                        length, year, text("form"), good_filing, filed, good_filing, known,
                                        filed, lagged, good_filing, column("restated", "DOUBLE"),
                                        text("unit"), sqlText(plan_.currency), text("accession"), good_filing,
                                        filed, known, lagged, text("origin"), readRows()));
        !made)
        return made;
    const auto by_rule = db_.integer("SELECT count(*)::BIGINT FROM fresh WHERE dated_by = 'lag_rule'");
    if (!by_rule) return kit::failAs(by_rule);
    if (*by_rule > 0)
        warn(fmt::format(
            "{} values have no filing date after their period: they count as known {} days after a year, {} "
            "after a quarter (dated_by lag_rule)",
            *by_rule, kAnnualLag, kQuarterlyLag));
    const Target target{"fundamentals",
                        {"instrument_id", "concept", "period_end", "period_length", "knowable_at"},
                        {"fiscal_year", "form", "filed", "dated_by", "restated", "value", "unit", "accession",
                         "quality", "priority", "split_basis"},
                        {"source"},
                        true};
    if (auto once = refuseRepeated(target); !once) return once;
    return mergeFresh(target);
}

kit::Result<void> FileImport::writeMacro() {
    const auto rows = readRows();
    // The spacing of each series says what its dates stand for.
    if (auto made = db_.run(fmt::format("CREATE OR REPLACE TEMP TABLE spacing AS SELECT series, "
                                        "coalesce((SELECT any_value(m.release_lag_days) FROM "
                                        "macro_series m WHERE m.series = s.series), {}) AS lag, frequency "
                                        "FROM (SELECT series, CASE WHEN gap IS NULL "
                                        "OR gap <= 4 THEN 'D' WHEN gap <= 10 THEN 'W' WHEN gap <= 45 THEN "
                                        "'M' WHEN gap <= 135 THEN 'Q' ELSE 'A' END AS "
                                        "frequency FROM (SELECT series, median(gap) AS gap FROM (SELECT "
                                        "series, \"date\" - lag(\"date\") OVER "
                                        "(PARTITION BY series ORDER BY \"date\") AS gap FROM (SELECT "
                                        "DISTINCT series, \"date\" FROM {})) GROUP BY "
                                        "series)) s",
                                        kReleaseLag, rows));
        !made)
        return made;
    // A source says how often its series come; the spacing of a user's file is all there is.
    if (plan_.has("frequency"))
        if (auto told =
                db_.run(fmt::format("UPDATE spacing SET frequency = s.frequency, lag = s.lag FROM (SELECT "
                                    "series, frequency, {} AS lag FROM (SELECT series, "
                                    "any_value(frequency) AS frequency FROM {} WHERE frequency IS NOT "
                                    "NULL GROUP BY series)) s WHERE s.series = spacing.series",
                                    kReleaseLag, rows));
            !told)
            return told;
    const auto known = column("knowable_at", "DATE");
    if (auto made = db_.run(fmt::format("CREATE OR REPLACE TEMP TABLE fresh AS SELECT series, period_end, "
                                        "coalesce({}, period_end + lag)::DATE AS "
                                        "knowable_at, CASE WHEN {} IS NULL THEN 'latest_revised' ELSE "
                                        "coalesce({}, 'as_published') END AS vintage, \"value\" AS "
                                        "value, source AS from_source, \"row\" AS from_row FROM (SELECT r.*, "
                                        "p.lag, CASE p.frequency WHEN 'M' THEN "
                                        "last_day(r.\"date\") WHEN 'Q' THEN last_day((date_trunc('quarter', "
                                        "r.\"date\") + INTERVAL 2 MONTH)::DATE) "
                                        "WHEN 'A' THEN make_date(year(r.\"date\"), 12, 31) ELSE r.\"date\" "
                                        "END AS period_end FROM {} r JOIN spacing p "
                                        "USING (series))",
                                        known, known, column("vintage", "VARCHAR"), rows));
        !made)
        return made;
    if (!plan_.has("knowable_at"))
        warn("no column says when a value was published: each counts as known after the release lag of its "
             "series "
             "(vintage latest_revised)");
    const Target target{
        "macro_observations", {"series", "period_end", "knowable_at"}, {"vintage", "value"}, {}, true};
    if (auto once = refuseRepeated(target); !once) return once;
    if (auto merged = mergeFresh(target); !merged) return merged;
    return writeMacroSeries(rows);
}

kit::Result<void> FileImport::writeMacroSeries(const std::string& rows) {
    const auto said = [&](const char* field) {
        return plan_.has(field) ? fmt::format("any_value({})", field) : std::string("NULL::VARCHAR");
    };
    if (auto made = db_.run(fmt::format(
            "CREATE OR REPLACE TEMP TABLE fresh AS SELECT series, coalesce(t.name, series) AS name, t.units, "
            "p.frequency, p.lag AS release_lag_days, NULL::VARCHAR AS terms, (SELECT any_value(source) FROM "
            "sources) AS source FROM spacing p LEFT JOIN (SELECT series, {} AS name, {} AS units FROM {} "
            "GROUP "
            "BY series) t USING (series)",
            said("name"), said("units"), rows));
        !made)
        return made;
    Target target{
        "macro_series", {"series"}, {"frequency", "release_lag_days"}, {"name", "units", "terms", "source"},
        true,           false};
    if (plan_.has("units")) { // a source's own words, which may change
        target.values.insert(target.values.end(), {"name", "units"});
        target.notes = {"terms", "source"};
    }
    return mergeFresh(target);
}

kit::Result<void> FileImport::writeClasses(const std::string& rows) {
    std::string selects;
    for (const auto& [field, scheme] :
         {std::pair("sector", "gics_sector"), std::pair("industry", "gics_industry_group"),
          std::pair("sub_industry", "gics_sub_industry")})
        if (plan_.has(field))
            selects += fmt::format(
                "{}SELECT id, '{}' AS scheme, arg_max(\"{}\", \"row\") AS value, any_value(source) AS "
                "source FROM {} WHERE \"{}\" IS NOT NULL GROUP BY id",
                selects.empty() ? "" : " UNION ALL ", scheme, field, rows, field);
    // The model asks for industries: with sectors alone, the sector is the industry.
    if (plan_.has("sector") && !plan_.has("industry"))
        selects += fmt::format(
            " UNION ALL SELECT id, 'gics_industry_group', arg_max(sector, \"row\"), any_value(source) "
            "FROM {} WHERE sector IS NOT NULL GROUP BY id",
            rows);
    if (selects.empty()) return {};
    if (plan_.has("sector") && !plan_.has("industry")) warn("no column gives the industry: it is the sector");
    warn("classifications without dates hold for all time (flagged hindsight)");
    if (auto made = db_.run(
            "CREATE OR REPLACE TEMP TABLE fresh AS SELECT id AS instrument_id, scheme, value, NULL::DATE "
            "AS valid_from, NULL::DATE AS valid_to, true AS hindsight, source FROM (" +
            selects + ")");
        !made)
        return made;
    return mergeFresh({"classifications",
                       {"instrument_id", "scheme"},
                       {"value", "valid_from", "valid_to", "hindsight"},
                       {"source"},
                       true,
                       false});
}

/// One row describes one instrument: what it gives replaces what was known, what it leaves out stays.
kit::Result<void> FileImport::writeInstruments() {
    const auto rows = readRows();
    std::vector<std::string> given;
    for (const char* field : {"name", "security_type", "asset_class", "currency", "cik"})
        if (plan_.has(field)) given.emplace_back(field);
    std::string select = "id AS instrument_id";
    for (const char* field : {"name", "security_type", "asset_class", "currency", "cik"})
        select += fmt::format(", coalesce({}, i.{}) AS {}",
                              plan_.has(field) ? fmt::format("r.\"{}\"", field) : "NULL", field, field);
    const auto before = other_changes_;
    if (auto classes = writeClasses(rows); !classes) return classes;
    if (auto made = db_.run(fmt::format("CREATE OR REPLACE TEMP TABLE fresh AS SELECT {}, i.company_id, "
                                        "i.symbol, i.calendar, i.multiplier, i.tick, "
                                        "i.lot, r.source AS from_source, r.\"row\" AS from_row FROM {} r "
                                        "JOIN instruments i ON i.instrument_id = r.id "
                                        "AND i.dataset = {}",
                                        select, rows, dataset()));
        !made)
        return made;
    const Target target{"instruments",
                        {"instrument_id"},
                        {"name", "security_type", "asset_class", "currency", "cik"},
                        {"company_id", "symbol", "calendar", "multiplier", "tick", "lot"},
                        true};
    if (auto once = refuseRepeated(target); !once) return once;
    if (auto merged = mergeFresh(target); !merged) return merged;
    // New instruments were made just before: their rows count as taken in, and so do rows of new classes.
    const auto all = db_.integer("SELECT count(*)::BIGINT FROM fresh");
    if (!all) return kit::failAs(all);
    const bool classes_changed = other_changes_ > before;
    if (classes_changed && report_.rows_changed == 0) report_.rows_changed = *all - new_instruments_;
    report_.rows_imported = classes_changed ? *all : std::max(report_.rows_imported, new_instruments_);
    return {};
}

kit::Result<void> FileImport::writeActions() {
    const auto ratio = column("ratio", "DOUBLE"), amount = column("amount", "DOUBLE");
    const auto type =
        fmt::format("coalesce(lower({}), CASE WHEN {} IS NOT NULL THEN 'split' ELSE 'dividend' END)",
                    column("type", "VARCHAR"), ratio);
    const auto rows = readRows();
    const auto fault = fmt::format(
        "{0} IS NULL AND {1} IS NULL OR coalesce({0}, 1) <= 0 OR coalesce({1}, 0) < 0", ratio, amount);
    const auto kept = insertNewQuarantine(
        "rows_quarantine",
        fmt::format(
            "SELECT {}, 'corporate_actions', source, \"row\", 'no_ratio_or_amount', concat_ws(',', symbol, "
            "\"date\", {}, {}) FROM {} WHERE {}",
            dataset(), ratio, amount, rows, fault));
    if (!kept) return kit::failAs(kept);
    report_.rows_quarantined += *kept;
    // Those of LEAN are worked out from the steps of factors, not reported.
    const char* inferred = plan_.files.front().format == "lean" ? "true" : "false";
    if (auto made = db_.run(fmt::format("CREATE OR REPLACE TEMP TABLE fresh AS SELECT id AS instrument_id, "
                                        "{} AS type, \"date\" AS ex_date, {} AS "
                                        "ratio, {} AS amount, {} AS amount_on_basis, coalesce({}, {}) AS "
                                        "currency, coalesce({}, \"date\") AS "
                                        "knowable_at, {} AS inferred, source, source AS from_source, "
                                        "\"row\" AS from_row FROM {} WHERE NOT ({})",
                                        type, ratio, amount, amount, column("currency", "VARCHAR"),
                                        sqlText(plan_.currency), column("knowable_at", "DATE"), inferred,
                                        rows, fault));
        !made)
        return made;
    // Cash as paid, brought to the price basis by the later splits that the data set knows.
    if (auto based = db_.run(fmt::format("UPDATE fresh SET amount_on_basis = amount / coalesce((SELECT "
                                         "product(s.ratio) FROM (SELECT instrument_id, "
                                         "ex_date, ratio FROM corporate_actions WHERE dataset = {} AND type "
                                         "= 'split' UNION SELECT instrument_id, "
                                         "ex_date, ratio FROM fresh WHERE type = 'split') s WHERE "
                                         "s.instrument_id = fresh.instrument_id AND s.ex_date > "
                                         "fresh.ex_date), 1) WHERE amount IS NOT NULL",
                                         dataset()));
        !based)
        return based;
    if (!plan_.has("knowable_at"))
        warn("no column says when an action was announced: it counts as known on its ex date");
    const Target target{"corporate_actions",
                        {"instrument_id", "type", "ex_date"},
                        {"ratio", "amount", "amount_on_basis", "currency", "knowable_at", "inferred"},
                        {"source"},
                        true};
    if (auto once = refuseRepeated(target); !once) return once;
    return mergeFresh(target);
}

/// Turns changes into spells: a symbol is a member from the day it comes in to the day it goes out. One that
/// goes out without having come in was a member before the list begins. Else a second change of the same kind
/// is kept aside.
kit::Result<void> FileImport::stageSpells() {
    const auto symbols = [&](const char* field, int in) {
        return fmt::format(
            "SELECT file, coalesce(s.source_row, s.rowid - f.first + 1) AS source_row, \"date\" "
            "AS day, trim(unnest(string_split({}, ','))) AS symbol, {} AS came_in FROM staged s "
            "JOIN sources f USING (file) WHERE s.bad IS NULL",
            column(field, "VARCHAR"), in);
    };
    if (auto made = db_.run(fmt::format(
            "CREATE OR REPLACE TEMP TABLE changes AS SELECT *, lag(came_in) OVER w AS before, lead(came_in) "
            "OVER w AS after, lead(day) OVER w AS next FROM ({} UNION ALL {}) WHERE symbol <> '' WINDOW w AS "
            "(PARTITION BY symbol ORDER BY day, came_in, file, source_row)",
            symbols("added", 1), symbols("removed", 0)));
        !made)
        return made;
    const auto early =
        db_.integer("SELECT count(*)::BIGINT FROM changes WHERE came_in = 0 AND before IS NULL");
    if (!early) return kit::failAs(early);
    if (*early > 0)
        warn(fmt::format("{} members went out without having come in: members since before the list begins",
                         *early));
    return db_.run(
        "CREATE OR REPLACE TEMP TABLE spells AS SELECT file, source_row, bad, content, NULL::VARCHAR AS "
        "symbol, "
        "NULL::DATE AS start, NULL::DATE AS \"end\" FROM staged WHERE bad IS NOT NULL UNION ALL SELECT file, "
        "source_row, CASE WHEN before = came_in THEN CASE came_in WHEN 1 THEN 'already_member' ELSE "
        "'not_a_member' END END, CASE WHEN before = came_in THEN day::VARCHAR || ',' || symbol END, symbol, "
        "CASE "
        "WHEN came_in = 1 THEN day END, CASE WHEN came_in = 0 THEN day WHEN after = 0 THEN next END FROM "
        "changes "
        "WHERE came_in = 1 OR coalesce(before, 0) = 0 ORDER BY file, source_row; DROP TABLE staged; ALTER "
        "TABLE "
        "spells RENAME TO staged; DROP TABLE changes");
}

kit::Result<void> FileImport::writeUniverse() {
    const auto name = fmt::format("coalesce({}, {})", column("universe", "VARCHAR"),
                                  sqlText(plan_.universe.empty() ? plan_.dataset : plan_.universe));
    const auto end = isChangeList() ? std::string("\"end\"") : column("end", "DATE");
    if (auto made = db_.run(fmt::format(
            "CREATE OR REPLACE TEMP TABLE fresh AS SELECT {} AS universe, id AS instrument_id, \"start\" AS "
            "valid_from, {} "
            "AS valid_to, \"start\" AS knowable_at, source AS from_source, \"row\" AS from_row FROM {}",
            name, end, readRows()));
        !made)
        return made;
    warn("a membership counts as known on its first day");
    const Target target{"universe_members",
                        {"universe", "instrument_id", "valid_from"},
                        {"valid_to", "knowable_at"},
                        {},
                        !isChangeList()}; // a first day may be unknown
    if (auto once = refuseRepeated(target); !once) return once;
    return mergeFresh(target);
}

kit::Result<void> FileImport::writePortfolios() {
    const auto number = [&](const char* field) { return column(field, "DOUBLE"); };
    if (auto made = db_.run(fmt::format("CREATE OR REPLACE TEMP TABLE fresh AS SELECT coalesce({}, {}) AS "
                                        "portfolio, id AS instrument_id, {} AS as_of, "
                                        "{} AS quantity, {} AS price, {} AS value, source, \"row\" AS "
                                        "source_row, source AS from_source, \"row\" AS "
                                        "from_row FROM {}",
                                        column("portfolio", "VARCHAR"), sqlText(plan_.dataset),
                                        column("date", "DATE"), number("quantity"), number("price"),
                                        number("value"), readRows()));
        !made)
        return made;
    const Target target{"portfolio_positions",
                        {"portfolio", "instrument_id", "as_of"},
                        {"quantity", "price", "value"},
                        {"source", "source_row"},
                        false};
    if (auto once = refuseRepeated(target); !once) return once;
    return mergeFresh(target);
}

} // namespace nautilus::catalog
