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
/// A new folder of its own among the system's temporary ones, readable by the owner only; empty when there is
/// no room.
[[nodiscard]] std::string makeTemporaryFolder(const std::string& name);
/// From here on this process may not use more; it is ended when it does. Sanitizers need memory without end:
/// with them that limit is left out. No core is written.
void limitThisProcess(std::int64_t memory_bytes, std::int64_t processor_seconds, std::int64_t file_bytes);
/// For this process and what it begins.
void setEnvironment(const char* name, const std::string& value);

/// Folder of the running executable.
[[nodiscard]] std::string executableFolder();

} // namespace nautilus::platform
