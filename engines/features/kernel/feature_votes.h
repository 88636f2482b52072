#pragma once
// Which indicator says what: the rules behind feature_summary. A threshold rule speaks at extremes, a sign
// rule by the side of zero, a price rule by the side of the close. Indicators without a direction (ranges,
// volatilities, volumes) have no vote.

#include <optional>
#include <span>
#include <string_view>

namespace nautilus::features {

enum class Vote { Bearish = -1, Neutral = 0, Bullish = 1 };

[[nodiscard]] constexpr std::string_view voteName(Vote vote) {
    return vote == Vote::Bullish ? "BULLISH" : vote == Vote::Bearish ? "BEARISH" : "NEUTRAL";
}

/// Vote of one indicator by the values of its outputs on one bar and the bar's close. Nothing when the
/// indicator has no vote or a value that it reads is NaN.
[[nodiscard]] std::optional<Vote> voteOf(std::string_view indicator, std::span<const double> outputs,
                                         double close);

struct VoteCount {
    int bullish = 0, bearish = 0, neutral = 0;
    [[nodiscard]] int all() const { return bullish + bearish + neutral; }
    void add(Vote vote) { (vote == Vote::Bullish ? bullish : vote == Vote::Bearish ? bearish : neutral)++; }
};

/// |bullish - bearish| / all votes, 0 .. 1; NaN without votes.
[[nodiscard]] double voteStrength(const VoteCount& count);
/// Bullish or bearish when that side leads by at least a fifth of all votes; else neutral.
[[nodiscard]] Vote overallVote(const VoteCount& count);

} // namespace nautilus::features
