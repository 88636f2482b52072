#pragma once
// From which session on the inputs of two epochs differ. What a row holds depends on what was knowable by its
// session, so the earliest day on which a changed record was knowable bounds what has to be made anew.

#include "engines/factor/service/model_inputs.h"

#include <optional>

namespace nautilus::factor {

/// First session whose marks differ, or that only one of them has; nothing when they are equal.
[[nodiscard]] std::optional<domain::SessionDate> firstChange(std::span<const kit::SessionMark> before,
                                                             std::span<const kit::SessionMark> now);
/// Instruments whose marks differ, or that only one of them has.
[[nodiscard]] std::vector<domain::InstrumentId> changedFacts(std::span<const kit::FactMark> before,
                                                             std::span<const kit::FactMark> now);
/// Earliest day on which a fact that only one of the tables has was knowable.
[[nodiscard]] std::optional<domain::SessionDate> firstChange(const domain::FactTable& before,
                                                             const domain::FactTable& now);
/// The facts of `before` with those of `changed` replaced by `fresh`.
[[nodiscard]] domain::FactTable withFresh(const domain::FactTable& before,
                                          const std::vector<domain::InstrumentId>& changed,
                                          const domain::FactTable& fresh);
/// Earliest day on which an observation that only one of the series has was knowable.
[[nodiscard]] std::optional<domain::SessionDate> firstChange(std::span<const domain::MacroValue> before,
                                                             std::span<const domain::MacroValue> now);
/// The same for dividends: the ex-date, or the day from which they were known if that is later. A split that
/// only one of them has changes every price before it: the beginning of time.
[[nodiscard]] std::optional<domain::SessionDate> firstChange(std::span<const domain::CorporateAction> before,
                                                             std::span<const domain::CorporateAction> now);

} // namespace nautilus::factor
