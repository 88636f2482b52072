// What the monitor is built of.

#include "ui/charts/exposure_bars.h"
#include "ui/charts/record_table.h"
#include "ui/charts/sparkline_delegate.h"
#include "ui/dashboards/portfolio/monitor_panel.h"
#include "ui/shell/key_figures.h"

#include <QComboBox>
#include <QGridLayout>
#include <QHeaderView>
#include <QLabel>
#include <QScrollArea>

#include <algorithm>

namespace nautilus::ui {
namespace {

enum Columns {
    kSymbol,
    kName,
    kSector,
    kQuantity,
    kPrice,
    kDay,
    kDayChange,
    kValue,
    kWeight,
    kCost,
    kUnrealised,
    kRealised,
    kDividends,
    kCloses
};

constexpr int kFigureWidth = 104;
constexpr int kBeside = 980; ///< from this width on the bars stand beside the table
constexpr int kBelow = 560;  ///< from this height on below it
constexpr int kAcross = 820; ///< from this width on three of them stand side by side
constexpr int kPaintMs = 250;
constexpr double kFullHeat = 3.0; ///< percent of a day

QVector<ColumnSpec> columns() {
    const auto name = [](const char* text) { return QLatin1String(text); };
    return {
        {name("symbol"), MonitorPanel::tr("Symbol")},
        {name("name"), MonitorPanel::tr("Name")},
        {name("sector"), MonitorPanel::tr("Sector")},
        {name("quantity"), MonitorPanel::tr("Quantity"), NumberKind::Quantity,
         MonitorPanel::tr("Negative: short")},
        {name("price"), MonitorPanel::tr("Price"), NumberKind::Price,
         MonitorPanel::tr("As traded, in its own currency")},
        {name("day_change_percent"), MonitorPanel::tr("Day\n%"), NumberKind::Signed2,
         MonitorPanel::tr("Since the close of the session before"), kFullHeat},
        {name("day_change"), MonitorPanel::tr("Day\nP&L"), NumberKind::Integer,
         MonitorPanel::tr("Of the quantity held, since the close of the session before")},
        {name("value"), MonitorPanel::tr("Value"), NumberKind::Integer,
         MonitorPanel::tr("In the book's currency")},
        {name("weight"), MonitorPanel::tr("Weight\n%"), NumberKind::Percent,
         MonitorPanel::tr("Of the book's value")},
        {name("cost"), MonitorPanel::tr("Cost"), NumberKind::Integer,
         MonitorPanel::tr("Of the open lots, with charges")},
        {name("unrealised"), MonitorPanel::tr("Unrealised"), NumberKind::Integer,
         MonitorPanel::tr("Value less cost")},
        {name("realised"), MonitorPanel::tr("Realised"), NumberKind::Integer,
         MonitorPanel::tr("Gains of closed lots")},
        {name("dividends"), MonitorPanel::tr("Dividends"), NumberKind::Integer, MonitorPanel::tr("Gross")},
        {name("closes"), MonitorPanel::tr("60 sessions"), NumberKind::Text,
         MonitorPanel::tr("Closes of the last 60 sessions, splits taken out")}};
}

} // namespace

MonitorPanel::MonitorPanel(Desk& desk, QWidget* parent)
    : Panel(desk, QStringLiteral("positions"), tr("Positions"), parent), model_(columns()),
      scope_(addChoice(tr("What is shown"), {{tr("Portfolio"), QStringLiteral("portfolio")},
                                             {tr("Account"), QStringLiteral("account")},
                                             {tr("Firm"), QStringLiteral("firm")}})),
      view_(new QComboBox(this)), feed_(makeNote()), figures_(new KeyFigures(kFigureWidth, this)),
      table_(makeTable(model_, tr("Positions"), {64, 150, 164, 66, 70, 56, 70, 82, 60, 82, 84, 72, 74, 96})),
      exposures_(new QScrollArea(this)), grid_(new QGridLayout) {
    follow(kFollowsPortfolio | kFollowsDate);
    view_->addItem(tr("Positions"), QStringLiteral("positions"));
    view_->addItem(tr("Exposures"), QStringLiteral("exposures"));
    view_->setAccessibleName(tr("Positions or exposures"));
    connect(view_, &QComboBox::currentIndexChanged, this, &MonitorPanel::arrange);
    tools()->addWidget(view_);
    tools()->addStretch(1);
    tools()->addWidget(feed_);
    buildFigures();
    table_->horizontalHeader()->setMinimumHeight(36);
    table_->setItemDelegateForColumn(
        kCloses, new SparklineDelegate(desk.theme, table_, SparklineDelegate::Shape::Line));
    table_->showWhatFits({kName, kSector, kDividends, kRealised, kCost, kDayChange, kCloses, kQuantity});
    buildExposures();
    body()->addWidget(figures_);
    body()->addLayout(grid_, 1);
    grid_->setContentsMargins(0, 0, 0, 0);
    grid_->setSpacing(8);
    arrange();
    paint_.setSingleShot(true);
    paint_.setInterval(kPaintMs);
    connect(&paint_, &QTimer::timeout, this, [this] {
        showFigures();
        showPositions();
        tellFeed();
    });
    connect(&desk.link, &Link::event, this, &MonitorPanel::hear);
    connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] {
        const QString symbol = model_.textAt(table_->currentIndex().row(), QStringLiteral("symbol"));
        if (!symbol.isEmpty() && symbol != context().symbol) setContextSymbol(symbol);
    });
}

