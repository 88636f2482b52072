#pragma once
// The two fields that every request for pages of a table has.

#include "engines/kit/field_table.h"

#include <tuple>

namespace nautilus::marketdata {

template <class Request>
constexpr auto pageFields() {
    return std::make_tuple(
        kit::field("limit", &Request::limit).range(1, 1'000'000).doc("Rows of a JSON page"),
        kit::field("cursor", &Request::cursor).doc("next_cursor of the page before"));
}

} // namespace nautilus::marketdata
