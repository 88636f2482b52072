#include "engines/features/service/fundamental_answers.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace nautilus::features {

using namespace domain;
using kit::ErrorCode;
using kit::fail;
using kit::Result;
using kit::Value;

namespace {

constexpr std::size_t kLeastPeers = 5;
constexpr double kEnoughBars = 0.9;

/// Peers of one company and what is said of it among them.
class Fundamental {
public:
    Fundamental(const FeatureWorld& world, const CrossSection& section, const FundamentalRequest& request,
                kit::Call& call)
        : world_(world), section_(section), request_(request), call_(call) {}

    FundamentalResult run(const Instrument& subject) {
        subject_ = section_.placeOf(subject.id);
        choosePeers();
        FundamentalResult out;
        out.symbol = request_.symbol;
        out.data_sources_used = {subject.dataset};
        for (const char* type : {"valuation", "profitability", "growth", "efficiency"})
            if (std::ranges::find(request_.feature_types, type) != request_.feature_types.end())
                addType(out, type);
        score(out);
        tell();
        return out;
    }

private:
    [[nodiscard]] const std::string& groupOf(std::size_t stock, bool industry) const {
        const auto place = world_.placeOf(*section_.stocks[stock]);
        return industry ? world_.industry[place] : world_.sector[place];
    }
    void takeGroup(bool industry) {
        peers_.clear();
        peer_group_ = groupOf(subject_, industry);
        for (std::size_t i = 0; i < section_.stocks.size() && !peer_group_.empty(); ++i)
            if (groupOf(i, industry) == peer_group_) peers_.push_back(i);
    }

    void choosePeers() {
        const bool industry = request_.normalization == "industry_relative";
        if (industry) takeGroup(true);
        if (industry && peers_.size() < kLeastPeers)
            call_.warn("peer_group", "/data/industry_ranking",
                       "the industry has fewer than 5 companies; the peers are those of the sector");
        if (request_.normalization == "sector_relative" || (industry && peers_.size() < kLeastPeers))
            takeGroup(false);
        if (!peers_.empty()) return;
        if (industry || request_.normalization == "sector_relative")
            call_.warn("peer_group", "/data/industry_ranking",
                       "the company is not classified; the peers are those of the universe");
        peer_group_ = section_.universe;
        for (std::size_t i = 0; i < section_.stocks.size(); ++i)
            peers_.push_back(i);
    }

    [[nodiscard]] std::vector<double> peerValues(std::size_t ratio) const {
        std::vector<double> out;
        for (const auto peer : peers_)
            out.push_back(section_.figures[peer].values[ratio]);
        return out;
    }

    void addType(FundamentalResult& out, const std::string& type) {
        const auto& mine = section_.figures[subject_];
        auto& features = out.fundamental_features[type];
        const auto at = "/data/fundamental_features/" + type + "/";
        for (std::size_t r = 0; r < kRatios; ++r) {
            const auto& spec = ratioSpecs()[r];
            if (spec.group != type) continue;
            const std::string id(spec.id);
            features[id] = mine.values[r];
            used_.push_back(r);
            if (std::isnan(mine.values[r]))
                call_.warn("not_computable", at + id, std::string(mine.reason[r]));
            if (r == static_cast<std::size_t>(Ratio::PriceEarnings)) addRelative(features, at);
            if (request_.normalization != "none") normalise(out, r);
        }
    }

    /// The price-earnings ratio over the median of the sector's.
    void addRelative(kit::Keyed<double>& features, const std::string& at) {
        const auto ratio = static_cast<std::size_t>(Ratio::PriceEarnings);
        std::vector<double> sector;
        for (std::size_t i = 0; i < section_.stocks.size(); ++i)
            if (!groupOf(i, false).empty() && groupOf(i, false) == groupOf(subject_, false))
                sector.push_back(section_.figures[i].values[ratio]);
        const double value = section_.figures[subject_].values[ratio] / medianOf(sector);
        features["pe_relative_to_sector"] = value;
        if (std::isnan(value))
            call_.warn("not_computable", at + "pe_relative_to_sector",
                       sector.empty() ? "the company is not classified"
                                      : std::string(section_.figures[subject_].reason[ratio]));
    }

    void normalise(FundamentalResult& out, std::size_t ratio) {
        const auto peers = peerValues(ratio);
        const double value = section_.figures[subject_].values[ratio];
        NormalisedFeature feature{directed(peers, ratio, value), zScoreAmong(peers, value),
                                  std::ranges::count_if(peers, [](double v) { return !std::isnan(v); })};
        const std::string id(ratioSpecs()[ratio].id);
        for (const auto& [name, number] :
             {std::pair("percentile", feature.percentile), std::pair("z_score", feature.z_score)})
            if (std::isnan(number))
                call_.warn("not_computable", "/data/normalised_features/" + id + "/" + name,
                           std::isnan(value) ? "the company has no value" : "the peers have no spread");
        out.normalised_features[id] = feature;
    }

    [[nodiscard]] static double directed(std::span<const double> peers, std::size_t ratio, double value) {
        const double percentile = percentileAmong(peers, value);
        return ratioSpecs()[ratio].direction > 0 ? percentile : 1 - percentile;
    }

