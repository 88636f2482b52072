#pragma once

#include <CLI/CLI.hpp>

#include <functional>

namespace nautilus::cli {

/// A subcommand that was chosen; the exit status.
using Chosen = std::function<int()>;

/// `export`: rows of the catalog or of an operation to a file or folder.
void addExport(CLI::App& app, Chosen& chosen);
/// `tearsheet`: the tear sheet of a factor as PDF, XLSX or CSV.
void addTearSheet(CLI::App& app, Chosen& chosen);
/// `backfill`: sessions without a bar, asked of the data sources.
void addBackfill(CLI::App& app, Chosen& chosen);
/// `backup` and `restore`.
void addBackup(CLI::App& app, Chosen& chosen);

} // namespace nautilus::cli
