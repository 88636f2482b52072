#pragma once
// Operation: everything that the outside may ask, as one value. Routes, envelope, OpenAPI, permission checks,
// the command palette, the command line and the contract tests are derived from a table of these; there are
// no controllers. Adding an endpoint = two structs with field tables + one row.

#include "engines/kit/call.h"
#include "engines/kit/field_reader.h"
#include "engines/kit/field_schema.h"
#include "engines/kit/field_writer.h"

#include <functional>

namespace nautilus::kit {

enum class Verb { Get, Post, Put, Delete };
enum class Scope { Open, Read, Write, Admin };
enum class Kind { Reply, Job, Stream, File };
enum class Envelope { Yes, Bare };

/// What an operation answers: `data` as JSON bytes, or a whole body in another format.
struct Reply {
    std::string body;
    Format format = Format::Json;
    int status = 200;
    /// For streams: the topics that follow, after `body` as the first event when it is not empty.
    std::vector<std::string> topics{};
};

using ReplyDone = std::function<void(Result<Reply>)>;

struct Operation {
    std::string id; ///< "factor.calculate"; the part before the dot is the engine
    Verb verb = Verb::Get;
    std::vector<std::string> paths; ///< "/api/v1/.../{name}"; the first is the canonical one
    Scope scope = Scope::Read;
    std::string summary;
    std::string example; ///< JSON of a request that works on the built-in data
    Kind kind = Kind::Reply;
    std::string formats = "json"; ///< '|'-separated: json csv parquet text
    Envelope envelope = Envelope::Yes;
    Value request_schema{};
    Value result_schema{};
    /// Runs it. May answer on the caller's thread or later on any other; calls `done` exactly once.
    std::function<void(const Value& parameters, CallPtr call, ReplyDone done)> run{};

    [[nodiscard]] std::string engine() const { return id.substr(0, id.find('.')); }
};

template <class Result_>
using Done = std::function<void(Result<Result_>)>;

/// Prints a result in the format that the call asks for.
template <class T>
[[nodiscard]] Result<Reply> toReply(const T& result, Format format) {
    if constexpr (requires { result.csv(); }) { // a Table, or a result that has the form of one
        if (format == Format::Csv) return Reply{result.csv(), Format::Csv};
    }
    if constexpr (std::same_as<T, std::string>) {
        if (format == Format::Text) return Reply{result, Format::Text};
    }
    if (format != Format::Json)
        return fail(ErrorCode::Unsupported, "this operation does not offer that format", "/format");
    return Reply{writeJson(result), Format::Json};
}

/// Binds typed request and result to the erased form. `function` has the shape
/// void(Request, CallPtr, Done<Result>); reading errors never reach it.
template <Described Request, class ResultType, class Function>
[[nodiscard]] Operation operation(Operation head, Function function) {
    head.request_schema = SchemaOf<Request>::make();
    head.result_schema = resultSchema<ResultType>();
    head.run = [function = std::move(function)](const Value& parameters, CallPtr call, ReplyDone done) {
        FieldReader reader;
        auto request = reader.read<Request>(parameters);
        if (!request) return done(failAs(request));
        for (const auto& pointer : reader.unknown())
            call->warn("unknown_field", pointer, "this field is not known and was ignored");
        const Format format = call->format;
        function(std::move(*request), call, [done = std::move(done), format](Result<ResultType> result) {
            if (!result) return done(failAs(result));
            done(toReply(*result, format));
        });
    };
    return head;
}

/// The same for a function that answers at once: Result<ResultType>(const Request&, Call&).
template <Described Request, class ResultType, class Function>
[[nodiscard]] Operation immediateOperation(Operation head, Function function) {
    return operation<Request, ResultType>(
        std::move(head),
        [function = std::move(function)](Request request, CallPtr call, Done<ResultType> done) {
            done(function(request, *call));
        });
}

} // namespace nautilus::kit
