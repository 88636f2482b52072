#pragma once
// For what walks or plans on prices that a test sets: another future, and a job's context with patience.

#include "tests/app/support/risk_stage.h"

#include <gtest/gtest.h>

namespace nautilus::test {

/// Prices after a day are something else.
class OtherFuture final : public marketdata::DailyMarket {
public:
    OtherFuture(StageMarket& from, domain::SessionDate last) : from_(from), last_(last) {}
    [[nodiscard]] std::shared_ptr<const marketdata::InstrumentDirectory> directory() const override {
        return from_.directory();
    }
    kit::Result<std::vector<marketdata::DailyHistoryPtr>>
    histories(std::span<const domain::InstrumentId> ids) override {
        auto out = from_.histories(ids);
        for (auto& each : *out) {
            auto changed = std::make_shared<marketdata::DailyHistory>(*each);
            for (std::size_t t = 0; t < changed->size(); ++t)
                if (changed->session[t] > last_) {
                    changed->close[t] *= 3;
                    changed->adj_close[t] *= 7;
                    changed->volume[t] = 1;
                }
            each = changed;
        }
        return out;
    }
    kit::Result<marketdata::DailyHistoryPtr> rates(const std::string& a, const std::string& b) override {
        return from_.rates(a, b);
    }

private:
    StageMarket& from_;
    domain::SessionDate last_;
};

/// Cancels after so many steps; progress never goes back.
class Patience final : public kit::JobContext {
public:
    explicit Patience(int steps) : left_(steps) {}
    bool progress(double fraction, std::string_view) override {
        EXPECT_GE(fraction, last_);
        EXPECT_LE(fraction, 1 + 1e-12);
        last_ = fraction;
        return left_-- > 0;
    }
    [[nodiscard]] double last() const { return last_; }

private:
    double last_ = 0;
    int left_;
};

} // namespace nautilus::test
