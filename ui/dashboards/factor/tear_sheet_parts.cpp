// What the tear sheet panel is built of.

#include "ui/dashboards/factor/tear_sheet_panel.h"

#include "ui/charts/column_chart.h"
#include "ui/charts/exposure_bars.h"
#include "ui/charts/line_chart.h"
#include "ui/charts/plot.h"
#include "ui/shell/figure_label.h"
#include "ui/shell/tear_sheet_printer.h"

#include <QComboBox>
#include <QMenu>
#include <QScrollArea>
#include <QToolButton>

namespace nautilus::ui {
namespace {

constexpr int kChartHeight = 172;
constexpr int kTwoColumns = 560, kThreeColumns = 1120, kFourColumns = 2200;
constexpr int kFigureWidth = 124;

} // namespace

TearSheetPanel::TearSheetPanel(Desk& desk, QWidget* parent)
    : Panel(desk, QStringLiteral("tear_sheet"), tr("Tear sheet"), parent), figure_grid_(new QGridLayout),
      chart_grid_(new QGridLayout), period_(addChoice(tr("Period"), {{tr("All"), QStringLiteral("ALL")},
                                                                     {tr("1 year"), QStringLiteral("1Y")},
                                                                     {tr("2 years"), QStringLiteral("2Y")},
                                                                     {tr("3 years"), QStringLiteral("3Y")}})),
      horizon_(new QComboBox(this)), direction_(new QComboBox(this)), export_(new QToolButton(this)),
      formula_(makeNote()), earned_(new LineChart(desk.theme, this)),
      drawdown_(new LineChart(desk.theme, this)), coefficient_(new LineChart(desk.theme, this)),
      levels_(new LineChart(desk.theme, this)), decay_(new ColumnChart(desk.theme, this)),
      quantiles_(new ColumnChart(desk.theme, this)), sectors_(new ExposureBars(desk.theme, this)),
      regimes_(new ExposureBars(desk.theme, this)), betas_(new ExposureBars(desk.theme, this)) {
    follow(kFollowsDate | kFollowsUniverse | kFollowsFactor);
    buildTools();
    auto* content = new QWidget(this);
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(12, 8, 12, 8);
    column->setSpacing(8);
    formula_->setWordWrap(true);
    formula_->setTextFormat(Qt::PlainText);
    figure_grid_->setSpacing(8);
    chart_grid_->setSpacing(8);
    column->addLayout(figure_grid_);
    column->addWidget(formula_);
    column->addLayout(chart_grid_, 1);
    buildFigures();
    buildCharts();
    auto* area = new QScrollArea(this);
    area->setWidget(content);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);
    body()->addWidget(area, 1);
}

void TearSheetPanel::buildTools() {
    for (const int horizon : {1, 5, 10, 21, 42, 63})
        horizon_->addItem(tr("%n sessions ahead", nullptr, horizon), horizon);
    horizon_->setCurrentIndex(3);
    horizon_->setAccessibleName(tr("Horizon of the returns"));
    direction_->addItem(tr("high pays"), 1);
    direction_->addItem(tr("low pays"), -1);
    direction_->setAccessibleName(tr("Direction of the expression"));
    direction_->hide();
    export_->setText(tr("Export"));
    export_->setAccessibleName(tr("Export the tear sheet"));
    export_->setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu(export_);
    QAction* paper = menu->addAction(tr("As PDF…"), this, &TearSheetPanel::print);
    menu->addAction(tr("As a workbook (XLSX)"), this, [this] { exportRows(QStringLiteral("xlsx")); });
    menu->addAction(tr("As CSV"), this, [this] { exportRows(QStringLiteral("csv")); });
    connect(menu, &QMenu::aboutToShow, this,
            [this, paper] { paper->setVisible(static_cast<bool>(tearSheetPrinter())); });
    export_->setMenu(menu);
    export_->setEnabled(false);
    tools()->addWidget(horizon_);
    tools()->addWidget(direction_);
    tools()->addStretch(1);
    tools()->addWidget(export_);
    for (QComboBox* box : {horizon_, direction_})
        connect(box, &QComboBox::currentIndexChanged, this, &TearSheetPanel::refresh);
}

