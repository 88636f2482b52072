#include "ui/dashboards/risk/stress_panel.h"

#include "ui/charts/amount_bar.h"
#include "ui/charts/record_table.h"
#include "ui/models/risk_words.h"
#include "ui/models/undo_step.h"

#include <QCheckBox>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QToolButton>
#include <QVBoxLayout>

#include <cmath>

namespace nautilus::ui {
namespace {

const QString kStress = QStringLiteral("risk.stress");
const QString kReverse = QStringLiteral("reverse");

QString kindWord(const QString& kind) {
    if (kind == QLatin1String("historical")) return StressPanel::tr("history");
    if (kind == QLatin1String("hypothetical")) return StressPanel::tr("your own");
    return StressPanel::tr("reverse");
}

QString rowTitle(const QString& scenario) {
    return scenario == kReverse ? StressPanel::tr("Reverse: likeliest day") : scenarioTitle(scenario);
}

QVector<ColumnSpec> columns() {
    return {{QStringLiteral("scenario"), StressPanel::tr("Scenario"), NumberKind::Text, {}, 0, rowTitle},
            {QStringLiteral("loss"), StressPanel::tr("Loss, %"), NumberKind::Percent,
             StressPanel::tr("Share of the portfolio value; below zero it gains")},
            {QStringLiteral("loss_amount"), StressPanel::tr("Loss"), NumberKind::Money,
             StressPanel::tr("In the base currency of the portfolio")},
            {QStringLiteral("covered"), StressPanel::tr("Covered, %"), NumberKind::Percent1,
             StressPanel::tr("Share of the positions that have data in the scenario")},
            {QStringLiteral("kind"), StressPanel::tr("Kind"), NumberKind::Text, {}, 0, kindWord},
            {QStringLiteral("from"), StressPanel::tr("From"), NumberKind::Date},
            {QStringLiteral("to"), StressPanel::tr("To"), NumberKind::Date}};
}

QVector<ColumnSpec> moveColumns() {
    return {{QStringLiteral("symbol"), StressPanel::tr("Position")},
            {QStringLiteral("move"), StressPanel::tr("Move, %"), NumberKind::Percent,
             StressPanel::tr("Its return in the scenario")},
            {QStringLiteral("loss"), StressPanel::tr("Loss, %"), NumberKind::Percent,
             StressPanel::tr("What of the loss it brings, share of the portfolio value")}};
}

QJsonArray firstShocks() {
    return {QJsonObject{{QStringLiteral("name"), StressPanel::tr("Market -10 %")},
                        {QStringLiteral("symbols"), QJsonObject{{QStringLiteral("SPY"), -0.1}}}},
            QJsonObject{{QStringLiteral("name"), StressPanel::tr("Yields +100 bp")},
                        {QStringLiteral("rate_bp"), 100}},
            QJsonObject{{QStringLiteral("name"), StressPanel::tr("VIX +50 %")},
                        {QStringLiteral("volatility"), 0.5}}};
}

} // namespace

StressModel::StressModel(QObject* parent) : RecordTableModel(columns(), parent) {}

bool StressModel::isReverse(int row) const {
    return textAt(row, QStringLiteral("kind")) == kReverse;
}

QVariant StressModel::data(const QModelIndex& index, int role) const {
    const QVariant out = RecordTableModel::data(index, role);
    if (!isReverse(index.row())) {
        const bool dates = index.column() >= 5 && out.toString() == QString(kMissing);
        return dates && role == Qt::DisplayRole ? QVariant(QString()) : out; // one's own have no days
    }
    if (role == kOriginRole && index.column() == 1) {
        CellOrigin origin = out.value<CellOrigin>();
        origin.pointer = QStringLiteral("/data/reverse/loss");
        return QVariant::fromValue(origin);
    }
    if (role == kOriginRole) return {};
    return index.column() > 1 && role == Qt::DisplayRole && out.toString() == QString(kMissing)
               ? QVariant(QString())
               : out;
}

StressPanel::StressPanel(Desk& desk, QWidget* parent)
    : Panel(desk, QStringLiteral("stress"), tr("Stress"), parent), moves_(moveColumns()),
      shocks_(firstShocks()), together_(new QCheckBox(tr("Others follow"), this)),
      target_(new QDoubleSpinBox(this)), facts_(makeNote()) {
    follow(kFollowsPortfolio | kFollowsDate);
    buildTools();
    buildBody();
}

void StressPanel::buildTools() {
    const auto button = [this](const QString& text, const QString& hint, auto act) {
        auto* out = new QToolButton(this);
        out->setText(text);
        out->setToolTip(hint);
        out->setAccessibleName(hint);
        tools()->addWidget(out);
        connect(out, &QToolButton::clicked, this, act);
    };
    button(tr("Scenario…"), tr("Add a scenario of your own (Insert)"), &StressPanel::add);
    button(tr("Change…"), tr("Change your scenario of the row (Enter)"), &StressPanel::change);
    button(tr("Remove"), tr("Remove your scenario of the row (Delete)"), &StressPanel::removeCurrent);
    together_->setChecked(true);
    together_->setToolTip(
        tr("What is not shocked moves as it did together with what is; else it stands still"));
    tools()->addStretch(1);
    target_->setRange(0.5, 95);
    target_->setDecimals(1);
    target_->setSingleStep(2.5);
    target_->setValue(10);
    target_->setPrefix(tr("Reverse: loses "));
    target_->setSuffix(QStringLiteral("\u00A0%"));
    target_->setAccessibleName(tr("Loss of the reverse stress, percent"));
    target_->setKeyboardTracking(false);
    target_->findChild<QLineEdit*>()->setAccessibleName(target_->accessibleName());
    tools()->addWidget(target_);
    connect(together_, &QCheckBox::toggled, this, &Panel::refresh);
    connect(target_, &QDoubleSpinBox::valueChanged, this, &Panel::refresh);
}

void StressPanel::buildBody() {
    table_ = makeTable(model_, tr("Scenarios and their losses"), {158, 130, 76, 76, 78, 92, 92});
    table_->setItemDelegateForColumn(1, new AmountBar(desk().theme, true, table_));
    moves_table_ = makeTable(moves_, tr("Positions in the scenario"), {62, 62, 90});
    moves_table_->setItemDelegateForColumn(2, new AmountBar(desk().theme, true, moves_table_));
    moves_table_->horizontalHeader()->setStretchLastSection(false);
    moves_table_->horizontalHeader()->setSectionResizeMode(2, QHeaderView::Stretch);
    auto* side = new QHBoxLayout;
    side->setSpacing(0);
    side->addWidget(table_, 7);
    side->addWidget(moves_table_, 4);
    facts_->setContentsMargins(0, 4, 0, 4);
    facts_->setWordWrap(true);
    body()->addLayout(side, 1);
    auto* foot = new QHBoxLayout;
    foot->setContentsMargins(12, 0, 12, 2);
    foot->setSpacing(12);
    foot->addWidget(facts_, 1);
    foot->addWidget(together_);
    body()->addLayout(foot);
    table_->showWhatFits({6, 5, 4, 3, 2});
    table_->horizontalHeader()->setStretchLastSection(false);
    table_->horizontalHeader()->setSectionResizeMode(1, QHeaderView::Stretch);
    connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] { showMoves(); });
    connect(table_, &RecordTable::rowActivated, this, &StressPanel::change);
}

