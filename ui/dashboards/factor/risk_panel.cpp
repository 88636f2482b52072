#include "ui/dashboards/factor/risk_panel.h"

#include "ui/charts/exposure_bars.h"
#include "ui/charts/record_table.h"
#include "ui/models/factor_names.h"
#include "ui/shell/figure_label.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QHeaderView>
#include <QJsonArray>
#include <QKeyEvent>
#include <QStackedWidget>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace nautilus::ui {
namespace {

constexpr int kTypingPauseMs = 250;
constexpr int kFirstPositions = 10;
constexpr int kGridWidth = 176;
constexpr int kStocksShown = 15;

QVector<ColumnSpec> columns() {
    return {{QStringLiteral("factor"), RiskPanel::tr("Factor"), NumberKind::Text, {}, 0, factorTitle},
            {QStringLiteral("exposure"), RiskPanel::tr("Exposure"), NumberKind::Signed2,
             RiskPanel::tr("Weighted exposure of the portfolio, less that of the benchmark")},
            {QStringLiteral("volatility"), RiskPanel::tr("Volat.\n% p.a."), NumberKind::Percent,
             RiskPanel::tr("The factor's own volatility, whatever the portfolio holds")},
            {QStringLiteral("contribution"), RiskPanel::tr("Contrib.\n% p.a."), NumberKind::Percent,
             RiskPanel::tr("Part of the total volatility; all parts add up to it")},
            {QStringLiteral("percent"), RiskPanel::tr("Share\n%"), NumberKind::Percent,
             RiskPanel::tr("Part of the total as a share")}};
}

} // namespace

RiskPanel::RiskPanel(Desk& desk, QWidget* parent)
    : Panel(desk, QStringLiteral("portfolio_risk"), tr("Portfolio risk"), parent), weights_(&desk.undo),
      model_(columns()),
      benchmark_(addChoice(tr("Benchmark"),
                           {{tr("Absolute"), QString()}, {tr("Against SP500"), QStringLiteral("SP500")}})),
      parts_by_(new QComboBox(this)), model_choice_(new QComboBox(this)), as_table_(new QToolButton(this)) {
    follow(kFollowsDate | kFollowsUniverse);
    buildTools();
    auto* row = new QHBoxLayout;
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(buildGrid());
    row->addWidget(buildResult(), 1);
    body()->addLayout(row, 1);
    typing_.setSingleShot(true);
    typing_.setInterval(kTypingPauseMs);
    connect(&typing_, &QTimer::timeout, this, &Panel::refresh);
    connect(&weights_, &WeightsModel::edited, &typing_, qOverload<>(&QTimer::start));
}

void RiskPanel::buildTools() {
    struct Tool {
        QString text;
        QString hint;
        std::function<void()> run;
    };
    const Tool entries[] = {
        {tr("Paste"), tr("Symbols and weights from the clipboard, one position a line"), [this] { paste(); }},
        {tr("Equal"), tr("The same weight for every position"), [this] { equalise(); }},
        {tr("Cap"), tr("Every stock of the universe by market cap"),
         [this] { fillFrom(Start::CapWeights); }}};
    for (const Tool& each : entries) {
        auto* button = new QToolButton(this);
        button->setText(each.text);
        button->setToolTip(each.hint);
        button->setAccessibleName(each.hint);
        connect(button, &QToolButton::clicked, this, each.run);
        tools()->addWidget(button);
    }
    tools()->addStretch(1);
    as_table_->setText(tr("Table"));
    as_table_->setAccessibleName(tr("Contributions as a table"));
    as_table_->setCheckable(true);
    tools()->addWidget(as_table_);
}

