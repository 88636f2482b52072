#include "ui/dashboards/risk/var_panel.h"

#include "ui/charts/amount_bar.h"
#include "ui/charts/backtest_chart.h"
#include "ui/charts/plot.h"
#include "ui/charts/record_table.h"
#include "ui/models/risk_words.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QJsonArray>
#include <QLabel>
#include <QStyle>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace nautilus::ui {
namespace {

const QString kVar = QStringLiteral("risk.var");
const QString kBacktest = QStringLiteral("risk.backtest");
constexpr double kDoubtful = 0.05; ///< a test below this refuses the forecasts

QVector<ColumnSpec> columns() {
    return {{QStringLiteral("method"), VarPanel::tr("Method"), NumberKind::Text, {}, 0, varMethodTitle},
            {QStringLiteral("value_at_risk"), VarPanel::tr("VaR, %"), NumberKind::Percent,
             VarPanel::tr("Loss that is not exceeded with the confidence, share of the portfolio value")},
            {QStringLiteral("expected_shortfall"), VarPanel::tr("Shortfall, %"), NumberKind::Percent,
             VarPanel::tr("Mean loss beyond the value at risk, share of the portfolio value")},
            {QStringLiteral("value_at_risk_amount"), VarPanel::tr("VaR"), NumberKind::Money,
             VarPanel::tr("In the base currency of the portfolio")},
            {QStringLiteral("expected_shortfall_amount"), VarPanel::tr("Shortfall"), NumberKind::Money,
             VarPanel::tr("In the base currency of the portfolio")},
            {QStringLiteral("standard_error"), VarPanel::tr("Error, %"), NumberKind::Percent,
             VarPanel::tr("Standard error of the value at risk; only a simulation has one")}};
}

double numberOf(const QJsonObject& object, const char* name) {
    return object.value(QLatin1String(name)).toDouble(std::nan(""));
}

QString probability(double value) {
    if (std::isfinite(value) && value < 0.001) return QStringLiteral("p < ") + formatNumber(0.001, 3);
    return QStringLiteral("p ") + formatNumber(value, 3);
}

QVector<QPair<QString, QString>> methods(bool with_simulation) {
    QVector<QPair<QString, QString>> out;
    for (const char* each :
         {"historical", "normal", "cornish_fisher", "student", "age_weighted", "filtered", "monte_carlo"})
        if (with_simulation || qstrcmp(each, "monte_carlo") != 0)
            out.append({varMethodTitle(QLatin1String(each)), QLatin1String(each)});
    return out;
}

} // namespace

VarPanel::VarPanel(Desk& desk, QWidget* parent)
    : Panel(desk, QStringLiteral("value_at_risk"), tr("Value at risk"), parent), model_(columns()),
      confidence_(addChoice(tr("Confidence"), {{tr("99 %"), QStringLiteral("0.99")},
                                               {tr("97.5 %"), QStringLiteral("0.975")},
                                               {tr("95 %"), QStringLiteral("0.95")}})),
      horizon_(addChoice(tr("Horizon"),
                         {{tr("1 day"), QStringLiteral("1")}, {tr("10 days"), QStringLiteral("10")}})),
      method_(addChoice(tr("Method of the back-test"), methods(false))),
      source_(addChoice(tr("Returns of the back-test"), {{tr("positions"), QStringLiteral("positions")},
                                                         {tr("book"), QStringLiteral("book")}})),
      verdict_(new QLabel(this)), tests_(makeNote()), days_(new BacktestChart(desk.theme, this)) {
    follow(kFollowsPortfolio | kFollowsDate);
    horizon_->setToolTip(tr("Sessions ahead; the back-test is of one"));
    method_->setToolTip(tr("Method whose forecasts are tested"));
    source_->setToolTip(tr("Today's weights over the past, or what the portfolio really returned"));
    tools()->addStretch(1);
    buildBody();
}

