#pragma once
// The widgets' half of the desktop program: application object, command line, start window, main window. What
// is behind the link is somebody else's.

#include "ui/link/link.h"

#include <QString>

#include <memory>
#include <optional>

namespace nautilus::ui {

/// What the command line asks for.
struct DesktopWishes {
    QString home;
    std::optional<int> port;
    bool engine_ports = false;
    QString replay; ///< demo, demo:SPEED or demo:max; empty = no replay
    bool demo = true;
    bool time_start = false; ///< print how long the start took until a panel showed data, then end
    QString screenshots;     ///< folder to write pictures into, then end; empty = open the desktop
};

class DesktopProgram {
public:
    /// Makes the application object and reads the command line (which may end the process: --help, errors).
    DesktopProgram(int& argc, char** argv, const char* version);
    ~DesktopProgram();

    [[nodiscard]] const DesktopWishes& wishes() const;
    /// How far the start is; on the GUI thread.
    void showProgress(double fraction, const QString& what);
    /// Says why the start failed, in a window when there is one; answers the exit status.
    int fail(const QString& why);
    /// Closes the start window and runs the desktop, or writes the pictures; answers the exit status.
    int run(Link& link);

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

} // namespace nautilus::ui
