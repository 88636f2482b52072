#include "engines/websocket/service/hub.h"

#include <fmt/format.h>

#include <algorithm>

namespace nautilus::websocket {

using kit::ErrorCode;

namespace {

constexpr std::int64_t kNsPerMs = 1'000'000;

/// What the filter allows at most, else what was measured.
std::string rateText(std::int64_t interval_ns, double measured) {
    if (interval_ns == 0) return fmt::format("{:g}/second", measured);
    const auto seconds = static_cast<double>(interval_ns) / kNsOfASecond;
    if (interval_ns <= kNsOfASecond) return fmt::format("{:g}/second", 1 / seconds);
    return interval_ns % kNsOfASecond == 0 ? fmt::format("1/{:g} seconds", seconds)
                                           : fmt::format("1/{} ms", interval_ns / kNsPerMs);
}

} // namespace

/// Everything that can be subscribed to is; what cannot stands in the errors, each with its pointer.
Hub::Change Hub::subscribe(Member& member, const std::vector<WantedSubscription>& wanted,
                           const std::string& at, bool snapshot) {
    Change change;
    const auto refuse = [&](ErrorCode code, std::string message, std::string pointer) {
        change.errors.push_back({code, std::move(message), std::move(pointer)});
    };
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        const auto& each = wanted[i];
        const auto here = fmt::format("{}/{}", at, i);
        if (!kit::isTopicOrPattern(each.topic)) {
            refuse(ErrorCode::InvalidArgument,
                   "must be dotted words; * stands for one whole word, or at the end for what follows",
                   here + "/topic");
            continue;
        }
        if (each.filter && each.filters) {
            refuse(ErrorCode::InvalidArgument, "filter and filters are the same: give one",
                   here + "/filters");
            continue;
        }
        const bool is_new = !member.listening.contains(each.topic);
        if (is_new && (member.listening.size() >= settings_.subscriptions_of_one ||
                       subscription_count_ >= settings_.subscriptions)) {
            refuse(ErrorCode::TooManyRequests, "too many subscriptions", here);
            continue;
        }
        const auto& given = each.filter ? each.filter : each.filters;
        auto filter = given ? Filter::make(*given, here + (each.filter ? "/filter" : "/filters"))
                            : kit::Result<Filter>(Filter{});
        if (!filter) {
            change.errors.insert(change.errors.end(), filter.error().begin(), filter.error().end());
            continue;
        }
        if (filter->intervalNs() > 0 && familyOf(each.topic).policy != Policy::Conflate)
            change.warnings.push_back(here +
                                      ": update_frequency counts for conflated topics alone; others are "
                                      "passed on whole");
        listen(member, each.topic, std::move(*filter), snapshot, change);
    }
    return change;
}

void Hub::listen(Member& member, const std::string& pattern, Filter filter, bool snapshot, Change& change) {
    if (!stopListening(member, pattern)) ++change.added;
    const auto listening = std::make_shared<Listening>();
    listening->member = &member;
    listening->pattern = pattern;
    listening->filter = std::move(filter);
    startListening(pattern, listening);
    member.listening[pattern] = listening;
    if (member.connected && snapshot) change.snapshots += sendSnapshot(member, *listening, change);
}

void Hub::startListening(const std::string& pattern, const ListeningPtr& listening) {
    listening_.add(pattern, listening);
    ++version_;
    ++subscription_count_;
    auto& source = sources_[pattern];
    if (source.uses++ == 0)
        source.subscription =
            stream_.subscribeShared(pattern, [this](const kit::MessagePtr& message) { arrived(message); });
}

/// True when the member listened to it.
bool Hub::stopListening(Member& member, const std::string& pattern) {
    const auto found = member.listening.find(pattern);
    if (found == member.listening.end()) return false;
    listening_.remove(pattern, found->second);
    ++version_;
    --subscription_count_;
    const auto source = sources_.find(pattern);
    if (source != sources_.end() && --source->second.uses == 0) sources_.erase(source);
    member.listening.erase(found);
    return true;
}

