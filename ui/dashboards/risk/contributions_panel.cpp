#include "ui/dashboards/risk/contributions_panel.h"

#include "ui/charts/exposure_bars.h"
#include "ui/charts/record_table.h"
#include "ui/models/factor_names.h"
#include "ui/models/risk_words.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QJsonArray>
#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace nautilus::ui {
namespace {

const QString kVar = QStringLiteral("risk.var");
const QString kLiquidity = QStringLiteral("risk.liquidity");
const QString kPositions = QStringLiteral("positions");
const QString kFactors = QStringLiteral("factors");
const QString kSelling = QStringLiteral("liquidity");
constexpr int kWideEnough = 800;   ///< pixels for bars and table side by side
constexpr double kPoints = 1e4;    ///< basis points in one
constexpr double kLeast = 0.00001; ///< factors below a tenth of a basis point stand together

QVector<ColumnSpec> positionColumns() {
    return {{QStringLiteral("symbol"), ContributionsPanel::tr("Position")},
            {QStringLiteral("weight"), ContributionsPanel::tr("Weight\n%"), NumberKind::Percent},
            {QStringLiteral("component"), ContributionsPanel::tr("Component\n%"), NumberKind::Percent,
             ContributionsPanel::tr("Weight times marginal; the components add up to the value at risk")},
            {QStringLiteral("share"), ContributionsPanel::tr("Share\n%"), NumberKind::Percent1,
             ContributionsPanel::tr("Of the value at risk")},
            {QStringLiteral("marginal"), ContributionsPanel::tr("Marginal\n%"), NumberKind::Percent,
             ContributionsPanel::tr("How much the value at risk grows per unit of weight")},
            {QStringLiteral("incremental"), ContributionsPanel::tr("Incremental\n%"), NumberKind::Percent,
             ContributionsPanel::tr("Value at risk less that without the position")},
            {QStringLiteral("shortfall_component"), ContributionsPanel::tr("Shortfall\n%"),
             NumberKind::Percent, ContributionsPanel::tr("Mean loss by the position on the worst days")}};
}

QVector<ColumnSpec> factorColumns() {
    return {
        {QStringLiteral("factor"), ContributionsPanel::tr("Factor"), NumberKind::Text, {}, 0, factorTitle},
        {QStringLiteral("exposure"), ContributionsPanel::tr("Exposure"), NumberKind::Signed2},
        {QStringLiteral("component"), ContributionsPanel::tr("Component\n%"), NumberKind::Percent,
         ContributionsPanel::tr("With the specific part the components add up to the value at risk")}};
}

QVector<ColumnSpec> liquidityColumns() {
    return {{QStringLiteral("symbol"), ContributionsPanel::tr("Position")},
            {QStringLiteral("days"), ContributionsPanel::tr("Days\nto sell"), NumberKind::Significant,
             ContributionsPanel::tr("Until all is sold at the chosen share of the volume")},
            {QStringLiteral("value"), ContributionsPanel::tr("Value"), NumberKind::Money},
            {QStringLiteral("daily_value"), ContributionsPanel::tr("Traded\na day"), NumberKind::Money,
             ContributionsPanel::tr("Mean of 21 sessions")},
            {QStringLiteral("share_of_volume"), ContributionsPanel::tr("Of a day\n%"), NumberKind::Percent,
             ContributionsPanel::tr("Value over what is traded on a day")},
            {QStringLiteral("cost"), ContributionsPanel::tr("Cost"), NumberKind::Money,
             ContributionsPanel::tr("Of selling all: half the spread and the pressure on the price")}};
}

double numberOf(const QJsonObject& object, const char* name) {
    return object.value(QLatin1String(name)).toDouble(std::nan(""));
}

} // namespace

