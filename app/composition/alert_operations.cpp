#include "app/composition/alert_operations.h"

#include "app/composition/alert_channels.h"
#include "app/plugin_host/secrets.h"

#include <algorithm>
#include <cstdlib>

namespace nautilus::composition {

using kit::CallPtr;
using kit::Done;
using kit::ErrorCode;
using kit::fail;
using kit::field;
using kit::Result;

namespace {

constexpr const char* kSecretNames = "email_user|email_password|webhook_key";
constexpr std::size_t kShortestKey = 16;

struct ChannelState {
    std::string channel;
    bool ready = false;
    std::string reason;

    static constexpr auto fields() {
        using C = ChannelState;
        return std::make_tuple(field("channel", &C::channel).doc("email, webhook or desktop"),
                               field("ready", &C::ready).doc("Set up: alerts are sent this way"),
                               field("reason", &C::reason).doc("Why it is not ready; else empty"));
    }
};

struct ChannelStates {
    std::vector<ChannelState> channels;
    std::vector<std::string> secrets_set;

    static constexpr auto fields() {
        using C = ChannelStates;
        return std::make_tuple(
            field("channels", &C::channels).doc("Ways by which alerts leave"),
            field("secrets_set", &C::secrets_set).doc("Names of the secrets that there are, never they"));
    }
};

struct SecretRequest {
    std::string name, secret;

    static constexpr auto fields() {
        using S = SecretRequest;
        return std::make_tuple(field("name", &S::name).required().oneOf(kSecretNames).doc("Which secret"),
                               field("secret", &S::secret)
                                   .required()
                                   .size(0, 1'000)
                                   .doc("Kept in secrets.toml; empty forgets it. A webhook_key has 16 "
                                        "letters or more"));
    }
};

struct SecretResult {
    std::string name;
    bool set = false;

    static constexpr auto fields() {
        using S = SecretResult;
        return std::make_tuple(field("name", &S::name).doc("Which secret"),
                               field("set", &S::set).doc("There is one now, here or in the environment"));
    }
};

struct TestRequest {
    std::string channel;

    static constexpr auto fields() {
        return std::make_tuple(field("channel", &TestRequest::channel)
                                   .required()
                                   .oneOf("email|webhook|desktop")
                                   .doc("The way to try"));
    }
};

struct TestResult {
    std::string channel;
    bool taken = false;

    static constexpr auto fields() {
        using T = TestResult;
        return std::make_tuple(field("channel", &T::channel).doc("The way that was tried"),
                               field("taken", &T::taken).doc("The receiver has confirmed it"));
    }
};

template <class T, class Task>
void onDriver(const AlertExits& exits, Done<T> done, Task task) {
    const auto late = done;
    if (!exits.driver.post([task = std::move(task), done = std::move(done)] { done(task()); }))
        late(fail(ErrorCode::Unavailable, "too many requests are waiting", "", true));
}

ChannelStates statesOf(const AlertExits& exits) {
    ChannelStates out;
    for (const auto& channel : exits.channels) {
        const auto ready = channel->ready();
        out.channels.push_back(
            {channel->name(), ready.has_value(), ready ? std::string() : ready.error().front().message});
    }
    const auto secret = alertSecrets(exits.home);
    for (const char* name : {"email_user", "email_password", "webhook_key"})
        if (!secret(name).empty()) out.secrets_set.emplace_back(name);
    return out;
}

Result<SecretResult> keepSecret(const AlertExits& exits, const SecretRequest& request) {
    if (request.name == "webhook_key" && !request.secret.empty() && request.secret.size() < kShortestKey)
        return fail(ErrorCode::InvalidArgument, "a key to sign with has 16 letters or more", "/secret");
    if (std::ranges::any_of(request.secret, [](char c) { return c >= 0 && c < ' '; }))
        return fail(ErrorCode::InvalidArgument, "a secret has no line breaks or control characters",
                    "/secret");
    auto secrets = plugin_host::Secrets::open(exits.home, nullptr, nullptr);
    if (!secrets) return kit::failAs(secrets);
    if (auto kept = secrets->keep("alerts", request.name, request.secret); !kept) return kit::failAs(kept);
    return SecretResult{request.name, !alertSecrets(exits.home)(request.name).empty()};
}

Result<TestResult> tryChannel(const AlertExits& exits, const TestRequest& request) {
    const auto found = std::ranges::find_if(
        exits.channels, [&](const auto& each) { return each->name() == request.channel; });
    if (found == exits.channels.end()) return fail(ErrorCode::NotFound, "there is no such way", "/channel");
    if (auto ready = (*found)->ready(); !ready)
        return fail(ErrorCode::Conflict, ready.error().front().message, "/channel");
    risk::Alert alert;
    alert.alert_id = "alert_test";
    alert.severity = "LOW";
    alert.limit_type = "TEST";
    alert.message = "A test alert: nothing has happened";
    alert.at = exits.clock.now();
    if (auto sent = (*found)->send(alert); !sent) return kit::failAs(sent);
    return TestResult{request.channel, true};
}

} // namespace

std::vector<kit::Operation> alertOperations(const AlertExits& exits) {
    std::vector<kit::Operation> out;
    out.push_back(kit::operation<kit::Nothing, ChannelStates>(
        {.id = "app.alert_channels",
         .paths = {"/api/v1/alerts/channels"},
         .summary = "Ways by which alerts leave, and whether they are set up",
         .example = "{}"},
        [exits](const kit::Nothing&, const CallPtr&, Done<ChannelStates> done) {
            onDriver<ChannelStates>(exits, std::move(done),
                                    [exits] { return Result<ChannelStates>(statesOf(exits)); });
        }));
    out.push_back(kit::operation<SecretRequest, SecretResult>(
        {.id = "app.alert_secret",
         .verb = kit::Verb::Put,
         .paths = {"/api/v1/alerts/secrets"},
         .scope = kit::Scope::Admin,
         .summary = "Keep or forget a secret with which alerts are sent",
         .example = R"({"name":"email_user","secret":""})"},
        [exits](SecretRequest request, const CallPtr&, Done<SecretResult> done) {
            onDriver<SecretResult>(exits, std::move(done),
                                   [exits, request] { return keepSecret(exits, request); });
        }));
    out.push_back(kit::operation<TestRequest, TestResult>(
        {.id = "app.alert_test",
         .verb = kit::Verb::Post,
         .paths = {"/api/v1/alerts/test"},
         .scope = kit::Scope::Admin,
         .summary = "Send a test alert one way",
         .example = R"({"channel":"desktop"})"},
        [exits](TestRequest request, const CallPtr&, Done<TestResult> done) {
            onDriver<TestResult>(exits, std::move(done),
                                 [exits, request] { return tryChannel(exits, request); });
        }));
    return out;
}

} // namespace nautilus::composition
