#include "engines/risk/service/forecast_answers.h"
#include "engines/risk/service/risk_figures.h"
#include "engines/risk/service/risk_service.h"

namespace nautilus::risk {

using kit::Call;
using kit::Operation;
using kit::Result;
using kit::Verb;

void RiskService::addFigureOperations(std::vector<Operation>& out) {
    const auto from = [this] { return FigureSources{reader_, ports_.catalog, model_}; };
    out.push_back(onDriver<VarRequest, VarResult>(
        {.id = "risk.var",
         .verb = Verb::Post,
         .paths = {"/api/v1/risk/var"},
         .summary = "Value at risk and expected shortfall by seven methods, with their parts",
         .example = R"({"portfolio_id":"portfolio_001","horizons":[1,10]})"},
        [from](const VarRequest& request, Call& call) { return answerVar(from(), request, call); }));
    out.push_back(onDriver<BacktestRequest, BacktestResult>(
        {.id = "risk.backtest",
         .verb = Verb::Post,
         .paths = {"/api/v1/risk/backtest"},
         .summary = "Whether the forecasts of value at risk and expected shortfall held, day by day",
         .example = R"({"portfolio_id":"portfolio_001","method":"historical"})"},
        [from](const BacktestRequest& request, Call& call) {
            return answerBacktest(from(), request, call);
        }));
    out.push_back(onDriver<StressRequest, StressResult>(
        {.id = "risk.stress",
         .verb = Verb::Post,
         .paths = {"/api/v1/risk/stress"},
         .summary = "Losses in historical and hypothetical scenarios, and the scenario of a given loss",
         .example = R"({"portfolio_id":"portfolio_001","shocks":[)"
                    R"({"name":"market falls","symbols":{"SPY":-0.1}},{"name":"rates","rate_bp":100}]})"},
        [from](const StressRequest& request, Call& call) { return answerStress(from(), request, call); }));
    out.push_back(onDriver<BreachForecastRequest, BreachForecastResult>(
        {.id = "risk.breach_forecast",
         .verb = Verb::Post,
         .paths = {"/api/v1/risk/breach-forecast"},
         .summary = "How probable it is that a limit is broken soon, and how such forecasts fared",
         .example = R"({"portfolio_id":"portfolio_001","horizon":5,)"
                    R"("limits":{"position_size":0.2,"var_limit":0.02,"leverage_limit":1.0}})"},
        [this](const BreachForecastRequest& request, Call& call) {
            return answerBreachForecast(checker_, reader_, request, call);
        }));
    out.push_back(onDriver<LiquidityRequest, LiquidityResult>(
        {.id = "risk.liquidity",
         .verb = Verb::Post,
         .paths = {"/api/v1/risk/liquidity"},
         .summary = "How long selling takes and what it costs",
         .example = R"({"portfolio_id":"portfolio_001","participation":0.1})"},
        [from](const LiquidityRequest& request, Call& call) {
            return answerLiquidity(from(), request, call);
        }));
}

void RiskService::addReportOperations(std::vector<Operation>& out) {
    out.push_back(kit::operation<ReportRequest, ReportResult>(
        {.id = "risk.report",
         .verb = Verb::Post,
         .paths = {"/risk/report/generate"},
         .scope = kit::Scope::Write,
         .summary = "Writes a risk report and keeps it for a day",
         .example = R"({"portfolio_id":"portfolio_001","report_type":"comprehensive","format":"html",)"
                    R"("time_period":"1M","sections":["summary","breaches","var_analysis","stress_tests"]})"},
        [this](ReportRequest request, kit::CallPtr, kit::Done<ReportResult> done) {
            generateReport(request, std::move(done));
        }));
    Operation file{.id = "risk.report_file",
                   .paths = {"/risk/reports/{file}"},
                   .summary = "A report that was written, until it expires",
                   .example = R"({"file":"report_001.html"})",
                   .kind = kit::Kind::File,
                   .formats = "text",
                   .envelope = kit::Envelope::Bare};
    file.request_schema = kit::SchemaOf<ReportFileRequest>::make();
    file.run = [this](const kit::Value& parameters, kit::CallPtr call, kit::ReplyDone done) {
        kit::FieldReader reader;
        const auto request = reader.read<ReportFileRequest>(parameters);
        if (!request) return done(kit::failAs(request));
        const auto task = [this, name = request->file, call, done] {
            auto bytes = reports.read(name);
            if (!bytes) return done(kit::failAs(bytes));
            call->fact("content_type", contentType(name));
            call->fact("file_name", name);
            done(kit::Reply{std::move(*bytes), kit::Format::Text});
        };
        if (!threads_.driver.post(task))
            done(kit::fail(kit::ErrorCode::Unavailable, "too many requests are waiting", "", true));
    };
    out.push_back(std::move(file));
}

} // namespace nautilus::risk
