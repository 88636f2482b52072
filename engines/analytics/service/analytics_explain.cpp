// Lineage of the analytics engine's answers: a figure leads to the returns and positions that it was computed
// from, and those to the stored closes of what was held.

#include "engines/analytics/contract/performance.h"
#include "engines/analytics/kernel/return_metrics.h"
#include "engines/analytics/service/active_history.h"
#include "engines/analytics/service/analytics_service.h"

#include <fmt/format.h>

#include <cmath>
#include <map>

namespace nautilus::analytics {

using namespace domain;
using kit::ErrorCode;
using kit::fail;
using kit::LineageNode;
using kit::LineageQuestion;
using kit::Result;
using kit::Value;

namespace {

constexpr int kLookBackDays = 10; ///< within which the last close before a day lies

Value number(double value) {
    return std::isfinite(value) ? Value(value) : Value();
}

tl::unexpected<kit::Errors> noStory() {
    return fail(ErrorCode::Unsupported, "this value has no story of its own");
}

/// Formulas of what is not defined by its field's own description.
const std::map<std::string, const char*, std::less<>>& formulas() {
    static const std::map<std::string, const char*, std::less<>> kFormulas{
        {"total_pnl", "SUM quantity (price - cost) + realised; of a book V_T - V_0 - flows"},
        {"total_pnl_percent", "total_pnl / SUM |quantity cost| 100; of a book modified Dietz"},
        {"unrealized_pnl", "market_value - cost_basis"},
        {"market_value", "SUM quantity price"},
        {"cost_basis", "SUM quantity cost"},
        {"sector_attribution", "SUM over the sector of gains"},
        {"security_attribution",
         "SUM_t value_{t-1} weight_t return_t; given positions quantity (price - cost)"},
        {"sharpe_ratio", "mean(r - rf) / deviation(r) sqrt(A)"},
        {"volatility", "deviation(r) sqrt(A)"},
        {"alpha", "(1 + mean(r - rf - beta (b - rf)))^A - 1"},
        {"beta", "cov(r - rf, b - rf) / var(b - rf)"},
        {"max_drawdown", "min_t V_t / max_{s<=t} V_s - 1"},
        {"total_return", "PROD(1 + r) - 1"},
        {"benchmark_return", "PROD(1 + b) - 1"},
        {"active_return", "total_return - benchmark_return"},
        {"factor_attribution", "LINK_t (x_p - x_b)_{t-1} f_t"},
        {"security_selection", "LINK_t SUM_j W_j (r_j - R_j) + (w_j - W_j)(r_j - R_j), with trading"},
        {"allocation_effect", "LINK_t SUM_j (w_j - W_j)(R_j - B)"}};
    return kFormulas;
}

/// Description of a field by its path in a schema; null where the path leaves it.
const Value* fieldAt(const Value& schema, const std::vector<std::string>& path) {
    const Value* found = &schema;
    for (const auto& part : path) {
        const auto* properties = found->find("properties");
        const auto* next = properties ? properties->find(part) : nullptr;
        if (!next) return found->find("additionalProperties") ? found : nullptr;
        found = next;
    }
    return found;
}

std::string textOf(const Value* schema, const char* name) {
    const auto* found = schema ? schema->find(name) : nullptr;
    const auto* words = found ? found->as<std::string>() : nullptr;
    return words ? *words : std::string();
}

/// The stories of one question.
class Story {
public:
    Story(const Rooms& rooms, kit::Catalog& catalog, const LineageQuestion& question)
        : rooms_(rooms), catalog_(catalog), question_(question) {}

    /// The value itself, by the description of its field.
    [[nodiscard]] Result<LineageNode> root(const Value& schema, const std::string& subject) const {
        const auto* field = fieldAt(schema, question_.path);
        if (!field) return noStory();
        LineageNode node;
        node.label = fmt::format("{} of {}", fmt::join(question_.path, " "), subject);
        node.value = question_.value;
        node.unit = textOf(field, "x-unit");
        node.formula_words = textOf(field, "description");
        for (const auto& part : question_.path)
            if (const auto found = formulas().find(part); found != formulas().end())
                node.formula = found->second;
        if (node.formula.empty()) node.formula = node.formula_words;
        node.knowable_at = question_.data_as_of;
        return node;
    }

