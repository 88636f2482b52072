#include "engines/analytics/service/analytics_service.h"

#include "engines/domain/calendar.h"

#include <cmath>

namespace nautilus::analytics {

using kit::Value;

namespace {

Value number(double value) {
    return std::isfinite(value) ? Value(value) : Value(nullptr);
}

/// The event that the portfolio engine sends while prices move, of the last stored prices.
std::string storedUpdate(const portfolio::BookHoldings& book) {
    double unrealised = 0;
    for (const auto& each : book.holdings)
        unrealised += each.unrealised;
    Value out = Value::Object{};
    out.set("event", "pnl_update");
    out.set("portfolio_id", book.book.id);
    out.set("pnl", number(unrealised + book.realised + book.income));
    out.set("unrealized_pnl", number(unrealised));
    out.set("realized_pnl", number(book.realised));
    out.set("income", number(book.income));
    out.set("value", number(book.value));
    out.set("currency", book.book.base_currency);
    out.set("timestamp", domain::NyseCalendar::close(domain::NyseCalendar::onOrBefore(book.as_of)).rfc3339());
    out.set("source", "stored");
    return kit::toJson(out);
}

} // namespace

kit::Result<void> AnalyticsService::start() {
    return {};
}

void AnalyticsService::stop() {}

/// Counted where they are sent: somebody who listened only to count would make every book follow its prices.
double AnalyticsService::pnlUpdates() const {
    double sent = 0;
    if (rooms_.books)
        for (const auto& book : rooms_.books->names())
            sent += static_cast<double>(ports_.stream.sentCount("portfolio", "portfolio.pnl." + book.id));
    return sent;
}

/// Starts with the values of the last stored prices, so that whoever comes sees something at once; the events
/// of the portfolio engine follow.
void AnalyticsService::stream(const PnlStreamRequest& request, const kit::CallPtr& call,
                              const kit::ReplyDone& done) {
    const auto task = [this, id = request.portfolio_id, call, done] {
        kit::Reply reply{"", kit::Format::Json, 200, {"portfolio.pnl." + id, "portfolio.positions." + id}};
        if (!rooms_.books) return done(Rooms::noBooks());
        const auto book = rooms_.books->holdings(id, std::nullopt);
        if (!book) return done(kit::failAs(book));
        if (call->last_event_id.empty()) reply.body = storedUpdate(*book);
        done(std::move(reply));
    };
    onDriver([&](kit::Errors errors) { done(tl::unexpected(std::move(errors))); }, task);
}

void AnalyticsService::count(Work work, std::int64_t begun_ns, kit::Call& call) {
    const auto took = ports_.clock.steadyNs() - begun_ns;
    call.fact("calculation_time_ms", static_cast<double>(took / 1000) / 1000.0);
    ++calculations_;
    calculation_ns_ += took;
    if (work == Work::Portfolio) ++portfolios_;
    if (work == Work::Attribution) ++attributions_;
    if (work == Work::Series) ++series_;
}

AnalyticsHealth AnalyticsService::health() const {
    const auto vitals = ports_.vitals.vitals(id());
    AnalyticsHealth out;
    out.status = kit::healthWord(vitals);
    out.version = version();
    out.uptime_seconds = vitals.uptime_seconds;
    out.messagebus_connected = ports_.stream.connected();
    out.database_connected = ports_.catalog.connected();
    out.last_health_check = ports_.clock.now();
    out.performance_metrics.avg_response_time_ms = vitals.average_response_ms;
    if (vitals.uptime_seconds > 0)
        out.performance_metrics.requests_per_second =
            static_cast<double>(vitals.requests_total) / vitals.uptime_seconds;
    out.performance_metrics.active_calculations = active_;
    return out;
}

kit::Keyed<double> AnalyticsService::statistics() const {
    kit::Keyed<double> out;
    out["calculations"] = static_cast<double>(calculations_);
    out["portfolios_processed"] = static_cast<double>(portfolios_);
    out["attribution_analyses"] = static_cast<double>(attributions_);
    out["series_measured"] = static_cast<double>(series_);
    out["pnl_updates"] = pnlUpdates();
    out["active_calculations"] = static_cast<double>(active_);
    if (rooms_.books) out["books"] = static_cast<double>(rooms_.books->names().size());
    return out;
}

std::vector<kit::MetricSample> AnalyticsService::metrics() const {
    const auto of = [](const std::atomic<std::int64_t>& counter) { return static_cast<double>(counter); };
    const double seconds = of(calculation_ns_) / 1e9;
    return {{"analytics_portfolios_processed_total", "Questions about a portfolio that were answered",
             of(portfolios_) + of(attributions_) + of(series_)},
            {"analytics_portfolios_calculated_total", "Portfolios whose gain and ratios were computed",
             of(portfolios_)},
            {"analytics_pnl_calculations_total", "Profits and losses that were computed", of(portfolios_)},
            {"analytics_attribution_analyses_total", "Attributions that were answered", of(attributions_)},
            {"analytics_pnl_updates_total", "Updates of profit and loss seen on the bus", pnlUpdates()},
            {"analytics_calculation_errors_total", "Calculations that ended in an error", of(errors_)},
            {"analytics_calculation_time_seconds_total", "Time spent in calculations", seconds},
            {"analytics_active_calculations", "Calculations that run at this moment", of(active_), false}};
}

} // namespace nautilus::analytics
