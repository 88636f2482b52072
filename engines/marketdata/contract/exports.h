#pragma once
// Exports: rows of the catalog or of an operation as files below the home folder.

#include "engines/kit/job.h"
#include "engines/kit/table.h"

namespace nautilus::marketdata {

struct ExportRequest {
    std::optional<std::string> what, operation;
    kit::Value parameters;
    std::string format = "csv";
    std::optional<std::string> partition_by, dataset;
    std::vector<std::string> symbols;
    std::optional<domain::SessionDate> start, end;
    bool raw = false;

    static constexpr auto fields() {
        using kit::field;
        using R = ExportRequest;
        return std::make_tuple(
            field("what", &R::what)
                .oneOf("bars|intraday|trades|quotes|fundamentals|macro|instruments|aliases|classifications|"
                       "universe|corporate_actions|quality|quarantine|corrections|factor_exposures|"
                       "factor_returns")
                .doc("What to write; or name an operation"),
            field("operation", &R::operation).doc("Id of any operation that reads and offers CSV"),
            field("parameters", &R::parameters).doc("What that operation takes"),
            field("format", &R::format).oneOf("csv|parquet|xlsx"),
            field("partition_by", &R::partition_by)
                .oneOf("year|symbol|none")
                .doc("Hive partitions, folders such as year=2019; csv and parquet"),
            field("dataset", &R::dataset).doc("Only this data set"),
            field("symbols", &R::symbols).size(0, 100'000).doc("Only these; empty = all"),
            field("start", &R::start).doc("First day"), field("end", &R::end).doc("Last day, inclusive"),
            field("raw", &R::raw).doc("true: bars as they came, without corrections"));
    }
};

} // namespace nautilus::marketdata
