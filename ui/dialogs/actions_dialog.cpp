#include "ui/dialogs/actions_dialog.h"

#include "ui/charts/record_table.h"
#include "ui/dialogs/dialog_parts.h"
#include "ui/models/book_words.h"
#include "ui/models/transaction_model.h"
#include "ui/shell/book_steps.h"

#include <QJsonArray>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace nautilus::ui {
namespace {

QVector<ColumnSpec> columns() {
    return {{QStringLiteral("session"), ActionsDialog::tr("Session"), NumberKind::Date},
            {QStringLiteral("kind"), ActionsDialog::tr("Kind"), NumberKind::Text, {}, 0, transactionKind},
            {QStringLiteral("symbol"), ActionsDialog::tr("Symbol")},
            {QStringLiteral("amount"), ActionsDialog::tr("Amount"), NumberKind::Decimal2},
            {QStringLiteral("ratio_to"), ActionsDialog::tr("New"), NumberKind::Plain},
            {QStringLiteral("ratio_from"), ActionsDialog::tr("for old"), NumberKind::Plain}};
}

} // namespace

ActionsDialog::ActionsDialog(Desk& desk, QString portfolio, QWidget* parent)
    : QDialog(parent), desk_(desk), portfolio_(std::move(portfolio)), model_(columns()),
      table_(new RecordTable(desk.theme, this)), state_(new QLabel(tr("Looking…"), this)),
      record_(new QPushButton(tr("Record"), this)) {
    setWindowTitle(tr("Splits and dividends of %1").arg(portfolio_));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(560, 460);
    auto* layout = dialogLayout(*this);
    state_->setWordWrap(true);
    table_->setModel(&model_);
    table_->setAccessibleName(tr("What would be recorded"));
    const int widths[] = {92, 110, 80, 110, 60, 60};
    for (int column = 0; column < 6; ++column)
        table_->setColumnWidth(column, widths[column]);
    layout->addWidget(state_);
    layout->addWidget(table_, 1);
    record_->setEnabled(false);
    record_->setDefault(true);
    layout->addLayout(dialogFoot(*this, *record_, tr("Close")));
    connect(record_, &QPushButton::clicked, this, &ActionsDialog::record);
    ask(true);
}

QString ActionsDialog::state() const {
    return state_->text();
}

void ActionsDialog::record() {
    record_->setEnabled(false);
    ask(false);
}

void ActionsDialog::ask(bool dry_run) {
    const QJsonObject asked{{QStringLiteral("portfolio_id"), portfolio_},
                            {QStringLiteral("dry_run"), dry_run}};
    desk_.link.call(QStringLiteral("portfolio.corporate_actions"), asked, this,
                    [this, dry_run](const LinkReply& reply) {
                        if (!reply.ok()) return state_->setText(refusalOf(reply.envelope));
                        if (dry_run) return list(reply);
                        const QJsonArray done = reply.envelope.value(QStringLiteral("data"))
                                                    .toObject()
                                                    .value(QStringLiteral("transactions"))
                                                    .toArray();
                        pushRecorded(desk_, portfolio_, done);
                        desk_.say(tr("Recorded: %n transactions", nullptr, static_cast<int>(done.size())));
                        Q_EMIT recorded();
                        accept();
                    });
}

void ActionsDialog::list(const LinkReply& reply) {
    const QJsonObject data = reply.envelope.value(QStringLiteral("data")).toObject();
    const TableData table = readList(data, QStringLiteral("transactions"));
    model_.setTable(withNumbers(table, {QStringLiteral("amount")}));
    record_->setEnabled(!table.empty());
    QStringList lines{table.empty() ? tr("The book has every split and dividend that the catalog knows of.")
                                    : tr("%n transactions that the book does not have yet:", nullptr,
                                         static_cast<int>(table.rows.size()))};
    const QJsonObject metadata = reply.envelope.value(QStringLiteral("metadata")).toObject();
    for (const QJsonValue& each : metadata.value(QStringLiteral("warnings")).toArray())
        lines.append(each[QStringLiteral("message")].toString());
    state_->setText(lines.join(QLatin1Char('\n')));
}

} // namespace nautilus::ui