    /// The last stored close of an instrument on or before a day.
    Result<LineageNode> close(InstrumentId id, const std::string& symbol, SessionDate day) const {
        const auto rows = catalog_.barSources(id, day.plusDays(-kLookBackDays), day);
        if (!rows) return kit::failAs(rows);
        LineageNode leaf;
        if (rows->empty()) {
            leaf.label = "close of " + symbol;
            leaf.warnings.emplace_back("there is none up to " + day.iso());
            return leaf;
        }
        const auto& row = rows->back();
        leaf.label = "close of " + symbol + " on " + row.at.iso();
        leaf.value = number(row.value);
        leaf.unit = row.unit;
        leaf.source = row.dataset + (row.source.empty() ? "" : ": " + row.source);
        if (row.source_row > 0) leaf.source_row = row.source_row;
        leaf.knowable_at = row.knowable_at;
        return leaf;
    }

    /// What a book held on a day, each with its close.
    Result<void> addHoldings(LineageNode& node, const std::string& id, SessionDate day) const {
        const auto book = rooms_.books->holdings(id, day);
        if (!book) return kit::failAs(book);
        for (const auto& each : book->holdings) {
            LineageNode position;
            position.label = fmt::format("{} {} in {} on {}", each.quantity, each.symbol, id, day.iso());
            position.value = number(each.value);
            position.unit = book->book.base_currency;
            position.formula = "quantity x price x rate";
            position.formula_words = fmt::format("Cost {}", each.cost);
            position.knowable_at = book->as_of;
            auto leaf = close(each.instrument, each.symbol, day);
            if (!leaf) return kit::failAs(leaf);
            position.add(*leaf);
            node.add(position);
        }
        return {};
    }

    Result<void> addGiven(LineageNode& node, const AnalyticsRequest& request) const {
        const auto directory = rooms_.market->directory();
        for (const auto& each : *request.positions) {
            LineageNode position;
            position.label = fmt::format("{} {} of the request", each.quantity, each.symbol);
            position.source = "the request";
            if (each.current_price) position.value = number(each.quantity * *each.current_price);
            if (each.avg_cost) position.formula_words = fmt::format("Cost per unit {}", *each.avg_cost);
            const auto* known = directory->resolve(each.symbol, question_.data_as_of.value_or(kEndOfTime));
            if (known && question_.data_as_of) {
                auto leaf = close(known->id, each.symbol, *question_.data_as_of);
                if (!leaf) return kit::failAs(leaf);
                position.add(*leaf);
            }
            node.add(position);
        }
        return {};
    }

    /// The benchmark's last close, when it is one instrument.
    Result<void> addBenchmark(LineageNode& node, const std::string& name) const {
        if (!question_.data_as_of) return {};
        LineageNode benchmark;
        benchmark.label = "benchmark " + name;
        const auto directory = rooms_.market->directory();
        const bool book = rooms_.books && rooms_.books->find(name);
        const auto* known = book ? nullptr : directory->resolve(name, *question_.data_as_of);
        if (known) {
            auto leaf = close(known->id, name, *question_.data_as_of);
            if (!leaf) return kit::failAs(leaf);
            benchmark.add(*leaf);
        } else if (book) {
            if (auto added = addHoldings(benchmark, name, *question_.data_as_of); !added) return added;
        }
        node.add(benchmark);
        return {};
    }

