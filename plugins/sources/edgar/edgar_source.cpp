#include "plugins/sources/edgar/edgar_source.h"

#include "engines/kit/field_reader.h"
#include "plugins/sources/edgar/company_facts.h"
#include "plugins/sources/edgar/concept_table.h"
#include "plugins/sources/edgar/fact_history.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <charconv>

namespace nautilus::sources::edgar {

using domain::SessionDate;
using kit::ErrorCode;
using kit::Result;
using kit::Table;

namespace {

constexpr std::int64_t kDayNs = 86'400 * domain::kNsPerSecond;
/// The SEC lets nobody in for ten minutes who asked too often.
constexpr double kHoldSeconds = 600;

std::string upper(std::string_view text) {
    std::string out(text);
    std::ranges::transform(out, out.begin(),
                           [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    return out;
}

const char* periodWord(char period) {
    return period == 'F' ? "FY" : period == 'Q' ? "Q" : period == 'Y' ? "YTD" : "instant";
}

kit::HistoryRows tableOf(const FactHistory& history, const kit::HistoryRequest& request) {
    Table::Texts concept_names, periods, forms, units, accessions, sources;
    Table::Dates ends, filed, knowable;
    Table::Integers years;
    Table::Flags restated;
    Table::Numbers values;
    for (const auto& row : history.rows) {
        const auto at = static_cast<std::int64_t>(row.knowable_at.days) * kDayNs;
        if (at < request.from_ns || at >= request.to_ns) continue;
        concept_names.emplace_back(concepts()[row.concept_index].name);
        ends.push_back(row.period_end);
        periods.emplace_back(periodWord(row.period));
        years.push_back(row.fiscal_year);
        forms.push_back(row.form);
        filed.push_back(row.filed);
        knowable.push_back(row.knowable_at);
        restated.push_back(row.restated ? 1 : 0);
        values.push_back(row.value);
        units.push_back(row.unit);
        accessions.push_back(row.accession);
        sources.push_back("edgar " + row.tag + (row.derived ? ", less the periods before" : ""));
    }
    kit::HistoryRows out;
    out.rows.add("concept", std::move(concept_names));
    out.rows.add("period_end", std::move(ends));
    out.rows.add("period", std::move(periods));
    out.rows.add("fiscal_year", std::move(years));
    out.rows.add("form", std::move(forms));
    out.rows.add("filed", std::move(filed));
    out.rows.add("knowable_at", std::move(knowable));
    out.rows.add("restated", std::move(restated));
    out.rows.add("value", std::move(values));
    out.rows.add("unit", std::move(units));
    out.rows.add("accession", std::move(accessions));
    out.rows.add("source", std::move(sources));
    out.warnings = history.warnings;
    return out;
}

} // namespace

http::Verdict judge(const sdk::ExchangeResponse& response) {
    using Kind = http::Verdict::Kind;
    if (response.status == 403) {
        if (response.body.find("Undeclared Automated Tool") != std::string::npos)
            return {Kind::Failed,
                    {ErrorCode::Unavailable, "the SEC refuses requests that do not say who asks: see the "
                                             "setting contact"},
                    0};
        if (response.body.find("AccessDenied") != std::string::npos)
            return {Kind::Failed, {ErrorCode::NotFound, "the SEC has nothing of that name"}, 0};
    }
    if (response.status == 403 || response.status == 429)
        return {Kind::HoldOn,
                {ErrorCode::TooManyRequests, "the SEC wants fewer requests", "", true},
                std::max(kHoldSeconds, response.retryAfter())};
    return http::byStatus(response);
}

Result<void> EdgarSource::configure(const kit::Value& settings) {
    kit::FieldReader reader;
    auto read = reader.read<EdgarSettings>(settings);
    if (!read) return kit::failAs(read);
    if (auto good = http::checkAddress(read->data_url, "/data_url"); !good) return good;
    if (auto good = http::checkAddress(read->www_url, "/www_url"); !good) return good;
    const auto& contact = read->contact;
    const bool printable = std::ranges::all_of(contact, [](unsigned char c) { return c >= 32 && c < 127; });
    if (!contact.empty() && (!printable || contact.find('@') == std::string::npos))
        return kit::fail(ErrorCode::InvalidArgument, "must be a name and an e-mail address in plain letters",
                         "/contact");
    http::HttpLimits limits;
    limits.user_agent = contact;
    limits.answer_seconds = read->answer_seconds;
    http::ProviderRules rules;
    rules.judge = judge;
    rules.attempts = read->attempts;
    use(std::move(limits), std::move(rules),
        contact.empty() ? "the setting contact is empty: the SEC wants to know who asks" : "");
    const std::scoped_lock lock(settings_mutex_);
    settings_ = std::move(*read);
    return {};
}

EdgarSettings EdgarSource::settings() const {
    const std::scoped_lock lock(settings_mutex_);
    return settings_;
}

Result<const std::vector<Ticker>*> EdgarSource::tickers() {
    const auto from = settings().www_url;
    const auto now = host().time().nowNs();
    if (!tickers_.empty() && now < tickers_until_ns_ && from == tickers_from_) return &tickers_;
    const auto body = ask(from + "/files/company_tickers.json");
    if (!body) return kit::failAs(body);
    auto read = readTickers(*body);
    if (!read) return kit::failAs(read);
    tickers_ = std::move(*read);
    tickers_from_ = from;
    tickers_until_ns_ = now + kDayNs;
    return &tickers_;
}

Result<std::int64_t> EdgarSource::cikOf(const std::string& symbol) {
    auto wanted = upper(symbol);
    if (wanted.starts_with("CIK")) {
        std::int64_t cik = 0;
        const auto [end, error] = std::from_chars(wanted.data() + 3, wanted.data() + wanted.size(), cik);
        if (error == std::errc{} && end == wanted.data() + wanted.size() && cik > 0 && cik < 10'000'000'000)
            return cik;
    }
    const auto all = tickers();
    if (!all) return kit::failAs(all);
    const auto find = [&](const std::string& name) {
        const auto at = std::ranges::lower_bound(**all, name, {}, &Ticker::symbol);
        return at != (*all)->end() && at->symbol == name ? &*at : nullptr;
    };
    const auto* ticker = find(wanted);
    std::ranges::replace(wanted, '.', '-'); // classes of shares: BRK.B is BRK-B here
    if (!ticker) ticker = find(wanted);
    if (!ticker)
        return kit::fail(ErrorCode::NotFound, "the SEC lists no company with the ticker " + symbol,
                         "/symbol");
    return ticker->cik;
}

Result<Submissions> EdgarSource::submissionsOf(std::int64_t cik) {
    const auto found = body("submissions.zip", "/submissions/", fmt::format("CIK{:010}.json", cik));
    if (!found) return kit::failAs(found);
    return readSubmissions(*found, cik);
}

Result<void> EdgarSource::addOlder(Submissions& submissions, const std::vector<SessionDate>& filed) {
    for (const auto& page : std::vector(submissions.older)) {
        const bool needed =
            std::ranges::any_of(filed, [&](SessionDate day) { return day >= page.from && day <= page.to; });
        if (!needed) continue;
        const auto found = body("submissions.zip", "/submissions/", page.name);
        if (!found) return kit::failAs(found);
        if (auto added = submissions.addPage(*found, page); !added) return added;
    }
    return {};
}

Result<kit::HistoryRows> EdgarSource::rowsOf(const kit::HistoryRequest& request) {
    const auto cik = cikOf(request.symbol);
    if (!cik) return kit::failAs(cik);
    const auto found =
        body("companyfacts.zip", "/api/xbrl/companyfacts/", fmt::format("CIK{:010}.json", *cik));
    if (!found && found.error().front().code == ErrorCode::NotFound)
        return kit::fail(ErrorCode::NotFound, "the SEC holds no XBRL facts of " + request.symbol, "/symbol");
    if (!found) return kit::failAs(found);
    const auto facts = readCompanyFacts(*found, *cik);
    if (!facts) return kit::failAs(facts);
    auto submissions = submissionsOf(*cik);
    if (!submissions) return kit::failAs(submissions);
    std::vector<SessionDate> unlisted;
    for (const auto& fact : facts->facts)
        if (!submissions->by_accession.contains(fact.accession)) unlisted.push_back(fact.filed);
    if (auto added = addOlder(*submissions, unlisted); !added) return kit::failAs(added);
    const auto lookUp = [&](const std::string& accession) -> const Acceptance* {
        const auto at = submissions->by_accession.find(accession);
        return at == submissions->by_accession.end() ? nullptr : &at->second;
    };
    auto out = tableOf(historyOf(*facts, lookUp, submissions->company.fiscal_year_end), request);
    out.warnings.insert(out.warnings.begin(), facts->warnings.begin(), facts->warnings.end());
    out.warnings.insert(out.warnings.end(), submissions->warnings.begin(), submissions->warnings.end());
    return out;
}

Result<Table> EdgarSource::found(const std::string& text, std::int64_t limit) {
    const auto all = tickers();
    if (!all) return kit::failAs(all);
    const auto wanted = upper(text);
    Table::Texts symbols, names;
    const auto take = [&](bool exact) {
        for (const auto& each : **all) {
            const bool same = each.symbol == wanted;
            const bool holds = each.symbol.find(wanted) != std::string::npos ||
                               upper(each.name).find(wanted) != std::string::npos;
            if (std::ssize(symbols) >= limit || same != exact || !holds) continue;
            symbols.push_back(each.symbol);
            names.push_back(each.name);
        }
    };
    take(true);
    take(false);
    Table out;
    Table::Texts classes(symbols.size(), "equities"), currencies(symbols.size());
    out.add("symbol", std::move(symbols));
    out.add("name", std::move(names));
    out.add("asset_class", std::move(classes));
    out.add("currency", std::move(currencies));
    return out;
}

} // namespace nautilus::sources::edgar

namespace {

std::unique_ptr<nautilus::sdk::Source> make(nautilus::sdk::SourceHost& host, nautilus::kit::SourceInfo info) {
    return std::make_unique<nautilus::sources::edgar::EdgarSource>(host, std::move(info));
}

} // namespace

extern "C" const nautilus::sdk::SourceEntry* nautilus_source_v1() {
    static constexpr nautilus::sdk::SourceEntry kEntry{nautilus::sdk::kSourceAbi, make};
    return &kEntry;
}
