#pragma once
// Statements in formats that are read outside this engine, turned into transactions.

#include "engines/portfolio/contract/transactions.h"

namespace nautilus::portfolio {

struct StatementRow {
    std::int64_t place = 0; ///< of the statement's transactions, the first is 1
    TransactionFields fields;
    std::string refused; ///< why it is no transaction that can be recorded; empty: it may be one
};

class StatementReader {
public:
    virtual ~StatementReader() = default;
    /// Open Financial Exchange, 1.x (SGML) or 2.x (XML): the transactions of all accounts of the text, in
    /// their order, each with a `key` of the account's and the institution's own numbers. InvalidArgument
    /// "/ofx" when it cannot be read. Blocks, for seconds at most.
    virtual kit::Result<std::vector<StatementRow>> readOfx(const std::string& text) = 0;
};

} // namespace nautilus::portfolio
