#pragma once
// Operations whose answer is made on the engine's lane or on a driver: the one way to queue them, and to say
// that too much is waiting.

#include "engines/kit/operation.h"

namespace nautilus::marketdata {

template <class ResultType>
void tooBusy(const kit::Done<ResultType>& done) {
    done(kit::fail(kit::ErrorCode::Unavailable, "too many requests are waiting", "", true));
}

/// What kit::operation runs: posts `answer(request, call)` to `where`, a lane or a driver, which must
/// outlive the operation.
template <class Request, class ResultType, class Where, class Answer>
[[nodiscard]] auto postedTo(Where& where, Answer answer) {
    return [&where, answer](Request request, kit::CallPtr call, kit::Done<ResultType> done) {
        const auto task = [answer, request = std::move(request), call, done] {
            done(answer(request, *call));
        };
        if (!where.post(task)) tooBusy(done);
    };
}

/// The same as a whole row of the table of operations.
template <class Request, class ResultType, class Where, class Answer>
[[nodiscard]] kit::Operation postedOperation(kit::Operation head, Where& where, Answer answer) {
    return kit::operation<Request, ResultType>(std::move(head),
                                               postedTo<Request, ResultType>(where, std::move(answer)));
}

} // namespace nautilus::marketdata
