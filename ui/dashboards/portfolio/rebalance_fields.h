#pragma once
// The fields of a rebalancing: triggers, taxes and lots, execution.

namespace nautilus::ui {

class PointerForm;

inline constexpr const char* kTriggerField = "/rebalance_config/trigger_type";

void addRebalanceFields(PointerForm& form);

} // namespace nautilus::ui
