#include "ui/dashboards/portfolio/policy_backtest_panel.h"

#include "ui/charts/line_chart.h"
#include "ui/charts/plot.h"
#include "ui/charts/record_table.h"
#include "ui/dashboards/portfolio/optimiser_fields.h"
#include "ui/dialogs/check_list.h"
#include "ui/dialogs/pointer_form.h"
#include "ui/models/field_makers.h"
#include "ui/models/optimiser_words.h"

#include <QGridLayout>
#include <QLabel>

namespace nautilus::ui {
namespace {

QVector<ColumnSpec> runColumns() {
    return {
        {QStringLiteral("policy"), PolicyBacktestPanel::tr("Policy"), NumberKind::Text, {}, 0, methodTitle},
        {QStringLiteral("annual_return"), PolicyBacktestPanel::tr("Return\n% a year"), NumberKind::Percent,
         PolicyBacktestPanel::tr("Compounded, after costs")},
        {QStringLiteral("volatility"), PolicyBacktestPanel::tr("Volatility\n%"), NumberKind::Percent},
        {QStringLiteral("sharpe_ratio"), PolicyBacktestPanel::tr("Sharpe"), NumberKind::Decimal2, {}, 2.0},
        {QStringLiteral("max_drawdown"), PolicyBacktestPanel::tr("Drawdown\n%"), NumberKind::Percent},
        {QStringLiteral("mean_turnover"), PolicyBacktestPanel::tr("Turnover\n%"), NumberKind::Percent,
         PolicyBacktestPanel::tr("Mean of a rebalancing")},
        {QStringLiteral("total_cost"), PolicyBacktestPanel::tr("Cost\n%"), NumberKind::Percent,
         PolicyBacktestPanel::tr("Of the value, summed over the backtest")},
        {QStringLiteral("volatility_bias"), PolicyBacktestPanel::tr("Bias of\nvolatility"),
         NumberKind::Decimal2,
         PolicyBacktestPanel::tr("Deviation of returns over what was predicted: 1 is right, above 1 risk "
                                 "was underestimated")},
        {QStringLiteral("rebalances"), PolicyBacktestPanel::tr("Re-\nbalanced"), NumberKind::Integer,
         PolicyBacktestPanel::tr("How often")},
        {QStringLiteral("failed"), PolicyBacktestPanel::tr("Failed"), NumberKind::Integer,
         PolicyBacktestPanel::tr("Rebalancings without an answer: the weights were kept")},
        {QStringLiteral("total_return"), PolicyBacktestPanel::tr("Total\n%"), NumberKind::Percent}};
}

JobWords words() {
    return {PolicyBacktestPanel::tr("Start the backtest"),
            PolicyBacktestPanel::tr("Cancel the backtest"),
            PolicyBacktestPanel::tr("Progress of the backtest"),
            PolicyBacktestPanel::tr("The backtest was cancelled."),
            PolicyBacktestPanel::tr("The backtest failed: %1"),
            PolicyBacktestPanel::tr("No backtest has been run yet. Choose a method and what it is compared "
                                    "with, then start it.")};
}

} // namespace

PolicyBacktestPanel::PolicyBacktestPanel(Desk& desk, QWidget* parent)
    : JobPanel(desk, QStringLiteral("portfolio.policy_backtest"), tr("Policy backtest"), words(), parent),
      compared_(new CheckList(tr("Methods that it is compared with"), this)), troubles_(new QLabel(this)),
      growth_(new LineChart(desk.theme, this)), drawdown_(new LineChart(desk.theme, this)),
      turnover_(new LineChart(desk.theme, this)), runs_(runColumns()) {
    follow(kFollowsPortfolio);
    buildForm();
    buildBody();
}

void PolicyBacktestPanel::buildForm() {
    form()->addSection(tr("Policy"));
    addPolicyFields(*form());
    PointerField value =
        fields::needed(fields::number("/initial_value", tr("Begins with"),
                                      tr("Value at the start, in the base currency"), 1e6, 1, 1e12, 0));
    value.step = 1e5;
    form()->addField(fields::text("/start", PointerField::Kind::Date, tr("From"),
                                  tr("Empty: the first session with a whole lookback"),
                                  QStringLiteral("YYYY-MM-DD")));
    form()->addField(fields::text("/end", PointerField::Kind::Date, tr("To"), tr("Empty: the last session"),
                                  QStringLiteral("YYYY-MM-DD")));
    form()->addField(value);
    showFields();
    QStringList methods = optimiserMethods();
    methods.move(methods.indexOf(QStringLiteral("equal_weight")), 0); // the yardstick
    for (const QString& method : std::as_const(methods))
        compared_->add(methodTitle(method), method, method == QLatin1String("equal_weight"));
    auto* beside = makeNote();
    beside->setText(tr("Compared with"));
    buildSide({beside, compared_}, 3, 2);
    connect(form(), &PointerForm::edited, this, &PolicyBacktestPanel::showFields);
}

void PolicyBacktestPanel::showFields() {
    const QString method = form()->value(kMethodField).toString();
    form()->showFields([&method](const PointerField& field) {
        return readsField(method, QStringLiteral("trade_off"), field.pointer);
    });
}

QWidget* PolicyBacktestPanel::makeSection(const QString& title, QWidget* content) {
    auto* box = new QWidget(this);
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* heading = makeNote();
    heading->setText(title);
    heading->setContentsMargins(12, 4, 12, 0);
    column->addWidget(heading);
    column->addWidget(content, 1);
    return box;
}

void PolicyBacktestPanel::buildBody() {
    for (LineChart* chart : {growth_, drawdown_, turnover_}) {
        chart->plot()->setMinimumHeight(64);
        chart->setValueAxis(NumberKind::PercentSign, {});
        chart->setZeroLine(true);
        trace(chart);
    }
    growth_->setAccessibleName(tr("Growth of the policies"));
    drawdown_->setAccessibleName(tr("Drawdowns of the policies"));
    turnover_->setAccessibleName(tr("Turnover of every rebalancing"));
    runs_table_ =
        makeTable(runs_, tr("Figures of the policies"), {160, 66, 66, 58, 66, 66, 58, 70, 62, 54, 66});
    runs_table_->horizontalHeader()->setMinimumHeight(36);
    runs_table_->horizontalHeader()->setStretchLastSection(false);
    runs_table_->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    runs_table_->showWhatFits({10, 8, 6, 9, 5});
    runs_table_->setMinimumHeight(84);
    troubles_->setProperty("tone", QStringLiteral("warn"));
    troubles_->setWordWrap(true);
    troubles_->setContentsMargins(12, 2, 12, 4);
    troubles_->hide();
    auto* grid = new QGridLayout;
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(0);
    grid->addWidget(makeSection(tr("Growth"), growth_), 0, 0, 1, 2);
    grid->addWidget(makeSection(tr("Drawdown"), drawdown_), 1, 0);
    grid->addWidget(makeSection(tr("Turnover of every rebalancing"), turnover_), 1, 1);
    grid->addWidget(runs_table_, 2, 0, 1, 2);
    grid->setRowStretch(0, 5);
    grid->setRowStretch(1, 3);
    grid->setRowStretch(2, 3);
    body()->addLayout(grid, 1);
    body()->addWidget(troubles_);
}

QJsonObject PolicyBacktestPanel::question() const {
    QJsonObject out = form()->values();
    if (!context().portfolio.isEmpty()) out.insert(QStringLiteral("portfolio_id"), context().portfolio);
    out.insert(QStringLiteral("compare_with"), compared_->chosen());
    return out;
}

QString PolicyBacktestPanel::operation() const {
    return QStringLiteral("portfolio.backtest_policy");
}

QString PolicyBacktestPanel::kind() const {
    return QStringLiteral("policy_backtest");
}

bool PolicyBacktestPanel::show(const QJsonObject& result, const CellOrigin& from) {
    from_ = from;
    showLines(result);
    showRuns(result);
    return runs_.rowCount() > 0;
}

} // namespace nautilus::ui
