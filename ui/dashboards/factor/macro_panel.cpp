#include "ui/dashboards/factor/macro_panel.h"

#include "ui/charts/line_chart.h"
#include "ui/charts/plot.h"
#include "ui/charts/record_table.h"
#include "ui/charts/span_selector.h"

#include <QComboBox>
#include <QJsonArray>
#include <QLineEdit>

namespace nautilus::ui {
namespace {

const QString kList = QStringLiteral("marketdata.macro_series");
const QString kView = QStringLiteral("factor.macro_view");
constexpr int kSideBySide = 640;
constexpr int kLastTransform = 7;

QVector<ColumnSpec> columns() {
    return {
        {QStringLiteral("series"), MacroPanel::tr("Series")},
        {QStringLiteral("name"), MacroPanel::tr("Name")},
        {QStringLiteral("frequency"), MacroPanel::tr("F"), NumberKind::Text,
         MacroPanel::tr("Daily, weekly, monthly, quarterly")},
        {QStringLiteral("last"), MacroPanel::tr("Until"), NumberKind::Date, MacroPanel::tr("Last period")},
        {QStringLiteral("first"), MacroPanel::tr("From"), NumberKind::Date, MacroPanel::tr("First period")},
        {QStringLiteral("observations"), MacroPanel::tr("Values"), NumberKind::Integer}};
}

QDate dayOf(const QJsonValue& point, const char* field) {
    return QDate::fromString(point[QLatin1String(field)].toString(), Qt::ISODate);
}

TimeSeries lineOf(const QJsonArray& points, const char* date, const char* field, const QString& title) {
    TimeSeries out{QLatin1String(field), title, {}, {}};
    for (const QJsonValue& each : points) {
        out.dates.append(dayOf(each, date));
        out.values.append(each[QLatin1String(field)].toDouble(std::nan("")));
    }
    return out;
}

int levelOf(const QString& regime) {
    return regime == QLatin1String("high_volatility")     ? 2
           : regime == QLatin1String("middle_volatility") ? 1
                                                          : 0;
}

} // namespace

MacroPanel::MacroPanel(Desk& desk, QWidget* parent)
    : Panel(desk, QStringLiteral("macro"), tr("Macro"), parent), model_(columns()),
      split_(new QBoxLayout(QBoxLayout::LeftToRight)),
      table_(makeTable(model_, tr("Macro series"), {118, 150, 26, 94, 94, 54})), search_(new QLineEdit(this)),
      transform_(new QComboBox(this)), vintage_(new QComboBox(this)),
      span_(new SpanSelector(Span::All, this)), facts_(makeNote()), level_(new LineChart(desk.theme, this)),
      change_(new LineChart(desk.theme, this)), surprise_(new LineChart(desk.theme, this)) {
    follow(kFollowsDate | kFollowsUniverse);
    buildTools();
    buildBody();
    connect(search_, &QLineEdit::textChanged, this, &MacroPanel::filter);
    connect(span_, &SpanSelector::spanChanged, this, &MacroPanel::draw);
    for (QComboBox* box : {transform_, vintage_})
        connect(box, &QComboBox::currentIndexChanged, this, &MacroPanel::askSeries);
    connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& current) {
                if (!current.isValid()) return;
                const QString chosen = model_.textAt(current.row(), QStringLiteral("series"));
                if (chosen == series_) return;
                series_ = chosen;
                askSeries();
            });
}

