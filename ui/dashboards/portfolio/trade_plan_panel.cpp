#include "ui/dashboards/portfolio/trade_plan_panel.h"

#include "ui/charts/record_table.h"
#include "ui/charts/stacked_columns.h"
#include "ui/dashboards/portfolio/feasibility_view.h"
#include "ui/dashboards/portfolio/live_form.h"
#include "ui/dashboards/portfolio/optimiser_fields.h"
#include "ui/dialogs/pointer_form.h"
#include "ui/models/field_makers.h"
#include "ui/models/optimiser_words.h"
#include "ui/shell/key_figures.h"
#include "ui/shell/tabbed_parts.h"

#include <QHBoxLayout>
#include <QJsonArray>
#include <QLabel>
#include <QSplitter>

namespace nautilus::ui {
namespace {

const QString kPlan = QStringLiteral("portfolio.plan_trades");
constexpr int kSide = 300, kLeastBody = 420;

QString pathTitle(const QString& path) {
    if (path == QLatin1String("plan")) return TradePlanPanel::tr("Plan");
    if (path == QLatin1String("at_once")) return TradePlanPanel::tr("All at once");
    if (path == QLatin1String("period_by_period")) return TradePlanPanel::tr("Period by period");
    if (path == QLatin1String("nothing")) return TradePlanPanel::tr("No trades");
    return path;
}

QVector<ColumnSpec> pathColumns() {
    return {{QStringLiteral("name"), TradePlanPanel::tr("Way"), NumberKind::Text, {}, 0, pathTitle},
            {QStringLiteral("expected_return"), TradePlanPanel::tr("Return\n%"), NumberKind::Percent,
             TradePlanPanel::tr("Expected over all periods, before costs")},
            {QStringLiteral("cost"), TradePlanPanel::tr("Cost\n%"), NumberKind::Percent},
            {QStringLiteral("net_return"), TradePlanPanel::tr("Net\n%"), NumberKind::Percent,
             TradePlanPanel::tr("Return less cost")},
            {QStringLiteral("expected_volatility"), TradePlanPanel::tr("Volatility\n%"), NumberKind::Percent,
             TradePlanPanel::tr("Over all periods")},
            {QStringLiteral("turnover"), TradePlanPanel::tr("Turnover\n%"), NumberKind::Percent},
            {QStringLiteral("behind_plan"), TradePlanPanel::tr("Behind plan\n%"), NumberKind::Percent,
             TradePlanPanel::tr("By how much its utility, a return over all periods, is below the plan's")},
            {QStringLiteral("within_limits"), TradePlanPanel::tr("Within\nlimits"), NumberKind::Text}};
}

QVector<ColumnSpec> tradeColumns() {
    return {{QStringLiteral("period"), TradePlanPanel::tr("Period"), NumberKind::Integer},
            {QStringLiteral("starts_on"), TradePlanPanel::tr("On"), NumberKind::Date},
            {QStringLiteral("symbol"), TradePlanPanel::tr("Symbol")},
            {QStringLiteral("action"), TradePlanPanel::tr("Trade"), NumberKind::Text, {}, 0, tradeWord},
            {QStringLiteral("shares"), TradePlanPanel::tr("Units"), NumberKind::Decimal2},
            {QStringLiteral("value"), TradePlanPanel::tr("Value"), NumberKind::Money,
             TradePlanPanel::tr("In the base currency")},
            {QStringLiteral("weight_change"), TradePlanPanel::tr("Weight, %"), NumberKind::Percent,
             TradePlanPanel::tr("By how much the weight changes")},
            {QStringLiteral("cost"), TradePlanPanel::tr("Cost"), NumberKind::Money}};
}

void addFields(PointerForm& form) {
    using Kind = PointerField::Kind;
    form.addSection(TradePlanPanel::tr("Plan"));
    form.addField(universeField());
    form.addField(fields::needed(fields::number("/periods", TradePlanPanel::tr("Periods"),
                                                TradePlanPanel::tr("Trades stand at the beginning of each"),
                                                3, 1, 12, 0)));
    form.addField(
        fields::needed(fields::number("/period_days", TradePlanPanel::tr("Sessions each"),
                                      TradePlanPanel::tr("21 are a month, 5 a week"), 21, 1, 252, 0)));
    form.addField(aversionField());
    form.addField(fields::number("/return_half_life", TradePlanPanel::tr("Half-life of returns"),
                                 TradePlanPanel::tr("In so many sessions expected returns come halfway down "
                                                    "to the risk-free rate; empty: they stay"),
                                 21, 0.1, 1e6, 1));
    form.addField(fields::text("/terminal_weights", Kind::Numbers, TradePlanPanel::tr("Ends with"),
                               TradePlanPanel::tr("Weights of the last period in percent, the rest is cash; "
                                                  "empty: free"),
                               QStringLiteral("AAPL 25, MSFT 25"), 100));
    form.addSection(TradePlanPanel::tr("Limits of every period"));
    form.addField(fields::percent("/constraints/max_weight", TradePlanPanel::tr("Largest weight"),
                                  TradePlanPanel::tr("Of every symbol"), 30));
    form.addField(turnoverField());
    form.addField(fields::percent("/constraints/max_adv_share", TradePlanPanel::tr("Share of volume max"),
                                  TradePlanPanel::tr("Largest trade against the mean daily traded value"),
                                  10));
    form.addSection(TradePlanPanel::tr("Data and costs"));
    form.addField(lookbackField());
    form.addField(covarianceField());
    form.addField(expectedReturnsField());
    // Without costs all is best traded at once: a plan has nothing to say.
    form.addField(fields::needed(costsField()));
    form.addField(fields::needed(impactField()));
    form.showFields([](const PointerField&) { return true; });
}

} // namespace

TradePlanPanel::TradePlanPanel(Desk& desk, QWidget* parent)
    : Panel(desk, QStringLiteral("portfolio.trade_plan"), tr("Trade plan"), parent),
      form_(new PointerForm(this)), feasibility_(new FeasibilityView(this)),
      live_(new LiveForm(*form_, *this)), warnings_(new QLabel(this)), figures_(new KeyFigures(125, this)),
      weights_(new StackedColumns(desk.theme, this)), parts_(new TabbedParts(tr("Parts of the plan"), this)),
      details_(makeNote()), paths_(pathColumns()), trades_(tradeColumns()) {
    follow(kFollowsPortfolio | kFollowsDate);
    buildSide();
    buildBody();
    readInOrder({side_, figures_, paths_table_, weights_, parts_});
    connect(live_, &LiveForm::edited, this, [this] { relax_ = false; });
}

void TradePlanPanel::buildSide() {
    addFields(*form_);
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

void TradePlanPanel::buildBody() {
    warnings_->setProperty("tone", QStringLiteral("warn"));
    warnings_->setWordWrap(true);
    warnings_->setContentsMargins(12, 4, 12, 0);
    warnings_->hide();
    for (const auto& [name, title] :
         {std::pair("net_return", tr("Net return")), std::pair("expected_volatility", tr("Volatility")),
          std::pair("cost", tr("Cost")), std::pair("turnover", tr("Turnover")),
          std::pair("saved", tr("Gain over at once"))})
        figures_->add(QLatin1String(name), title);
    trace(figures_);
    paths_table_ = makeTable(paths_, tr("Ways through the periods"), {110, 62, 62, 62, 70, 66, 76, 56});
    paths_table_->showWhatFits({7, 5, 2});
    weights_->setAccessibleName(tr("Weights of every period"));
    trace(weights_);
    trades_table_ = makeTable(trades_, tr("Trades of every period"), {60, 90, 80, 70, 90, 90, 80, 80});
    constraints_table_ = makeTable(constraints_, tr("Constraints that bind"), {220, 90, 90, 90});
    for (RecordTable* table : {paths_table_, trades_table_, constraints_table_})
        table->horizontalHeader()->setStretchLastSection(false);
    paths_table_->horizontalHeader()->setMinimumHeight(36);
    for (const auto& [table, column] :
         {std::pair(paths_table_, 0), std::pair(trades_table_, 2), std::pair(constraints_table_, 0)})
        table->horizontalHeader()->setSectionResizeMode(column, QHeaderView::Stretch);
    for (const int hidden : {4, 5}) // prices are in utility of one period: no unit that people use
        constraints_table_->setColumnHidden(hidden, true);
    connect(constraints_table_, &RecordTable::rowActivated, this,
            [this](int row) { (void)form_->goTo(constraints_.textAt(row, QStringLiteral("pointer"))); });
    connect(paths_table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& row) { showPath(paths_.textAt(row.row(), QStringLiteral("name"))); });
    parts_->addPart(trades_table_, QStringLiteral("trades"), tr("Trades"));
    parts_->addPart(constraints_table_, QStringLiteral("constraints"), tr("Constraints"));
    auto* top = new QWidget(this);
    auto* line = new QHBoxLayout(top);
    line->setContentsMargins(0, 0, 0, 0);
    line->addWidget(paths_table_, 6);
    line->addWidget(weights_, 5);
    auto* halves = new QSplitter(Qt::Vertical, this);
    halves->addWidget(top);
    halves->addWidget(parts_);
    halves->setChildrenCollapsible(false);
    details_->setContentsMargins(12, 3, 12, 4);
    details_->setWordWrap(true);
    body()->addWidget(warnings_);
    body()->addWidget(figures_);
    body()->addWidget(halves, 1);
    body()->addWidget(details_);
}

QJsonObject TradePlanPanel::question() const {
    QJsonObject out = form_->values();
    if (!context().portfolio.isEmpty()) out.insert(QStringLiteral("portfolio_id"), context().portfolio);
    if (relax_) out.insert(QStringLiteral("relax"), true);
    return dated(out, QStringLiteral("as_of"));
}

void TradePlanPanel::request() {
    if (!offers(kPlan)) return;
    const QString portfolio = portfolioOrEmpty();
    if (portfolio.isEmpty()) return;
    titleLine()->setSubject(portfolio);
    if (!form_->readable() || !live_->mayAsk()) return; // what cannot be read is said in the form
    form_->clearProblems();
    live_->asked();
    const QJsonObject asked = question();
    load(QStringLiteral("plan"), kPlan, asked,
         [this, asked](const QJsonObject& answer, const QJsonObject& metadata) {
             answer_ = {kPlan, asked, answer};
             show(answer, metadata);
             live_->answered();
         });
}

bool TradePlanPanel::takesFailure(const QString& key, const LinkReply& reply) {
    if (key != QLatin1String("plan")) return false;
    live_->refused();
    const std::optional<Refusal> refusal = refusalOf(reply);
    if (!refusal) return false;
    warn(refusal->conflict && !answer_.data.isEmpty()
             ? tr("No plan meets the constraints. What stands here is the last that did.")
             : refusal->why);
    feasibility_->showRefusal(*refusal, *form_);
    if (refusal->conflict) feasibility_->offerRelaxation();
    feasibility_->show();
    return true;
}

void TradePlanPanel::askNow() {
    live_->askNow();
}

void TradePlanPanel::warn(const QString& text) {
    warnings_->setText(text);
    warnings_->setVisible(!text.isEmpty());
}

QString TradePlanPanel::warnings() const {
    return warnings_->isHidden() ? QString() : warnings_->text();
}

QWidget* TradePlanPanel::chart() const {
    return weights_;
}

QJsonObject TradePlanPanel::choices() const {
    return {{QStringLiteral("form"), form_->texts()}, {QStringLiteral("part"), parts_->part()}};
}

void TradePlanPanel::setChoices(const QJsonObject& choices) {
    form_->setTexts(choices.value(QStringLiteral("form")).toObject());
    parts_->setPart(choices.value(QStringLiteral("part")).toString());
    refresh();
}

} // namespace nautilus::ui
