#pragma once
// Inside of planTrades: the periods' programs beside each other, tied by their trades.

#include "engines/portfolio/kernel/planning/trade_plan.h"

namespace nautilus::portfolio {

/// One block of variables per free period. Trades of the first period are excesses of single weights over
/// what is held, later ones of differences of two periods' weights. With a terminal portfolio the last block
/// is left out: its trades are excesses of the weights before it.
class PlanProgram {
public:
    explicit PlanProgram(const PlanProblem& problem);

    /// One period that has to end at the terminal portfolio.
    [[nodiscard]] bool nothingFree() const { return blocks_ == 0; }
    [[nodiscard]] const numerics::ConvexProgram& program() const { return program_; }
    /// Weights, standings and prices of `out.solution`, which is Solved.
    void read(TradePlan& out) const;

private:
    [[nodiscard]] Eigen::Index size() const { return problem_.period.variables(); }
    [[nodiscard]] Eigen::Index securities() const { return problem_.period.securities; }
    [[nodiscard]] bool fixed(Eigen::Index t) const { return t >= blocks_; }

    void addBlock(Eigen::Index t);
    void addRows(Eigen::Index t, const numerics::ConvexProgram& own);
    void addExcesses();
    void addTrade(Eigen::Index t, Eigen::Index h, const numerics::ExcessTerms& own);
    void addRooms();
    void tighten(Eigen::Index variable, double low, double high, Eigen::Index room_of);
    void finish();
    [[nodiscard]] numerics::ConvexSolution blockOf(const numerics::ConvexSolution& all, Eigen::Index t) const;

    struct ExcessOf {
        Eigen::Index period, own; ///< of a period's program
    };
    struct RoomRow {
        Eigen::Index period, security, row;
    };

    const PlanProblem& problem_;
    Eigen::Index blocks_ = 0; ///< free periods
    std::vector<BuiltProgram> built_;
    numerics::ConvexProgram program_;
    std::vector<Eigen::VectorXd> inequality_, equality_, excess_rows_;
    std::vector<double> inequality_limit_, equality_value_, level_, row_level_;
    std::vector<double> sign_;
    std::vector<ExcessOf> singles_, rows_;              ///< where each excess comes from
    std::vector<std::vector<Eigen::Index>> row_of_;     ///< per period: place of each of its inequalities
    std::vector<Eigen::Index> equality_of_;             ///< per block: first of its equalities
    std::vector<Eigen::Index> lower_room_, upper_room_; ///< period whose room a bound is, or -1
    std::vector<RoomRow> room_rows_;
};

} // namespace nautilus::portfolio