QJsonObject StressPanel::choices() const {
    return {{QStringLiteral("shocks"), shocks_},
            {QStringLiteral("together"), together_->isChecked()},
            {QStringLiteral("target"), target_->value()}};
}

void StressPanel::setChoices(const QJsonObject& choices) {
    together_->setChecked(choices.value(QStringLiteral("together")).toBool(true));
    target_->setValue(choices.value(QStringLiteral("target")).toDouble(10));
    if (choices.contains(QStringLiteral("shocks")))
        setShocks(choices.value(QStringLiteral("shocks")).toArray());
}

QJsonObject StressPanel::question() const {
    QJsonObject out{{QStringLiteral("portfolio_id"), context().portfolio},
                    {QStringLiteral("propagate"), together_->isChecked()},
                    {QStringLiteral("reverse_loss"), target_->value() / 100}};
    return dated(out, QStringLiteral("as_of"));
}

void StressPanel::request() {
    if (!offers(kStress)) return;
    if (portfolioOrEmpty().isEmpty()) return model_.setTable({});
    asked_ = question();
    asked_.insert(QStringLiteral("shocks"), shocks_);
    load(QStringLiteral("stress"), kStress, asked_,
         [this](const QJsonObject& answer, const QJsonObject& metadata) { show(answer, metadata); });
}

void StressPanel::show(const QJsonObject& answer, const QJsonObject& metadata) {
    answer_ = answer;
    metadata_ = metadata;
    TableData table = readList(answer, QStringLiteral("scenarios"),
                               {QStringLiteral("scenario"), QStringLiteral("loss"),
                                QStringLiteral("loss_amount"), QStringLiteral("covered"),
                                QStringLiteral("kind"), QStringLiteral("from"), QStringLiteral("to")});
    takeReasons(table, metadata);
    table.operation = kStress;
    table.parameters = asked_;
    const QJsonObject reverse = answer.value(QStringLiteral("reverse")).toObject();
    if (reverse.value(QStringLiteral("loss")).isDouble())
        table.rows.append({kReverse, reverse.value(QStringLiteral("loss")), QJsonValue::Null,
                           QJsonValue::Null, kReverse, QJsonValue::Null, QJsonValue::Null});
    const QString before = model_.textAt(table_->currentIndex().row(), QStringLiteral("scenario"));
    model_.setTable(table);
    titleLine()->setSubject(context().portfolio);
    int row = 0;
    double worst = -1;
    for (int i = 0; i < model_.rowCount(); ++i) {
        const double loss = model_.index(i, 1).data(kRawRole).toDouble();
        const bool same = model_.textAt(i, QStringLiteral("scenario")) == before;
        if (same || (worst < 1e9 && loss > worst && !model_.isReverse(i))) {
            row = i;
            worst = same ? 1e9 : loss;
        }
    }
    table_->setCurrentIndex(model_.index(row, 0));
    showMoves();
    if (model_.rowCount() == 0)
        showEmpty(tr("The portfolio holds nothing on this date that could be stressed."),
                  tr("Show the positions"), [this] { desk().open_panel(QStringLiteral("positions")); });
}