QWidget* RiskPanel::buildGrid() {
    auto* box = new QWidget(this);
    box->setFixedWidth(kGridWidth);
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 4);
    column->setSpacing(2);
    grid_ = new QTableView(box);
    grid_->setModel(&weights_);
    grid_->setAccessibleName(tr("Weights of the portfolio"));
    grid_->setFrameShape(QFrame::NoFrame);
    grid_->setShowGrid(false);
    grid_->verticalHeader()->hide();
    grid_->verticalHeader()->setDefaultSectionSize(22);
    grid_->setTabKeyNavigation(false);
    grid_->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    grid_->horizontalHeader()->setAccessibleName(tr("Column headings"));
    grid_->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed |
                           QAbstractItemView::AnyKeyPressed | QAbstractItemView::SelectedClicked);
    grid_->installEventFilter(this);
    sum_ = makeNote();
    sum_->setContentsMargins(8, 0, 4, 0);
    model_choice_->addItem(tr("Fundamental"), QStringLiteral("fundamental"));
    model_choice_->addItem(tr("Statistical"), QStringLiteral("statistical"));
    model_choice_->setAccessibleName(tr("Risk model"));
    connect(model_choice_, &QComboBox::currentIndexChanged, this, &Panel::refresh);
    parts_by_->addItem(tr("By factor"));
    parts_by_->addItem(tr("By stock"));
    parts_by_->setAccessibleName(tr("Contributions by factor or by stock"));
    connect(parts_by_, &QComboBox::currentIndexChanged, this, &RiskPanel::showParts);
    column->addWidget(grid_, 1);
    column->addWidget(sum_);
    column->addWidget(model_choice_);
    column->addWidget(parts_by_);
    return box;
}

QWidget* RiskPanel::buildResult() {
    auto* box = new QWidget(this);
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(8, 0, 0, 0);
    column->setSpacing(2);
    auto* line = new QHBoxLayout;
    line->setContentsMargins(4, 2, 8, 2);
    total_ = new FigureLabel(box);
    total_->setAccessibleName(tr("Total volatility per year"));
    trace(total_);
    total_->setProperty("type", QStringLiteral("key"));
    split_ = makeNote();
    split_->setWordWrap(true);
    line->addWidget(total_);
    line->addSpacing(10);
    line->addWidget(split_, 1);
    column->addLayout(line);
    pages_ = new QStackedWidget(box);
    bars_ = new ExposureBars(desk().theme, pages_);
    bars_->setAccessibleName(tr("Contributions to risk, percent per year"));
    bars_->setWaterfall(tr("Total"));
    trace(bars_);
    pages_->addWidget(bars_);
    RecordTable* table = makeTable(model_, tr("Risk by factor"));
    table->horizontalHeader()->setMinimumHeight(36);
    table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    pages_->addWidget(table);
    column->addWidget(pages_, 1);
    connect(as_table_, &QToolButton::toggled, this, [this](bool on) { pages_->setCurrentIndex(on ? 1 : 0); });
    return box;
}

QJsonObject RiskPanel::choices() const {
    QJsonArray weights;
    for (const auto& [symbol, weight] : weights_.weights())
        weights.append(QJsonArray{symbol, weight});
    return {{QStringLiteral("weights"), weights},
            {QStringLiteral("benchmark"), benchmark_->currentIndex()},
            {QStringLiteral("model"), model_choice_->currentIndex()},
            {QStringLiteral("parts_by"), parts_by_->currentIndex()}};
}

void RiskPanel::setChoices(const QJsonObject& choices) {
    Weights weights;
    for (const QJsonValue& each : choices.value(QStringLiteral("weights")).toArray())
        weights.append({each.toArray().at(0).toString(), each.toArray().at(1).toDouble()});
    weights_.setWeights(weights);
    benchmark_->setCurrentIndex(choices.value(QStringLiteral("benchmark")).toInt());
    model_choice_->setCurrentIndex(std::clamp(choices.value(QStringLiteral("model")).toInt(), 0, 1));
    parts_by_->setCurrentIndex(std::clamp(choices.value(QStringLiteral("parts_by")).toInt(), 0, 1));
}

