#include "engines/marketdata/service/import_planner.h"

#include "engines/kit/field_reader.h"

#include <algorithm>

namespace nautilus::marketdata {

namespace {

constexpr std::int64_t kNsPerDay = 86'400 * domain::kNsPerSecond;

std::string formatWished(const ImportOptions& options) {
    const auto format = options.date_format.value_or("");
    if (format == "iso" || format == "YMD") return "%Y-%m-%d";
    if (format == "DMY") return "%d/%m/%Y";
    if (format == "MDY") return "%m/%d/%Y";
    return format;
}

bool isEpoch(std::string_view format) {
    return format.starts_with("epoch_");
}

/// Column of dates that the plan reads, or the end.
std::size_t dateColumn(const TableGuess& guess) {
    for (std::size_t i = 0; i < guess.columns.size(); ++i)
        if (guess.columns[i].type == 'd' || guess.columns[i].type == 'i') return i;
    return guess.columns.size();
}

/// Nanoseconds of a time of day "HH:MM[:SS[.fff]]"; -1 when it is none.
std::int64_t timeOfDay(std::string_view rest) {
    if (rest.size() < 6) return -1;
    const auto two = [&](std::size_t at) {
        const bool digits = at + 1 < rest.size() && rest[at] >= '0' && rest[at] <= '9' &&
                            rest[at + 1] >= '0' && rest[at + 1] <= '9';
        return digits ? (rest[at] - '0') * 10 + (rest[at + 1] - '0') : -1;
    };
    const int hour = two(1), minute = two(4), second = rest.size() > 7 && rest[6] == ':' ? two(7) : 0;
    if (hour < 0 || minute < 0 || second < 0) return -1;
    return ((hour * 60 + minute) * 60LL + second) * domain::kNsPerSecond;
}

/// Most common gap between following bars of one day.
std::int64_t intradayPeriod(const std::vector<std::string>& cells, const std::string& format) {
    std::vector<std::int64_t> at;
    for (const auto& cell : cells)
        if (const auto read = readDate(cell, format); read && timeOfDay(read->rest) >= 0)
            at.push_back(read->date.days * kNsPerDay + timeOfDay(read->rest));
    std::ranges::sort(at);
    std::map<std::int64_t, int> gaps;
    for (std::size_t i = 1; i < at.size(); ++i)
        if (at[i] > at[i - 1]) ++gaps[at[i] - at[i - 1]];
    std::int64_t best = 0;
    int most = 0;
    for (const auto& [gap, n] : gaps)
        if (n > most) {
            most = n;
            best = gap;
        }
    return best;
}

class Planner {
public:
    Planner(const ImportRequest& request, const kit::FileSample& sample)
        : request_(request), sample_(sample) {}

