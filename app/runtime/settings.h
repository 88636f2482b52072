#pragma once
// Settings: one field table gives defaults, validation, the TOML file, the API and the dialog.

#include "engines/kit/field_reader.h"
#include "engines/kit/field_table.h"

#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace nautilus::runtime {

struct Settings {
    std::int64_t port = 8001;
    std::int64_t compute_threads = 0;
    std::int64_t catalog_threads = 2;
    std::int64_t catalog_memory_percent = 25;
    std::int64_t feed_silent_seconds = 15;
    std::int64_t feed_return_seconds = 30;
    double feed_jump_ratio = 10;
    std::int64_t feed_jump_confirmations = 5;
    std::int64_t feed_future_ms = 5'000;
    std::int64_t feed_late_ms = 0;
    std::int64_t cache_trades = 1'000;
    std::int64_t cache_quotes = 500;
    std::int64_t cache_bars = 200;
    std::int64_t cache_tick_seconds = 300;
    std::int64_t cache_bar_seconds = 3'600;
    std::int64_t cache_latest_seconds = 3'600;
    std::int64_t source_answer_seconds = 60;
    std::string alert_email_server;
    std::string alert_email_from;
    std::string alert_email_to;
    std::string alert_webhook_url;
    bool alert_private_targets = false;
    bool alert_desktop = true;
    std::string theme = "dark";
    bool motion = true;
    bool swap_up_down_colours = false;
    bool blue_orange_colours = false;
    bool welcome_shown = false;

