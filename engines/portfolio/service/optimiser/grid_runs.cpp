// The combinations of a grid, each read like a request that came in.

#include "engines/kit/field_reader.h"
#include "engines/kit/field_writer.h"
#include "engines/portfolio/service/optimiser/policy_backtest.h"
#include "engines/portfolio/service/optimiser/policy_grid.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>

namespace nautilus::portfolio {

using kit::Error;
using kit::ErrorCode;
using kit::fail;
using kit::Result;
using kit::Value;

namespace {

using Tokens = std::vector<std::string>;

/// Of a JSON pointer (RFC 6901); empty: it is none, or that of the whole.
Tokens tokensOf(const std::string& pointer) {
    Tokens out;
    if (pointer.empty() || pointer.front() != '/') return out;
    for (std::size_t at = 0; at < pointer.size(); ++at) {
        if (pointer[at] == '/') {
            out.emplace_back();
        } else if (pointer[at] == '~' && at + 1 < pointer.size()) {
            out.back() += pointer[++at] == '1' ? '/' : '~';
        } else {
            out.back() += pointer[at];
        }
    }
    return out;
}

/// Why a field cannot vary; empty: it may.
std::string refusalOf(const Tokens& tokens) {
    constexpr std::string_view kShared[] = {"portfolio_id", "universe",        "start",
                                            "end",          "as_of",           "relax",
                                            "compare_with", "current_weights", "initial_value"};
    constexpr std::string_view kGroups[] = {"constraints", "objective", "optimization_config"};
    constexpr std::string_view kSingle[] = {"optimization_method", "drift_band"};
    if (tokens.empty()) return "is no JSON pointer to a field, like /constraints/max_weight";
    const auto& first = tokens.front();
    const bool series =
        first == "objective" && tokens.size() == 2 && (tokens[1] == "benchmark" || tokens[1] == "market");
    if (series || std::ranges::find(kShared, first) != std::end(kShared))
        return "is the same in all runs and cannot vary";
    if (tokens.size() == 1 && std::ranges::find(kSingle, first) != std::end(kSingle)) return "";
    if (tokens.size() > 1 && std::ranges::find(kGroups, first) != std::end(kGroups)) return "";
    return "is no field of a policy that can vary";
}

/// False where the way there, or what stands there, is a list or a group of fields.
bool put(Value& at, std::span<const std::string> way, const Value& value) {
    auto* object = at.as<Value::Object>();
    if (!object) return false;
    const auto found = std::ranges::find(*object, way.front(), &Value::Member::first);
    if (way.size() == 1) {
        if (found != object->end() && (found->second.as<Value::Object>() || found->second.as<Value::Array>()))
            return false;
        at.set(way.front(), value);
        return true;
    }
    if (found != object->end() && !found->second.isNull()) return put(found->second, way.subspan(1), value);
    Value group{Value::Object{}};
    const bool done = put(group, way.subspan(1), value);
    at.set(way.front(), std::move(group));
    return done;
}

class GridMaker {
public:
    GridMaker(const PolicyGridRequest& request, Value base) : request_(request), base_(std::move(base)) {}

    Result<std::vector<GridRun>> run() {
        std::size_t count = 1;
        for (std::size_t i = 0; i < request_.grid.size(); ++i) {
            checkAxis(i);
            count *= request_.grid[i].values.size();
        }
        if (count > kMostGridRuns)
            errors_.push_back({ErrorCode::InvalidArgument,
                               fmt::format("{} combinations are more than {}", count, kMostGridRuns),
                               "/grid"});
        if (!errors_.empty()) return tl::unexpected<kit::Errors>(std::move(errors_));
        std::vector<GridRun> out;
        std::vector<std::size_t> place(request_.grid.size(), 0);
        for (std::size_t k = 0; k < count; ++k) {
            auto one = combination(place);
            if (!one) return kit::failAs(one);
            out.push_back(std::move(*one));
            for (std::size_t i = place.size(); i-- > 0;) {
                if (++place[i] < request_.grid[i].values.size()) break;
                place[i] = 0;
            }
        }
        return out;
    }

private:
    void refuse(std::string message, std::string pointer) {
        errors_.push_back({ErrorCode::InvalidArgument, std::move(message), std::move(pointer)});
    }

    void checkAxis(std::size_t i) {
        const auto& axis = request_.grid[i];
        const auto here = "/grid/" + std::to_string(i);
        const auto tokens = tokensOf(axis.field);
        if (auto why = refusalOf(tokens); !why.empty())
            return refuse(axis.field + " " + why, here + "/field");
        for (std::size_t before = 0; before < i; ++before)
            if (request_.grid[before].field == axis.field)
                return refuse(axis.field + " varies already", here + "/field");
        for (std::size_t j = 0; j < axis.values.size(); ++j) {
            const auto at = here + "/values/" + std::to_string(j);
            const auto& value = axis.values[j];
            auto with = base_;
            if (value.as<Value::Object>() || value.as<Value::Array>() || value.isNull())
                refuse("must be a number, a word, true or false", at);
            else if (std::find(axis.values.begin(), axis.values.begin() + static_cast<std::ptrdiff_t>(j),
                               value) != axis.values.begin() + static_cast<std::ptrdiff_t>(j))
                refuse("stands twice", at);
            else if (!put(with, tokens, value))
                return refuse(axis.field + " is no single value", here + "/field");
            else if (!checkValue(with, here, at))
                return;
        }
    }

    /// False: the field itself does not exist.
    bool checkValue(const Value& with, const std::string& here, const std::string& at) {
        kit::FieldReader reader;
        const auto read = reader.read<PolicyBacktestRequest>(with);
        if (!reader.unknown().empty()) {
            refuse(reader.unknown().front() + " is no field of a policy", here + "/field");
            return false;
        }
        const auto checked = read ? checkBacktest(*read) : Result<void>(kit::failAs(read));
        if (!checked)
            for (const auto& error : checked.error())
                refuse(error.message, at);
        return true;
    }

    Result<GridRun> combination(const std::vector<std::size_t>& place) const {
        GridRun out;
        auto with = base_;
        for (std::size_t i = 0; i < place.size(); ++i) {
            const auto& axis = request_.grid[i];
            put(with, tokensOf(axis.field), axis.values[place[i]]);
            out.parameters.items.emplace_back(axis.field, axis.values[place[i]]);
        }
        auto read = kit::FieldReader().read<PolicyBacktestRequest>(with);
        if (!read) return kit::failAs(read);
        out.policy = std::move(*read);
        return out;
    }

    const PolicyGridRequest& request_;
    Value base_;
    kit::Errors errors_;
};

} // namespace

Result<std::vector<GridRun>> gridRuns(const PolicyGridRequest& request, const kit::ReadJson& read_json) {
    const PolicyBacktestRequest& policy = request;
    if (auto checked = checkBacktest(policy); !checked) return kit::failAs(checked);
    auto base = read_json(kit::writeJson(policy));
    if (!base) return kit::failAs(base);
    return GridMaker(request, std::move(*base)).run();
}

} // namespace nautilus::portfolio
