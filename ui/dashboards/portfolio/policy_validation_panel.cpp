#include "ui/dashboards/portfolio/policy_validation_panel.h"

#include "ui/charts/column_chart.h"
#include "ui/charts/paired_bars.h"
#include "ui/charts/record_table.h"
#include "ui/dashboards/portfolio/optimiser_fields.h"
#include "ui/dialogs/check_list.h"
#include "ui/dialogs/pointer_form.h"
#include "ui/models/field_makers.h"
#include "ui/models/optimiser_words.h"
#include "ui/shell/key_figures.h"
#include "ui/shell/tabbed_parts.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QSplitter>

namespace nautilus::ui {
namespace {

const QStringList kFirstMethods{QStringLiteral("mean_variance"), QStringLiteral("minimum_variance"),
                                QStringLiteral("risk_parity"), QStringLiteral("equal_weight")};

constexpr int kFiguresWidth = 300;

JobWords words() {
    return {PolicyValidationPanel::tr("Start the cross-validation"),
            PolicyValidationPanel::tr("Cancel the cross-validation"),
            PolicyValidationPanel::tr("Progress of the cross-validation"),
            PolicyValidationPanel::tr("The cross-validation was cancelled."),
            PolicyValidationPanel::tr("The cross-validation failed: %1"),
            PolicyValidationPanel::tr("No cross-validation has been run yet. Choose methods and settings on "
                                      "the left, then start it.")};
}

QVector<ColumnSpec> variantColumns() {
    return {
        {QStringLiteral("method"), PolicyValidationPanel::tr("Method"), NumberKind::Text, {}, 0, methodTitle},
        {QStringLiteral("covariance"),
         PolicyValidationPanel::tr("Covariance"),
         NumberKind::Text,
         {},
         0,
         covarianceTitle},
        {QStringLiteral("risk_aversion"), PolicyValidationPanel::tr("Risk\naversion"), NumberKind::Decimal1},
        {QStringLiteral("mean_sharpe"), PolicyValidationPanel::tr("Sharpe\ntested"), NumberKind::Decimal2,
         PolicyValidationPanel::tr("Mean over the splits, of sessions it was not fitted on"), 2.0},
        {QStringLiteral("deviation_of_sharpe"), PolicyValidationPanel::tr("Devia-\ntion"),
         NumberKind::Decimal2, PolicyValidationPanel::tr("Of the tested Sharpe ratio between splits")},
        {QStringLiteral("worst_sharpe"), PolicyValidationPanel::tr("Worst"), NumberKind::Decimal2,
         PolicyValidationPanel::tr("Least tested Sharpe ratio of a split")},
        {QStringLiteral("fitted_sharpe"), PolicyValidationPanel::tr("Sharpe\nfitted"), NumberKind::Decimal2,
         PolicyValidationPanel::tr("Mean over the sessions it was fitted on")},
        {QStringLiteral("volatility"), PolicyValidationPanel::tr("Volatility\n%"), NumberKind::Percent},
        {QStringLiteral("volatility_bias"), PolicyValidationPanel::tr("Bias of\nvolatility"),
         NumberKind::Decimal2,
         PolicyValidationPanel::tr("Realised over predicted volatility: above 1 risk was "
                                   "underestimated")},
        {QStringLiteral("failed"), PolicyValidationPanel::tr("Failed"), NumberKind::Integer,
         PolicyValidationPanel::tr("Splits without an answer")}};
}

} // namespace

PolicyValidationPanel::PolicyValidationPanel(Desk& desk, QWidget* parent)
    : JobPanel(desk, QStringLiteral("portfolio.policy_validation"), tr("Cross-validation"), words(), parent),
      methods_(new CheckList(tr("Methods that are judged"), this)),
      covariances_(new CheckList(tr("Covariances that are judged"), this)), troubles_(new QLabel(this)),
      figures_(new KeyFigures(190, this)), fitted_(new PairedBars(desk.theme, this)),
      spread_(new ColumnChart(desk.theme, this)),
      parts_(new TabbedParts(tr("Tables of the cross-validation"), this)), variants_(variantColumns()) {
    follow(kFollowsPortfolio);
    buildForm();
    buildBody();
}

void PolicyValidationPanel::buildForm() {
    form()->addSection(tr("Cross-validation"));
    form()->addField(universeField());
    form()->addField(fields::text("/risk_aversions", PointerField::Kind::NumberList, tr("Risk aversions"),
                                  tr("Each with everything else; empty: 5"), QStringLiteral("1, 5, 20")));
    form()->addField(
        fields::percent("/constraints/max_weight", tr("Largest weight"), tr("Of every symbol"), 30));
    form()->addField(expectedReturnsField());
    form()->addField(
        fields::needed(fields::number("/groups", tr("Groups"), tr("Equal spans of sessions"), 6, 3, 12, 0)));
    form()->addField(fields::needed(
        fields::number("/test_groups", tr("Tested at once"),
                       tr("So many groups are tested, the rest fits; below groups"), 2, 1, 6, 0)));
    form()->addField(fields::needed(
        fields::number("/purge", tr("Purged"),
                       tr("Sessions left out of the fit on either side of what is tested"), 5, 0, 252, 0)));
    for (const auto& [pointer, title, hint] :
         {std::tuple("/start", tr("From"), tr("Empty: the first session")),
          std::tuple("/end", tr("To"), tr("Empty: the last session"))})
        form()->addField(
            fields::text(pointer, PointerField::Kind::Date, title, hint, QStringLiteral("YYYY-MM-DD")));
    for (const QString& method : optimiserMethods())
        methods_->add(methodTitle(method), method, kFirstMethods.contains(method));
    for (const auto& [title, word] : covarianceField().choices)
        if (word != QLatin1String("factor_model")) // a fit on some sessions has no risk model of its own
            covariances_->add(title, word, word == QLatin1String("ledoit_wolf"));
    const auto heading = [this](const QString& text) {
        QLabel* out = makeNote();
        out->setText(text);
        return out;
    };
    buildSide({heading(tr("Methods")), methods_, heading(tr("Covariances")), covariances_}, 3, 3);
}

void PolicyValidationPanel::buildBody() {
    figures_->add(QStringLiteral("overfitting"), tr("Overfitting"));
    figures_->add(QStringLiteral("best"), tr("Best Sharpe"));
    figures_->add(QStringLiteral("lost"), tr("Sharpe lost"));
    figures_->add(QStringLiteral("splits"), tr("Splits"));
    figures_->setMinimumWidth(kFiguresWidth); // two beside each other, whatever the width of the panel
    trace(figures_);
    fitted_->setAccessibleName(tr("Sharpe ratios where fitted and where tested"));
    fitted_->setNames(tr("Sharpe where fitted"), tr("where tested"), {});
    trace(fitted_);
    connect(fitted_, &PairedBars::selectionChanged, this, &PolicyValidationPanel::showSpread);
    auto* area = new QScrollArea(this);
    area->setWidget(fitted_);
    area->setWidgetResizable(true);
    area->setFocusPolicy(Qt::NoFocus);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    spread_->setAccessibleName(tr("Distribution of the tested Sharpe ratio over the splits"));
    spread_->setTouching(true);
    variants_table_ = makeTable(variants_, tr("Variants"), {150, 120, 66, 66, 62, 62, 66, 72, 72, 54});
    variants_table_->horizontalHeader()->setMinimumHeight(36);
    variants_table_->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    variants_table_->horizontalHeader()->setStretchLastSection(false);
    variants_table_->showWhatFits({9, 7, 4});
    connect(variants_table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& row) {
                fitted_->select(variants_.textAt(row.row(), QStringLiteral("name")));
            });
    splits_table_ = makeTable(splits_, tr("Tested Sharpe ratio of every split"));
    splits_table_->horizontalHeader()->setMinimumHeight(36);
    splits_table_->horizontalHeader()->setStretchLastSection(false);
    parts_->addPart(variants_table_, QStringLiteral("variants"), tr("Variants"));
    parts_->addPart(splits_table_, QStringLiteral("splits"), tr("Splits"));
    auto* top = new QWidget(this);
    auto* line = new QHBoxLayout(top);
    line->setContentsMargins(0, 0, 0, 0);
    line->addWidget(area, 1);
    line->addWidget(spread_, 1);
    auto* halves = new QSplitter(Qt::Vertical, this);
    halves->addWidget(top);
    halves->addWidget(parts_);
    halves->setStretchFactor(0, 1);
    halves->setStretchFactor(1, 1);
    halves->setChildrenCollapsible(false);
    troubles_->setProperty("tone", QStringLiteral("warn"));
    troubles_->setWordWrap(true);
    troubles_->setContentsMargins(12, 2, 12, 4);
    troubles_->hide();
    body()->addWidget(figures_);
    body()->addWidget(halves, 1);
    body()->addWidget(troubles_);
}

