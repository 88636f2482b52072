// What the performance panel is built of, and which of its parts stand where at what size.

#include "ui/dashboards/portfolio/performance_panel.h"

#include "ui/charts/line_chart.h"
#include "ui/charts/plot.h"
#include "ui/charts/record_table.h"
#include "ui/charts/span_selector.h"
#include "ui/dashboards/portfolio/benchmark_choice.h"
#include "ui/dashboards/portfolio/performance_figures.h"
#include "ui/shell/figure_label.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QHeaderView>
#include <QSpinBox>
#include <QToolButton>

#include <algorithm>

namespace nautilus::ui {
namespace {

constexpr int kKeyWidth = 86, kViewWidth = 124;
constexpr int kWide = 940, kVeryWide = 2200;    ///< pixels from which parts stand beside each other
constexpr int kTwoHigh = 470, kThreeHigh = 720; ///< and below each other
constexpr int kMostKeys = 14, kMostColumns = 4;

} // namespace

PerformancePanel::PerformancePanel(Desk& desk, QWidget* parent)
    : Panel(desk, QStringLiteral("performance"), tr("Performance"), parent), view_(new QComboBox(this)),
      benchmark_(new BenchmarkChoice(desk, this)), span_(new SpanSelector(Span::All, this)),
      ratio_(new QToolButton(this)), metric_(new QComboBox(this)), window_(new QComboBox(this)),
      trials_(new QSpinBox(this)), deviation_(new QDoubleSpinBox(this)),
      growth_(new LineChart(desk.theme, this)), drawdown_(new LineChart(desk.theme, this)),
      rolling_(new LineChart(desk.theme, this)), rolling_note_(makeNote()), trust_note_(makeNote()),
      figures_({{QStringLiteral("value"), tr("Value")},
                {QStringLiteral("lower"), tr("95 % from")},
                {QStringLiteral("upper"), tr("to")}}),
      trust_({{QStringLiteral("value"), tr("Value")},
              {QStringLiteral("lower"), tr("95 % from")},
              {QStringLiteral("upper"), tr("to")}}),
      key_line_(new QWidget(this)), grid_(new QGridLayout) {
    follow(kFollowsPortfolio | kFollowsDate);
    buildTools();
    buildKeyFigures();
    auto* content = new QWidget(this);
    content->setLayout(grid_);
    grid_->setContentsMargins(0, 0, 0, 4);
    grid_->setSpacing(4);
    body()->addWidget(key_line_);
    body()->addWidget(content, 1);
    buildGrowth();
    buildRolling();
    buildTables();
    buildTrust();
    arrange();
}

void PerformancePanel::buildTools() {
    const QPair<QString, const char*> views[] = {{tr("Overview"), "overview"}, {tr("Drawdowns"), "drawdowns"},
                                                 {tr("Rolling"), "rolling"},   {tr("Months"), "months"},
                                                 {tr("Figures"), "figures"},   {tr("Significance"), "trust"}};
    for (const auto& [title, name] : views)
        view_->addItem(title, QLatin1String(name));
    view_->setAccessibleName(tr("What is shown"));
    view_->setFixedWidth(kViewWidth);
    ratio_->setText(tr("Ratio"));
    ratio_->setAccessibleName(tr("Growth over that of the benchmark"));
    ratio_->setToolTip(tr("Growth of the portfolio over that of the benchmark, as one line"));
    ratio_->setCheckable(true);
    ratio_->setFocusPolicy(Qt::TabFocus);
    tools()->setSpacing(4); // all of it fits a quarter of a small window
    tools()->addWidget(view_);
    tools()->addWidget(benchmark_);
    tools()->addStretch(1);
    tools()->addWidget(span_);
    connect(view_, &QComboBox::currentIndexChanged, this, &PerformancePanel::arrange);
    connect(ratio_, &QToolButton::toggled, this, &PerformancePanel::showCurve);
    connect(span_, &SpanSelector::spanChanged, this, &PerformancePanel::refresh);
    connect(benchmark_, &BenchmarkChoice::chosen, this, &PerformancePanel::refresh);
}

void PerformancePanel::buildKeyFigures() {
    auto* line = new QHBoxLayout(key_line_);
    line->setContentsMargins(12, 2, 12, 2);
    line->setSpacing(0);
    for (const PerformanceFigure& each : keyFigures()) {
        auto* box = new QWidget(key_line_);
        box->setFixedWidth(kKeyWidth);
        auto* column = new QVBoxLayout(box);
        column->setContentsMargins(0, 0, 0, 0);
        column->setSpacing(0);
        auto* heading = makeNote();
        heading->setText(each.brief);
        auto* value = new FigureLabel(box);
        value->setAccessibleName(each.title);
        value->setMinimumHeight(20);
        value->setProperty("type", QStringLiteral("title"));
        value->setProperty("figures", true);
        trace(value);
        column->addWidget(heading);
        column->addWidget(value);
        line->addWidget(box);
        keys_.append({each.name, box, value});
    }
    line->addStretch(1);
}

FigureLabel* PerformancePanel::key(const QString& name) const {
    for (const KeyFigure& each : keys_)
        if (each.name == name) return each.value;
    return nullptr;
}

QWidget* PerformancePanel::section(const QString& title, std::initializer_list<QWidget*> content) {
    auto* box = new QWidget(this);
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    if (!title.isEmpty()) {
        auto* heading = makeNote();
        heading->setText(title);
        heading->setContentsMargins(12, 2, 12, 0);
        column->addWidget(heading);
    }
    for (QWidget* each : content)
        column->addWidget(each, each == *(content.end() - 1) ? 1 : 0);
    (*(content.end() - 1))->setAccessibleName(title);
    sections_.append(box);
    return box;
}

void PerformancePanel::buildGrowth() {
    growth_->setValueAxis(NumberKind::PercentSign, {});
    growth_->setZeroLine(true);
    drawdown_->setValueAxis(NumberKind::PercentSign, {});
    drawdown_->setZeroLine(true);
    drawdown_->setFilled(true);
    for (LineChart* each : {growth_, drawdown_, rolling_})
        trace(each);
    auto* line = new QWidget(this);
    auto* layout = new QHBoxLayout(line);
    layout->setContentsMargins(12, 0, 8, 0);
    auto* heading = makeNote();
    heading->setText(tr("Growth since the start of the period"));
    layout->addWidget(heading, 1);
    layout->addWidget(ratio_);
    growth_section_ = section({}, {line, growth_});
    growth_->setAccessibleName(heading->text());
    drawdown_section_ = section(tr("Drawdown, the three deepest shaded"), {drawdown_});
}

void PerformancePanel::buildRolling() {
    for (const PerformanceFigure& each : rollingFigures())
        metric_->addItem(each.title, each.name);
    metric_->setCurrentIndex(1);
    metric_->setAccessibleName(tr("Rolling figure"));
    for (const int sessions : {21, 63, 126, 252})
        window_->addItem(tr("%n sessions", nullptr, sessions), sessions);
    window_->setCurrentIndex(1);
    window_->setAccessibleName(tr("Window"));
    auto* line = new QWidget(this);
    auto* layout = new QHBoxLayout(line);
    layout->setContentsMargins(12, 2, 12, 2);
    layout->addWidget(metric_);
    layout->addWidget(window_);
    layout->addWidget(rolling_note_, 1);
    rolling_note_->setProperty("elides", true);
    rolling_section_ = section(tr("Figure of every trailing window"), {line, rolling_});
    connect(metric_, &QComboBox::currentIndexChanged, this, &PerformancePanel::showRolling);
    connect(window_, &QComboBox::currentIndexChanged, this, &PerformancePanel::askRolling);
}

void PerformancePanel::buildTables() {
    falls_.setColumns({{QStringLiteral("rank"), tr("No."), NumberKind::Integer},
                       {QStringLiteral("depth"), tr("Depth %"), NumberKind::Percent},
                       {QStringLiteral("start"), tr("From"), NumberKind::Date},
                       {QStringLiteral("valley"), tr("Lowest"), NumberKind::Date},
                       {QStringLiteral("recovery"), tr("Recovered"), NumberKind::Date,
                        tr("First close at the high before; none yet: it lasts")},
                       {QStringLiteral("periods_to_valley"), tr("Falling"), NumberKind::Integer,
                        tr("Sessions from the high to the lowest close")},
                       {QStringLiteral("periods_under_water"), tr("Sessions"), NumberKind::Integer,
                        tr("Sessions below the high")},
                       {QStringLiteral("calendar_days"), tr("Days"), NumberKind::Integer}});
    const char* const names[] = {"jan", "feb", "mar", "apr", "may", "jun",
                                 "jul", "aug", "sep", "oct", "nov", "dec"};
    QVector<ColumnSpec> months{{QStringLiteral("year"), tr("Year"), NumberKind::Plain}};
    for (int month = 1; month <= 12; ++month)
        months.append({QLatin1String(names[month - 1]),
                       displayLocale().standaloneMonthName(month, QLocale::ShortFormat),
                       NumberKind::Percent1,
                       {},
                       0.08});
    months.append({QStringLiteral("year_return"), tr("Total"), NumberKind::Percent1,
                   tr("Compounded over the months of the year"), 0.3});
    months_.setColumns(months);
    falls_table_ = makeTable(falls_, tr("Deepest drawdowns"), {36, 64, 94, 94, 94, 64, 64, 56});
    falls_table_->showWhatFits({7, 5, 3});
    months_table_ = makeTable(months_, tr("Returns by month"));
    months_table_->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    months_table_->horizontalHeader()->setMinimumSectionSize(30);
    figures_table_ = makeTable(figures_, tr("All figures"), {200, 72, 72, 72, 320});
    figures_table_->setSortingEnabled(false);
    figures_table_->horizontalHeader()->setStretchLastSection(false);
    figures_table_->showWhatFits({4});
    falls_section_ = section(tr("Deepest drawdowns"), {falls_table_});
    months_section_ = section(tr("Returns by month, %, over all years"), {months_table_});
    figures_section_ = section(tr("All figures of the period, with bootstrap intervals"), {figures_table_});
}

void PerformancePanel::buildTrust() {
    trials_->setRange(1, 100000);
    trials_->setPrefix(tr("strategies tried: "));
    trials_->setAccessibleName(tr("Strategies tried"));
    trials_->setToolTip(tr("How many were tried before this one was kept; of the deflated Sharpe ratio"));
    deviation_->setRange(0.01, 10);
    deviation_->setSingleStep(0.1);
    deviation_->setValue(0.5);
    deviation_->setPrefix(tr("their deviation: "));
    deviation_->setAccessibleName(tr("Deviation of their Sharpe ratios"));
    deviation_->setToolTip(tr("Deviation of the Sharpe ratios of the strategies tried, a year"));
    auto* line = new QWidget(this);
    auto* layout = new QHBoxLayout(line);
    layout->setContentsMargins(12, 2, 12, 2);
    layout->addWidget(trials_);
    layout->addWidget(deviation_);
    layout->addStretch(1);
    trust_note_->setContentsMargins(12, 0, 12, 2);
    trust_note_->setWordWrap(true);
    trust_table_ = makeTable(trust_, tr("Trust in the Sharpe ratio"), {200, 72, 72, 72, 320});
    trust_table_->setSortingEnabled(false);
    trust_table_->horizontalHeader()->setStretchLastSection(false);
    trust_table_->showWhatFits({4});
    trust_section_ = section(tr("Trust in the Sharpe ratio"), {line, trust_note_, trust_table_});
    connect(trials_, &QSpinBox::valueChanged, this, &PerformancePanel::askTrust);
    connect(deviation_, &QDoubleSpinBox::valueChanged, this, &PerformancePanel::askTrust);
}

/// Everything that has room, the most asked for first.
QVector<QVector<QWidget*>> PerformancePanel::overview() const {
    const bool wide = width() >= kWide;
    QVector<QVector<QWidget*>> out{{growth_section_}};
    if (height() >= kTwoHigh) out.first().append(drawdown_section_);
    if (!wide && height() >= kThreeHigh) out.first().append(months_section_);
    if (wide) out.append({months_section_});
    if (wide && height() >= kTwoHigh) out.last().append(figures_section_);
    if (width() >= kVeryWide) out.append({rolling_section_, falls_section_, trust_section_});
    return out;
}

void PerformancePanel::arrange() {
    const int keys = std::clamp((width() - 24) / kKeyWidth, 2, kMostKeys);
    for (int i = 0; i < keys_.size(); ++i)
        keys_[i].box->setVisible(i < keys);
    const QString view = view_->currentData().toString();
    const bool beside = width() >= kWide;
    if (view == QLatin1String("overview")) return place(overview(), {5, 4, 4});
    if (view == QLatin1String("drawdowns"))
        return beside ? place({{drawdown_section_}, {falls_section_}}, {5, 4})
                      : place({{drawdown_section_, falls_section_}}, {1});
    if (view == QLatin1String("rolling")) return place({{rolling_section_}}, {1});
    if (view == QLatin1String("months")) return place({{months_section_}}, {1});
    place({{view == QLatin1String("figures") ? figures_section_ : trust_section_}}, {1});
}

void PerformancePanel::place(const QVector<QVector<QWidget*>>& columns, const QVector<int>& widths) {
    for (QWidget* each : std::as_const(sections_)) {
        bool seen = false;
        for (const auto& column : columns)
            seen = seen || column.contains(each);
        grid_->removeWidget(each);
        each->setVisible(seen);
    }
    int rows = 1;
    for (const auto& column : columns)
        rows *= static_cast<int>(column.size()) == 0 ? 1 : static_cast<int>(column.size());
    for (int row = 0; row < grid_->rowCount(); ++row)
        grid_->setRowStretch(row, row < rows ? 1 : 0);
    for (int at = 0; at < kMostColumns; ++at)
        grid_->setColumnStretch(at, at < columns.size() ? widths.value(at, 1) : 0);
    for (int at = 0; at < columns.size(); ++at) {
        const int span = rows / static_cast<int>(columns[at].size());
        for (int i = 0; i < columns[at].size(); ++i)
            grid_->addWidget(columns[at][i], i * span, at, span, 1);
    }
    for (int row = 0; row < rows; ++row)
        grid_->setRowStretch(row, 1);
}

void PerformancePanel::resizeEvent(QResizeEvent* event) {
    Panel::resizeEvent(event);
    arrange();
}

QWidget* PerformancePanel::chart() const {
    const QString view = view_->currentData().toString();
    return (view == QLatin1String("drawdowns") ? drawdown_
            : view == QLatin1String("rolling") ? rolling_
                                               : growth_)
        ->plot();
}

QJsonObject PerformancePanel::choices() const {
    return {{QStringLiteral("view"), view_->currentIndex()},
            {QStringLiteral("span"), static_cast<int>(span_->span())},
            {QStringLiteral("benchmark"), benchmark_->benchmark()},
            {QStringLiteral("ratio"), ratio_->isChecked()},
            {QStringLiteral("metric"), metric_->currentIndex()},
            {QStringLiteral("window"), window_->currentIndex()},
            {QStringLiteral("trials"), trials_->value()},
            {QStringLiteral("deviation"), deviation_->value()}};
}

void PerformancePanel::setChoices(const QJsonObject& choices) {
    const auto number = [&](const char* name, int otherwise) {
        return choices.value(QLatin1String(name)).toInt(otherwise);
    };
    const std::tuple<QComboBox*, const char*, int> boxes[] = {
        {view_, "view", 0}, {metric_, "metric", 1}, {window_, "window", 1}};
    for (const auto& [box, name, otherwise] : boxes)
        box->setCurrentIndex(std::clamp(number(name, otherwise), 0, box->count() - 1));
    benchmark_->setBenchmark(choices.value(QStringLiteral("benchmark")).toString());
    ratio_->setChecked(choices.value(QStringLiteral("ratio")).toBool());
    trials_->setValue(number("trials", 1));
    deviation_->setValue(choices.value(QStringLiteral("deviation")).toDouble(0.5));
    span_->setSpan(static_cast<Span>(std::clamp(number("span", 6), 0, 6)));
}

} // namespace nautilus::ui
