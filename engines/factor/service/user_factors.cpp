#include "engines/factor/service/user_factors.h"

#include "engines/factor/service/expression_library.h"
#include "engines/factor/service/factor_library.h"

#include <algorithm>
#include <charconv>

namespace nautilus::factor {

using kit::ErrorCode;
using kit::fail;
using kit::Result;

namespace {

constexpr std::size_t kMostFactors = 10'000;

Result<void> checkId(const std::string& id) {
    const auto letter = [](char c) { return c >= 'a' && c <= 'z'; };
    const auto good = [&](char c) { return letter(c) || (c >= '0' && c <= '9') || c == '_'; };
    if (!letter(id.front()) || !std::ranges::all_of(id, good))
        return fail(ErrorCode::InvalidArgument, "letters a to z, digits and _ only, beginning with a letter",
                    "/factor_id");
    if (findExpressionFactor(id) || findDefinition(id))
        return fail(ErrorCode::Conflict, "the library has a factor " + id + " already", "/factor_id");
    return {};
}

} // namespace

Result<UserFactorList> UserFactors::all() {
    auto factors = records_.all();
    if (!factors) return kit::failAs(factors);
    return UserFactorList{std::move(*factors)};
}

Result<UserFactor> UserFactors::save(const UserFactorRequest& request) {
    if (const auto good = checkId(request.factor_id); !good) return kit::failAs(good);
    auto known = records_.all();
    if (!known) return kit::failAs(known);
    const auto there = std::ranges::find(*known, request.factor_id, &UserFactor::factor_id);
    if (there == known->end() && known->size() >= kMostFactors)
        return fail(ErrorCode::Conflict, "there are 10,000 factors already; delete some first", "/factor_id");
    auto factor = there == known->end() ? UserFactor{} : std::move(*there);
    factor.factor_id = request.factor_id;
    factor.name = request.name;
    factor.meaning = request.meaning;
    factor.direction = request.direction;
    if (factor.versions.empty() || factor.versions.back().expression != request.expression)
        factor.versions.push_back(
            {static_cast<std::int64_t>(factor.versions.size()) + 1, request.expression, clock_.now()});
    if (const auto kept = records_.keep(factor.factor_id, factor); !kept) return kit::failAs(kept);
    return factor;
}

Result<UserFactorList> UserFactors::remove(const std::string& factor_id) {
    const auto removed = records_.remove(factor_id);
    if (!removed) return kit::failAs(removed);
    return all();
}

Result<std::optional<UserFactors::Meant>> UserFactors::find(std::string_view reference) {
    const auto at = reference.find('@');
    const auto id = reference.substr(0, at);
    const auto known = records_.all();
    if (!known) return kit::failAs(known);
    const auto found = std::ranges::find(*known, id, &UserFactor::factor_id);
    if (found == known->end()) return std::optional<Meant>();
    std::size_t version = found->versions.size();
    if (at != std::string_view::npos) {
        const auto text = reference.substr(at + 1);
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), version);
        if (error != std::errc{} || end != text.data() + text.size() || version == 0 ||
            version > found->versions.size())
            return std::optional<Meant>();
    }
    return std::optional(Meant{found->versions[version - 1].expression, found->direction,
                               std::string(id) + '@' + std::to_string(version)});
}

} // namespace nautilus::factor