QJsonObject PolicyValidationPanel::question() const {
    QJsonObject out = form()->values();
    if (!context().portfolio.isEmpty()) out.insert(QStringLiteral("portfolio_id"), context().portfolio);
    out.insert(QStringLiteral("methods"), methods_->chosen());
    out.insert(QStringLiteral("covariances"), covariances_->chosen());
    return out;
}

QString PolicyValidationPanel::operation() const {
    return QStringLiteral("portfolio.validate_policy");
}

QString PolicyValidationPanel::kind() const {
    return QStringLiteral("policy_validation");
}

QWidget* PolicyValidationPanel::chart() const {
    return spread_;
}

QJsonObject PolicyValidationPanel::choices() const {
    return {{QStringLiteral("form"), form()->texts()},
            {QStringLiteral("methods"), methods_->chosen()},
            {QStringLiteral("covariances"), covariances_->chosen()},
            {QStringLiteral("part"), parts_->part()}};
}

void PolicyValidationPanel::setChoices(const QJsonObject& choices) {
    form()->setTexts(choices.value(QStringLiteral("form")).toObject());
    for (const auto& [list, name] : {std::pair(methods_, "methods"), std::pair(covariances_, "covariances")})
        if (const QJsonValue kept = choices.value(QLatin1String(name)); kept.isArray())
            list->choose(kept.toArray());
    parts_->setPart(choices.value(QStringLiteral("part")).toString());
}

} // namespace nautilus::ui
