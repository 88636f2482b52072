#include "app/cli/cli.h"
#include "app/cli/export_command.h"
#include "app/cli/home_job.h"
#include "app/cli/result_files.h"
#include "app/report/tear_sheet_pdf.h"

#include <QGuiApplication>
#include <QJsonArray>

#include <algorithm>
#include <cstdio>
#include <string_view>

namespace nautilus::cli {

using kit::Value;

namespace {

constexpr std::string_view kCommand = "tearsheet";

struct TearSheetArguments {
    std::string home, factor, expression, period = "ALL", as_of, universe, out;
    int horizon = 21, holding = 21;
    double cost_bps = 10.0;
};

Value requestOf(const TearSheetArguments& a) {
    Value out = Value::Object{
        {"period", a.period}, {"horizon", a.horizon}, {"holding", a.holding}, {"cost_bps", a.cost_bps}};
    for (const auto& [name, value] : {std::pair("factor_id", a.factor), std::pair("expression", a.expression),
                                      std::pair("as_of", a.as_of), std::pair("universe", a.universe)})
        if (!value.empty()) out.set(name, value);
    return out;
}

QJsonObject jsonOf(const Value& value) {
    QJsonObject out;
    for (const auto& [name, member] : *value.as<Value::Object>()) {
        const auto key = QString::fromStdString(name);
        if (const auto* text = member.as<std::string>()) out[key] = QString::fromStdString(*text);
        if (const auto* whole = member.as<std::int64_t>()) out[key] = static_cast<qint64>(*whole);
        if (const auto* real = member.as<double>()) out[key] = *real;
    }
    return out;
}

/// What the API refused, in its words.
int refused(const QJsonObject& answer) {
    for (const auto& error : answer[QStringLiteral("errors")].toArray())
        std::fprintf(stderr, "nautilusd: %s %s\n",
                     error.toObject()[QStringLiteral("field")].toString().toUtf8().constData(),
                     error.toObject()[QStringLiteral("message")].toString().toUtf8().constData());
    return 1;
}

int writePdf(HomeSession& home, const TearSheetArguments& a) {
    const auto answer = home.ask("POST", "/api/v1/factor-engine/tearsheet", jsonOf(requestOf(a)));
    constexpr int kGood = 200;
    if (answer.status != kGood) return refused(answer.body);
    const auto written = report::writeTearSheetPdf(answer.body, QString::fromStdString(a.out));
    return written ? 0 : reportErrors(written.error());
}

/// Workbooks and CSV go the way of every export.
int writeRows(HomeSession& home, const TearSheetArguments& a, const std::string& format) {
    const auto body =
        Value::Object{{"format", format},
                      {"operation", a.factor.empty() ? "factor.tearsheet_of_expression" : "factor.tearsheet"},
                      {"parameters", requestOf(a)}};
    auto result = runJob(home, "/api/v1/data-catalog/exports", body);
    if (!result) return reportErrors(result.error());
    const auto moved = moveResult(*result, a.out);
    return moved ? 0 : reportErrors(moved.error());
}

int runTearSheet(const TearSheetArguments& a) {
    const auto dot = a.out.rfind('.');
    const auto format = dot == std::string::npos ? std::string() : a.out.substr(dot + 1);
    if (format != "pdf" && format != "xlsx" && format != "csv")
        return reportErrors(
            {{kit::ErrorCode::InvalidArgument, "a name that ends in .pdf, .xlsx or .csv", "--out"}});
    if (auto free = targetIsFree(a.out, a.home); !free) return reportErrors(free.error());
    auto home = HomeSession::open(a.home);
    if (!home) return reportErrors(home.error());
    return format == "pdf" ? writePdf(**home, a) : writeRows(**home, a, format);
}

} // namespace

std::unique_ptr<QCoreApplication> makeApplication(int& argc, char** argv) {
    // What draws pages: the tear sheet, and the reports of a server.
    const bool draws = argc >= 2 && (kCommand == argv[1] || std::string_view("serve") == argv[1]);
    if (!draws) return std::make_unique<QCoreApplication>(argc, argv);
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
    return std::make_unique<QGuiApplication>(argc, argv);
}

void addTearSheet(CLI::App& app, Chosen& chosen) {
    auto a = std::make_shared<TearSheetArguments>();
    auto* sub = app.add_subcommand(std::string(kCommand), "Write the tear sheet of a factor");
    sub->add_option("--home", a->home, "Home folder; may be in use")->required();
    auto* factor = sub->add_option("--factor", a->factor, "Id of the library, or of a synthetic factor");
    auto* expression = sub->add_option("--expression", a->expression, "Instead: a text of your own");
    factor->excludes(expression);
    sub->add_option("--period", a->period, "1M, 3M, 6M, 1Y, 2Y, 3Y, 5Y or ALL");
    sub->add_option("--as-of", a->as_of, "Nothing after this session is read");
    sub->add_option("--universe", a->universe, "Default SP500, or the first one");
    sub->add_option("--horizon", a->horizon, "Sessions ahead: 1, 5, 10, 21, 42 or 63");
    sub->add_option("--holding", a->holding, "Sessions that a signal is held");
    sub->add_option("--cost-bps", a->cost_bps, "Basis points per unit traded");
    sub->add_option("--out", a->out, "File .pdf, .xlsx or .csv; must not exist")->required();
    sub->callback([a, &chosen] { chosen = [a] { return runTearSheet(*a); }; });
}

} // namespace nautilus::cli
