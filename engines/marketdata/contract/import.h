#pragma once
// Import of a user's own files: what is asked and answered.

#include "engines/domain/timestamp.h"
#include "engines/kit/field_table.h"
#include "engines/kit/table.h"

namespace nautilus::marketdata {

/// What the caller knows better than the guess.
struct ImportOptions {
    std::optional<std::string> delimiter;
    std::optional<bool> header;
    std::optional<std::int64_t> skip_lines;
    std::optional<std::string> date_format;
    std::optional<std::string> decimal;
    std::optional<std::string> layout;
    std::optional<std::string> symbol;
    std::optional<std::string> timezone;
    std::vector<std::string> missing;
    bool percent = false;
    std::optional<std::string> security_type;
    std::optional<std::string> currency;
    std::optional<std::string> calendar;
    std::optional<std::string> universe;
    std::optional<std::string> sheet;

    static constexpr auto fields() {
        using kit::field;
        using O = ImportOptions;
        return std::make_tuple(
            field("delimiter", &O::delimiter).size(1, 1).doc("Between cells; found from the file"),
            field("header", &O::header).doc("The first line names the columns"),
            field("skip_lines", &O::skip_lines).range(0, 100'000).doc("Lines before the table"),
            field("date_format", &O::date_format)
                .size(1, 64)
                .doc("As of strptime, %d/%m/%Y; iso, DMY, MDY; epoch_s, epoch_ms, epoch_ns"),
            field("decimal", &O::decimal).oneOf(".|,").doc("Decimal sign"),
            field("layout", &O::layout).oneOf("long|wide").doc("wide: one column per symbol or series"),
            field("symbol", &O::symbol).size(1, 64).doc("Symbol or series of rows that name none"),
            field("timezone", &O::timezone).size(1, 64).doc("Of times without an offset; America/New_York"),
            field("missing", &O::missing).size(0, 100).doc("More words or numbers that mean no value"),
            field("percent", &O::percent).doc("Values are percent: divide by 100"),
            field("security_type", &O::security_type).size(1, 32).doc("Of new instruments; stock"),
            field("currency", &O::currency).size(3, 3).doc("Of new instruments; USD"),
            field("calendar", &O::calendar).oneOf("XNYS|none").doc("none: every day may be a session"),
            field("universe", &O::universe).size(1, 64).doc("Name of the universe; the data set's"),
            field("sheet", &O::sheet).size(1, 64).doc("Sheet of a workbook; the first"));
    }
};

struct ImportRequest {
    std::optional<std::string> folder;
    std::vector<std::string> files;
    std::optional<std::string> kind;
    std::string dataset = "user";
    kit::Keyed<std::string> map;
    ImportOptions options;
    bool exact = false;
    std::optional<std::string> profile;
    std::optional<std::string> save_profile;

    static constexpr auto fields() {
        using kit::field;
        using R = ImportRequest;
        return std::make_tuple(
            field("folder", &R::folder)
                .size(1, 4096)
                .doc("Folder on the server's machine: a data set, or LEAN's layout of zip files"),
            field("files", &R::files).size(0, 10'000).doc("Files on the server's machine; absolute paths"),
            field("kind", &R::kind)
                .oneOf("bars|ticks|fundamentals|macro|instruments|classifications|corporate_actions|universe|"
                       "portfolios")
                .doc("What the rows are; found from the columns"),
            field("dataset", &R::dataset).size(1, 64).doc("Data set that the rows belong to"),
            field("map", &R::map).doc("Column -> field; empty = leave the column out"),
            field("options", &R::options),
            field("exact", &R::exact).doc("Of a preview: count all rows, not the first ones"),
            field("profile", &R::profile)
                .size(1, 64)
                .doc("Saved profile that says what this request leaves open"),
            field("save_profile", &R::save_profile)
                .size(1, 64)
                .doc("Keep what this import understood as a profile, once it is done"));
    }
};

/// What an import says about files of one layout, kept under a name.
struct ImportProfile {
    std::string name;
    std::optional<std::string> kind;
    kit::Keyed<std::string> map;
    ImportOptions options;

