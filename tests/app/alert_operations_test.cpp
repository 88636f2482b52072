// The ways by which alerts leave, asked over the API: their state, their secrets, a try. Secrets stand in one
// file and in no answer.

#include "tests/app/support/alert_sinks.h"
#include "tests/app/support/demo_workstation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

namespace nautilus::test {
namespace {

using testing::HasSubstr;
using testing::Not;

class AlertOperations : public testing::Test {
protected:
    AlertOperations() {
        composition::Options options;
        options.home = folder_.path() + "/home";
        options.demo = false;
        options.all_engines = false;
        workstation_ = std::move(*composition::Workstation::open(options));
        EXPECT_TRUE(workstation_->start({}));
        token_ = *security::rootToken(options.home);
    }
    Answer ask(const std::string& method, const std::string& path, const std::string& body = "") {
        return send(workstation_->router(), {method, path, {}, {}, body}, token_);
    }
    Answer set(const std::string& settings) {
        return ask("PUT", "/api/v1/settings", R"({"settings":)" + settings + "}");
    }
    [[nodiscard]] std::string fileOf(const std::string& name) const {
        std::ifstream file(folder_.path() + "/home/" + name, std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }
    TemporaryFolder folder_;
    std::unique_ptr<composition::Workstation> workstation_;
    std::string token_;
};

const char* const kKey = "a-key-of-more-than-16-letters";

TEST_F(AlertOperations, SayWhatIsMissingUntilItIsThere) {
    const WebSink sink({webAnswer("200 OK")});
    auto states = ask("GET", "/api/v1/alerts/channels").body;
    EXPECT_THAT(states, HasSubstr("no mail server is set"));
    EXPECT_THAT(states, HasSubstr("no address is set"));
    EXPECT_THAT(states, HasSubstr(R"({"channel":"desktop","ready":true,"reason":""})"));
    EXPECT_EQ(ask("POST", "/api/v1/alerts/test", R"({"channel":"webhook"})").status, 409);

    EXPECT_EQ(set(R"({"alert_webhook_url":"http://)" + sink.at("127.0.0.1") +
                  R"(/x","alert_private_targets":true})")
                  .status,
              200);
    EXPECT_THAT(ask("GET", "/api/v1/alerts/channels").body, HasSubstr("no key is set to sign with"));
    const auto kept = ask("PUT", "/api/v1/alerts/secrets",
                          R"({"name":"webhook_key","secret":")" + std::string(kKey) + R"("})");
    EXPECT_EQ(kept.status, 200) << kept.body;
    EXPECT_THAT(kept.body, Not(HasSubstr(kKey)));
    states = ask("GET", "/api/v1/alerts/channels").body;
    EXPECT_THAT(states, HasSubstr(R"({"channel":"webhook","ready":true,"reason":""})"));
    EXPECT_THAT(states, HasSubstr(R"("secrets_set":["webhook_key"])"));

    const auto tried = ask("POST", "/api/v1/alerts/test", R"({"channel":"webhook"})");
    EXPECT_EQ(tried.status, 200) << tried.body;
    ASSERT_EQ(sink.heard().size(), 1U);
    EXPECT_THAT(sink.heard()[0].body, HasSubstr("nothing has happened"));
}

TEST_F(AlertOperations, SecretsStandInTheirFileAlone) {
    EXPECT_EQ(ask("PUT", "/api/v1/alerts/secrets",
                  R"({"name":"webhook_key","secret":")" + std::string(kKey) + R"("})")
                  .status,
              200);
    EXPECT_THAT(fileOf("secrets.toml"), HasSubstr(kKey));
    for (const char* name : {"settings.toml", "nautilus.log", "ledger.sqlite", "ledger.sqlite-wal"})
        EXPECT_THAT(fileOf(name), Not(HasSubstr(kKey))) << name;
    EXPECT_THAT(ask("GET", "/api/v1/settings").body, Not(HasSubstr(kKey)));
    EXPECT_EQ(ask("PUT", "/api/v1/alerts/secrets", R"({"name":"webhook_key","secret":""})").status, 200);
    EXPECT_THAT(fileOf("secrets.toml"), Not(HasSubstr(kKey)));
    for (const char* wrong :
         {R"({"name":"webhook_key","secret":"short"})", R"({"name":"token","secret":"x"})",
          R"({"name":"email_password","secret":"a\nb"})", R"({"name":"email_password"})"})
        EXPECT_EQ(ask("PUT", "/api/v1/alerts/secrets", wrong).status, 400) << wrong;
}

TEST_F(AlertOperations, SettingsTakeNoPasswordInAnAddress) {
    const auto refused = set(R"({"alert_email_server":"smtp://user:secret@mail.example.com"})");
    EXPECT_EQ(refused.status, 400);
    EXPECT_THAT(refused.body, HasSubstr("/settings/alert_email_server"));
    EXPECT_EQ(set(R"({"alert_webhook_url":"https://user@hooks.example.com/x"})").status, 400);
    EXPECT_EQ(set(R"({"alert_webhook_url":"https://hooks.example.com/@channel"})").status, 200);
    EXPECT_THAT(fileOf("settings.toml"), Not(HasSubstr("secret")));
}

TEST_F(AlertOperations, ReportsAreWrittenWithoutPdf) {
    const auto& write = workstation_->reportWriter();
    kit::ReportDocument document;
    document.title = "Empty";
    EXPECT_THAT(*write(document, "html"), HasSubstr("<h1>Empty</h1>"));
    EXPECT_TRUE(write(document, "xlsx"));
    EXPECT_EQ(write(document, "pdf").error().front().code, kit::ErrorCode::Unsupported);
}

} // namespace
} // namespace nautilus::test
