#pragma once
// OFX statements by nautilus-ofx, a program of its own beside this one.

#include "engines/portfolio/contract/statement_reader.h"

namespace nautilus::statement {

class OfxStatements final : public portfolio::StatementReader {
public:
    /// `program`: absolute path; empty: nautilus-ofx in the folder of this program or beside it in bin.
    explicit OfxStatements(std::string program = {});
    kit::Result<std::vector<portfolio::StatementRow>> readOfx(const std::string& text) override;

private:
    std::string program_;
};

} // namespace nautilus::statement