    static constexpr auto programFields() {
        using kit::field;
        using S = Settings;
        return std::make_tuple(
            field("port", &S::port)
                .range(0, 65535)
                .doc("Port of the gateway on 127.0.0.1; 0 picks a free one. Takes "
                     "effect at the next start"),
            field("compute_threads", &S::compute_threads)
                .range(0, 256)
                .doc("Threads of the compute pool; 0 = one per processor. At the next start"),
            field("catalog_threads", &S::catalog_threads)
                .range(1, 256)
                .doc("Threads of the catalog. At the next start"),
            field("catalog_memory_percent", &S::catalog_memory_percent)
                .range(1, 90)
                .unit("%")
                .doc("Share of the machine's memory that the catalog may take. At the next start"));
    }
    /// Live prices: what counts as sound, and how long it is kept.
    static constexpr auto feedFields() {
        using kit::field;
        using S = Settings;
        return std::make_tuple(
            field("feed_silent_seconds", &S::feed_silent_seconds)
                .range(1, 3'600)
                .unit("s")
                .doc("A real-time feed that says nothing for so long while its exchange is open is stale. At "
                     "the next start"),
            field("feed_return_seconds", &S::feed_return_seconds)
                .range(0, 3'600)
                .unit("s")
                .doc("A better source must have been well for so long before symbols go back to it. At the "
                     "next start"),
            field("feed_jump_ratio", &S::feed_jump_ratio)
                .range(1.01, 1'000)
                .doc("A live price beyond this multiple or fraction of the last one is kept aside. At the "
                     "next start"),
            field("feed_jump_confirmations", &S::feed_jump_confirmations)
                .range(1, 1'000)
                .doc("So many prices in a row that agree are the new level after a jump. At the next start"),
            field("feed_future_ms", &S::feed_future_ms)
                .range(0, 3'600'000)
                .unit("ms")
                .doc("An event later than its receipt by more is kept aside. At the next start"),
            field("feed_late_ms", &S::feed_late_ms)
                .range(0, 3'600'000)
                .unit("ms")
                .doc("An event older than the one before it by more is kept aside. At the next start"),
            field("cache_trades", &S::cache_trades)
                .range(1, 100'000)
                .doc("Trades kept for each symbol. At the next start"),
            field("cache_quotes", &S::cache_quotes)
                .range(1, 100'000)
                .doc("Quotes kept for each symbol. At the next start"),
            field("cache_bars", &S::cache_bars)
                .range(1, 100'000)
                .doc("Live bars kept for each symbol. At the next start"),
            field("cache_tick_seconds", &S::cache_tick_seconds)
                .range(1, 86'400)
                .unit("s")
                .doc("Trades and quotes are forgotten after so long. At the next start"),
            field("cache_bar_seconds", &S::cache_bar_seconds)
                .range(1, 604'800)
                .unit("s")
                .doc("Live bars are forgotten after so long. At the next start"),
            field("cache_latest_seconds", &S::cache_latest_seconds)
                .range(1, 604'800)
                .unit("s")
                .doc("Latest values are forgotten after so long. At the next start"),
            field("source_answer_seconds", &S::source_answer_seconds)
                .range(0, 86'400)
                .unit("s")
                .doc("A historical answer that came from a source is given again for so long. At the next "
                     "start"));
    }
    /// How alerts leave the program. Passwords and keys are no settings: [alerts] in secrets.toml.
    static constexpr auto alertFields() {
        using kit::field;
        using S = Settings;
        return std::make_tuple(
            field("alert_email_server", &S::alert_email_server)
                .doc(
                    "Mail server for alerts: smtps://HOST[:PORT], or smtp://HOST[:PORT] with STARTTLS; empty "
                    "sends no mail. The password stands in secrets.toml"),
            field("alert_email_from", &S::alert_email_from).doc("Sender of alerts by mail"),
            field("alert_email_to", &S::alert_email_to)
                .doc("Receivers of alerts by mail, commas between them"),
            field("alert_webhook_url", &S::alert_webhook_url)
                .doc("https address that alerts are posted to, signed; empty posts none. The key stands in "
                     "secrets.toml"),
            field("alert_private_targets", &S::alert_private_targets)
                .doc("Alerts may be posted to this machine and to private networks"),
            field("alert_desktop", &S::alert_desktop).doc("Alerts appear as notices in the desktop"));
    }
    static constexpr auto desktopFields() {
        using kit::field;
        using S = Settings;
        return std::make_tuple(
            field("theme", &S::theme).oneOf("dark|light").doc("Colours of the desktop"),
            field("motion", &S::motion).doc("Short animations of the desktop"),
            field("swap_up_down_colours", &S::swap_up_down_colours).doc("Red for up, green for down"),
            field("blue_orange_colours", &S::blue_orange_colours)
                .doc("Blue and orange instead of green and red"),
            field("welcome_shown", &S::welcome_shown)
                .doc("The welcome of the first start has been seen; off shows it again"));
    }
    static constexpr auto fields() { // below its parts: their types are found out in this order
        return std::tuple_cat(programFields(), feedFields(), alertFields(), desktopFields());
    }
    bool operator==(const Settings&) const = default;
};

/// The settings file of a home folder. Any thread.
class SettingsStore {
public:
    /// Reads DIR/settings.toml; without one, the defaults. InvalidArgument names the wrong field, or the line
    /// that is no TOML; Conflict when a newer version of this program wrote it. The file is never changed
    /// here.
    static kit::Result<std::unique_ptr<SettingsStore>> open(const std::string& home);

    [[nodiscard]] Settings current() const;
    /// Entries of the file that are no setting, by name. They stay in it.
    [[nodiscard]] const std::vector<std::string>& unknown() const { return unknown_; }
    /// Changes the fields that are given, checks all, writes the file.
    kit::Result<Settings> update(const kit::Value& changes, std::vector<std::string>* unknown);

private:
    SettingsStore(std::string path, Settings settings, std::vector<std::string> unknown, std::string kept)
        : path_(std::move(path)), unknown_(std::move(unknown)), kept_(std::move(kept)),
          settings_(std::move(settings)) {}

    const std::string path_;
    const std::vector<std::string> unknown_;
    const std::string kept_;   ///< the unknown entries, as TOML
    mutable std::mutex mutex_; // guards settings_ and the file
    Settings settings_;
};

} // namespace nautilus::runtime
