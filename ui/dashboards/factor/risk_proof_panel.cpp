#include "ui/dashboards/factor/risk_proof_panel.h"

#include "ui/charts/line_chart.h"
#include "ui/charts/plot.h"
#include "ui/charts/record_table.h"

#include <QComboBox>
#include <QHeaderView>
#include <QJsonArray>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace nautilus::ui {
namespace {

const QString kProof = QStringLiteral("factor.risk_proof");
const QString kProve = QStringLiteral("factor.prove_risk");
const char* const kSets[] = {"random",    "random_active",    "style", "sector", "factor",
                             "optimised", "optimised_factors"};

QString setTitle(const QString& set) {
    const QHash<QString, QString> titles{
        {QStringLiteral("random"), RiskProofPanel::tr("Random")},
        {QStringLiteral("random_active"), RiskProofPanel::tr("Random, active")},
        {QStringLiteral("style"), RiskProofPanel::tr("Styles")},
        {QStringLiteral("sector"), RiskProofPanel::tr("Sectors")},
        {QStringLiteral("factor"), RiskProofPanel::tr("Pure factors")},
        {QStringLiteral("optimised"), RiskProofPanel::tr("Optimised")},
        {QStringLiteral("optimised_factors"), RiskProofPanel::tr("Optimised factors")}};
    return titles.value(set, set);
}

QString variantTitle(const QString& variant) {
    const QHash<QString, QString> titles{
        {QStringLiteral("full"), RiskProofPanel::tr("All adjustments")},
        {QStringLiteral("without_newey_west"), RiskProofPanel::tr("without Newey-West")},
        {QStringLiteral("without_structural"), RiskProofPanel::tr("without structural")},
        {QStringLiteral("without_shrinkage"), RiskProofPanel::tr("without shrinkage")},
        {QStringLiteral("without_eigenfactor"), RiskProofPanel::tr("without eigenfactor")},
        {QStringLiteral("without_volatility_regime"), RiskProofPanel::tr("without regime")},
        {QStringLiteral("basic"), RiskProofPanel::tr("Defaults")},
        {QStringLiteral("none"), RiskProofPanel::tr("None")}};
    return titles.value(variant, variant);
}

QVector<ColumnSpec> setColumns() {
    return {
        {QStringLiteral("set"), RiskProofPanel::tr("Portfolios"), NumberKind::Text, {}, 0, setTitle},
        {QStringLiteral("portfolios"), RiskProofPanel::tr("Count"), NumberKind::Integer},
        {QStringLiteral("bias"), RiskProofPanel::tr("Bias"), NumberKind::Decimal2,
         RiskProofPanel::tr("Deviation of return over forecast, mean; above 1: risk was forecast too low")},
        {QStringLiteral("bias_low"), RiskProofPanel::tr("5 %"), NumberKind::Decimal2,
         RiskProofPanel::tr("5 % quantile over the portfolios")},
        {QStringLiteral("bias_high"), RiskProofPanel::tr("95 %"), NumberKind::Decimal2,
         RiskProofPanel::tr("95 % quantile over the portfolios")},
        {QStringLiteral("in_band"), RiskProofPanel::tr("In band\n%"), NumberKind::Percent1,
         RiskProofPanel::tr("Portfolios whose bias lies in the 95 % band around 1")},
        {QStringLiteral("mrad"), RiskProofPanel::tr("MRAD"), NumberKind::Decimal3,
         RiskProofPanel::tr("Mean distance of the bias of 12 months from 1")},
        {QStringLiteral("q_like"), RiskProofPanel::tr("Q-like"), NumberKind::Decimal2,
         RiskProofPanel::tr("Lower is better; 2.27 at best for normal returns")},
        {QStringLiteral("var_95"), RiskProofPanel::tr("VaR 95\n%"), NumberKind::Percent1,
         RiskProofPanel::tr("Returns below the 95 % value at risk; 5 % is right")},
        {QStringLiteral("var_99"), RiskProofPanel::tr("VaR 99\n%"), NumberKind::Percent1,
         RiskProofPanel::tr("Returns below the 99 % value at risk; 1 % is right")},
        {QStringLiteral("kupiec_95"), RiskProofPanel::tr("Kupiec\n%"), NumberKind::Percent1,
         RiskProofPanel::tr("Portfolios whose exceptions at 95 % Kupiec's test refuses")}};
}

QVector<ColumnSpec> variantColumns() {
    QVector<ColumnSpec> out{
        {QStringLiteral("variant"), RiskProofPanel::tr("Bias with"), NumberKind::Text, {}, 0, variantTitle}};
    for (const char* set : kSets)
        out.append({QLatin1String(set), setTitle(QLatin1String(set)), NumberKind::Decimal2});
    return out;
}

} // namespace