    /// The returns of a book and its benchmark over a period.
    Result<void> addReturns(LineageNode& node, HistoryWish wish) const {
        kit::Call unused;
        wish.wanted = Wanted::Return;
        wish.as_of = question_.data_as_of;
        const auto history = activeHistory(rooms_, wish, unused);
        if (!history) return kit::failAs(history);
        LineageNode mine;
        const auto period = history->base.iso() + " to " + history->session.back().iso();
        mine.label = fmt::format("{} returns of {}, {}", history->session.size(), wish.portfolio_id, period);
        mine.value = number(totalReturn(history->portfolio));
        mine.unit = "fraction";
        mine.formula = "V_t / (V_{t-1} + flow_t) - 1, compounded";
        mine.knowable_at = history->session.back();
        if (auto added = addHoldings(mine, wish.portfolio_id, history->session.back()); !added) return added;
        node.add(mine);
        LineageNode theirs;
        theirs.label =
            fmt::format("{} returns of {}, {}", history->session.size(), history->benchmark, period);
        theirs.value = number(totalReturn(history->market));
        theirs.unit = "fraction";
        theirs.formula_words = history->made_of;
        theirs.knowable_at = history->session.back();
        if (auto added = addBenchmark(theirs, history->benchmark); !added) return added;
        node.add(theirs);
        return {};
    }

private:
    const Rooms& rooms_;
    kit::Catalog& catalog_;
    const LineageQuestion& question_;
};

template <class Request>
Result<Request> requestOf(const LineageQuestion& question) {
    kit::FieldReader reader;
    return reader.read<Request>(question.parameters);
}

Result<LineageNode> calculateStory(const Rooms& rooms, kit::Catalog& catalog,
                                   const LineageQuestion& question) {
    const auto request = requestOf<AnalyticsRequest>(question);
    if (!request) return kit::failAs(request);
    const Story story(rooms, catalog, question);
    auto node = story.root(kit::resultSchema<AnalyticsResult>(), request->portfolio_id);
    if (!node) return node;
    Result<void> added;
    std::string benchmark = request->benchmark.value_or("SPY");
    if (request->positions) {
        added = story.addGiven(*node, *request);
    } else {
        const auto book = rooms.books->find(request->portfolio_id);
        if (book) benchmark = benchmarkName(request->benchmark, *book);
        if (question.data_as_of)
            added = story.addHoldings(*node, request->portfolio_id, *question.data_as_of);
    }
    if (added && question.path.front() == "performance_metrics") added = story.addBenchmark(*node, benchmark);
    return added ? std::move(node) : Result<LineageNode>(kit::failAs(added));
}

/// Answers that are made of a book's returns.
template <class Request, class Answer>
Result<LineageNode> returnsStory(const Rooms& rooms, kit::Catalog& catalog, const LineageQuestion& question,
                                 std::string Request::*period) {
    const auto request = requestOf<Request>(question);
    if (!request) return kit::failAs(request);
    const Story story(rooms, catalog, question);
    auto node = story.root(kit::resultSchema<Answer>(), request->portfolio_id);
    if (!node) return node;
    const auto added =
        story.addReturns(*node, {request->portfolio_id, (*request).*period, "/period", request->start,
                                 request->as_of, request->benchmark, Wanted::Return});
    return added ? std::move(node) : Result<LineageNode>(kit::failAs(added));
}

Result<LineageNode> storyOf(const Rooms& rooms, kit::Catalog& catalog, const LineageQuestion& question) {
    if (question.path.empty()) return noStory();
    if (question.operation == "analytics.calculate") return calculateStory(rooms, catalog, question);
    if (question.operation == "analytics.attribution")
        return returnsStory<AttributionRequest, AttributionResult>(rooms, catalog, question,
                                                                   &AttributionRequest::time_period);
    if (question.operation == "analytics.benchmark")
        return returnsStory<ComparisonRequest, ComparisonResult>(rooms, catalog, question,
                                                                 &ComparisonRequest::period);
    if (question.operation == "analytics.performance") {
        using Metrics = MetricsRequest<BookSubject>;
        return returnsStory<Metrics, MetricsResult>(rooms, catalog, question, &Metrics::period);
    }
    return noStory();
}

} // namespace

void AnalyticsService::explain(LineageQuestion question, kit::CallPtr, kit::Done<LineageNode> done) {
    const auto task = [this, question = std::move(question), done] {
        if (!rooms_.books) return done(Rooms::noBooks());
        done(storyOf(rooms_, ports_.catalog, question));
    };
    onDriver([&](kit::Errors errors) { done(tl::unexpected(std::move(errors))); }, task);
}

} // namespace nautilus::analytics
