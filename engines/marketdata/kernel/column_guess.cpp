#include "engines/marketdata/kernel/column_guess.h"

#include <algorithm>

namespace nautilus::marketdata {

namespace {

constexpr double kByName = 0.95;
constexpr double kByContent = 0.7;
constexpr double kByPosition = 0.5;
constexpr double kMostly = 0.9;

bool isWord(std::string_view words, std::string_view key) {
    while (!words.empty()) {
        const auto bar = words.find('|');
        if (words.substr(0, bar) == key) return true;
        if (bar == std::string_view::npos) return false;
        words.remove_prefix(bar + 1);
    }
    return false;
}

bool isDates(const ColumnLook& look) {
    return look.dates.share >= kMostly;
}

bool isNumbers(const ColumnLook& look) {
    return look.filled > 0 && look.number_share >= kMostly;
}

/// Whether the cells can be what the field wants; an empty column can be anything.
bool fits(const ColumnLook& look, const ImportField& field) {
    if (look.filled == 0) return true;
    if (field.type == 'd' || field.type == 'i') return look.dates.share >= 0.5 || isNumbers(look);
    if (field.type == 'n') return look.number_share >= 0.5 || look.number_share == 0.0;
    return true;
}

/// Roles of the columns under one kind.
class Roles {
public:
    Roles(std::span<const ColumnLook> looks, const ImportKind& kind, const GuessWishes& wishes)
        : looks_(looks), kind_(kind), wishes_(wishes), out_(looks.size()) {
        takeTold();
        takeNames();
        takeContents();
    }
    [[nodiscard]] bool has(std::string_view field) const {
        return std::ranges::find(out_, field, &ColumnGuess::field) != out_.end();
    }
    std::vector<ColumnGuess>& columns() { return out_; }
    std::vector<GuessProblem>& problems() { return problems_; }

private:
    void set(std::size_t i, const ImportField& field, double confidence, std::string reason) {
        out_[i] = {std::string(field.name), field.type, confidence, std::move(reason)};
    }
    void takeTold() {
        for (const auto& [column, wanted] : wishes_.fields) {
            const auto at = std::ranges::find(looks_, column, &ColumnLook::name);
            if (at == looks_.end()) {
                problems_.push_back({"unknown_column", column, "the files have no column " + column});
                continue;
            }
            const auto i = static_cast<std::size_t>(at - looks_.begin());
            if (wanted.empty() || wanted == "-") {
                out_[i] = {"-", 't', 1.0, "left out, as told"};
                continue;
            }
            if (wanted.starts_with("concept:") && kind_.name == "fundamentals") {
                out_[i] = {wanted, 'n', 1.0, "as told"};
                continue;
            }
            const auto* field = findImportField(kind_, wanted);
            if (!field)
                problems_.push_back(
                    {"unknown_field", column, std::string(kind_.name) + " have no field " + wanted});
            else
                set(i, *field, 1.0, "as told");
        }
    }
    void takeNames() {
        for (const auto& field : kind_.fields) {
            if (has(field.name)) continue;
            auto words = field.words;
            while (!words.empty()) { // in the order of the field's words, not of the columns
                const auto bar = words.find('|');
                const auto word = words.substr(0, bar);
                for (std::size_t i = 0; i < looks_.size() && !has(field.name); ++i)
                    if (out_[i].field.empty() && nameKey(looks_[i].name) == word && fits(looks_[i], field))
                        set(i, field, kByName, "its name");
                if (bar == std::string_view::npos || has(field.name)) break;
                words.remove_prefix(bar + 1);
            }
        }
    }
    void takeContents() {
        for (const auto& field : kind_.fields) {
            if (!field.required || has(field.name)) continue;
            for (std::size_t i = 0; i < looks_.size(); ++i) {
                if (!out_[i].field.empty()) continue;
                const bool date = (field.type == 'd' || field.type == 'i') && isDates(looks_[i]);
                const bool symbol = field.name == "symbol" && !wishes_.file_symbol && looks_[i].filled > 0 &&
                                    looks_[i].ticker_share >= kMostly;
                if (!date && !symbol) continue;
                set(i, field, kByContent, date ? "its cells are dates" : "its cells look like symbols");
                break;
            }
        }
        nameThatIsASymbol();
    }
    /// A column called name that holds tickers, in a table without any other symbol.
    void nameThatIsASymbol() {
        const auto* symbol = findImportField(kind_, "symbol");
        if (!symbol || has("symbol")) return;
        for (std::size_t i = 0; i < looks_.size(); ++i)
            if (out_[i].field == "name" && looks_[i].ticker_share >= kMostly)
                return set(i, *symbol, kByContent, "its cells look like symbols");
    }

