// Import profiles over HTTP: kept, applied, checked, forgotten.

#include "tests/app/support/demo_workstation.h"

#include <gmock/gmock.h>

#include <fstream>

namespace {

using namespace nautilus;
using kit::Value;
using testing::HasSubstr;

constexpr const char* kProfiles = "/api/v1/data-catalog/import-profiles";
constexpr const char* kPreview = "/api/v1/data-catalog/imports/preview";

class ImportProfilesTest : public testing::Test {
protected:
    test::Answer put(const std::string& name, const std::string& body) {
        return demo_.ask({"PUT", kProfiles + ("/" + name), {}, {}, body});
    }
    test::Answer forget(const std::string& name) {
        return demo_.ask({"DELETE", kProfiles + ("/" + name), {}, {}, ""});
    }
    std::string write(const std::string& name, const std::string& content) {
        std::ofstream(files_.path() + "/" + name) << content;
        return files_.path() + "/" + name;
    }
    std::vector<std::string> names() {
        std::vector<std::string> out;
        const auto answer = demo_.get(kProfiles);
        for (const auto& each : *answer.data().find("profiles")->as<Value::Array>())
            out.push_back(*each.find("name")->as<std::string>());
        return out;
    }
    /// What the preview makes of a column.
    static std::string fieldOf(const test::Answer& preview, const std::string& column) {
        for (const auto& each : *preview.data().find("columns")->as<Value::Array>())
            if (*each.find("name") == Value(column)) {
                const auto* field = each.find("field")->as<std::string>();
                return field ? *field : "";
            }
        return "no such column";
    }

    test::DemoWorkstation& demo_ = test::DemoWorkstation::get();
    test::TemporaryFolder files_;
};

TEST_F(ImportProfilesTest, AProfileSaysWhatTheRequestLeavesOpen) {
    const auto saved = put("My broker", R"({"kind":"bars","map":{"Px":"close","Note":"","Gone":""},
        "options":{"date_format":"DMY","symbol":"XYZ","calendar":"none"}})");
    ASSERT_EQ(saved.status, 200) << saved.body;
    EXPECT_THAT(names(), testing::Contains("My broker"));
    const auto file = write("x.csv", "Tag,Px,Note\n01/02/2019,5,a\n02/02/2019,6,b\n");
    const auto plain = demo_.post(kPreview, R"({"files":[")" + file + R"("],"kind":"bars"})");
    EXPECT_NE(fieldOf(plain, "Px"), "close");
    const auto with =
        demo_.post(kPreview, R"({"files":[")" + file + R"("],"map":{"Tag":"date"},"profile":"My broker"})");
    ASSERT_EQ(with.status, 200) << with.body;
    EXPECT_EQ(fieldOf(with, "Px"), "close");
    EXPECT_EQ(fieldOf(with, "Note"), "");
    EXPECT_TRUE(with.data().find("problems")->as<Value::Array>()->empty()) << with.body;
    EXPECT_EQ(*with.data().find("date_format"), Value("%d/%m/%Y"));
    // What the request says itself stands above the profile.
    const auto own = demo_.post(kPreview, R"({"files":[")" + file +
                                              R"("],"map":{"Tag":"date","Px":"open","Note":"close"},)"
                                              R"("options":{"date_format":"MDY"},"profile":"My broker"})");
    EXPECT_EQ(fieldOf(own, "Px"), "open");
    EXPECT_EQ(*own.data().find("date_format"), Value("%m/%d/%Y"));
    EXPECT_EQ(forget("My broker").status, 200);
    EXPECT_THAT(names(), testing::Not(testing::Contains("My broker")));
}

TEST_F(ImportProfilesTest, WhatAnImportUnderstoodIsKept) {
    const auto first = write("one.csv", "Day;Last;Remark\n02.01.2019;1.234,5;a\n03.01.2019;1.235,5;b\n");
    const auto job = demo_.post("/api/v1/data-catalog/imports",
                                R"({"files":[")" + first +
                                    R"("],"dataset":"kept","map":{"Remark":""},"options":{"symbol":"KEPT"},)"
                                    R"("save_profile":"kept"})");
    ASSERT_EQ(job.status, 202) << job.body;
    ASSERT_EQ(test::endedJob(*demo_.workstation, job).state, kit::JobState::Succeeded);
    const auto second = write("two.csv", "Day;Last;Remark\n04.01.2019;7,5;c\n");
    const auto preview = demo_.post(kPreview, R"({"files":[")" + second + R"("],"profile":"kept"})");
    EXPECT_EQ(fieldOf(preview, "Last"), "close");
    EXPECT_EQ(fieldOf(preview, "Remark"), "");
    EXPECT_TRUE(preview.data().find("problems")->as<Value::Array>()->empty()) << preview.body;
    forget("kept");
}

TEST_F(ImportProfilesTest, FaultsAreNamed) {
    const std::tuple<const char*, const char*, const char*> cases[] = {
        {"broker", R"({"kind":"bars","map":{"Px":"nothing"}})", "/map/Px"},
        {"broker", R"({"map":{"Px":"nothing"}})", "/map/Px"},
        {"broker", R"({"kind":"bars","map":{"Px":"concept:revenue"}})", "/map/Px"},
        {"broker", R"({"kind":"nothing"})", "/kind"},
        {"broker", R"({"options":{"decimal":";"}})", "/options/decimal"},
        {"bro%2Fker", R"({})", "/name"},
        {".broker", R"({})", "/name"}};
    for (const auto& [name, body, field] : cases) {
        const auto answer = put(name, body);
        EXPECT_EQ(answer.status, 400) << answer.body;
        EXPECT_THAT(answer.body, HasSubstr(std::string("\"field\":\"") + field + "\"")) << body;
    }
    EXPECT_THAT(names(), testing::Not(testing::Contains("broker")));
    const auto file = write("x.csv", "Date,Close,Symbol\n2019-01-02,5,A\n");
    const auto unknown = demo_.post(kPreview, R"({"files":[")" + file + R"("],"profile":"nobody"})");
    EXPECT_EQ(unknown.status, 400);
    EXPECT_THAT(unknown.body, HasSubstr("/profile"));
    const auto bad_name =
        demo_.post("/api/v1/data-catalog/imports", R"({"files":[")" + file + R"("],"save_profile":"a/b"})");
    EXPECT_EQ(bad_name.status, 400);
    EXPECT_THAT(bad_name.body, HasSubstr("/save_profile"));
    EXPECT_EQ(forget("nobody").status, 200);
}

} // namespace
