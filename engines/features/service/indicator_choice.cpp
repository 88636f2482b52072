#include "engines/features/service/indicator_choice.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>

namespace nautilus::features {

using kit::ErrorCode;
using kit::fail;
using kit::Result;
using numerics::IndicatorSpec;
using numerics::Parameters;

namespace {

constexpr double kAveragePeriod = 20; // what charts draw

/// Keys that are documented and do not follow from the table's names.
const std::map<std::string_view, std::vector<std::string>>& statedKeys() {
    static const std::map<std::string_view, std::vector<std::string>> keys{
        {"macd", {"macd", "macd_signal", "macd_histogram"}},
        {"stochastic", {"stochastic_k", "stochastic_d"}},
        {"stochastic_fast", {"stochastic_fast_k", "stochastic_fast_d"}},
        {"stochastic_rsi", {"stochastic_rsi_k", "stochastic_rsi_d"}},
        {"bollinger_bands", {"bollinger_upper", "bollinger_middle", "bollinger_lower"}},
        {"bollinger_percent_b", {"bollinger_position"}},
        {"bollinger_width", {"bollinger_width"}},
        {"keltner_channels", {"keltner_upper", "keltner_middle", "keltner_lower"}},
        {"donchian_channels", {"donchian_upper", "donchian_middle", "donchian_lower"}},
        {"supertrend", {"supertrend", "supertrend_direction"}},
        {"aroon", {"aroon_down", "aroon_up"}},
        {"lowest_highest", {"lowest", "highest"}},
        {"vwap", {"vwap"}}};
    return keys;
}

std::string shortest(double value) {
    char text[32];
    return {text, std::to_chars(text, text + sizeof text, value).ptr};
}

bool isPeriod(const numerics::ParameterSpec& parameter) {
    return parameter.name == "period";
}

std::vector<std::string> wordsFor(const IndicatorSpec& spec, std::string_view parameter) {
    const std::string id(spec.id);
    const auto first_word = id.substr(0, id.find('_'));
    std::vector<std::string> out;
    for (const auto& prefix : {id, first_word}) {
        std::string name(parameter);
        out.push_back(prefix + "_" + name);
        if (name.ends_with("_period")) out.push_back(prefix + "_" + name.substr(0, name.size() - 7));
    }
    return out;
}

/// One sentence per fault, at the words that were given.
Result<void> checked(const IndicatorSpec& spec, const std::vector<double>& values,
                     const std::vector<std::string>& pointers) {
    const auto fault = numerics::checkParameters(spec, values);
    if (!fault) return {};
    const auto at = fault->position < pointers.size() ? pointers[fault->position] : std::string();
    return fail(ErrorCode::InvalidArgument, fault->reason, at);
}

} // namespace

std::vector<double> featureDefaults(const IndicatorSpec& spec) {
    auto values = numerics::defaultParameters(spec);
    if (spec.id == "sma" || spec.id == "ema") values[0] = kAveragePeriod;
    return values;
}

std::vector<std::string> keysOf(const IndicatorSpec& spec, Parameters parameters) {
    if (const auto stated = statedKeys().find(spec.id); stated != statedKeys().end()) return stated->second;
    const bool with_period = !spec.parameters.empty() && isPeriod(spec.parameters.front());
    std::vector<std::string> out;
    for (const auto output : spec.outputs) {
        std::string key(spec.id);
        if (spec.outputs.size() > 1) key += "_" + std::string(output);
        if (with_period && spec.outputs.size() == 1) key += "_" + shortest(parameters[0]);
        out.push_back(std::move(key));
    }
    return out;
}

Result<ChosenIndicator> ParameterWords::choose(const IndicatorSpec& spec) {
    ChosenIndicator out{&spec, featureDefaults(spec), {}};
    std::vector<std::string> pointers;
    for (std::size_t i = 0; i < spec.parameters.size(); ++i) {
        std::string taken = wordsFor(spec, spec.parameters[i].name).front();
        for (const auto& word : wordsFor(spec, spec.parameters[i].name))
            if (const auto* value = words_.find(word)) {
                out.parameters[i] = *value;
                used_.insert(word);
                taken = word;
                break;
            }
        pointers.push_back("/parameters/" + taken);
    }
    if (auto good = checked(spec, out.parameters, pointers); !good) return kit::failAs(good);
    out.keys = keysOf(spec, out.parameters);
    return out;
}

std::vector<std::string> ParameterWords::unused() const {
    std::vector<std::string> out;
    for (const auto& [word, value] : words_.items)
        if (!used_.contains(word)) out.push_back(word);
    return out;
}

Result<ChosenIndicator> indicatorOfWord(const std::string& word, const std::string& at) {
    const auto colon = std::min(word.find(':'), word.size());
    const auto* spec = numerics::findIndicator(std::string_view(word).substr(0, colon));
    if (!spec)
        return fail(ErrorCode::InvalidArgument,
                    "there is no indicator " + word.substr(0, colon) + "; see /features/indicators", at);
    ChosenIndicator out{spec, featureDefaults(*spec), {}};
    std::string_view rest = std::string_view(word).substr(colon);
    for (std::size_t i = 0; !rest.empty(); ++i) {
        rest.remove_prefix(1);
        const auto part = rest.substr(0, rest.find(':'));
        if (i >= out.parameters.size())
            return fail(ErrorCode::InvalidArgument,
                        std::string(spec->id) + " takes " + std::to_string(out.parameters.size()) +
                            " parameters",
                        at);
        const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), out.parameters[i]);
        if (error != std::errc{} || end != part.data() + part.size())
            return fail(ErrorCode::InvalidArgument, std::string(part) + " is no number", at);
        rest.remove_prefix(part.size());
    }
    const std::vector<std::string> pointers(out.parameters.size(), at);
    if (auto good = checked(*spec, out.parameters, pointers); !good) return kit::failAs(good);
    out.keys = keysOf(*spec, out.parameters);
    return out;
}

} // namespace nautilus::features
