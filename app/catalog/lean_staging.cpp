#include "app/catalog/lean_staging.h"

#include "app/catalog/zip_archive.h"

#include <algorithm>

namespace nautilus::catalog {

using domain::SessionDate;
using kit::ErrorCode;
using kit::fail;
using kit::Result;

namespace {

constexpr ArchiveLimits kLimits{10'000, 4ULL << 30, 100, 64U << 20};
constexpr std::size_t kMostLine = 4'096;

/// Rows of one file, line by line.
class LineStager {
public:
    LineStager(Connection& db, const kit::ImportPlan& plan, const LeanFile& file, std::int64_t number,
               LeanContext& context)
        : table_(db, "staged"), plan_(plan), file_(file), number_(number), context_(context) {}

    /// False when a line is longer than any can be.
    bool take(std::string_view piece) {
        for (;;) {
            const auto end = piece.find('\n');
            begun_ += piece.substr(0, end);
            if (begun_.size() > kMostLine) return false;
            if (end == std::string_view::npos) return true;
            finishLine();
            piece.remove_prefix(end + 1);
        }
    }
    Result<void> close() {
        finishLine();
        return table_.close();
    }

private:
    void finishLine() {
        while (!begun_.empty() && (begun_.back() == '\r' || begun_.back() == ' '))
            begun_.pop_back();
        if (begun_.empty()) return;
        ++line_;
        const auto row = readLeanLine(file_, begun_);
        const auto holder = row ? context_.tickers.holderOn(file_.ticker, row->day) : std::nullopt;
        if (!row || !holder)
            keep(row ? "other_holder" : "bad_row");
        else
            add(*row, *holder);
        begun_.clear();
    }
    void keep(std::string_view why) {
        table_.add(number_).add(line_).add(why).add(std::string_view(begun_));
        for (std::size_t i = 0; i < plan_.columns.size(); ++i)
            table_.addNull();
        table_.endRow();
    }
    void add(const LeanRow& row, const std::string& holder) {
        if (holder != holder_) {
            holder_ = holder;
            symbol_ = file_.asset == "equity" ? context_.tickers.symbolOf(holder) : capitals(holder);
            const auto found = context_.factors.find(holder);
            factors_ = file_.asset == "equity" && found != context_.factors.end() ? &found->second : nullptr;
            context_.seen.insert(holder);
            if (file_.asset == "equity" && isDaily() && !factors_) context_.without_factors.insert(holder);
        }
        table_.add(number_).add(line_).addNull().addNull().add(std::string_view(symbol_));
        if (isDaily())
            addDaily(row);
        else
            addTimed(row);
        table_.endRow();
    }
    [[nodiscard]] bool isDaily() const { return file_.rows == LeanRows::Bars && file_.period_ns == 0; }
    void addDaily(const LeanRow& row) {
        const auto factors = factors_ ? factorsOn(*factors_, row.day) : FactorRow{row.day};
        table_.add(row.day);
        for (std::size_t i = 0; i < 4; ++i)
            table_.add(row.values[i] * factors.split_factor);
        table_.add(row.values[3] * factors.price_factor * factors.split_factor);
        table_.add(row.values[4] / factors.split_factor);
    }
    void addTimed(const LeanRow& row) {
        const auto midnight = static_cast<std::int64_t>(row.day.days) * 86'400'000'000'000LL;
        const std::int64_t at = midnight + row.at_ns + offsetOn(row.day);
        // The last quote of a bar is known when the bar ends.
        table_.add(static_cast<std::int64_t>(file_.rows == LeanRows::QuoteBars ? at + lengthOf() : at));
        const std::size_t numbers = file_.rows == LeanRows::Bars ? 5 : file_.rows == LeanRows::Trades ? 2 : 4;
        for (std::size_t i = 0; i < numbers; ++i)
            table_.add(row.values[i]);
        if (file_.rows != LeanRows::Trades) return;
        for (const auto& text : row.text)
            text.empty() ? table_.addNull() : table_.add(std::string_view(text));
    }
    /// Of UTC from the market's local time: crypto and Oanda are in UTC, FXCM in UTC-05 all year.
    [[nodiscard]] std::int64_t offsetOn(SessionDate day) const {
        if (file_.asset == "equity") return context_.offsets.on(day);
        return file_.market == "fxcm" ? 5 * 3'600'000'000'000LL : 0;
    }
    [[nodiscard]] std::int64_t lengthOf() const {
        return file_.period_ns > 0 ? file_.period_ns : 86'400'000'000'000LL;
    }
    static std::string capitals(std::string text) {
        for (char& c : text)
            if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
        return text;
    }

    Appender table_;
    const kit::ImportPlan& plan_;
    const LeanFile& file_;
    std::int64_t number_;
    LeanContext& context_;
    std::string begun_, holder_, symbol_;
    const std::vector<FactorRow>* factors_ = nullptr;
    std::int64_t line_ = 0;
};

} // namespace

Result<ZoneOffsets> ZoneOffsets::newYork(Connection& db) {
    const auto rows = db.query("SELECT epoch_ns(timezone('America/New_York', d + INTERVAL 12 HOUR)) - "
                               "epoch_ns(d + INTERVAL 12 HOUR) "
                               "FROM (SELECT unnest(generate_series(TIMESTAMP '1960-01-01', TIMESTAMP "
                               "'2059-12-31', INTERVAL 1 DAY)) "
                               "AS d) ORDER BY d");
    if (!rows) return kit::failAs(rows);
    ZoneOffsets out;
    out.first_ = SessionDate::of(1960, 1, 1);
    out.offset_ = (*rows)->integers(0);
    return out;
}

std::int64_t ZoneOffsets::on(SessionDate day) const {
    const auto last = static_cast<std::int32_t>(offset_.size()) - 1;
    return offset_[static_cast<std::size_t>(std::clamp(day.days - first_.days, 0, last))];
}

std::vector<kit::ColumnUse> leanColumns(const LeanFile& file) {
    const auto of = [](std::initializer_list<std::pair<const char*, char>> fields) {
        std::vector<kit::ColumnUse> out;
        for (const auto& [name, type] : fields)
            out.push_back({name, name, type});
        return out;
    };
    switch (file.rows) {
    case LeanRows::Bars:
        if (file.period_ns == 0)
            return of({{"symbol", 't'},
                       {"date", 'd'},
                       {"open", 'n'},
                       {"high", 'n'},
                       {"low", 'n'},
                       {"close", 'n'},
                       {"adj_close", 'n'},
                       {"volume", 'n'}});
        return of({{"symbol", 't'},
                   {"date", 'i'},
                   {"open", 'n'},
                   {"high", 'n'},
                   {"low", 'n'},
                   {"close", 'n'},
                   {"volume", 'n'}});
    case LeanRows::Trades:
        return of({{"symbol", 't'},
                   {"timestamp", 'i'},
                   {"price", 'n'},
                   {"size", 'n'},
                   {"venue", 't'},
                   {"conditions", 't'}});
    case LeanRows::Quotes:
    case LeanRows::QuoteBars:
        break;
    }
    return of({{"symbol", 't'},
               {"timestamp", 'i'},
               {"bid", 'n'},
               {"bid_size", 'n'},
               {"ask", 'n'},
               {"ask_size", 'n'}});
}

std::vector<kit::ColumnUse> leanStepColumns() {
    std::vector<kit::ColumnUse> out;
    for (const auto& [name, type] : {std::pair("symbol", 't'), std::pair("date", 'd'), std::pair("type", 't'),
                                     std::pair("ratio", 'n'), std::pair("amount", 'n')})
        out.push_back({name, name, type});
    return out;
}

Result<void> stageLeanFile(Connection& db, const kit::ImportPlan& plan, const LeanFile& file,
                           std::int64_t number, LeanContext& context) {
    const auto archive = ZipArchive::open(file.path, kLimits, "/folder");
    if (!archive) return kit::failAs(archive);
    if (archive->entries().size() != 1)
        return fail(ErrorCode::InvalidArgument, file.source + " does not hold one table", "/folder");
    LineStager lines(db, plan, file, number, context);
    bool sound = true;
    const auto read = archive->read(archive->entries().front().name,
                                    [&](std::string_view piece) { return sound = lines.take(piece); });
    if (!read) return read;
    if (!sound) return fail(ErrorCode::InvalidArgument, file.source + " holds no lines of text", "/folder");
    return lines.close();
}

Result<void> stageLeanSteps(Connection& db, const std::string& permanent, std::int64_t number,
                            const LeanContext& context) {
    const auto factors = context.factors.find(permanent);
    if (factors == context.factors.end()) return {};
    Appender table(db, "staged");
    const auto symbol = context.tickers.symbolOf(permanent);
    std::int64_t line = 0;
    const auto begin = [&](const FactorStep& step, std::string_view type) -> Appender& {
        return table.add(number)
            .add(++line)
            .addNull()
            .addNull()
            .add(std::string_view(symbol))
            .add(step.ex_date)
            .add(type);
    };
    for (const auto& step : stepsOf(factors->second)) {
        if (step.ratio != 1) begin(step, "split").add(step.ratio).addNull().endRow();
        if (step.amount > 0) begin(step, "dividend").addNull().add(step.amount).endRow();
    }
    return table.close();
}

} // namespace nautilus::catalog
