#include "ui/dialogs/reverse_dialog.h"

#include "ui/dialogs/dialog_parts.h"
#include "ui/models/book_words.h"
#include "ui/shell/book_steps.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace nautilus::ui {

ReverseDialog::ReverseDialog(Desk& desk, QString portfolio, QJsonObject original, QWidget* parent)
    : QDialog(parent), desk_(desk), portfolio_(std::move(portfolio)), original_(std::move(original)),
      reason_(new QLineEdit(this)), state_(problemLine(*this)),
      reverse_(new QPushButton(tr("Reverse"), this)) {
    setWindowTitle(tr("Reverse a transaction"));
    setAttribute(Qt::WA_DeleteOnClose);
    setMinimumWidth(440);
    auto* layout = dialogLayout(*this);
    auto* what = new QLabel(
        tr("No. %1: %2, %3")
            .arg(original_.value(QStringLiteral("number")).toInt())
            .arg(transactionSentence(original_), original_.value(QStringLiteral("session")).toString()),
        this);
    what->setProperty("type", QStringLiteral("title"));
    what->setWordWrap(true);
    auto* meaning = new QLabel(tr("It stays on record and no longer counts, from its own day on."), this);
    meaning->setProperty("tone", QStringLiteral("muted"));
    meaning->setWordWrap(true);
    reason_->setPlaceholderText(tr("Reason"));
    reason_->setAccessibleName(tr("Reason"));
    reason_->setMaxLength(500);
    for (QWidget* each : std::initializer_list<QWidget*>{what, meaning, reason_, state_})
        layout->addWidget(each);
    reverse_->setDefault(true);
    layout->addLayout(dialogFoot(*this, *reverse_, tr("Close")));
    connect(reverse_, &QPushButton::clicked, this, &ReverseDialog::reverse);
    ask(true);
}

QString ReverseDialog::state() const {
    return state_->text();
}

void ReverseDialog::reverse() {
    ask(false);
}

/// At first only whether it may be: a later sale may need what this would take away.
void ReverseDialog::ask(bool dry_run) {
    QJsonObject asked{{QStringLiteral("portfolio_id"), portfolio_},
                      {QStringLiteral("number"), original_.value(QStringLiteral("number"))},
                      {QStringLiteral("dry_run"), dry_run}};
    if (!reason_->text().isEmpty()) asked.insert(QStringLiteral("note"), reason_->text());
    desk_.link.call(QStringLiteral("portfolio.reverse"), asked, this,
                    [this, dry_run](const LinkReply& reply) {
                        reverse_->setEnabled(reply.ok());
                        state_->setText(reply.ok() ? QString() : refusalOf(reply.envelope));
                        if (!reply.ok() || dry_run) return;
                        pushReversed(desk_, portfolio_, original_);
                        desk_.say(tr("Reversed: %1").arg(transactionSentence(original_)));
                        Q_EMIT reversed();
                        accept();
                    });
}

} // namespace nautilus::ui
