// Answers of the book, recorded from the built-in data and shortened.
#include "tests/ui/fake_answers.h"

#include <QJsonDocument>

namespace nautilus::ui::testing {
namespace {

const char* const kOperations = R"json({"operations":[
 {"id":"portfolio.portfolios","verb":"GET","path":"/api/v1/portfolio/portfolios",
  "summary":"Portfolios with their account and benchmark","scope":"read","parameters":[]}]})json";

const char* const kPortfolios =
    R"json({"portfolios":[{"portfolio_id":"portfolio_001","account_id":"demo",
 "name":"Demo: four technology names and cash","benchmark":"SPY","strategy":"growth","base_currency":"USD",
 "lot_method":"fifo","tags":["demo"],"transactions":30,"positions":4},{"portfolio_id":"portfolio_002",
 "account_id":"demo","name":"Demo: shares, bonds and gold","benchmark":"SPY","strategy":"balanced",
 "base_currency":"USD","lot_method":"fifo","tags":["demo"],"transactions":22,"positions":5}]})json";

QJsonObject parsed(const char* text) {
    return QJsonDocument::fromJson(text).object();
}

} // namespace

const QHash<QString, QJsonObject>& portfolioAnswers() {
    static const QHash<QString, QJsonObject> kAnswers{
        {QStringLiteral("portfolio.portfolios"), parsed(kPortfolios)}};
    return kAnswers;
}

QJsonObject portfolioOperations() {
    return parsed(kOperations);
}

} // namespace nautilus::ui::testing
