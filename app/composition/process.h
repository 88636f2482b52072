#pragma once
// What both programs do before anything else.

namespace nautilus::composition {

/// Checks the processor, raises the limit of open files, sets what Qt must know before its application
/// object, and arranges that SIGTERM and SIGINT end the event loop. Before any other thread exists. False
/// (with a sentence on stderr) when this processor cannot run this build.
bool prepareProcess();

/// True once the program was asked to stop.
[[nodiscard]] bool stopRequested();

} // namespace nautilus::composition
