#include "ui/dashboards/portfolio/transactions_panel.h"

#include "ui/charts/record_table.h"
#include "ui/dialogs/actions_dialog.h"
#include "ui/dialogs/reverse_dialog.h"
#include "ui/dialogs/statement_dialog.h"
#include "ui/dialogs/transaction_dialog.h"
#include "ui/models/book_words.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QToolButton>

#include <algorithm>

namespace nautilus::ui {
namespace {

const QString kTransactions = QStringLiteral("portfolio.transactions");

enum Columns {
    kNumber,
    kSession,
    kKind,
    kSymbol,
    kQuantity,
    kPrice,
    kAmount,
    kCharges,
    kCash,
    kCurrency,
    kState,
    kNote
};

} // namespace

TransactionsPanel::TransactionsPanel(Desk& desk, QWidget* parent)
    : Panel(desk, QStringLiteral("transactions"), tr("Transactions"), parent),
      table_(addTable(model_, tr("Transactions"), {44, 92, 96, 60, 66, 74, 96, 66, 102, 46, 112, 60})),
      search_(new QLineEdit(this)), kind_(new QComboBox(this)), record_(new QToolButton(this)),
      reverse_(new QToolButton(this)) {
    follow(kFollowsPortfolio);
    table_->showWhatFits({kNote, kNumber, kCurrency, kCharges, kAmount, kState});
    buildTools();
    connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] {
        const int row = table_->currentIndex().row();
        reverse_->setEnabled(model_.counts(row));
        const QString symbol = model_.textAt(row, QStringLiteral("symbol"));
        if (!symbol.isEmpty() && symbol != context().symbol) setContextSymbol(symbol);
    });
    connect(&desk.link, &Link::event, this, [this](const QString& topic, const QJsonObject& payload) {
        if (topic.startsWith(QLatin1String("portfolio.transactions.")) &&
            payload.value(QStringLiteral("portfolio_id")).toString() == portfolio())
            refresh();
    });
}

void TransactionsPanel::buildTools() {
    search_->setPlaceholderText(tr("Symbol"));
    search_->setAccessibleName(tr("Only transactions of this symbol"));
    search_->setClearButtonEnabled(true);
    search_->setMaximumWidth(110);
    kind_->addItem(tr("All kinds"), QString());
    for (const QString& each : transactionKinds() + QStringList{QStringLiteral("reversal")})
        kind_->addItem(transactionKind(each), each);
    kind_->setAccessibleName(tr("Kind of transaction"));
    kind_->setMaxVisibleItems(20);
    kind_->setMinimumContentsLength(9);
    kind_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    record_->setText(tr("Record…"));
    record_->setToolTip(tr("Record a transaction (Insert)"));
    reverse_->setText(tr("Reverse…"));
    reverse_->setToolTip(tr("Take the selected transaction back (Delete)"));
    reverse_->setEnabled(false);
    auto* more = new QToolButton(this);
    more->setText(tr("More"));
    more->setAccessibleName(tr("More to do with the book"));
    more->setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu(more);
    menu->addAction(tr("Import a statement…"), this, &TransactionsPanel::importStatement);
    menu->addAction(tr("Splits and dividends of the catalog…"), this, &TransactionsPanel::recordActions);
    more->setMenu(menu);
    tools()->addWidget(search_);
    tools()->addWidget(kind_);
    tools()->addStretch(1);
    for (QToolButton* each : {record_, reverse_, more})
        tools()->addWidget(each);
    connect(record_, &QToolButton::clicked, this, &TransactionsPanel::record);
    connect(reverse_, &QToolButton::clicked, this, &TransactionsPanel::reverseSelected);
    connect(search_, &QLineEdit::textChanged, this, &TransactionsPanel::filter);
    connect(kind_, &QComboBox::currentIndexChanged, this, &TransactionsPanel::filter);
}

void TransactionsPanel::request() {
    if (!offers(kTransactions)) return;
    const QString chosen = portfolioOrEmpty();
    if (chosen.isEmpty()) return model_.setAnswer({});
    titleLine()->setSubject(chosen);
    loadTable(QStringLiteral("transactions"), kTransactions, {{QStringLiteral("portfolio_id"), chosen}},
              [this](const TableData& table, const QJsonObject&) { show(table); });
}

void TransactionsPanel::show(const TableData& table) {
    const QString current = table_->currentIndex().siblingAtColumn(kNumber).data().toString();
    model_.setAnswer(table);
    for (int row = 0; row < model_.rowCount() && !current.isEmpty(); ++row)
        if (model_.index(row, kNumber).data().toString() == current)
            table_->setCurrentIndex(model_.index(row, kSession));
    reverse_->setEnabled(model_.counts(table_->currentIndex().row()));
    titleLine()->setSubject(
        QStringLiteral("%1  ·  %2")
            .arg(portfolio(), tr("%n recorded", nullptr, static_cast<int>(table.rows.size()))));
    if (table.empty())
        showEmpty(tr("Nothing has been recorded yet. Begin with a deposit, or import a statement."),
                  tr("Record a transaction…"), [this] { record(); });
}

void TransactionsPanel::filter() {
    model_.setFilter(search_->text(), kind_->currentData().toString());
}

void TransactionsPanel::record() {
    if (portfolio().isEmpty()) return desk().new_portfolio();
    auto* dialog = new TransactionDialog(desk(), portfolio(), this);
    if (model_.answer().empty()) dialog->fill({{QStringLiteral("kind"), QStringLiteral("deposit")}});
    connect(dialog, &TransactionDialog::recorded, this, &TransactionsPanel::refresh);
    dialog->show();
}

void TransactionsPanel::reverseSelected() {
    const int row = table_->currentIndex().row();
    if (!model_.counts(row)) return;
    auto* dialog = new ReverseDialog(desk(), portfolio(), model_.transactionAt(row), this);
    connect(dialog, &ReverseDialog::reversed, this, &TransactionsPanel::refresh);
    dialog->show();
}

void TransactionsPanel::importStatement() {
    if (portfolio().isEmpty()) return;
    auto* dialog = new StatementDialog(desk(), portfolio(), this);
    connect(dialog, &StatementDialog::recorded, this, &TransactionsPanel::refresh);
    dialog->show();
    dialog->chooseFile();
}

void TransactionsPanel::recordActions() {
    if (portfolio().isEmpty()) return;
    auto* dialog = new ActionsDialog(desk(), portfolio(), this);
    connect(dialog, &ActionsDialog::recorded, this, &TransactionsPanel::refresh);
    dialog->show();
}

void TransactionsPanel::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Insert) return record();
    if (event->key() == Qt::Key_Delete) return reverseSelected();
    Panel::keyPressEvent(event);
}

QJsonObject TransactionsPanel::choices() const {
    return {{QStringLiteral("kind"), kind_->currentData().toString()}};
}

void TransactionsPanel::setChoices(const QJsonObject& choices) {
    kind_->setCurrentIndex(std::max(0, kind_->findData(choices.value(QStringLiteral("kind")).toString())));
}

} // namespace nautilus::ui
