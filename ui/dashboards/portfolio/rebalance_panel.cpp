#include "ui/dashboards/portfolio/rebalance_panel.h"

#include "ui/charts/amount_bar.h"
#include "ui/charts/chart_export.h"
#include "ui/charts/column_chart.h"
#include "ui/charts/plot.h"
#include "ui/charts/record_table.h"
#include "ui/dashboards/portfolio/rebalance_fields.h"
#include "ui/dialogs/pointer_form.h"
#include "ui/models/optimiser_words.h"
#include "ui/models/risk_words.h"
#include "ui/shell/key_figures.h"

#include <QFileDialog>
#include <QJsonArray>
#include <QScrollArea>
#include <QStyle>
#include <QToolButton>

#include <algorithm>
#include <cmath>

namespace nautilus::ui {
namespace {

const QString kRebalance = QStringLiteral("portfolio.rebalance");
constexpr int kSide = 290, kSoonMs = 250, kBeside = 640;

double numberOf(const QJsonObject& object, const QString& name) {
    return object.value(name).toDouble(std::nan(""));
}

QVector<ColumnSpec> tradeColumns() {
    return {{QStringLiteral("symbol"), RebalancePanel::tr("Symbol")},
            {QStringLiteral("action"), RebalancePanel::tr("Trade"), NumberKind::Text, {}, 0, tradeWord},
            {QStringLiteral("shares"), RebalancePanel::tr("Units"), NumberKind::Integer},
            {QStringLiteral("value"), RebalancePanel::tr("Value"), NumberKind::Money,
             RebalancePanel::tr("In the base currency")},
            {QStringLiteral("price"), RebalancePanel::tr("Price"), NumberKind::Price},
            {QStringLiteral("cost"), RebalancePanel::tr("Cost"), NumberKind::Money,
             RebalancePanel::tr("Fees and market impact, in the base currency")},
            {QStringLiteral("cost_bps"), RebalancePanel::tr("Cost, bp"), NumberKind::Decimal1,
             RebalancePanel::tr("Of the value")},
            {QStringLiteral("participation"), RebalancePanel::tr("Volume, %"), NumberKind::Percent,
             RebalancePanel::tr("Of the usual volume while it is worked")},
            {QStringLiteral("realised_gain"), RebalancePanel::tr("Gain"), NumberKind::Money,
             RebalancePanel::tr("Of the lots sold")},
            {QStringLiteral("tax"), RebalancePanel::tr("Tax"), NumberKind::Money},
            {QStringLiteral("lots"), RebalancePanel::tr("Lots"), NumberKind::Text,
             RebalancePanel::tr("Sold, with units")}};
}

} // namespace

RebalancePanel::RebalancePanel(Desk& desk, QWidget* parent)
    : Panel(desk, QStringLiteral("portfolio.rebalance"), tr("Rebalance"), parent),
      form_(new PointerForm(this)), said_(new QLabel(this)), figures_(new KeyFigures(104, this)),
      trades_(tradeColumns()), schedule_(new ColumnChart(desk.theme, this)), save_(new QToolButton(this)) {
    follow(kFollowsPortfolio | kFollowsDate);
    buildTools();
    buildSide();
    buildBody();
    soon_.setSingleShot(true);
    soon_.setInterval(kSoonMs);
    connect(&soon_, &QTimer::timeout, this, &RebalancePanel::refresh);
}

void RebalancePanel::buildTools() {
    tools()->addStretch(1);
    auto* optimise = new QToolButton(this);
    optimise->setText(tr("Optimiser…"));
    optimise->setToolTip(tr("Find target weights first"));
    optimise->setAccessibleName(optimise->toolTip());
    save_->setText(tr("Save trades as CSV…"));
    save_->setAccessibleName(tr("Save the list of trades as CSV"));
    save_->setEnabled(false);
    tools()->addWidget(optimise);
    tools()->addWidget(save_);
    connect(optimise, &QToolButton::clicked, this,
            [this] { desk().open_panel(QStringLiteral("portfolio.optimiser")); });
    connect(save_, &QToolButton::clicked, this, &RebalancePanel::askPath);
}

void RebalancePanel::buildSide() {
    addRebalanceFields(*form_);
    showFields();
    QScrollArea* side = form_->scrolled(this);
    side->setFixedWidth(kSide);
    addBesideBody(side);
    setMinimumWidth(kSide + 420); // figures beside each other are not cut
    connect(form_, &PointerForm::edited, this, [this] {
        showFields();
        soon_.start();
    });
}

void RebalancePanel::buildBody() {
    said_->setWordWrap(true);
    said_->setContentsMargins(12, 6, 12, 0);
    const QPair<const char*, QString> figures[] = {{"largest_drift", tr("Largest drift")},
                                                   {"turnover", tr("Turnover")},
                                                   {"transaction_costs", tr("Costs")},
                                                   {"tax", tr("Tax")},
                                                   {"realised_gain", tr("Gains")},
                                                   {"cash_after", tr("Cash after")},
                                                   {"done", tr("Done by")}};
    for (const auto& [name, title] : figures)
        figures_->add(QLatin1String(name), title);
    trace(figures_);
    drifts_.setNumbers({{QStringLiteral("weight"), tr("Weight")},
                        {QStringLiteral("target"), tr("Target")},
                        {QStringLiteral("drift"), tr("Drift")},
                        {QStringLiteral("after"), tr("After")}},
                       tr("Symbol"), false);
    drifts_table_ = makeTable(drifts_, tr("Weights, targets and drift"), {84, 72, 72, 180, 72});
    drifts_table_->horizontalHeader()->setStretchLastSection(false);
    drifts_table_->horizontalHeader()->setSectionResizeMode(3, QHeaderView::Stretch);
    drifts_table_->setItemDelegateForColumn(3, new AmountBar(desk().theme, false, drifts_table_));
    trades_table_ = makeTable(trades_, tr("Trades to make"), {70, 54, 66, 80, 78, 70, 62, 70, 74, 70, 110});
    trades_table_->showWhatFits({10, 4, 8, 7, 5, 9});
    trace(schedule_);
    schedule_->setAccessibleName(tr("Slices of the trade"));
    schedule_->plot()->setMinimumHeight(80);
    for (RecordTable* table : {drifts_table_, trades_table_})
        table->setMinimumHeight(72);
    lower_ = new QBoxLayout(QBoxLayout::LeftToRight);
    lower_->setSpacing(4);
    lower_->addWidget(trades_table_, 6);
    lower_->addWidget(schedule_, 4);
    body()->addWidget(said_);
    body()->addWidget(figures_);
    body()->addWidget(drifts_table_, 3);
    body()->addLayout(lower_, 5);
    connect(trades_table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this] { showSchedule(); });
}

