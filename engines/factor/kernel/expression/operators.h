#pragma once
// What an expression may call: one row per function, from which checking, completion and the reference in the
// docs come. Semantics:
//
// - A value that does not exist is NaN, "missing". Whatever is computed from a missing value is missing, but
// for
//   is_missing, coalesce and the branch of a condition that was not taken. What is not finite (1/0, log of 0)
//   is missing.
// - A window of d sessions holds the session itself and the d - 1 before it. It needs all d values: windows
//   are never shortened. There is no way to name a later session.
// - A cross-section holds the stocks of the estimation universe that have a value that day; the others get
//   none.
// - Conditions are 1 (true), 0 (false) or missing.

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace nautilus::factor {

enum class Op : std::uint8_t {
    // leaves
    Constant,
    Field,
    // each cell on its own
    Negate,
    Not,
    Abs,
    Sign,
    Log,
    Exp,
    Sqrt,
    IsMissing,
    Add,
    Subtract,
    Multiply,
    Divide,
    Power,
    SignedPower,
    Less,
    LessEqual,
    Equal,
    NotEqual,
    And,
    Or,
    Smaller,
    Larger,
    Coalesce,
    Select,
    // a trailing window of each stock
    Delay,
    Sum,
    Mean,
    Deviation,
    Minimum,
    Maximum,
    ArgMinimum,
    ArgMaximum,
    Product,
    DecayLinear,
    DecayExponential,
    Slope,
    Skewness,
    Kurtosis,
    TimeRank,
    Median,
    Correlation,
    Covariance,
    Beta,
    // all stocks of a session
    Rank,
    ZScore,
    Demean,
    Scale,
    Winsorize,
    GroupMean,
    GroupRank,
    GroupZScore,
    UniverseMean,
};

enum class OpClass : std::uint8_t { Leaf, Cell, Window, CrossSection };
[[nodiscard]] constexpr OpClass classOf(Op op) {
    if (op <= Op::Field) return OpClass::Leaf;
    if (op <= Op::Select) return OpClass::Cell;
    return op <= Op::Beta ? OpClass::Window : OpClass::CrossSection;
}

/// What an argument must be.
enum class Parameter : std::uint8_t {
    None,
    Value,  ///< any value: per stock, per session or a number
    Panel,  ///< a value per stock: a cross-section needs one
    Window, ///< a number of sessions, 1 to kLongestWindow, known before anything is computed
    Number, ///< a number, known before anything is computed
    Group,  ///< a classification
};

inline constexpr std::size_t kLongestWindow = 1260;

/// A function of the language. Some are made of others (delta, ts_zscore); `op` is then the last step.
struct Function {
    std::string_view name;
    std::string_view aliases; ///< '|'-separated
    std::array<Parameter, 3> parameters;
    std::size_t least_arguments;
    std::string_view signature; ///< for people: "ts_mean(x, d)"
    std::string_view meaning;   ///< for people, one sentence
    std::string_view family;    ///< cell, window, cross_section
    Op op;
};

/// In the order in which people read them.
[[nodiscard]] std::span<const Function> expressionFunctions();
/// By name or alias, lower case; null when there is none.
[[nodiscard]] const Function* findFunction(std::string_view name);

} // namespace nautilus::factor
