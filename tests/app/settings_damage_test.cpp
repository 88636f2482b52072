// A thousand damaged settings files. Each is either understood, with every value in its range, or refused
// with the line or the field; the file itself is never changed by a start.

#include "tests/app/support/demo_workstation.h"

#include <gmock/gmock.h>

#include <cstdlib>
#include <fstream>
#include <random>
#include <sstream>

namespace {

using namespace nautilus;
using runtime::Settings;
using runtime::SettingsStore;

constexpr int kFiles = 1'000;

const std::string kSound = "# own settings\nblue_orange_colours = false\ncatalog_memory_percent = 25\n"
                           "catalog_threads = 2\ncompute_threads = 0\nmotion = true\nport = 8001\n"
                           "settings_version = 1\nswap_up_down_colours = false\ntheme = 'dark'\n"
                           "welcome_shown = true\n";

const std::string kPieces[] = {
    "port = 8002\n",
    "port = 70000\n",
    "port = -1\n",
    "port = 8001.5\n",
    "port = '8001'\n",
    "port = []\n",
    "port = {}\n",
    "[port]\n",
    "[[port]]\n",
    "port = 0x1F41\n",
    "port = 1e400\n",
    "port = nan\n",
    "port = inf\n",
    "motion = 1\n",
    "motion = 'no'\n",
    "theme = 'pink'\n",
    "theme = true\n",
    "theme = \"\"\"\n",
    "settings_version = 'x'\n",
    "settings_version = 0\n",
    "settings_version = 9223372036854775807\n",
    "port = 9223372036854775808\n",
    "catalog_threads = 0\n",
    "catalog_memory_percent = 91\n",
    "= 5\n",
    "key\n",
    "\"\" = 1\n",
    "a.b.c.d = 1\n",
    "port.x = 1\n",
    "\xff\xfe\n",
    "\xef\xbb\xbf",
    "\x01\x02\n",
    "theme = \"\\ud800\"\n",
    "theme = \"\xc3\x28\"\n",
    "date = 2020-13-45\n",
    "]\n",
    "}}}}\n",
    "'''\n",
    "unknown = 'x'\n",
    "[unknown.table]\nx = 1\n",
    "\r",
    "\r\n",
};

std::string spoiled(std::mt19937_64& random) {
    std::string out = kSound;
    for (auto rounds = 1 + random() % 3; rounds > 0; --rounds) {
        const auto at = out.empty() ? 0 : random() % out.size();
        switch (random() % 10) {
        case 0:
            out.resize(at);
            break;
        case 1:
            if (!out.empty()) out[at] = static_cast<char>(out[at] ^ (1 << random() % 8));
            break;
        case 2:
            out.insert(at, 1 + random() % 8, '\0');
            break;
        case 3:
            out.insert(out.find('\n', at) == std::string::npos ? 0 : out.find('\n', at) + 1,
                       kPieces[random() % std::size(kPieces)]);
            break;
        case 4:
            out.erase(at, 1 + random() % 30);
            break;
        case 5:
            out.insert(at, out.substr(random() % (out.size() + 1), random() % 60));
            break;
        case 6:
            out += "deep = " + std::string(1 + random() % 5'000, '[');
            break;
        case 7:
            out += "deep = " + std::string(1 + random() % 300, '{') + "a = 1";
            break;
        case 8:
            out += "long = '" + std::string(random() % 2'000'000, 'x') + "'\n";
            break;
        default:
            for (auto n = random() % 40; n > 0; --n)
                out.insert(out.begin() + static_cast<std::ptrdiff_t>(random() % (out.size() + 1)),
                           static_cast<char>(random()));
        }
    }
    return out;
}

std::string contentOf(const std::string& path) {
    std::ostringstream out;
    out << std::ifstream(path, std::ios::binary).rdbuf();
    return out.str();
}

void expectUnderstood(SettingsStore& store) {
    const auto now = store.current();
    EXPECT_TRUE(now.port >= 0 && now.port <= 65'535) << now.port;
    EXPECT_TRUE(now.catalog_threads >= 1 && now.catalog_threads <= 256);
    EXPECT_TRUE(now.catalog_memory_percent >= 1 && now.catalog_memory_percent <= 90);
    EXPECT_TRUE(now.compute_threads >= 0 && now.compute_threads <= 256);
    EXPECT_TRUE(now.theme == "dark" || now.theme == "light") << now.theme;
}

void expectClear(const kit::Errors& errors) {
    ASSERT_FALSE(errors.empty());
    for (const auto& error : errors) {
        EXPECT_GT(error.message.size(), 10U);
        EXPECT_LT(error.message.size(), 1'000U);
        EXPECT_EQ(error.message.find("/tmp"), std::string::npos) << error.message;
        const bool placed = !error.field.empty() || error.message.starts_with("settings.toml");
        EXPECT_TRUE(placed) << error.message;
    }
}

TEST(DamagedSettings, AreUnderstoodOrRefusedAndNeverChanged) {
    const char* given = std::getenv("NAUTILUS_SEED");
    const auto seed = given ? std::strtoull(given, nullptr, 10) : std::random_device{}();
    RecordProperty("seed", std::to_string(seed));
    SCOPED_TRACE("NAUTILUS_SEED=" + std::to_string(seed));
    std::mt19937_64 random(seed);
    test::TemporaryFolder home;
    const auto path = home.path() + "/settings.toml";
    int understood = 0;
    for (int i = 0; i < kFiles && !testing::Test::HasFailure(); ++i) {
        const auto text = spoiled(random);
        std::ofstream(path, std::ios::binary | std::ios::trunc) << text;
        const auto opened = SettingsStore::open(home.path());
        EXPECT_TRUE(contentOf(path) == text) << "the file was changed by being read";
        if (opened)
            expectUnderstood(**opened);
        else
            expectClear(opened.error());
        understood += opened ? 1 : 0;
        if (testing::Test::HasFailure()) ADD_FAILURE() << "file " << i << ": " << text.substr(0, 600);
    }
    EXPECT_GT(understood, kFiles / 50) << "the damage is too great to tell anything";
    EXPECT_LT(understood, kFiles * 49 / 50);
}

TEST(DamagedSettings, KeepWhatIsNoSettingWhenTheyAreWritten) {
    test::TemporaryFolder home;
    const auto path = home.path() + "/settings.toml";
    std::ofstream(path) << "theme = 'light'\nmine = 'kept'\n[own.table]\nx = [1, 2]\n";
    {
        const auto store = std::move(*SettingsStore::open(home.path()));
        EXPECT_THAT(store->unknown(), testing::UnorderedElementsAre("mine", "own"));
        ASSERT_TRUE(store->update(kit::Value(kit::Value::Object{{"port", 0}}), nullptr));
    }
    const auto text = contentOf(path);
    EXPECT_THAT(text, testing::AllOf(testing::HasSubstr("mine = 'kept'"), testing::HasSubstr("x = [ 1, 2 ]"),
                                     testing::HasSubstr("settings_version = 1")));
    const auto again = std::move(*SettingsStore::open(home.path()));
    EXPECT_EQ(again->current().theme, "light");
    EXPECT_EQ(again->current().port, 0);
    EXPECT_THAT(again->unknown(), testing::UnorderedElementsAre("mine", "own"));
}

TEST(DamagedSettings, ThatAreNoFileAreRefused) {
    test::TemporaryFolder home;
    std::filesystem::create_directory(home.path() + "/settings.toml");
    const auto folder = SettingsStore::open(home.path());
    ASSERT_FALSE(folder);
    EXPECT_THAT(folder.error().front().message, testing::HasSubstr("not a regular file"));
    std::filesystem::remove(home.path() + "/settings.toml");
    std::ofstream(home.path() + "/settings.toml") << std::string(1024 * 1024 + 1, '#');
    const auto large = SettingsStore::open(home.path());
    ASSERT_FALSE(large);
    EXPECT_THAT(large.error().front().message, testing::HasSubstr("1 MiB"));
}

// Half of the damage that a user meets is one whole file lost: the program starts with what it knows.
TEST(DamagedSettings, ThatAreEmptyGiveTheDefaults) {
    test::TemporaryFolder home;
    for (const char* text : {"", "\n", "# nothing\n"}) {
        std::ofstream(home.path() + "/settings.toml", std::ios::trunc) << text;
        const auto opened = SettingsStore::open(home.path());
        ASSERT_TRUE(opened);
        EXPECT_EQ((*opened)->current(), Settings{});
    }
}

} // namespace
