#pragma once
// Answers as bytes of HTTP/1.1.

#include "app/api/gate/http_message.h"

#include <cstdint>

namespace nautilus::api {

[[nodiscard]] const char* reasonPhrase(int status);

/// The Date header's value, made once per second. `unix_seconds` UTC.
[[nodiscard]] const std::string& httpDate(std::int64_t unix_seconds);

struct AnswerForm {
    bool keep_alive = true;
    bool without_body = false; ///< HEAD: the headers of the whole answer
    bool stream = false;       ///< no Content-Length: the body ends with the connection
    std::int64_t unix_seconds = 0;
};

/// Status line and headers with the empty line. Header values with control bytes are left out.
void appendAnswerHead(std::string& out, const HttpResponse& response, const AnswerForm& form);

} // namespace nautilus::api
