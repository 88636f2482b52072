#include "app/plugin_host/hosted_source.h"

#include "engines/domain/calendar.h"
#include "engines/domain/timestamp.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace nautilus::plugin_host {

using kit::Capability;
using kit::ErrorCode;
using kit::Result;

namespace {

constexpr std::array<std::string_view, 5> kDataTypes{"bars", "quotes", "trades", "fundamentals", "macro"};
constexpr std::array<unsigned, 5> kDataBits{Capability::kBars, Capability::kQuotes, Capability::kTrades,
                                            Capability::kFundamentals, Capability::kMacro};
constexpr std::int64_t kLargestSearch = 10'000;

Result<void> checkHistory(const kit::HistoryRequest& request, const kit::SourceInfo& info) {
    if ((info.capabilities & Capability::kHistorical) == 0)
        return kit::fail(ErrorCode::Unsupported, info.name + " has no history");
    const auto found = std::ranges::find(kDataTypes, request.data_type);
    if (found == kDataTypes.end())
        return kit::fail(ErrorCode::InvalidArgument, "must be bars, quotes, trades, fundamentals or macro",
                         "/data_type");
    if ((info.capabilities & kDataBits[static_cast<std::size_t>(found - kDataTypes.begin())]) == 0)
        return kit::fail(ErrorCode::Unsupported, info.name + " has no " + request.data_type, "/data_type");
    if (request.symbol.empty()) return kit::fail(ErrorCode::InvalidArgument, "is required", "/symbol");
    if (request.to_ns < request.from_ns)
        return kit::fail(ErrorCode::InvalidArgument, "the end is before the start", "/to");
    if (request.data_type == "bars" && request.bar_ns <= 0)
        return kit::fail(ErrorCode::InvalidArgument, "bars have a size above 0", "/bar_ns");
    return {};
}

} // namespace

kit::SourceStatus HostedSource::status() const {
    auto out = inner_->status();
    out.requests_left = hooks_.requests_left();
    const std::scoped_lock lock(mutex_);
    if (!why_failed_.empty() && out.state == kit::SourceState::Stopped) {
        out.state = kit::SourceState::Failed;
        out.message = why_failed_;
        out.last_errors.insert(out.last_errors.begin(), why_failed_);
    }
    return out;
}

Result<void> HostedSource::start() {
    const std::scoped_lock turn(turns_);
    domain::NyseCalendar::prepare(); // before the plugin has a thread
    auto started = hooks_.ready();
    if (started) started = inner_->start();
    const std::scoped_lock lock(mutex_);
    why_failed_ = started ? std::string() : reasonOf(started.error());
    return started;
}

void HostedSource::stop() {
    const std::scoped_lock turn(turns_);
    if (inner_) inner_->stop();
    const std::scoped_lock lock(mutex_);
    why_failed_.clear();
}

Result<void> HostedSource::subscribe(const kit::LineWish& wish, kit::EventSink sink) {
    if ((info_.capabilities & Capability::kStreaming) == 0)
        return kit::fail(ErrorCode::Unsupported, info_.name + " does not stream");
    constexpr unsigned kStreams =
        Capability::kBars | Capability::kQuotes | Capability::kTrades | Capability::kBook;
    if ((wish.capabilities & ~kStreams) != 0)
        return kit::fail(ErrorCode::InvalidArgument, "only bars, quotes, trades and the book stream",
                         "/capabilities");
    if (wish.capabilities != 0 && (wish.capabilities & info_.capabilities) == 0)
        return kit::fail(ErrorCode::Unsupported, info_.name + " streams nothing of that kind",
                         "/capabilities");
    if (!sink) return kit::fail(ErrorCode::InvalidArgument, "nobody takes the events");
    return inner_->subscribe(wish, std::move(sink));
}

void HostedSource::history(const kit::HistoryRequest& request,
                           std::function<void(Result<kit::HistoryRows>)> done) {
    if (auto good = checkHistory(request, info_); !good) return done(kit::failAs(good));
    inner_->history(request, std::move(done));
}

void HostedSource::search(const std::string& text, std::int64_t limit,
                          std::function<void(Result<kit::Table>)> done) {
    if ((info_.capabilities & Capability::kSearch) == 0)
        return done(kit::fail(ErrorCode::Unsupported, info_.name + " has no search"));
    if (limit < 1 || limit > kLargestSearch)
        return done(kit::fail(ErrorCode::InvalidArgument, "must lie between 1 and 10000", "/limit"));
    inner_->search(text, limit, std::move(done));
}

} // namespace nautilus::plugin_host