RiskProofPanel::RiskProofPanel(Desk& desk, QWidget* parent)
    : Panel(desk, QStringLiteral("risk_proof"), tr("Risk model proof"), parent), sets_(setColumns()),
      variants_(variantColumns()), chart_(new LineChart(desk.theme, this)),
      model_choice_(addChoice(tr("Risk model"), {{tr("Fundamental"), QStringLiteral("fundamental")},
                                                 {tr("Statistical"), QStringLiteral("statistical")}})),
      horizon_(addChoice(tr("Horizon"),
                         {{tr("Short"), QStringLiteral("short")}, {tr("Long"), QStringLiteral("long")}})),
      span_(new QComboBox(this)), variant_(new QComboBox(this)), set_(new QComboBox(this)),
      prove_(new QPushButton(tr("Run"), this)), facts_(makeNote()) {
    follow(kFollowsUniverse);
    for (const char* variant : {"full", "basic", "none"})
        variant_->addItem(variantTitle(QLatin1String(variant)), QLatin1String(variant));
    variant_->setAccessibleName(tr("Adjustments of the table"));
    for (const char* set : kSets)
        set_->addItem(setTitle(QLatin1String(set)), QLatin1String(set));
    set_->setAccessibleName(tr("Portfolios of the chart"));
    span_->addItem(tr("21 sessions ahead"), 21);
    span_->addItem(tr("1 session ahead"), 1);
    span_->setAccessibleName(tr("How far the next run's forecasts look"));
    prove_->setToolTip(tr("Compares the model's forecasts with what came after, as a job"));
    for (QWidget* tool : std::initializer_list<QWidget*>{variant_, set_})
        tools()->addWidget(tool);
    tools()->addStretch(1);
    buildTables();
    connect(variant_, &QComboBox::currentIndexChanged, this, &RiskProofPanel::showSets);
    connect(set_, &QComboBox::currentIndexChanged, this, &RiskProofPanel::showLines);
    connect(prove_, &QPushButton::clicked, this, &RiskProofPanel::prove);
    connect(&desk.jobs, &JobStore::ended, this, [this](const JobInfo& job) {
        if (job.kind == QLatin1String("risk_proof")) refresh();
    });
}

void RiskProofPanel::buildTables() {
    facts_->setWordWrap(true);
    auto* run = new QWidget(this); // above the body: a first proof is run from here too
    auto* line = new QHBoxLayout(run);
    line->setContentsMargins(12, 2, 12, 2);
    line->addWidget(facts_, 1);
    line->addWidget(span_);
    line->addWidget(prove_);
    addAboveBody(run);
    RecordTable* sets = addTable(sets_, tr("Bias statistics by set of test portfolios"));
    RecordTable* variants = addTable(variants_, tr("Bias with and without each adjustment"));
    for (RecordTable* table : {sets, variants}) {
        table->horizontalHeader()->setMinimumHeight(36);
        table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
        table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Interactive);
        table->setColumnWidth(0, 160);
    }
    chart_->setValueAxis(NumberKind::Decimal2, tr("mean |bias - 1| of 12 months"));
    chart_->setAccessibleName(tr("Distance of the bias from 1 over rolling years"));
    body()->addWidget(chart_);
    body()->setStretch(body()->indexOf(sets), 4);
    body()->setStretch(body()->indexOf(variants), 5);
    body()->setStretch(body()->indexOf(chart_), 4);
}

QWidget* RiskProofPanel::chart() const {
    return chart_->plot();
}

QJsonObject RiskProofPanel::choices() const {
    return {{QStringLiteral("model"), model_choice_->currentIndex()},
            {QStringLiteral("horizon"), horizon_->currentIndex()},
            {QStringLiteral("variant"), variant_->currentIndex()},
            {QStringLiteral("set"), set_->currentIndex()},
            {QStringLiteral("span"), span_->currentIndex()}};
}

void RiskProofPanel::setChoices(const QJsonObject& choices) {
    const std::pair<QComboBox*, const char*> boxes[] = {{model_choice_, "model"},
                                                        {horizon_, "horizon"},
                                                        {variant_, "variant"},
                                                        {set_, "set"},
                                                        {span_, "span"}};
    for (const auto& [box, name] : boxes)
        box->setCurrentIndex(std::clamp(choices.value(QLatin1String(name)).toInt(), 0, box->count() - 1));
}