void RebalancePanel::resizeEvent(QResizeEvent* event) {
    Panel::resizeEvent(event);
    const bool beside = width() - kSide >= kBeside;
    lower_->setDirection(beside ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
}

void RebalancePanel::showFields() {
    const QString trigger = form_->value(QLatin1String(kTriggerField)).toString();
    form_->showFields([&trigger](const PointerField& field) {
        if (field.pointer.endsWith(QLatin1String("/threshold")))
            return trigger == QLatin1String("threshold") || trigger == QLatin1String("drift_band");
        if (field.pointer.endsWith(QLatin1String("/frequency"))) return trigger == QLatin1String("calendar");
        return true;
    });
}

void RebalancePanel::request() {
    const QString portfolio = portfolioOrEmpty();
    if (portfolio.isEmpty() || !offers(kRebalance) || !form_->readable()) return;
    form_->clearProblems();
    asked_ = form_->values();
    asked_.insert(QStringLiteral("portfolio_id"), portfolio);
    asked_ = dated(asked_, QStringLiteral("as_of"));
    titleLine()->setSubject(portfolio);
    load(QStringLiteral("rebalance"), kRebalance, asked_,
         [this](const QJsonObject& answer, const QJsonObject&) { show(answer); });
}

bool RebalancePanel::takesFailure(const QString& key, const LinkReply& reply) {
    Q_UNUSED(key);
    if (reply.status != 400 && reply.status != 422) return false;
    const QJsonArray errors = reply.envelope.value(QStringLiteral("errors")).toArray();
    for (const QJsonValue& each : errors)
        (void)form_->showProblem(each.toObject().value(QStringLiteral("field")).toString(),
                                 each.toObject().value(QStringLiteral("message")).toString());
    say(errors.first().toObject().value(QStringLiteral("message")).toString(), "error");
    return true;
}

CellOrigin RebalancePanel::origin(const QString& pointer) const {
    return {kRebalance, asked_, QStringLiteral("/data/") + pointer};
}

void RebalancePanel::say(const QString& text, const char* tone) {
    said_->setText(text);
    said_->setProperty("tone", QLatin1String(tone));
    said_->style()->unpolish(said_);
    said_->style()->polish(said_);
}

QString RebalancePanel::said() const {
    return said_->text();
}

void RebalancePanel::show(const QJsonObject& answer) {
    answer_ = answer;
    const QString status = answer_.value(QStringLiteral("status")).toString(),
                  reason = answer_.value(QStringLiteral("reason")).toString();
    save_->setEnabled(!answer_.value(QStringLiteral("required_trades")).toArray().isEmpty());
    if (status.isEmpty())
        return showEmpty(tr("The portfolio holds nothing on this date that could be rebalanced."),
                         tr("Show the positions"),
                         [this] { desk().open_panel(QStringLiteral("positions")); });
    const bool needed = status == QLatin1String("rebalancing_required");
    const QString head = needed                                     ? tr("Rebalancing is due.")
                         : status == QLatin1String("within_limits") ? tr("Within the limits.")
                                                                    : tr("Nothing to trade.");
    const auto left = answer_.value(QStringLiteral("not_worked")).toObject().keys();
    const QString later =
        left.isEmpty()
            ? QString()
            : QLatin1Char(' ') + tr("The participation limit leaves a part for later sessions: %1.")
                                     .arg(left.join(QStringLiteral(", ")));
    say(head + QLatin1Char(' ') + reason + later, needed ? "warn" : "good");
    showFigures();
    showDrifts();
    showTrades();
}

void RebalancePanel::showFigures() {
    const auto put = [this](const char* name, NumberKind kind, const QString& note = {}) {
        const QString key = QLatin1String(name);
        figures_->set(key, formatAs(kind, numberOf(answer_, key)), note, origin(key));
    };
    put("largest_drift", NumberKind::PercentSign);
    put("turnover", NumberKind::PercentSign);
    put("transaction_costs", NumberKind::Money,
        tr("%1 bp").arg(formatNumber(numberOf(answer_, QStringLiteral("cost_bps")), 1)));
    put("tax", NumberKind::Money);
    put("realised_gain", NumberKind::Money);
    put("cash_after", NumberKind::Money);
    const QString done = answer_.value(QStringLiteral("estimated_execution_time")).toString();
    figures_->set(QStringLiteral("done"), done.isEmpty() ? QString(kMissing) : instantText(done).mid(11),
                  done.isEmpty() ? QString() : done.mid(5, 5),
                  origin(QStringLiteral("estimated_execution_time")));
}

void RebalancePanel::showDrifts() {
    const QJsonObject now = answer_.value(QStringLiteral("current_weights")).toObject(),
                      target = answer_.value(QStringLiteral("target_weights")).toObject(),
                      after = answer_.value(QStringLiteral("weights_after")).toObject();
    QStringList symbols = now.keys();
    for (const QString& symbol : target.keys())
        if (!symbols.contains(symbol)) symbols.append(symbol);
    const auto drift = [&](const QString& symbol) {
        return now.value(symbol).toDouble() - target.value(symbol).toDouble();
    };
    std::stable_sort(symbols.begin(), symbols.end(), [&](const QString& a, const QString& b) {
        return std::abs(drift(a)) > std::abs(drift(b));
    });
    QVector<FigureRow> rows;
    for (const QString& symbol : std::as_const(symbols)) {
        FigureRow row{symbol, symbol == QLatin1String("cash") ? tr("Cash") : symbol, NumberKind::PercentSign};
        row.values = {now.value(symbol).toDouble(), target.value(symbol).toDouble(), drift(symbol),
                      numberOf(after, symbol)};
        row.origins = {origin(QStringLiteral("current_weights/") + symbol),
                       origin(QStringLiteral("target_weights/") + symbol),
                       {},
                       origin(QStringLiteral("weights_after/") + symbol)};
        rows.append(row);
    }
    drifts_.setRows(rows);
}

void RebalancePanel::showTrades() {
    TableData table = readList(answer_, QStringLiteral("required_trades"));
    const int lots = table.column(QStringLiteral("lots"));
    for (auto& row : table.rows) {
        QStringList words;
        for (const QJsonValue& lot : lots < 0 ? QJsonArray() : row[lots].toArray())
            words.append(lot.toString());
        if (lots >= 0) row[lots] = words.join(QStringLiteral(", "));
    }
    table.operation = kRebalance;
    table.parameters = asked_;
    trades_.setTable(table);
    if (!table.empty() && !trades_table_->currentIndex().isValid())
        trades_table_->setCurrentIndex(trades_.index(0, 0));
    showSchedule();
}

void RebalancePanel::showSchedule() {
    const QString symbol = trades_.textAt(trades_table_->currentIndex().row(), QStringLiteral("symbol"));
    const QJsonArray slices = answer_.value(QStringLiteral("schedule")).toArray();
    QVector<Column> columns;
    double most = 0;
    QString first, last;
    for (qsizetype i = 0; i < slices.size(); ++i) {
        const QJsonObject slice = slices[i].toObject();
        if (slice.value(QStringLiteral("symbol")).toString() != symbol) continue;
        const QString at = instantText(slice.value(QStringLiteral("at")).toString());
        const double share = numberOf(slice, QStringLiteral("participation"));
        Column column{at.mid(11), numberOf(slice, QStringLiteral("shares"))};
        column.more = tr("%1 of the volume").arg(formatPercent(share));
        column.origin = origin(QStringLiteral("schedule/%1/shares").arg(i));
        columns.append(column);
        most = std::max(most, share);
        if (first.isEmpty()) first = at.mid(11);
        last = at.mid(11);
    }
    schedule_->setHeading(columns.isEmpty()
                              ? tr("Slices of the trade chosen on the left")
                              : tr("%1: units a slice from %2 to %3 UTC, up to %4 of the volume")
                                    .arg(symbol, first, last, formatPercent(most)));
    schedule_->setColumns(columns, NumberKind::Integer);
}

void RebalancePanel::askPath() {
    const QString path = QFileDialog::getSaveFileName(this, tr("Save trades"), QStringLiteral("trades.csv"),
                                                      tr("CSV (*.csv)"));
    if (!path.isEmpty())
        desk().say(saveTrades(path) ? tr("Written: %1").arg(path) : tr("Could not write %1").arg(path));
}

bool RebalancePanel::saveTrades(const QString& path) const {
    return writeText(path, toCsv(trades_.table()));
}

TableData RebalancePanel::exportTable() const {
    return trades_.table();
}

QWidget* RebalancePanel::chart() const {
    return schedule_;
}

QJsonObject RebalancePanel::choices() const {
    return {{QStringLiteral("form"), form_->texts()}};
}

void RebalancePanel::setChoices(const QJsonObject& choices) {
    form_->setTexts(choices.value(QStringLiteral("form")).toObject());
    showFields();
    refresh();
}

} // namespace nautilus::ui
