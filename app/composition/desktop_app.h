#pragma once
// The desktop program: opens its own home, or joins the one that already runs it.

namespace nautilus::composition {

/// Exit status. Needs prepareProcess() before.
int runDesktop(int argc, char** argv);

} // namespace nautilus::composition
