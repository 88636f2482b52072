#include "app/alerts/email_channel.h"

#include "app/alerts/curl_call.h"
#include "app/alerts/email_message.h"

#include <algorithm>
#include <cstring>

namespace nautilus::alerts {

using kit::ErrorCode;
using kit::fail;
using kit::Result;

namespace {

/// Everything that a letter needs, checked.
struct Post {
    Target server;
    std::string from;
    std::vector<std::string> to;
};

Result<Post> readPost(const AlertSettings& settings) {
    static const std::vector<Scheme> kSchemes = {{"smtps", 465}, {"smtp", 587}};
    if (settings.email_server.empty())
        return fail(ErrorCode::Unavailable, "no mail server is set: alert_email_server",
                    "/alert_email_server");
    auto server = readTarget(settings.email_server, kSchemes, "/alert_email_server");
    if (!server) return kit::failAs(server);
    if (server->path != "/")
        return fail(ErrorCode::InvalidArgument, "a mail server has no path", "/alert_email_server");
    auto from = readMailAddresses(settings.email_from, "/alert_email_from");
    if (!from) return kit::failAs(from);
    if (from->size() != 1)
        return fail(ErrorCode::InvalidArgument, "there is one sender", "/alert_email_from");
    auto to = readMailAddresses(settings.email_to, "/alert_email_to");
    if (!to) return kit::failAs(to);
    return Post{std::move(*server), from->front(), std::move(*to)};
}

struct Letter {
    std::string bytes;
    std::size_t read = 0;
};

std::size_t giveOn(char* to, std::size_t size, std::size_t count, void* from) {
    auto& letter = *static_cast<Letter*>(from);
    const auto n = std::min(size * count, letter.bytes.size() - letter.read);
    std::memcpy(to, letter.bytes.data() + letter.read, n);
    letter.read += n;
    return n;
}

std::size_t ignore(const char*, std::size_t size, std::size_t count, void*) {
    return size * count;
}

kit::Error refusal(CURLcode code, long answer, const std::string& host) {
    const bool spoken = answer >= 400 && answer < 600 && code != CURLE_LOGIN_DENIED &&
                        code != CURLE_USE_SSL_FAILED && code != CURLE_OPERATION_TIMEDOUT;
    if (!spoken) return failureOf(code, host);
    return {ErrorCode::Unavailable,
            host + " refused the letter with code " + std::to_string(answer),
            {},
            answer < 500};
}

} // namespace

Result<void> EmailChannel::ready() const {
    const auto post = readPost(settings_());
    return post ? Result<void>{} : kit::failAs(post);
}

Result<void> EmailChannel::send(const risk::Alert& alert) {
    const auto post = readPost(settings_());
    if (!post) return kit::failAs(post);
    Letter letter{alertMail(alert, post->from, post->to)};
    const auto password = secret_("email_password");
    auto user = secret_("email_user");
    if (user.empty()) user = post->from;
    CurlCall call(limits_);
    const auto url = post->server.scheme + "://" + post->server.authority() + "/nautilus.invalid";
    call.set(CURLOPT_URL, url.c_str()); // the path is what the server is greeted with
    call.set(CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    if (post->server.scheme == "smtp" && !isThisMachine(post->server))
        call.set(CURLOPT_USE_SSL, static_cast<long>(CURLUSESSL_ALL));
    if (!password.empty()) {
        call.set(CURLOPT_USERNAME, user.c_str());
        call.set(CURLOPT_PASSWORD, password.c_str());
    }
    const auto sender = "<" + post->from + ">";
    call.set(CURLOPT_MAIL_FROM, sender.c_str());
    std::vector<std::string> receivers;
    for (const auto& each : post->to)
        receivers.push_back("<" + each + ">");
    call.setList(CURLOPT_MAIL_RCPT, receivers);
    call.set(CURLOPT_UPLOAD, 1L);
    call.set(CURLOPT_READFUNCTION, giveOn);
    call.set(CURLOPT_READDATA, &letter);
    call.set(CURLOPT_WRITEFUNCTION, ignore);
    const auto code = call.run();
    if (code == CURLE_OK) return {};
    return tl::unexpected(kit::Errors{refusal(code, call.answer(), post->server.host)});
}

} // namespace nautilus::alerts