void MacroPanel::buildTools() {
    search_->setPlaceholderText(tr("Search series"));
    search_->setAccessibleName(tr("Search macro series"));
    search_->setClearButtonEnabled(true);
    search_->setMinimumWidth(90);
    transform_->setAccessibleName(tr("Transformation"));
    transform_->addItem(tr("Own transformation"), 0);
    const QString names[] = {tr("Level"),           tr("Change"),
                             tr("Second change"),   tr("Log"),
                             tr("Change of log"),   tr("Second change of log"),
                             tr("Change of growth")};
    for (int code = 1; code <= kLastTransform; ++code)
        transform_->addItem(QStringLiteral("%1 · %2").arg(code).arg(names[code - 1]), code);
    vintage_->setAccessibleName(tr("Vintage"));
    vintage_->addItem(tr("Newest values"), false);
    vintage_->addItem(tr("As known on the date"), true);
    vintage_->setToolTip(tr("The values that had been published by the linked date, as they were then"));
    for (QWidget* each : std::initializer_list<QWidget*>{search_, transform_, vintage_})
        tools()->addWidget(each);
    tools()->addStretch(1);
}

void MacroPanel::buildBody() {
    table_->horizontalHeader()->setStretchLastSection(false);
    table_->showWhatFits({5, 4, 3});
    table_->horizontalHeader()->setSectionResizeMode(1, QHeaderView::Stretch);
    table_->setSelectionMode(QAbstractItemView::SingleSelection);
    facts_->setWordWrap(true);
    facts_->setContentsMargins(12, 4, 12, 2);
    level_->setAccessibleName(tr("Level of the series"));
    change_->setAccessibleName(tr("Transformed series"));
    surprise_->setAccessibleName(tr("Surprises"));
    change_->setZeroLine(true);
    surprise_->setZeroLine(true);
    auto* charts = new QVBoxLayout;
    charts->setSpacing(0);
    charts->addWidget(facts_);
    charts->addWidget(span_, 0, Qt::AlignRight); // with the charts: the tools above fill a narrow panel
    for (LineChart* each : {level_, change_, surprise_})
        charts->addWidget(each, 1);
    split_->setSpacing(4);
    split_->addWidget(table_, 2);
    split_->addLayout(charts, 3);
    body()->addLayout(split_, 1);
}

void MacroPanel::request() {
    if (!offers(kList) || !offers(kView)) return;
    loadTable(QStringLiteral("list"), kList, {{QStringLiteral("limit"), 10000}},
              [this](const TableData& table, const QJsonObject&) { showList(table); });
}

void MacroPanel::showList(const TableData& table) {
    all_ = table;
    filter();
    if (table.empty())
        return showEmpty(tr("The catalog holds no macro series yet."), tr("Import a file…"),
                         [this] { desk().import_files({}); });
    const int name = table.column(QStringLiteral("series"));
    bool there = false;
    for (int row = 0; row < table.rows.size(); ++row)
        there = there || table.text(row, name) == series_;
    if (!there) series_ = table.text(0, name);
    askSeries();
}

void MacroPanel::filter() {
    QVector<int> rows;
    const int id = all_.column(QStringLiteral("series")), name = all_.column(QStringLiteral("name"));
    for (int row = 0; row < all_.rows.size(); ++row)
        if (all_.text(row, id).contains(search_->text(), Qt::CaseInsensitive) ||
            all_.text(row, name).contains(search_->text(), Qt::CaseInsensitive))
            rows.append(row);
    model_.setTable(all_.reordered(rows));
    for (int row = 0; row < model_.rowCount(); ++row)
        if (model_.textAt(row, QStringLiteral("series")) == series_) table_->selectRow(row);
}

void MacroPanel::askSeries() {
    if (all_.empty()) return;
    QJsonObject asked{{QStringLiteral("series"), series_}};
    if (const int code = transform_->currentData().toInt(); code > 0)
        asked.insert(QStringLiteral("transform"), code);
    if (vintage_->currentData().toBool()) asked = dated(asked, QStringLiteral("as_of"));
    load(QStringLiteral("view"), kView, inUniverse(asked, kView),
         [this](const QJsonObject& answer, const QJsonObject&) { showSeries(answer); });
}

