#include "app/cli/export_command.h"
#include "app/cli/home_job.h"

#include <cstdio>

namespace nautilus::cli {

using kit::Value;

namespace {

struct BackfillArguments {
    std::string home, dataset, start, end;
    std::vector<std::string> symbols, sources;
    bool allow_invented = false;
};

Value listOf(const std::vector<std::string>& words) {
    Value::Array out;
    for (const auto& word : words)
        out.emplace_back(word);
    return out;
}

int runBackfill(const BackfillArguments& a) {
    Value request = Value::Object{{"symbols", listOf(a.symbols)}};
    for (const auto& [name, value] :
         {std::pair("dataset", a.dataset), std::pair("start", a.start), std::pair("end", a.end)})
        if (!value.empty()) request.set(name, value);
    if (!a.sources.empty()) request.set("sources", listOf(a.sources));
    if (a.allow_invented) request.set("allow_invented", true);
    auto home = HomeSession::open(a.home);
    if (!home) return reportErrors(home.error());
    const auto result = runJob(**home, "/api/v1/marketdata/backfill", request);
    if (!result) return reportErrors(result.error());
    std::printf("%s\n", kit::toJson(*result).c_str());
    return 0;
}

} // namespace

void addBackfill(CLI::App& app, Chosen& chosen) {
    auto a = std::make_shared<BackfillArguments>();
    auto* sub = app.add_subcommand("backfill", "Ask the data sources for sessions without a bar");
    sub->add_option("--home", a->home, "Home folder; may be in use")->required();
    sub->add_option("--symbols", a->symbols, "Tickers")->delimiter(',')->required();
    sub->add_option("--dataset", a->dataset, "Data set whose gaps are meant");
    sub->add_option("--start", a->start, "First session; that of the first bar");
    sub->add_option("--end", a->end, "Last session, inclusive; that of the last bar");
    sub->add_option("--sources", a->sources, "Asked first, in this order")->delimiter(',');
    sub->add_flag("--allow-invented", a->allow_invented, "Named sources may be ones that invent values");
    sub->callback([a, &chosen] { chosen = [a] { return runBackfill(*a); }; });
}

} // namespace nautilus::cli
