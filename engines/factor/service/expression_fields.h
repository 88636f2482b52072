#pragma once
// The names that factor expressions may read, and what stands behind each: the panels of the model's inputs
// as they were known at every session's close, and macro series of the catalog, read when an expression asks
// for them.

#include "engines/factor/kernel/expression/evaluate.h"
#include "engines/factor/service/model_inputs.h"

#include <deque>

namespace nautilus::factor {

/// Every name, in the order of the values below; macro series of the catalog last. Blocks: asks the catalog.
[[nodiscard]] kit::Result<std::vector<ExpressionField>> expressionFields(const ModelInputs& inputs,
                                                                         kit::Catalog& catalog);

/// The values behind the fields that a program reads; the others stay empty. Keep it while evaluating.
class ExpressionValues {
public:
    /// Enough to evaluate the program for these rows. Blocks: reads the macro series that are used.
    static kit::Result<ExpressionValues> of(const ModelInputs& inputs, kit::Catalog& catalog,
                                            const ExpressionProgram& program, RowRange rows,
                                            const ParallelFor& parallel);
    [[nodiscard]] std::span<const FieldValues> values() const { return values_; }

private:
    std::vector<FieldValues> values_;
    std::deque<std::vector<double>> series_;    ///< of the macro series; addresses stay
    std::deque<domain::Matrix> concept_panels_; ///< of the reported concepts
};

/// Per session: the value of the newest period that was published by its close, in the vintage known then;
/// missing before the first.
[[nodiscard]] std::vector<double> knownLevels(std::span<const domain::MacroValue> values,
                                              std::span<const domain::SessionDate> sessions);

} // namespace nautilus::factor
