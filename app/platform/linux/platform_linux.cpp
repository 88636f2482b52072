#include "app/platform/platform.h"

#include <csignal>
#include <fcntl.h>
#include <pthread.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <thread>

namespace nautilus::platform {

using kit::ErrorCode;
using kit::fail;

void nameThisThread(const std::string& name) {
    pthread_setname_np(pthread_self(), name.substr(0, 15).c_str()); // the kernel keeps 15 characters
}

namespace {

class FileLock final : public FolderLock {
public:
    explicit FileLock(int fd) : fd_(fd) {}
    ~FileLock() override { ::close(fd_); }
    FileLock(const FileLock&) = delete;
    FileLock& operator=(const FileLock&) = delete;

private:
    int fd_;
};

bool writeAll(int fd, const std::string& bytes) {
    std::size_t done = 0;
    while (done < bytes.size()) {
        const auto n = ::write(fd, bytes.data() + done, bytes.size() - done);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return false;
        done += static_cast<std::size_t>(n);
    }
    return true;
}

} // namespace

kit::Result<std::unique_ptr<FolderLock>> lockFolder(const std::string& folder) {
    const int fd = ::open((folder + "/lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0) return fail(ErrorCode::Unavailable, "the home folder cannot be written");
    if (::flock(fd, LOCK_EX | LOCK_NB) != 0) {
        ::close(fd);
        return fail(ErrorCode::Conflict, "another Nautilus process owns this home folder", "", true);
    }
    return std::unique_ptr<FolderLock>(new FileLock(fd));
}

kit::Result<void> makePrivateFolder(const std::string& folder) {
    std::error_code error;
    const bool existed = std::filesystem::exists(folder, error);
    std::filesystem::create_directories(folder, error);
    if (error) return fail(ErrorCode::Unavailable, "the home folder cannot be made: " + error.message());
    if (!existed) ::chmod(folder.c_str(), 0700);
    return {};
}

namespace {

tl::unexpected<kit::Errors> notWritten(int cause) {
    if (cause == ENOSPC || cause == EDQUOT || cause == EFBIG)
        return fail(ErrorCode::Unavailable, "the disk of the home folder is full; nothing was changed", "",
                    true);
    return fail(ErrorCode::Unavailable, "a file of the home folder cannot be written");
}

} // namespace

kit::Result<void> writePrivateFile(const std::string& path, const std::string& bytes) {
    const std::string aside = path + ".new";
    ::unlink(aside.c_str());
    const int fd = ::open(aside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0) return notWritten(errno);
    const bool written = writeAll(fd, bytes) && ::fsync(fd) == 0;
    int cause = written ? 0 : errno;
    ::close(fd);
    if (written && ::rename(aside.c_str(), path.c_str()) == 0) return {};
    if (cause == 0) cause = errno;
    ::unlink(aside.c_str());
    return notWritten(cause);
}

kit::Result<void> syncFile(const std::string& path) {
    for (const auto& name : {path, std::filesystem::path(path).parent_path().string()}) {
        const int fd = ::open(name.c_str(), O_RDONLY | O_CLOEXEC);
        const bool synced = fd >= 0 && ::fsync(fd) == 0;
        if (fd >= 0) ::close(fd);
        if (!synced) return fail(ErrorCode::Unavailable, "a file could not be made durable");
    }
    return {};
}

bool processorFits(std::string& missing) {
    missing.clear();
#if defined(__x86_64__) && defined(__AVX2__)
    __builtin_cpu_init();
    if (!__builtin_cpu_supports("avx2")) missing += "AVX2 ";
    if (!__builtin_cpu_supports("fma")) missing += "FMA ";
    if (!__builtin_cpu_supports("bmi2")) missing += "BMI2 ";
#endif
    return missing.empty();
}

void onTerminate(void (*stop)()) {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGINT);
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN); // a limit on the size of files is an error of the write, not the end
    std::thread([set, stop] {
        nameThisThread("signals");
        int received = 0;
        if (sigwait(&set, &received) == 0) stop();
    }).detach();
}

std::int64_t residentBytes() {
    std::ifstream file("/proc/self/statm");
    std::int64_t total = 0;
    std::int64_t resident = 0;
    file >> total >> resident;
    return resident * ::sysconf(_SC_PAGESIZE);
}

void keepFilesPrivate() {
    ::umask(077);
}

std::int64_t raiseFileLimit() {
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return 0;
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
    ::getrlimit(RLIMIT_NOFILE, &limit);
    return static_cast<std::int64_t>(limit.rlim_cur);
}

std::int64_t totalMemoryBytes() {
    return ::sysconf(_SC_PHYS_PAGES) * ::sysconf(_SC_PAGESIZE);
}

bool hasDisplay() {
    const char* platform = std::getenv("QT_QPA_PLATFORM");
    if (platform && *platform) return true;
    for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY"}) {
        const char* value = std::getenv(name);
        if (value && *value) return true;
    }
    return false;
}

void endSending(std::intptr_t socket) {
    ::shutdown(static_cast<int>(socket), SHUT_WR);
}

std::string makeTemporaryFolder(const std::string& name) {
    std::error_code error;
    auto path = (std::filesystem::temp_directory_path(error) / (name + "-XXXXXX")).string();
    return !error && ::mkdtemp(path.data()) ? path : std::string();
}

void limitThisProcess(std::int64_t memory_bytes, std::int64_t processor_seconds, std::int64_t file_bytes) {
    const auto limit = [](auto what, std::int64_t most) {
        const rlimit both{static_cast<rlim_t>(most), static_cast<rlim_t>(most)};
        ::setrlimit(what, &both);
    };
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    limit(RLIMIT_AS, memory_bytes);
#else
    (void)memory_bytes;
#endif
    limit(RLIMIT_CPU, processor_seconds);
    limit(RLIMIT_FSIZE, file_bytes);
    limit(RLIMIT_CORE, 0);
}

void setEnvironment(const char* name, const std::string& value) {
    ::setenv(name, value.c_str(), 1);
}

std::string executableFolder() {
    std::error_code error;
    return std::filesystem::read_symlink("/proc/self/exe", error).parent_path().string();
}

} // namespace nautilus::platform
