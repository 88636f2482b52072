#pragma once
// Receivers of alerts on the loopback: a web address and a mail server that misbehave where they are told to.

#include "tests/app/support/talk_server.h"

#include "engines/risk/contract/alert_channel.h"

#include <algorithm>
#include <map>

namespace nautilus::test {

inline risk::Alert sampleAlert() {
    return {.alert_id = "alert_000001",
            .portfolio_id = "portfolio_001",
            .breach_id = "breach_000007",
            .severity = "HIGH",
            .limit_type = "VAR",
            .message = "Value at risk 2.31 % is above its limit of 2.00 %",
            .current_value = 0.0231,
            .limit_value = 0.02,
            .action_required = true,
            .at = *domain::Timestamp::parse("2020-01-10T21:00:00Z")};
}

struct WebRequest {
    std::string first; ///< "POST /x HTTP/1.1"
    std::map<std::string, std::string> headers;
    std::string body;
};

inline WebRequest readWebRequest(Talker& talker) {
    WebRequest out;
    const auto cut = [](std::string line) {
        while (!line.empty() && (line.back() == '\n' || line.back() == '\r'))
            line.pop_back();
        return line;
    };
    out.first = cut(talker.line());
    for (auto line = cut(talker.line()); !line.empty(); line = cut(talker.line())) {
        const auto colon = line.find(": ");
        out.headers[line.substr(0, colon)] = colon == std::string::npos ? "" : line.substr(colon + 2);
    }
    const auto length = out.headers.find("Content-Length");
    if (length != out.headers.end()) out.body = talker.bytes(std::stoul(length->second));
    return out;
}

/// Answers each request with the next of the answers, the last one for ever.
class WebSink {
public:
    explicit WebSink(std::vector<std::string> answers, const TlsIdentity* identity = nullptr)
        : server_([this, identity, answers = std::move(answers)](Talker& talker) {
              if (identity && !talker.secure(*identity)) return;
              auto request = readWebRequest(talker);
              if (request.first.empty()) return; // left without a word
              heard_.add(std::move(request));
              const auto n = std::min(heard_.all().size(), answers.size());
              talker.say(answers[n - 1]);
          }) {}
    [[nodiscard]] std::vector<WebRequest> heard() const { return heard_.all(); }
    [[nodiscard]] std::string at(const std::string& host) const { return server_.at(host); }

private:
    Heard<WebRequest> heard_;
    TalkServer server_;
};

inline std::string webAnswer(const std::string& status, const std::string& header = "",
                             const std::string& body = "") {
    return "HTTP/1.1 " + status + "\r\nContent-Length: " + std::to_string(body.size()) +
           "\r\nConnection: close\r\n" + header + "\r\n" + body;
}

struct MailRules {
    std::map<std::string, std::string> answers{}; ///< by command: "RCPT" -> "550 no such user"
    std::string offers = "250 AUTH PLAIN";        ///< last line of the answer to EHLO
    std::string hangs_at{};                       ///< says nothing more from this command on
    std::string half_closes_at{};
    const TlsIdentity* identity = nullptr; ///< shown after STARTTLS, or at once with `secure_from_start`
    bool secure_from_start = false;
};

/// A mail server (RFC 5321) as far as sending goes.
class MailSink {
public:
    explicit MailSink(MailRules rules = {})
        : server_([this, rules = std::move(rules)](Talker& talker) { talk(talker, rules); }) {}
    [[nodiscard]] std::vector<std::string> letters() const { return letters_.all(); }
    [[nodiscard]] std::vector<std::string> commands() const { return commands_.all(); }
    [[nodiscard]] std::string at(const std::string& host) const { return server_.at(host); }

private:
    void talk(Talker& talker, const MailRules& rules) {
        if (rules.secure_from_start && !talker.secure(*rules.identity)) return;
        bool secured = rules.secure_from_start;
        talker.say("220 mail.test ESMTP\r\n");
        for (auto line = talker.line(); !line.empty(); line = talker.line()) {
            commands_.add(line);
            const auto command = line.substr(0, 4);
            if (command == rules.hangs_at) return talker.hang();
            if (command == rules.half_closes_at) {
                talker.endSaying();
                return talker.hang();
            }
            const auto own = rules.answers.find(command);
            if (own != rules.answers.end())
                talker.say(own->second + "\r\n");
            else if (command == "EHLO")
                talker.say("250-mail.test\r\n" +
                           (rules.identity && !secured ? "250 STARTTLS" : rules.offers) + "\r\n");
            else if (command == "STAR") {
                talker.say("220 go on\r\n");
                secured = rules.identity && talker.secure(*rules.identity);
                if (!secured) return;
                commands_.add("(encrypted)\r\n");
            } else if (command == "AUTH")
                authenticate(talker);
            else if (command == "DATA")
                letter(talker, rules);
            else if (command == "QUIT")
                return talker.say("221 bye\r\n");
            else
                talker.say("250 ok\r\n");
        }
    }
    void authenticate(Talker& talker) {
        talker.say("334 \r\n");
        commands_.add(talker.line());
        talker.say("235 in\r\n");
    }
    void letter(Talker& talker, const MailRules& rules) {
        talker.say("354 go on\r\n");
        std::string all;
        for (auto line = talker.line(); !line.empty() && line != ".\r\n"; line = talker.line())
            all += line.starts_with("..") ? line.substr(1) : line;
        letters_.add(all);
        if (rules.hangs_at == "done") return talker.hang();
        const auto own = rules.answers.find("done");
        talker.say(own == rules.answers.end() ? "250 taken\r\n" : own->second + "\r\n");
    }
    Heard<std::string> letters_, commands_;
    TalkServer server_;
};

} // namespace nautilus::test
