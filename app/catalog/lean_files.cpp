#include "app/catalog/lean_files.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <limits>

namespace nautilus::catalog {

using domain::SessionDate;
using kit::ErrorCode;
using kit::fail;
namespace fs = std::filesystem;

namespace {

constexpr std::int64_t kNsPerMs = 1'000'000;
constexpr std::int64_t kNsPerSecond = 1'000'000'000;
constexpr std::size_t kMostFiles = 500'000;
constexpr double kDeciCents = 10'000;

/// 0 = a day; -1 = ticks; nullopt = no resolution.
std::optional<std::int64_t> periodOf(std::string_view resolution) {
    if (resolution == "daily") return 0;
    if (resolution == "hour") return 3'600 * kNsPerSecond;
    if (resolution == "minute") return 60 * kNsPerSecond;
    if (resolution == "second") return kNsPerSecond;
    if (resolution == "tick") return -1;
    return {};
}

std::optional<SessionDate> dayOf(std::string_view digits) {
    if (digits.size() < 8) return {};
    return SessionDate::parse(std::string(digits.substr(0, 4)) + "-" + std::string(digits.substr(4, 2)) +
                              "-" + std::string(digits.substr(6, 2)));
}

bool isTicker(std::string_view name) {
    return !name.empty() && name.size() <= 32 && std::ranges::all_of(name, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
    });
}

std::optional<LeanRows> rowsOf(std::string_view what, bool ticks) {
    if (what == "trade") return ticks ? LeanRows::Trades : LeanRows::Bars;
    if (what == "quote") return ticks ? LeanRows::Quotes : LeanRows::QuoteBars;
    return {};
}

/// Markets whose time zone is known (Data/forex/readme.md: Oanda's times are UTC, FXCM's UTC-05).
bool isTaken(const std::string& asset, const std::string& market) {
    if (asset == "equity") return market == "usa";
    if (asset == "forex") return market == "oanda" || market == "fxcm";
    return asset == "crypto";
}

/// `parts`: asset, market, resolution, [ticker,] file. Nullopt when the path is not of a kind that is taken.
std::optional<LeanFile> fileOf(const std::vector<std::string>& parts) {
    if (parts.size() < 4 || parts.size() > 5) return {};
    const auto period = periodOf(parts[2]);
    if (!period || !isTaken(parts[0], parts[1])) return {};
    LeanFile out;
    out.asset = parts[0];
    out.market = parts[1];
    out.period_ns = std::max<std::int64_t>(*period, 0);
    const auto stem = fs::path(parts.back()).stem().string();
    const auto bar = stem.rfind('_');
    if (parts.size() == 5) { // one file per day: 20131007_trade.zip
        const auto rows = rowsOf(bar == std::string::npos ? "" : stem.substr(bar + 1), *period < 0);
        out.day = dayOf(stem);
        out.ticker = parts[3];
        if (!rows || !out.day || bar != 8 || *period == 0) return {};
        out.rows = *rows;
    } else { // all days: spy.zip, btcusd_trade.zip
        if (*period < 0 || (*period > 0 && *period < 3'600 * kNsPerSecond)) return {};
        const auto rows = bar != std::string::npos ? rowsOf(stem.substr(bar + 1), false)
                          : out.asset == "forex"   ? LeanRows::QuoteBars
                                                   : LeanRows::Bars;
        if (!rows) return {};
        out.rows = *rows;
        out.ticker = stem.substr(0, bar);
    }
    return isTicker(out.ticker) ? std::optional(out) : std::nullopt;
}

/// The path from the asset's folder on: it may begin above the folder that was named.
std::vector<std::string> partsOf(const fs::path& path) {
    constexpr std::array kAssets{"equity",      "crypto",       "forex",      "option",
                                 "future",      "futureoption", "cfd",        "index",
                                 "indexoption", "cryptofuture", "alternative"};
    std::vector<std::string> all;
    for (const auto& part : path)
        all.push_back(part.string());
    for (auto at = all.size(); at-- > 0;)
        if (std::ranges::find(kAssets, all[at]) != kAssets.end())
            return {all.begin() + static_cast<std::ptrdiff_t>(at), all.end()};
    return {};
}

void sortIn(const fs::path& path, LeanFolder& out) {
    const auto parts = partsOf(path);
    const bool zip = path.extension() == ".zip", csv = path.extension() == ".csv";
    if (parts.empty() || (!zip && !csv)) return;
    const auto stem = path.stem().string();
    if (csv && parts[0] == "equity" && parts.size() == 4 && parts[1] == "usa" && isTicker(stem)) {
        if (parts[2] == "factor_files") out.factor_files[stem] = path.string();
        if (parts[2] == "map_files") out.map_files[stem] = path.string();
        return;
    }
    std::string source;
    for (const auto& part : parts)
        source += (source.empty() ? "" : "/") + part;
    auto file = zip ? fileOf(parts) : std::optional<LeanFile>();
    if (!file) {
        const bool known =
            parts.size() > 1 && (parts[0] == "equity" || parts[0] == "crypto" || parts[0] == "forex");
        ++out.left_out[known ? parts[0] + "/" + parts[1] : parts[0]];
        return;
    }
    file->path = path.string();
    file->source = std::move(source);
    out.files.push_back(std::move(*file));
}

/// Cells of one line, without copying; nothing is quoted in these files.
class Cells {
public:
    explicit Cells(std::string_view line) : rest_(line) {}
    [[nodiscard]] std::string_view next() {
        const auto comma = rest_.find(',');
        const auto cell = rest_.substr(0, comma);
        done_ = comma == std::string_view::npos;
        rest_.remove_prefix(done_ ? rest_.size() : comma + 1);
        return cell;
    }
    [[nodiscard]] bool done() const { return done_; }

private:
    std::string_view rest_;
    bool done_ = false;
};

/// False when the cell is no finite number; an empty one is missing.
bool readNumber(std::string_view cell, double divisor, double& out) {
    out = std::numeric_limits<double>::quiet_NaN();
    if (cell.empty()) return true;
    double value = 0;
    const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
    if (error != std::errc{} || end != cell.data() + cell.size() || !std::isfinite(value)) return false;
    out = value / divisor;
    return true;
}

/// "19980102 00:00" or "34200000" of the file's day.
bool readTime(const LeanFile& file, std::string_view cell, LeanRow& out) {
    if (file.day) {
        double ms = 0;
        if (cell.empty() || !readNumber(cell, 1, ms) || ms < 0 || ms > 86'400'000.0) return false;
        out.day = *file.day;
        out.at_ns = static_cast<std::int64_t>(std::llround(ms * static_cast<double>(kNsPerMs)));
        return true;
    }
    int hour = 0, minute = 0;
    const auto day = dayOf(cell);
    if (!day || cell.size() != 14 || cell[8] != ' ' || cell[11] != ':') return false;
    if (std::from_chars(&cell[9], &cell[11], hour).ptr != &cell[11] ||
        std::from_chars(&cell[12], cell.data() + 14, minute).ptr != cell.data() + 14 || hour > 23 ||
        minute > 59)
        return false;
    out.day = *day;
    out.at_ns = (hour * 60LL + minute) * 60 * kNsPerSecond;
    return true;
}

} // namespace

kit::Result<LeanFolder> findLeanFiles(const std::string& folder) {
    std::error_code error;
    const auto root = fs::weakly_canonical(folder, error);
    if (!fs::path(folder).is_absolute() || !fs::is_directory(root, error))
        return fail(ErrorCode::InvalidArgument, "there is no such folder; its path must be absolute",
                    "/folder");
    LeanFolder out;
    std::size_t seen = 0;
    for (auto at =
             fs::recursive_directory_iterator(root, fs::directory_options::skip_permission_denied, error);
         at != fs::recursive_directory_iterator(); at.increment(error)) {
        if (error) break;
        if (++seen > kMostFiles)
            return fail(ErrorCode::InvalidArgument, "the folder holds more than 500000 files", "/folder");
        if (!at->is_symlink() && at->is_regular_file()) sortIn(at->path(), out);
    }
    if (out.files.empty())
        return fail(
            ErrorCode::InvalidArgument,
            "the folder is neither a data set (dataset.json) nor holds zipped bars or ticks in LEAN's "
            "layout (equity/usa/daily/spy.zip)",
            "/folder");
    std::ranges::sort(out.files, {}, &LeanFile::source);
    return out;
}

std::optional<LeanRow> readLeanLine(const LeanFile& file, std::string_view line) {
    LeanRow out;
    Cells cells(line);
    if (!readTime(file, cells.next(), out)) return {};
    const double price = file.asset == "equity" ? kDeciCents : 1;
    const auto take = [&](std::size_t into, double divisor) {
        return !cells.done() && readNumber(cells.next(), divisor, out.values[into]);
    };
    const auto skip = [&](int n) {
        for (; n > 0 && !cells.done(); --n)
            (void)cells.next();
    };
    bool good = true;
    switch (file.rows) {
    case LeanRows::Bars:
        for (std::size_t i = 0; i < 5; ++i)
            good = good && take(i, i < 4 ? price : 1);
        return good && cells.done() ? std::optional(out) : std::nullopt;
    case LeanRows::QuoteBars: // bid open high low close size, ask the same: the last quote of the bar is kept
        skip(3);
        good = take(0, price) && take(1, 1);
        skip(3);
        good = good && take(2, price) && take(3, 1);
        return good && cells.done() ? std::optional(out) : std::nullopt;
    case LeanRows::Trades:
        good = take(0, price) && take(1, 1);
        break;
    case LeanRows::Quotes:
        if (file.asset == "forex") { // time, bid, ask
            out.values[1] = out.values[3] = std::numeric_limits<double>::quiet_NaN();
            good = take(0, price) && take(2, price);
            break;
        }
        for (std::size_t i = 0; i < 4; ++i)
            good = good && take(i, i % 2 == 0 ? price : 1);
        break;
    }
    if (!good) return {};
    for (auto& text : out.text) // venue, conditions; then whether the tick is suspicious
        if (!cells.done()) text = std::string(cells.next());
    if (!cells.done() && cells.next() == "1")
        out.text[1] += out.text[1].empty() ? "suspicious" : " suspicious";
    return out;
}

} // namespace nautilus::catalog
