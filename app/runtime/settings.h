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
    std::string theme = "dark";
    bool motion = true;
    bool swap_up_down_colours = false;
    bool blue_orange_colours = false;
    bool welcome_shown = false;

    static constexpr auto fields() {
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
                .doc("Share of the machine's memory that the catalog may take. At the next start"),
            field("theme", &S::theme).oneOf("dark|light").doc("Colours of the desktop"),
            field("motion", &S::motion).doc("Short animations of the desktop"),
            field("swap_up_down_colours", &S::swap_up_down_colours).doc("Red for up, green for down"),
            field("blue_orange_colours", &S::blue_orange_colours)
                .doc("Blue and orange instead of green and red"),
            field("welcome_shown", &S::welcome_shown)
                .doc("The welcome of the first start has been seen; off shows it again"));
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
