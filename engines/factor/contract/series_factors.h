#pragma once
// A macro series made a factor in one call: its transformation, how stocks are held against it, and the user
// factor that it became.

#include "engines/domain/session_date.h"
#include "engines/factor/contract/user_factors.h"

namespace nautilus::factor {

struct SeriesFactorRequest {
    std::string series_id;
    std::optional<std::string> source;
    std::int64_t transformation = 1;
    std::string kind = "beta";
    std::int64_t window = 504;
    std::int64_t surprise_periods = 24;
    std::optional<std::int64_t> return_sessions;
    std::optional<std::string> factor_id;
    std::string name;
    std::int64_t direction = 0;

    static constexpr auto fields() {
        using kit::field;
        using R = SeriesFactorRequest;
        return std::make_tuple(
            field("series_id", &R::series_id)
                .required()
                .size(1, 128)
                .doc("As its provider writes it: UNRATE; /api/v1/data-catalog/series finds it"),
            field("source", &R::source)
                .size(1, 64)
                .doc("Provider, where the register knows the id of several"),
            field("transformation", &R::transformation)
                .required()
                .range(1, 7)
                .doc("Code of McCracken and Ng: 1 level, 2 and 3 first and second difference, 4 log, 5 and 6 "
                     "first and second difference of the log, 7 difference of the growth"),
            field("kind", &R::kind)
                .oneOf("beta|surprise|level")
                .doc("beta: slope of the stock's returns on the surprises; surprise: score of the beta times "
                     "the newest surprise; level: score of the beta times the standing of the level within "
                     "the "
                     "window. A series says the same of every stock: only its beta tells stocks apart"),
            field("window", &R::window)
                .range(60, 1260)
                .unit("sessions")
                .doc("Of the regression and the standing"),
            field("surprise_periods", &R::surprise_periods)
                .range(2, 600)
                .unit("periods of the series")
                .doc("A surprise is the newest transformed value less the mean of so many before it, over "
                     "their deviation"),
            field("return_sessions", &R::return_sessions)
                .range(1, 252)
                .unit("sessions")
                .doc("Of the overlapping returns; default by the series' frequency: 1 daily, 5 weekly, 21 "
                     "monthly, 63 quarterly, 252 annual"),
            field("factor_id", &R::factor_id)
                .size(1, 64)
                .doc("Of the user factor; default made of the series and the kind: unrate_beta"),
            field("name", &R::name).size(0, 128).doc("Default made of the series' title"),
            field("direction", &R::direction)
                .range(-1, 1)
                .doc("1: high values are expected to pay; -1: low ones; 0: neither"));
    }
};

struct SeriesFactor {
    UserFactor factor;
    std::string series_id, dataset, title, units, frequency;
    std::int64_t transformation = 1;
    std::string transformation_meaning;
    std::string kind;
    std::int64_t window = 0, surprise_periods = 0, return_sessions = 0;
    std::int64_t observations = 0;
    domain::SessionDate first_period, last_period;

    static constexpr auto fields() {
        using kit::field;
        using F = SeriesFactor;
        return std::make_tuple(
            field("factor", &F::factor)
                .doc("As it is kept: for evaluate, tear sheets, correlation, ranking and synthesis"),
            field("series_id", &F::series_id), field("dataset", &F::dataset).doc("That holds the series"),
            field("title", &F::title), field("units", &F::units), field("frequency", &F::frequency),
            field("transformation", &F::transformation),
            field("transformation_meaning", &F::transformation_meaning), field("kind", &F::kind),
            field("window", &F::window).unit("sessions"),
            field("surprise_periods", &F::surprise_periods).unit("periods of the series"),
            field("return_sessions", &F::return_sessions).unit("sessions"),
            field("observations", &F::observations).doc("Of the series, vintages among them"),
            field("first_period", &F::first_period), field("last_period", &F::last_period));
    }
};

} // namespace nautilus::factor