void MonitorPanel::buildFigures() {
    const QPair<const char*, QString> names[] = {
        {"value", tr("Value")},       {"day", tr("Day P&L")},   {"unrealised", tr("Unrealised")},
        {"realised", tr("Realised")}, {"income", tr("Income")}, {"cash", tr("Cash")},
        {"gross", tr("Gross")},       {"net", tr("Net")}};
    for (const auto& [name, title] : names)
        figures_->add(QLatin1String(name), title);
    trace(figures_);
}

void MonitorPanel::buildExposures() {
    auto* inside = new QWidget(exposures_);
    auto* column = new QVBoxLayout(inside);
    exposures_->setWidget(inside);
    exposures_->setWidgetResizable(true);
    exposures_->setFrameShape(QFrame::NoFrame);
    exposures_->setFocusPolicy(Qt::NoFocus);
    column->setContentsMargins(12, 4, 12, 4);
    column->setSpacing(8);
    const QPair<const char*, QString> all[] = {{"by_sector", tr("Sectors, % of value")},
                                               {"by_asset_class", tr("Asset classes, % of value")},
                                               {"by_currency", tr("Currencies, % of value")}};
    for (const auto& [groups, title] : all) {
        auto* box = new QWidget(inside);
        auto* inner = new QVBoxLayout(box);
        inner->setContentsMargins(0, 0, 0, 0);
        inner->setSpacing(2);
        auto* heading = makeNote();
        heading->setText(title);
        auto* bars = new ExposureBars(desk().theme, box);
        bars->setMagnitudes(true);
        bars->setFigures(NumberKind::Percent);
        bars->setAccessibleName(title);
        trace(bars);
        inner->addWidget(heading);
        inner->addWidget(bars);
        inner->addStretch(1);
        column->addWidget(box);
        sections_.append({QLatin1String(groups), box, bars});
    }
    column->addStretch(1);
}

/// Beside the table where there is room, else below it, else one or the other.
void MonitorPanel::arrange() {
    const bool beside = width() >= kBeside;
    const bool below = !beside && height() >= kBelow;
    const bool both = beside || below;
    const bool bars = view_->currentIndex() == 1;
    view_->setVisible(!both);
    table_->setVisible(both || !bars);
    exposures_->setVisible(both || bars);
    grid_->addWidget(table_, 0, 0);
    grid_->addWidget(exposures_, beside ? 0 : 1, beside ? 1 : 0);
    grid_->setColumnStretch(0, 1);
    grid_->setColumnStretch(1, 0);
    grid_->setRowStretch(0, both || !bars ? 3 : 0);
    grid_->setRowStretch(1, beside ? 0 : 2);
    exposures_->setMinimumWidth(beside ? 330 : 0);
    auto* line = static_cast<QBoxLayout*>(exposures_->widget()->layout());
    const bool upright = beside || width() < kAcross;
    line->setDirection(upright ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    const int sections = static_cast<int>(sections_.size());
    for (int place = 0; place <= sections; ++place) // the last one is the room that is left
        line->setStretch(place, upright == (place == sections) ? 1 : 0);
}

void MonitorPanel::resizeEvent(QResizeEvent* event) {
    Panel::resizeEvent(event);
    arrange();
}

void MonitorPanel::showEvent(QShowEvent* event) {
    Panel::showEvent(event);
    if (!book_.isEmpty() && !context().date.isValid()) listenTo(book_);
}

void MonitorPanel::hideEvent(QHideEvent* event) {
    Panel::hideEvent(event);
    listenTo({});
}

ExposureBars* MonitorPanel::exposures(const QString& groups) const {
    for (const Section& section : sections_)
        if (section.groups == groups) return section.bars;
    return nullptr;
}

QString MonitorPanel::feed() const {
    return feed_->text();
}

QJsonObject MonitorPanel::choices() const {
    return {{QStringLiteral("scope"), scope_->currentIndex()},
            {QStringLiteral("view"), view_->currentIndex()}};
}

void MonitorPanel::setChoices(const QJsonObject& choices) {
    for (const auto& [box, name] : {std::pair(scope_, "scope"), std::pair(view_, "view")})
        box->setCurrentIndex(std::clamp(choices.value(QLatin1String(name)).toInt(), 0, box->count() - 1));
}

} // namespace nautilus::ui