void VarPanel::buildBody() {
    table_ = addTable(model_, tr("Value at risk by method"), {116, 120, 120, 76, 76, 64});
    for (const int column : {1, 2})
        table_->setItemDelegateForColumn(column, new AmountBar(desk().theme, false, table_));
    table_->showWhatFits({5, 4, 3});
    table_->horizontalHeader()->setStretchLastSection(false);
    for (const int column : {1, 2})
        table_->horizontalHeader()->setSectionResizeMode(column, QHeaderView::Stretch);
    test_ = new QWidget(this);
    auto* column = new QVBoxLayout(test_);
    column->setContentsMargins(0, 4, 0, 0);
    column->setSpacing(0);
    verdict_->setContentsMargins(12, 2, 12, 0);
    verdict_->setWordWrap(true);
    verdict_->setToolTip(tr("Zone of the Basel traffic light"));
    tests_->setToolTip(
        tr("Kupiec: is the number of exceptions right? Christoffersen: do they come in bunches? "
           "Acerbi and Szekely: are the losses beyond larger than foretold? Below p 0.05 the "
           "forecasts are refused."));
    tests_->setContentsMargins(12, 0, 12, 4);
    tests_->setWordWrap(true);
    column->addWidget(verdict_);
    column->addWidget(tests_);
    column->addWidget(days_, 1);
    body()->addWidget(test_);
    body()->setStretch(body()->indexOf(table_), 5);
    body()->setStretch(body()->indexOf(test_), 6);
    trace(days_);
}

QWidget* VarPanel::chart() const {
    return days_->plot();
}

QJsonObject VarPanel::choices() const {
    return {{QStringLiteral("confidence"), confidence_->currentIndex()},
            {QStringLiteral("horizon"), horizon_->currentIndex()},
            {QStringLiteral("method"), method_->currentIndex()},
            {QStringLiteral("source"), source_->currentIndex()}};
}

void VarPanel::setChoices(const QJsonObject& choices) {
    const std::pair<QComboBox*, const char*> boxes[] = {
        {confidence_, "confidence"}, {horizon_, "horizon"}, {method_, "method"}, {source_, "source"}};
    for (const auto& [box, name] : boxes)
        box->setCurrentIndex(std::clamp(choices.value(QLatin1String(name)).toInt(), 0, box->count() - 1));
}

void VarPanel::request() {
    if (!offers(kVar)) return;
    const QString portfolio = portfolioOrEmpty();
    if (portfolio.isEmpty()) return model_.setTable({});
    const double confidence = confidence_->currentData().toString().toDouble();
    const QJsonObject of{{QStringLiteral("portfolio_id"), portfolio},
                         {QStringLiteral("confidence"), confidence}};
    asked_ = dated(of, QStringLiteral("as_of"));
    asked_.insert(QStringLiteral("horizons"), QJsonArray{horizon_->currentData().toString().toInt()});
    tested_ = dated(of, QStringLiteral("as_of"));
    tested_.insert(QStringLiteral("method"), method_->currentData().toString());
    tested_.insert(QStringLiteral("source"), source_->currentData().toString());
    load(QStringLiteral("backtest"), kBacktest, tested_,
         [this](const QJsonObject& answer, const QJsonObject&) { showBacktest(answer); });
    load(QStringLiteral("var"), kVar, asked_,
         [this](const QJsonObject& answer, const QJsonObject& metadata) { show(answer, metadata); });
}

void VarPanel::show(const QJsonObject& answer, const QJsonObject& metadata) {
    TableData table = readList(answer, QStringLiteral("figures"));
    takeReasons(table, metadata);
    table.operation = kVar;
    table.parameters = asked_;
    const int horizon = horizon_->currentData().toString().toInt(),
              column = table.column(QStringLiteral("horizon_days"));
    QVector<int> order; // one horizon, should the server answer more
    for (int row = 0; row < table.rows.size(); ++row)
        if (table.at(row, column).toInt() == horizon) order.append(row);
    model_.setTable(table.reordered(order));
    titleLine()->setSubject(tr("%1  ·  value %2  ·  %3 sessions")
                                .arg(context().portfolio, formatMoney(numberOf(answer, "portfolio_value")),
                                     formatNumber(numberOf(answer, "observations"), 0)));
    if (model_.rowCount() == 0)
        showEmpty(tr("There is no figure of risk yet: the portfolio holds nothing on this date."),
                  tr("Show the positions"), [this] { desk().open_panel(QStringLiteral("positions")); });
}

