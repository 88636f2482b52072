#include "ui/dialogs/portfolio_dialog.h"

#include "ui/dialogs/dialog_parts.h"
#include "ui/models/book_words.h"

#include <QComboBox>
#include <QFormLayout>
#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace nautilus::ui {

PortfolioDialog::PortfolioDialog(Desk& desk, QWidget* parent)
    : QDialog(parent), desk_(desk), account_(new QComboBox(this)), method_(new QComboBox(this)),
      state_(problemLine(*this)), create_(new QPushButton(tr("Create"), this)) {
    setWindowTitle(tr("New portfolio"));
    setAttribute(Qt::WA_DeleteOnClose);
    setMinimumWidth(460);
    build();
    connect(create_, &QPushButton::clicked, this, &PortfolioDialog::create);
    connect(account_, &QComboBox::currentIndexChanged, this, &PortfolioDialog::showAccountRows);
    line(QStringLiteral("portfolio_id"))->setFocus();
    readAccounts();
}

void PortfolioDialog::build() {
    auto* layout = dialogLayout(*this);
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(16);
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    const auto lineWith = [this](const QString& hint) {
        auto* line = new QLineEdit(this);
        line->setPlaceholderText(hint);
        return line;
    };
    for (const QString& each : lotMethods())
        method_->addItem(lotMethod(each), each);
    addRow(*form, QStringLiteral("portfolio_id"), tr("Id"), lineWith(tr("Letters, digits, _ - .")));
    addRow(*form, QStringLiteral("name"), tr("Name"), lineWith({}));
    addRow(*form, QStringLiteral("benchmark"), tr("Benchmark"), lineWith(tr("A symbol")));
    line(QStringLiteral("benchmark"))->setText(QStringLiteral("SPY"));
    addRow(*form, QStringLiteral("account"), tr("Account"), account_);
    addRow(*form, QStringLiteral("account_id"), tr("Id of the account"),
           lineWith(tr("Letters, digits, _ - .")));
    addRow(*form, QStringLiteral("base_currency"), tr("Currency"), lineWith({}));
    line(QStringLiteral("base_currency"))->setText(QStringLiteral("USD"));
    line(QStringLiteral("base_currency"))->setMaxLength(3);
    addRow(*form, QStringLiteral("lot_method"), tr("Lots that go first"), method_);
    layout->addLayout(form);
    state_->hide();
    layout->addWidget(state_);
    layout->addStretch(1);
    create_->setDefault(true);
    layout->addLayout(dialogFoot(*this, *create_));
    account_->addItem(tr("New account…"), QString());
    showAccountRows();
}

void PortfolioDialog::addRow(QFormLayout& form, const QString& name, const QString& title, QWidget* editor) {
    Row row{new QWidget(this), editor, new QLabel(this), new QLabel(title, this)};
    auto* column = new QVBoxLayout(row.box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addWidget(editor);
    column->addWidget(row.error);
    row.error->setProperty("tone", QStringLiteral("error"));
    row.error->setProperty("type", QStringLiteral("small"));
    row.error->setWordWrap(true);
    row.error->hide();
    editor->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    row.label->setBuddy(editor);
    editor->setAccessibleName(title);
    form.addRow(row.label, row.box);
    rows_.insert(name, row);
}

QLineEdit* PortfolioDialog::line(const QString& name) const {
    return qobject_cast<QLineEdit*>(rows_.value(name).editor);
}

QString PortfolioDialog::text(const char* name) const {
    return line(QLatin1String(name))->text().trimmed();
}

QString PortfolioDialog::errorOf(const QString& name) const {
    const QLabel* error = rows_.value(name).error;
    return error && !error->isHidden() ? error->text() : QString();
}

bool PortfolioDialog::newAccount() const {
    return account_->currentData().toString().isEmpty();
}

void PortfolioDialog::readAccounts() {
    desk_.link.call(QStringLiteral("portfolio.accounts"), {}, this, [this](const LinkReply& reply) {
        const QJsonObject data = reply.envelope.value(QStringLiteral("data")).toObject();
        int place = 0;
        for (const QJsonValue& each : data.value(QStringLiteral("accounts")).toArray()) {
            const QString id = each[QStringLiteral("account_id")].toString();
            account_->insertItem(place++,
                                 tr("%1, %2, %3")
                                     .arg(id, each[QStringLiteral("base_currency")].toString(),
                                          lotMethod(each[QStringLiteral("lot_method")].toString())),
                                 id);
        }
        account_->setCurrentIndex(0);
    });
}

void PortfolioDialog::showAccountRows() {
    for (const char* name : {"account_id", "base_currency", "lot_method"})
        for (QWidget* each :
             {rows_[QLatin1String(name)].box, static_cast<QWidget*>(rows_[QLatin1String(name)].label)})
            each->setVisible(newAccount());
}

/// The account first; one that was made stays when the portfolio is refused, and is then one that is there.
void PortfolioDialog::create() {
    if (!create_->isEnabled()) return;
    for (const Row& row : std::as_const(rows_))
        row.error->hide();
    state_->hide();
    create_->setEnabled(false);
    if (!newAccount()) return createPortfolio();
    const QString id = text("account_id");
    const QJsonObject account{{QStringLiteral("account_id"), id},
                              {QStringLiteral("name"), id},
                              {QStringLiteral("base_currency"), text("base_currency").toUpper()},
                              {QStringLiteral("lot_method"), method_->currentData().toString()}};
    desk_.link.call(QStringLiteral("portfolio.save_account"), account, this,
                    [this, id](const LinkReply& reply) {
                        if (!reply.ok()) return refused(reply);
                        account_->insertItem(0, id, id);
                        account_->setCurrentIndex(0);
                        createPortfolio();
                    });
}

void PortfolioDialog::createPortfolio() {
    const QString id = text("portfolio_id");
    const QJsonObject portfolio{{QStringLiteral("portfolio_id"), id},
                                {QStringLiteral("account_id"), account_->currentData().toString()},
                                {QStringLiteral("name"), text("name").isEmpty() ? id : text("name")},
                                {QStringLiteral("benchmark"), text("benchmark").toUpper()}};
    desk_.link.call(QStringLiteral("portfolio.save_portfolio"), portfolio, this,
                    [this, id](const LinkReply& reply) {
                        if (!reply.ok()) return refused(reply);
                        desk_.say(tr("Made: portfolio %1").arg(id));
                        Q_EMIT made(id);
                        accept();
                    });
}

void PortfolioDialog::refused(const LinkReply& reply) {
    create_->setEnabled(true);
    QStringList others;
    for (const QJsonValue& each : reply.envelope.value(QStringLiteral("errors")).toArray()) {
        const QString name = each[QStringLiteral("field")].toString().section(QLatin1Char('/'), -1);
        const QString message = each[QStringLiteral("message")].toString();
        const Row row = rows_.value(name);
        if (!row.error || !row.box->isVisibleTo(this)) {
            others.append(message);
            continue;
        }
        row.error->setText(message);
        row.error->show();
    }
    if (!reply.envelope.contains(QStringLiteral("errors"))) others.append(refusalOf(reply.envelope));
    state_->setText(others.join(QLatin1Char('\n')));
    state_->setVisible(!others.isEmpty());
}

} // namespace nautilus::ui
