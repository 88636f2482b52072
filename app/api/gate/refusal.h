#pragma once
// Why a request is turned away before any operation sees it. Every refusal ends the connection: after bytes
// that were not understood, nobody knows where the next request begins.

#include "engines/kit/error.h"

namespace nautilus::api {

struct Refusal {
    int status;
    const char* reason;  ///< stable word, the key of the gateway's counters
    const char* message; ///< for people
    kit::ErrorCode code = kit::ErrorCode::InvalidArgument;
};

inline constexpr Refusal kControlByte{400, "control_byte", "the request head holds a control character"};
inline constexpr Refusal kBareLineEnd{400, "bare_line_end", "lines of the request head must end in CR LF"};
inline constexpr Refusal kBadRequestLine{400, "bad_request_line", "the request line is not valid"};
inline constexpr Refusal kBadTarget{400, "bad_target", "the request target is not valid"};
inline constexpr Refusal kBadHeader{400, "bad_header", "a header line is not valid"};
inline constexpr Refusal kDuplicateHeader{400, "duplicate_header",
                                          "a header that decides about the request stands there twice"};
inline constexpr Refusal kBadContentLength{400, "bad_content_length", "Content-Length is not a number"};
inline constexpr Refusal kTwoFramings{400, "two_framings",
                                      "Content-Length and Transfer-Encoding exclude each other"};
inline constexpr Refusal kNoHost{400, "no_host", "the Host header is missing"};
inline constexpr Refusal kForeignOrigin{403, "foreign_origin", "this page may not use this server",
                                        kit::ErrorCode::Forbidden};
inline constexpr Refusal kMethodNotOffered{405, "method_not_offered",
                                           "this server does not offer that method"};
inline constexpr Refusal kSlowHead{408, "slow_head", "the request head did not arrive in time"};
inline constexpr Refusal kSlowBody{408, "slow_body", "the request body arrived too slowly"};
inline constexpr Refusal kLengthRequired{411, "length_required",
                                         "chunked bodies are not taken: send a Content-Length"};
inline constexpr Refusal kBodyTooLarge{413, "body_too_large", "the request body is too large"};
inline constexpr Refusal kTargetTooLong{414, "target_too_long", "the request line is too long"};
inline constexpr Refusal kExpectation{417, "expectation", "only Expect: 100-continue is known"};
inline constexpr Refusal kForeignHost{421, "foreign_host",
                                      "the Host is not a name of this machine's loopback"};
inline constexpr Refusal kHeadTooLarge{431, "head_too_large", "the request head is too large"};
inline constexpr Refusal kBadHandshake{400, "bad_handshake", "this is no WebSocket handshake of RFC 6455"};
inline constexpr Refusal kWrongToken{401, "wrong_token", "the token is not valid",
                                     kit::ErrorCode::Unauthorized};
inline constexpr Refusal kNoSuchSession{404, "no_such_session", "there is no such connection or subscription",
                                        kit::ErrorCode::NotFound};
inline constexpr Refusal kSessionInUse{409, "session_in_use", "this connection is in use",
                                       kit::ErrorCode::Conflict};
inline constexpr Refusal kUpgradeRequired{426, "upgrade_required", "this path speaks WebSocket, version 13"};
inline constexpr Refusal kFailed{500, "failed", "internal error", kit::ErrorCode::Internal};
inline constexpr Refusal kUnknownMethod{501, "unknown_method", "that method is not known"};
inline constexpr Refusal kUnknownCoding{501, "unknown_coding", "that Transfer-Encoding is not known"};
inline constexpr Refusal kTooManyConnections{503, "too_many_connections", "too many connections are open",
                                             kit::ErrorCode::Unavailable};
inline constexpr Refusal kTooManyStreams{503, "too_many_streams", "too many event streams are open",
                                         kit::ErrorCode::Unavailable};
inline constexpr Refusal kTooManySockets{503, "too_many_sockets", "too many clients are connected",
                                         kit::ErrorCode::Unavailable};
inline constexpr Refusal kTooManyBodies{503, "too_many_bodies", "too many large requests are on their way",
                                        kit::ErrorCode::Unavailable};
inline constexpr Refusal kStopping{503, "stopping", "the server is stopping", kit::ErrorCode::Unavailable};
inline constexpr Refusal kVersion{505, "version", "only HTTP/1.1 and HTTP/1.0 are spoken here"};

} // namespace nautilus::api