void RiskProofPanel::request() {
    if (!offers(kProof)) return;
    const QJsonObject parameters{{QStringLiteral("model"), model_choice_->currentData().toString()},
                                 {QStringLiteral("horizon"), horizon_->currentData().toString()}};
    load(QStringLiteral("proof"), kProof, inUniverse(parameters, kProof),
         [this](const QJsonObject& answer, const QJsonObject&) { show(answer); });
}

void RiskProofPanel::prove() {
    const int span = span_->currentData().toInt();
    QJsonObject parameters{{QStringLiteral("model"), model_choice_->currentData().toString()},
                           {QStringLiteral("horizon"), horizon_->currentData().toString()},
                           {QStringLiteral("span"), span}};
    // Every date of the statistical model is a decomposition of its own.
    if (model_choice_->currentIndex() == 1 && span == 1) parameters.insert(QStringLiteral("every"), 5);
    desk().link.call(kProve, inUniverse(parameters, kProve), this, [this](const LinkReply& reply) {
        desk().say(reply.ok() ? tr("The proof is running; see the jobs.")
                              : tr("The proof could not be started."));
    });
}

void RiskProofPanel::show(const QJsonObject& answer) {
    proof_ = answer.value(QStringLiteral("proof")).toObject();
    showSets();
    showVariants();
    showLines();
    prove_->setVisible(!proof_.isEmpty()); // the empty state has the button then
    if (proof_.isEmpty()) {
        facts_->clear();
        return showEmpty(tr("The forecasts of this model have not been compared with what came after yet."),
                         tr("Run the proof"), [this] { prove(); });
    }
    titleLine()->setAsOf(proof_.value(QStringLiteral("last_forecast")).toString());
    const double band = proof_.value(QStringLiteral("band")).toDouble();
    QString text = tr("%1 forecasts of %n sessions from %2 on · band %3 to %4 · ideal MRAD %5", nullptr,
                      proof_.value(QStringLiteral("span")).toInt())
                       .arg(proof_.value(QStringLiteral("forecasts")).toInt())
                       .arg(proof_.value(QStringLiteral("first_forecast")).toString(),
                            formatNumber(1 - band, 2), formatNumber(1 + band, 2),
                            formatNumber(proof_.value(QStringLiteral("mrad_ideal")).toDouble(), 3));
    if (!answer.value(QStringLiteral("current")).toBool())
        text += QStringLiteral(" · ") + tr("the data changed since");
    facts_->setText(text);
}

void RiskProofPanel::showSets() {
    const TableData all = readList(proof_, QStringLiteral("scores"));
    sets_.setTable(rowsWhere(all, QStringLiteral("variant"), variant_->currentData().toString()));
}

void RiskProofPanel::showVariants() {
    TableData table;
    table.columns = {QStringLiteral("variant")};
    for (const char* set : kSets)
        table.columns.append(QLatin1String(set));
    for (const QJsonValue& each : proof_.value(QStringLiteral("scores")).toArray()) {
        const QJsonObject score = each.toObject();
        const QJsonValue variant = score.value(QStringLiteral("variant"));
        if (table.rows.isEmpty() || table.rows.last().first() != variant) {
            table.rows.append(QVector<QJsonValue>(table.columns.size(), QJsonValue::Null));
            table.rows.last().first() = variant;
        }
        const int column = table.column(score.value(QStringLiteral("set")).toString());
        if (column > 0) table.rows.last()[column] = score.value(QStringLiteral("bias"));
    }
    variants_.setTable(table);
}

void RiskProofPanel::showLines() {
    QVector<TimeSeries> lines;
    for (const char* variant : {"full", "basic", "none"})
        lines.append({QLatin1String(variant), variantTitle(QLatin1String(variant)), {}, {}});
    TimeSeries ideal{QStringLiteral("ideal"), tr("ideal"), {}, {}};
    for (const QJsonValue& each : proof_.value(QStringLiteral("rolling")).toArray()) {
        const QJsonObject moment = each.toObject();
        if (moment.value(QStringLiteral("set")).toString() != set_->currentData().toString()) continue;
        for (TimeSeries& line : lines) {
            if (line.id != moment.value(QStringLiteral("variant")).toString()) continue;
            line.dates.append(
                QDate::fromString(moment.value(QStringLiteral("date")).toString(), Qt::ISODate));
            line.values.append(moment.value(QStringLiteral("mrad")).toDouble(std::nan("")));
        }
    }
    ideal.dates = lines.first().dates;
    ideal.values.fill(proof_.value(QStringLiteral("mrad_ideal")).toDouble(), ideal.dates.size());
    lines.append(ideal);
    lines.erase(std::remove_if(lines.begin(), lines.end(),
                               [](const TimeSeries& line) { return line.dates.isEmpty(); }),
                lines.end());
    chart_->setSeries(lines);
}

} // namespace nautilus::ui
