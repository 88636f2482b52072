#pragma once
// Factors that a user defines by an expression and keeps. A changed text is a new version; the old ones stay.

#include "engines/domain/timestamp.h"
#include "engines/kit/field_table.h"

#include <optional>
#include <string>
#include <vector>

namespace nautilus::factor {

struct UserFactorRequest {
    std::string factor_id;
    std::string expression;
    std::string name;
    std::string meaning;
    std::int64_t direction = 1;

    static constexpr auto fields() {
        using kit::field;
        using R = UserFactorRequest;
        return std::make_tuple(
            field("factor_id", &R::factor_id)
                .required()
                .size(1, 64)
                .doc("Letters a to z, digits and _, beginning with a letter; no id of the library"),
            field("expression", &R::expression)
                .required()
                .size(1, 16'384)
                .doc("Text in the language of /api/v1/factor-engine/language"),
            field("name", &R::name).size(0, 128), field("meaning", &R::meaning).size(0, 1'024),
            field("direction", &R::direction)
                .range(-1, 1)
                .doc("1: high values are expected to pay; -1: low ones; 0: neither"));
    }
};

struct UserFactorVersion {
    std::int64_t version = 1;
    std::string expression;
    domain::Timestamp saved_at;

    static constexpr auto fields() {
        using kit::field;
        using V = UserFactorVersion;
        return std::make_tuple(field("version", &V::version).doc("From 1"),
                               field("expression", &V::expression), field("saved_at", &V::saved_at));
    }
};

struct UserFactor {
    std::string factor_id;
    std::string name;
    std::string meaning;
    std::int64_t direction = 1;
    std::vector<UserFactorVersion> versions;

    static constexpr auto fields() {
        using kit::field;
        using F = UserFactor;
        return std::make_tuple(
            field("factor_id", &F::factor_id).doc("\"id\" means the last version, \"id@2\" the second"),
            field("name", &F::name), field("meaning", &F::meaning), field("direction", &F::direction),
            field("versions", &F::versions).doc("Oldest first"));
    }
};

struct UserFactorId {
    std::string factor_id;

    static constexpr auto fields() {
        return std::make_tuple(kit::field("factor_id", &UserFactorId::factor_id).required().size(1, 64));
    }
};

struct UserFactorList {
    std::vector<UserFactor> factors;

    static constexpr auto fields() {
        return std::make_tuple(kit::field("factors", &UserFactorList::factors).doc("By id"));
    }
};

} // namespace nautilus::factor
