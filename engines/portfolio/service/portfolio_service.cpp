#include "engines/portfolio/service/portfolio_service.h"

#include <algorithm>
#include <cmath>

namespace nautilus::portfolio {

using kit::ErrorCode;
using kit::fail;
using kit::Result;

Result<void> PortfolioService::start() {
    if (!read_json) return fail(ErrorCode::Internal, "the portfolio engine has no reader of its records");
    if (auto loaded = shelf_.load(); !loaded) return loaded;
    optimiser_.useCatalog(ports_.catalog);
    if (auto kept = optimiser_.keepTargets(ports_.ledger, read_json); !kept) return kept;
    if (with_demo)
        if (auto made = makeDemo(); !made) return made;
    live_.start();
    return {};
}

PortfolioHealth PortfolioService::health() const {
    const auto vitals = ports_.vitals.vitals(id());
    PortfolioHealth out;
    out.status = healthWord(vitals);
    out.version = version();
    out.uptime_seconds = vitals.uptime_seconds;
    out.messagebus_connected = ports_.stream.connected();
    out.active_portfolios = static_cast<std::int64_t>(shelf_.portfoliosOf("").size());
    out.transactions_recorded = shelf_.recordedTotal();
    const auto work = optimiser_.work();
    out.optimizations_completed_today = work.today;
    out.avg_optimization_time_ms = work.mean_ms;
    return out;
}

kit::Keyed<double> PortfolioService::statistics() const {
    kit::Keyed<double> out;
    out["accounts"] = static_cast<double>(shelf_.accounts().size());
    out["portfolios"] = static_cast<double>(shelf_.portfoliosOf("").size());
    out["transactions"] = static_cast<double>(shelf_.recordedTotal());
    return out;
}

std::vector<kit::MetricSample> PortfolioService::metrics() const {
    return {{"portfolio_transactions_recorded_total", "Transactions that the journal holds",
             static_cast<double>(shelf_.recordedTotal())},
            {"portfolio_active_portfolios", "Portfolios with a book",
             static_cast<double>(shelf_.portfoliosOf("").size()), false},
            {"portfolio_live_books", "Books that follow live prices", static_cast<double>(live_.followed()),
             false},
            {"portfolio_optimizations_total", "Optimisations that were answered",
             static_cast<double>(optimiser_.work().all)},
            {"portfolio_pnl_updates_total", "Updates of profit and loss that were told",
             static_cast<double>(live_.updates())}};
}

void PortfolioService::announce(const std::string& portfolio_id) {
    live_.changed();
    ports_.stream.publish("portfolio.transactions." + portfolio_id,
                          kit::toJson(kit::Value::Object{{"event", "book_changed"},
                                                         {"portfolio_id", portfolio_id},
                                                         {"timestamp", ports_.clock.now().rfc3339()}}),
                          id());
}

Result<void> PortfolioService::fillRate(TransactionView& view, const std::string& base,
                                        const std::string& pointer) {
    const bool foreign = !view.currency.empty() && view.currency != base;
    const bool has_lots = view.instrument_id != 0; // plain cash keeps no rate
    if (!foreign || !has_lots || !view.fx_rate.empty()) return {};
    BookRates rates(market_, base);
    const auto day = view.acquired_at ? sessionOf(*view.acquired_at) : view.session;
    const auto rate = rates.at(view.currency, day);
    if (!rate) return kit::failAs(rate);
    if (std::isnan(*rate))
        return fail(ErrorCode::NotComputable,
                    "the catalog has no rate from " + view.currency + " to " + base +
                        " of that day; give one",
                    pointer + "/fx_rate");
    const auto units = std::llround(*rate * static_cast<double>(FxRate::kOne));
    view.fx_rate = FxRate{units}.text();
    return {};
}

Result<PortfolioService::Understood>
PortfolioService::understand(const std::string& portfolio_id, const std::vector<TransactionFields>& inputs,
                             const std::string& pointer) {
    std::string base;
    if (!shelf_.read(portfolio_id, [&](const ShelfBook& book) { base = book.account.base_currency; }))
        return fail(ErrorCode::NotFound, "there is no such portfolio", "/portfolio_id");
    const auto directory = market_.directory();
    Understood out;
    kit::Errors errors;
    const auto collect = [&](const kit::Errors& more) {
        errors.insert(errors.end(), more.begin(), more.end());
    };
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        const auto at = pointer + "/" + std::to_string(i);
        auto view = understood(inputs[i], base, *directory, at);
        if (!view) {
            collect(view.error());
            continue;
        }
        if (auto filled = fillRate(*view, base, at); !filled) collect(filled.error());
        out.views.push_back(std::move(*view));
        out.pointers.push_back(at);
    }
    if (!errors.empty()) return tl::unexpected<kit::Errors>(std::move(errors));
    return out;
}

namespace {

RecordResult resultOf(std::vector<TransactionView> transactions, std::int64_t repeated) {
    RecordResult out{std::move(transactions), {}, repeated};
    for (const auto& view : out.transactions)
        out.cash.push_back(cashText(view));
    return out;
}

} // namespace

Result<RecordResult> PortfolioService::recordAll(const std::string& portfolio_id, Understood understood,
                                                 bool dry_run) {
    if (dry_run) {
        const auto refusal = shelf_.trial(portfolio_id, understood.views, understood.pointers);
        if (!refusal) return kit::failAs(refusal);
        if (*refusal) return tl::unexpected<kit::Errors>(kit::Errors{**refusal});
        for (auto& view : understood.views)
            view.portfolio_id = portfolio_id;
        return resultOf(std::move(understood.views), 0);
    }
    auto recorded = shelf_.record(portfolio_id, std::move(understood.views), understood.pointers);
    if (!recorded) return kit::failAs(recorded);
    if (recorded->transactions.size() > static_cast<std::size_t>(recorded->repeated)) announce(portfolio_id);
    return resultOf(std::move(recorded->transactions), recorded->repeated);
}

Result<RecordResult> PortfolioService::record(const RecordRequest& request, kit::Call& call) {
    auto understood = understand(request.portfolio_id, request.transactions, "/transactions");
    if (!understood) return kit::failAs(understood);
    auto out = recordAll(request.portfolio_id, std::move(*understood), request.dry_run);
    if (out && out->repeated > 0)
        call.warn("recorded_before", "/data/transactions",
                  "transactions whose key the journal has already were not recorded again");
    return out;
}

Result<RecordResult> PortfolioService::reverse(const ReverseRequest& request, kit::Call&) {
    TransactionFields fields;
    bool found = false;
    const bool there = shelf_.read(request.portfolio_id, [&](const ShelfBook& book) {
        const auto at = std::ranges::lower_bound(book.recorded, request.number, {}, &TransactionView::number);
        found = at != book.recorded.end() && at->number == request.number;
        if (found) fields.effective_at = at->effective_at.rfc3339();
    });
    if (!there) return fail(ErrorCode::NotFound, "there is no such portfolio", "/portfolio_id");
    if (!found)
        return fail(ErrorCode::NotFound, "there is no transaction with that number in this portfolio",
                    "/number");
    fields.kind = "reversal";
    fields.reverses = request.number;
    fields.note = request.note;
    auto understood = understand(request.portfolio_id, {fields}, "");
    if (!understood) return kit::failAs(understood);
    understood->pointers = {""};
    auto out = recordAll(request.portfolio_id, std::move(*understood), request.dry_run);
    if (!out)
        for (auto& error : out.error())
            if (error.field == "/reverses") error.field = "/number";
    return out;
}

} // namespace nautilus::portfolio
