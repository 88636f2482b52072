#pragma once
// A running gateway over a started workstation: the headless program, and the API inside the desktop.

#include "app/api/server/gateway.h"
#include "app/composition/workstation.h"

namespace nautilus::composition {

class ServerApp {
public:
    explicit ServerApp(Workstation& workstation);

    /// Listens on the wanted port and, if asked, on the nine documented ones; writes HOME/address.
    kit::Result<void> listen();
    /// Closes the sockets; removes HOME/address.
    void close();

    [[nodiscard]] std::string address() const { return "http://127.0.0.1:" + std::to_string(port_); }
    /// The line that scripts wait for: {"address":..,"token_file":..}.
    [[nodiscard]] std::string readyLine() const;
    /// Requests that work when pasted into a shell.
    [[nodiscard]] std::string curlExamples() const;

private:
    Workstation& workstation_;
    api::DocPages docs_;
    api::Gateway gateway_;
    int port_ = 0;
};

/// Address that the owner of a home folder left for others; empty when there is none.
[[nodiscard]] std::string publishedAddress(const std::string& home);

} // namespace nautilus::composition
