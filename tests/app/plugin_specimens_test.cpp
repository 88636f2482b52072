// Plugins that are refused before anything of them runs, each with its reason.

#include "app/api/json/json_reader.h"
#include "tests/app/support/demo_workstation.h"
#include "tests/app/support/source_stage.h"

#include <gmock/gmock.h>

#include <fstream>

namespace {

using namespace nautilus;
using testing::HasSubstr;

std::map<std::string, std::string> refusedIn(const std::string& folder) {
    test::SourceStage stage({{folder, true}});
    std::map<std::string, std::string> out;
    for (const auto& [name, why] : stage.host().refused())
        out[name] = why;
    return out;
}

TEST(PluginSpecimens, EveryOneIsRefusedWithItsReason) {
    const std::map<std::string, std::vector<std::string>> expected{
        {"bad_json", {"no JSON"}},
        {"missing_field", {"/name", "/kind"}},
        {"wrong_type", {"/abi", "/rate_limit/requests", "/rate_limit/per_seconds", "/real"}},
        {"unknown_capability", {"/capabilities/1"}},
        {"wrong_abi", {"/abi", "7"}},
        {"library_missing", {"/entry", "no such file"}},
        {"not_a_library", {"/entry", "cannot be loaded"}},
        {"circular_a", {"circular_a -> circular_b -> circular_a"}},
        {"circular_b", {"circular_a -> circular_b -> circular_a"}},
        {"missing_dependency", {"depends on nobody, which is not installed"}},
        {"needs_the_refused", {"depends on missing_dependency, which was refused"}},
        {"duplicate_second", {"the id one already"}},
        {"path_leaves", {"/entry", "below the folder"}},
        {"bad_id", {"/id"}},
        {"bad_settings",
         {"/settings/properties/pace/default", "/settings/properties/key/default",
          "/settings/properties/colour/type"}},
        {"no_way", {"/capabilities", "historical, streaming or search"}},
        {"not_an_object", {"one object"}},
    };
    const auto refused = refusedIn(std::string(NAUTILUS_TEST_DATA) + "/plugins");
    for (const auto& [name, reasons] : expected) {
        ASSERT_TRUE(refused.contains(name)) << name << " was taken";
        for (const auto& reason : reasons)
            EXPECT_THAT(refused.at(name), HasSubstr(reason)) << name;
        EXPECT_THAT(refused.at(name), testing::Not(HasSubstr(NAUTILUS_TEST_DATA))) << "a path is told";
    }
    EXPECT_EQ(refused.size(), expected.size());
}

TEST(PluginSpecimens, LibrariesThatAreNoSources) {
    const auto refused = refusedIn(platform::executableFolder() + "/plugins");
    ASSERT_EQ(refused.size(), 2U);
    EXPECT_THAT(refused.at("no_entry"), HasSubstr("exports no nautilus_source_v1"));
    EXPECT_THAT(refused.at("old_abi"), HasSubstr("interface 42"));
}

TEST(PluginSpecimens, LinksThatLeadOutAndLibrariesOfOthers) {
    const test::TemporaryFolder folder;
    const auto plugin = folder.path() + "/link";
    std::filesystem::create_directory(plugin);
    std::ofstream(plugin + "/plugin.json")
        << R"({"id":"link","name":"L","version":"1","abi":1,"kind":"executable","entry":"run",)"
        << R"("capabilities":["bars","historical"]})";
    std::filesystem::create_symlink("/bin/true", plugin + "/run");
    EXPECT_THAT(refusedIn(folder.path()).at("link"), HasSubstr("leads out"));

    test::SourceStage stage({{platform::executableFolder() + "/../plugins/sources", false}});
    EXPECT_TRUE(stage.host().find("example_python")) << "programs may come from anywhere";
    EXPECT_FALSE(stage.host().find("replay")) << "code inside ours may not";
    ASSERT_EQ(stage.host().refused().size(), 5U);
    EXPECT_THAT(stage.host().refused()[0].second, HasSubstr("/kind"));
}

TEST(PluginSpecimens, TheSameFolderTwiceCountsOnce) {
    const auto folder = platform::executableFolder() + "/../plugins/sources";
    test::SourceStage stage({{folder, true}, {folder + "/../sources", true}});
    EXPECT_TRUE(stage.host().refused().empty());
    EXPECT_EQ(stage.host().all().size(), 6U);
}

TEST(PluginSpecimens, DependenciesComeFirstInAnOtherwiseKeptOrder) {
    const auto spec = [](std::string id, std::vector<std::string> on) {
        sdk::PluginSpec out;
        out.id = std::move(id);
        out.depends_on = std::move(on);
        return out;
    };
    const std::vector specs{spec("d", {"b", "c"}), spec("a", {}), spec("c", {"a"}), spec("b", {"a"})};
    const auto order = sdk::loadOrder(specs);
    EXPECT_TRUE(order.refused.empty());
    EXPECT_THAT(order.order, testing::ElementsAre(1, 3, 2, 0)) << "a b c d";
    const auto own = sdk::loadOrder({spec("x", {"x"}), spec("y", {"x"}), spec("z", {})});
    EXPECT_THAT(own.order, testing::ElementsAre(2));
    ASSERT_EQ(own.refused.size(), 2U);
    EXPECT_THAT(own.refused[0].second, HasSubstr("x -> x"));
}

} // namespace
