#include "engines/factor/service/research_records.h"

#include "engines/factor/service/research_factors.h"
#include "engines/kit/digest.h"

#include <algorithm>

namespace nautilus::factor {

using kit::Result;

namespace {

constexpr std::string_view kTrials = "factor_trial";

/// "001", "002" ..., as ids are printed.
std::string threeDigits(std::int64_t number) {
    auto text = std::to_string(number);
    return text.size() < 3 ? std::string(3 - text.size(), '0') + text : text;
}

std::string contentOf(SyntheticDefinition definition) {
    definition.synthetic_factor_id.clear();
    return kit::writeJson(definition);
}

} // namespace

Result<std::size_t> ResearchRecords::trials(const std::string& universe,
                                            const std::optional<std::string>& trial) {
    const auto known = ledger_.texts(kTrials);
    if (!known) return kit::failAs(known);
    const auto prefix = universe + "/";
    std::size_t count = researchFactors().size();
    for (const auto& text : *known)
        count += text.name.starts_with(prefix) ? 1 : 0;
    if (!trial) return count;
    const auto name = prefix + kit::contentHash(*trial);
    if (std::ranges::find(*known, name, &kit::SavedText::name) != known->end()) return count;
    const auto saved = ledger_.saveText(kTrials, {name, *trial, clock_.now()});
    if (!saved) return kit::failAs(saved);
    return count + 1;
}

Result<std::string> ResearchRecords::keep(SyntheticDefinition definition) {
    const auto known = synthetics_.all();
    if (!known) return kit::failAs(known);
    const auto content = contentOf(definition);
    for (const auto& each : *known)
        if (contentOf(each) == content) return each.synthetic_factor_id;
    const auto number = ledger_.nextSequence(definition.synthesis_type + "_composite");
    if (!number) return kit::failAs(number);
    definition.synthetic_factor_id = definition.synthesis_type + "_composite_" + threeDigits(*number);
    const auto saved = synthetics_.keep(definition.synthetic_factor_id, definition);
    if (!saved) return kit::failAs(saved);
    return definition.synthetic_factor_id;
}

Result<std::optional<SyntheticDefinition>> ResearchRecords::synthetic(std::string_view id) {
    auto known = synthetics_.all();
    if (!known) return kit::failAs(known);
    for (auto& each : *known)
        if (each.synthetic_factor_id == id) return std::optional(std::move(each));
    return std::optional<SyntheticDefinition>();
}

} // namespace nautilus::factor
