#pragma once
// Operations on a home folder from the command line: on the workstation in this process when the home is
// free, over the API of the process that owns it when it is not.

#include "app/composition/workstation.h"

#include <functional>
#include <memory>

namespace nautilus::cli {

/// Prints each error's message, with its field, to stderr. Answers 2 when the request was at fault, else 1.
int reportErrors(const kit::Errors& errors);

class HomeAccess {
public:
    static kit::Result<std::unique_ptr<HomeAccess>> open(const std::string& home);
    ~HomeAccess();
    HomeAccess(const HomeAccess&) = delete;
    HomeAccess& operator=(const HomeAccess&) = delete;

    /// Starts a job by a POST, prints its progress to stderr until it has ended, answers its result.
    kit::Result<kit::Value> runJob(const std::string& path, const kit::Value& body);

private:
    HomeAccess() = default;
    /// `data` of the answer's envelope.
    kit::Result<kit::Value> ask(const std::string& method, const std::string& path, const std::string& body);

    std::unique_ptr<composition::Workstation> own_; ///< null when another process owns the home
    std::string address_, token_;
};

} // namespace nautilus::cli
