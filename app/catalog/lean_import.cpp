#include "app/catalog/lean_import.h"

#include "app/catalog/file_import.h"
#include "app/catalog/file_sample.h"
#include "app/catalog/lean_staging.h"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>

namespace nautilus::catalog {

using kit::ErrorCode;
using kit::fail;
using kit::Result;

namespace {

constexpr std::uintmax_t kMostAdjustBytes = 16U << 20; ///< of one factor or map file

Result<std::string> readSmall(const std::string& path, const std::string& home) {
    if (auto allowed = mayBeRead(path, home, "/folder"); !allowed) return kit::failAs(allowed);
    const auto name = std::filesystem::path(path).filename().string();
    std::error_code error;
    if (std::filesystem::file_size(path, error) > kMostAdjustBytes)
        return fail(ErrorCode::InvalidArgument, name + " is too long for a factor or map file", "/folder");
    std::ifstream in(path, std::ios::binary);
    std::string out((std::istreambuf_iterator<char>(in)), {});
    if (!in.good() && !in.eof()) return fail(ErrorCode::InvalidArgument, name + " cannot be read", "/folder");
    return out;
}

/// What a pair is priced in: the end of its name.
std::string currencyOf(const LeanFile& file) {
    if (file.asset == "equity" || file.ticker.size() != 6) return "USD";
    auto out = file.ticker.substr(3);
    std::ranges::transform(out, out.begin(), [](unsigned char c) { return std::toupper(c); });
    return out;
}

/// The files of the folder; the map and factor files are read.
Result<void> findFiles(const LeanRequest& request, LeanFolder& folder, LeanContext& context) {
    auto found = findLeanFiles(request.folder);
    if (!found) return kit::failAs(found);
    folder = std::move(*found);
    for (const auto& file : folder.files)
        if (auto allowed = mayBeRead(file.path, request.home, "/folder"); !allowed) return allowed;
    for (const auto& [permanent, path] : folder.map_files) {
        const auto text = readSmall(path, request.home);
        if (!text) return kit::failAs(text);
        if (auto added = context.tickers.add(permanent, *text); !added) return added;
    }
    context.tickers.nameAll();
    for (const auto& [permanent, path] : folder.factor_files) {
        const auto text = readSmall(path, request.home);
        if (!text) return kit::failAs(text);
        auto rows = readFactorFile(*text, "factor_files/" + permanent + ".csv");
        if (!rows) return kit::failAs(rows);
        context.factors[permanent] = std::move(*rows);
    }
    return {};
}

/// Files that become rows of one kind, with one plan.
struct Group {
    kit::ImportPlan plan;
    std::vector<LeanFile> files;
};

class LeanImport {
public:
    LeanImport(Connection& db, const LeanRequest& request, const kit::BarRules& rules,
               const kit::Catalog::Progress& progress)
        : db_(db), request_(request), rules_(rules), progress_(progress) {}

    Result<kit::ImportReport> run() {
        report_.dataset = request_.dataset;
        report_.kind = "lean";
        if (auto found = prepare(); !found) return kit::failAs(found);
        if (auto begun = db_.run("BEGIN TRANSACTION"); !begun) return kit::failAs(begun);
        auto done = everything();
        if (done && changed_ && !tell(0.95, "saving"))
            done = fail(ErrorCode::Cancelled, "the import was cancelled");
        if (!done || !changed_) {
            (void)db_.run("ROLLBACK").has_value();
            if (!done) return kit::failAs(done);
        } else if (auto saved = db_.run("COMMIT"); !saved) {
            (void)db_.run("ROLLBACK").has_value();
            return kit::failAs(saved);
        }
        if (!changed_) {
            const auto epoch = db_.integer("SELECT coalesce(max(epoch), 0)::BIGINT FROM epochs");
            if (!epoch) return kit::failAs(epoch);
            report_.catalog_epoch = *epoch;
        }
        (void)tell(1.0, "done");
        return report_;
    }

private:
    Result<void> prepare() {
        if (auto found = findFiles(request_, folder_, context_); !found) return found;
        auto offsets = ZoneOffsets::newYork(db_);
        if (!offsets) return kit::failAs(offsets);
        context_.offsets = std::move(*offsets);
        return {};
    }