ContributionsPanel::ContributionsPanel(Desk& desk, QWidget* parent)
    : Panel(desk, QStringLiteral("risk_contributions"), tr("Risk contributions"), parent),
      model_(positionColumns()), what_(addChoice(tr("Of what"), {{tr("By position"), kPositions},
                                                                 {tr("By factor"), kFactors},
                                                                 {tr("Liquidity"), kSelling}})),
      measure_(
          addChoice(tr("Measure of the bars"), {{tr("Component"), QStringLiteral("component")},
                                                {tr("Marginal"), QStringLiteral("marginal")},
                                                {tr("Incremental"), QStringLiteral("incremental")},
                                                {tr("Shortfall"), QStringLiteral("shortfall_component")}})),
      participation_(
          addChoice(tr("Share of the volume"), {{tr("20 % of the volume"), QStringLiteral("0.2")},
                                                {tr("10 % of the volume"), QStringLiteral("0.1")},
                                                {tr("5 % of the volume"), QStringLiteral("0.05")}})),
      bars_(new ExposureBars(desk.theme, this)), scroll_(new QScrollArea(this)), facts_(makeNote()) {
    follow(kFollowsPortfolio | kFollowsDate);
    tools()->addWidget(facts_, 1);
    facts_->setWordWrap(true);
    side_ = new QBoxLayout(QBoxLayout::LeftToRight);
    side_->setSpacing(0);
    scroll_->setWidget(bars_);
    scroll_->setWidgetResizable(true);
    scroll_->setFrameShape(QFrame::NoFrame);
    scroll_->setFocusPolicy(Qt::NoFocus);
    scroll_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    bars_->setAccessibleName(tr("Contributions to the value at risk, in basis points"));
    table_ = makeTable(model_, tr("Contributions to the value at risk"), {100, 58, 74, 54, 66, 80, 66});
    table_->horizontalHeader()->setMinimumHeight(36);
    table_->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    side_->addWidget(scroll_, 5);
    side_->addWidget(table_, 6);
    body()->addLayout(side_);
    bars_->setFigures(NumberKind::Decimal1);
    trace(bars_);
    connect(bars_, &ExposureBars::selectionChanged, this, &ContributionsPanel::chooseRow);
    connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] {
        const int row = table_->currentIndex().row();
        const QString id =
            model_.textAt(row, kind() == kFactors ? QStringLiteral("factor") : QStringLiteral("symbol"));
        if (!id.isEmpty()) bars_->select(id);
        if (!id.isEmpty() && kind() != kFactors && id != context().symbol) setContextSymbol(id);
    });
}

QString ContributionsPanel::kind() const {
    return what_->currentData().toString();
}

QWidget* ContributionsPanel::chart() const {
    return bars_;
}

QString ContributionsPanel::facts() const {
    return facts_->text();
}

QJsonObject ContributionsPanel::choices() const {
    return {{QStringLiteral("what"), what_->currentIndex()},
            {QStringLiteral("measure"), measure_->currentIndex()},
            {QStringLiteral("participation"), participation_->currentIndex()}};
}

void ContributionsPanel::setChoices(const QJsonObject& choices) {
    const std::pair<QComboBox*, const char*> boxes[] = {
        {what_, "what"}, {measure_, "measure"}, {participation_, "participation"}};
    for (const auto& [box, name] : boxes)
        box->setCurrentIndex(std::clamp(choices.value(QLatin1String(name)).toInt(), 0, box->count() - 1));
}

void ContributionsPanel::request() {
    if (!offers(kVar)) return;
    const QString portfolio = portfolioOrEmpty();
    if (portfolio.isEmpty()) return model_.setTable({});
    measure_->setVisible(kind() == kPositions);
    participation_->setVisible(kind() == kSelling);
    titleLine()->setSubject(portfolio);
    kind() == kSelling ? askLiquidity(portfolio) : askParts(portfolio);
}

void ContributionsPanel::askParts(const QString& portfolio) {
    asked_ = dated({{QStringLiteral("portfolio_id"), portfolio},
                    {QStringLiteral("methods"), QJsonArray{QStringLiteral("historical")}},
                    {QStringLiteral("horizons"), QJsonArray{1}}},
                   QStringLiteral("as_of"));
    load(QStringLiteral("figures"), kVar, asked_,
         [this](const QJsonObject& answer, const QJsonObject& metadata) { showParts(answer, metadata); });
}

void ContributionsPanel::showParts(const QJsonObject& answer, const QJsonObject& metadata) {
    parts_ = answer.value(QStringLiteral("parts")).toObject();
    const QString list = QStringLiteral("parts/") + kind();
    TableData table = readList(parts_, kind());
    table.list = list;
    takeReasons(table, metadata);
    table.operation = kVar;
    table.parameters = asked_;
    model_.setColumns(kind() == kFactors ? factorColumns() : positionColumns());
    model_.setTable(table);
    if (table.rows.isEmpty()) {
        bars_->setBars({});
        facts_->clear();
        return showEmpty(kind() == kFactors
                             ? tr("The factor model does not cover every position; there are no parts by "
                                  "factor.")
                             : tr("The portfolio holds nothing on this date that risk could come from."),
                         tr("Show the positions"), [this] { desk().open_panel(kPositions); });
    }
    showPartBars(kind() == kFactors ? QStringLiteral("factor") : QStringLiteral("symbol"),
                 kind() == kFactors ? QStringLiteral("component") : measure_->currentData().toString());
}