    /// Mean percentile of what can be computed; every peer's the same way.
    void score(FundamentalResult& out) {
        std::vector<double> sum(peers_.size(), 0), count(peers_.size(), 0);
        for (const auto ratio : used_) {
            const auto values = peerValues(ratio);
            for (std::size_t i = 0; i < peers_.size(); ++i)
                if (!std::isnan(values[i])) sum[i] += directed(values, ratio, values[i]), count[i] += 1;
        }
        std::vector<double> scores;
        double mine = kMissing;
        for (std::size_t i = 0; i < peers_.size(); ++i) {
            scores.push_back(count[i] > 0 ? sum[i] / count[i] : kMissing);
            if (peers_[i] == subject_) mine = scores.back();
        }
        out.fundamental_score = mine;
        auto& ranking = out.industry_ranking;
        ranking.peer_group = peer_group_;
        ranking.total_companies = std::ranges::count_if(scores, [](double v) { return !std::isnan(v); });
        if (std::isnan(mine)) {
            for (const char* at : {"/data/fundamental_score", "/data/industry_ranking/percentile",
                                   "/data/industry_ranking/rank"})
                call_.warn("not_computable", at, "no feature of the company can be computed");
            return;
        }
        ranking.rank = 1 + std::ranges::count_if(scores, [&](double v) { return v > mine; });
        ranking.percentile = 100 * percentileAmong(scores, mine);
    }

    void tell() {
        const auto& mine = section_.figures[subject_];
        const auto warn = [&](bool said, const char* code, const char* message) {
            if (said) call_.warn(code, "/data/fundamental_features", message);
        };
        warn(mine.used_lag_rule, "dated_by_lag_rule",
             "some figures have no filing date; they count as known a stated time after their period");
        warn(mine.used_restated, "restated", "some figures are known only as restated later");
        warn(mine.shares_carried, "shares_carried", "the share count is older than 18 months");
        if (world_.classification_is_hindsight && request_.normalization != "none")
            call_.warn("hindsight_classes", "/data/industry_ranking",
                       "sectors and industries are those of a later snapshot");
        call_.method("sources", "filings of the catalog, as known on data_as_of");
        call_.method("fundamental_score", "mean percentile among the peers; low valuations count as good");
        call_.method("peers", section_.universe + ", " + peer_group_);
    }

    const FeatureWorld& world_;
    const CrossSection& section_;
    const FundamentalRequest& request_;
    kit::Call& call_;
    std::size_t subject_ = 0;
    std::vector<std::size_t> peers_; ///< places in the cross-section
    std::string peer_group_;
    std::vector<std::size_t> used_; ///< ratios of the answer
};

} // namespace

Result<std::optional<SessionDate>> sessionFor(kit::Catalog& catalog,
                                              const std::vector<const Instrument*>& stocks, SessionDate day) {
    const auto spans = catalog.barSpans();
    if (!spans) return kit::failAs(spans);
    std::set<InstrumentId> wanted;
    for (const auto* stock : stocks)
        wanted.insert(stock->id);
    SessionDate latest = kBeginningOfTime;
    for (const auto& span : *spans)
        if (wanted.contains(span.id) && span.first <= day)
            latest = std::max(latest, std::min(span.last, day));
    if (latest == kBeginningOfTime) return std::optional<SessionDate>();
    kit::BarQuery query{
        {wanted.begin(), wanted.end()}, latest.plusDays(-kDelistedAfterDays), latest, "", true};
    const auto bars = catalog.dailyBars(query);
    if (!bars) return kit::failAs(bars);
    std::map<SessionDate, std::size_t> with_bar;
    std::set<InstrumentId> trading;
    for (std::size_t i = 0; i < bars->size(); ++i) {
        ++with_bar[bars->session[i]];
        trading.insert(bars->instrument[i]);
    }
    for (auto each = with_bar.rbegin(); each != with_bar.rend(); ++each)
        if (static_cast<double>(each->second) >= kEnoughBars * static_cast<double>(trading.size()))
            return std::optional(each->first);
    return std::optional(latest);
}

Result<FundamentalResult> answerFundamental(const FeatureWorld& world, kit::Catalog& catalog, kit::Pool& pool,
                                            const FundamentalRequest& request, kit::Call& call) {
    const auto day = request.as_of.value_or(kEndOfTime);
    const auto subject = instrumentOf(world, request.symbol, day, request.dataset);
    if (!subject) return kit::failAs(subject);
    const auto universe = universeNamed(world, request.universe);
    if (!universe) return kit::failAs(universe);
    const auto at = sessionFor(catalog, {*subject}, day);
    if (!at) return kit::failAs(at);
    if (!*at)
        return fail(ErrorCode::NotComputable, "there is no bar of " + request.symbol + " up to that session",
                    "/as_of");
    auto section = figuresOn(world, catalog, pool, peersOf(world, *universe, **subject, **at), **at);
    if (!section) return kit::failAs(section);
    section->universe = universe->value_or((*subject)->dataset);
    call.data_as_of = **at;
    call.catalog_epoch = world.epoch;
    return Fundamental(world, *section, request, call).run(**subject);
}

} // namespace nautilus::features
