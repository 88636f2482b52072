#include "engines/portfolio/service/portfolio_service.h"

namespace nautilus::portfolio {

using kit::Call;
using kit::Operation;
using kit::Result;
using kit::Scope;
using kit::Table;
using kit::Verb;

std::vector<Operation> PortfolioService::operations() {
    std::vector<Operation> out;
    out.push_back(kit::immediateOperation<kit::Nothing, PortfolioHealth>(
        {.id = "portfolio.health",
         .paths = {"/portfolio/health"},
         .scope = Scope::Open,
         .summary = "Health of the portfolio engine",
         .example = "{}",
         .envelope = kit::Envelope::Bare},
        [this](const kit::Nothing&, Call&) -> Result<PortfolioHealth> { return health(); }));
    addBookOperations(out);
    addTransactionOperations(out);
    addHoldingOperations(out);
    addOptimiserOperations(out);
    return out;
}

void PortfolioService::addBookOperations(std::vector<Operation>& out) {
    out.push_back(kit::immediateOperation<kit::Nothing, AccountsResult>(
        {.id = "portfolio.accounts",
         .paths = {"/api/v1/portfolio/accounts"},
         .summary = "Accounts with their currency and lot method",
         .example = "{}"},
        [this](const kit::Nothing&, Call&) -> Result<AccountsResult> {
            return AccountsResult{shelf_.accounts()};
        }));
    out.push_back(driverOperation<AccountRecord, AccountRecord>(
        {.id = "portfolio.save_account",
         .verb = Verb::Post,
         .paths = {"/api/v1/portfolio/accounts"},
         .scope = Scope::Write,
         .summary = "Makes an account or changes it",
         .example = R"({"account_id":"example","name":"An example","base_currency":"USD"})"},
        [this](const AccountRecord& request, Call&) { return shelf_.keep(request); }));
    out.push_back(kit::immediateOperation<kit::Nothing, PortfoliosResult>(
        {.id = "portfolio.portfolios",
         .paths = {"/api/v1/portfolio/portfolios"},
         .summary = "Portfolios with their account and benchmark",
         .example = "{}"},
        [this](const kit::Nothing&, Call&) -> Result<PortfoliosResult> {
            return PortfoliosResult{shelf_.portfolios()};
        }));
    out.push_back(driverOperation<PortfolioRecord, PortfolioView>(
        {.id = "portfolio.save_portfolio",
         .verb = Verb::Post,
         .paths = {"/api/v1/portfolio/portfolios"},
         .scope = Scope::Write,
         .summary = "Makes a portfolio in an account, or changes its name, benchmark, strategy and tags",
         .example = R"({"portfolio_id":"example_1","account_id":"demo","name":"An example"})"},
        [this](const PortfolioRecord& request, Call&) { return shelf_.keep(request); }));
}

void PortfolioService::addTransactionOperations(std::vector<Operation>& out) {
    out.push_back(driverOperation<RecordRequest, RecordResult>(
        {.id = "portfolio.record",
         .verb = Verb::Post,
         .paths = {"/api/v1/portfolio/portfolios/{portfolio_id}/transactions"},
         .scope = Scope::Write,
         .summary = "Records transactions of a portfolio, all or none",
         .example = R"({"portfolio_id":"portfolio_001","dry_run":true,"transactions":[{"kind":"buy",)"
                    R"("symbol":"MSFT","effective_at":"2019-12-31","quantity":"10",)"
                    R"("price":"157.70","charges":"1"}]})"},
        [this](const RecordRequest& request, Call& call) { return record(request, call); }));
    out.push_back(driverOperation<TransactionsRequest, Table>(
        {.id = "portfolio.transactions",
         .paths = {"/api/v1/portfolio/portfolios/{portfolio_id}/transactions"},
         .summary = "Everything recorded of a portfolio, in the order of recording",
         .example = R"({"portfolio_id":"portfolio_001"})",
         .formats = "json|csv"},
        [this](const TransactionsRequest& request, Call& call) { return transactions(request, call); }));
    out.push_back(driverOperation<ReverseRequest, RecordResult>(
        {.id = "portfolio.reverse",
         .verb = Verb::Post,
         .paths = {"/api/v1/portfolio/portfolios/{portfolio_id}/reversals"},
         .scope = Scope::Write,
         .summary = "Takes a transaction back: it stays on record and does not count",
         .example = R"({"portfolio_id":"portfolio_001","number":7,"dry_run":true})"},
        [this](const ReverseRequest& request, Call& call) { return reverse(request, call); }));
    out.push_back(driverOperation<ImportTransactionsRequest, ImportTransactionsResult>(
        {.id = "portfolio.import_transactions",
         .verb = Verb::Post,
         .paths = {"/api/v1/portfolio/portfolios/{portfolio_id}/imports"},
         .scope = Scope::Write,
         .summary = "Records a statement: CSV with columns and words named by the caller, or OFX",
         .example = R"x({"portfolio_id":"portfolio_001","dry_run":true,"date_order":"mdy",)x"
                    R"x("columns":{"kind":"Action","effective_at":"Date","symbol":"Ticker",)x"
                    R"x("quantity":"Shares","price":"Price"},"kinds":{"BOT":"buy"},)x"
                    R"x("csv":"Date,Action,Ticker,Shares,Price\n12/30/2019,BOT,AAPL,10,291.52\n"})x"},
        [this](const ImportTransactionsRequest& request, Call& call) {
            return importStatement(request, call);
        }));
    out.push_back(driverOperation<CorporateActionsRequest, RecordResult>(
        {.id = "portfolio.corporate_actions",
         .verb = Verb::Post,
         .paths = {"/api/v1/portfolio/portfolios/{portfolio_id}/corporate-actions"},
         .scope = Scope::Write,
         .summary = "Splits and dividends that the catalog knows of what was held, as transactions",
         .example = R"({"portfolio_id":"portfolio_001","start":"2019-08-01"})"},
        [this](const CorporateActionsRequest& request, Call& call) {
            return corporateActions(request, call);
        }));
}

void PortfolioService::addHoldingOperations(std::vector<Operation>& out) {
    out.push_back(driverOperation<BookRequest, HoldingsResult>(
        {.id = "portfolio.holdings",
         .paths = {"/api/v1/portfolio/portfolios/{portfolio_id}/holdings"},
         .summary = "What a portfolio, an account or the firm holds at the close of a session",
         .example = R"({"portfolio_id":"portfolio_001"})"},
        [this](const BookRequest& request, Call& call) { return holdings(request, call); }));
    out.push_back(driverOperation<LotsRequest, Table>(
        {.id = "portfolio.lots",
         .paths = {"/api/v1/portfolio/portfolios/{portfolio_id}/lots"},
         .summary = "Open lots of a portfolio in the order of disposal",
         .example = R"({"portfolio_id":"portfolio_001","symbol":"AAPL"})",
         .formats = "json|csv"},
        [this](const LotsRequest& request, Call& call) { return lots(request, call); }));
    out.push_back(driverOperation<LotsRequest, Table>(
        {.id = "portfolio.gains",
         .paths = {"/api/v1/portfolio/portfolios/{portfolio_id}/gains"},
         .summary = "Lots that were closed, with cost, proceeds and gain",
         .example = R"({"portfolio_id":"portfolio_001"})",
         .formats = "json|csv"},
        [this](const LotsRequest& request, Call& call) { return gains(request, call); }));
    out.push_back(driverOperation<HistoryRequest, Table>(
        {.id = "portfolio.history",
         .paths = {"/api/v1/portfolio/portfolios/{portfolio_id}/history"},
         .summary = "Value, flows and return of every session",
         .example = R"({"portfolio_id":"portfolio_001","start":"2019-12-02"})",
         .formats = "json|csv"},
        [this](const HistoryRequest& request, Call& call) { return history(request, call); }));
}

} // namespace nautilus::portfolio
