#pragma once
// Factor expressions asked from outside: values of a text, and the words of the language.

#include "engines/factor/contract/factor_engine.h"

namespace nautilus::factor {

struct EvaluateRequest {
    std::optional<std::string> expression;
    std::optional<std::string> factor;
    std::optional<domain::SessionDate> date;
    std::optional<domain::SessionDate> start;
    std::optional<domain::SessionDate> as_of;
    std::vector<std::string> symbols;
    std::int64_t limit = 10'000;
    std::optional<std::string> cursor;
    std::optional<std::string> universe;

    static constexpr auto fields() {
        using kit::field;
        using R = EvaluateRequest;
        return std::make_tuple(
            universeField(&EvaluateRequest::universe),
            field("expression", &R::expression)
                .size(1, 16'384)
                .doc("Text in the language of /api/v1/factor-engine/language; this or `factor`"),
            field("factor", &R::factor)
                .size(1, 128)
                .doc("Id of any factor of /api/v1/factor-engine/factors, or of a user's own (\"id\", "
                     "\"id@2\"); exposures that the model filled in are left out"),
            field("date", &R::date).doc("Last session to answer for; default the latest"),
            field("start", &R::start).doc("First session to answer for; default `date`"),
            field("as_of", &R::as_of).doc("Nothing after this session is read"),
            field("symbols", &R::symbols).doc("Only these; cross-sections stay those of the universe"),
            field("limit", &R::limit).range(1, 1'000'000).doc("Rows of a JSON page"),
            field("cursor", &R::cursor).doc("next_cursor of the page before"));
    }
};

struct LanguageFunction {
    std::string name;
    std::vector<std::string> aliases;
    std::string signature;
    std::string meaning;
    std::string family;

    static constexpr auto fields() {
        using kit::field;
        using F = LanguageFunction;
        return std::make_tuple(field("name", &F::name),
                               field("aliases", &F::aliases).doc("Other names of the same function"),
                               field("signature", &F::signature), field("meaning", &F::meaning),
                               field("family", &F::family).doc("cell, window or cross_section"));
    }
};

struct LanguageField {
    std::string name;
    std::string shape;
    std::string meaning;
    std::string unit;

    static constexpr auto fields() {
        using kit::field;
        using F = LanguageField;
        return std::make_tuple(field("name", &F::name).doc("As an expression writes it"),
                               field("shape", &F::shape)
                                   .doc("stock: a value per session and stock; series: one per session; "
                                        "group: a classification"),
                               field("meaning", &F::meaning), field("unit", &F::unit));
    }
};

struct LanguageResult {
    std::vector<LanguageFunction> functions;
    std::vector<LanguageField> names;

    static constexpr auto fields() {
        using kit::field;
        using R = LanguageResult;
        return std::make_tuple(field("functions", &R::functions),
                               field("names", &R::names).doc("What an expression may read in this universe"));
    }
};

} // namespace nautilus::factor