    Result<void> everything() {
        const auto groups = groupsOf();
        double share = 0;
        for (const auto& group : groups) {
            const double next = share + 0.8 * static_cast<double>(group.files.size()) /
                                            static_cast<double>(folder_.files.size());
            const auto stage = [&](std::size_t i) {
                return stageLeanFile(db_, group.plan, group.files[i], static_cast<std::int64_t>(i), context_);
            };
            if (auto done = runPart(group.plan, stage, share, next); !done) return done;
            share = next;
        }
        if (auto done = importSteps(share); !done) return done;
        if (auto done = writeAliases(); !done) return done;
        sayWhatWasDone();
        return changed_ ? beginEpoch(groups.front().plan) : Result<void>{};
    }

    [[nodiscard]] std::vector<Group> groupsOf() const {
        std::map<std::string, Group> out;
        for (const auto& file : folder_.files) {
            const bool bars = file.rows == LeanRows::Bars;
            const bool quotes = file.rows == LeanRows::Quotes || file.rows == LeanRows::QuoteBars;
            const auto key = fmt::format("{}/{}/{}/{:020}/{}", file.asset, currencyOf(file), bars ? 0 : 1,
                                         bars ? file.period_ns : 0, quotes ? "quotes" : "trades");
            auto& group = out[key];
            if (group.files.empty()) group.plan = planOf(file);
            kit::FileShape shape;
            shape.path = file.path;
            shape.format = "lean";
            shape.source = file.source;
            group.plan.files.push_back(std::move(shape));
            group.files.push_back(file);
        }
        std::vector<Group> in_order;
        for (auto& [key, group] : out)
            in_order.push_back(std::move(group));
        return in_order;
    }

    [[nodiscard]] kit::ImportPlan planOf(const LeanFile& file) const {
        kit::ImportPlan plan;
        plan.dataset = request_.dataset;
        plan.kind = file.rows == LeanRows::Bars ? "bars" : "ticks";
        plan.columns = leanColumns(file);
        if (file.rows == LeanRows::Bars) plan.period_ns = file.period_ns;
        plan.timezone = file.asset == "equity" ? "America/New_York" : "UTC";
        if (file.asset != "equity") {
            plan.security_type = file.asset == "forex" ? "fx" : file.asset;
            plan.calendar = "none";
            plan.currency = currencyOf(file);
        }
        return plan;
    }

    Result<void> runPart(const kit::ImportPlan& plan, FileImport::Stager stage, double from, double to) {
        const kit::Catalog::Progress progress = [&](double fraction, std::string_view what) {
            return tell(from + (to - from) * fraction, what);
        };
        FileImport import(db_, plan, rules_, progress);
        import.stageBy(std::move(stage));
        if (auto done = import.runInside(); !done) return done;
        if (auto dropped = db_.run("DROP TABLE IF EXISTS fresh"); !dropped) return dropped; // of this part
        const auto& part = import.report();
        report_.rows_read += part.rows_read;
        report_.rows_imported += part.rows_imported;
        report_.rows_quarantined += part.rows_quarantined;
        report_.rows_unchanged += part.rows_unchanged;
        report_.rows_changed += part.rows_changed;
        changed_ = changed_ || import.changedAnything();
        for (const auto& warning : part.warnings) // the factor files say what no column does
            if (std::ranges::find(report_.warnings, warning) == report_.warnings.end() &&
                warning.find("adj_close") == std::string::npos)
                report_.warnings.push_back(warning);
        return {};
    }

    /// Splits and dividends of the instruments that rows came of.
    Result<void> importSteps(double from) {
        kit::ImportPlan plan;
        plan.dataset = request_.dataset;
        plan.kind = "corporate_actions";
        plan.columns = leanStepColumns();
        std::vector<std::string> permanents;
        for (const auto& permanent : context_.seen) {
            const auto file = folder_.factor_files.find(permanent);
            if (file == folder_.factor_files.end()) continue;
            kit::FileShape shape;
            shape.path = file->second;
            shape.format = "lean";
            shape.source = "equity/usa/factor_files/" + permanent + ".csv";
            plan.files.push_back(std::move(shape));
            permanents.push_back(permanent);
        }
        if (permanents.empty()) return {};
        const auto stage = [&](std::size_t i) {
            return stageLeanSteps(db_, permanents[i], static_cast<std::int64_t>(i), context_);
        };
        return runPart(plan, stage, from, 0.9);
    }

