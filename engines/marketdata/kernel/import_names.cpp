#include "engines/marketdata/kernel/import_fields.h"

#include <algorithm>
#include <array>
#include <vector>

namespace nautilus::marketdata {

namespace {

struct Synonym {
    std::string_view concept_name;
    bool instant;
    std::string_view words;
};

constexpr std::array kConcepts{
    Synonym{"revenue", false, "revenue|revenues|totalrevenue|sales|netsales|salesrevenue|totalrevenues"},
    Synonym{"cost_of_revenue", false, "costofrevenue|cogs|costofgoodssold|costofsales"},
    Synonym{"gross_profit", false, "grossprofit"},
    Synonym{"operating_income", false, "operatingincome|opincome|operatingincomeloss|ebit"},
    Synonym{"net_income", false, "netincome|netincomeloss|profitloss|netearnings"},
    Synonym{"eps_basic", false, "eps|epsbasic|earningspershare|basiceps"},
    Synonym{"eps_diluted", false, "epsdiluted|dilutedeps"},
    Synonym{"dividends_per_share", false, "dividendspershare|divps|dividend|dps"},
    Synonym{"dividends_paid", false, "dividendspaid|cashdividendspaid|cfdividendspaid"},
    Synonym{"buybacks", false, "buybacks|sharerepurchases|cfcommonstockrepurchased"},
    Synonym{"research_and_development", false,
            "researchanddevelopment|rnd|rd|researchdevelopment|researchanddevelopmentexpenses"},
    Synonym{"sga", false,
            "sga|sellinggeneraladministrative|sellinggeneralandadministrative|"
            "salesgeneralandadmin|sellinggeneralandadministrativeexpenses"},
    Synonym{"depreciation", false, "depreciation|depreciationamortization|depreciationandamortization"},
    Synonym{"interest_expense", false, "interestexpense"},
    Synonym{"operating_cash_flow", false,
            "operatingcashflow|operatingcf|ocf|cashflowop|netcashprovidedbyoperatingactivities|"
            "netcashflowoperating|netcashfromoperatingactivities|cfoperatingcashflow"},
    Synonym{"capex", false, "capex|capitalexpenditure|capitalexpenditures|cfcapitalexpenditure"},
    Synonym{"total_assets", true, "totalassets|assets"},
    Synonym{"total_liabilities", true, "totalliabilities|liabilities"},
    Synonym{"equity", true,
            "equity|totalequity|stockholdersequity|shareholdersequity|totalstockholdersequity"},
    Synonym{"cash", true, "cash|cashandcashequivalents|cashcashequivalentsshortterminvestments"},
    Synonym{"current_assets", true, "currentassets|curassets|totalcurrentassets"},
    Synonym{"current_liabilities", true, "currentliabilities|curliab|totalcurrentliabilities"},
    Synonym{"long_term_debt", true, "longtermdebt|ltdebt"},
    Synonym{"short_term_debt", true, "shorttermdebt"},
    Synonym{"minority_interest", true, "minorityinterest"},
    Synonym{"shares_diluted", false, "sharesdiluted|dilutedshares|weightedaverageshsoutdil"},
    Synonym{"shares_outstanding", true,
            "sharesoutstanding|estimatedsharesoutstanding|commonsharesoutstanding"},
};

bool isWord(std::string_view words, std::string_view key) {
    while (!words.empty()) {
        const auto bar = words.find('|');
        if (words.substr(0, bar) == key) return true;
        if (bar == std::string_view::npos) return false;
        words.remove_prefix(bar + 1);
    }
    return false;
}

const Synonym* synonymOf(std::string_view column) {
    const auto key = nameKey(column);
    const auto found =
        std::ranges::find_if(kConcepts, [&](const Synonym& s) { return isWord(s.words, key); });
    return found == kConcepts.end() ? nullptr : &*found;
}

std::string snakeCase(std::string_view text) {
    std::string out;
    bool was_lower = false;
    for (const char c : text) {
        const bool upper = c >= 'A' && c <= 'Z';
        const bool word = upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if ((!word || (upper && was_lower)) && !out.empty() && out.back() != '_') out += '_';
        if (word) out += static_cast<char>(upper ? c - 'A' + 'a' : c);
        was_lower = word && !upper;
    }
    while (!out.empty() && out.back() == '_')
        out.pop_back();
    return out;
}

constexpr std::string_view kNoise =
    "data|daily|weekly|monthly|quarterly|annual|yearly|year|quarter|month|day|prices|price|history|"
    "historical|hist|bars|ohlc|ohlcv|stock|stocks|series|export|download|table|values|quotes|trades|quote|"
    "trade|minute|hour|second|tick|us|csv|adjusted|close|fixed|raw";

std::string upperOf(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return out;
}

std::string_view stemOf(std::string_view path) {
    const auto slash = path.find_last_of('/');
    if (slash != std::string_view::npos) path.remove_prefix(slash + 1);
    while (true) {
        const auto dot = path.find_last_of('.');
        if (dot == std::string_view::npos || dot == 0) return path;
        if (!isWord("csv|tsv|txt|gz|zip|parquet|xlsx|pq", nameKey(path.substr(dot + 1)))) return path;
        path = path.substr(0, dot);
    }
}

/// "4063-T-1d-bad-split" -> "4063-T": what follows a bar size is a remark.
std::string_view beforeBarSize(std::string_view stem) {
    for (std::size_t i = 1; i + 2 < stem.size(); ++i)
        if (stem[i] == '-' && stem[i + 1] >= '0' && stem[i + 1] <= '9')
            for (const std::string_view size : {"d", "h", "m", "wk", "mo", "min"}) {
                const auto rest = stem.substr(i + 2);
                if (rest.starts_with(size) && (rest.size() == size.size() || rest[size.size()] == '-'))
                    return stem.substr(0, i);
            }
    return stem;
}

bool looksLikeTicker(std::string_view word) {
    return !word.empty() && word.size() <= 12 &&
           std::ranges::any_of(word, [](char c) { return c >= 'A' && c <= 'Z'; }) &&
           std::ranges::none_of(word, [](char c) { return c >= 'a' && c <= 'z'; });
}

std::string symbolInStem(std::string_view stem) {
    stem = beforeBarSize(stem);
    std::vector<std::string_view> words;
    for (std::size_t from = 0; from <= stem.size();) {
        const auto end = std::min(stem.find_first_of("_ ", from), stem.size());
        const auto word = stem.substr(from, end - from);
        if (!word.empty() && !isWord(kNoise, nameKey(word))) words.push_back(word);
        from = end + 1;
    }
    if (words.size() == 1) {
        const auto dash = words[0].find('-'); // "vix-daily"
        if (dash != std::string_view::npos && isWord(kNoise, nameKey(words[0].substr(dash + 1))))
            return upperOf(words[0].substr(0, dash));
        return upperOf(words[0]);
    }
    std::vector<std::string_view> tickers;
    std::ranges::copy_if(words, std::back_inserter(tickers), looksLikeTicker);
    return tickers.size() == 1 ? std::string(tickers[0]) : std::string();
}

} // namespace

std::string conceptOf(std::string_view column) {
    const auto* known = synonymOf(column);
    return known ? std::string(known->concept_name) : snakeCase(column);
}

bool isKnownConcept(std::string_view column) {
    return synonymOf(column) != nullptr;
}

bool isInstantConcept(std::string_view name) {
    const auto found = std::ranges::find(kConcepts, name, &Synonym::concept_name);
    return found != kConcepts.end() && found->instant;
}

std::string symbolOfFileName(std::string_view path, bool or_folder) {
    const auto own = symbolInStem(stemOf(path));
    if (!own.empty() || !or_folder) return own;
    const auto slash = path.find_last_of('/');
    if (slash == std::string_view::npos || slash == 0) return {};
    const auto folder = path.substr(0, slash);
    const auto name = folder.substr(folder.find_last_of('/') + 1);
    return isWord(kNoise, nameKey(stemOf(path))) ? std::string(name) : std::string();
}

} // namespace nautilus::marketdata
