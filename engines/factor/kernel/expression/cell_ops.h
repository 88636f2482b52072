#pragma once
// What one cell is of one or two others; shared by the folding of constants and the evaluation of whole
// panels, so that both give the same bits. Not for use outside this folder.

#include "engines/domain/panel.h"
#include "engines/factor/kernel/expression/operators.h"

#include <cmath>

namespace nautilus::factor::cell {

using domain::kMissing;

/// What is not finite is missing.
inline double finite(double x) {
    return std::isfinite(x) ? x : kMissing;
}

/// Missing when either is, else 1 or 0.
template <class Test>
double truth(double x, double y, Test test) {
    return std::isnan(x) || std::isnan(y) ? kMissing : (test(x, y) ? 1.0 : 0.0);
}

/// Calls visit(function of one double) for an operator of one argument.
template <class Visit>
void withUnary(Op op, const Visit& visit) {
    switch (op) {
    case Op::Negate:
        return visit([](double x) { return -x; });
    case Op::Not:
        return visit([](double x) { return std::isnan(x) ? kMissing : (x == 0 ? 1.0 : 0.0); });
    case Op::Abs:
        return visit([](double x) { return std::fabs(x); });
    case Op::Sign:
        return visit(
            [](double x) { return std::isnan(x) ? kMissing : (x > 0 ? 1.0 : (x < 0 ? -1.0 : 0.0)); });
    case Op::Log:
        return visit([](double x) { return finite(std::log(x)); });
    case Op::Exp:
        return visit([](double x) { return finite(std::exp(x)); });
    case Op::Sqrt:
        return visit([](double x) { return std::sqrt(x); });
    case Op::IsMissing:
        return visit([](double x) { return std::isnan(x) ? 1.0 : 0.0; });
    default:
        return;
    }
}

/// Calls visit(function of two doubles) for an operator of two arguments.
template <class Visit>
void withBinary(Op op, const Visit& visit) {
    switch (op) {
    case Op::Add:
        return visit([](double x, double y) { return x + y; });
    case Op::Subtract:
        return visit([](double x, double y) { return x - y; });
    case Op::Multiply:
        return visit([](double x, double y) { return x * y; });
    case Op::Divide:
        return visit([](double x, double y) { return finite(x / y); });
    case Op::Power:
        return visit([](double x, double y) {
            return std::isnan(x) || std::isnan(y) ? kMissing : finite(std::pow(x, y));
        });
    case Op::SignedPower:
        return visit([](double x, double y) {
            return std::isnan(x) || std::isnan(y) ? kMissing
                                                  : finite(std::copysign(std::pow(std::fabs(x), y), x));
        });
    case Op::Less:
        return visit(
            [](double x, double y) { return truth(x, y, [](double a, double b) { return a < b; }); });
    case Op::LessEqual:
        return visit(
            [](double x, double y) { return truth(x, y, [](double a, double b) { return a <= b; }); });
    case Op::Equal:
        return visit(
            [](double x, double y) { return truth(x, y, [](double a, double b) { return a == b; }); });
    case Op::NotEqual:
        return visit(
            [](double x, double y) { return truth(x, y, [](double a, double b) { return a != b; }); });
    case Op::And:
        return visit([](double x, double y) {
            return truth(x, y, [](double a, double b) { return a != 0 && b != 0; });
        });
    case Op::Or:
        return visit([](double x, double y) {
            return truth(x, y, [](double a, double b) { return a != 0 || b != 0; });
        });
    case Op::Smaller:
        return visit([](double x, double y) { return std::isnan(y) || y < x ? y : x; });
    case Op::Larger:
        return visit([](double x, double y) { return std::isnan(y) || y > x ? y : x; });
    case Op::Coalesce:
        return visit([](double x, double y) { return std::isnan(x) ? y : x; });
    default:
        return;
    }
}

inline double select(double condition, double yes, double no) {
    return std::isnan(condition) ? kMissing : (condition != 0 ? yes : no);
}

} // namespace nautilus::factor::cell
