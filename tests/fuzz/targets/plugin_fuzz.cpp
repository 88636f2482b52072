// What comes from plugins: plugin.json, the settings schema in it, and the stream of length-prefixed
// messages.

#include "app/api/json/json_reader.h"
#include "engines/kit/json_writer.h"
#include "plugins/sdk/exchange_log.h"
#include "plugins/sdk/frame.h"
#include "plugins/sdk/messages.h"
#include "plugins/sdk/plugin_spec.h"
#include "plugins/sdk/settings_schema.h"
#include "plugins/sdk/source.h"
#include "tests/fuzz/targets/fuzz_target.h"

using namespace nautilus;

namespace {

void explained(const kit::Errors& errors) {
    fuzz::require(!errors.empty(), "a refusal has a reason");
    for (const auto& error : errors)
        fuzz::require(!error.message.empty(), "a reason has words");
}

void trySpec(const kit::Value& json) {
    std::vector<std::string> unknown;
    const auto spec = sdk::readSpec(json, &unknown);
    if (!spec) return explained(spec.error());
    fuzz::require(spec->abi == sdk::kSourceAbi && !spec->entry.empty() && spec->entry.front() != '/',
                  "a spec");
    fuzz::require(spec->entry.find("..") != 0, "an entry below its folder");
    const auto defaults = sdk::settingsDefaults(spec->settings);
    const auto same = sdk::changedSettings(spec->settings, kit::Value::Object{}, defaults);
    fuzz::require(same.has_value(), "the defaults of a good schema are good settings");
    const auto order = sdk::loadOrder({*spec, *spec});
    fuzz::require(order.order.size() + order.refused.size() == 2, "every plugin is taken or refused");
}

void tryMessage(const kit::Value& json) {
    kit::FieldReader reader;
    const auto message = reader.read<sdk::FromSource>(json);
    if (!message) return explained(message.error());
    for (const auto& each : message->events)
        if (const auto event = each.event(); !event) explained(event.error());
    if (message->error) explained(message->error->errors());
    if (const auto table = sdk::tableOf(message->result); !table)
        explained(table.error());
    else
        for (const auto& column : table->columns())
            fuzz::require(!column.name.empty(), "columns have names");
}

/// The same messages come, however the bytes are cut.
void tryFrames(std::string_view bytes) {
    std::vector<std::string> whole, pieces;
    const auto take = [](sdk::FrameReader& reader, std::vector<std::string>& out) {
        for (;;) {
            auto next = reader.next();
            if (!next) return false;
            if (!*next) return true;
            out.push_back(std::move(**next));
        }
    };
    sdk::FrameReader at_once, in_pieces;
    at_once.feed(bytes);
    const bool good = take(at_once, whole);
    bool still_good = true;
    for (std::size_t i = 0; i < bytes.size() && still_good; i += 3) {
        in_pieces.feed(bytes.substr(i, 3));
        still_good = take(in_pieces, pieces);
    }
    fuzz::require(good == still_good && whole == pieces, "the cuts do not matter");
    for (const auto& message : whole) {
        fuzz::require(!message.empty() && message.size() <= sdk::kLargestMessage, "a size within the limits");
        if (const auto json = api::readJson(message)) tryMessage(*json);
    }
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto text = fuzz::textOf(data, size);
    tryFrames(text);
    if (const auto log = sdk::ExchangeLog::parse(text, api::readJson)) {
        const auto again = sdk::ExchangeLog::parse(log->text(), api::readJson);
        fuzz::require(again && again->size() == log->size(), "a log that was written can be read");
    }
    const auto json = api::readJson(text);
    if (!json) return 0;
    trySpec(*json);
    tryMessage(*json);
    return 0;
}