void TearSheetPanel::buildFigures() {
    const QPair<QString, QString> names[] = {{QStringLiteral("ic"), tr("Rank IC")},
                                             {QStringLiteral("spread"), tr("Spread a year")},
                                             {QStringLiteral("sharpe"), tr("Sharpe")},
                                             {QStringLiteral("alpha"), tr("Alpha a year")},
                                             {QStringLiteral("turnover"), tr("Turnover a day")},
                                             {QStringLiteral("capacity"), tr("Capacity")},
                                             {QStringLiteral("deflated"), tr("Deflated Sharpe")},
                                             {QStringLiteral("discovery"), tr("False discovery")}};
    for (const auto& [name, title] : names) {
        auto* box = new QWidget(this);
        auto* column = new QVBoxLayout(box);
        column->setContentsMargins(0, 0, 0, 0);
        column->setSpacing(0);
        auto* heading = makeNote();
        heading->setText(title);
        auto* value = new FigureLabel(box);
        value->setAccessibleName(title);
        value->setProperty("type", QStringLiteral("figure"));
        trace(value);
        auto* note = makeNote();
        for (QLabel* each : std::initializer_list<QLabel*>{heading, value, note})
            column->addWidget(each);
        figures_.append({name, value, note, box});
    }
}

QWidget* TearSheetPanel::section(const QString& title, QWidget* content) {
    auto* box = new QWidget(this);
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    auto* heading = new QLabel(title, box);
    heading->setProperty("type", QStringLiteral("small"));
    heading->setProperty("elides", true);
    heading->setMinimumWidth(1);
    column->addWidget(heading);
    column->addWidget(content, 1);
    content->setAccessibleName(title);
    box->setMinimumHeight(kChartHeight);
    sections_.append(box);
    return box;
}

void TearSheetPanel::buildCharts() {
    earned_->setValueAxis(NumberKind::PercentSign, {});
    drawdown_->setValueAxis(NumberKind::PercentSign, {});
    coefficient_->setValueAxis(NumberKind::Decimal3, {});
    levels_->setValueAxis(NumberKind::PercentSign, {});
    for (LineChart* each : {earned_, drawdown_, coefficient_, levels_})
        each->setZeroLine(true);
    for (ColumnChart* each : {decay_, quantiles_})
        trace(each);
    for (ExposureBars* each : {sectors_, regimes_, betas_})
        trace(each);
    for (ExposureBars* each : {sectors_, regimes_})
        each->setMagnitudes(true);
    section(tr("Long-short portfolio, compounded"), earned_);
    section(tr("Rank IC, mean of the last 63 known"), coefficient_);
    section(tr("Decay: mean rank IC by sessions ahead"), decay_);
    quantiles_section_ = section(tr("Quantiles: return above the universe, with standard error"), quantiles_);
    levels_section_ = section(tr("Quantiles, compounded"), levels_);
    section(tr("Drawdown"), drawdown_);
    section(tr("Rank IC by sector"), sectors_);
    section(tr("Rank IC by state of the market"), regimes_);
    section(tr("Betas to the risk model's factors"), betas_);
    arrange();
}

void TearSheetPanel::arrange() {
    const int columns = width() >= kFourColumns    ? 4
                        : width() >= kThreeColumns ? 3
                        : width() >= kTwoColumns   ? 2
                                                   : 1;
    const int across = std::clamp((width() - 24) / kFigureWidth, 2, 8);
    for (int i = 0; i < figures_.size(); ++i)
        figure_grid_->addWidget(figures_[i].box, i / across, i % across);
    int at = 0;
    for (QWidget* each : std::as_const(sections_)) {
        if (each->isHidden() && (each == levels_section_ || each == quantiles_section_)) continue;
        chart_grid_->addWidget(each, at / columns, at % columns);
        ++at;
    }
    for (int column = 0; column < 4; ++column)
        chart_grid_->setColumnStretch(column, column < columns ? 1 : 0);
}

void TearSheetPanel::resizeEvent(QResizeEvent* event) {
    Panel::resizeEvent(event);
    arrange();
}

QWidget* TearSheetPanel::chart() const {
    return earned_->plot();
}

QJsonObject TearSheetPanel::choices() const {
    return {{QStringLiteral("period"), period_->currentIndex()},
            {QStringLiteral("horizon"), horizon_->currentIndex()}};
}

void TearSheetPanel::setChoices(const QJsonObject& choices) {
    for (const auto& [box, name] : {std::pair(period_, "period"), std::pair(horizon_, "horizon")})
        box->setCurrentIndex(std::clamp(choices.value(QLatin1String(name)).toInt(), 0, box->count() - 1));
}

} // namespace nautilus::ui
