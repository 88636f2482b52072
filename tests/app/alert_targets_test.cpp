// Where alerts may be sent to: every way of writing an address that somebody has tried to get past such a
// check with, and every block of the registries at its edges.

#include "app/alerts/address_policy.h"
#include "app/alerts/web_target.h"
#include "app/alerts/webhook_channel.h"

#include <gtest/gtest.h>

namespace nautilus::alerts {
namespace {

using platform::readAddress;

enum Verdict { Bad, Refused, Allowed }; // not an address at all; no target; a target

/// An address line; what the name is known as; what becomes of it without and with private targets.
struct Trick {
    const char* url;
    std::vector<std::string> found;
    Verdict closed, open;
};

Verdict verdictOf(const Trick& trick, bool private_too) {
    const auto target = webhookTarget({.webhook_url = trick.url, .private_targets = private_too});
    if (!target) {
        EXPECT_EQ(target.error().front().field, "/alert_webhook_url") << trick.url;
        return Bad;
    }
    int asked = 0;
    const auto addresses = allowedAddresses(*target, private_too, [&](const std::string&) {
        ++asked;
        std::vector<platform::NetAddress> out;
        for (const auto& each : trick.found)
            out.push_back(readAddress(each).value());
        return kit::Result<std::vector<platform::NetAddress>>(out);
    });
    EXPECT_LE(asked, 1) << trick.url;
    return addresses ? Allowed : Refused;
}

const Trick kTricks[] = {
    {"https://hooks.example.com/x?y=1", {"93.184.216.34"}, Allowed, Allowed},
    {"HTTPS://Hooks.Example.COM:8443", {"93.184.216.34"}, Allowed, Allowed},
    {"https://93.184.216.34/", {}, Allowed, Allowed},
    {"https://[2606:2800:220:1:248:1893:25c8:1946]/", {}, Allowed, Allowed},
    {"https://xn--bcher-kva.example/", {"93.184.216.34"}, Allowed, Allowed},
    // this machine
    {"https://127.0.0.1/", {}, Refused, Allowed},
    {"https://127.8.8.8/", {}, Refused, Allowed},
    {"http://127.0.0.1:9000/", {}, Bad, Allowed},
    {"https://localhost/", {"127.0.0.1"}, Refused, Allowed},
    {"https://LOCALHOST/", {"127.0.0.1"}, Refused, Allowed},
    {"https://localhost./", {"127.0.0.1"}, Bad, Bad},
    {"https://a.localhost/", {"93.184.216.34"}, Refused, Allowed},
    {"https://[::1]/", {}, Refused, Allowed},
    {"https://[0:0:0:0:0:0:0:1]/", {}, Refused, Allowed},
    {"https://0.0.0.0/", {}, Refused, Refused},
    {"https://[::]/", {}, Refused, Refused},
    {"https://0/", {}, Bad, Bad},
    // numbers that only some readers take for an IPv4 address
    {"https://2130706433/", {}, Bad, Bad},
    {"https://0x7f000001/", {}, Bad, Bad},
    {"https://0x7f.0.0.1/", {}, Bad, Bad},
    {"https://0177.0.0.1/", {}, Bad, Bad},
    {"https://127.1/", {}, Bad, Bad},
    {"https://127.0.1/", {}, Bad, Bad},
    {"https://127.0.0.1./", {}, Bad, Bad},
    {"https://127.0.0.1.0x1/", {}, Bad, Bad},
    {"https://1.2.3.4.5/", {}, Bad, Bad},
    {"https://256.1.1.1/", {}, Bad, Bad},
    // IPv4 in disguise
    {"https://[::ffff:127.0.0.1]/", {}, Refused, Refused},
    {"https://[::ffff:7f00:1]/", {}, Refused, Refused},
    {"https://[::127.0.0.1]/", {}, Refused, Refused},
    {"https://[::ffff:93.184.216.34]/", {}, Refused, Refused},
    {"https://[2002:7f00:1::]/", {}, Refused, Refused},
    {"https://[64:ff9b::7f00:1]/", {}, Refused, Refused},
    {"https://[64:ff9b::5db8:d822]/", {}, Allowed, Allowed},
    {"https://[64:ff9b:1::5db8:d822]/", {}, Refused, Refused},
    {"https://[2001:0:7f00:1::]/", {}, Refused, Refused},
    // networks of one's own, link-local, clouds
    {"https://10.1.2.3/", {}, Refused, Allowed},
    {"https://192.168.0.1/", {}, Refused, Allowed},
    {"http://192.168.0.1/", {}, Bad, Refused},
    {"https://172.31.255.255/", {}, Refused, Allowed},
    {"https://100.64.0.1/", {}, Refused, Allowed},
    {"https://[fd00::1]/", {}, Refused, Allowed},
    {"https://169.254.169.254/latest/meta-data/", {}, Refused, Refused},
    {"https://[fe80::1]/", {}, Refused, Refused},
    {"https://[fe80::1%25eth0]/", {}, Bad, Bad},
    {"https://[fe80::1%eth0]/", {}, Bad, Bad},
    {"https://[ff02::1]/", {}, Refused, Refused},
    {"https://255.255.255.255/", {}, Refused, Refused},
    // names that lead astray
    {"https://inside.example.com/", {"10.0.0.5"}, Refused, Allowed},
    {"https://metadata.example.com/", {"169.254.169.254"}, Refused, Refused},
    {"https://both.example.com/", {"93.184.216.34", "10.0.0.5"}, Refused, Allowed},
    {"https://both.example.com/", {"93.184.216.34", "::ffff:10.0.0.5"}, Refused, Refused},
    {"https://nobody.example.com/", {}, Refused, Refused},
    {"http://hooks.example.com/", {"93.184.216.34"}, Bad, Refused},
    // letters that are no letters of a host
    {"https://\xEF\xBC\x91\xEF\xBC\x92\xEF\xBC\x97.0.0.1/", {}, Bad, Bad}, // fullwidth digits
    {"https://127\xE3\x80\x82"
     "0.0.1/",
     {},
     Bad,
     Bad},                                           // ideographic full stop
    {"https://\xE2\x91\xA0.example/", {}, Bad, Bad}, // circled digit
    {"https://b\xC3\xBC"
     "cher.example/",
     {},
     Bad,
     Bad},
    {"https://%31%32%37.0.0.1/", {}, Bad, Bad},
    {"https://exa mple.com/", {}, Bad, Bad},
    {"https://example.com\t.evil.com/", {}, Bad, Bad},
    {"https://example.com\r\nHost: x/", {}, Bad, Bad},
    {"https://-a.example/", {}, Bad, Bad},
    {"https://a..example/", {}, Bad, Bad},
    {"https:///x", {}, Bad, Bad},
    {"https://", {}, Bad, Bad},
    // who is spoken to
    {"https://user:secret@hooks.example.com/", {"93.184.216.34"}, Bad, Bad},
    {"https://hooks.example.com@127.0.0.1/", {}, Bad, Bad},
    {"https://127.0.0.1\\@hooks.example.com/", {}, Bad, Bad},
    {"https://hooks.example.com#@127.0.0.1/", {}, Bad, Bad},
    {"https://hooks.example.com/#part", {}, Bad, Bad},
    {"https://hooks.example.com:0/", {}, Bad, Bad},
    {"https://hooks.example.com:65536/", {}, Bad, Bad},
    {"https://hooks.example.com:+443/", {}, Bad, Bad},
    {"https://hooks.example.com:/", {}, Bad, Bad},
    {"https://hooks.example.com:80:443/", {}, Bad, Bad},
    {"https://[::1]443/", {}, Bad, Bad},
    {"https://[::1/", {}, Bad, Bad},
    {"https://::1/", {}, Bad, Bad},
    {"ftp://hooks.example.com/", {}, Bad, Bad},
    {"file:///etc/passwd", {}, Bad, Bad},
    {"gopher://127.0.0.1:25/", {}, Bad, Bad},
    {"javascript:alert(1)", {}, Bad, Bad},
    {"//hooks.example.com/", {}, Bad, Bad},
    {"hooks.example.com", {}, Bad, Bad},
    {"", {}, Bad, Bad},
};

TEST(AlertTargets, TricksWithAddresses) {
    for (const auto& trick : kTricks) {
        EXPECT_EQ(verdictOf(trick, false), trick.closed) << trick.url;
        EXPECT_EQ(verdictOf(trick, true), trick.open) << trick.url;
    }
}

TEST(AlertTargets, BlocksEndWhereTheRegistriesSay) {
    const std::pair<const char*, Reach> edges[] = {
        {"9.255.255.255", Reach::Public},   {"10.0.0.0", Reach::Private},
        {"10.255.255.255", Reach::Private}, {"11.0.0.0", Reach::Public},
        {"100.63.255.255", Reach::Public},  {"100.127.255.255", Reach::Private},
        {"100.128.0.0", Reach::Public},     {"126.255.255.255", Reach::Public},
        {"128.0.0.0", Reach::Public},       {"169.253.255.255", Reach::Public},
        {"169.255.0.0", Reach::Public},     {"172.15.255.255", Reach::Public},
        {"172.32.0.0", Reach::Public},      {"192.0.0.255", Reach::Never},
        {"192.0.1.0", Reach::Public},       {"192.0.3.0", Reach::Public},
        {"192.167.255.255", Reach::Public}, {"192.169.0.0", Reach::Public},
        {"198.17.255.255", Reach::Public},  {"198.19.255.255", Reach::Never},
        {"198.20.0.0", Reach::Public},      {"223.255.255.255", Reach::Public},
        {"224.0.0.0", Reach::Never},        {"240.0.0.1", Reach::Never},
        {"2001:1ff:ffff::", Reach::Never},  {"2001:200::", Reach::Public},
        {"2001:db7:ffff::", Reach::Public}, {"2001:db8::", Reach::Never},
        {"2001:db9::", Reach::Public},      {"2003::", Reach::Public},
        {"3ffe::", Reach::Public},          {"3fff:fff::", Reach::Never},
        {"3fff:1000::", Reach::Public},     {"4000::", Reach::Never},
        {"fbff::", Reach::Never},           {"fdff::", Reach::Private},
        {"fec0::1", Reach::Never},          {"100::1", Reach::Never},
    };
    for (const auto& [text, reach] : edges)
        EXPECT_EQ(reachOf(readAddress(text).value()), reach) << text;
}

TEST(AlertTargets, AreWrittenInOnePlainForm) {
    const auto plain = [](const char* url) { return readTarget(url, {{"https", 443}}, "/x").value().url(); };
    EXPECT_EQ(plain("HTTPS://Example.COM"), "https://example.com:443/");
    EXPECT_EQ(plain("https://example.com:8443/A?b=C"), "https://example.com:8443/A?b=C");
    EXPECT_EQ(plain("https://example.com?b=C"), "https://example.com:443/?b=C");
    EXPECT_EQ(plain("https://[0:0::1]:1/"), "https://[::1]:1/");
    EXPECT_FALSE(readTarget("https://example.com/" + std::string(2'000, 'x'), {{"https", 443}}, "/x"));
}

} // namespace
} // namespace nautilus::alerts
