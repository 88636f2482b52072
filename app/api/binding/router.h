#pragma once
// Finds the operation of a request, checks the right to run it, reads its parameters and wraps its answer.
// Knows nothing of sockets.

#include "app/api/binding/doc_pages.h"
#include "app/api/gate/http_message.h"
#include "app/runtime/supervisor.h"
#include "app/security/token_guard.h"

#include <memory>

namespace nautilus::api {

class Router {
public:
    Router(runtime::Supervisor& supervisor, const security::TokenGuard& guard, const kit::Clock& clock);
    ~Router();
    Router(const Router&) = delete;
    Router& operator=(const Router&) = delete;

    /// Serves the API reference at /docs; it must outlive the router. Before the first request.
    void useDocs(const DocPages& pages) { docs_ = &pages; }

    /// What the caller of `handle` may do while the answer is on its way. Null when it came at once.
    struct Handled {
        kit::CallPtr call;
        /// Not null: a stream; the response is its first event and `topics` the ones to follow.
        bool is_stream = false;
        std::vector<std::string> topics;
    };
    using Answer = std::function<void(HttpResponse, Handled)>;

    /// `answer` runs exactly once, here or later on any thread. `only_engine` limits the paths to one
    /// engine's and serves its /health and /metrics at the root (the nine documented ports); empty = all.
    kit::CallPtr handle(const HttpRequest& request, const std::string& only_engine, Answer answer);

    /// Whether who shows this Authorization header may read.
    [[nodiscard]] kit::Result<void> admit(std::string_view authorization) const {
        return guard_.admit(kit::Scope::Read, authorization);
    }
    /// Runs an operation for the server itself; false when there is none of that id. `done` as in
    /// Supervisor::run.
    [[nodiscard]] bool ask(const std::string& operation_id, const kit::Value& parameters,
                           kit::ReplyDone done);

    /// OpenAPI 3.1 of everything, made once.
    [[nodiscard]] const std::string& openApi() const;

private:
    struct Routes;
    struct Match;
    [[nodiscard]] Match match(const HttpRequest& request, const std::string& only_engine) const;

    runtime::Supervisor& supervisor_;
    const security::TokenGuard& guard_;
    const kit::Clock& clock_;
    std::unique_ptr<Routes> routes_;
    std::string open_api_;
    const DocPages* docs_ = nullptr;
    std::atomic<std::uint64_t> next_request_{1};
};

} // namespace nautilus::api
