// Splits and dividends that the catalog knows, as transactions of what was held.

#include "engines/domain/calendar.h"
#include "engines/portfolio/service/portfolio_service.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>
#include <tuple>

namespace nautilus::portfolio {

using domain::NyseCalendar;
using domain::SessionDate;
using kit::ErrorCode;
using kit::fail;
using kit::Result;

namespace {

constexpr std::int64_t kMostRatio = 1'000'000;

std::string decimal(double number, int places) {
    char text[64];
    std::snprintf(text, sizeof text, "%.*f", places, number);
    return text;
}

/// A ratio as whole numbers: 1.5 -> 3 for 2. nullopt when no denominator up to 1,000 makes it whole.
std::optional<std::pair<std::int64_t, std::int64_t>> wholeRatio(double ratio) {
    for (std::int64_t from = 1; from <= 1000; ++from) {
        const double to = ratio * static_cast<double>(from);
        if (to > static_cast<double>(kMostRatio)) return std::nullopt;
        if (to >= 1 && std::abs(to - std::round(to)) < 1e-6 * to) return std::pair(std::llround(to), from);
    }
    return std::nullopt;
}

/// Units held at the close before a day, from the steps of a replay.
double heldBefore(const std::vector<ReplayStep>& steps, InstrumentId id, SessionDate day) {
    double held = 0;
    for (const auto& step : steps) {
        if (step.session >= day) break;
        held = 0;
        for (const auto& [each, quantity] : step.quantity)
            if (each == id) held = quantity;
    }
    return held;
}

struct Proposal {
    std::vector<TransactionFields> inputs;
    kit::Value::Array left_out; ///< actions that need a hand
};

/// An action that the book has already, whoever recorded it: instrument, kind, session.
using RecordedAction = std::tuple<InstrumentId, std::string, SessionDate>;

class Proposer {
public:
    Proposer(const CorporateActionsRequest& request, SessionDate last, std::vector<ReplayStep> steps,
             std::set<RecordedAction> recorded)
        : request_(request), last_(last), steps_(std::move(steps)), recorded_(std::move(recorded)) {}

    void add(InstrumentId id, const std::string& symbol, const marketdata::DailyHistory& history) {
        double unrecorded = 1; // splits proposed here: what was held grows by them
        auto actions = history.actions;
        std::ranges::stable_sort(actions, {}, &domain::CorporateAction::ex_date);
        for (const auto& action : actions) {
            const bool known = action.ex_date <= last_ && action.knowable_at <= last_;
            const bool wanted = !request_.start || action.ex_date >= *request_.start;
            if (!known || !wanted || recorded_.contains({id, action.type, action.ex_date})) continue;
            const double held = heldBefore(steps_, id, action.ex_date) * unrecorded;
            if (held == 0) continue;
            propose(symbol, id, action, held, unrecorded);
        }
    }
    Proposal take() { return std::move(out_); }

private:
    void propose(const std::string& symbol, InstrumentId id, const domain::CorporateAction& action,
                 double held, double& unrecorded) {
        TransactionFields in;
        in.symbol = symbol;
        in.key = "action/" + std::to_string(id) + "/" + action.type + "/" + action.ex_date.iso();
        in.effective_at = NyseCalendar::isSession(action.ex_date)
                              ? NyseCalendar::open(action.ex_date).rfc3339()
                              : action.ex_date.iso();
        in.note = action.type + " of " + action.ex_date.iso() + " (" + action.source + ")";
        if (action.type == "dividend") {
            in.kind = "dividend";
            in.amount = kit::Value(decimal(action.amount * held, Money::kDecimals));
        } else if (const auto ratio = action.type == "split" ? wholeRatio(action.ratio) : std::nullopt) {
            in.kind = "split";
            in.ratio_to = ratio->first, in.ratio_from = ratio->second;
            unrecorded *= action.ratio;
        } else {
            out_.left_out.emplace_back(symbol + " " + action.type + " " + action.ex_date.iso());
            return;
        }
        out_.inputs.push_back(std::move(in));
    }
    const CorporateActionsRequest& request_;
    SessionDate last_;
    std::vector<ReplayStep> steps_;
    std::set<RecordedAction> recorded_;
    Proposal out_;
};

} // namespace

Result<RecordResult> PortfolioService::corporateActions(const CorporateActionsRequest& request,
                                                        kit::Call& call) {
    const auto name = reader_.find(request.portfolio_id);
    if (!name || name->scope != BookScope::Portfolio)
        return fail(ErrorCode::NotFound, "there is no such portfolio", "/portfolio_id");
    auto last = request.as_of ? Result<SessionDate>(*request.as_of) : reader_.defaultSession(*name);
    if (!last) return kit::failAs(last);
    std::vector<ReplayStep> steps;
    std::map<InstrumentId, std::string> symbols;
    std::set<RecordedAction> recorded;
    shelf_.read(request.portfolio_id, [&](const ShelfBook& book) {
        steps = replay(book, *last);
        symbols = book.symbols;
        for (const auto& view : book.recorded)
            if (view.reversed_by == 0) recorded.emplace(view.instrument_id, view.kind, view.session);
    });
    std::vector<InstrumentId> ids;
    for (const auto& [id, symbol] : symbols)
        ids.push_back(id);
    const auto histories = market_.histories(ids);
    if (!histories) return kit::failAs(histories);
    Proposer proposer(request, *last, std::move(steps), std::move(recorded));
    std::size_t i = 0;
    for (const auto& [id, symbol] : symbols)
        proposer.add(id, symbol, *(*histories)[i++]);
    auto proposal = proposer.take();
    call.data_as_of = *last;
    call.catalog_epoch = market_.directory()->epoch;
    if (!proposal.left_out.empty())
        call.warn("by_hand", "/data/transactions",
                  "spin-offs and odd ratios are left out: record them with what was received",
                  kit::Value::Object{{"actions", proposal.left_out}});
    call.method("dividends",
                "amount per share times what was held at the close before the ex date, on that date");
    auto understood = understand(request.portfolio_id, proposal.inputs, "/transactions");
    if (!understood) return kit::failAs(understood);
    return recordAll(request.portfolio_id, std::move(*understood), request.dry_run);
}

} // namespace nautilus::portfolio
