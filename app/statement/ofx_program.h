#pragma once
// What nautilus-ofx does: an OFX statement on standard input becomes a list of transactions as JSON on
// standard output. A program of its own, so that a statement that breaks the parser breaks nothing else.
// libofx reads files only: the text stands in a private folder while it is read.

namespace nautilus::statement {

/// The exit status: 0 done, 2 no room, 3 no statement, 4 nobody reads.
int runOfxProgram();

} // namespace nautilus::statement
