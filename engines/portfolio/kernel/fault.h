#pragma once
// Why a calculation has no answer.

#include <string>

namespace nautilus::portfolio {

struct Fault {
    std::string field;   ///< of the input that is to blame, a JSON pointer ("/budgets/3"); "" for all of it
    std::string message; ///< for people
};

} // namespace nautilus::portfolio
