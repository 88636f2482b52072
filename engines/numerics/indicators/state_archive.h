#pragma once
// An object whose state can be stored has `template <class Archive> void visit(Archive&)`, which names its
// changing members once; the same function then writes and reads them.

#include <cmath>
#include <cstddef>
#include <span>
#include <vector>

namespace nautilus::numerics {

/// Appends members to a flat vector.
class StateWriter {
public:
    explicit StateWriter(std::vector<double>& state) : state_(state) {}

    template <class... Fields>
    void operator()(Fields&... fields) {
        (put(fields), ...);
    }
    /// A whole number below `limit`.
    void index(const std::size_t& value, std::size_t) { put(value); }

private:
    void put(const double& value) { state_.push_back(value); }
    void put(const std::size_t& value) { state_.push_back(static_cast<double>(value)); }
    void put(const bool& value) { state_.push_back(value ? 1 : 0); }
    void put(const std::vector<double>& values) { state_.insert(state_.end(), values.begin(), values.end()); }
    void put(std::vector<std::size_t>& values) {
        for (const std::size_t value : values)
            put(value);
    }
    template <class T>
    requires requires(T& part, StateWriter& self) { part.visit(self); }
    void put(T& part) { part.visit(*this); }

    std::vector<double>& state_;
};

/// Reads them back; vectors keep the length that they have. good() is false if the state was too short, too
/// long or a whole number was none or out of its range; the object is then not to be used.
class StateReader {
public:
    explicit StateReader(std::span<const double> state) : state_(state) {}

    template <class... Fields>
    void operator()(Fields&... fields) {
        (take(fields), ...);
    }
    void index(std::size_t& value, std::size_t limit) {
        take(value);
        if (value >= limit) {
            value = 0;
            good_ = false;
        }
    }
    [[nodiscard]] bool good() const { return good_ && next_ == state_.size(); }

private:
    void take(double& value) {
        if (next_ >= state_.size()) {
            good_ = false;
            return;
        }
        value = state_[next_++];
    }
    void take(std::size_t& value) {
        constexpr double kLargestWhole = 9007199254740992.0; // 2^53: above it doubles skip whole numbers
        double number = 0;
        take(number);
        if (number >= 0 && number <= kLargestWhole && std::floor(number) == number) {
            value = static_cast<std::size_t>(number);
        } else {
            good_ = false;
        }
    }
    void take(bool& value) {
        std::size_t number = 0;
        index(number, 2);
        value = number == 1;
    }
    void take(std::vector<double>& values) {
        for (double& value : values)
            take(value);
    }
    void take(std::vector<std::size_t>& values) {
        for (std::size_t& value : values)
            index(value, values.size());
    }
    template <class T>
    requires requires(T& part, StateReader& self) { part.visit(self); }
    void take(T& part) { part.visit(*this); }

    std::span<const double> state_;
    std::size_t next_ = 0;
    bool good_ = true;
};

} // namespace nautilus::numerics
