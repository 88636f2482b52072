#include "ui/dashboards/portfolio/policy_grid_panel.h"

#include "ui/charts/line_chart.h"
#include "ui/charts/plot.h"
#include "ui/charts/record_table.h"
#include "ui/dashboards/portfolio/grid_axes.h"
#include "ui/dashboards/portfolio/optimiser_fields.h"
#include "ui/dialogs/pointer_form.h"
#include "ui/models/field_makers.h"
#include "ui/shell/key_figures.h"
#include "ui/shell/tabbed_parts.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QSplitter>

namespace nautilus::ui {
namespace {

/// The fields of an axis; what begins with ~ is not sent.
const QString kAxis = QStringLiteral("~axis%1"), kValues = QStringLiteral("~values%1");
constexpr int kAxisCount = 2, kFiguresWidth = 300;

JobWords words() {
    return {PolicyGridPanel::tr("Start the grid"),
            PolicyGridPanel::tr("Cancel the grid"),
            PolicyGridPanel::tr("Progress of the grid"),
            PolicyGridPanel::tr("The grid was cancelled."),
            PolicyGridPanel::tr("The grid failed: %1"),
            PolicyGridPanel::tr("No grid has been run yet. Choose settings and their values on the left, "
                                "then start it.")};
}

void addAxes(PointerForm& form) {
    const QString starts[] = {QStringLiteral("20, 30, 50"), QStringLiteral("sample, ledoit_wolf")};
    form.addSection(PolicyGridPanel::tr("Grid"));
    for (int axis = 0; axis < kAxisCount; ++axis) {
        auto choices = gridAxes();
        if (axis > 0) choices.append({PolicyGridPanel::tr("None"), QString()});
        form.addField(fields::choice(kAxis.arg(axis), PolicyGridPanel::tr("Setting %1").arg(axis + 1),
                                     PolicyGridPanel::tr("What differs"), choices, axis));
        PointerField values =
            fields::text("", PointerField::Kind::Text, PolicyGridPanel::tr("Values"),
                         PolicyGridPanel::tr("By commas, in the unit of the setting"), starts[axis]);
        values.pointer = kValues.arg(axis);
        form.addField(values);
        (void)form.setValue(values.pointer, starts[axis]);
    }
    form.addField(fields::choice(QStringLiteral("/choose_by"), PolicyGridPanel::tr("Best by"),
                                 PolicyGridPanel::tr("Which row is the best"),
                                 {{PolicyGridPanel::tr("Sharpe"), QStringLiteral("sharpe_ratio")},
                                  {PolicyGridPanel::tr("Return a year"), QStringLiteral("annual_return")},
                                  {PolicyGridPanel::tr("Volatility"), QStringLiteral("volatility")},
                                  {PolicyGridPanel::tr("Drawdown"), QStringLiteral("max_drawdown")},
                                  {PolicyGridPanel::tr("Turnover"), QStringLiteral("mean_turnover")},
                                  {PolicyGridPanel::tr("Cost"), QStringLiteral("total_cost")}}));
}

} // namespace

PolicyGridPanel::PolicyGridPanel(Desk& desk, QWidget* parent)
    : JobPanel(desk, QStringLiteral("portfolio.policy_grid"), tr("Settings grid"), words(), parent),
      figures_(new KeyFigures(190, this)), heading_(makeNote()), growth_(new LineChart(desk.theme, this)),
      parts_(new TabbedParts(tr("Parts of the grid"), this)), troubles_(new QLabel(this)) {
    follow(kFollowsPortfolio);
    buildForm();
    buildBody();
}

void PolicyGridPanel::buildForm() {
    addAxes(*form());
    form()->addSection(tr("Policy"));
    addPolicyFields(*form());
    for (const auto& [pointer, title, hint] :
         {std::tuple("/start", tr("From"), tr("Empty: the first session with a whole lookback")),
          std::tuple("/end", tr("To"), tr("Empty: the last session"))})
        form()->addField(
            fields::text(pointer, PointerField::Kind::Date, title, hint, QStringLiteral("YYYY-MM-DD")));
    form()->showFields([](const PointerField&) { return true; });
    buildSide({}, 1, 0);
}

void PolicyGridPanel::buildBody() {
    for (const auto& [name, title] :
         {std::pair("best", tr("Best")), std::pair("expected_best_sharpe", tr("Best Sharpe by luck")),
          std::pair("deflated_sharpe_ratio", tr("Deflated Sharpe")), std::pair("trials", tr("Tried"))})
        figures_->add(QLatin1String(name), title);
    figures_->setMinimumWidth(kFiguresWidth); // two beside each other, whatever the width of the panel
    trace(figures_);
    heading_->setContentsMargins(12, 4, 12, 2);
    heading_->setWordWrap(true);
    growth_->setValueAxis(NumberKind::PercentSign, {});
    growth_->setZeroLine(true);
    growth_->setAccessibleName(tr("Growth of the best"));
    growth_->plot()->setMinimumHeight(64);
    trace(growth_);
    map_table_ = makeTable(map_, tr("Heat map of the grid"));
    rows_table_ = makeTable(rows_, tr("Every setting of the grid"));
    for (RecordTable* table : {map_table_, rows_table_}) {
        table->horizontalHeader()->setMinimumHeight(36);
        table->horizontalHeader()->setStretchLastSection(false);
    }
    auto* top = new QWidget(this);
    auto* line = new QHBoxLayout(top);
    line->setContentsMargins(0, 0, 0, 0);
    auto* left = new QVBoxLayout;
    left->setSpacing(0);
    left->addWidget(heading_);
    left->addWidget(map_table_, 1);
    line->addLayout(left, 1);
    line->addWidget(growth_, 1);
    parts_->addPart(rows_table_, QStringLiteral("rows"), tr("All settings"));
    auto* halves = new QSplitter(Qt::Vertical, this);
    halves->addWidget(top);
    halves->addWidget(parts_);
    halves->setChildrenCollapsible(false);
    troubles_->setProperty("tone", QStringLiteral("warn"));
    troubles_->setWordWrap(true);
    troubles_->setContentsMargins(12, 2, 12, 4);
    troubles_->hide();
    body()->addWidget(figures_);
    body()->addWidget(halves, 1);
    body()->addWidget(troubles_);
}

QJsonObject PolicyGridPanel::question() const {
    QJsonObject out = form()->values();
    if (!context().portfolio.isEmpty()) out.insert(QStringLiteral("portfolio_id"), context().portfolio);
    QJsonArray grid;
    for (int axis = 0; axis < kAxisCount; ++axis) {
        const QString field = form()->value(kAxis.arg(axis)).toString();
        if (field.isEmpty()) continue;
        QString problem;
        const QJsonArray values =
            readGridValues(field, form()->value(kValues.arg(axis)).toString(), &problem);
        grid.append(QJsonObject{{QStringLiteral("field"), field}, {QStringLiteral("values"), values}});
    }
    out.insert(QStringLiteral("grid"), grid);
    return out;
}

bool PolicyGridPanel::readable() {
    bool all = form()->readable();
    for (int axis = 0; axis < kAxisCount; ++axis) {
        const QString field = form()->value(kAxis.arg(axis)).toString();
        QString problem;
        if (!field.isEmpty())
            (void)readGridValues(field, form()->value(kValues.arg(axis)).toString(), &problem);
        if (problem.isEmpty()) continue;
        (void)form()->showProblem(kValues.arg(axis), problem);
        all = false;
    }
    return all;
}

/// "/grid/1/values/0" is said at the values of the second setting.
bool PolicyGridPanel::showProblem(const QString& pointer, const QString& message) {
    if (!pointer.startsWith(QLatin1String("/grid/"))) return JobPanel::showProblem(pointer, message);
    const QString axis = pointer.section(QLatin1Char('/'), 2, 2);
    const bool values = pointer.section(QLatin1Char('/'), 3, 3) == QLatin1String("values");
    return form()->showProblem((values ? kValues : kAxis).arg(axis), message);
}

QString PolicyGridPanel::operation() const {
    return QStringLiteral("portfolio.backtest_grid");
}

QString PolicyGridPanel::kind() const {
    return QStringLiteral("policy_grid");
}

QWidget* PolicyGridPanel::chart() const {
    return growth_;
}

QJsonObject PolicyGridPanel::choices() const {
    return {{QStringLiteral("form"), form()->texts()}};
}

void PolicyGridPanel::setChoices(const QJsonObject& choices) {
    form()->setTexts(choices.value(QStringLiteral("form")).toObject());
}

} // namespace nautilus::ui
