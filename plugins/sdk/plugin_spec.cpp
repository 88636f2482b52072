#include "plugins/sdk/plugin_spec.h"

#include "plugins/sdk/settings_schema.h"
#include "plugins/sdk/source.h"

#include <algorithm>
#include <map>
#include <set>

namespace nautilus::sdk {

using kit::ErrorCode;

namespace {

bool isId(std::string_view text) {
    const auto small = [](char c) { return c >= 'a' && c <= 'z'; };
    const auto good = [&](char c) { return small(c) || (c >= '0' && c <= '9') || c == '_'; };
    return !text.empty() && text.size() <= 32 && small(text.front()) && std::ranges::all_of(text, good);
}

/// A path that stays below where it begins: no root, no step up, no empty or odd part.
bool staysInside(std::string_view path) {
    if (path.front() == '/' || path.find('\\') != std::string_view::npos ||
        path.find('\0') != std::string_view::npos)
        return false;
    while (!path.empty()) {
        const auto part = path.substr(0, path.find('/'));
        if (part.empty() || part == "." || part == "..") return false;
        path.remove_prefix(std::min(part.size() + 1, path.size()));
    }
    return true;
}

unsigned capabilityBits(const std::vector<std::string>& names) {
    unsigned bits = 0;
    for (unsigned i = 0; i < std::size(kit::Capability::kNames); ++i)
        if (std::ranges::find(names, kit::Capability::kNames[i]) != names.end()) bits |= 1U << i;
    return bits;
}

void checkRepeats(const std::vector<std::string>& list, const std::string& at, kit::Errors& out) {
    std::set<std::string> seen;
    for (std::size_t i = 0; i < list.size(); ++i)
        if (!seen.insert(list[i]).second)
            out.push_back({ErrorCode::InvalidArgument, "stands here twice", at + "/" + std::to_string(i)});
}

/// What no single field can say.
kit::Errors faultsOf(const PluginSpec& spec) {
    kit::Errors out;
    const auto wrong = [&](const char* at, std::string why) {
        out.push_back({ErrorCode::InvalidArgument, std::move(why), at});
    };
    if (!isId(spec.id)) wrong("/id", "must be a-z, 0-9 and _, from a letter on, at most 32 characters");
    if (spec.abi != kSourceAbi)
        wrong("/abi", "is " + std::to_string(spec.abi) + "; this program speaks " +
                          std::to_string(kSourceAbi) + " only");
    if (!staysInside(spec.entry)) wrong("/entry", "must be a path below the folder of the plugin");
    for (std::size_t i = 0; i < spec.depends_on.size(); ++i)
        if (!isId(spec.depends_on[i]))
            wrong(("/depends_on/" + std::to_string(i)).c_str(), "is no id of a plugin");
    checkRepeats(spec.capabilities, "/capabilities", out);
    checkRepeats(spec.depends_on, "/depends_on", out);
    using C = kit::Capability;
    const auto bits = capabilityBits(spec.capabilities);
    if ((bits & (C::kHistorical | C::kStreaming | C::kSearch)) == 0)
        wrong("/capabilities", "must hold historical, streaming or search");
    const unsigned kinds = C::kBars | C::kQuotes | C::kTrades | C::kBook | C::kFundamentals | C::kMacro;
    if ((bits & (C::kHistorical | C::kStreaming)) != 0 && (bits & kinds) == 0)
        wrong("/capabilities", "must say which kinds of data are historical or streaming");
    for (auto& fault : settingsSchemaFaults(spec.settings, "/settings"))
        out.push_back(std::move(fault));
    return out;
}

} // namespace

kit::SourceInfo PluginSpec::info() const {
    kit::SourceInfo out{id, name, capabilityBits(capabilities), asset_classes, update_frequency, 0, 0, real};
    if (rate_limit) {
        out.requests = rate_limit->requests;
        out.per_seconds = rate_limit->per_seconds;
    }
    return out;
}

kit::Result<PluginSpec> readSpec(const kit::Value& json, std::vector<std::string>* unknown) {
    if (!json.as<kit::Value::Object>())
        return kit::fail(ErrorCode::InvalidArgument, "plugin.json must hold one object");
    kit::FieldReader reader;
    auto spec = reader.read<PluginSpec>(json);
    if (unknown) *unknown = reader.unknown();
    if (!spec) return spec;
    if (auto faults = faultsOf(*spec); !faults.empty()) return tl::unexpected<kit::Errors>(std::move(faults));
    return spec;
}

namespace {

/// Depth first over what each spec depends on.
class Sorter {
public:
    explicit Sorter(const std::vector<PluginSpec>& specs) : specs_(specs), marks_(specs.size(), Mark::New) {
        for (std::size_t i = 0; i < specs.size(); ++i)
            if (!by_id_.try_emplace(specs[i].id, i).second) {
                refuse(i, "another plugin has the id " + specs[i].id + " already");
            }
    }

    LoadOrder run() {
        for (std::size_t i = 0; i < specs_.size(); ++i)
            visit(i);
        return std::move(out_);
    }

private:
    enum class Mark { New, Open, Done, Refused };

    void visit(std::size_t i) {
        if (marks_[i] != Mark::New) return;
        marks_[i] = Mark::Open;
        path_.push_back(i);
        for (const auto& id : specs_[i].depends_on)
            if (marks_[i] == Mark::Open) follow(i, id);
        path_.pop_back();
        if (marks_[i] != Mark::Open) return;
        marks_[i] = Mark::Done;
        out_.order.push_back(i);
    }

    void follow(std::size_t i, const std::string& id) {
        const auto found = by_id_.find(id);
        if (found == by_id_.end()) return refuse(i, "depends on " + id + ", which is not installed");
        const auto on = found->second;
        if (marks_[on] == Mark::Open) return refuseCycle(on);
        visit(on);
        if (marks_[i] == Mark::Open && marks_[on] == Mark::Refused)
            refuse(i, "depends on " + id + ", which was refused");
    }

    void refuseCycle(std::size_t from) {
        const auto begin = std::ranges::find(path_, from);
        std::string names;
        for (auto at = begin; at != path_.end(); ++at)
            names += specs_[*at].id + " -> ";
        names += specs_[from].id;
        for (auto at = begin; at != path_.end(); ++at)
            if (marks_[*at] == Mark::Open) refuse(*at, "circular dependency: " + names);
    }

    void refuse(std::size_t i, std::string why) {
        marks_[i] = Mark::Refused;
        out_.refused.emplace_back(i, std::move(why));
    }

    const std::vector<PluginSpec>& specs_;
    std::vector<Mark> marks_;
    std::map<std::string, std::size_t> by_id_;
    std::vector<std::size_t> path_;
    LoadOrder out_;
};

} // namespace

LoadOrder loadOrder(const std::vector<PluginSpec>& specs) {
    return Sorter(specs).run();
}

} // namespace nautilus::sdk