QWidget* RiskPanel::chart() const {
    return bars_;
}

QString RiskPanel::totalText() const {
    return total_->text();
}

void RiskPanel::request() {
    sum_->setText(tr("Sum %1, the rest is cash").arg(formatPercent(weights_.total())));
    if (weights_.weights().isEmpty()) return fillFrom(Start::TenLargest);
    askRisk();
}

void RiskPanel::fillFrom(Start start) {
    const QString operation = QStringLiteral("factor.exposures");
    loadTable(QStringLiteral("caps"), operation,
              inUniverse(dated({{QStringLiteral("limit"), 10000}}, QStringLiteral("date")), operation),
              [this, start](const TableData& table, const QJsonObject&) { takeCaps(table, start); });
}

void RiskPanel::takeCaps(const TableData& table, Start start) {
    const int symbol = table.column(QStringLiteral("symbol"));
    const int cap = table.column(QStringLiteral("market_cap"));
    Weights caps;
    for (int row = 0; row < table.rows.size(); ++row)
        if (std::isfinite(table.number(row, cap)))
            caps.append({table.text(row, symbol), table.number(row, cap)});
    std::sort(caps.begin(), caps.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
    const bool first = start == Start::TenLargest;
    if (first && caps.size() > kFirstPositions) caps.resize(kFirstPositions);
    double sum = 0;
    for (const auto& each : std::as_const(caps))
        sum += each.second;
    for (auto& each : caps)
        each.second /= sum;
    if (caps.isEmpty())
        return showEmptyDate(
            tr("No stock has a market cap on this date. Paste a portfolio, or choose another "
               "date."));
    weights_.setWeights(caps, first ? QString() : tr("Weights by market cap"));
    typing_.stop();
    sum_->setText(tr("Sum %1, the rest is cash").arg(formatPercent(weights_.total())));
    askRisk();
}

void RiskPanel::askRisk() {
    const QString operation = QStringLiteral("factor.risk");
    QJsonObject weights;
    for (const auto& [symbol, weight] : weights_.weights())
        weights.insert(symbol, weight);
    QJsonObject parameters = dated({{QStringLiteral("weights"), weights}}, QStringLiteral("date"));
    if (!benchmark_->currentData().toString().isEmpty())
        parameters.insert(QStringLiteral("benchmark"), benchmark_->currentData().toString());
    if (model_choice_->currentIndex() > 0)
        parameters.insert(QStringLiteral("model"), model_choice_->currentData().toString());
    parameters = inUniverse(parameters, operation);
    load(QStringLiteral("risk"), operation, parameters,
         [this, operation, parameters](const QJsonObject& answer, const QJsonObject&) {
             showRisk(answer, {operation, parameters, {}});
         });
}

void RiskPanel::showRisk(const QJsonObject& answer, const CellOrigin& call) {
    TableData parts =
        readList(answer, QStringLiteral("contributions"),
                 {QStringLiteral("factor"), QStringLiteral("exposure"), QStringLiteral("volatility"),
                  QStringLiteral("contribution"), QStringLiteral("percent")});
    parts.operation = call.operation;
    parts.parameters = call.parameters;
    model_.setTable(parts);
    auto number = [&answer](const char* name) {
        return formatPercent(answer.value(QLatin1String(name)).toDouble(std::nan("")));
    };
    titleLine()->setAsOf(answer.value(QStringLiteral("date")).toString());
    titleLine()->setSubject(tr("%n positions", nullptr, static_cast<int>(weights_.weights().size())));
    total_->setFigure(number("total_volatility"),
                      {call.operation, call.parameters, QStringLiteral("/data/total_volatility")});
    split_->setText(tr("per year · factors %1 · specific %2")
                        .arg(number("factor_volatility"), number("specific_volatility")));
    parts_ = parts;
    stocks_ = readList(answer, QStringLiteral("positions"),
                       {QStringLiteral("symbol"), QStringLiteral("weight"), QStringLiteral("contribution")});
    stocks_.operation = call.operation;
    stocks_.parameters = call.parameters;
    showParts();
    if (parts.empty())
        showEmpty(tr("No position of this portfolio has exposures on this date."), tr("Ten largest stocks"),
                  [this] { fillFrom(Start::TenLargest); });
}

void RiskPanel::showParts() {
    bars_->setBars(parts_by_->currentIndex() == 0 ? barsByFactor() : barsByStock());
}

QVector<ExposureBar> RiskPanel::barsByFactor() const {
    const int factor = 0;
    const int contribution = 3;
    ExposureBar industries{QStringLiteral("industries"), tr("Industries"), 0.0};
    QVector<ExposureBar> bars;
    bool any_industry = false;
    for (int row = 0; row < parts_.rows.size(); ++row) {
        const QString id = parts_.text(row, factor);
        const double percent = parts_.number(row, contribution) * 100.0;
        if (factorKind(id) == QLatin1String("industry")) {
            any_industry = true;
            industries.value += std::isfinite(percent) ? percent : 0.0;
        } else {
            bars.append({id,
                         id == QLatin1String("specific") ? tr("Specific") : factorTitle(id),
                         percent,
                         {},
                         parts_.origin(row, contribution)});
        }
    }
    if (any_industry) bars.append(industries);
    std::stable_sort(bars.begin(), bars.end(), [](const ExposureBar& a, const ExposureBar& b) {
        return std::abs(a.value) > std::abs(b.value);
    });
    return bars;
}

QVector<ExposureBar> RiskPanel::barsByStock() const {
    const int symbol = 0;
    const int contribution = 2;
    QVector<ExposureBar> bars;
    for (int row = 0; row < stocks_.rows.size(); ++row)
        bars.append({stocks_.text(row, symbol),
                     stocks_.text(row, symbol),
                     stocks_.number(row, contribution) * 100.0,
                     {},
                     stocks_.origin(row, contribution)});
    std::stable_sort(bars.begin(), bars.end(), [](const ExposureBar& a, const ExposureBar& b) {
        return std::abs(a.value) > std::abs(b.value);
    });
    if (bars.size() <= kStocksShown) return bars;
    ExposureBar others{QStringLiteral("others"),
                       tr("%n other stocks", nullptr, static_cast<int>(bars.size()) - kStocksShown), 0.0};
    for (qsizetype i = kStocksShown; i < bars.size(); ++i)
        others.value += std::isfinite(bars[i].value) ? bars[i].value : 0.0;
    bars.resize(kStocksShown);
    bars.append(others);
    return bars;
}

void RiskPanel::equalise() {
    Weights equal = weights_.weights();
    for (auto& each : equal)
        each.second = 1.0 / static_cast<double>(equal.size());
    weights_.setWeights(equal, tr("Equal weights"));
}

void RiskPanel::paste() {
    QStringList refused;
    const Weights weights = parseWeights(QApplication::clipboard()->text(), &refused);
    if (weights.isEmpty()) return desk().say(tr("The clipboard holds no lines of symbol and weight."));
    weights_.setWeights(weights, tr("Paste weights"));
    if (!refused.isEmpty())
        desk().say(tr("Not understood: %1").arg(refused.mid(0, 3).join(QStringLiteral("; "))));
}

bool RiskPanel::eventFilter(QObject* watched, QEvent* event) {
    if (watched == grid_ && event->type() == QEvent::KeyPress) {
        auto* key = static_cast<QKeyEvent*>(event);
        if (key->matches(QKeySequence::Paste)) {
            paste();
            return true;
        }
        if (key->key() == Qt::Key_Delete && grid_->currentIndex().isValid())
            return weights_.removeRows(grid_->currentIndex().row(), 1);
    }
    return Panel::eventFilter(watched, event);
}

} // namespace nautilus::ui
