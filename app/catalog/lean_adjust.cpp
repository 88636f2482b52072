#include "app/catalog/lean_adjust.h"

#include "engines/domain/calendar.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace nautilus::catalog {

using domain::SessionDate;
using kit::ErrorCode;
using kit::fail;

namespace {

constexpr double kMostFactor = 1e6;
constexpr double kSame = 1e-9; ///< relative: factors are printed with seven decimals

std::optional<SessionDate> dayOf(std::string_view digits) {
    if (digits.size() != 8) return {};
    return SessionDate::parse(std::string(digits.substr(0, 4)) + "-" + std::string(digits.substr(4, 2)) +
                              "-" + std::string(digits.substr(6, 2)));
}

std::vector<std::string_view> split(std::string_view text, char by) {
    std::vector<std::string_view> out;
    while (true) {
        const auto at = text.find(by);
        auto part = text.substr(0, at);
        while (!part.empty() && (part.back() == '\r' || part.back() == ' '))
            part.remove_suffix(1);
        out.push_back(part);
        if (at == std::string_view::npos) return out;
        text.remove_prefix(at + 1);
    }
}

bool readNumber(std::string_view cell, double& out) {
    const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), out);
    return error == std::errc{} && end == cell.data() + cell.size() && std::isfinite(out);
}

tl::unexpected<kit::Errors> wrong(const std::string& name, std::size_t line, const char* why) {
    return fail(ErrorCode::InvalidArgument, name + ", line " + std::to_string(line) + ": " + why, "/folder");
}

/// Factors are printed with six or more digits: what follows the fifth of their ratio is noise.
double fiveDigits(double ratio) {
    const double unit = std::pow(10.0, std::floor(std::log10(ratio)) - 4);
    return unit < 1 ? std::round(ratio * std::round(1 / unit)) / std::round(1 / unit)
                    : std::round(ratio / unit) * unit;
}

std::string capitals(std::string text) {
    for (char& c : text)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return text;
}

} // namespace

kit::Result<std::vector<FactorRow>> readFactorFile(std::string_view text, const std::string& name) {
    std::vector<FactorRow> out;
    const auto lines = split(text, '\n');
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (lines[i].empty()) continue;
        const auto cells = split(lines[i], ',');
        const auto day = dayOf(cells.front());
        FactorRow row;
        if (!day || cells.size() < 3 || !readNumber(cells[1], row.price_factor) ||
            !readNumber(cells[2], row.split_factor) ||
            (cells.size() > 3 && !readNumber(cells[3], row.reference)))
            return wrong(name, i + 1,
                         "it is no row of a factor file (date, price factor, split factor, price)");
        if (!(row.price_factor > 0) || !(row.split_factor > 0) || row.price_factor > kMostFactor ||
            row.split_factor > kMostFactor)
            return wrong(name, i + 1, "a factor must be above 0");
        row.last = *day;
        out.push_back(row);
    }
    std::ranges::sort(out, {}, &FactorRow::last);
    for (std::size_t i = 1; i < out.size(); ++i)
        if (out[i].last == out[i - 1].last)
            return fail(ErrorCode::InvalidArgument, name + " has two rows for " + out[i].last.iso(),
                        "/folder");
    return out;
}

FactorRow factorsOn(const std::vector<FactorRow>& rows, SessionDate day) {
    const auto found = std::ranges::lower_bound(rows, day, {}, &FactorRow::last);
    return found == rows.end() ? FactorRow{day} : *found;
}

std::vector<FactorStep> stepsOf(const std::vector<FactorRow>& rows) {
    std::vector<FactorStep> out;
    for (std::size_t i = 0; i + 1 < rows.size(); ++i) {
        const auto& now = rows[i];
        const auto& then = rows[i + 1];
        const bool in_calendar = now.last >= SessionDate::of(domain::NyseCalendar::kFirstYear, 1, 1) &&
                                 now.last < SessionDate::of(domain::NyseCalendar::kLastYear, 1, 1);
        FactorStep step{in_calendar ? domain::NyseCalendar::next(now.last) : now.last.plusDays(1)};
        if (std::abs(then.split_factor / now.split_factor - 1) > kSame)
            step.ratio = fiveDigits(then.split_factor / now.split_factor);
        if (now.price_factor / then.price_factor < 1 - kSame && now.reference > 0)
            step.amount = now.reference * (1 - now.price_factor / then.price_factor);
        if (step.ratio != 1 || step.amount > 0) out.push_back(step);
    }
    return out;
}

kit::Result<void> TickerMap::add(const std::string& permanent, std::string_view text) {
    const auto name = "map_files/" + permanent + ".csv";
    std::vector<std::pair<SessionDate, std::string>> rows;
    const auto lines = split(text, '\n');
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (lines[i].empty()) continue;
        const auto cells = split(lines[i], ',');
        const auto day = dayOf(cells.front());
        if (!day || cells.size() < 2 || cells[1].empty())
            return wrong(name, i + 1, "it is no row of a map file (date, ticker)");
        rows.emplace_back(*day, std::string(cells[1]));
    }
    std::ranges::stable_sort(rows, {}, &std::pair<SessionDate, std::string>::first);
    auto& spells = spells_[permanent];
    for (std::size_t i = rows.size() > 1 ? 1 : 0; i < rows.size(); ++i) {
        const auto from = i < 2 ? rows.front().first : rows[i - 1].first.plusDays(1);
        if (rows[i].first < from) continue;
        if (!spells.empty() && spells.back().ticker == rows[i].second)
            spells.back().to = rows[i].first;
        else
            spells.push_back({from, rows[i].first, rows[i].second});
    }
    for (const auto& spell : spells)
        holders_[spell.ticker].push_back({spell.from, spell.to, permanent});
    return {};
}

void TickerMap::nameAll() {
    for (const auto& [permanent, spells] : spells_) {
        if (spells.empty()) continue;
        const auto& last = spells.back();
        const bool latest = std::ranges::all_of(spells_, [&](const auto& other) {
            return other.first == permanent || other.second.empty() ||
                   other.second.back().ticker != last.ticker || other.second.back().to < last.to;
        });
        symbols_[permanent] = capitals(latest ? last.ticker : permanent);
    }
}

std::optional<std::string> TickerMap::holderOn(const std::string& ticker, SessionDate day) const {
    const auto known = holders_.find(ticker);
    if (known == holders_.end()) return ticker;
    for (const auto& held : known->second)
        if (held.from <= day && day <= held.to) return held.permanent;
    return {};
}

std::string TickerMap::symbolOf(const std::string& permanent) const {
    const auto found = symbols_.find(permanent);
    return found == symbols_.end() ? capitals(permanent) : found->second;
}

const std::vector<TickerSpell>& TickerMap::spellsOf(const std::string& permanent) const {
    static const std::vector<TickerSpell> kNone;
    const auto found = spells_.find(permanent);
    return found == spells_.end() ? kNone : found->second;
}

} // namespace nautilus::catalog
