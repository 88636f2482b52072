#pragma once
// A data set of a few rows in the layout of resources/demo, written with the same database that reads it.

#include "app/catalog/duckdb_connection.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace nautilus::test {

class TinyDataset {
public:
    /// Two stocks with three sessions each; the second session of the second stock has no positive close.
    explicit TinyDataset(std::string folder, std::string name = "tiny") : folder_(std::move(folder)) {
        std::filesystem::create_directories(folder_);
        std::ofstream(folder_ + "/dataset.json")
            << R"({"name":")" << name
            << R"(","title":"Tiny","price_basis":"2020-01-10","calendar":"XNYS","notes":"n"})";
        table("instruments", "SELECT * FROM (VALUES (2::BIGINT, 2::BIGINT, 'BBB', 'B', 'stock', 'equities', "
                             "'USD', 'XNYS', 1.0, 0.01, 1.0, "
                             "'2'), (1, 1, 'AAA', 'A', 'stock', 'equities', 'USD', 'XNYS', 1.0, 0.01, 1.0, "
                             "'1')) t(instrument_id, "
                             "company_id, symbol, name, security_type, asset_class, currency, calendar, "
                             "multiplier, tick, lot, cik)");
        table(
            "aliases",
            "SELECT 1::BIGINT AS instrument_id, 'AAA' AS symbol, 'XNYS' AS venue, NULL::DATE AS valid_from, "
            "NULL::DATE AS valid_to");
        table("universe_members",
              "SELECT 'U' AS universe, 1::BIGINT AS instrument_id, DATE '2019-01-01' AS valid_from, "
              "DATE '2019-06-01' AS valid_to, DATE '2018-12-31' AS knowable_at");
        table("macro_observations",
              "SELECT 'S' AS series, DATE '2019-01-31' AS period_end, DATE '2019-02-15' AS "
              "knowable_at, 'first' AS vintage, 2.5 AS value");
        bars(11.0);
    }
    [[nodiscard]] const std::string& folder() const { return folder_; }

    /// Writes the bars; `last` is the last close of the first stock.
    void bars(double last) {
        table(
            "bars_daily",
            "SELECT * FROM (VALUES (2::BIGINT, DATE '2019-01-02', 5.0, 5.0, 5.0, 5.0, 5.0, 10::BIGINT, 's', "
            "4::BIGINT), "
            "(2, DATE '2019-01-03', 5.0, 5.0, 5.0, 0.0, 5.0, 10, 's', 5), (2, DATE '2019-01-04', 5.0, 5.0, "
            "5.0, 6.0, "
            "5.0, 10, 's', 6), (1, DATE '2019-01-04', 9.0, 12.0, 8.0, " +
                std::to_string(last) +
                ", 11.0, 30, 's', 3), (1, DATE '2019-01-02', 9.0, 10.0, 8.0, 9.5, 9.5, 20, 's', 1), (1, DATE "
                "'2019-01-03', 9.0, 10.0, 8.0, 10.0, 10.0, 25, 's', 2)) t(instrument_id, session, open, "
                "high, low, close, "
                "adj_close, volume, source, source_row)");
    }
    void table(const std::string& name, const std::string& select) {
        const auto database = catalog::Connection::open("", 1, 256'000'000);
        ASSERT_TRUE(database);
        ASSERT_TRUE((*database)->run("COPY (" + select + ") TO " +
                                     catalog::sqlText(folder_ + "/" + name + ".parquet") +
                                     " (FORMAT parquet)"));
    }
    void damage(const std::string& name) {
        const auto path = folder_ + "/" + name + ".parquet";
        std::filesystem::resize_file(path, std::filesystem::file_size(path) / 2);
    }
    static constexpr std::int64_t kTableRows = 5; ///< instruments, alias, membership, macro value
    static constexpr std::int64_t kBars = 6;
    static constexpr std::int64_t kRefused = 1;

private:
    std::string folder_;
};

/// Refuses bars without a positive close.
inline std::vector<std::string_view> tinyRules(const kit::RawBars& bars) {
    std::vector<std::string_view> reasons(bars.session.size());
    for (std::size_t i = 0; i < reasons.size(); ++i)
        if (!(bars.close[i] > 0)) reasons[i] = "no_price";
    return reasons;
}

} // namespace nautilus::test
