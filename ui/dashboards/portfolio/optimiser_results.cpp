#include "ui/dashboards/portfolio/optimiser_results.h"

#include "ui/charts/amount_bar.h"
#include "ui/charts/frontier_chart.h"
#include "ui/charts/paired_bars.h"
#include "ui/charts/record_table.h"
#include "ui/models/optimiser_words.h"
#include "ui/shell/key_figures.h"
#include "ui/shell/tabbed_parts.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QSplitter>
#include <QVBoxLayout>

#include <cmath>
#include <limits>

namespace nautilus::ui {
namespace {

constexpr int kNarrow = 600; ///< below it the weights are a page of their own
const QString kWeights = QStringLiteral("weights");

QVector<ColumnSpec> tradeColumns() {
    return {{QStringLiteral("symbol"), OptimiserResults::tr("Symbol")},
            {QStringLiteral("action"), OptimiserResults::tr("Trade"), NumberKind::Text, {}, 0, tradeWord},
            {QStringLiteral("shares"), OptimiserResults::tr("Units"), NumberKind::Decimal2},
            {QStringLiteral("value"), OptimiserResults::tr("Value"), NumberKind::Money,
             OptimiserResults::tr("In the base currency")},
            {QStringLiteral("weight_change"), OptimiserResults::tr("Weight, %"), NumberKind::Percent,
             OptimiserResults::tr("By how much the weight changes")},
            {QStringLiteral("price"), OptimiserResults::tr("Price"), NumberKind::Price},
            {QStringLiteral("cost"), OptimiserResults::tr("Cost"), NumberKind::Money},
            {QStringLiteral("days"), OptimiserResults::tr("Days"), NumberKind::Decimal3,
             OptimiserResults::tr("Value over the mean daily traded value of 21 sessions")}};
}

QVector<ColumnSpec> constraintColumns() {
    return {{QStringLiteral("text"), OptimiserResults::tr("Constraint")},
            {QStringLiteral("value"), OptimiserResults::tr("Value"), NumberKind::Plain},
            {QStringLiteral("limit"), OptimiserResults::tr("Limit"), NumberKind::Plain},
            {QStringLiteral("slack"), OptimiserResults::tr("Room"), NumberKind::Plain,
             OptimiserResults::tr("What is left up to the limit")},
            {QStringLiteral("shadow_price"), OptimiserResults::tr("What it costs"), NumberKind::Plain,
             OptimiserResults::tr("By how much the objective, a return a year, would be better with a wider "
                                  "limit")},
            {QStringLiteral("pointer"), OptimiserResults::tr("Field")}};
}

} // namespace

ConstraintModel::ConstraintModel(QObject* parent) : RecordTableModel(constraintColumns(), parent) {}

QVariant ConstraintModel::data(const QModelIndex& index, int role) const {
    constexpr int kText = 0, kPrice = 4, kField = 5;
    const bool number = index.column() != kText && index.column() < kField;
    if (!number || (role != Qt::DisplayRole && role != Qt::AccessibleTextRole))
        return RecordTableModel::data(index, role);
    const QVariant raw = RecordTableModel::data(index, kRawRole);
    const double value = raw.isNull() ? std::numeric_limits<double>::quiet_NaN() : raw.toDouble();
    const QString pointer = textAt(index.row(), QStringLiteral("pointer"));
    if (index.column() != kPrice) return formatAs(limitKind(pointer), value);
    const QString words = shadowPriceText(pointer, value);
    if (std::isnan(value)) return QString(kMissing);
    return words.isEmpty() ? tr("nothing") : words;
}

OptimiserResults::OptimiserResults(Desk& desk, QWidget* parent)
    : QWidget(parent), desk_(desk), target_(std::numeric_limits<double>::quiet_NaN()),
      outdated_(new QLabel(this)), figures_(new KeyFigures(125, this)),
      frontier_(new FrontierChart(desk.theme, this)), bars_(new PairedBars(desk.theme, this)),
      bars_area_(new QScrollArea(this)), top_(new QWidget(this)),
      parts_(new TabbedParts(tr("Parts of the answer"), this)), details_(new QLabel(this)),
      trades_(tradeColumns()) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    outdated_->setProperty("tone", QStringLiteral("warn"));
    outdated_->setWordWrap(true);
    outdated_->setContentsMargins(12, 4, 12, 0);
    outdated_->hide();
    details_->setProperty("tone", QStringLiteral("muted"));
    details_->setProperty("type", QStringLiteral("small"));
    details_->setContentsMargins(12, 3, 12, 4);
    details_->setMinimumWidth(1);
    buildFigures();
    buildCharts();
    buildTables();
    auto* halves = new QSplitter(Qt::Vertical, this);
    halves->addWidget(top_);
    halves->addWidget(parts_);
    halves->setStretchFactor(0, 3);
    halves->setStretchFactor(1, 2);
    halves->setHandleWidth(4);
    halves->setChildrenCollapsible(false);
    column->addWidget(outdated_);
    column->addWidget(figures_);
    column->addWidget(halves, 1);
    column->addWidget(details_);
}