void MacroPanel::showSeries(const QJsonObject& answer) {
    view_ = answer;
    const auto text = [&](const char* name) { return answer.value(QLatin1String(name)).toString(); };
    const QJsonArray points = answer.value(QStringLiteral("points")).toArray();
    titleLine()->setSubject(QStringLiteral("%1  ·  %2").arg(series_, text("name")));
    if (points.isEmpty()) return showEmptyDate(tr("%1 had not been published by this date.").arg(series_));
    int revised = 0;
    for (const QJsonValue& each : points)
        revised += each[QStringLiteral("vintages")].toInt() > 1 ? 1 : 0;
    const QJsonValue last = points.last();
    QStringList parts{tr("%1 on %2, known %3")
                          .arg(formatCell(NumberKind::Plain, last[QStringLiteral("value")]),
                               last[QStringLiteral("period_end")].toString(),
                               last[QStringLiteral("knowable_at")].toString()),
                      text("units"),
                      tr("code %1: %2 (%3)")
                          .arg(answer.value(QStringLiteral("transform")).toInt())
                          .arg(text("formula"), text("transform_source")),
                      revised > 0 ? tr("%n periods were revised", nullptr, revised)
                                  : tr("no earlier vintages")};
    QStringList factors;
    for (const QJsonValue& each : answer.value(QStringLiteral("library_factors")).toArray())
        factors.append(each.toString());
    if (!factors.isEmpty()) parts.append(tr("read by %1").arg(factors.join(QStringLiteral(", "))));
    parts.append(tr("shaded: nervous market, faintly: middle"));
    facts_->setText(parts.join(QStringLiteral("  ·  ")));
    draw();
}

void MacroPanel::draw() {
    const QJsonArray points = view_.value(QStringLiteral("points")).toArray();
    if (points.isEmpty()) return;
    const QDate first = dayOf(points.first(), "period_end"), last = dayOf(points.last(), "period_end");
    const QDate from = spanStart(span_->span(), first, last);
    QVector<DateBand> bands;
    for (const QJsonValue& each : view_.value(QStringLiteral("regimes")).toArray())
        bands.append(
            {dayOf(each, "first"), dayOf(each, "last"), levelOf(each[QStringLiteral("regime")].toString())});
    const int sessions = view_.value(QStringLiteral("surprise_sessions")).toInt();
    level_->setValueAxis(NumberKind::Plain, tr("level"));
    change_->setValueAxis(NumberKind::Plain, tr("transformed"));
    surprise_->setValueAxis(NumberKind::Plain, tr("surprise (%n d)", "sessions", sessions));
    const auto put = [&](LineChart* chart, const TimeSeries& line) {
        chart->setBands(bands);
        chart->setSeries({cutFrom(line, from)});
    };
    put(level_, lineOf(points, "period_end", "value", series_));
    put(change_, lineOf(points, "period_end", "transformed", series_));
    put(surprise_, lineOf(view_.value(QStringLiteral("surprises")).toArray(), "date", "surprise", series_));
}

TableData MacroPanel::exportTable() const {
    return readList(view_, QStringLiteral("points"));
}

QString MacroPanel::facts() const {
    return facts_->text();
}

QWidget* MacroPanel::chart() const {
    return level_->plot();
}

QJsonObject MacroPanel::choices() const {
    return {{QStringLiteral("series"), series_}, {QStringLiteral("span"), static_cast<int>(span_->span())}};
}

void MacroPanel::setChoices(const QJsonObject& choices) {
    series_ = choices.value(QStringLiteral("series")).toString(series_);
    span_->setSpan(static_cast<Span>(std::clamp(choices.value(QStringLiteral("span")).toInt(6), 0, 6)));
}

void MacroPanel::resizeEvent(QResizeEvent* event) {
    Panel::resizeEvent(event);
    const bool beside = width() >= kSideBySide;
    split_->setDirection(beside ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    const int charts = height() < 330 ? 1 : height() < 460 ? 2 : 3; // less would overlap
    change_->setVisible(charts >= 2);
    surprise_->setVisible(charts >= 3);
}

} // namespace nautilus::ui
