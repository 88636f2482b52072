#pragma once
// The built-in panel's bars as the source gave them, refused rows included, with its corporate actions: one
// series per stock for the quality rules.

#include "app/catalog/duckdb_connection.h"
#include "engines/domain/calendar.h"
#include "engines/marketdata/kernel/quality_rules.h"

#include <gtest/gtest.h>

#include <map>

namespace nautilus::test {

struct PanelStock {
    std::string symbol;
    std::vector<domain::SessionDate> session{};
    std::vector<double> open{}, high{}, low{}, close{}, adj_close{}, volume{}, dividend{}, split{};

    [[nodiscard]] marketdata::QualitySeries view(const std::vector<domain::SessionDate>& sessions) const {
        marketdata::QualitySeries s;
        s.session = session;
        s.open = open;
        s.high = high;
        s.low = low;
        s.close = close;
        s.adj_close = adj_close;
        s.volume = volume;
        s.dividend = dividend;
        s.split = split;
        s.expected = sessions;
        return s;
    }
};

class PanelSeries {
public:
    PanelSeries() {
        const std::string folder = std::string(NAUTILUS_SOURCE_DIR) + "/resources/demo/panel/";
        const auto from = [&](const char* name) { return "read_parquet('" + folder + name + ".parquet')"; };
        auto db = std::move(*catalog::Connection::open("", 1, 1'000'000'000));
        const auto rows = db->query(
            "WITH acts AS (SELECT instrument_id, ex_date, "
            "sum(amount_on_basis) FILTER (WHERE type = 'dividend') AS cash, "
            "product(ratio) FILTER (WHERE type = 'split') AS split FROM " +
            from("corporate_actions") +
            " GROUP BY ALL) SELECT i.symbol, b.session, b.open::DOUBLE, b.high::DOUBLE, b.low::DOUBLE, "
            "b.close::DOUBLE, b.adj_close::DOUBLE, "
            "b.volume::DOUBLE, coalesce(a.cash, 0)::DOUBLE, coalesce(a.split, 0)::DOUBLE FROM " +
            from("bars_daily") + " b JOIN " + from("instruments") +
            " i USING (instrument_id) LEFT JOIN acts a ON a.instrument_id = b.instrument_id AND "
            "a.ex_date = b.session ORDER BY i.symbol, b.session, b.source_row");
        EXPECT_TRUE(rows);
        if (rows) fill(**rows);
        sessions_ = domain::NyseCalendar::sessions(domain::SessionDate::of(2010, 1, 1),
                                                   domain::SessionDate::of(2021, 1, 1));
    }
    [[nodiscard]] const std::vector<PanelStock>& stocks() const { return stocks_; }
    [[nodiscard]] const std::vector<domain::SessionDate>& sessions() const { return sessions_; }

private:
    void fill(const catalog::QueryResult& r) {
        const auto symbol = r.texts(0);
        const auto session = r.dates(1);
        std::vector<std::vector<double>> numbers;
        for (std::size_t c = 2; c < 10; ++c)
            numbers.push_back(r.doubles(c));
        for (std::size_t i = 0; i < r.rowCount(); ++i) {
            if (stocks_.empty() || stocks_.back().symbol != symbol[i]) stocks_.push_back({symbol[i]});
            auto& stock = stocks_.back();
            stock.session.push_back(session[i]);
            std::size_t c = 0;
            for (auto* column : {&stock.open, &stock.high, &stock.low, &stock.close, &stock.adj_close,
                                 &stock.volume, &stock.dividend, &stock.split})
                column->push_back(numbers[c++][i]);
        }
    }
    std::vector<PanelStock> stocks_;
    std::vector<domain::SessionDate> sessions_;
};

} // namespace nautilus::test
