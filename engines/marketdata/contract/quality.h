#pragma once
// What the quality rules found, the corrections over the raw rows, and the scores that other engines show.
// Definitions: docs/methods/data-quality.md.

#include "engines/kit/job.h"
#include "engines/kit/table.h"
#include "engines/marketdata/contract/page_fields.h"

namespace nautilus::marketdata {

/// All in [0, 1]; NaN where there is nothing to judge.
struct QualityScores {
    double completeness = domain::kMissing;
    double validity = domain::kMissing;
    double consistency = domain::kMissing;
    double timeliness = domain::kMissing;
    double accuracy_score = domain::kMissing;
    double overall = domain::kMissing;

    static constexpr auto fields() {
        using kit::field;
        using S = QualityScores;
        return std::make_tuple(
            field("completeness", &S::completeness)
                .doc("Bars present / sessions between each instrument's first and last row"),
            field("validity", &S::validity)
                .doc("1 - share of rows that cannot be what was traded (refused, impossible, wrong unit)"),
            field("consistency", &S::consistency)
                .doc("1 - share of rows that contradict others (splits, adjustments, sources, repeats)"),
            field("timeliness", &S::timeliness)
                .doc("Share of living instruments whose last bar is the data set's last session"),
            field("accuracy_score", &S::accuracy_score)
                .doc("1 - share of rows with open issues, weighted: error 1, warning 0.5, info 0.1"),
            field("overall", &S::overall).doc("Mean of the five"));
    }
};

/// What other engines may ask. Blocks; for driver and worker threads.
class QualitySource {
public:
    virtual ~QualitySource() = default;
    /// Scores of one data set; NotFound when it holds no bars.
    virtual kit::Result<QualityScores> qualityScores(const std::string& dataset) = 0;
};

struct QualityScanRequest {
    std::optional<std::string> dataset;
    std::vector<std::string> symbols;

    static constexpr auto fields() {
        using kit::field;
        return std::make_tuple(field("dataset", &QualityScanRequest::dataset).doc("Only this data set"),
                               field("symbols", &QualityScanRequest::symbols)
                                   .size(0, 100'000)
                                   .doc("Only these instruments; empty = all"));
    }
};

struct QualityIssuesRequest {
    std::optional<std::string> dataset, symbol, rule, severity, state;
    std::int64_t limit = 10'000;
    std::optional<std::string> cursor;

    static constexpr auto fields() {
        using kit::field;
        using R = QualityIssuesRequest;
        return std::tuple_cat(
            std::make_tuple(
                field("dataset", &R::dataset).doc("Only this data set"),
                field("symbol", &R::symbol).doc("Only this instrument"),
                field("rule", &R::rule).doc("Only this rule"),
                field("severity", &R::severity).oneOf("error|warning|info").doc("Only this severity"),
                field("state", &R::state)
                    .oneOf("open|repaired|accepted|undone|unsettled")
                    .doc("Only this state; unsettled: open, or repaired and undone")),
            pageFields<R>());
    }
};

struct RuleCount {
    std::string rule;
    std::string severity;
    std::int64_t issues = 0, open = 0, rows = 0;

    static constexpr auto fields() {
        using kit::field;
        using R = RuleCount;
        return std::make_tuple(field("rule", &R::rule), field("severity", &R::severity),
                               field("issues", &R::issues).doc("Findings, one per block and field"),
                               field("open", &R::open).doc("Neither repaired nor accepted"),
                               field("rows", &R::rows).doc("Rows that the open ones cover"));
    }
};

struct DatasetQuality {
    std::string dataset;
    std::int64_t instruments = 0, rows = 0, rows_refused = 0, corrections = 0;
    QualityScores scores;
    std::vector<RuleCount> rules;

    static constexpr auto fields() {
        using kit::field;
        using D = DatasetQuality;
        return std::make_tuple(
            field("dataset", &D::dataset), field("instruments", &D::instruments).doc("With bars"),
            field("rows", &D::rows).doc("Bars in use"),
            field("rows_refused", &D::rows_refused).doc("Bars in quarantine"),
            field("corrections", &D::corrections).doc("Corrections in force"), field("scores", &D::scores),
            field("rules", &D::rules).doc("By rule and severity"));
    }
};

struct QualitySummary {
    std::int64_t catalog_epoch = 0;
    std::vector<DatasetQuality> datasets;

    static constexpr auto fields() {
        using kit::field;
        return std::make_tuple(field("catalog_epoch", &QualitySummary::catalog_epoch),
                               field("datasets", &QualitySummary::datasets));
    }
};

struct RepairRequest {
    std::vector<std::string> issue_ids;
    std::string reason;
    std::string action = "repair";

    static constexpr auto fields() {
        using kit::field;
        return std::make_tuple(
            field("action", &RepairRequest::action)
                .oneOf("repair|accept")
                .doc("repair: record the proposals; accept: the rows are right as they are"),
            field("issue_ids", &RepairRequest::issue_ids)
                .required()
                .size(0, 100'000)
                .doc("issue_id of the quality table; those already repaired stay so"),
            field("reason", &RepairRequest::reason).doc("Kept with the correction"));
    }
};

struct UndoRequest {
    std::vector<std::string> issue_ids;
    std::vector<std::int64_t> correction_ids;

    static constexpr auto fields() {
        using kit::field;
        return std::make_tuple(
            field("issue_ids", &UndoRequest::issue_ids).size(0, 100'000).doc("Repairs of these issues"),
            field("correction_ids", &UndoRequest::correction_ids).size(0, 100'000).doc("These corrections"));
    }
};

struct CorrectRequest {
    std::string symbol;
    domain::SessionDate date;
    std::string field;
    double value = 0;
    std::string reason;
    std::optional<std::string> dataset;
    bool dry_run = false;

    static constexpr auto fields() {
        using R = CorrectRequest;
        return std::make_tuple(
            kit::field("symbol", &R::symbol).required().size(1, 32).doc("Ticker, resolved at the date"),
            kit::field("date", &R::date).required().doc("The row's session, or the dividend's ex-date"),
            kit::field("field", &R::field)
                .required()
                .oneOf("open|high|low|close|adj_close|volume|dividend")
                .doc("What is wrong"),
            kit::field("value", &R::value).required().range(0, 1e15).doc("What it should be"),
            kit::field("reason", &R::reason).required().size(1, 1000).doc("Why; kept with the correction"),
            kit::field("dataset", &R::dataset).doc("When several hold the instrument"),
            kit::field("dry_run", &R::dry_run).doc("true: say what would happen and change nothing"));
    }
};

struct CorrectionsChanged {
    std::int64_t corrections = 0;
    std::int64_t unchanged = 0;
    std::vector<std::int64_t> correction_ids;
    std::int64_t catalog_epoch = 0;

    static constexpr auto fields() {
        using kit::field;
        using C = CorrectionsChanged;
        return std::make_tuple(field("corrections", &C::corrections).doc("Recorded or taken back now"),
                               field("unchanged", &C::unchanged).doc("Were so already, or offer no value"),
                               field("correction_ids", &C::correction_ids).doc("In the order of the request"),
                               field("catalog_epoch", &C::catalog_epoch).doc("Rises when anything changed"));
    }
};

} // namespace nautilus::marketdata
