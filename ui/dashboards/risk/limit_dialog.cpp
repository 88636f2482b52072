#include "ui/dashboards/risk/limit_dialog.h"

#include "ui/dialogs/schema_form.h"
#include "ui/models/risk_words.h"

#include <QComboBox>
#include <QDialogButtonBox>
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
    const auto field = [](const char* name, Kind kind, const QString& unit, const QString& doc) {
        FormField out;
        out.name = QLatin1String(name);
        out.kind = kind;
        out.unit = unit;
        out.doc = doc;
        return out;
    };
    const QString percent = QStringLiteral("%");
    FormField value = field("value", Kind::Number, isShareLimit(type) ? percent : QString(),
                            isLeastLimit(type) ? LimitDialog::tr("Must not be gone below")
                                               : LimitDialog::tr("Must not be exceeded"));
    value.required = true;
    return {value,
            field("warning_at", Kind::Number, percent,
                  LimitDialog::tr("Share of the limit from which on it warns")),
            field("hard", Kind::Switch, {},
                  LimitDialog::tr("Off: soft, to be looked at and not to be acted on at once")),
            field("enabled", Kind::Switch, {}, LimitDialog::tr("Off: kept, but not checked")),
            field("auto_adjust", Kind::Switch, {},
                  LimitDialog::tr("Tightens when the market is more volatile than over the year, and eases "
                                  "when it is calmer")),
            field("adjustment_factor", Kind::Number, percent,
                  LimitDialog::tr("How far it moves when the volatility doubles or halves")),
            field("owner", Kind::Text, {}, LimitDialog::tr("Who answers for it"))};
}

QJsonObject firstLimit() {
    return {{QStringLiteral("warning_at"), 0.8},        {QStringLiteral("hard"), true},
            {QStringLiteral("enabled"), true},          {QStringLiteral("auto_adjust"), false},
            {QStringLiteral("adjustment_factor"), 0.1}, {QStringLiteral("owner"), QString()}};
}

/// 0.07 * 100 is 7.000000000000001: what people typed comes back.
double rounded(double value) {
    return QString::number(value, 'g', 12).toDouble();
}

} // namespace

LimitDialog::LimitDialog(Desk& desk, const QVector<LimitBook>& books, const QJsonObject& limit,
                         QWidget* parent)
    : QDialog(parent), desk_(desk), book_(new QComboBox(this)), type_(new QComboBox(this)),
      meaning_(new QLabel(this)), form_(new SchemaForm(SchemaForm::Filling::Whole, this)),
      problem_(new QLabel(this)), save_(new QPushButton(tr("Save"), this)) {
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
    problem_->setProperty("tone", QStringLiteral("error"));
    problem_->setWordWrap(true);
    auto* layout = new QVBoxLayout(this);
    auto* head = new QFormLayout;
    head->addRow(tr("Of"), book_);
    head->addRow(tr("Limits"), type_);
    head->addRow(QString(), meaning_);
    layout->addLayout(head);
    layout->addWidget(form_->scrolled(this), 1);
    layout->addWidget(problem_);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    save_->setProperty("primary", true);
    save_->setDefault(true);
    buttons->addButton(save_, QDialogButtonBox::AcceptRole);
    layout->addWidget(buttons);
    connect(save_, &QPushButton::clicked, this, &LimitDialog::send);
    connect(form_, &SchemaForm::submitted, this, &LimitDialog::send);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

double LimitDialog::scale() const {
    return isShareLimit(type_->currentData().toString()) ? kPercent : 1;
}

void LimitDialog::showFields(const QJsonObject& limit) {
    const QString type = type_->currentData().toString();
    meaning_->setText(limitMeaning(type));
    QJsonObject shown = limit;
    if (limit.contains(QStringLiteral("value")))
        shown[QStringLiteral("value")] = rounded(limit.value(QStringLiteral("value")).toDouble() * scale());
    for (const char* name : kShares)
        shown[QLatin1String(name)] = rounded(limit.value(QLatin1String(name)).toDouble() * kPercent);
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
    limit[QStringLiteral("value")] = rounded(limit.value(QStringLiteral("value")).toDouble() / scale());
    for (const char* name : kShares)
        limit[QLatin1String(name)] = rounded(limit.value(QLatin1String(name)).toDouble() / kPercent);
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
