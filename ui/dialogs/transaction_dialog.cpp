#include "ui/dialogs/transaction_dialog.h"

#include "ui/dialogs/dialog_parts.h"
#include "ui/dialogs/schema_form.h"
#include "ui/models/book_words.h"
#include "ui/models/number_format.h"
#include "ui/shell/book_steps.h"

#include <QComboBox>
#include <QCompleter>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QShortcut>
#include <QStyle>
#include <QVBoxLayout>

namespace nautilus::ui {
namespace {

const QString kRecord = QStringLiteral("portfolio.record");
constexpr int kThinkMs = 300; ///< after the last key

/// How a member is called on screen and what stands below it.
struct Member {
    const char* name;
    const char* label;
    const char* hint;
};
constexpr Member kMembers[] = {
    {"effective_at", QT_TRANSLATE_NOOP("Book", "Day"),
     QT_TRANSLATE_NOOP("Book", "A day, or a time with its zone")},
    {"symbol", QT_TRANSLATE_NOOP("Book", "Symbol"), ""},
    {"other_symbol", QT_TRANSLATE_NOOP("Book", "Other symbol"), ""},
    {"quantity", QT_TRANSLATE_NOOP("Book", "Quantity"), ""},
    {"price", QT_TRANSLATE_NOOP("Book", "Price"), QT_TRANSLATE_NOOP("Book", "For one")},
    {"amount", QT_TRANSLATE_NOOP("Book", "Amount"), ""},
    {"other_amount", QT_TRANSLATE_NOOP("Book", "Other amount"), ""},
    {"charges", QT_TRANSLATE_NOOP("Book", "Charges"), QT_TRANSLATE_NOOP("Book", "Commission and taxes")},
    {"currency", QT_TRANSLATE_NOOP("Book", "Currency"),
     QT_TRANSLATE_NOOP("Book", "Empty: that of the instrument or account")},
    {"other_currency", QT_TRANSLATE_NOOP("Book", "Other currency"), ""},
    {"fx_rate", QT_TRANSLATE_NOOP("Book", "Exchange rate"),
     QT_TRANSLATE_NOOP("Book", "Of a foreign currency; empty: the catalog's of that day")},
    {"lots", QT_TRANSLATE_NOOP("Book", "Chosen lots"),
     QT_TRANSLATE_NOOP("Book", "Empty: by the account's method; else 12:100 14:50")},
    {"acquired_at", QT_TRANSLATE_NOOP("Book", "Acquired"),
     QT_TRANSLATE_NOOP("Book", "The day that it was bought")},
    {"unit", QT_TRANSLATE_NOOP("Book", "Smallest unit"),
     QT_TRANSLATE_NOOP("Book", "1: fractions of a share are sold for the cash in lieu")},
    {"ratio_to", QT_TRANSLATE_NOOP("Book", "New"), QT_TRANSLATE_NOOP("Book", "So many new ones")},
    {"ratio_from", QT_TRANSLATE_NOOP("Book", "for old"), QT_TRANSLATE_NOOP("Book", "for so many old ones")},
    {"cost_share_to", QT_TRANSLATE_NOOP("Book", "Share of cost"),
     QT_TRANSLATE_NOOP("Book", "So much of the cost goes to the new one")},
    {"cost_share_from", QT_TRANSLATE_NOOP("Book", "of"), QT_TRANSLATE_NOOP("Book", "of so much cost")},
    {"note", QT_TRANSLATE_NOOP("Book", "Note"), ""}};

/// Members that a kind reads, in the order in which they are typed.
QString membersOf(const QString& kind) {
    static const QHash<QString, QString> kMembers{
        {QStringLiteral("dividend"), QStringLiteral("symbol amount charges currency")},
        {QStringLiteral("interest"), QStringLiteral("amount charges currency")},
        {QStringLiteral("fee"), QStringLiteral("amount currency")},
        {QStringLiteral("deposit"), QStringLiteral("amount currency")},
        {QStringLiteral("withdrawal"), QStringLiteral("amount currency")},
        {QStringLiteral("exchange"), QStringLiteral("amount currency other_amount other_currency charges")},
        {QStringLiteral("transfer_in"), QStringLiteral("symbol quantity amount acquired_at fx_rate")},
        {QStringLiteral("transfer_out"), QStringLiteral("symbol quantity lots")},
        {QStringLiteral("split"), QStringLiteral("symbol ratio_to ratio_from unit amount")},
        {QStringLiteral("spin_off"),
         QStringLiteral("symbol other_symbol ratio_to ratio_from cost_share_to cost_share_from unit amount")},
        {QStringLiteral("merger"), QStringLiteral("symbol other_symbol ratio_to ratio_from unit amount")},
        {QStringLiteral("symbol_change"), QStringLiteral("symbol other_symbol")},
        {QStringLiteral("cash_merger"), QStringLiteral("symbol amount charges")},
        {QStringLiteral("return_of_capital"), QStringLiteral("symbol amount")}};
    return kMembers.value(kind, QStringLiteral("symbol quantity price charges fx_rate lots"));
}

QVector<FormField> fieldsOf(const QString& kind) {
    QVector<FormField> out;
    const QString names = QStringLiteral("effective_at ") + membersOf(kind) + QStringLiteral(" note");
    for (const QString& name : names.split(QLatin1Char(' '))) {
        FormField field{name};
        for (const Member& member : kMembers) {
            if (name != QLatin1String(member.name)) continue;
            field.label = QCoreApplication::translate("Book", member.label);
            if (*member.hint) field.doc = QCoreApplication::translate("Book", member.hint);
        }
        if (name.startsWith(QLatin1String("ratio_")) || name.startsWith(QLatin1String("cost_share_")))
            field.kind = FormField::Kind::Integer;
        out.append(field);
    }
    return out;
}

} // namespace

TransactionDialog::TransactionDialog(Desk& desk, QString portfolio, QWidget* parent)
    : QDialog(parent), desk_(desk), portfolio_(std::move(portfolio)), kind_(new QComboBox(this)),
      form_(new SchemaForm(SchemaForm::Filling::Sparse, this)), preview_(new QLabel(this)),
      record_(new QPushButton(tr("Record"), this)), next_(new QPushButton(tr("Record and next"), this)) {
    setWindowTitle(tr("Record a transaction of %1").arg(portfolio_));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(480, 560);
    values_.insert(QStringLiteral("symbol"), desk_.context.at(0).symbol);
    for (const QString& each : transactionKinds())
        kind_->addItem(transactionKind(each), each);
    kind_->setAccessibleName(tr("Kind of transaction"));
    kind_->setMaxVisibleItems(20);
    build();
    thinking_.setSingleShot(true);
    thinking_.setInterval(kThinkMs);
    connect(&thinking_, &QTimer::timeout, this, &TransactionDialog::think);
    connect(kind_, &QComboBox::currentIndexChanged, this, &TransactionDialog::chooseKind);
    connect(form_, &SchemaForm::submitted, this, [this] { record(); });
    connect(record_, &QPushButton::clicked, this, [this] { record(); });
    connect(next_, &QPushButton::clicked, this, [this] { record(true); });
    connect(new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_Return), this), &QShortcut::activated, this,
            [this] { record(true); });
    chooseKind();
    askDay();
}