/// Components and shortfall parts stand one behind the other and end at their sum; marginal and incremental
/// figures do not add up and begin at zero.
void ContributionsPanel::showPartBars(const QString& name, const QString& measure) {
    const TableData& table = model_.table();
    QVector<ExposureBar> bars;
    double small = 0;
    for (int row = 0; row < table.rows.size(); ++row) {
        const double value = table.number(row, table.column(measure));
        if (kind() == kFactors && std::abs(value) < kLeast) {
            small += value;
            continue;
        }
        const QString id = table.text(row, table.column(name));
        bars.append({id, kind() == kFactors ? factorTitle(id) : id, value * kPoints,
                     table.reason(row, table.column(measure)), table.origin(row, table.column(measure))});
    }
    if (kind() == kFactors) {
        if (std::abs(small) > 0)
            bars.append({QStringLiteral("small"), tr("the other factors"), small * kPoints});
        bars.append({QStringLiteral("specific"),
                     tr("specific"),
                     numberOf(parts_, "specific") * kPoints,
                     {},
                     {kVar, asked_, QStringLiteral("/data/parts/specific")}});
    }
    const bool adds =
        measure == QLatin1String("component") || measure == QLatin1String("shortfall_component");
    const bool shortfall = measure == QLatin1String("shortfall_component");
    bars_->setWaterfall(!adds ? QString() : shortfall ? tr("Shortfall, bp") : tr("Value at risk, bp"));
    bars_->setMagnitudes(!adds);
    bars_->setBars(std::move(bars));
    const QString model = parts_.value(QStringLiteral("model")).toString() == QLatin1String("factor")
                              ? tr("factor model")
                              : tr("history of the positions");
    facts_->setText(tr("VaR %1 (1 day, 99 %, %2)  ·  each alone %3")
                        .arg(formatPercent(numberOf(parts_, "value_at_risk")), model,
                             formatPercent(numberOf(parts_, "undiversified"))));
}

void ContributionsPanel::askLiquidity(const QString& portfolio) {
    if (!offers(kLiquidity)) return;
    asked_ = dated({{QStringLiteral("portfolio_id"), portfolio},
                    {QStringLiteral("participation"), participation_->currentData().toString().toDouble()}},
                   QStringLiteral("as_of"));
    load(QStringLiteral("figures"), kLiquidity, asked_,
         [this](const QJsonObject& answer, const QJsonObject& metadata) { showLiquidity(answer, metadata); });
}

void ContributionsPanel::showLiquidity(const QJsonObject& answer, const QJsonObject& metadata) {
    TableData table = readList(answer, kPositions);
    takeReasons(table, metadata);
    table.operation = kLiquidity;
    table.parameters = asked_;
    model_.setColumns(liquidityColumns());
    model_.setTable(table);
    QVector<ExposureBar> bars;
    int index = 0;
    for (const QJsonValue& each : answer.value(QStringLiteral("sold")).toArray()) {
        const int days = each[QStringLiteral("days")].toInt();
        bars.append({QString::number(days),
                     tr("after %n days, %", nullptr, days),
                     each[QStringLiteral("share")].toDouble(std::nan("")) * 100,
                     {},
                     {kLiquidity, asked_, QStringLiteral("/data/sold/%1/share").arg(index++)}});
    }
    bars_->setWaterfall({});
    bars_->setMagnitudes(true);
    bars_->setBars(std::move(bars));
    facts_->setText(tr("All sold in %1 days  ·  cost %2 (%3)  ·  VaR with it %4")
                        .arg(formatAs(NumberKind::Significant, numberOf(answer, "days_for_all")),
                             formatMoney(numberOf(answer, "cost")),
                             formatPercent(numberOf(answer, "cost_share")),
                             formatPercent(numberOf(answer, "liquidity_adjusted_var"))));
    if (table.rows.isEmpty())
        showEmpty(tr("The portfolio holds nothing on this date that could be sold."),
                  tr("Show the positions"), [this] { desk().open_panel(kPositions); });
}

/// Side by side where both can be read, else one above the other.
void ContributionsPanel::resizeEvent(QResizeEvent* event) {
    Panel::resizeEvent(event);
    side_->setDirection(width() >= kWideEnough ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
}

void ContributionsPanel::chooseRow(const QString& id) {
    for (int row = 0; row < model_.rowCount(); ++row)
        if (model_.textAt(row, kind() == kFactors ? QStringLiteral("factor") : QStringLiteral("symbol")) ==
                id &&
            row != table_->currentIndex().row())
            table_->setCurrentIndex(model_.index(row, 0));
}

} // namespace nautilus::ui
