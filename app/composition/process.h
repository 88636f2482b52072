#pragma once
// What both programs do before anything else.

namespace nautilus::composition {

/// Checks the processor, blocks the signals that end the program, raises the limit of open files and sets what Qt
/// must know before its application object. False (with a sentence on stderr) when this processor cannot run it.
bool prepareProcess();

/// Ends the event loop when the program is asked to stop. After the application object was made.
void quitOnTerminate();

} // namespace nautilus::composition
