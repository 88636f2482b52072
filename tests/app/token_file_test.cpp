// The root token's file: its owner's alone, and replaced when it was not.

#include "tests/app/support/demo_workstation.h"

#include <sys/stat.h>

#include <fstream>

namespace {

using namespace nautilus;
namespace fs = std::filesystem;

struct TokenFile {
    test::TemporaryFolder home;
    std::string path = home.path() + "/token";

    std::string read() { return *security::rootToken(home.path()); }
    unsigned mode() {
        struct stat seen {};
        EXPECT_EQ(lstat(path.c_str(), &seen), 0);
        EXPECT_TRUE(S_ISREG(seen.st_mode));
        return seen.st_mode & 0777U;
    }
};

TEST(TokenFile, IsKeptWhileOnlyItsOwnerMayReadIt) {
    TokenFile file;
    const auto token = file.read();
    EXPECT_EQ(token.size(), 64U);
    EXPECT_EQ(file.mode(), 0600U);
    EXPECT_EQ(file.read(), token);
    chmod(file.path.c_str(), 0400);
    EXPECT_EQ(file.read(), token);
}

TEST(TokenFile, IsReplacedWhenOthersCouldReadIt) {
    for (const unsigned mode : {0644U, 0640U, 0604U, 0666U, 0620U, 0601U, 0777U}) {
        TokenFile file;
        const auto token = file.read();
        chmod(file.path.c_str(), mode);
        EXPECT_NE(file.read(), token) << std::oct << mode;
        EXPECT_EQ(file.mode(), 0600U);
    }
}

TEST(TokenFile, IsReplacedWhenItHoldsNoToken) {
    for (const std::string& text : {std::string(), std::string("short\n"), std::string(31, 'a'),
                                    std::string(64, '\0'), "with spaces" + std::string(40, ' ')}) {
        TokenFile file;
        std::ofstream(file.path, std::ios::binary) << text;
        chmod(file.path.c_str(), 0600);
        EXPECT_EQ(file.read().size(), 64U) << text;
        EXPECT_EQ(file.mode(), 0600U);
    }
}

TEST(TokenFile, IsNotReadThroughALink) {
    TokenFile file;
    const auto elsewhere = file.home.path() + "/elsewhere";
    std::ofstream(elsewhere) << std::string(64, 'a') << "\n";
    chmod(elsewhere.c_str(), 0600);
    fs::create_symlink(elsewhere, file.path);
    EXPECT_NE(file.read(), std::string(64, 'a'));
    EXPECT_EQ(file.mode(), 0600U);
    std::ifstream kept(elsewhere);
    std::string line;
    std::getline(kept, line);
    EXPECT_EQ(line, std::string(64, 'a')); // what the link named is left alone
}

} // namespace
