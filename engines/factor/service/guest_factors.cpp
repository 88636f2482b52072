#include "engines/factor/service/guest_factors.h"

#include "engines/factor/service/answers_research.h"

namespace nautilus::factor {

using domain::Matrix;
using kit::fail;
using kit::Result;

GuestPtr GuestShelf::find(const ResearchLibrary& library, const std::string& text) const {
    const std::scoped_lock lock(mutex_);
    for (const auto& each : shelf_)
        if (const auto kept = each.library.lock(); kept.get() == &library && each.guest->text == text)
            return each.guest;
    return nullptr;
}

void GuestShelf::keep(const std::shared_ptr<const ResearchLibrary>& library, GuestPtr guest) {
    constexpr std::size_t kKept = 12; // a few megabytes each
    const std::scoped_lock lock(mutex_);
    std::erase_if(shelf_, [](const Kept& each) { return each.library.expired(); });
    shelf_.insert(shelf_.begin(), Kept{library, std::move(guest)});
    if (shelf_.size() > kKept) shelf_.pop_back();
}

namespace {

/// What an id means, and its values once they are asked for.
struct Meaning {
    ResearchFactor factor;
    std::string text;
    std::optional<SyntheticDefinition> mix;
};

Result<std::optional<Meaning>> meaningOf(const std::string& id, ResearchDesk& desk) {
    Meaning out;
    out.factor.id = id;
    const auto own = desk.users.find(id);
    if (!own) return kit::failAs(own);
    if (*own) {
        const auto& text = (*own)->expression;
        const auto direction = static_cast<int>((*own)->direction);
        out.factor = {id, "User factor", "user", sourcesOf(text), text, direction, text, "user"};
        out.text = std::to_string(direction) + " " + text;
        return std::optional(std::move(out));
    }
    auto kept = desk.records.synthetic(id);
    if (!kept) return kit::failAs(kept);
    if (!*kept || (*kept)->universe != desk.library.inputs().universe.name) return std::optional<Meaning>();
    out.mix = std::move(**kept);
    out.text = kit::writeJson(*out.mix);
    out.factor = {id,
                  "Synthetic factor",
                  "synthetic",
                  out.mix->synthesis_type,
                  kit::writeJson(out.mix->factor_combination),
                  1,
                  std::nullopt,
                  "synthetic"};
    return std::optional(std::move(out));
}

Result<Matrix> valuesOf(const Meaning& meant, ResearchDesk& desk) {
    if (!meant.mix)
        return evaluateText(*desk.library.world, desk.catalog, *meant.factor.expression,
                            onPool(desk.pool, kSessionsPerResearchTask), desk.call);
    auto mix = mixOf(*meant.mix, desk.library.inputs().rowCount() - 1, 0.0, desk);
    if (!mix) return kit::failAs(mix);
    return std::move(mix->scores);
}

} // namespace

Result<GuestPtr> guestFactor(const std::string& id, const std::string& pointer, kit::ErrorCode code,
                             ResearchDesk& desk) {
    auto meant = meaningOf(id, desk);
    if (!meant) return kit::failAs(meant);
    if (!*meant) return fail(code, "there is no factor " + id, pointer);
    if (auto there = desk.guests.find(desk.library, (*meant)->text)) return there;
    auto values = valuesOf(**meant, desk);
    if (!values) return kit::failAs(values);
    auto guest = std::make_shared<GuestFactor>();
    guest->studied.factor = std::move((*meant)->factor);
    guest->text = std::move((*meant)->text);
    guest->values = std::move(*values);
    StudyOptions options;
    options.direction = guest->studied.factor.direction;
    options.all_horizons = false;
    guest->studied.study = studyFactor(desk.library.panel, guest->values.view(), options,
                                       onPool(desk.pool, kSessionsPerResearchTask));
    guest->studied.month_ranks = monthRanks(desk.library, guest->values.view());
    desk.guests.keep(desk.shared_library, guest);
    return GuestPtr(std::move(guest));
}

Result<kit::Table> answerGuestValues(const EvaluateRequest& request, ResearchDesk& desk) {
    const auto guest = guestFactor(*request.factor, "/factor", kit::ErrorCode::NotFound, desk);
    if (!guest) return kit::failAs(guest);
    return answerValues(*desk.library.world, (*guest)->studied.factor, (*guest)->values, request, desk.call);
}

} // namespace nautilus::factor
