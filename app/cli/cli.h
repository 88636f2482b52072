#pragma once
// The command line of nautilusd: serve, import, export, backfill, backup, restore.

namespace nautilus::cli {

/// Exit status: 0 done, 1 failed, 2 not understood.
int run(int argc, char** argv);

} // namespace nautilus::cli
