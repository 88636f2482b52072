#include "ui/dashboards/portfolio/factor_portfolio_panel.h"

#include "ui/charts/amount_bar.h"
#include "ui/charts/paired_bars.h"
#include "ui/charts/record_table.h"
#include "ui/dashboards/portfolio/factor_portfolio_fields.h"
#include "ui/dashboards/portfolio/feasibility_view.h"
#include "ui/dashboards/portfolio/live_form.h"
#include "ui/dialogs/pointer_form.h"
#include "ui/models/optimiser_words.h"
#include "ui/shell/key_figures.h"
#include "ui/shell/tabbed_parts.h"

#include <QHBoxLayout>
#include <QJsonArray>
#include <QLabel>
#include <QScrollArea>
#include <QSplitter>

namespace nautilus::ui {
namespace {

const QString kConstruct = QStringLiteral("portfolio.construct_factor_based");
constexpr int kSide = 300, kLeastBody = 420;

QVector<ColumnSpec> weightColumns() {
    return {{QStringLiteral("symbol"), FactorPortfolioPanel::tr("Symbol")},
            {QStringLiteral("weight"), FactorPortfolioPanel::tr("Weight, %"), NumberKind::Percent}};
}

QVector<ColumnSpec> tradeColumns() {
    return {{QStringLiteral("symbol"), FactorPortfolioPanel::tr("Symbol")},
            {QStringLiteral("action"), FactorPortfolioPanel::tr("Trade"), NumberKind::Text, {}, 0, tradeWord},
            {QStringLiteral("shares"), FactorPortfolioPanel::tr("Units"), NumberKind::Quantity},
            {QStringLiteral("value"), FactorPortfolioPanel::tr("Value"), NumberKind::Money,
             FactorPortfolioPanel::tr("In the base currency")},
            {QStringLiteral("weight_before"), FactorPortfolioPanel::tr("Now, %"), NumberKind::Percent},
            {QStringLiteral("weight_after"), FactorPortfolioPanel::tr("After, %"), NumberKind::Percent},
            {QStringLiteral("cost"), FactorPortfolioPanel::tr("Cost"), NumberKind::Money}};
}

} // namespace

FactorPortfolioPanel::FactorPortfolioPanel(Desk& desk, QWidget* parent)
    : Panel(desk, QStringLiteral("portfolio.factor_portfolio"), tr("Factor portfolio"), parent),
      form_(new PointerForm(this)), feasibility_(new FeasibilityView(this)),
      live_(new LiveForm(*form_, *this)), warnings_(new QLabel(this)), figures_(new KeyFigures(125, this)),
      exposures_(new PairedBars(desk.theme, this)), parts_(new TabbedParts(tr("Parts of the answer"), this)),
      details_(makeNote()), weights_(weightColumns()), trades_(tradeColumns()) {
    follow(kFollowsPortfolio | kFollowsDate);
    buildSide();
    buildBody();
    readInOrder({side_, figures_, exposures_, weights_table_, parts_});
    connect(live_, &LiveForm::edited, this, [this] {
        relax_ = false;
        showFields();
    });
}

void FactorPortfolioPanel::buildSide() {
    addFactorPortfolioFields(*form_);
    begin();
    showFields();
    side_ = new QWidget(this);
    side_->setFixedWidth(kSide);
    auto* column = new QVBoxLayout(side_);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(form_->scrolled(side_), 1);
    column->addWidget(feasibility_);
    feasibility_->hide();
    addBesideBody(side_);
    setMinimumWidth(kSide + kLeastBody); // figures beside each other are not cut
    connect(feasibility_, &FeasibilityView::fieldAsked, this,
            [this](const QString& pointer) { (void)form_->goTo(pointer); });
    connect(feasibility_, &FeasibilityView::relaxAsked, this, [this] {
        relax_ = true;
        askNow();
    });
}

void FactorPortfolioPanel::begin() {
    (void)form_->setValue(QStringLiteral("/factor_exposures/value"), 0.25);
    (void)form_->setValue(QStringLiteral("/factor_exposures/momentum"), 0.3);
}

void FactorPortfolioPanel::showFields() {
    const bool own = form_->value(QLatin1String(kUniverseChoice)).toString().isEmpty();
    form_->showFields(
        [own](const PointerField& field) { return field.pointer != QLatin1String("/universe") || own; });
}

void FactorPortfolioPanel::buildBody() {
    warnings_->setProperty("tone", QStringLiteral("warn"));
    warnings_->setWordWrap(true);
    warnings_->setContentsMargins(12, 4, 12, 0);
    warnings_->hide();
    figures_->add(QStringLiteral("tracking_error_to_benchmark"), tr("Tracking error"));
    figures_->add(QStringLiteral("expected_information_ratio"), tr("Information ratio"));
    figures_->add(QStringLiteral("positions"), tr("Positions"));
    figures_->add(QStringLiteral("turnover"), tr("Turnover"));
    trace(figures_);
    exposures_->setAccessibleName(tr("Exposures wanted and reached"));
    exposures_->setNames(tr("wanted"), tr("reached"), {});
    trace(exposures_);
    auto* area = new QScrollArea(this);
    area->setWidget(exposures_);
    area->setWidgetResizable(true);
    area->setFocusPolicy(Qt::NoFocus);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    weights_table_ = makeTable(weights_, tr("Weights"), {80, 200});
    weights_table_->setItemDelegateForColumn(1, new AmountBar(desk().theme, false, weights_table_));
    weights_table_->horizontalHeader()->setSectionResizeMode(1, QHeaderView::Stretch);
    trades_table_ = makeTable(trades_, tr("Trades to get there"), {90, 70, 90, 90, 80, 80, 80});
    trades_table_->horizontalHeader()->setStretchLastSection(false);
    trades_table_->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    constraints_table_ = makeTable(constraints_, tr("Constraints"), {220, 90, 90, 90});
    for (const int hidden : {4, 5}) // squared misses have no price that people could read
        constraints_table_->setColumnHidden(hidden, true);
    constraints_table_->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    constraints_table_->setToolTip(tr("Enter: to the field of the constraint"));
    connect(constraints_table_, &RecordTable::rowActivated, this,
            [this](int row) { (void)form_->goTo(constraints_.textAt(row, QStringLiteral("pointer"))); });
    parts_->addPart(trades_table_, QStringLiteral("trades"), tr("Trades"));
    parts_->addPart(constraints_table_, QStringLiteral("constraints"), tr("Constraints"));
    auto* top = new QWidget(this);
    auto* line = new QHBoxLayout(top);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(4);
    line->addWidget(area, 5);
    line->addWidget(weights_table_, 4);
    auto* halves = new QSplitter(Qt::Vertical, this);
    halves->addWidget(top);
    halves->addWidget(parts_);
    halves->setStretchFactor(0, 3);
    halves->setStretchFactor(1, 2);
    halves->setChildrenCollapsible(false);
    details_->setContentsMargins(12, 3, 12, 4);
    details_->setWordWrap(true);
    body()->addWidget(warnings_);
    body()->addWidget(figures_);
    body()->addWidget(halves, 1);
    body()->addWidget(details_);
}

QJsonObject FactorPortfolioPanel::question() const {
    QJsonObject out = form_->values();
    const QString universe = form_->value(QLatin1String(kUniverseChoice)).toString();
    if (!universe.isEmpty()) out.insert(QStringLiteral("universe"), universe);
    if (!context().portfolio.isEmpty()) out.insert(QStringLiteral("portfolio_id"), context().portfolio);
    if (relax_) out.insert(QStringLiteral("relax"), true);
    return dated(out, QStringLiteral("as_of"));
}

void FactorPortfolioPanel::request() {
    if (!offers(kConstruct)) return;
    titleLine()->setSubject(context().portfolio);
    if (!form_->readable()) return; // said in the form
    const QJsonObject asked = question();
    if (asked.value(QStringLiteral("factor_exposures")).toObject().isEmpty())
        return showEmpty(tr("No exposure is asked for yet. Give at least one on the left, in standard "
                            "deviations against the benchmark."),
                         tr("Begin with value and momentum"), [this] { begin(); });
    if (!asked.contains(QStringLiteral("universe")))
        return showEmpty(tr("No symbols are named to choose from."), tr("Name symbols"),
                         [this] { (void)form_->goTo(QStringLiteral("/universe")); });
    if (!live_->mayAsk()) return;
    form_->clearProblems();
    live_->asked();
    answer_.operation = kConstruct;
    load(QStringLiteral("construct"), kConstruct, asked,
         [this, asked](const QJsonObject& answer, const QJsonObject& metadata) {
             answer_ = {kConstruct, asked, answer};
             show(answer, metadata);
             live_->answered();
         });
}

void FactorPortfolioPanel::show(const QJsonObject& answer, const QJsonObject& metadata) {
    feasibility_->hide();
    if (answer.value(QStringLiteral("portfolio_weights")).toObject().isEmpty())
        return showEmpty(tr("No portfolio came back for these exposures. Choose another universe or date."),
                         tr("Choose the universe"),
                         [this] { (void)form_->goTo(QLatin1String(kUniverseChoice)); });
    QStringList warned;
    for (const QJsonValue& each : metadata.value(QStringLiteral("warnings")).toArray())
        warned.append(sentence(each.toObject().value(QStringLiteral("message")).toString()));
    warn(warned);
    showFigures();
    showExposures();
    showTables();
    details_->setText(
        OptimiserResults::detailsText(answer.value(QStringLiteral("optimization_details")).toObject()));
    details_->setToolTip(details_->text());
    if (!live_->live()) askTrades();
}

/// What leads from the holdings there; nothing is recorded.
void FactorPortfolioPanel::askTrades() {
    trades_.setTable({});
    const QString operation = QStringLiteral("portfolio.rebalance");
    if (context().portfolio.isEmpty()) return;
    const QJsonObject asked =
        dated({{QStringLiteral("portfolio_id"), context().portfolio},
               {QStringLiteral("target_weights"), answer_.data.value(QStringLiteral("portfolio_weights"))},
               {QStringLiteral("rebalance_config"),
                QJsonObject{{QStringLiteral("trigger_type"), QStringLiteral("always")}}}},
              QStringLiteral("as_of"));
    load(QStringLiteral("trades"), operation, asked,
         [this, operation, asked](const QJsonObject& answer, const QJsonObject&) {
             showTrades({operation, asked, answer});
         });
}

bool FactorPortfolioPanel::takesFailure(const QString& key, const LinkReply& reply) {
    if (key == QLatin1String("construct")) live_->refused();
    const std::optional<Refusal> refusal = refusalOf(reply);
    if (!refusal) return false;
    if (key != QLatin1String("construct")) {
        warn({warnings(), refusal->why});
        return true;
    }
    warn({refusal->conflict && !answer_.data.isEmpty()
              ? tr("No portfolio meets the constraints. What stands here is the last that did.")
              : refusal->why});
    feasibility_->showRefusal(*refusal, *form_);
    if (refusal->conflict) feasibility_->offerRelaxation();
    feasibility_->show();
    return true;
}

void FactorPortfolioPanel::askNow() {
    live_->askNow();
}

void FactorPortfolioPanel::warn(const QStringList& lines) {
    QStringList given = lines;
    given.removeAll(QString());
    warnings_->setText(given.join(QLatin1Char('\n')));
    warnings_->setVisible(!given.isEmpty());
}

QString FactorPortfolioPanel::warnings() const {
    return warnings_->isHidden() ? QString() : warnings_->text();
}

QJsonObject FactorPortfolioPanel::choices() const {
    return {{QStringLiteral("form"), form_->texts()}, {QStringLiteral("part"), parts_->part()}};
}

void FactorPortfolioPanel::setChoices(const QJsonObject& choices) {
    form_->setTexts(choices.value(QStringLiteral("form")).toObject());
    parts_->setPart(choices.value(QStringLiteral("part")).toString());
    showFields();
    refresh();
}

} // namespace nautilus::ui
