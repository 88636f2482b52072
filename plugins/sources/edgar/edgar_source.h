#pragma once
// Facts from the filings of companies with the SEC, as rows of fundamentals that know when they were known.
//
// History "fundamentals" of a ticker, or of "CIK320193": columns concept, period_end, period (FY, Q, YTD,
// instant), fiscal_year, form, filed, knowable_at, restated, value, unit, accession, source; rows whose
// knowable_at lies within the bounds, in its order.
//
// Commands: {"do":"company","symbol"}, {"do":"concept","symbol","taxonomy","tag"},
// {"do":"frame","taxonomy","tag","unit","period"}, {"do":"download_bulk"}.

#include "plugins/http/provider_source.h"
#include "plugins/sources/edgar/submissions.h"

namespace nautilus::sources::edgar {

struct EdgarSettings {
    std::string contact, data_url = "https://data.sec.gov", www_url = "https://www.sec.gov";
    std::string bulk_folder;
    double bulk_hours = 48;
    double answer_seconds = 60;
    std::int64_t attempts = 4;

    static constexpr auto fields() {
        using S = EdgarSettings;
        using kit::field;
        return std::make_tuple(field("contact", &S::contact), field("data_url", &S::data_url),
                               field("www_url", &S::www_url), field("bulk_folder", &S::bulk_folder),
                               field("bulk_hours", &S::bulk_hours),
                               field("answer_seconds", &S::answer_seconds), field("attempts", &S::attempts));
    }
};

/// What an answer of the SEC means.
[[nodiscard]] http::Verdict judge(const sdk::ExchangeResponse& response);

class EdgarSource final : public http::ProviderSource {
public:
    EdgarSource(sdk::SourceHost& host, kit::SourceInfo info) : ProviderSource(host, std::move(info)) {}
    ~EdgarSource() override { stop(); }
    EdgarSource(const EdgarSource&) = delete;
    EdgarSource& operator=(const EdgarSource&) = delete;
    kit::Result<void> configure(const kit::Value& settings) override;

private:
    kit::Result<kit::HistoryRows> rowsOf(const kit::HistoryRequest& request) override;
    kit::Result<kit::Table> found(const std::string& text, std::int64_t limit) override;
    kit::Result<kit::Value> obey(const kit::Value& command) override;
    kit::Result<kit::Value> company(const kit::Value& command);
    kit::Result<kit::Value> conceptRows(const kit::Value& command);
    kit::Result<kit::Value> frame(const kit::Value& command);
    kit::Result<const std::vector<Ticker>*> tickers();
    kit::Result<std::int64_t> cikOf(const std::string& symbol);
    kit::Result<Submissions> submissionsOf(std::int64_t cik);
    /// Reads those older pages that may hold filings of these days.
    kit::Result<void> addOlder(Submissions& submissions, const std::vector<domain::SessionDate>& filed);
    /// The body of this name, out of the bulk file where that is there and new enough, else asked for.
    kit::Result<kit::Value> body(const char* bulk, const std::string& folder, const std::string& name);
    kit::Result<kit::Value> downloadBulk();
    [[nodiscard]] EdgarSettings settings() const;

    std::vector<Ticker> tickers_; ///< these three of the queue's thread
    std::int64_t tickers_until_ns_ = 0;
    std::string tickers_from_;
    mutable std::mutex settings_mutex_; // guards settings_
    EdgarSettings settings_;
};

} // namespace nautilus::sources::edgar