/// The last message of each topic that fits, marked; what follows on the bus comes after it. Answers how
/// many.
std::size_t Hub::sendSnapshot(Member& member, Listening& listening, Change& change) {
    const auto past = stream_.latest(listening.pattern, settings_.snapshot_topics);
    listening.after = past.sequence;
    std::size_t sent = 0;
    for (const auto& message : past.messages) {
        const auto& topic = topicOf(message->topic);
        const auto& family = *topic.name->family;
        std::string projected;
        if (!listening.filter.empty() && read_json_) {
            const auto data = read_json_(message->payload);
            const auto& value = data ? *data : kit::Value();
            if (listening.filter.judge(message, value, false, clock_.steadyNs()) != Filter::Verdict::Pass)
                continue;
            if (listening.filter.projects()) projected = listening.filter.projected(value);
        }
        WireMessage wire{std::make_shared<const std::string>(dataText(*message, family, true, projected))};
        wire.topic = topic.name;
        wire.sequence = message->topic_sequence;
        wire.policy = family.policy;
        wire.free = true;
        member.session->push(std::make_shared<const WireMessage>(std::move(wire)));
        ++sent;
    }
    if (past.left_off > 0)
        change.warnings.push_back(fmt::format("{}: {} topics without a snapshot, beyond the first {}",
                                              listening.pattern, past.left_off, settings_.snapshot_topics));
    return sent;
}

kit::Result<SubscribeResult> Hub::changeSubscriptions(const SubscribeRequest& request, kit::Call& call) {
    const bool adds = request.action == "subscribe";
    auto members = membersOf(request.client_id);
    std::erase_if(members, [](const Member* each) { return each->fixed; });
    if (members.empty() && !adds)
        return kit::fail(ErrorCode::NotFound, "no such client is connected or announced", "/client_id");
    if (members.empty()) {
        if (members_.size() >= settings_.connections)
            return kit::fail(ErrorCode::Unavailable, "too many connections", "", true);
        members.push_back(&addMember(request.client_id, "", {}));
        ++accepted_;
        call.warn("client_not_connected", "/data/connections",
                  "this client is not connected: its subscriptions are kept for it for five minutes");
    }
    SubscribeResult out;
    for (auto* member : members) {
        Change change;
        if (adds) {
            change = subscribe(*member, request.subscriptions, "/subscriptions", true);
            if (!change.errors.empty()) return tl::unexpected<kit::Errors>(std::move(change.errors));
        } else {
            for (const auto& each : request.subscriptions)
                change.removed += stopListening(*member, each.topic) ? 1 : 0;
        }
        for (const auto& warning : change.warnings)
            call.warn("subscription", "/data", warning);
        out.subscriptions_added += static_cast<std::int64_t>(change.added);
        out.subscriptions_removed += static_cast<std::int64_t>(change.removed);
        out.active_subscriptions += static_cast<std::int64_t>(member->listening.size());
    }
    out.connections = static_cast<std::int64_t>(members.size());
    out.subscription_details = details(request.subscriptions, members, call);
    for (const auto& each : request.subscriptions)
        if (kit::isPattern(each.topic)) out.patterns.push_back(each.topic);
    wake();
    return out;
}

std::vector<SubscriptionDetail> Hub::details(const std::vector<WantedSubscription>& wanted,
                                             const std::vector<Member*>& members, kit::Call& call) {
    std::vector<SubscriptionDetail> out;
    for (const auto& each : wanted) {
        if (kit::isPattern(each.topic)) continue; // its topics have rates and times of their own
        const auto& topic = topicOf(each.topic);
        SubscriptionDetail detail{each.topic, "ended", {}, {}};
        std::int64_t interval = 0;
        for (const auto* member : members) {
            const auto found = member->listening.find(each.topic);
            if (found == member->listening.end()) continue;
            if (detail.status != "active") detail.status = member->connected ? "active" : "reserved";
            interval = found->second->filter.intervalNs();
        }
        detail.message_rate = rateText(interval, topic.rate.perSecond(clock_.now().ns));
        const auto past = stream_.latest(each.topic, 1);
        if (!past.messages.empty())
            detail.last_message = past.messages.front()->published;
        else
            call.warn("no_message", fmt::format("/data/subscription_details/{}/last_message", out.size()),
                      "nothing was published on this topic since the start");
        out.push_back(std::move(detail));
    }
    return out;
}

} // namespace nautilus::websocket