    static constexpr auto fields() {
        using kit::field;
        using P = ImportProfile;
        return std::make_tuple(
            field("name", &P::name).required().size(1, 64),
            field("kind", &P::kind)
                .oneOf("bars|ticks|fundamentals|macro|instruments|classifications|corporate_actions|universe|"
                       "portfolios"),
            field("map", &P::map).doc("Column -> field; empty = leave the column out"),
            field("options", &P::options));
    }
};

struct ImportProfileView {
    std::string name;
    std::optional<std::string> kind;
    kit::Keyed<std::string> map;
    ImportOptions options;
    domain::Timestamp changed_at;

    static constexpr auto fields() {
        using kit::field;
        using P = ImportProfileView;
        return std::make_tuple(field("name", &P::name), field("kind", &P::kind), field("map", &P::map),
                               field("options", &P::options), field("changed_at", &P::changed_at));
    }
};

struct ImportProfiles {
    std::vector<ImportProfileView> profiles;

    static constexpr auto fields() {
        return std::make_tuple(kit::field("profiles", &ImportProfiles::profiles).doc("By name"));
    }
};

struct ProfileName {
    std::string name;

    static constexpr auto fields() {
        return std::make_tuple(kit::field("name", &ProfileName::name).required().size(1, 64));
    }
};

struct ColumnView {
    std::string name;
    std::vector<std::string> samples;
    std::optional<std::string> field;
    double confidence = 0;
    std::string reason;

    static constexpr auto fields() {
        using kit::field;
        using C = ColumnView;
        return std::make_tuple(field("name", &C::name), field("samples", &C::samples),
                               field("field", &C::field).doc("null: left out"),
                               field("confidence", &C::confidence).range(0, 1), field("reason", &C::reason));
    }
};

struct FieldView {
    std::string name;
    bool required = false;
    std::string doc;

    static constexpr auto fields() {
        using kit::field;
        using F = FieldView;
        return std::make_tuple(field("name", &F::name), field("required", &F::required),
                               field("doc", &F::doc));
    }
};

struct ProblemView {
    std::string code;
    std::string column;
    std::string message;

    static constexpr auto fields() {
        using kit::field;
        using P = ProblemView;
        return std::make_tuple(field("code", &P::code), field("column", &P::column),
                               field("message", &P::message));
    }
};

struct WouldView {
    std::int64_t new_rows = 0, changed = 0, unchanged = 0, quarantined = 0, new_instruments = 0;

    static constexpr auto fields() {
        using kit::field;
        using W = WouldView;
        return std::make_tuple(field("new", &W::new_rows), field("changed", &W::changed),
                               field("unchanged", &W::unchanged), field("quarantined", &W::quarantined),
                               field("new_instruments", &W::new_instruments));
    }
};

struct PreviewResult {
    std::string kind;
    double confidence = 0;
    std::string format;
    std::string layout;
    std::vector<std::string> files;
    std::string delimiter;
    std::string date_format;
    std::string decimal;
    std::vector<ColumnView> columns;
    std::vector<FieldView> targets;
    std::vector<ProblemView> problems;
    std::int64_t rows_sampled = 0;
    kit::Table sample;
    WouldView would;
    std::vector<std::string> warnings;

    static constexpr auto fields() {
        using kit::field;
        using P = PreviewResult;
        return std::make_tuple(field("kind", &P::kind).doc("Empty: the columns fit no kind"),
                               field("confidence", &P::confidence).range(0, 1), field("format", &P::format),
                               field("layout", &P::layout), field("files", &P::files),
                               field("delimiter", &P::delimiter), field("date_format", &P::date_format),
                               field("decimal", &P::decimal), field("columns", &P::columns),
                               field("fields", &P::targets).doc("What a column may become"),
                               field("problems", &P::problems).doc("What must be settled before an import"),
                               field("rows_sampled", &P::rows_sampled),
                               field("sample", &P::sample).doc("As they would be taken in"),
                               field("would", &P::would).doc("Of the sampled rows, or of all with `exact`"),
                               field("warnings", &P::warnings));
    }
};

} // namespace nautilus::marketdata
