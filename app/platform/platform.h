#pragma once
// The only place with operating-system calls. One header, one implementation per system.

#include "engines/kit/result.h"

#include <cstdint>
#include <memory>
#include <string>

namespace nautilus::platform {

void nameThisThread(const std::string& name);

/// A home folder has one owner. Holding the lock is being the owner; it goes with the process.
class FolderLock {
public:
    virtual ~FolderLock() = default;
};
/// Conflict, retryable, when another process holds it.
kit::Result<std::unique_ptr<FolderLock>> lockFolder(const std::string& folder);

/// Creates the folder (and its parents), readable by the owner only.
kit::Result<void> makePrivateFolder(const std::string& folder);
/// Writes a file that only the owner may read, in one step (write aside, sync, rename).
kit::Result<void> writePrivateFile(const std::string& path, const std::string& bytes);
/// fsync of a file and of the folder that names it.
kit::Result<void> syncFile(const std::string& path);

/// True when the processor has the instructions that this build was made for; `missing` names what it lacks.
[[nodiscard]] bool processorFits(std::string& missing);

/// Calls `stop` once, on a thread of its own, when SIGTERM or SIGINT arrives.
void onTerminate(void (*stop)());

/// Resident memory of this process in bytes.
[[nodiscard]] std::int64_t residentBytes();
/// Files that this process makes are the owner's only.
void keepFilesPrivate();
/// Raises the limit of open files as far as allowed; returns the limit.
std::int64_t raiseFileLimit();
[[nodiscard]] std::int64_t totalMemoryBytes();
/// True when a graphical display can be reached.
[[nodiscard]] bool hasDisplay();
/// Ends the sending half of a connected socket: the peer reads to the end, while its last bytes may still
/// come in.
void endSending(std::intptr_t socket);
/// Folder of the running executable.
[[nodiscard]] std::string executableFolder();

} // namespace nautilus::platform
