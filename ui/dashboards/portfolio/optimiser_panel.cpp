#include "ui/dashboards/portfolio/optimiser_panel.h"

#include "ui/dashboards/portfolio/feasibility_view.h"
#include "ui/dashboards/portfolio/live_form.h"
#include "ui/dashboards/portfolio/optimiser_fields.h"
#include "ui/dashboards/portfolio/optimiser_results.h"
#include "ui/dialogs/pointer_form.h"
#include "ui/models/optimiser_words.h"

#include <QHBoxLayout>
#include <QJsonArray>
#include <QLabel>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

#include <cmath>

namespace nautilus::ui {
namespace {

const QString kOptimise = QStringLiteral("portfolio.optimize"),
              kDiagnose = QStringLiteral("portfolio.diagnose"),
              kFrontier = QStringLiteral("portfolio.frontier"),
              kCompare = QStringLiteral("portfolio.compare_methods");
constexpr int kSide = 316, kPoints = 40;
const QStringList kCompared{QStringLiteral("mean_variance"),       QStringLiteral("minimum_variance"),
                            QStringLiteral("max_sharpe"),          QStringLiteral("risk_parity"),
                            QStringLiteral("max_diversification"), QStringLiteral("hierarchical_risk_parity"),
                            QStringLiteral("equal_weight"),        QStringLiteral("inverse_volatility")};

} // namespace

OptimiserPanel::OptimiserPanel(Desk& desk, QWidget* parent)
    : Panel(desk, QStringLiteral("portfolio.optimiser"), tr("Optimiser"), parent),
      form_(new PointerForm(this)), feasibility_(new FeasibilityView(this)),
      results_(new OptimiserResults(desk, this)), live_(new LiveForm(*form_, *this)) {
    follow(kFollowsPortfolio | kFollowsDate);
    buildTools();
    buildSide();
    body()->addWidget(results_);
    readInOrder(QVector<QWidget*>{side_} + tool_buttons_ + results_->inOrder());
    connect(live_, &LiveForm::edited, this, [this] {
        relax_ = false;
        showFields();
    });
    connect(results_, &OptimiserResults::returnChosen, this, &OptimiserPanel::aimAt);
    connect(results_, &OptimiserResults::fieldAsked, this, &OptimiserPanel::jump);
    connect(results_, &OptimiserResults::methodChosen, this,
            [this](const QString& method) { (void)form_->setValue(kMethodField, method); });
}

void OptimiserPanel::buildTools() {
    auto* note = makeNote();
    note->setText(tr("Every change is solved at once"));
    tools()->addWidget(note);
    tools()->addStretch(1);
    const auto open = [this](const QString& text, const QString& hint, const QString& panel) {
        auto* button = new QToolButton(this);
        button->setText(text);
        button->setToolTip(hint);
        button->setAccessibleName(hint);
        tools()->addWidget(button);
        tool_buttons_.append(button);
        connect(button, &QToolButton::clicked, this, [this, panel] { desk().open_panel(panel); });
    };
    open(tr("Rebalance…"), tr("From these weights to a list of trades"),
         QStringLiteral("portfolio.rebalance"));
    open(tr("Backtest…"), tr("What the method would have done in the past"),
         QStringLiteral("portfolio.policy_backtest"));
}

void OptimiserPanel::buildSide() {
    addOptimiserFields(*form_);
    showFields();
    side_ = new QWidget(this);
    side_->setFixedWidth(kSide);
    auto* column = new QVBoxLayout(side_);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(form_->scrolled(side_), 1);
    column->addWidget(feasibility_);
    addBesideBody(side_);
    setMinimumWidth(kSide + 420); // figures beside each other are not cut
    connect(feasibility_, &FeasibilityView::fieldAsked, this, &OptimiserPanel::jump);
    connect(feasibility_, &FeasibilityView::relaxAsked, this, &OptimiserPanel::relax);
    connect(feasibility_, &FeasibilityView::takeOverAsked, this, &OptimiserPanel::takeOver);
}

void OptimiserPanel::showFields() {
    const QString method = form_->value(kMethodField).toString(), aim = form_->value(kAimField).toString();
    const bool given = form_->value(QStringLiteral("/optimization_config/expected_returns")).toString() ==
                       QLatin1String("given");
    form_->showFields([&](const PointerField& field) {
        if (field.pointer == QLatin1String("/optimization_config/given_returns")) return given;
        return readsField(method, aim, field.pointer);
    });
    form_->editor(kMethodField)->setToolTip(methodMeaning(method));
}

void OptimiserPanel::askNow() {
    live_->askNow();
}

QJsonObject OptimiserPanel::question() const {
    QJsonObject out = form_->values();
    if (!context().portfolio.isEmpty()) out.insert(QStringLiteral("portfolio_id"), context().portfolio);
    if (relax_) out.insert(QStringLiteral("relax"), true);
    return dated(out, QStringLiteral("as_of"));
}

QJsonObject OptimiserPanel::problem() const {
    QJsonObject out = question();
    out.remove(QStringLiteral("optimization_method"));
    return out;
}

void OptimiserPanel::request() {
    if (!offers(kOptimise)) return;
    titleLine()->setSubject(context().portfolio);
    if (context().portfolio.isEmpty() && !valueAt(form_->values(), QStringLiteral("/universe")).isArray())
        return showEmpty(tr("There is nothing to choose from: no portfolio is chosen and no symbols are "
                            "named."),
                         tr("Name symbols"), [this] { jump(QStringLiteral("/universe")); });
    if (!form_->readable()) return; // said in the form
    if (!live_->mayAsk()) return;
    solve();
    if (!live_->live()) study();
}

void OptimiserPanel::solve() {
    form_->clearProblems();
    live_->asked();
    asked_ = question();
    load(QStringLiteral("optimise"), kOptimise, asked_,
         [this](const QJsonObject& answer, const QJsonObject& metadata) {
             show(answer, metadata);
             live_->answered();
         });
}

/// What stands beside the optimum: asked for when the form has come to rest.
void OptimiserPanel::study() {
    QJsonObject asked = question();
    asked.remove(QStringLiteral("relax"));
    load(QStringLiteral("diagnose"), kDiagnose, asked,
         [this](const QJsonObject& answer, const QJsonObject&) { showDiagnosis(answer); });
    QJsonObject frontier = problem();
    frontier.insert(QStringLiteral("points"), kPoints);
    load(QStringLiteral("frontier"), kFrontier, frontier,
         [this, frontier](const QJsonObject& answer, const QJsonObject&) {
             results_->showFrontier({kFrontier, frontier, answer});
             showReach(answer.value(QStringLiteral("points")).toArray());
         });
    QStringList methods = kCompared;
    const QString method = form_->value(kMethodField).toString();
    if (!methods.contains(method)) methods.prepend(method);
    QJsonObject compare = problem();
    compare.insert(QStringLiteral("methods"), QJsonArray::fromStringList(methods));
    load(QStringLiteral("compare"), kCompare, compare,
         [this, compare](const QJsonObject& answer, const QJsonObject&) {
             results_->showMethods({kCompare, compare, answer});
         });
}

void OptimiserPanel::show(const QJsonObject& answer, const QJsonObject& metadata) {
    if (answer.value(QStringLiteral("optimal_weights")).toObject().isEmpty())
        return showEmpty(tr("The portfolio holds nothing to choose from on this date. Name symbols on the "
                            "left, or choose another portfolio."),
                         tr("Name symbols"), [this] { jump(QStringLiteral("/universe")); });
    const bool aimed = form_->shows(kTargetField) && form_->value(kTargetField).isDouble();
    QStringList warned;
    for (const QJsonValue& each : metadata.value(QStringLiteral("warnings")).toArray())
        if (each.toObject().value(QStringLiteral("code")).toString() != QLatin1String("relaxed"))
            warned.append(sentence(each.toObject().value(QStringLiteral("message")).toString()));
    results_->showOptimum({kOptimise, asked_, answer},
                          aimed ? form_->value(kTargetField).toDouble() : std::nan(""),
                          warned.join(QLatin1Char('\n')));
    const QJsonArray relaxed = answer.value(QStringLiteral("relaxations")).toArray();
    if (!relaxed.isEmpty()) feasibility_->showRelaxed(relaxed);
}

void OptimiserPanel::showDiagnosis(const QJsonObject& diagnosis) {
    if (diagnosis.isEmpty() || !diagnosis.contains(QStringLiteral("feasible"))) return feasibility_->clear();
    if (relax_) return; // the optimum tells what was widened
    feasibility_->showDiagnosis(diagnosis);
    form_->mark(feasibility_->pointers());
}

/// The slider reaches over the frontier: what the constraints allow without the target itself.
void OptimiserPanel::showReach(const QJsonArray& frontier) {
    const auto end = [](const QJsonValue& point) {
        return point.toObject().value(QStringLiteral("expected_return")).toDouble();
    };
    if (!frontier.isEmpty()) form_->setSliderRange(kTargetField, end(frontier.first()), end(frontier.last()));
}

bool OptimiserPanel::takesFailure(const QString& key, const LinkReply& reply) {
    if (key == QLatin1String("optimise")) live_->refused();
    const std::optional<Refusal> refusal = refusalOf(reply);
    if (!refusal) return false;
    if (key == QLatin1String("frontier")) results_->showNoFrontier(refusal->why);
    if (key == QLatin1String("compare")) results_->showNoMethods(refusal->why);
    if (key != QLatin1String("optimise")) return true;
    results_->showOutdated(refusal->why, refusal->conflict);
    feasibility_->showRefusal(*refusal, *form_);
    return true;
}

void OptimiserPanel::relax() {
    relax_ = true;
    askNow();
}

void OptimiserPanel::takeOver(const QJsonArray& relaxations) {
    int left = 0;
    for (const QJsonValue& each : relaxations) {
        const QJsonObject limit = each.toObject();
        // rounded to the wider side: what stands in the form can be had as well
        const double relaxed = limit.value(QStringLiteral("relaxed")).toDouble() * 1e4;
        const bool upper = limit.value(QStringLiteral("sense")).toString() == QLatin1String("at_most");
        const bool put =
            form_->setValue(limit.value(QStringLiteral("pointer")).toString(),
                            (upper ? std::ceil(relaxed - 1e-6) : std::floor(relaxed + 1e-6)) / 1e4);
        left += put ? 0 : 1;
    }
    if (left > 0) desk().say(tr("%n limits of single names are to be changed by hand.", nullptr, left));
    askNow();
}

void OptimiserPanel::aimAt(double expected_return) {
    if (!readsField(form_->value(kMethodField).toString(), QStringLiteral("return"), kTargetField))
        (void)form_->setValue(kMethodField, QStringLiteral("mean_variance"));
    (void)form_->setValue(kAimField, QStringLiteral("return"));
    // rounded down: the end of the frontier stays within reach
    (void)form_->setValue(kTargetField, std::floor(expected_return * 1e4 + 1e-6) / 1e4);
    askNow();
}

void OptimiserPanel::jump(const QString& pointer) {
    if (form_->goTo(pointer)) return;
    desk().say(tr("This limit has no field of its own here: %1").arg(pointer));
}

QWidget* OptimiserPanel::chart() const {
    return results_->chart();
}

TableData OptimiserPanel::exportTable() const {
    return results_->weights();
}

QJsonObject OptimiserPanel::choices() const {
    return {{QStringLiteral("form"), form_->texts()}, {QStringLiteral("part"), results_->part()}};
}

void OptimiserPanel::setChoices(const QJsonObject& choices) {
    form_->setTexts(choices.value(QStringLiteral("form")).toObject());
    results_->setPart(choices.value(QStringLiteral("part")).toString());
    showFields();
    refresh();
}

} // namespace nautilus::ui