    PlannedImport make() {
        lookAtColumns();
        GuessWishes wishes{
            request_.kind.value_or(sample_.fixed_kind), request_.options.layout.value_or(""), {}, true};
        for (const auto& [column, field] : request_.map.items)
            wishes.fields[column] = field;
        for (const auto& shape : sample_.shapes)
            wishes.file_symbol = wishes.file_symbol && !symbolOf(shape, true).empty();
        out_.guess = guessTable(out_.looks, wishes);
        out_.warnings = sample_.warnings;
        auto& plan = out_.plan;
        plan.dataset = request_.dataset;
        plan.kind = out_.guess.kind;
        plan.layout = out_.guess.layout;
        plan.files = sample_.shapes;
        for (auto& shape : plan.files)
            shape.symbol = symbolOf(shape, plan.kind == "macro");
        takeColumns();
        takeNumbers();
        takeDates();
        takeRest();
        checkFiles();
        return std::move(out_);
    }

private:
    void problem(std::string code, std::string column, std::string message) {
        out_.guess.problems.push_back({std::move(code), std::move(column), std::move(message)});
    }
    [[nodiscard]] std::string symbolOf(const kit::FileShape& shape, bool or_folder) const {
        if (request_.options.symbol) return *request_.options.symbol;
        return shape.symbol.empty() ? symbolOfFileName(shape.path, or_folder) : shape.symbol;
    }
    void lookAtColumns() {
        LookWishes wishes{formatWished(request_.options), '\0', {}};
        if (isEpoch(wishes.date_format)) wishes.date_format.clear();
        if (request_.options.decimal) wishes.decimal = request_.options.decimal->front();
        for (const auto& word : request_.options.missing)
            wishes.missing.push_back(lower(word));
        const auto& names = sample_.shapes.front().columns;
        for (std::size_t i = 0; i < names.size(); ++i)
            out_.looks.push_back(lookAt(names[i], sample_.cells[i], wishes));
    }
    static std::string lower(std::string text) {
        for (char& c : text)
            if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        return text;
    }
    void takeColumns() {
        auto& plan = out_.plan;
        plan.wide_field = out_.guess.wide_field;
        std::vector<std::string> left;
        for (std::size_t i = 0; i < out_.looks.size(); ++i) {
            auto guess = out_.guess.columns[i];
            if (guess.field.empty() || guess.field == "-") {
                if (guess.field.empty()) left.push_back(out_.looks[i].name);
                continue;
            }
            if (guess.field.starts_with("concept:")) {
                plan.wide_field = "value";
                guess.field = "cell:" + guess.field.substr(8);
            }
            plan.columns.push_back({out_.looks[i].name, guess.field, guess.type});
        }
        if (left.empty()) return;
        std::string text = "columns that were left out: ";
        for (std::size_t i = 0; i < left.size() && i < 20; ++i)
            text += (i > 0 ? ", " : "") + left[i];
        out_.warnings.push_back(text + (left.size() > 20 ? " ..." : ""));
    }
    void takeNumbers() {
        auto& plan = out_.plan;
        bool percent = false, comma = request_.options.decimal && *request_.options.decimal == ",";
        for (std::size_t i = 0; i < out_.looks.size(); ++i) {
            if (out_.guess.columns[i].type != 'n') continue;
            comma = comma || out_.looks[i].decimal_comma;
            percent = percent || out_.looks[i].percent;
            if (plan.thousands.empty()) plan.thousands = out_.looks[i].thousands;
        }
        plan.decimal = comma ? ',' : '.';
        if (comma && plan.thousands == ",") plan.thousands.clear();
        plan.strip = percent ? "%$" : "";
        plan.scale = percent || request_.options.percent ? 0.01 : 1.0;
        for (const auto word : missingWords())
            plan.missing.emplace_back(word);
        for (const auto& word : request_.options.missing) {
            plan.missing.push_back(lower(word));
            double code = 0;
            const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), code);
            if (error == std::errc{} && end == word.data() + word.size()) plan.missing_codes.push_back(code);
        }
        takeMissingCodes();
    }
    /// -99.99 and -999 in a table of returns or rates are no values; said, since it is a guess.
    void takeMissingCodes() {
        if (out_.plan.kind != "macro" || !out_.plan.missing_codes.empty()) return;
        for (std::size_t i = 0; i < out_.looks.size(); ++i)
            for (const auto& cell : sample_.cells[i])
                if (cell.find("-99.99") != std::string::npos || cell.find("-999") != std::string::npos) {
                    out_.plan.missing_codes = {-99.99, -999};
                    out_.warnings.emplace_back("-99.99 and -999 were read as no value");
                    return;
                }
    }
    void takeDates() {
        auto& plan = out_.plan;
        const auto at = dateColumn(out_.guess);
        const auto wished = formatWished(request_.options);
        if (at == out_.looks.size()) return;
        const auto& look = out_.looks[at];
        if (isEpoch(wished)) {
            plan.date_format = wished;
            plan.has_time = true;
        } else if (look.dates.share == 0 && look.filled > 0) {
            return problem("bad_date", look.name,
                           "the dates of " + look.name + " could not be read; name date_format");
        } else {
            plan.date_format = look.dates.format.empty() ? "%Y-%m-%d" : look.dates.format;
            plan.has_time = look.dates.has_time;
        }
        if (!look.dates.other_format.empty() && wished.empty())
            problem("ambiguous_date", look.name,
                    "the dates of " + look.name + " may be " + look.dates.format + " or " +
                        look.dates.other_format + "; name date_format");
        plan.timezone = request_.options.timezone.value_or("America/New_York");
        if (plan.kind == "bars") takePeriod(at);
        if (plan.kind == "ticks" || plan.period_ns > 0)
            for (auto& use : plan.columns)
                if (use.field == "date" || use.field == "timestamp") use.type = 'i';
    }
    void takePeriod(std::size_t at) {
        auto& plan = out_.plan;
        const auto& dates = out_.looks[at].dates;
        if (isEpoch(plan.date_format)) return;
        if (plan.has_time && !dates.midnight_only) {
            plan.period_ns = intradayPeriod(sample_.cells[at], plan.date_format);
            if (plan.period_ns == 0 || plan.period_ns >= kNsPerDay) plan.period_ns = 0;
            if (plan.period_ns > 0) out_.warnings.emplace_back("a time is the start of its bar");
        }
        if (plan.period_ns == 0 && out_.guess.layout == "long") {
            const char frequency = frequencyOf(dates.dates);
            if (frequency == 'W') plan.period_ns = 7 * kNsPerDay;
            if (frequency == 'M') plan.period_ns = 30 * kNsPerDay;
            if (plan.period_ns > 0)
                out_.warnings.emplace_back("the bars are longer than a day: kept as bars of that size");
        }
    }
    void takeRest() {
        auto& plan = out_.plan;
        const auto& o = request_.options;
        plan.security_type = o.security_type.value_or("stock");
        plan.currency = o.currency.value_or("USD");
        plan.calendar = o.calendar.value_or("XNYS");
        plan.universe = o.universe.value_or("");
        for (const auto& use : plan.columns)
            if (use.field.starts_with("cell:") && isInstantConcept(use.field.substr(5)))
                plan.instant_concepts.push_back(use.field.substr(5));
        const auto at = dateColumn(out_.guess);
        if (at == out_.looks.size()) return;
        const auto& dates = out_.looks[at].dates;
        if (plan.kind == "fundamentals")
            plan.period_length =
                frequencyOf(dates.dates) == 'A' || frequencyOf(dates.dates) == 'D' ? "FY" : "Q";
        if (plan.kind != "bars" || o.calendar) return;
        const bool american =
            dates.offset.empty() || dates.offset.starts_with("-05") || dates.offset.starts_with("-04");
        const auto weekends = std::ranges::count_if(dates.dates, [](domain::SessionDate d) {
            const auto weekday = std::chrono::weekday{std::chrono::sys_days{d.ymd()}};
            return weekday == std::chrono::Saturday || weekday == std::chrono::Sunday;
        });
        if (american && weekends * 20 < static_cast<std::int64_t>(dates.dates.size())) return;
        plan.calendar = "none";
        out_.warnings.emplace_back(
            "the dates are not those of New York: every day may be a session (calendar none)");
    }
    void checkFiles() {
        if (out_.plan.kind.empty()) return; // there is no column to ask for
        for (const auto& shape : out_.plan.files)
            for (const auto& use : out_.plan.columns)
                if (std::ranges::find(shape.columns, use.column) == shape.columns.end())
                    problem("missing_column", use.column,
                            "not every file has the column " + use.column + "; import them apart");
        const auto needs_symbol = out_.plan.kind == "macro" ? "series" : "symbol";
        const bool changes = out_.plan.has("added") || out_.plan.has("removed");
        if (out_.plan.wide_field.empty() && !out_.plan.has(needs_symbol) && !changes)
            for (const auto& shape : out_.plan.files)
                if (shape.symbol.empty()) {
                    problem("missing_field", "",
                            "neither a column nor the file's name says the symbol; name it");
                    break;
                }
    }

    const ImportRequest& request_;
    const kit::FileSample& sample_;
    PlannedImport out_;
};

} // namespace

kit::ReadWishes readWishesOf(const ImportOptions& options) {
    kit::ReadWishes out;
    out.delimiter = options.delimiter.value_or("");
    if (options.header) out.header = *options.header ? "yes" : "no";
    out.skip_lines = options.skip_lines.value_or(-1);
    out.sheet = options.sheet.value_or("");
    return out;
}

PlannedImport planImport(const ImportRequest& request, const kit::FileSample& sample) {
    return Planner(request, sample).make();
}

kit::Errors errorsOf(const std::vector<GuessProblem>& problems) {
    kit::Errors out;
    for (const auto& each : problems)
        out.push_back({kit::ErrorCode::NotComputable, each.message,
                       each.code == "unknown_kind" ? "/kind"
                       : each.column.empty()       ? "/files"
                                                   : "/map/" + each.column});
    return out;
}

} // namespace nautilus::marketdata
