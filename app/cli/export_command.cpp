#include "app/cli/export_command.h"

#include "app/cli/home_job.h"
#include "app/cli/result_files.h"

#include <cstdio>

namespace nautilus::cli {

using kit::Value;

namespace {

struct ExportArguments {
    std::string home, what, operation, parameters, format = "csv", out, dataset, start, end, partition_by;
    std::vector<std::string> symbols;
    bool raw = false;
};

Value requestOf(const ExportArguments& a) {
    Value out = Value::Object{{"format", a.format}};
    for (const auto& [name, value] :
         {std::pair("what", a.what), std::pair("operation", a.operation), std::pair("dataset", a.dataset),
          std::pair("start", a.start), std::pair("end", a.end), std::pair("partition_by", a.partition_by)})
        if (!value.empty()) out.set(name, value);
    Value::Array symbols;
    for (const auto& symbol : a.symbols)
        symbols.emplace_back(symbol);
    if (!symbols.empty()) out.set("symbols", std::move(symbols));
    if (a.raw) out.set("raw", true);
    return out;
}

int runExport(const ExportArguments& a) {
    if (auto free = targetIsFree(a.out, a.home); !free) return reportErrors(free.error());
    auto request = requestOf(a);
    if (!a.parameters.empty()) {
        auto parameters = readParameters(a.parameters);
        if (!parameters) return reportErrors(parameters.error());
        request.set("parameters", std::move(*parameters));
    }
    auto home = HomeSession::open(a.home);
    if (!home) return reportErrors(home.error());
    auto result = runJob(**home, "/api/v1/data-catalog/exports", request);
    if (!result) return reportErrors(result.error());
    if (auto moved = moveResult(*result, a.out); !moved) return reportErrors(moved.error());
    std::printf("%s\n", kit::toJson(*result).c_str());
    return 0;
}

} // namespace

void addExport(CLI::App& app, Chosen& chosen) {
    auto a = std::make_shared<ExportArguments>();
    auto* sub = app.add_subcommand("export", "Write what the catalog or an operation holds to files");
    sub->add_option("--home", a->home, "Home folder; may be in use")->required();
    auto* what = sub->add_option("--what", a->what, "bars, fundamentals, macro, quality, factor_returns ...");
    auto* operation =
        sub->add_option("--operation", a->operation, "Instead: id of an operation with a table");
    what->excludes(operation);
    sub->add_option("--parameters", a->parameters, "JSON object that the operation takes");
    sub->add_option("--format", a->format, "csv, parquet or xlsx")
        ->check(CLI::IsMember({"csv", "parquet", "xlsx"}));
    sub->add_option("--out", a->out, "File, or folder when there are several; must not exist")->required();
    sub->add_option("--dataset", a->dataset, "Only this data set");
    sub->add_option("--symbols", a->symbols, "Only these")->delimiter(',');
    sub->add_option("--start", a->start, "First day");
    sub->add_option("--end", a->end, "Last day, inclusive");
    sub->add_option("--partition-by", a->partition_by, "year or symbol")
        ->check(CLI::IsMember({"year", "symbol"}));
    sub->add_flag("--raw", a->raw, "Bars as they came, without corrections");
    sub->callback([a, &chosen] { chosen = [a] { return runExport(*a); }; });
}

} // namespace nautilus::cli