void OptimiserResults::buildFigures() {
    figures_->add(QStringLiteral("expected_return"), tr("Return"));
    figures_->add(QStringLiteral("expected_volatility"), tr("Volatility"));
    figures_->add(QStringLiteral("sharpe_ratio"), tr("Sharpe"));
    figures_->add(QStringLiteral("portfolio_var_1d"), tr("VaR 1 day"));
    figures_->add(QStringLiteral("max_drawdown_est"), tr("Drawdown"));
    figures_->add(QStringLiteral("tracking_error"), tr("Tracking error"));
    figures_->add(QStringLiteral("effective_positions"), tr("Positions"));
    figures_->add(QStringLiteral("turnover"), tr("Turnover"));
    figures_->add(QStringLiteral("cost"), tr("Cost"));
    connect(figures_, &KeyFigures::originAsked, this,
            [this](const CellOrigin& origin, const QString& shown) { desk_.trace(origin, shown); });
}

void OptimiserResults::buildCharts() {
    const auto trace = [this](const CellOrigin& origin, const QString& shown) { desk_.trace(origin, shown); };
    bars_->setAccessibleName(tr("Weights before and after"));
    bars_->setNames(tr("now"), tr("optimal"), tr("benchmark"));
    bars_area_->setWidget(bars_);
    bars_area_->setWidgetResizable(true);
    bars_area_->setFocusPolicy(Qt::NoFocus);
    bars_area_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* line = new QHBoxLayout(top_);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(4);
    line->addWidget(frontier_, 5);
    line->addWidget(bars_area_, 4);
    connect(frontier_, &FrontierChart::originAsked, this, trace);
    connect(bars_, &PairedBars::originAsked, this, trace);
    connect(frontier_, &FrontierChart::returnChosen, this, &OptimiserResults::returnChosen);
    frontier_->setHeading(tr("Click a point: its return becomes the target"));
}

RecordTable* OptimiserResults::addTable(RecordTableModel& model, const QString& part, const QString& title,
                                        const QString& name, const QVector<int>& widths) {
    auto* table = new RecordTable(desk_.theme, this);
    table->setModel(&model);
    table->setAccessibleName(name);
    for (int column = 0; column < widths.size(); ++column)
        table->setColumnWidth(column, widths[column]);
    table->setMinimumHeight(60);
    connect(table, &RecordTable::originAsked, this,
            [this](const CellOrigin& origin, const QString& shown) { desk_.trace(origin, shown); });
    parts_->addPart(table, part, title);
    return table;
}

void OptimiserResults::buildTables() {
    trades_table_ = addTable(trades_, QStringLiteral("trades"), tr("Trades"), tr("Trades to get there"),
                             {80, 60, 84, 84, 130, 84, 76, 64});
    trades_table_->setItemDelegateForColumn(4, new AmountBar(desk_.theme, false, trades_table_));
    trades_table_->showWhatFits({7, 5, 6});
    trades_table_->horizontalHeader()->setSectionResizeMode(4, QHeaderView::Stretch);
    constraints_table_ = addTable(constraints_, QStringLiteral("constraints"), tr("Constraints"),
                                  tr("Constraints and what they cost"), {220, 76, 76, 76, 210});
    constraints_table_->setColumnHidden(5, true);
    constraints_table_->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    constraints_table_->setToolTip(tr("Enter: to the field of the constraint"));
    exposures_.setNumbers({{QStringLiteral("before"), tr("Now")},
                           {QStringLiteral("after"), tr("Optimal")},
                           {QStringLiteral("change"), tr("Change")},
                           {QStringLiteral("benchmark"), tr("Benchmark")}},
                          tr("Sector or factor"), false);
    exposures_table_ = addTable(exposures_, QStringLiteral("exposures"), tr("Exposures"),
                                tr("Sectors and factors before and after"), {190, 86, 86, 86, 86});
    exposures_table_->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    methods_table_ = addTable(methods_, QStringLiteral("methods"), tr("Methods"),
                              tr("Other methods with the same constraints"), {});
    methods_table_->setToolTip(tr("Enter: this method is taken"));
    connect(constraints_table_, &RecordTable::rowActivated, this,
            [this](int row) { Q_EMIT fieldAsked(constraints_.textAt(row, QStringLiteral("pointer"))); });
    connect(methods_table_, &RecordTable::rowActivated, this,
            [this](int row) { Q_EMIT methodChosen(methods_.textAt(row, QStringLiteral("method"))); });
}

void OptimiserResults::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    const bool narrow = width() < kNarrow;
    if (narrow == narrow_) return;
    narrow_ = narrow;
    if (narrow) {
        parts_->addPart(bars_area_, kWeights, tr("Weights"), 0);
        return parts_->setPart(kWeights);
    }
    parts_->takePart(kWeights);
    static_cast<QHBoxLayout*>(top_->layout())->addWidget(bars_area_, 4);
    bars_area_->show();
}

QString OptimiserResults::part() const {
    return parts_->part();
}

void OptimiserResults::setPart(const QString& part) {
    parts_->setPart(part);
}

QWidget* OptimiserResults::chart() const {
    return frontier_;
}

QVector<QWidget*> OptimiserResults::inOrder() const {
    return {figures_, frontier_, bars_area_, parts_};
}

QString OptimiserResults::details() const {
    return details_->text();
}

QString OptimiserResults::outdated() const {
    return outdated_->isHidden() ? QString() : outdated_->text();
}

} // namespace nautilus::ui
