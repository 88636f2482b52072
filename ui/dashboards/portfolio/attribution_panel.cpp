#include "ui/dashboards/portfolio/attribution_panel.h"

#include "ui/charts/plot.h"
#include "ui/charts/record_table.h"
#include "ui/charts/span_selector.h"
#include "ui/dashboards/portfolio/benchmark_choice.h"

#include <QActionGroup>
#include <QComboBox>
#include <QMenu>
#include <QScrollArea>
#include <QToolButton>

#include <algorithm>

namespace nautilus::ui {
namespace {

const QString kAttribution = QStringLiteral("analytics.attribution");
constexpr int kBeside = 820, kBelow = 560; ///< pixels from which the table stands beside, or below, the chart
constexpr int kFirstWidth = 184, kNumberWidth = 74;
const char* const kTypes[] = {"sector", "sector", "factor", "currency", "transaction"};
const char* const kFactors[] = {"size", "value", "momentum", "quality", "low_volatility", "market"};
const char* const kPeriods[] = {"1M", "3M", "6M", "YTD", "1Y", "5Y", "ALL"};

QString chosenOf(const QActionGroup* group) {
    return group->checkedAction()->data().toString();
}

void choose(QActionGroup* group, const QString& name) {
    for (QAction* each : group->actions())
        if (each->data().toString() == name) each->setChecked(true);
}

} // namespace

AttributionPanel::AttributionPanel(Desk& desk, QWidget* parent)
    : Panel(desk, QStringLiteral("attribution"), tr("Attribution"), parent), by_(new QComboBox(this)),
      form_(new QComboBox(this)), benchmark_(new BenchmarkChoice(desk, this)),
      span_(new SpanSelector(Span::Year1, this)), linking_(new QActionGroup(this)),
      interaction_(new QActionGroup(this)), methods_(new QToolButton(this)), totals_(makeNote()),
      scroll_(new QScrollArea(this)), waterfall_(new WaterfallChart(desk.theme, this)),
      columns_(new StackedColumns(desk.theme, this)), split_(new QBoxLayout(QBoxLayout::TopToBottom)) {
    follow(kFollowsPortfolio | kFollowsDate);
    buildTools();
    auto* line = new QWidget(this); // above the body: another span is chosen from here when this one is empty
    auto* layout = new QHBoxLayout(line);
    layout->setContentsMargins(12, 0, 8, 2);
    totals_->setProperty("elides", true);
    totals_->setMinimumWidth(1);
    layout->addWidget(totals_, 1);
    layout->addWidget(span_);
    addAboveBody(line);
    waterfall_->setAccessibleName(tr("From the benchmark's return to the portfolio's"));
    columns_->setAccessibleName(tr("Contributions by month"));
    trace(waterfall_);
    trace(columns_);
    table_ = makeTable(model_, tr("Contributions"));
    table_->setSortingEnabled(false);
    split_->setSpacing(4);
    scroll_->setWidget(waterfall_); // a small panel has no room for all steps
    scroll_->setWidgetResizable(true);
    scroll_->setFrameShape(QFrame::NoFrame);
    scroll_->setFocusPolicy(Qt::NoFocus);
    scroll_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(waterfall_, &WaterfallChart::reached, this, [this](const QRect& row) {
        scroll_->ensureVisible(row.center().x(), row.center().y(), 0, row.height());
    });
    split_->addWidget(scroll_, 5);
    split_->addWidget(columns_, 5);
    split_->addWidget(table_, 1);
    body()->addLayout(split_, 1);
    arrange();
}

void AttributionPanel::buildTools() {
    for (const QString& title :
         {tr("By effect"), tr("By sector"), tr("By factor"), tr("By currency"), tr("Trading")})
        by_->addItem(title);
    by_->setCurrentIndex(1);
    by_->setAccessibleName(tr("What the return is split by"));
    form_->addItem(tr("Chart"), QStringLiteral("total"));
    form_->addItem(tr("By month"), QStringLiteral("months"));
    form_->addItem(tr("Table"), QStringLiteral("table"));
    form_->setAccessibleName(tr("How it is shown"));
    buildMethods();
    for (QWidget* tool : std::initializer_list<QWidget*>{by_, form_, benchmark_, methods_})
        tools()->addWidget(tool);
    tools()->addStretch(1);
    connect(by_, &QComboBox::currentIndexChanged, this, &AttributionPanel::refresh);
    connect(form_, &QComboBox::currentIndexChanged, this, &AttributionPanel::arrange);
    connect(benchmark_, &BenchmarkChoice::chosen, this, &AttributionPanel::refresh);
    connect(span_, &SpanSelector::spanChanged, this, &AttributionPanel::refresh);
}

void AttributionPanel::buildMethods() {
    auto* menu = new QMenu(methods_);
    const auto add = [&](QActionGroup* group, const QString& title, const char* name) {
        QAction* action = menu->addAction(title);
        action->setCheckable(true);
        action->setData(QLatin1String(name));
        action->setChecked(group->actions().isEmpty());
        group->addAction(action);
    };
    add(linking_, tr("Sessions joined after Carino"), "carino");
    add(linking_, tr("Sessions joined after Menchero"), "menchero");
    menu->addSeparator();
    add(interaction_, tr("Interaction counts as selection"), "selection");
    add(interaction_, tr("Interaction on its own"), "separate");
    methods_->setText(tr("Method"));
    methods_->setAccessibleName(tr("Method of the attribution"));
    methods_->setToolTip(tr("Brinson and Fachler by sector; how sessions are joined and interaction counts"));
    methods_->setPopupMode(QToolButton::InstantPopup);
    methods_->setFocusPolicy(Qt::TabFocus);
    methods_->setMenu(menu);
    for (QActionGroup* group : {linking_, interaction_})
        connect(group, &QActionGroup::triggered, this, &AttributionPanel::refresh);
}

AttributionBy AttributionPanel::chosen() const {
    return static_cast<AttributionBy>(by_->currentIndex());
}

QJsonObject AttributionPanel::asked() const {
    QJsonObject out{{QStringLiteral("portfolio_id"), context().portfolio},
                    {QStringLiteral("attribution_type"), QLatin1String(kTypes[by_->currentIndex()])},
                    {QStringLiteral("time_period"), QLatin1String(kPeriods[static_cast<int>(span_->span())])},
                    {QStringLiteral("linking"), chosenOf(linking_)},
                    {QStringLiteral("interaction"), chosenOf(interaction_)},
                    {QStringLiteral("over_time"), QStringLiteral("monthly")}};
    if (chosen() == AttributionBy::Factor) {
        QJsonArray factors;
        for (const char* name : kFactors)
            factors.append(QLatin1String(name));
        out.insert(QStringLiteral("factors"), factors);
    }
    return benchmark_->in(dated(out, QStringLiteral("as_of")));
}

void AttributionPanel::request() {
    const QString portfolio = portfolioOrEmpty();
    if (portfolio.isEmpty() || !offers(kAttribution)) return;
    titleLine()->setSubject(portfolio);
    load(QStringLiteral("attribution"), kAttribution, asked(),
         [this](const QJsonObject& answer, const QJsonObject&) { show(answer); });
}

void AttributionPanel::show(const QJsonObject& answer) {
    answer_ = answer;
    const auto text = [&](const char* name) { return answer.value(QLatin1String(name)).toString(); };
    const auto percent = [&](const char* name) {
        return formatPercent(answer.value(QLatin1String(name)).toDouble(std::nan("")));
    };
    totals_->clear(); // not those of the answer before
    if (text("period_start").isEmpty())
        return showEmpty(tr("There is no return to explain yet. It begins with the first transaction."),
                         tr("Record a transaction"),
                         [this] { desk().open_panel(QStringLiteral("transactions")); });
    benchmark_->setOwn(benchmark_->benchmark().isEmpty() ? text("benchmark") : QString());
    totals_->setText(tr("Active %1  =  %2 − %3 of %4")
                         .arg(percent("active_return"), percent("total_return"), percent("benchmark_return"),
                              text("benchmark")));
    totals_->setToolTip(
        tr("%1 to %2, both compounded over the same sessions").arg(text("period_start"), text("period_end")));
    const AttributionView view = attributionView(answer, chosen(), {kAttribution, asked(), {}});
    waterfall_->setSteps(view.steps, view.kind);
    columns_->setParts(view.periods, view.parts, view.sum, view.kind);
    showTable(view);
    arrange();
}

void AttributionPanel::showTable(const AttributionView& view) {
    model_.setNumbers(view.numbers, view.first, false);
    model_.setRows(view.rows);
    table_->setColumnWidth(0, kFirstWidth);
    for (int column = 1; column <= view.numbers.size(); ++column)
        table_->setColumnWidth(column, kNumberWidth);
    QVector<int> dispensable; // the total stays
    for (const int column : {2, 1, 5, 4, 3})
        if (column < view.numbers.size()) dispensable.append(column);
    table_->showWhatFits(dispensable);
}

/// The table stands beside the chart where both have room; else the reader chooses one of them.
void AttributionPanel::arrange() {
    const QString form = form_->currentData().toString();
    const bool beside = width() >= kBeside, both = beside || height() >= kBelow;
    split_->setStretchFactor(table_, beside ? 6 : 5);
    split_->setDirection(beside ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    scroll_->setVisible(form == QLatin1String("total"));
    columns_->setVisible(form == QLatin1String("months"));
    table_->setVisible(form == QLatin1String("table") || both);
}

QString AttributionPanel::totals() const {
    return totals_->text();
}

TableData AttributionPanel::exportTable() const {
    return form_->currentIndex() == 1 ? columns_->table() : model_.table();
}

QWidget* AttributionPanel::chart() const {
    return form_->currentIndex() == 1 ? static_cast<QWidget*>(columns_->plot()) : waterfall_;
}

QJsonObject AttributionPanel::choices() const {
    return {{QStringLiteral("by"), by_->currentIndex()},
            {QStringLiteral("form"), form_->currentIndex()},
            {QStringLiteral("span"), static_cast<int>(span_->span())},
            {QStringLiteral("benchmark"), benchmark_->benchmark()},
            {QStringLiteral("linking"), chosenOf(linking_)},
            {QStringLiteral("interaction"), chosenOf(interaction_)}};
}

void AttributionPanel::setChoices(const QJsonObject& choices) {
    const auto number = [&](const char* name, int otherwise) {
        return choices.value(QLatin1String(name)).toInt(otherwise);
    };
    by_->setCurrentIndex(std::clamp(number("by", 1), 0, by_->count() - 1));
    form_->setCurrentIndex(std::clamp(number("form", 0), 0, form_->count() - 1));
    benchmark_->setBenchmark(choices.value(QStringLiteral("benchmark")).toString());
    choose(linking_, choices.value(QStringLiteral("linking")).toString());
    choose(interaction_, choices.value(QStringLiteral("interaction")).toString());
    span_->setSpan(static_cast<Span>(std::clamp(number("span", 4), 0, 6)));
}

void AttributionPanel::resizeEvent(QResizeEvent* event) {
    Panel::resizeEvent(event);
    arrange();
}

} // namespace nautilus::ui
