#include "ui/dashboards/portfolio/feasibility_view.h"

#include "ui/dialogs/pointer_form.h"
#include "ui/link/link.h"
#include "ui/models/number_format.h"
#include "ui/models/optimiser_words.h"

#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QStyle>
#include <QVBoxLayout>

#include <cmath>

namespace nautilus::ui {
namespace {

constexpr int kRow = 22, kMostRows = 5;
constexpr int kFirstRefusal = 400, kLastRefusal = 499, kInfeasible = 422;

double numberOf(const QJsonObject& object, const char* name) {
    return object.value(QLatin1String(name)).toDouble(std::nan(""));
}

QString textOf(const QJsonObject& object, const char* name) {
    return object.value(QLatin1String(name)).toString();
}

} // namespace

std::optional<Refusal> refusalOf(const LinkReply& reply) {
    const bool of_request = reply.status >= kFirstRefusal && reply.status <= kLastRefusal &&
                            reply.status != 401 && reply.status != 403 && reply.status != 429;
    if (!of_request) return std::nullopt;
    Refusal out;
    out.errors = reply.envelope.value(QStringLiteral("errors")).toArray();
    out.why = sentence(textOf(out.errors.first().toObject(), "message"));
    out.conflict = reply.status == kInfeasible && out.errors.size() > 1;
    return out;
}

FeasibilityView::FeasibilityView(QWidget* parent)
    : QWidget(parent), said_(new QLabel(this)), conflicts_(new QListWidget(this)),
      button_(new QPushButton(this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 6, 8, 8);
    column->setSpacing(4);
    said_->setWordWrap(true);
    said_->setMinimumHeight(32);
    conflicts_->setAccessibleName(tr("Constraints that stand against each other"));
    conflicts_->setToolTip(tr("Enter or a click: to its field"));
    conflicts_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    conflicts_->setTextElideMode(Qt::ElideRight);
    column->addWidget(said_);
    column->addWidget(conflicts_);
    column->addWidget(button_);
    const auto jump = [this](QListWidgetItem* item) {
        Q_EMIT fieldAsked(item->data(Qt::UserRole).toString());
    };
    connect(conflicts_, &QListWidget::itemActivated, this, jump);
    connect(conflicts_, &QListWidget::itemClicked, this, jump);
    connect(button_, &QPushButton::clicked, this, [this] {
        if (relaxed_)
            Q_EMIT takeOverAsked(relaxations_);
        else
            Q_EMIT relaxAsked();
    });
    clear();
}

void FeasibilityView::say(const QString& text, const char* tone) {
    said_->setText(text);
    if (said_->property("tone").toString() == QLatin1String(tone)) return;
    said_->setProperty("tone", QLatin1String(tone));
    said_->style()->unpolish(said_);
    said_->style()->polish(said_);
}

void FeasibilityView::addRow(const QString& text, const QString& hint, const QString& pointer) {
    auto* item = new QListWidgetItem(text, conflicts_);
    item->setToolTip(hint);
    item->setData(Qt::UserRole, pointer);
    item->setSizeHint({0, kRow});
}

void FeasibilityView::fit() {
    const int rows = std::min(kMostRows, conflicts_->count());
    conflicts_->setVisible(rows > 0);
    conflicts_->setFixedHeight(rows * kRow + 4);
}

void FeasibilityView::clear() {
    relaxations_ = {};
    relaxed_ = false;
    conflicts_->clear();
    fit();
    button_->hide();
    say(tr("Feasibility is not known yet."), "muted");
}

void FeasibilityView::showDiagnosis(const QJsonObject& diagnosis) {
    clear();
    if (diagnosis.value(QStringLiteral("feasible")).toBool())
        return say(tr("Feasible: returns from %1 to %2, volatility from %3")
                       .arg(formatPercent(numberOf(diagnosis, "min_return")),
                            formatPercent(numberOf(diagnosis, "max_return")),
                            formatPercent(numberOf(diagnosis, "min_volatility"))),
                   "good");
    say(tr("These cannot hold together:"), "error");
    for (const QJsonValue& each : diagnosis.value(QStringLiteral("conflict")).toArray()) {
        const QJsonObject conflict = each.toObject();
        addRow(
            constraintText(conflict) + QStringLiteral("  ") + wayOutText(conflict),
            tr("%1. →: the limit in the least relaxation. Enter: to its field").arg(constraintText(conflict)),
            textOf(conflict, "pointer"));
    }
    fit();
    relaxations_ = diagnosis.value(QStringLiteral("relaxations")).toArray();
    QStringList ways;
    for (const QJsonValue& each : std::as_const(relaxations_))
        ways.append(constraintText(each.toObject()) + QStringLiteral("  ") + wayOutText(each.toObject()));
    button_->setText(tr("Relax by the least that will do"));
    button_->setToolTip(ways.join(QLatin1Char('\n')));
    button_->setVisible(!relaxations_.isEmpty());
}

void FeasibilityView::showRelaxed(const QJsonArray& relaxations) {
    clear();
    relaxed_ = true;
    relaxations_ = relaxations;
    say(tr("Relaxed by the least that will do:"), "warn");
    for (const QJsonValue& each : relaxations)
        addRow(constraintText(each.toObject()) + QStringLiteral("  ") + wayOutText(each.toObject()),
               constraintText(each.toObject()), textOf(each.toObject(), "pointer"));
    fit();
    button_->setText(tr("Put these limits into the form"));
    button_->setToolTip({});
    button_->setVisible(!relaxations.isEmpty());
}

void FeasibilityView::showRefusal(const Refusal& refusal, PointerForm& form) {
    clear();
    say(refusal.conflict ? tr("These cannot hold together:") : refusal.why, "error");
    for (const QJsonValue& each : refusal.errors) {
        const QString pointer = textOf(each.toObject(), "field"),
                      message = textOf(each.toObject(), "message"), title = form.titleOf(pointer);
        if (!refusal.conflict) // a conflict is said once, here
            (void)form.showProblem(pointer, message);
        else if (!pointer.isEmpty())
            addRow(title.isEmpty() ? sentence(message) : title, sentence(message), pointer);
    }
    fit();
    form.mark(pointers());
}

void FeasibilityView::offerRelaxation() {
    button_->setText(tr("Relax by the least that will do"));
    button_->setToolTip({});
    button_->show();
}

QString FeasibilityView::said() const {
    return said_->text();
}

QStringList FeasibilityView::pointers() const {
    QStringList out;
    for (int row = 0; row < conflicts_->count(); ++row)
        out.append(conflicts_->item(row)->data(Qt::UserRole).toString());
    return out;
}

} // namespace nautilus::ui