void TransactionDialog::build() {
    auto* layout = dialogLayout(*this);
    layout->addWidget(kind_);
    layout->addWidget(form_->scrolled(this), 1);
    preview_->setWordWrap(true);
    preview_->setMinimumHeight(preview_->fontMetrics().lineSpacing() * 3);
    preview_->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    preview_->setAccessibleName(tr("What it would do"));
    layout->addWidget(preview_);
    auto* buttons = new QHBoxLayout;
    record_->setProperty("primary", true);
    next_->setToolTip(tr("Ctrl+Enter"));
    auto* close = new QPushButton(tr("Close"), this);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    buttons->addWidget(record_);
    buttons->addWidget(next_);
    buttons->addStretch(1);
    buttons->addWidget(close);
    for (QPushButton* each : {record_, next_, close})
        each->setAutoDefault(false);
    layout->addLayout(buttons);
}

void TransactionDialog::fill(const QJsonObject& transaction) {
    for (auto each = transaction.begin(); each != transaction.end(); ++each)
        values_.insert(each.key(), *each);
    QStringList picks;
    for (const QJsonValue& each : transaction.value(QStringLiteral("lots")).toArray())
        picks.append(each[QStringLiteral("lot")].toString() + QLatin1Char(':') +
                     plainCell(each[QStringLiteral("quantity")]));
    values_.insert(QStringLiteral("lots"), picks.join(QLatin1Char(' ')));
    const int place = kind_->findData(transaction.value(QStringLiteral("kind")).toString());
    const QSignalBlocker quiet(kind_);
    if (place >= 0) kind_->setCurrentIndex(place);
    showFields();
}

void TransactionDialog::chooseKind() {
    const QJsonObject typed = form_->values();
    for (const FormField& field : form_->fields()) {
        values_.remove(field.name);
        if (typed.contains(field.name)) values_.insert(field.name, typed.value(field.name));
    }
    showFields();
}

void TransactionDialog::showFields() {
    form_->setFields(fieldsOf(kind_->currentData().toString()), values_);
    for (auto* line : form_->findChildren<QLineEdit*>())
        connect(line, &QLineEdit::textEdited, this, [this] { thinking_.start(); });
    setTabOrder(kind_, form_->editor(QStringLiteral("effective_at")));
    QWidget* first = form_->editor(QStringLiteral("symbol"));
    if (!first) first = form_->editor(QStringLiteral("amount"));
    if (first && !kind_->hasFocus()) first->setFocus();
    say(tr("Fill in the fields; what it would do appears here."), QStringLiteral("muted"));
    thinking_.start();
}

