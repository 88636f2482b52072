#pragma once
// One transaction of an OFX statement as transactions of a book. Numbers of kinds are those of libofx, whose
// types are not named here, so that this can be tested without it.

#include "engines/kit/value.h"

#include <cmath>
#include <string>
#include <vector>

namespace nautilus::statement {

struct OfxTransaction {
    std::string account, number; ///< the institution's own
    int investment = -1;         ///< InvTransactionType; -1: of a bank
    int cash = -1;               ///< TransactionType, of a bank and of cash in an investment account
    int income = -1;             ///< IncomeType
    bool covers = false;         ///< a purchase that closes a short sale
    double units = std::nan(""), price = std::nan(""), amount = std::nan("");
    double charges = 0;
    double old_units = std::nan(""), new_units = std::nan("");
    std::string date, acquired; ///< YYYY-MM-DD; empty: none
    bool foreign = false;       ///< amounts in another currency than the account's
    std::string currency, ticker, security, security_id, memo;
};

/// Rounded to the six places that a book keeps: sums of what a statement said have no more.
[[nodiscard]] double cents(double amount);

/// Objects with the members of TransactionFields; with `refused`, a sentence, when it cannot be one. A
/// reinvestment is two: the income and the purchase.
[[nodiscard]] std::vector<kit::Value> rowsOf(const OfxTransaction& from);

} // namespace nautilus::statement
