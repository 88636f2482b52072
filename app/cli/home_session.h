#pragma once
// The API of a home folder for a command: of the server that owns it, or of this process when nobody does.

#include "engines/kit/result.h"

#include <QJsonObject>

#include <functional>
#include <memory>
#include <string>

namespace nautilus::cli {

class HomeSession {
public:
    struct Answer {
        int status = 0; ///< of HTTP
        QJsonObject body;
    };
    /// What a command needs of a home that nobody owns: a server always has everything.
    enum class Needs { Everything, Catalog };
    /// Opens the home (built-in data are not imported), or finds its owner's address and token.
    static kit::Result<std::unique_ptr<HomeSession>> open(const std::string& home,
                                                          Needs needs = Needs::Everything);
    virtual ~HomeSession() = default;

    /// Asks and waits. `path` below "/", `body` null for GET.
    virtual Answer ask(const std::string& method, const std::string& path, const QJsonObject& body) = 0;

    using Progress = std::function<void(double fraction, const std::string& what)>;
    /// Follows a job to its end; its view, with `result` or `error`. Cancels it when the user stops the
    /// command.
    QJsonObject follow(const std::string& job_id, const Progress& progress);
};

} // namespace nautilus::cli
