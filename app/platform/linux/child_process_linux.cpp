#include "app/platform/child_process.h"

#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <mutex>

namespace nautilus::platform {

using kit::ErrorCode;
using kit::fail;

namespace {

/// An open file of the system, closed at the end.
class Descriptor {
public:
    explicit Descriptor(int fd = -1) : fd_(fd) {}
    ~Descriptor() { reset(); }
    Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
    Descriptor& operator=(Descriptor&& other) noexcept {
        reset();
        fd_ = std::exchange(other.fd_, -1);
        return *this;
    }
    void reset() {
        if (fd_ >= 0) ::close(fd_);
        fd_ = -1;
    }
    [[nodiscard]] int get() const { return fd_; }

private:
    int fd_;
};

struct Pipe {
    Descriptor read, write;
    [[nodiscard]] bool open() {
        int ends[2];
        if (::pipe2(ends, O_CLOEXEC) != 0) return false;
        read = Descriptor(ends[0]);
        write = Descriptor(ends[1]);
        return true;
    }
};

void makeNonBlocking(int fd) {
    ::fcntl(fd, F_SETFL, ::fcntl(fd, F_GETFL) | O_NONBLOCK);
}

class LinuxChild final : public ChildProcess {
public:
    LinuxChild(pid_t process, Descriptor in, Descriptor out, Descriptor err, Descriptor waker)
        : process_(process), in_(std::move(in)), out_(std::move(out)), err_(std::move(err)),
          waker_(std::move(waker)) {
        for (const int fd : {in_.get(), out_.get(), err_.get()})
            makeNonBlocking(fd);
    }
    ~LinuxChild() override { (void)end(); }
    LinuxChild(const LinuxChild&) = delete;
    LinuxChild& operator=(const LinuxChild&) = delete;

    bool send(std::string_view bytes) override {
        {
            const std::scoped_lock lock(mutex_);
            if (queued_.size() - written_ > kMostQueued) return false;
            queued_.append(bytes);
        }
        wake();
        return true;
    }
    ChildNews wait(std::chrono::nanoseconds most) override;
    void wake() override {
        const std::uint64_t one = 1;
        (void)!::write(waker_.get(), &one, sizeof one);
    }
    void endInput() override {
        const std::scoped_lock lock(mutex_);
        closing_ = true;
        wake();
    }
    std::string end() override;

private:
    void writeQueued();
    /// False at the end of the stream.
    bool readSome(Descriptor& from, std::string& to);

