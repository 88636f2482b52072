// Alerts on their way out, to receivers on the loopback: what is signed and said, what is taken, what may be
// tried again, and what is never sent.

#include "app/alerts/desktop_channel.h"
#include "app/alerts/email_channel.h"
#include "app/alerts/email_message.h"
#include "app/alerts/webhook_channel.h"
#include "app/api/json/json_reader.h"
#include "app/security/digest.h"
#include "tests/app/support/alert_sinks.h"
#include "tests/app/support/demo_workstation.h"
#include "tests/app/support/fakes.h"

#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>

namespace nautilus::alerts {
namespace {

using kit::ErrorCode;
using test::MailSink;
using test::sampleAlert;
using test::webAnswer;
using test::WebSink;

const char* const kKey = "a key for tests";

std::string secretOf(const std::string& name) {
    return name == "webhook_key" ? kKey : name == "email_password" ? "pass word" : "";
}

struct Webhook {
    explicit Webhook(std::string url, bool private_too = true, LookUp look_up = nullptr,
                     SendLimits limits = {})
        : channel({[url, private_too] {
                       return AlertSettings{.webhook_url = url, .private_targets = private_too};
                   },
                   secretOf, clock, std::move(look_up), limits}) {}
    test::FakeClock clock;
    WebhookChannel channel;
};

TEST(Signatures, AreThoseOfRfc4231) {
    EXPECT_EQ(security::hmacSha256(std::string(20, '\x0b'), "Hi There"),
              "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    EXPECT_EQ(security::hmacSha256("Jefe", "what do ya want for nothing?"),
              "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    EXPECT_EQ(security::hmacSha256(std::string(131, '\xaa'),
                                   "Test Using Larger Than Block-Size Key - Hash Key First"),
              "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
    EXPECT_EQ(security::base64("foobar"), "Zm9vYmFy"); // RFC 4648
    EXPECT_EQ(security::base64("fooba"), "Zm9vYmE=");
    EXPECT_EQ(security::base64(""), "");
}

TEST(WebhookChannel, PostsSignedJsonOnce) {
    const WebSink sink({webAnswer("204 No Content")});
    Webhook webhook("http://" + sink.at("127.0.0.1") + "/hook?a=b");
    EXPECT_TRUE(webhook.channel.ready());
    const auto sent = webhook.channel.send(sampleAlert());
    ASSERT_TRUE(sent) << sent.error().front().message;
    const auto heard = sink.heard();
    ASSERT_EQ(heard.size(), 1U);
    EXPECT_EQ(heard[0].first, "POST /hook?a=b HTTP/1.1");
    auto headers = heard[0].headers;
    EXPECT_EQ(headers["Content-Type"], "application/json");
    EXPECT_EQ(headers["Nautilus-Timestamp"], "1578690000");
    EXPECT_EQ(headers["Nautilus-Signature"],
              "v1=" + security::hmacSha256(kKey, "1578690000." + heard[0].body));
    EXPECT_EQ(headers["Idempotency-Key"].find("alert_000001."), 0U);
    EXPECT_EQ(headers.count("Authorization") + headers.count("Cookie"), 0U);
    const auto json = api::readJson(heard[0].body);
    ASSERT_TRUE(json);
    EXPECT_EQ(*json->find("alert_id")->as<std::string>(), "alert_000001");
    EXPECT_EQ(*json->find("current_value")->as<double>(), 0.0231);
    EXPECT_EQ(*json->find("at")->as<std::string>(), "2020-01-10T21:00:00Z");
}

TEST(WebhookChannel, RepetitionsCarryTheSameKeyAndOtherAlertsAnother) {
    const WebSink sink({webAnswer("503 Busy"), webAnswer("200 OK")});
    Webhook webhook("http://" + sink.at("127.0.0.1"));
    EXPECT_TRUE(webhook.channel.send(sampleAlert()).error().front().retryable);
    EXPECT_TRUE(webhook.channel.send(sampleAlert()));
    auto other = sampleAlert();
    other.at.ns += 1;
    EXPECT_TRUE(webhook.channel.send(other));
    auto heard = sink.heard();
    EXPECT_EQ(heard[0].headers["Idempotency-Key"], heard[1].headers["Idempotency-Key"]);
    EXPECT_NE(heard[0].headers["Idempotency-Key"], heard[2].headers["Idempotency-Key"]);
    EXPECT_EQ(heard[0].body, heard[1].body);
}

TEST(WebhookChannel, WhatTheAnswerMeans) {
    struct Case {
        const char* status;
        bool taken, may_pass;
    };
    for (const auto& [status, taken, may_pass] :
         {Case{"200 OK", true, false}, Case{"202 Accepted", true, false}, Case{"302 Found", false, false},
          Case{"400 Bad", false, false}, Case{"401 No", false, false}, Case{"404 Gone", false, false},
          Case{"408 Slow", false, true}, Case{"429 Much", false, true}, Case{"500 Broken", false, true},
          Case{"503 Busy", false, true}}) {
        const WebSink sink({webAnswer(status, "Location: http://127.0.0.1:1/\r\n")});
        Webhook webhook("http://" + sink.at("127.0.0.1"));
        const auto sent = webhook.channel.send(sampleAlert());
        EXPECT_EQ(sent.has_value(), taken) << status;
        if (!sent) {
            EXPECT_EQ(sent.error().front().retryable, may_pass) << status;
        }
        EXPECT_EQ(sink.heard().size(), 1U) << status; // no redirect is followed
    }
    const WebSink sink({webAnswer("429 Much", "Retry-After: 17\r\n")});
    Webhook webhook("http://" + sink.at("127.0.0.1"));
    const auto error = webhook.channel.send(sampleAlert()).error().front();
    EXPECT_EQ(error.code, ErrorCode::TooManyRequests);
    EXPECT_EQ(error.retry_after_s, 17.0);
}

TEST(WebhookChannel, LongAnswersAreCutOff) {
    const std::string flood(1'000'000, 'x');
    for (const auto& [status, taken] : {std::pair("200 OK", true), std::pair("500 Broken", false)}) {
        const WebSink sink({webAnswer(status, "", flood)});
        Webhook webhook("http://" + sink.at("127.0.0.1"));
        EXPECT_EQ(webhook.channel.send(sampleAlert()).has_value(), taken) << status;
    }
}

TEST(WebhookChannel, ServersThatHangOrBreakOffMayBeTriedAgain) {
    const SendLimits brief{.connect_seconds = 0.2, .whole_seconds = 0.2};
    const test::TalkServer hanging([](test::Talker& talker) { talker.hang(); });
    const test::TalkServer half([](test::Talker& talker) {
        (void)talker.line();
        talker.say("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
        talker.endSaying();
        talker.hang();
    });
    const test::TalkServer silent([](test::Talker& talker) { (void)talker.line(); });
    const test::TalkServer slow([](test::Talker& talker) {
        (void)talker.line();
        talker.say("HTTP/1.1 200 OK\r\nX: ");
        talker.hang();
    });
    for (const auto* server : {&hanging, &half, &silent, &slow}) {
        Webhook webhook("http://" + server->at("127.0.0.1"), true, nullptr, brief);
        const auto sent = webhook.channel.send(sampleAlert());
        ASSERT_FALSE(sent);
        EXPECT_EQ(sent.error().front().code, ErrorCode::Unavailable);
        EXPECT_TRUE(sent.error().front().retryable);
    }
}

TEST(WebhookChannel, ConnectsToTheCheckedAddressAlone) {
    const WebSink sink({webAnswer("200 OK")});
    std::atomic<int> asked{0};
    const auto look_up = [&](const std::string& name) -> kit::Result<std::vector<platform::NetAddress>> {
        EXPECT_EQ(name, "hooks.example");
        // Whoever asked twice would be led to the metadata of a cloud.
        return std::vector{*platform::readAddress(++asked == 1 ? "127.0.0.1" : "169.254.169.254")};
    };
    Webhook webhook("http://" + sink.at("hooks.example"), true, look_up);
    const auto sent = webhook.channel.send(sampleAlert());
    ASSERT_TRUE(sent) << sent.error().front().message;
    EXPECT_EQ(asked, 1);
    EXPECT_EQ(sink.heard()[0].headers["Host"], sink.at("hooks.example"));
    const auto again = webhook.channel.send(sampleAlert());
    EXPECT_EQ(again.error().front().code, ErrorCode::Forbidden);
    EXPECT_EQ(sink.heard().size(), 1U);
}

TEST(WebhookChannel, PrivateTargetsAreOffAtFirst) {
    const WebSink sink({webAnswer("200 OK")});
    Webhook plain("http://" + sink.at("127.0.0.1"), false);
    EXPECT_EQ(plain.channel.send(sampleAlert()).error().front().code, ErrorCode::InvalidArgument);
    Webhook secure("https://" + sink.at("127.0.0.1"), false);
    EXPECT_EQ(secure.channel.send(sampleAlert()).error().front().code, ErrorCode::Forbidden);
    EXPECT_TRUE(sink.heard().empty());
}

TEST(WebhookChannel, TakesNoProxyFromTheEnvironment) {
    const WebSink sink({webAnswer("200 OK")}), proxy({webAnswer("200 OK")});
    for (const char* name : {"http_proxy", "https_proxy", "all_proxy", "ALL_PROXY"})
        setenv(name, ("http://" + proxy.at("127.0.0.1")).c_str(), 1);
    Webhook webhook("http://" + sink.at("127.0.0.1"));
    EXPECT_TRUE(webhook.channel.send(sampleAlert()));
    for (const char* name : {"http_proxy", "https_proxy", "all_proxy", "ALL_PROXY"})
        unsetenv(name);
    EXPECT_EQ(sink.heard().size(), 1U);
    EXPECT_TRUE(proxy.heard().empty());
}

TEST(WebhookChannel, SaysWhyItIsNotReady) {
    EXPECT_EQ(Webhook("").channel.ready().error().front().message, "no address is set: alert_webhook_url");
    EXPECT_FALSE(Webhook("https://user:secret@x.example").channel.ready());
    test::FakeClock clock;
    WebhookChannel keyless({[] { return AlertSettings{.webhook_url = "https://x.example"}; },
                            [](const std::string&) { return std::string(); }, clock, nullptr});
    EXPECT_EQ(keyless.ready().error().front().message, "no key is set to sign with: webhook_key of [alerts]");
    EXPECT_FALSE(keyless.send(sampleAlert()));
}

TEST(WebhookChannel, NamesCannotAddHeaders) {
    const WebSink sink({webAnswer("200 OK")});
    auto alert = sampleAlert();
    alert.alert_id = "a\r\nX-Evil: 1";
    alert.message = "\"}\r\n\xFF";
    Webhook webhook("http://" + sink.at("127.0.0.1"));
    EXPECT_TRUE(webhook.channel.send(alert));
    EXPECT_EQ(sink.heard()[0].headers.count("X-Evil"), 0U);
    EXPECT_TRUE(api::readJson(sink.heard()[0].body));
}

EmailChannel mailTo(const std::string& server, SendLimits limits = {},
                    const std::string& to = "risk@example.com, desk@example.com") {
    const AlertSettings settings{
        .email_server = server, .email_from = "nautilus@example.com", .email_to = to};
    return {[settings] { return settings; }, secretOf, limits};
}

/// The words after a header's name, unfolded.
std::string headerOf(const std::string& letter, const std::string& name) {
    const auto from = ("\r\n" + letter).find("\r\n" + name + ": ");
    if (from == std::string::npos) return {};
    auto end = letter.find("\r\n", from);
    while (end + 2 < letter.size() && letter[end + 2] == ' ')
        end = letter.find("\r\n", end + 2);
    return letter.substr(from + name.size() + 2, end - from - name.size() - 2);
}

TEST(EmailChannel, SendsALetterToEveryReceiverAndLogsIn) {
    const MailSink sink;
    auto channel = mailTo("smtp://" + sink.at("127.0.0.1"));
    EXPECT_TRUE(channel.ready());
    const auto sent = channel.send(sampleAlert());
    ASSERT_TRUE(sent) << sent.error().front().message;
    ASSERT_EQ(sink.letters().size(), 1U);
    const auto letter = sink.letters()[0];
    EXPECT_EQ(headerOf(letter, "Date"), "Fri, 10 Jan 2020 21:00:00 +0000");
    EXPECT_EQ(headerOf(letter, "From"), "Nautilus Workstation <nautilus@example.com>");
    EXPECT_EQ(headerOf(letter, "Subject"), "[HIGH] Value at risk 2.31 % is above its limit of 2.00 %");
    EXPECT_EQ(headerOf(letter, "Message-ID").find("<alert_000001."), 0U);
    EXPECT_TRUE(headerOf(letter, "Message-ID").ends_with("@example.com>"));
    const auto commands = sink.commands();
    const auto said = [&](const std::string& line) {
        return std::ranges::find(commands, line) != commands.end();
    };
    EXPECT_TRUE(said("RCPT TO:<risk@example.com>\r\n"));
    EXPECT_TRUE(said("RCPT TO:<desk@example.com>\r\n"));
    EXPECT_TRUE(std::ranges::any_of(
        commands, [](const auto& line) { return line.starts_with("MAIL FROM:<nautilus@example.com>"); }));
    const auto login = security::base64(std::string("\0nautilus@example.com\0pass word", 31));
    EXPECT_TRUE(said(login + "\r\n")) << login;
}

TEST(EmailChannel, RepetitionsAreTheSameLetter) {
    const MailSink sink;
    auto channel = mailTo("smtp://" + sink.at("localhost"));
    EXPECT_TRUE(channel.send(sampleAlert()));
    EXPECT_TRUE(channel.send(sampleAlert()));
    ASSERT_EQ(sink.letters().size(), 2U);
    EXPECT_EQ(sink.letters()[0], sink.letters()[1]);
}

TEST(EmailChannel, SendsNothingWithoutEncryptionToOtherMachines) {
    const MailSink sink; // offers no STARTTLS
    // An address that leads to the loopback, but is not known as this machine.
    auto channel = mailTo("smtp://" + sink.at("[::ffff:127.0.0.1]"));
    const auto sent = channel.send(sampleAlert());
    ASSERT_FALSE(sent);
    EXPECT_NE(sent.error().front().message.find("no encryption"), std::string::npos);
    EXPECT_FALSE(sent.error().front().retryable);
    EXPECT_TRUE(sink.letters().empty());
    for (const auto& command : sink.commands())
        EXPECT_TRUE(command.starts_with("EHLO") || command.starts_with("QUIT")) << command;
}

TEST(EmailChannel, WhatTheServersAnswerMeans) {
    struct Case {
        const char *at, *answer;
        bool may_pass;
    };
    for (const auto& [at, answer, may_pass] :
         {Case{"RCPT", "550 no such user", false}, Case{"RCPT", "451 later", true},
          Case{"MAIL", "452 full", true}, Case{"done", "554 spam", false}, Case{"done", "421 down", true},
          Case{"AUTH", "535 wrong", false}}) {
        const MailSink sink(test::MailRules{.answers = {{at, answer}}});
        auto channel = mailTo("smtp://" + sink.at("127.0.0.1"));
        const auto sent = channel.send(sampleAlert());
        ASSERT_FALSE(sent) << answer;
        EXPECT_EQ(sent.error().front().retryable, may_pass) << at << " " << answer;
        EXPECT_EQ(sent.error().front().message.find("pass word"), std::string::npos);
    }
}

TEST(EmailChannel, ServersThatHangOrBreakOffMayBeTriedAgain) {
    const SendLimits brief{.connect_seconds = 0.3, .whole_seconds = 0.3};
    const test::TalkServer mute([](test::Talker& talker) { talker.hang(); });
    EXPECT_TRUE(mailTo("smtp://" + mute.at("127.0.0.1"), brief).send(sampleAlert()).error()[0].retryable);
    for (const auto& rules :
         {test::MailRules{.hangs_at = "EHLO"}, test::MailRules{.hangs_at = "DATA"},
          test::MailRules{.hangs_at = "done"}, test::MailRules{.half_closes_at = "MAIL"}}) {
        const MailSink sink(rules);
        const auto sent = mailTo("smtp://" + sink.at("127.0.0.1"), brief).send(sampleAlert());
        ASSERT_FALSE(sent) << rules.hangs_at;
        EXPECT_TRUE(sent.error().front().retryable) << rules.hangs_at << sent.error().front().message;
    }
    // Taken is taken: a server that does not say good-bye has the letter.
    const MailSink rude(test::MailRules{.hangs_at = "QUIT"});
    EXPECT_TRUE(mailTo("smtp://" + rude.at("127.0.0.1"), brief).send(sampleAlert()));
}

/// Whom the test's certificates speak for.
const char* const kNames = "DNS:hooks.example,IP:127.0.0.1,IP:0:0:0:0:0:ffff:7f00:1";

TEST(EncryptedChannels, WebhooksNeedACertificateThatIsTrustedAndNamesTheHost) {
    const test::TemporaryFolder folder;
    const auto file = folder.path() + "/own.pem";
    const test::TlsIdentity identity(file, kNames);
    const WebSink sink({webAnswer("200 OK")}, &identity);
    const auto look_up = [](const std::string&) {
        return kit::Result<std::vector<platform::NetAddress>>({*platform::readAddress("127.0.0.1")});
    };
    const SendLimits trusting{.authorities = file};
    Webhook good("https://" + sink.at("hooks.example") + "/x", true, look_up, trusting);
    const auto sent = good.channel.send(sampleAlert());
    ASSERT_TRUE(sent) << sent.error().front().message;
    EXPECT_EQ(sink.heard().size(), 1U);
    Webhook stranger("https://" + sink.at("hooks.example") + "/x", true, look_up);
    Webhook other("https://" + sink.at("others.example") + "/x", true, look_up, trusting);
    for (auto* webhook : {&stranger, &other}) {
        const auto refused = webhook->channel.send(sampleAlert());
        ASSERT_FALSE(refused);
        EXPECT_NE(refused.error().front().message.find("certificate"), std::string::npos);
        EXPECT_FALSE(refused.error().front().retryable);
    }
    EXPECT_EQ(sink.heard().size(), 1U); // nothing was said to whom is not trusted
}

TEST(EncryptedChannels, MailIsSaidAfterStartTlsAlone) {
    const test::TemporaryFolder folder;
    const auto file = folder.path() + "/own.pem";
    const test::TlsIdentity identity(file, kNames);
    for (const bool from_start : {false, true}) {
        const MailSink sink(test::MailRules{.identity = &identity, .secure_from_start = from_start});
        const auto server = (from_start ? "smtps://" : "smtp://") + sink.at("[::ffff:127.0.0.1]");
        const auto sent = mailTo(server, {.authorities = file}).send(sampleAlert());
        ASSERT_TRUE(sent) << sent.error().front().message;
        const auto commands = sink.commands();
        const auto mail = std::ranges::find_if(commands, [](const auto& c) { return c.starts_with("AUTH"); });
        const auto turn = std::ranges::find(commands, "(encrypted)\r\n");
        EXPECT_EQ(turn == commands.end(), from_start);
        if (!from_start) {
            EXPECT_LT(turn - commands.begin(), mail - commands.begin());
        }
        EXPECT_EQ(sink.letters().size(), 1U);

        const auto refused = mailTo(server).send(sampleAlert());
        ASSERT_FALSE(refused);
        EXPECT_NE(refused.error().front().message.find("certificate"), std::string::npos);
        EXPECT_EQ(sink.letters().size(), 1U);
    }
}

TEST(EmailMessage, NoNameEndsAHeader) {
    auto alert = sampleAlert();
    alert.severity = "HIGH\r\nBcc: thief@example.com";
    alert.message = "a\r\n\r\nbody\nBcc: x";
    alert.alert_id = "id>\r\nBcc: y";
    alert.breach_id = "\xC2\x85\xE2\x80\xA8z";
    const auto letter = alertMail(alert, "a@example.com", {"b@example.com"});
    EXPECT_EQ(letter.find("\nBcc"), std::string::npos);
    EXPECT_EQ(headerOf(letter, "Message-ID").find_first_of(">"), headerOf(letter, "Message-ID").size() - 1);
    for (std::size_t at = letter.find('\n'); at != std::string::npos; at = letter.find('\n', at + 1))
        EXPECT_EQ(letter[at - 1], '\r');
    for (const char c : letter)
        EXPECT_TRUE((c >= ' ' && c <= '~') || c == '\r' || c == '\n');
}

TEST(EmailMessage, SubjectsAreEncodedLetterByLetter) {
    EXPECT_EQ(encodedHeader("Subject", "plain words"), "Subject: plain words\r\n");
    EXPECT_EQ(encodedHeader("Subject", "größer"), "Subject: =?UTF-8?B?Z3LDtsOfZXI=?=\r\n");
    EXPECT_EQ(encodedHeader("Subject", "=?UTF-8?B?eA==?="), // words that look encoded are not
              "Subject: =?UTF-8?B?PT9VVEYtOD9CP2VBPT0/PQ==?=\r\n");
    std::string words;
    for (int i = 0; i < 40; ++i)
        words += "Ä€😀";
    const auto header = encodedHeader("Subject", words);
    for (std::size_t at = 0, end = 0; at < header.size(); at = end + 2) {
        end = header.find("\r\n", at);
        EXPECT_LE(end - at, 78U + 9U);
    }
    EXPECT_EQ(header.find("\r\n ") == std::string::npos, false);
}

TEST(EmailMessage, AddressesThatAreNone) {
    for (const char* wrong : {"", "x", "@x", "x@", "a b@x", "a@x>", "a@x\r\nRCPT TO:<b@y>", "a@@x", "\"a\"@x",
                              "-oQ@x", "a..b@x", "a@x..y", ",", "ä@x", "a@x,,b@y"})
        EXPECT_FALSE(readMailAddresses(wrong, "/to")) << wrong;
    EXPECT_EQ(*readMailAddresses(" a+b@x.example ,c.d@y-z.example", "/to"),
              (std::vector<std::string>{"a+b@x.example", "c.d@y-z.example"}));
}

TEST(EmailChannel, SaysWhyItIsNotReady) {
    EXPECT_EQ(mailTo("").ready().error().front().message, "no mail server is set: alert_email_server");
    for (const char* wrong :
         {"http://mail.example.com", "mail.example.com", "smtp://user:pw@mail.example.com",
          "smtp://mail.example.com/x", "smtp://mail.example.com:0"})
        EXPECT_EQ(mailTo(wrong).ready().error().front().field, "/alert_email_server") << wrong;
    EXPECT_EQ(mailTo("smtps://mail.example.com", {}, "nobody").ready().error().front().field,
              "/alert_email_to");
}

TEST(DesktopChannel, PutsTheAlertOnTheBusUnlessSwitchedOff) {
    test::MemoryStream stream;
    std::string heard, topic;
    const auto listening = stream.subscribe("system.alerts.*", [&](const kit::Message& message) {
        topic = message.topic;
        heard = message.payload;
    });
    AlertSettings settings;
    DesktopChannel channel([&] { return settings; }, stream);
    EXPECT_TRUE(channel.send(sampleAlert()));
    EXPECT_EQ(topic, "system.alerts.high");
    const auto json = api::readJson(heard);
    ASSERT_TRUE(json);
    EXPECT_EQ(*json->find("source")->as<std::string>(), "risk");
    EXPECT_EQ(*json->find("message")->as<std::string>(), sampleAlert().message);
    heard.clear();
    settings.desktop = false;
    EXPECT_FALSE(channel.ready());
    EXPECT_FALSE(channel.send(sampleAlert()));
    EXPECT_TRUE(heard.empty());
}

} // namespace
} // namespace nautilus::alerts
