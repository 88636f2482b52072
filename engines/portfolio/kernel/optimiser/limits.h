#pragma once
// What a portfolio has to keep to, each limit under the name and the field it came from: so that an answer
// can say what each one costs, and a refusal which of them stand against each other.

#include <Eigen/Core>

#include <string>
#include <vector>

namespace nautilus::portfolio {

enum class LimitKind {
    Weights,  ///< every one of `members`
    Row,      ///< row'w
    Turnover, ///< half of what is bought and sold, securities alone
    Leverage, ///< sum of |w| of securities
    Risk      ///< sqrt((w - centre)'Sigma(w - centre)), per year
};

enum class Sense { AtMost, AtLeast, Equal };

struct Limit {
    LimitKind kind = LimitKind::Row;
    Sense sense = Sense::AtMost;
    std::string name;    ///< "sector technology"
    std::string pointer; ///< "/constraints/sector_limits/technology"
    double limit = 0;
    std::vector<Eigen::Index> members; ///< of Weights
    Eigen::VectorXd row;               ///< of Row: one per variable
    Eigen::VectorXd centre;            ///< of Risk: one per variable
    bool firm = false;                 ///< is what the portfolio is, not what somebody wishes: never relaxed
};

/// "sector technology at most 0.6"
[[nodiscard]] std::string inWords(const Limit& limit);
/// The same with another number.
[[nodiscard]] std::string inWords(const Limit& limit, double value);

} // namespace nautilus::portfolio