    pid_t process_; ///< of the program and of its group; 0 = reaped
    Descriptor in_, out_, err_, waker_;
    std::mutex mutex_; // guards what follows
    std::string queued_;
    std::size_t written_ = 0;
    bool closing_ = false;
    std::string how_;
};

ChildNews LinuxChild::wait(std::chrono::nanoseconds most) {
    bool sending = false;
    {
        const std::scoped_lock lock(mutex_);
        if (closing_ && written_ == queued_.size()) in_.reset();
        sending = written_ < queued_.size() && in_.get() >= 0;
    }
    std::array<pollfd, 4> watched{pollfd{out_.get(), POLLIN, 0}, pollfd{err_.get(), POLLIN, 0},
                                  pollfd{waker_.get(), POLLIN, 0},
                                  pollfd{sending ? in_.get() : -1, POLLOUT, 0}};
    const auto ms = std::chrono::ceil<std::chrono::milliseconds>(most).count();
    ChildNews news;
    if (::poll(watched.data(), watched.size(),
               static_cast<int>(std::clamp<std::int64_t>(ms, 0, 3'600'000))) <= 0)
        return news;
    if (watched[2].revents != 0) {
        std::uint64_t count = 0;
        (void)!::read(waker_.get(), &count, sizeof count);
    }
    if (watched[3].revents != 0) writeQueued();
    if (watched[1].revents != 0 && !readSome(err_, news.err)) err_.reset();
    if (watched[0].revents != 0 && !readSome(out_, news.out)) news.ended = true;
    return news;
}

/// write() to a pipe whose reader may be gone: EPIPE, and no signal to a program that does not ignore it.
ssize_t writeQuietly(int pipe, const char* bytes, std::size_t count) {
    sigset_t broken, before, waiting;
    sigemptyset(&broken);
    sigaddset(&broken, SIGPIPE);
    sigpending(&waiting);
    pthread_sigmask(SIG_BLOCK, &broken, &before);
    const auto n = ::write(pipe, bytes, count);
    const int why = errno;
    if (n < 0 && why == EPIPE && !sigismember(&waiting, SIGPIPE)) {
        const timespec now{0, 0};
        sigtimedwait(&broken, nullptr, &now); // ours: it must not come later
    }
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
    errno = why;
    return n;
}

void LinuxChild::writeQueued() {
    const std::scoped_lock lock(mutex_);
    while (written_ < queued_.size()) {
        const auto n = writeQuietly(in_.get(), queued_.data() + written_, queued_.size() - written_);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0 && errno == EAGAIN) break;
        if (n <= 0) { // it does not listen any more: its end is seen at its output
            in_.reset();
            break;
        }
        written_ += static_cast<std::size_t>(n);
    }
    if (written_ == queued_.size() || written_ > (1U << 20)) {
        queued_.erase(0, written_);
        written_ = 0;
    }
}

bool LinuxChild::readSome(Descriptor& from, std::string& to) {
    std::array<char, 65'536> chunk;
    for (int turn = 0; turn < 16; ++turn) { // the rest next time: others have news, too
        const auto n = ::read(from.get(), chunk.data(), chunk.size());
        if (n > 0) {
            to.append(chunk.data(), static_cast<std::size_t>(n));
            if (static_cast<std::size_t>(n) < chunk.size()) return true;
        } else if (n < 0 && errno == EINTR) {
            continue;
        } else {
            return n < 0 && errno == EAGAIN;
        }
    }
    return true;
}

std::string LinuxChild::end() {
    if (process_ == 0) return how_;
    int status = 0;
    // One that has ended by itself says how; whatever else is left of its group goes now.
    const bool over = ::waitpid(process_, &status, WNOHANG) == process_;
    ::kill(-process_, SIGKILL);
    if (!over)
        while (::waitpid(process_, &status, 0) < 0 && errno == EINTR) {
        }
    process_ = 0;
    if (WIFSIGNALED(status))
        how_ = "signal " + std::to_string(WTERMSIG(status));
    else
        how_ = "exit status " + std::to_string(WEXITSTATUS(status));
    return how_;
}

/// Everything that the child needs, made before the fork: only plain system calls may follow it.
struct Launch {
    std::vector<std::string> variables;
    std::vector<char*> arguments, environment;
    const char* program = nullptr;
    const char* folder = nullptr;
    int in = -1, out = -1, err = -1, failure = -1;
    pid_t parent = 0;
};

[[noreturn]] void becomeProgram(const Launch& launch) {
    ::setpgid(0, 0);
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    const rlimit none{0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
    for (const int number : {SIGPIPE, SIGXFSZ, SIGINT, SIGTERM, SIGHUP})
        ::signal(number, SIG_DFL);
    sigset_t nothing;
    sigemptyset(&nothing);
    ::sigprocmask(SIG_SETMASK, &nothing, nullptr);
    const bool ready = ::getppid() == launch.parent && ::dup2(launch.in, 0) == 0 &&
                       ::dup2(launch.out, 1) == 1 && ::dup2(launch.err, 2) == 2 &&
                       ::chdir(launch.folder) == 0 && ::close_range(3, ~0U, CLOSE_RANGE_CLOEXEC) == 0;
    if (ready) ::execve(launch.program, launch.arguments.data(), launch.environment.data());
    const int why = errno;
    (void)!::write(launch.failure, &why, sizeof why);
    ::_exit(127);
}

} // namespace

kit::Result<std::unique_ptr<ChildProcess>> startChild(const ChildProgram& program) {
    Pipe in, out, err, failure;
    Descriptor waker(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
    if (!in.open() || !out.open() || !err.open() || !failure.open() || waker.get() < 0)
        return fail(ErrorCode::Unavailable, "too many files are open", "", true);
    Launch launch;
    for (const auto& [name, value] : program.environment)
        launch.variables.push_back(name + "=" + value);
    for (auto& variable : launch.variables)
        launch.environment.push_back(variable.data());
    launch.environment.push_back(nullptr);
    std::string name = program.program;
    launch.arguments = {name.data(), nullptr};
    launch.program = program.program.c_str();
    launch.folder = program.folder.c_str();
    launch.in = in.read.get(), launch.out = out.write.get(), launch.err = err.write.get();
    launch.failure = failure.write.get();
    launch.parent = ::getpid();
    const pid_t process = ::fork();
    if (process < 0) return fail(ErrorCode::Unavailable, "no further process can be made", "", true);
    if (process == 0) becomeProgram(launch);
    ::setpgid(process, process); // also here: whoever comes first, the group is there before it is needed
    failure.write.reset();
    int why = 0;
    if (::read(failure.read.get(), &why, sizeof why) == static_cast<ssize_t>(sizeof why)) {
        ::waitpid(process, nullptr, 0);
        return fail(ErrorCode::Unavailable, std::string("the program cannot be run: ") + std::strerror(why));
    }
    return std::unique_ptr<ChildProcess>(new LinuxChild(process, std::move(in.write), std::move(out.read),
                                                        std::move(err.read), std::move(waker)));
}

} // namespace nautilus::platform