/// The day that the book is valued on: what is recorded for it can be seen at once.
void TransactionDialog::askDay() {
    const QDate chosen = desk_.context.at(0).date;
    if (chosen.isValid()) values_.insert(QStringLiteral("effective_at"), chosen.toString(Qt::ISODate));
    if (chosen.isValid())
        return form_->setValue(QStringLiteral("effective_at"), chosen.toString(Qt::ISODate));
    desk_.link.call(QStringLiteral("portfolio.holdings"), {{QStringLiteral("portfolio_id"), portfolio_}},
                    this, [this](const LinkReply& reply) {
                        const QString day = reply.envelope.value(QStringLiteral("data"))
                                                .toObject()
                                                .value(QStringLiteral("as_of"))
                                                .toString();
                        const QString name = QStringLiteral("effective_at");
                        if (day.isEmpty() || form_->values().contains(name)) return;
                        values_.insert(name, day);
                        form_->setValue(name, day);
                        thinking_.start();
                    });
}

QJsonObject TransactionDialog::transaction() const {
    QJsonObject out = form_->values();
    out.insert(QStringLiteral("kind"), kind_->currentData().toString());
    if (out.contains(QStringLiteral("lots")))
        out.insert(QStringLiteral("lots"), lotPicks(out.value(QStringLiteral("lots")).toString()));
    if (out.contains(QStringLiteral("symbol")))
        out.insert(QStringLiteral("symbol"), out.value(QStringLiteral("symbol")).toString().toUpper());
    return out;
}

QJsonObject TransactionDialog::request(bool dry_run) const {
    return {{QStringLiteral("portfolio_id"), portfolio_},
            {QStringLiteral("transactions"), QJsonArray{transaction()}},
            {QStringLiteral("dry_run"), dry_run}};
}

void TransactionDialog::say(const QString& text, const QString& tone) {
    preview_->setText(text);
    preview_->setProperty("tone", tone);
    preview_->style()->unpolish(preview_);
    preview_->style()->polish(preview_);
}

QString TransactionDialog::preview() const {
    return preview_->text();
}

/// Tries what is typed so far. What is still missing is said below only: nobody likes to be scolded while
/// typing.
void TransactionDialog::think() {
    if (trial_) trial_->cancel();
    trial_ = desk_.link.call(kRecord, request(true), this, [this](const LinkReply& reply) {
        if (!reply.ok()) return say(refusalOf(reply.envelope), QStringLiteral("muted"));
        form_->clearErrors();
        showPreview(reply.envelope.value(QStringLiteral("data")).toObject());
    });
}

void TransactionDialog::showPreview(const QJsonObject& data) {
    const QJsonObject would = data.value(QStringLiteral("transactions")).toArray().first().toObject();
    const QString cash = data.value(QStringLiteral("cash")).toArray().first().toString();
    QStringList lines{transactionSentence(would)};
    const QString session = would.value(QStringLiteral("session")).toString();
    if (!session.isEmpty()) lines.append(tr("Counts for the session of %1.").arg(session));
    if (!cash.isEmpty())
        lines.append(
            tr("Cash %1 %2.")
                .arg(formatSigned(cash.toDouble(), 2), would.value(QStringLiteral("currency")).toString()));
    say(lines.join(QLatin1Char('\n')), {});
}

void TransactionDialog::record(bool next) {
    if (!record_->isEnabled()) return;
    thinking_.stop();
    if (trial_) trial_->cancel();
    record_->setEnabled(false);
    desk_.link.call(kRecord, request(false), this, [this, next](const LinkReply& reply) {
        record_->setEnabled(true);
        form_->clearErrors();
        if (!reply.ok()) {
            const QStringList others =
                form_->showErrors(reply.envelope.value(QStringLiteral("errors")).toArray());
            return say(others.isEmpty() ? tr("Not recorded: see the fields that are marked.")
                                        : others.join(QLatin1Char('\n')),
                       QStringLiteral("error"));
        }
        const QJsonArray done = reply.envelope.value(QStringLiteral("data"))
                                    .toObject()
                                    .value(QStringLiteral("transactions"))
                                    .toArray();
        pushRecorded(desk_, portfolio_, done);
        const QString said = tr("Recorded: %1").arg(transactionSentence(done.first().toObject()));
        desk_.say(said);
        Q_EMIT recorded();
        if (!next) return accept();
        for (const char* name : {"quantity", "price", "amount", "charges", "lots", "note"}) {
            values_.remove(QLatin1String(name));
            form_->setValue(QLatin1String(name), QString());
        }
        say(said, QStringLiteral("good"));
        kind_->setFocus();
    });
}

} // namespace nautilus::ui
