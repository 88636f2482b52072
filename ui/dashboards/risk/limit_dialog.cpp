#include "ui/dashboards/risk/limit_dialog.h"

#include "ui/dialogs/dialog_parts.h"
#include "ui/dialogs/schema_form.h"
#include "ui/models/number_format.h"
#include "ui/models/risk_words.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace nautilus::ui {
namespace {

const QString kSetLimits = QStringLiteral("risk.set_limits");
constexpr double kPercent = 100;
/// Shares that the form shows in percent.
const char* const kShares[] = {"warning_at", "adjustment_factor"};

QVector<FormField> fieldsOf(const QString& type) {
    using Kind = FormField::Kind;
    const QString percent = QStringLiteral("%");
    FormField value = formField("value", Kind::Number, isShareLimit(type) ? percent : QString(),
                                isLeastLimit(type) ? LimitDialog::tr("Must not be gone below")
                                                   : LimitDialog::tr("Must not be exceeded"));
    value.required = true;
    return {
        value,
        formField("warning_at", Kind::Number, percent,
                  LimitDialog::tr("Share of the limit from which on it warns")),
        formField("hard", Kind::Switch, {},
                  LimitDialog::tr("Off: soft, to be looked at and not to be acted on at once")),
        formField("enabled", Kind::Switch, {}, LimitDialog::tr("Off: kept, but not checked")),
        formField("auto_adjust", Kind::Switch, {},
                  LimitDialog::tr("Tightens when the market is more volatile than over the year, and eases "
                                  "when it is calmer")),
        formField("adjustment_factor", Kind::Number, percent,
                  LimitDialog::tr("How far it moves when the volatility doubles or halves")),
        formField("owner", Kind::Text, {}, LimitDialog::tr("Who answers for it"))};
}

QJsonObject firstLimit() {
    return {{QStringLiteral("warning_at"), 0.8},        {QStringLiteral("hard"), true},
            {QStringLiteral("enabled"), true},          {QStringLiteral("auto_adjust"), false},
            {QStringLiteral("adjustment_factor"), 0.1}, {QStringLiteral("owner"), QString()}};
}

} // namespace

LimitDialog::LimitDialog(Desk& desk, const QVector<LimitBook>& books, const QJsonObject& limit,
                         QWidget* parent)
    : QDialog(parent), desk_(desk), book_(new QComboBox(this)), type_(new QComboBox(this)),
      meaning_(new QLabel(this)), form_(new SchemaForm(SchemaForm::Filling::Whole, this)),
      problem_(problemLine(*this)), save_(new QPushButton(tr("Save"), this)) {
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(limit.isEmpty() ? tr("Add a limit") : tr("Change a limit"));
    for (const LimitBook& each : books)
        book_->addItem(each.title, each.id);
    for (const QString& each : limitTypes())
        type_->addItem(limitTitle(each), each);
    book_->setCurrentIndex(
        std::max(0, book_->findData(limit.value(QStringLiteral("portfolio_id")).toString())));
    type_->setCurrentIndex(
        std::max(0, type_->findData(limit.value(QStringLiteral("limit_type")).toString())));
    build(limit.isEmpty());
    showFields(limit.isEmpty() ? firstLimit() : limit);
    connect(type_, &QComboBox::currentIndexChanged, this, [this] {
        QJsonObject given = form_->values();
        given.remove(QStringLiteral("value")); // another unit
        for (const char* name : kShares)
            given[QLatin1String(name)] = given.value(QLatin1String(name)).toDouble() / kPercent;
        showFields(given);
    });
}

void LimitDialog::build(bool is_new) {
    resize(460, 560);
    book_->setAccessibleName(tr("Whose limit it is"));
    type_->setAccessibleName(tr("What is limited"));
    book_->setEnabled(is_new);
    type_->setEnabled(is_new);
    meaning_->setProperty("tone", QStringLiteral("muted"));
    meaning_->setWordWrap(true);
    auto* layout = dialogLayout(*this);
    auto* head = new QFormLayout;
    head->addRow(tr("Of"), book_);
    head->addRow(tr("Limits"), type_);
    head->addRow(QString(), meaning_);
    layout->addLayout(head);
    layout->addWidget(form_->scrolled(this), 1);
    layout->addWidget(problem_);
    save_->setDefault(true);
    layout->addLayout(dialogFoot(*this, *save_));
    connect(save_, &QPushButton::clicked, this, &LimitDialog::send);
    connect(form_, &SchemaForm::submitted, this, &LimitDialog::send);
}

double LimitDialog::scale() const {
    return isShareLimit(type_->currentData().toString()) ? kPercent : 1;
}

void LimitDialog::showFields(const QJsonObject& limit) {
    const QString type = type_->currentData().toString();
    meaning_->setText(limitMeaning(type));
    QJsonObject shown = limit;
    if (limit.contains(QStringLiteral("value")))
        shown[QStringLiteral("value")] = asTyped(limit.value(QStringLiteral("value")).toDouble() * scale());
    for (const char* name : kShares)
        shown[QLatin1String(name)] = asTyped(limit.value(QLatin1String(name)).toDouble() * kPercent);
    form_->setFields(fieldsOf(type), shown);
}

QString LimitDialog::problem() const {
    return problem_->text();
}

void LimitDialog::send() {
    bool ok = false;
    QJsonObject limit = form_->values(&ok);
    if (!ok || !save_->isEnabled()) return;
    limit.insert(QStringLiteral("limit_type"), type_->currentData().toString());
    limit[QStringLiteral("value")] = asTyped(limit.value(QStringLiteral("value")).toDouble() / scale());
    for (const char* name : kShares)
        limit[QLatin1String(name)] = asTyped(limit.value(QLatin1String(name)).toDouble() / kPercent);
    const QString book = book_->currentData().toString();
    save_->setEnabled(false);
    problem_->clear();
    desk_.link.call(kSetLimits,
                    {{QStringLiteral("portfolio_id"), book}, {QStringLiteral("limits"), QJsonArray{limit}}},
                    this, [this, book, limit](const LinkReply& reply) {
                        save_->setEnabled(true);
                        if (reply.ok()) {
                            Q_EMIT saved(book, limit);
                            return accept();
                        }
                        const QJsonArray errors = reply.envelope.value(QStringLiteral("errors")).toArray();
                        problem_->setText(form_->showErrors(errors).join(QLatin1Char('\n')));
                    });
}

} // namespace nautilus::ui
