#include "engines/factor/service/factor_research.h"

#include <algorithm>

namespace nautilus::factor {

using domain::Matrix;
using domain::SessionDate;
using kit::Result;

const StudiedFactor* ResearchLibrary::find(std::string_view id) const {
    const auto found = std::ranges::find(factors, id, [](const StudiedFactor& f) { return f.factor.id; });
    return found == factors.end() ? nullptr : &*found;
}

FactorSpans ResearchLibrary::spans() const {
    FactorSpans out;
    for (const auto& each : factors)
        out[each.factor.id] = each.span;
    return out;
}

RowRange periodRows(std::string_view period, std::size_t row) {
    const std::size_t sessions = period == "1M"    ? 21
                                 : period == "3M"  ? 63
                                 : period == "6M"  ? 126
                                 : period == "ALL" ? row + 1
                                                   : static_cast<std::size_t>(period[0] - '0') * 252;
    return {row + 1 - std::min(sessions, row + 1), row + 1};
}

std::vector<std::size_t> firstSessions(std::span<const SessionDate> sessions, RowRange rows,
                                       std::string_view frequency) {
    const auto periodOf = [&](SessionDate day) -> std::int64_t {
        const auto date = day.ymd();
        const auto month = static_cast<int>(date.year()) * 12 + static_cast<int>(unsigned(date.month())) - 1;
        if (frequency == "monthly") return month;
        if (frequency == "quarterly") return month / 3;
        const auto days = std::chrono::sys_days(date).time_since_epoch().count();
        return frequency == "weekly" ? (days + 3) / 7 : days; // day 0 was a Thursday
    };
    std::vector<std::size_t> out;
    for (std::size_t row = std::max<std::size_t>(rows.begin, 1); row < rows.end; ++row)
        if (periodOf(sessions[row]) != periodOf(sessions[row - 1])) out.push_back(row);
    return out;
}

std::vector<float> monthRanks(const ResearchLibrary& library, domain::MatrixView values) {
    const auto stocks = library.inputs().stockCount();
    std::vector<float> out(library.months.size() * stocks);
    for (std::size_t m = 0; m < library.months.size(); ++m)
        standardRanks(values.row(library.months[m]), library.inputs().in_universe.row(library.months[m]),
                      {out.data() + m * stocks, stocks});
    return out;
}

namespace {

ResearchPanel panelOf(const ModelInputs& in, const ParallelFor& parallel) {
    ResearchInputs inputs;
    inputs.returns = in.returns.view();
    inputs.universe = in.in_universe.view();
    inputs.group = {in.sector.data(), 1, in.stockCount()};
    inputs.group_count = in.sectors.size();
    inputs.close = in.close.view();
    inputs.volume = in.volume.view();
    inputs.longest_gap = kLongestGap;
    return researchPanel(std::move(inputs), parallel);
}

} // namespace

Result<std::shared_ptr<const ResearchLibrary>> studyLibrary(std::shared_ptr<const FactorWorld> world,
                                                            kit::Catalog& catalog, kit::Pool& pool,
                                                            const std::function<bool()>& cancelled) {
    const auto parallel = onPool(pool, kSessionsPerResearchTask);
    const auto& in = *world->inputs;
    auto library = std::make_shared<ResearchLibrary>();
    library->world = world;
    library->panel = panelOf(in, parallel);
    library->months = firstSessions(in.sessions, {0, in.rowCount()}, "monthly");
    for (const auto& factor : researchFactors())
        library->factors.push_back({factor, {}, {}});
    const auto study = [&](StudiedFactor& each, const Matrix& values) {
        StudyOptions options;
        options.direction = each.factor.direction;
        options.all_horizons = false; // a tear sheet looks again
        each.study = studyFactor(library->panel, values.view(), options, parallel);
        each.month_ranks = monthRanks(*library, values.view());
        each.span = spanOf(in, values.view());
    };
    std::vector<std::string> texts;
    std::vector<StudiedFactor*> of_text;
    for (auto& each : library->factors) {
        if (cancelled()) return kit::fail(kit::ErrorCode::Cancelled, "cancelled");
        if (each.factor.expression) {
            texts.push_back(*each.factor.expression);
            of_text.push_back(&each);
        } else {
            study(each,
                  standingValues(*world, each.factor.id).value_or(Matrix(in.rowCount(), in.stockCount())));
        }
    }
    const auto done = evaluateTexts(*world, catalog, texts, parallel, cancelled,
                                    [&](std::size_t k, const Matrix& values) { study(*of_text[k], values); });
    if (!done) return kit::failAs(done);
    return std::shared_ptr<const ResearchLibrary>(std::move(library));
}

std::shared_ptr<const ResearchLibrary> ResearchShelf::find(const FactorWorld& world) const {
    const std::scoped_lock lock(mutex_);
    for (const auto& each : shelf_)
        if (each->world.get() == &world) return each;
    return nullptr;
}

void ResearchShelf::keep(std::shared_ptr<const ResearchLibrary> library) {
    constexpr std::size_t kKept = 2;
    forget(library->inputs().universe.name);
    const std::scoped_lock lock(mutex_);
    shelf_.insert(shelf_.begin(), std::move(library));
    if (shelf_.size() > kKept) shelf_.pop_back();
}

void ResearchShelf::forget(const std::string& universe) {
    std::vector<std::shared_ptr<const ResearchLibrary>> gone; // ends outside the lock
    const std::scoped_lock lock(mutex_);
    for (auto each = shelf_.begin(); each != shelf_.end();)
        if ((*each)->inputs().universe.name == universe) {
            gone.push_back(std::move(*each));
            each = shelf_.erase(each);
        } else {
            ++each;
        }
}

} // namespace nautilus::factor