void VarPanel::showBacktest(const QJsonObject& answer) {
    QVector<BacktestDay> days;
    int index = 0;
    for (const QJsonValue& each : answer.value(QStringLiteral("series")).toArray()) {
        const QJsonObject day = each.toObject();
        days.append({QDate::fromString(day.value(QStringLiteral("date")).toString(), Qt::ISODate),
                     numberOf(day, "return"),
                     numberOf(day, "value_at_risk"),
                     day.value(QStringLiteral("exception")).toBool(),
                     {kBacktest, tested_, QStringLiteral("/data/series/%1/value_at_risk").arg(index++)}});
    }
    days_->setDays(std::move(days));
    const QString zone = answer.value(QStringLiteral("zone")).toString();
    const QHash<QString, QPair<QString, const char*>> kZones{
        {QStringLiteral("GREEN"), {tr("green zone"), "good"}},
        {QStringLiteral("YELLOW"), {tr("yellow zone"), "warn"}},
        {QStringLiteral("RED"), {tr("red zone"), "error"}}};
    const auto said = kZones.value(zone, {zone, "muted"});
    verdict_->setText(tr("Back-test: %1 exceptions on %2 days, %3 expected: %4")
                          .arg(formatNumber(numberOf(answer, "exceptions"), 0),
                               formatNumber(numberOf(answer, "observations"), 0),
                               formatNumber(numberOf(answer, "expected"), 1), said.first));
    verdict_->setProperty("tone", QLatin1String(said.second));
    verdict_->style()->unpolish(verdict_);
    verdict_->style()->polish(verdict_);
    tests_->setText(testWords(answer));
}

QString VarPanel::testWords(const QJsonObject& answer) const {
    const double kupiec = numberOf(answer, "kupiec_p"), bunched = numberOf(answer, "christoffersen_p"),
                 size = numberOf(answer, "z2_p");
    const bool many = numberOf(answer, "exceptions") > numberOf(answer, "expected");
    QStringList parts;
    parts.append(tr("Kupiec: %1 (%2)")
                     .arg(!(kupiec < kDoubtful) ? tr("the number fits")
                          : many                ? tr("too many")
                                                : tr("too few"),
                          probability(kupiec)));
    parts.append(tr("Christoffersen: %1 (%2)")
                     .arg(bunched < kDoubtful ? tr("in bunches") : tr("independent"), probability(bunched)));
    parts.append(tr("both (%1)").arg(probability(numberOf(answer, "conditional_p"))));
    parts.append(tr("Acerbi-Szekely %1: %2 (%3)")
                     .arg(formatNumber(numberOf(answer, "z2"), 2),
                          size < kDoubtful ? tr("larger losses than foretold") : tr("losses as foretold"),
                          probability(size)));
    return parts.join(QStringLiteral("  ·  "));
}

QString VarPanel::verdict() const {
    return verdict_->text();
}

QString VarPanel::tests() const {
    return tests_->text();
}

/// A history that is too short for the test leaves the figures standing.
bool VarPanel::takesFailure(const QString& key, const LinkReply& reply) {
    if (key != QLatin1String("backtest") || reply.status != 422) return false;
    days_->setDays({});
    verdict_->setText(tr("No back-test: %1")
                          .arg(reply.envelope.value(QStringLiteral("errors"))
                                   .toArray()
                                   .first()[QStringLiteral("message")]
                                   .toString()));
    tests_->clear();
    return true;
}

} // namespace nautilus::ui
