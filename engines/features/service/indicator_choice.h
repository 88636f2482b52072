#pragma once
// From the words of a request to indicators of the table with their parameters, and to the names under which
// their values are answered.

#include "engines/kit/field_table.h"
#include "engines/kit/result.h"
#include "engines/numerics/indicators/indicator_table.h"

#include <set>
#include <string>
#include <vector>

namespace nautilus::features {

/// One indicator with its parameters and the keys of its outputs.
struct ChosenIndicator {
    const numerics::IndicatorSpec* spec = nullptr;
    std::vector<double> parameters;
    std::vector<std::string> keys; ///< one per output: rsi_14, macd_signal, bollinger_upper
};

/// The parameters' values unless a request says otherwise: the table's, except that sma and ema take 20.
[[nodiscard]] std::vector<double> featureDefaults(const numerics::IndicatorSpec& spec);

/// Names of the outputs in answers: the documented ones where there are some; else the output's name, or
/// <id>_<output> of several, with the period behind where the first parameter is one and the only output is
/// the indicator itself.
[[nodiscard]] std::vector<std::string> keysOf(const numerics::IndicatorSpec& spec,
                                              numerics::Parameters parameters);

/// Reads `<prefix>_<parameter>`: the prefix is an id or its first word (bollinger, stochastic, keltner), the
/// parameter a name of the table, with or without `_period` at its end.
class ParameterWords {
public:
    explicit ParameterWords(const kit::Keyed<double>& words) : words_(words) {}

    /// InvalidArgument at "/parameters/<word>" when a value is outside its range.
    kit::Result<ChosenIndicator> choose(const numerics::IndicatorSpec& spec);
    /// Words that no chosen indicator took.
    [[nodiscard]] std::vector<std::string> unused() const;

private:
    const kit::Keyed<double>& words_;
    std::set<std::string> used_;
};

/// "macd:12:26:9" -> the indicator; missing parameters keep their defaults. `at` is the pointer of the word.
kit::Result<ChosenIndicator> indicatorOfWord(const std::string& word, const std::string& at);

} // namespace nautilus::features