    /// An instrument goes by the tickers of its map file, each in its time.
    Result<void> writeAliases() {
        if (auto made = db_.run("CREATE OR REPLACE TEMP TABLE lean_aliases (name VARCHAR, symbol VARCHAR, "
                                "valid_from DATE, valid_to DATE)");
            !made)
            return made;
        const auto far = domain::SessionDate::of(2050, 1, 1);
        for (const auto& permanent : context_.seen) {
            const auto name = context_.tickers.symbolOf(permanent);
            bool named = false;
            for (const auto& spell : context_.tickers.spellsOf(permanent)) {
                std::string ticker = spell.ticker;
                std::ranges::transform(ticker, ticker.begin(),
                                       [](unsigned char c) { return std::toupper(c); });
                named = named || ticker == name;
                const auto end =
                    spell.to >= far ? std::string("NULL") : "DATE " + sqlText(spell.to.plusDays(1).iso());
                if (auto added =
                        db_.run(fmt::format("INSERT INTO lean_aliases VALUES ({}, {}, DATE {}, {})",
                                            sqlText(name), sqlText(ticker), sqlText(spell.from.iso()), end));
                    !added)
                    return added;
            }
            if (named || context_.tickers.spellsOf(permanent).empty()) continue;
            if (auto added = db_.run(
                    fmt::format("INSERT INTO lean_aliases VALUES ({0}, {0}, NULL, NULL)", sqlText(name)));
                !added)
                return added;
        }
        return replaceAliases();
    }

    Result<void> replaceAliases() {
        const auto wanted = fmt::format("SELECT i.instrument_id, a.symbol, 'XNYS' AS venue, a.valid_from, "
                                        "a.valid_to FROM lean_aliases a JOIN instruments i ON i.dataset = {} "
                                        "AND i.symbol = a.name",
                                        sqlText(request_.dataset));
        const auto stored =
            fmt::format("SELECT instrument_id, symbol, venue, valid_from, valid_to FROM aliases "
                        "WHERE dataset = {} AND instrument_id IN (SELECT instrument_id FROM "
                        "({}))",
                        sqlText(request_.dataset), wanted);
        const auto other =
            db_.integer(fmt::format("SELECT (SELECT count(*) FROM (({0}) EXCEPT ({1}))) + (SELECT "
                                    "count(*) FROM (({1}) EXCEPT ({0})))",
                                    wanted, stored));
        if (!other) return kit::failAs(other);
        if (*other == 0) return {};
        changed_ = true;
        return db_.run(fmt::format("CREATE OR REPLACE TEMP TABLE renamed AS {0}; DELETE FROM aliases WHERE "
                                   "dataset = {1} AND instrument_id IN (SELECT instrument_id FROM renamed); "
                                   "INSERT INTO aliases SELECT {1}, * FROM renamed ORDER BY instrument_id, "
                                   "valid_from",
                                   wanted, sqlText(request_.dataset)));
    }

    Result<void> beginEpoch(const kit::ImportPlan& plan) {
        FileImport last(db_, plan, rules_, progress_);
        if (auto done = last.finish(); !done) return done;
        report_.catalog_epoch = last.report().catalog_epoch;
        return {};
    }

    void sayWhatWasDone() {
        report_.instruments = static_cast<std::int64_t>(context_.seen.size());
        auto& out = report_.warnings;
        if (!context_.factors.empty())
            out.emplace_back(
                "daily bars are on the basis of the last split: price x split factor, volume / split "
                "factor, adj_close = close x price factor x split factor; intraday bars and ticks "
                "are as traded");
        for (const auto& file : folder_.files)
            if (file.rows == LeanRows::QuoteBars) {
                out.emplace_back("of a bar of quotes its last bid and ask were kept, at the end of the bar");
                break;
            }
        std::string names;
        for (const auto& each : context_.without_factors)
            names += (names.empty() ? "" : ", ") + each;
        if (!names.empty())
            out.push_back("no factor file: prices are as traded, unadjusted for splits and dividends: " +
                          names);
        for (const auto& [kind, files] : folder_.left_out)
            out.push_back(fmt::format("{} files of {} were left out: only equity/usa, crypto, forex/oanda "
                                      "and forex/fxcm are taken in",
                                      files, kind));
    }

    [[nodiscard]] bool tell(double fraction, std::string_view what) const {
        return !progress_ || progress_(fraction, what);
    }

    Connection& db_;
    const LeanRequest& request_;
    const kit::BarRules& rules_;
    const kit::Catalog::Progress& progress_;
    LeanFolder folder_;
    LeanContext context_;
    kit::ImportReport report_;
    bool changed_ = false;
};

} // namespace

Result<void> checkLean(const LeanRequest& request) {
    LeanFolder folder;
    LeanContext context;
    return findFiles(request, folder, context);
}

Result<kit::ImportReport> importLean(Connection& db, const LeanRequest& request, const kit::BarRules& rules,
                                     const kit::Catalog::Progress& progress) {
    return LeanImport(db, request, rules, progress).run();
}

} // namespace nautilus::catalog
