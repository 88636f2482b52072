#include "ui/dashboards/risk/shock_dialog.h"

#include "ui/dialogs/dialog_parts.h"
#include "ui/dialogs/schema_form.h"
#include "ui/models/number_format.h"

#include <QLabel>
#include <QPushButton>
#include <QRegularExpression>
#include <QScrollArea>
#include <QVBoxLayout>

namespace nautilus::ui {
namespace {

const QString kStress = QStringLiteral("risk.stress");
const char* const kMoves[] = {"symbols", "sectors", "factors"};
constexpr double kPercent = 100;

QVector<FormField> fields() {
    using Kind = FormField::Kind;
    FormField name = formField("name", Kind::Text, {}, ShockDialog::tr("How the scenario is called"));
    name.required = true;
    FormField rate = formField("rate_bp", Kind::Number, QStringLiteral("bp"),
                               ShockDialog::tr("Change of the ten-year yield"));
    rate.label = ShockDialog::tr("Yields");
    FormField volatility = formField("volatility", Kind::Number, QStringLiteral("%"),
                                     ShockDialog::tr("Relative change of the VIX: 50 is half more"));
    volatility.label = ShockDialog::tr("VIX");
    return {
        name,
        formField("symbols", Kind::Text, QStringLiteral("%"),
                  ShockDialog::tr("Symbols and their returns: SPY -10, AAPL -20")),
        formField("sectors", Kind::Text, QStringLiteral("%"),
                  ShockDialog::tr("Sectors of the portfolio and their returns: Information Technology -20")),
        formField("factors", Kind::Text, QStringLiteral("%"),
                  ShockDialog::tr("Factors of the risk model and their returns: style:momentum -3; not with "
                                  "anything else")),
        rate,
        volatility};
}

} // namespace

QJsonObject readMoves(const QString& text, QString* problem) {
    static const QRegularExpression kMove(
        QStringLiteral("^(.+?)\\s*[=:]?\\s+([+\\-\u2212]?)\\s*([0-9]+(?:\\.[0-9]+)?)\\s*%?$"));
    QJsonObject out;
    for (const QString& part :
         text.split(QRegularExpression(QStringLiteral("[;,\\n]")), Qt::SkipEmptyParts)) {
        const QString words = part.simplified();
        if (words.isEmpty()) continue;
        const auto match = kMove.match(words);
        if (!match.hasMatch()) {
            *problem = ShockDialog::tr("“%1” is no name with a return in percent.").arg(words);
            return {};
        }
        const QString sign = match.captured(2);
        const double size = match.captured(3).toDouble() / kPercent;
        out.insert(match.captured(1), asTyped(sign.isEmpty() || sign == QLatin1String("+") ? size : -size));
    }
    return out;
}

QString movesText(const QJsonObject& moves) {
    QStringList parts;
    for (auto each = moves.begin(); each != moves.end(); ++each)
        parts.append(QStringLiteral("%1 %2").arg(
            each.key(), QString::number(asTyped(each->toDouble() * kPercent), 'g', 10)));
    return parts.join(QStringLiteral(", "));
}

ShockDialog::ShockDialog(Desk& desk, QJsonObject question, const QJsonObject& shock, QWidget* parent)
    : QDialog(parent), desk_(desk), question_(std::move(question)),
      form_(new SchemaForm(SchemaForm::Filling::Sparse, this)), problem_(problemLine(*this)),
      save_(new QPushButton(tr("Compute"), this)) {
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(shock.isEmpty() ? tr("A scenario of your own") : tr("Change the scenario"));
    QJsonObject shown = shock;
    for (const char* name : kMoves)
        if (shock.contains(QLatin1String(name)))
            shown[QLatin1String(name)] = movesText(shock.value(QLatin1String(name)).toObject());
    if (shock.contains(QStringLiteral("volatility")))
        shown[QStringLiteral("volatility")] =
            asTyped(shock.value(QStringLiteral("volatility")).toDouble() * kPercent);
    form_->setFields(fields(), shown);
    build();
}

void ShockDialog::build() {
    resize(480, 560);
    auto* layout = dialogLayout(*this);
    auto* about = new QLabel(tr("What is not named moves as it did together with what is named, unless that "
                                "is switched off in the panel."),
                             this);
    about->setWordWrap(true);
    about->setProperty("tone", QStringLiteral("muted"));
    layout->addWidget(about);
    layout->addWidget(form_->scrolled(this), 1);
    layout->addWidget(problem_);
    save_->setDefault(true);
    layout->addLayout(dialogFoot(*this, *save_));
    connect(save_, &QPushButton::clicked, this, &ShockDialog::send);
    connect(form_, &SchemaForm::submitted, this, &ShockDialog::send);
}

QString ShockDialog::problem() const {
    return problem_->text();
}

QJsonObject ShockDialog::shockOf(const QJsonObject& values, QString* problem) const {
    QJsonObject out{{QStringLiteral("name"), values.value(QStringLiteral("name"))}};
    for (const char* name : kMoves) {
        const QJsonObject moves = readMoves(values.value(QLatin1String(name)).toString(), problem);
        if (!moves.isEmpty()) out.insert(QLatin1String(name), moves);
    }
    if (values.contains(QStringLiteral("rate_bp")))
        out.insert(QStringLiteral("rate_bp"), values.value(QStringLiteral("rate_bp")));
    if (values.contains(QStringLiteral("volatility")))
        out.insert(QStringLiteral("volatility"),
                   asTyped(values.value(QStringLiteral("volatility")).toDouble() / kPercent));
    if (out.size() == 1 && problem->isEmpty()) *problem = tr("Say what moves.");
    return out;
}

void ShockDialog::send() {
    bool ok = false;
    const QJsonObject values = form_->values(&ok);
    if (!ok || !save_->isEnabled()) return;
    QString problem;
    const QJsonObject shock = shockOf(values, &problem);
    problem_->setText(problem);
    if (!problem.isEmpty()) return;
    QJsonObject asked = question_;
    asked.insert(QStringLiteral("shocks"), QJsonArray{shock});
    save_->setEnabled(false);
    desk_.link.call(kStress, asked, this, [this, shock](const LinkReply& reply) {
        save_->setEnabled(true);
        if (reply.ok()) {
            Q_EMIT saved(shock);
            return accept();
        }
        const QJsonArray errors = reply.envelope.value(QStringLiteral("errors")).toArray();
        problem_->setText(form_->showErrors(errors).join(QLatin1Char('\n')));
    });
}

} // namespace nautilus::ui