void StressPanel::showMoves() {
    const int row = table_->currentIndex().row();
    if (row < 0) return moves_.setTable({});
    const QJsonObject reverse = answer_.value(QStringLiteral("reverse")).toObject();
    const int source = model_.sourceRow(row);
    const QJsonObject of = model_.isReverse(row)
                               ? reverse
                               : answer_.value(QStringLiteral("scenarios")).toArray().at(source).toObject();
    TableData table = readList(of, QStringLiteral("positions"),
                               {QStringLiteral("symbol"), QStringLiteral("move"), QStringLiteral("loss")});
    table.list = model_.isReverse(row) ? QStringLiteral("reverse/positions")
                                       : QStringLiteral("scenarios/%1/positions").arg(source);
    takeReasons(table, metadata_);
    for (int i = 0; i < table.rows.size(); ++i) // a loss is missing for the reason that its move is
        if (const QString why = table.reason(i, 1); !why.isEmpty()) table.reasons.insert({i, 2}, why);
    table.operation = kStress;
    table.parameters = asked_;
    moves_.setTable(table);
    const double away = reverse.value(QStringLiteral("deviations")).toDouble(std::nan(""));
    const QString why = model_.index(row, 1).data(Qt::ToolTipRole).toString();
    if (model_.isReverse(row))
        facts_->setText(tr("The most likely single day that loses %1 lies %2 daily deviations away.")
                            .arg(formatPercent(reverse.value(QStringLiteral("loss")).toDouble(std::nan(""))),
                                 formatNumber(away, 1)));
    else if (!why.isEmpty())
        facts_->setText(tr("No figure: %1.").arg(why));
    else
        facts_->setText(model_.textAt(row, QStringLiteral("kind")) == QLatin1String("historical")
                            ? tr("Today's positions with the returns of those days.")
                        : together_->isChecked()
                            ? tr("What is not shocked moves as it did together with what is.")
                            : tr("What is not shocked stands still."));
}

QString StressPanel::facts() const {
    return facts_->text();
}

int StressPanel::currentShock() const {
    const int row = table_->currentIndex().row();
    if (model_.textAt(row, QStringLiteral("kind")) != QLatin1String("hypothetical")) return -1;
    const QString name = model_.textAt(row, QStringLiteral("scenario"));
    for (int i = 0; i < shocks_.size(); ++i)
        if (shocks_[i].toObject().value(QStringLiteral("name")).toString() == name) return i;
    return -1;
}

ShockDialog* StressPanel::add() {
    return openDialog(-1);
}

ShockDialog* StressPanel::change() {
    const int index = currentShock();
    if (index < 0) desk().say(tr("Only scenarios of your own can be changed."));
    return index < 0 ? nullptr : openDialog(index);
}

ShockDialog* StressPanel::openDialog(int index) {
    if (context().portfolio.isEmpty()) return nullptr;
    auto* dialog =
        new ShockDialog(desk(), question(), index < 0 ? QJsonObject() : shocks_[index].toObject(), this);
    connect(dialog, &ShockDialog::saved, this, [this, index](const QJsonObject& shock) {
        QJsonArray after = shocks_;
        if (index < 0)
            after.append(shock);
        else
            after[index] = shock;
        const QString name = shock.value(QStringLiteral("name")).toString();
        keep(index < 0 ? tr("add the scenario %1").arg(name) : tr("change the scenario %1").arg(name), after);
    });
    dialog->open();
    return dialog;
}

void StressPanel::removeCurrent() {
    const int index = currentShock();
    if (index < 0) return desk().say(tr("Only scenarios of your own can be removed."));
    QJsonArray after = shocks_;
    const QString name = after.takeAt(index).toObject().value(QStringLiteral("name")).toString();
    keep(tr("remove the scenario %1").arg(name), after);
}

void StressPanel::keep(const QString& what, const QJsonArray& after) {
    const QPointer<StressPanel> self(this);
    desk().undo.push(new UndoStep(
        what,
        [self, after] {
            if (self) self->setShocks(after);
        },
        [self, before = shocks_] {
            if (self) self->setShocks(before);
        }));
}

void StressPanel::setShocks(const QJsonArray& shocks) {
    shocks_ = shocks;
    refresh();
}

void StressPanel::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Delete) return removeCurrent();
    if (event->key() == Qt::Key_Insert) {
        add();
        return;
    }
    Panel::keyPressEvent(event);
}

} // namespace nautilus::ui
