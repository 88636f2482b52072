#pragma once
// The command line of nautilusd: serve, import, export, tearsheet, backfill, backup, restore.

#include <QCoreApplication>

#include <memory>

namespace nautilus::cli {

/// The application object that the command needs: one that can draw, without a display, for `tearsheet` and
/// `serve`.
std::unique_ptr<QCoreApplication> makeApplication(int& argc, char** argv);

/// Exit status: 0 done, 1 failed, 2 not understood.
int run(int argc, char** argv);

} // namespace nautilus::cli
