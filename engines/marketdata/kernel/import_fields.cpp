#include "engines/marketdata/kernel/import_fields.h"

#include <algorithm>
#include <array>

namespace nautilus::marketdata {

namespace {

using F = ImportField;

constexpr std::string_view kSymbolWords =
    "symbol|ticker|tickersymbol|sym|code|instrument|security|stock|asset|ric|act symbol|issuesymbol";

// Headings in English first, then German, French, Spanish, Italian and Portuguese as exchanges and brokers
// print them; a letter with an accent is left out of a key ("Eröffnung" is "erffnung").
constexpr std::array kBars{
    F{"symbol", 't', true,
      "symbol|ticker|tickersymbol|sym|code|instrument|name|stock|asset|pair|kuerzel|krzel|wkn|isin|symbole|"
      "simbolo|smbolo",
      "Symbol of the instrument; from the file's name when no column holds it"},
    F{"date", 'd', true,
      "date|datetime|timestamp|time|day|session|tradedate|tradingday|businessdate|timeperiod|dt|index|datum|"
      "fecha|data|"
      "handelstag",
      "Session, or start of the bar when it is shorter than a day"},
    F{"open", 'n', false,
      "open|openprice|first|o|pxopen|eroeffnung|erffnung|eroeffnungskurs|erffnungskurs|erster|ouverture|"
      "apertura|abertura",
      "Opening price"},
    F{"high", 'n', false,
      "high|highprice|max|h|pxhigh|hoch|hoechst|hchst|tageshoch|haut|plushaut|maximo|mximo|massimo",
      "Highest price"},
    F{"low", 'n', false, "low|lowprice|min|l|pxlow|tief|tiefst|tagestief|bas|plusbas|minimo|mnimo",
      "Lowest price"},
    F{"close", 'n', false,
      "close|closeprice|last|lastprice|price|c|pxlast|settle|closing|prc|schluss|schlusskurs|kurs|cloture|"
      "clture|cierre|chiusura|fechamento",
      "Closing price; taken from adj_close when only that is given"},
    F{"adj_close", 'n', false, "adjclose|adjustedclose|adjclosingprice|closeadj|adj|adjprice",
      "Close that carries splits and dividends"},
    F{"volume", 'n', false,
      "volume|vol|v|shares|sharestraded|turnover|pxvolume|volumen|stueck|stck|stuecke|volumi",
      "Shares traded"},
    F{"dividend", 'n', false, "dividend|dividends|dividendamount|divcash|exdividend",
      "Cash per share with this session as ex date; becomes a corporate action"},
    F{"split", 'n', false, "split|splits|stocksplits|splitcoefficient|splitfactor|splitratio",
      "New shares per old share with this session as ex date; becomes a corporate action"},
    F{"sector", 't', false, "sector|gicssector|gsector|sektor|branche|secteur|settore",
      "Sector of the instrument"},
    F{"industry", 't', false, "industry|gicsindustrygroup|industrygroup", "Industry of the instrument"},
};

constexpr std::array kTicks{
    F{"symbol", 't', true, kSymbolWords, "Symbol of the instrument"},
    F{"timestamp", 'i', true, "timestamp|time|datetime|date|ts|tradetime|quotetime", "When it happened"},
    F{"price", 'n', false, "price|tradeprice|last|lastprice|px", "Price of the trade"},
    F{"size", 'n', false, "size|quantity|qty|volume|tradesize|amount|shares", "Size of the trade"},
    F{"bid", 'n', false, "bid|bidprice|bestbid|bidpx", "Best bid"},
    F{"bid_size", 'n', false, "bidsize|bidqty|bidvolume|bestbidsize", "Size at the bid"},
    F{"ask", 'n', false, "ask|askprice|bestask|offer|offerprice|askpx", "Best ask"},
    F{"ask_size", 'n', false, "asksize|askqty|askvolume|offersize|bestasksize", "Size at the ask"},
    F{"venue", 't', false, "venue|exchange|mic|market", "Where"},
    F{"conditions", 't', false, "conditions|condition|salecondition|flags", "As the source gives them"},
};

constexpr std::array kFundamentals{
    F{"symbol", 't', true, kSymbolWords, "Symbol of the company's listing"},
    F{"period_end", 'd', true,
      "periodend|periodending|enddate|fyend|fiscalperiodend|reportdate|perioddate|fiscaldateending|"
      "fiscalyearend|quarterend|date|asofdate|period",
      "Last day of the period"},
    F{"concept", 't', false, "concept|item|tag|metric|field|lineitem|account|category", "What the value is"},
    F{"value", 'n', false, "value|amount|val", "The value, with `concept`"},
    F{"filed", 'd', false,
      "filed|filedchecked|filingdate|fileddate|publishdate|availabledate|announcementdate|datefiled|"
      "crawldate|rdq|accepteddate",
      "Day of the filing; usable from the next session on"},
    F{"period", 't', false, "periodlength|fiscalperiod|periodfocus|periodtype|freq|frequency|fp|period",
      "FY, Q1..Q4, annual, quarterly"},
    F{"fiscal_year", 'n', false, "fiscalyear|fy|year|fyear|foryear", "Fiscal year"},
    F{"form", 't', false, "form|doctype|formtype", "10-K, 10-Q"},
    F{"unit", 't', false, "unit|units|currency|reportedcurrency|uom", "Unit of the value"},
    F{"accession", 't', false, "accession|accn|accessionnumber", "Accession number of the filing"},
};

constexpr std::array kMacro{
    F{"series", 't', true, "series|seriesid|indicator|variable|mnemonic|ticker|symbol|code",
      "Name of the series; from the column's or the file's name when no column holds it"},
    F{"date", 'd', true,
      "date|observationdate|period|periodend|time|timeperiod|month|day|sasdate|datetime|timestamp|dt|index|"
      "year|quarter",
      "Day or period of the observation; a period is kept by its last day"},
    F{"value", 'n', true, "value|obsvalue|observation|level|rate|price|close|val", "The value"},
    F{"knowable_at", 'd', false, "knowableat|releasedate|published|publicationdate|realtimestart|vintagedate",
      "Day from which it was known"},
};

constexpr std::array kInstruments{
    F{"symbol", 't', true, kSymbolWords, "Symbol"},
    F{"name", 't', false, "name|company|companyname|security|longname|shortname|issuer|description|title",
      "Name in full"},
    F{"sector", 't', false, "sector|gicssector|gsector|industryfolder|sectorname", "Sector"},
    F{"industry", 't', false, "industry|industrygroup|gicsindustrygroup|gicsindustry", "Industry"},
    F{"sub_industry", 't', false, "subindustry|gicssubindustry", "Sub-industry"},
    F{"security_type", 't', false, "securitytype|type|instrumenttype|assettype", "stock, etf, index ..."},
    F{"asset_class", 't', false, "assetclass", "equities, bonds, commodities, fx, crypto, cash"},
    F{"currency", 't', false, "currency|ccy|quotecurrency", "ISO 4217"},
    F{"cik", 't', false, "cik", "SEC central index key"},
};

constexpr std::array kActions{
    F{"symbol", 't', true, kSymbolWords, "Symbol of the instrument"},
    F{"date", 'd', true, "exdate|date|exdividenddate|effectivedate|splitdate", "Ex date"},
    F{"type", 't', false, "type|action|event|actiontype", "split, dividend or spin_off"},
    F{"ratio", 'n', false, "ratio|splitcoefficient|splitratio|splitfactor|split|stocksplits",
      "New shares per old share"},
    F{"amount", 'n', false, "amount|dividendamount|dividend|dividends|cash|cashamount|divcash",
      "Cash per share as paid"},
    F{"currency", 't', false, "currency|ccy", "Of the amount"},
    F{"knowable_at", 'd', false, "knowableat|declarationdate|announcementdate|declared",
      "Day from which it was known"},
};

constexpr std::array kUniverse{
    F{"symbol", 't', true, kSymbolWords, "Symbol of the member"},
    F{"start", 'd', true, "startdate|start|from|validfrom|dateadded|datein|begin|entry",
      "First day of the membership"},
    F{"end", 'd', false, "enddate|end|to|validto|dateremoved|dateout|thru|exit",
      "First day after it; empty = still a member"},
    F{"universe", 't', false, "universe|index|indexname|list", "Name of the universe"},
    F{"date", 'd', false, "date|effectivedate|changedate|day", "Day of a change, with `added` and `removed`"},
    F{"added", 't', false, "add|added|additions|addedticker|joined", "Symbols that came in, cut by commas"},
    F{"removed", 't', false, "remove|removed|removals|deletions|removedticker|left",
      "Symbols that went out, cut by commas"},
};

constexpr std::array kPortfolios{
    F{"portfolio", 't', false, "portfolio|portfolioid|account|book|fund", "Name of the portfolio"},
    F{"symbol", 't', true, kSymbolWords, "Symbol of the position"},
    F{"date", 'd', false, "date|asof|asofdate|day", "Day of the holding"},
    F{"quantity", 'n', false, "quantity|qty|shares|units|position|holding", "Shares; negative is short"},
    F{"price", 'n', false, "price|cost|avgprice|averageprice|costbasis|entryprice", "Price per share"},
    F{"value", 'n', false, "value|marketvalue|mv|amount|notional", "Value of the position"},
};

constexpr std::array kKinds{
    ImportKind{"bars", kBars},
    ImportKind{"ticks", kTicks},
    ImportKind{"fundamentals", kFundamentals},
    ImportKind{"macro", kMacro},
    ImportKind{"instruments", kInstruments},
    ImportKind{"classifications", kInstruments},
    ImportKind{"corporate_actions", kActions},
    ImportKind{"universe", kUniverse},
    ImportKind{"portfolios", kPortfolios},
};

bool isLetterOrDigit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

char lowerOf(char c) {
    return static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

} // namespace

std::span<const ImportKind> importKinds() {
    return kKinds;
}

const ImportKind* findImportKind(std::string_view name) {
    const auto found = std::ranges::find(kKinds, name, &ImportKind::name);
    return found == kKinds.end() ? nullptr : &*found;
}

const ImportField* findImportField(const ImportKind& kind, std::string_view name) {
    const auto found = std::ranges::find(kind.fields, name, &ImportField::name);
    return found == kind.fields.end() ? nullptr : &*found;
}

std::string nameKey(std::string_view column) {
    std::size_t digits = 0;
    while (digits < column.size() && column[digits] >= '0' && column[digits] <= '9')
        ++digits;
    if (digits > 0 && digits < column.size() && (column[digits] == '.' || column[digits] == ')'))
        column.remove_prefix(digits);
    std::string out;
    for (const char c : column)
        if (isLetterOrDigit(c)) out += lowerOf(c);
    return out;
}

} // namespace nautilus::marketdata