    std::span<const ColumnLook> looks_;
    const ImportKind& kind_;
    const GuessWishes& wishes_;
    std::vector<ColumnGuess> out_;
    std::vector<GuessProblem> problems_;
};

bool isCalled(std::span<const ColumnLook> looks, std::string_view words) {
    return std::ranges::any_of(looks, [&](const ColumnLook& l) { return isWord(words, nameKey(l.name)); });
}

std::size_t dateColumn(std::span<const ColumnLook> looks) {
    for (std::size_t i = 0; i < looks.size(); ++i)
        if (looks[i].dates.share >= 0.5 && !(looks[i].dates.format == "%Y" && i > 0)) return i;
    return looks.size();
}

/// One column of dates and else nothing but numbers.
bool isWideTable(std::span<const ColumnLook> looks) {
    const auto date = dateColumn(looks);
    if (date == looks.size() || looks.size() < 2) return false;
    for (std::size_t i = 0; i < looks.size(); ++i)
        if (i != date && looks[i].filled > 0 && !isNumbers(looks[i])) return false;
    return true;
}

bool isTickerName(std::string_view name) {
    if (name.empty() || name.size() > 6) return false;
    return std::ranges::all_of(name, [](char c) { return (c >= 'A' && c <= 'Z') || c == '.' || c == '^'; });
}

struct KindGuess {
    std::string kind;
    double confidence = 0;
    bool wide = false;
};

KindGuess wideKind(std::span<const ColumnLook> looks) {
    const auto date = dateColumn(looks);
    if (isCalled(looks, "cash") && looks.size() > 2) return {"portfolios", kByContent, true};
    bool tickers = true, negative = false;
    for (std::size_t i = 0; i < looks.size(); ++i) {
        if (i == date) continue;
        tickers = tickers && isTickerName(looks[i].name);
        negative = negative || looks[i].any_negative;
    }
    const char frequency = frequencyOf(looks[date].dates.dates);
    if (tickers && !negative && (frequency == 'D' || frequency == 'W') && looks.size() > 2)
        return {"bars", kByContent, true};
    return {"macro", kByContent, true};
}

constexpr std::string_view kTicker = "symbol|ticker|tickersymbol|sym";

bool isBars(std::span<const ColumnLook> looks, bool dated) {
    const auto& bars = *findImportKind("bars");
    const auto has = [&](std::string_view field) {
        return isCalled(looks, findImportField(bars, field)->words);
    };
    const bool prices = isCalled(looks, "close|adjclose|adjustedclose|last|closeprice|schluss|schlusskurs|"
                                        "cloture|clture|cierre|chiusura|fechamento") ||
                        (has("open") && has("high") && has("low"));
    return dated && (prices || (isCalled(looks, kTicker) && isCalled(looks, "price|kurs")));
}

bool isFundamentals(std::span<const ColumnLook> looks, bool dated) {
    if (!dated || !isCalled(looks, kTicker)) return false;
    const bool reported = isCalled(looks, "category") && isCalled(looks, "reportdate|periodend|fiscalyear");
    if ((reported || isCalled(looks, "concept|item|tag|metric")) && isCalled(looks, "value|amount"))
        return true;
    const auto known = std::ranges::count_if(looks, [](const ColumnLook& l) {
        return isKnownConcept(l.name) && (l.filled == 0 || isNumbers(l)) && nameKey(l.name) != "dividend";
    });
    return known >= 2 || (known == 1 && isCalled(looks, "periodend|periodending|reportdate|fiscalyear"));
}

KindGuess longKind(std::span<const ColumnLook> looks) {
    const bool dated = dateColumn(looks) < looks.size();
    const bool symbol = isCalled(looks, kTicker) || isCalled(looks, "name|code|security|stock|instrument");
    if (isCalled(looks, "bid|bidprice") && isCalled(looks, "ask|askprice|offer")) return {"ticks", 0.9};
    if (isBars(looks, dated)) return {"bars", 0.9};
    const bool start = isCalled(looks, "startdate|validfrom|from|dateadded");
    if (symbol && start && isCalled(looks, "enddate|validto|to|dateremoved")) return {"universe", 0.9};
    if (dated && isCalled(looks, "add|added|additions|joined") &&
        isCalled(looks, "remove|removed|removals|deletions|left"))
        return {"universe", 0.8};
    if (symbol && dated &&
        isCalled(looks, "splitcoefficient|splitratio|ratio|dividendamount|exdate|exdividenddate") &&
        !isCalled(looks, "netincome|revenue|totalassets"))
        return {"corporate_actions", 0.9};
    if (isFundamentals(looks, dated)) return {"fundamentals", 0.9};
    if (dated && isCalled(looks, "price") && isCalled(looks, "size|quantity|qty") &&
        looks[dateColumn(looks)].dates.has_time)
        return {"ticks", 0.8};
    if (isCalled(looks, kTicker) && isCalled(looks, "quantity|qty|shares|position"))
        return {"portfolios", 0.8};
    if (dated && isCalled(looks, "value|obsvalue|observation") &&
        isCalled(looks, "series|seriesid|indicator|symbol|variable"))
        return {"macro", 0.9};
    const bool classes =
        isCalled(looks, "sector|gicssector|industry|industryfolder|subindustry|gicssubindustry");
    if (symbol && classes) return {looks.size() <= 4 ? "classifications" : "instruments", 0.9};
    if (symbol && !dated && isCalled(looks, "name|security|company|companyname|longname|securitytype"))
        return {"instruments", 0.8};
    return {};
}

KindGuess kindOf(std::span<const ColumnLook> looks) {
    auto found = longKind(looks);
    if (!found.kind.empty()) return found;
    if (!isWideTable(looks)) return {};
    if (looks.size() > 2) return wideKind(looks);
    return {"macro", kByContent, !isCalled(looks, "value|rate|price|level|index|close|val")};
}

bool hasField(const std::vector<ColumnGuess>& columns, std::string_view field) {
    return std::ranges::find(columns, field, &ColumnGuess::field) != columns.end();
}

/// Numbers that no field of their own takes are items. Two names of one item: the one that is called like it
/// stands for it, the other keeps its own name.
void takeConcepts(std::span<const ColumnLook> looks, Roles& roles) {
    auto& columns = roles.columns();
    for (const bool exactly : {true, false})
        for (std::size_t i = 0; i < looks.size(); ++i) {
            const auto key = nameKey(looks[i].name);
            const auto item = conceptOf(looks[i].name);
            if (!columns[i].field.empty() || key.empty() || (nameKey(item) == key) != exactly) continue;
            if (isWord("cik|simfinid|row|id|sourceticker|year|column1", key)) continue;
            if (looks[i].filled > 0 && !isNumbers(looks[i])) continue;
            auto field = "concept:" + item;
            if (hasField(columns, field)) field = "concept:other_" + key;
            if (hasField(columns, field)) continue;
            const bool known = isKnownConcept(looks[i].name);
            columns[i] = {field, 'n', known ? kByName : kByPosition,
                          known ? "its name" : "numbers under a name of its own"};
        }
}

void makeWide(std::span<const ColumnLook> looks, TableGuess& out) {
    const auto date = dateColumn(looks);
    out.layout = "wide";
    out.wide_field = out.kind == "bars" ? "close" : "value";
    for (std::size_t i = 0; i < looks.size(); ++i) {
        if (out.columns[i].field == "-") continue;
        if (i == date)
            out.columns[i] = {"date", 'd', kByContent, "its cells are dates"};
        else
            out.columns[i] = {"cell:" + looks[i].name, 'n', kByContent, "one column per symbol or series"};
    }
}

/// A list of changes: who came in and who went out on a day.
bool isChangeList(const TableGuess& out) {
    return out.kind == "universe" && (hasField(out.columns, "added") || hasField(out.columns, "removed"));
}

bool isEnough(const TableGuess& out, const ImportField& field, const GuessWishes& wishes) {
    if (hasField(out.columns, field.name)) return true;
    if (isChangeList(out)) return true;
    if (out.layout == "wide") return field.name != "date";
    if (field.name == "symbol" || field.name == "series") return wishes.file_symbol;
    return false;
}

void checkRequired(const ImportKind& kind, const GuessWishes& wishes, TableGuess& out) {
    for (const auto& field : kind.fields)
        if (field.required && !isEnough(out, field, wishes))
            out.problems.push_back(
                {"missing_field", "",
                 "no column for " + std::string(field.name) + " (" + std::string(field.doc) + ")"});
    const auto any = [&](std::initializer_list<std::string_view> names) {
        return std::ranges::any_of(out.columns, [&](const ColumnGuess& c) {
            return std::ranges::find(names, std::string_view(c.field)) != names.end() ||
                   (c.field.starts_with("concept:") && kind.name == "fundamentals");
        });
    };
    const auto need = [&](std::initializer_list<std::string_view> names, const char* what) {
        if (out.layout != "wide" && !any(names)) out.problems.push_back({"missing_field", "", what});
    };
    if (kind.name == "bars") need({"close", "adj_close"}, "no column for close or adj_close");
    if (kind.name == "ticks") need({"price", "bid", "ask"}, "no column for price, bid or ask");
    if (kind.name == "fundamentals") need({"value"}, "no column with a value or with a known item");
    if (kind.name == "corporate_actions") need({"ratio", "amount"}, "no column for ratio or amount");
    if (isChangeList(out)) need({"date"}, "no column for date (the day of a change)");
    if (kind.name == "portfolios") need({"quantity", "value"}, "no column for quantity or value");
    if (kind.name == "classifications")
        need({"sector", "industry", "sub_industry"}, "no column for sector, industry or sub_industry");
}

} // namespace

TableGuess guessTable(std::span<const ColumnLook> looks, const GuessWishes& wishes) {
    TableGuess out;
    out.columns.resize(looks.size());
    auto guessed = wishes.kind.empty() ? kindOf(looks) : KindGuess{wishes.kind, 1.0};
    const auto* kind = findImportKind(guessed.kind);
    if (!kind) {
        out.problems.push_back({"unknown_kind", "", "the columns fit no kind of data; name the kind"});
        return out;
    }
    out.kind = guessed.kind;
    out.confidence = guessed.confidence;
    Roles roles(looks, *kind, wishes);
    if (kind->name == "fundamentals" && !roles.has("value")) takeConcepts(looks, roles);
    out.problems = roles.problems();
    out.columns = std::move(roles.columns());
    if (out.kind == "universe" && !isChangeList(out) && !hasField(out.columns, "start"))
        for (auto& column : out.columns) // the day on which a spell begins
            if (column.field == "date") column.field = "start";
    const bool can_be_wide = kind->name == "bars" || kind->name == "macro" || kind->name == "portfolios";
    const bool valueless = std::ranges::none_of(out.columns, [](const ColumnGuess& c) {
        return c.field == "close" || c.field == "adj_close" || c.field == "value" || c.field == "quantity";
    });
    const bool wide = wishes.layout == "wide" || (wishes.layout.empty() && (guessed.wide || valueless));
    if (wide && can_be_wide && isWideTable(looks)) makeWide(looks, out);
    checkRequired(*kind, wishes, out);
    return out;
}

} // namespace nautilus::marketdata
