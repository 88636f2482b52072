#pragma once
// Risk reports as files.

#include "engines/kit/engine.h"

namespace nautilus::risk {

struct ReportRequest {
    std::string portfolio_id;
    std::string report_type = "comprehensive";
    std::string format = "pdf";
    std::string time_period = "1M";
    std::vector<std::string> sections{"summary",  "limits",       "breaches", "var_analysis",
                                      "backtest", "stress_tests", "liquidity"};
    std::optional<domain::SessionDate> as_of;

    static constexpr auto fields() {
        using kit::field;
        using R = ReportRequest;
        return std::make_tuple(
            field("portfolio_id", &R::portfolio_id)
                .required()
                .size(1, 64)
                .doc("A portfolio, an account or \"firm\""),
            field("report_type", &R::report_type)
                .oneOf("comprehensive|summary")
                .doc("summary: the sections summary and limits alone"),
            field("format", &R::format).oneOf("pdf|html|xlsx|json|csv"),
            field("time_period", &R::time_period)
                .size(1, 6)
                .doc("Breaches that began within it by the clock: 7D, 1M, 1Y, ALL"),
            field("sections", &R::sections)
                .size(1, 20)
                .oneOf("summary|limits|breaches|var_analysis|backtest|stress_tests|liquidity")
                .doc("In this order; what is named twice comes once"),
            field("as_of", &R::as_of).doc("Nothing after this session is read"));
    }
};

struct ReportResult {
    std::string report_id;
    std::string download_url;
    domain::Timestamp expires_at;
    std::int64_t report_size_bytes = 0;
    double generation_time_ms = 0;
    std::vector<std::string> sections;

    static constexpr auto fields() {
        using kit::field;
        using R = ReportResult;
        return std::make_tuple(
            field("report_id", &R::report_id), field("download_url", &R::download_url),
            field("expires_at", &R::expires_at).doc("A day after it was made; the file is removed then"),
            field("report_size_bytes", &R::report_size_bytes).unit("bytes"),
            field("generation_time_ms", &R::generation_time_ms).unit("ms"),
            field("sections", &R::sections).doc("What is in it"));
    }
};

struct ReportFileRequest {
    std::string file;
    static constexpr auto fields() {
        return std::make_tuple(
            kit::field("file", &ReportFileRequest::file).required().size(1, 64).doc("report_001.pdf"));
    }
};

/// What is kept of a report besides its file.
struct KeptReport {
    std::string report_id;
    std::string file;
    std::string portfolio_id;
    domain::Timestamp made_at, expires_at;
    std::int64_t bytes = 0;

    static constexpr auto fields() {
        using kit::field;
        using K = KeptReport;
        return std::make_tuple(field("report_id", &K::report_id), field("file", &K::file),
                               field("portfolio_id", &K::portfolio_id), field("made_at", &K::made_at),
                               field("expires_at", &K::expires_at), field("bytes", &K::bytes));
    }
};

} // namespace nautilus::risk
