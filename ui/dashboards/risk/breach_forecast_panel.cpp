#include "ui/dashboards/risk/breach_forecast_panel.h"

#include "ui/charts/record_table.h"
#include "ui/charts/reliability_chart.h"
#include "ui/models/risk_words.h"

#include <QComboBox>
#include <QHeaderView>
#include <QJsonArray>
#include <QLabel>
#include <QVBoxLayout>

#include <cmath>

namespace nautilus::ui {
namespace {

const QString kOperation = QStringLiteral("risk.breach_forecast");
constexpr int kBesideWidth = 900; ///< from here on the diagram stands beside the table

QString stateWord(const QString& state) {
    static const QHash<QString, QString> kWords{
        {QStringLiteral("FORECAST"), BreachForecastPanel::tr("forecast")},
        {QStringLiteral("BROKEN"), BreachForecastPanel::tr("broken now")},
        {QStringLiteral("STILL"), BreachForecastPanel::tr("never moved")},
        {QStringLiteral("TOO_FEW_DAYS"), BreachForecastPanel::tr("too few days")},
        {QStringLiteral("NOT_COMPUTABLE"), BreachForecastPanel::tr("not measured")}};
    return kWords.value(state, state);
}

QVector<ColumnSpec> columns() {
    return {
        {QStringLiteral("limit_type"), BreachForecastPanel::tr("Limit"), NumberKind::Text, {}, 0, limitTitle},
        {QStringLiteral("scope_id"), BreachForecastPanel::tr("Of")},
        {QStringLiteral("subject"), BreachForecastPanel::tr("Worst")},
        {QStringLiteral("probability"), BreachForecastPanel::tr("Breach\n%"), NumberKind::Percent1,
         BreachForecastPanel::tr(
             "Probability that the limit is broken at one of the next closes, holdings unchanged"),
         1.0},
        {QStringLiteral("random_walk"), BreachForecastPanel::tr("Random\nwalk %"), NumberKind::Percent1,
         BreachForecastPanel::tr("The same if the figure were a random walk")},
        {QStringLiteral("distance"), BreachForecastPanel::tr("Distance\nσ"), NumberKind::Decimal2,
         BreachForecastPanel::tr("To the limit, in deviations of the horizon")},
        {QStringLiteral("utilization_percent"), BreachForecastPanel::tr("Used\n%"), NumberKind::Decimal1,
         BreachForecastPanel::tr("Utilisation of the limit today")},
        {QStringLiteral("state"), BreachForecastPanel::tr("State"), NumberKind::Text, {}, 0, stateWord},
        {QStringLiteral("brier"), BreachForecastPanel::tr("Brier"), NumberKind::Decimal3,
         BreachForecastPanel::tr(
             "Mean squared error on days that the forecasts had not seen; less is better")},
        {QStringLiteral("skill"), BreachForecastPanel::tr("Skill"), NumberKind::Decimal2,
         BreachForecastPanel::tr(
             "1 less the Brier score's share of that of always saying the frequency; 0 is none")}};
}

double numberOf(const QJsonObject& object, const char* name) {
    return object.value(QLatin1String(name)).toDouble(std::nan(""));
}

} // namespace

BreachForecastPanel::BreachForecastPanel(Desk& desk, QWidget* parent)
    : Panel(desk, QStringLiteral("breach_forecast"), tr("Breach forecast"), parent), model_(columns()),
      horizon_(addChoice(tr("Horizon"), {{tr("next session"), QStringLiteral("1")},
                                         {tr("5 sessions"), QStringLiteral("5")},
                                         {tr("10 sessions"), QStringLiteral("10")},
                                         {tr("21 sessions"), QStringLiteral("21")}})),
      table_(makeTable(model_, tr("Forecasts by limit"), {150, 92, 92, 60, 64, 66, 58, 92, 52, 52})),
      below_(new QWidget(this)), scores_(makeNote()), diagram_(new ReliabilityChart(desk.theme, this)),
      parts_(new QBoxLayout(QBoxLayout::TopToBottom)) {
    follow(kFollowsPortfolio | kFollowsDate);
    {
        const QSignalBlocker quiet(horizon_);
        horizon_->setCurrentIndex(1);
    }
    tools()->addStretch(1);
    table_->horizontalHeader()->setMinimumHeight(36);
    table_->horizontalHeader()->setStretchLastSection(false);
    table_->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    table_->setMinimumHeight(96);
    table_->showWhatFits({8, 9, 1, 7, 4, 2, 6, 5});
    scores_->setWordWrap(true);
    scores_->setContentsMargins(12, 4, 12, 0);
    auto* column = new QVBoxLayout(below_);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(scores_);
    column->addWidget(diagram_, 1);
    parts_->setSpacing(0);
    parts_->addWidget(table_, 5);
    parts_->addWidget(below_, 6);
    body()->addLayout(parts_, 1);
    trace(diagram_);
    connect(table_, &RecordTable::rowActivated, this,
            [this] { this->desk().open_panel(QStringLiteral("limits")); });
}

QWidget* BreachForecastPanel::chart() const {
    return diagram_;
}

QString BreachForecastPanel::scores() const {
    return scores_->text();
}

QJsonObject BreachForecastPanel::choices() const {
    return {{QStringLiteral("horizon"), horizon_->currentData().toString()}};
}

void BreachForecastPanel::setChoices(const QJsonObject& choices) {
    const int index = horizon_->findData(choices.value(QStringLiteral("horizon")).toString());
    if (index >= 0) horizon_->setCurrentIndex(index);
}

void BreachForecastPanel::resizeEvent(QResizeEvent* event) {
    Panel::resizeEvent(event);
    parts_->setDirection(width() >= kBesideWidth ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
}

void BreachForecastPanel::request() {
    const QString portfolio = portfolioOrEmpty();
    if (portfolio.isEmpty() || !offers(kOperation)) return;
    const QJsonObject parameters =
        dated({{QStringLiteral("portfolio_id"), portfolio},
               {QStringLiteral("horizon"), horizon_->currentData().toString().toInt()}},
              QStringLiteral("as_of"));
    load(QStringLiteral("forecast"), kOperation, parameters,
         [this, parameters](const QJsonObject& answer, const QJsonObject& metadata) {
             show(answer, metadata, parameters);
         });
}

void BreachForecastPanel::show(const QJsonObject& answer, const QJsonObject& metadata,
                               const QJsonObject& parameters) {
    Q_UNUSED(metadata);
    TableData table = readList(answer, QStringLiteral("limits"));
    table.operation = kOperation;
    table.parameters = parameters;
    model_.setTable(table);
    titleLine()->setSubject(context().portfolio);
    showDiagram(answer.value(QStringLiteral("reliability")).toObject(), parameters);
    if (table.empty())
        showEmpty(tr("No limit is set for this portfolio, its account or the firm, so none can break."),
                  tr("Set limits"), [this] { desk().open_panel(QStringLiteral("limits")); });
}

void BreachForecastPanel::showDiagram(const QJsonObject& reliability, const QJsonObject& parameters) {
    QVector<ReliabilityPoint> points;
    const QJsonArray bins = reliability.value(QStringLiteral("bins")).toArray();
    for (int i = 0; i < bins.size(); ++i) {
        const QJsonObject bin = bins.at(i).toObject();
        points.append(
            {numberOf(bin, "from"),
             numberOf(bin, "to"),
             numberOf(bin, "forecast"),
             numberOf(bin, "observed"),
             numberOf(bin, "lower"),
             numberOf(bin, "upper"),
             numberOf(bin, "count"),
             {kOperation, parameters, QStringLiteral("/data/reliability/bins/%1/observed").arg(i)}});
    }
    diagram_->setPoints(points, tr("Did such forecasts come true? Grey columns: how many there were."));
    const double forecasts = numberOf(reliability, "forecasts");
    if (!(forecasts > 0)) return scores_->setText(tr("No limit has enough past days to score forecasts on."));
    scores_->setText(
        tr("%1 forecasts of %2 to %3, each made without knowing its day: they were off by %4 on average. "
           "Brier score %5, of a random walk %6.")
            .arg(formatAs(NumberKind::Integer, forecasts),
                 reliability.value(QStringLiteral("from")).toString(),
                 reliability.value(QStringLiteral("to")).toString(),
                 formatPercent(numberOf(reliability, "expected_error")),
                 formatNumber(numberOf(reliability, "brier"), 3),
                 formatNumber(numberOf(reliability, "brier_random_walk"), 3)));
}

} // namespace nautilus::ui
