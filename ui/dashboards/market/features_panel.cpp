#include "ui/dashboards/market/features_panel.h"

#include "ui/charts/exposure_bars.h"
#include "ui/charts/record_table.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QJsonArray>
#include <QLabel>
#include <QScrollArea>
#include <QTimeZone>
#include <QVBoxLayout>

#include <cmath>

namespace nautilus::ui {
namespace {

constexpr int kPollMs = 2000;
constexpr int kLookBackDays = 30;

QString groupWord(const QString& group) {
    if (group == QLatin1String("momentum")) return FeaturesPanel::tr("momentum");
    if (group == QLatin1String("trend")) return FeaturesPanel::tr("trend");
    if (group == QLatin1String("volume")) return FeaturesPanel::tr("volume");
    if (group == QLatin1String("volatility")) return FeaturesPanel::tr("volatility");
    return group;
}

QString signalWord(const QString& signal_name) {
    if (signal_name == QLatin1String("BULLISH")) return FeaturesPanel::tr("▲ bullish");
    if (signal_name == QLatin1String("BEARISH")) return FeaturesPanel::tr("▼ bearish");
    if (signal_name == QLatin1String("NEUTRAL")) return FeaturesPanel::tr("neutral");
    return signal_name;
}

/// The vote whose name the feature begins with: "rsi" votes by rsi_14.
QString voteOf(const QJsonObject& votes, const QString& feature) {
    for (auto vote = votes.begin(); vote != votes.end(); ++vote)
        if (feature == vote.key() || feature.startsWith(vote.key() + QLatin1Char('_')))
            return vote.value().toString();
    return {};
}

QDate dayIn(const TableData& table, int row, const QString& column) {
    return QDate::fromString(table.text(row, table.column(column)), Qt::ISODate);
}

} // namespace

FeaturesPanel::FeaturesPanel(Desk& desk, QWidget* parent)
    : Panel(desk, QStringLiteral("features"), tr("Indicators"), parent),
      model_({{QStringLiteral("group"), tr("Group"), NumberKind::Text, {}, 0.0, groupWord},
              {QStringLiteral("feature"), tr("Indicator")},
              {QStringLiteral("value"), tr("Value"), NumberKind::Price},
              {QStringLiteral("vote"), tr("Signal"), NumberKind::Text,
               tr("How this indicator votes in the summary; not all of them do"), 0.0, signalWord}}),
      table_(addTable(model_, tr("Indicators"), {86, 164, 120, 84})), summary_(new QLabel(this)) {
    follow(kFollowsSymbol | kFollowsDate);
    table_->showWhatFits({0}); // the group
    summary_->setTextFormat(Qt::RichText);
    summary_->setWordWrap(true);
    summary_->setContentsMargins(12, 6, 12, 6);
    body()->insertWidget(0, summary_); // with the table: a state of the panel covers both
    refreshWhileSeen(kPollMs);
}

void FeaturesPanel::request() {
    const QString symbol = context().symbol;
    titleLine()->setSubject(symbol);
    if (!offers(QStringLiteral("features.technical"))) return;
    if (symbol.isEmpty()) {
        titleLine()->setAsOf({});
        return showEmpty(tr("Choose a symbol in the watchlist."), tr("Open the watchlist"),
                         [this] { desk().open_panel(QStringLiteral("watchlist")); });
    }
    if (context().date.isValid() || !desk().operations.find(QStringLiteral("marketdata.snapshot")))
        return compute(context().date);
    // Where a stored day is replayed, the indicators are those of that day, not of what came after it.
    loadTable(QStringLiteral("snapshot"), QStringLiteral("marketdata.snapshot"),
              {{QStringLiteral("symbols"), QJsonArray{symbol}}},
              [this](const TableData& table, const QJsonObject&) {
                  const bool replayed = table.at(0, table.column(QStringLiteral("replayed"))).toBool();
                  setFeed(replayed ? PanelState::Replay : PanelState::Live);
                  if (replayed) // by the calendar of the symbol's exchange
                      computeReplayed(dayIn(table, 0, QStringLiteral("closed_session")));
                  else
                      compute({});
              });
}

/// The day may lie before the bars of the data set that is the usual one: the one that has them is asked.
void FeaturesPanel::computeReplayed(const QDate& day) {
    const QString symbol = context().symbol;
    if (datasets_.contains(symbol) || !desk().operations.find(QStringLiteral("marketdata.historical")))
        return compute(day);
    load(QStringLiteral("dataset"), QStringLiteral("marketdata.historical"),
         {{QStringLiteral("symbol"), symbol},
          {QStringLiteral("timeframe"), QStringLiteral("1d")},
          {QStringLiteral("start_date"), day.addDays(-kLookBackDays).toString(Qt::ISODate)},
          {QStringLiteral("end_date"), day.toString(Qt::ISODate)},
          {QStringLiteral("cache_result"), false},
          {QStringLiteral("limit"), 1}},
         [this, symbol, day](const QJsonObject& answer, const QJsonObject&) {
             datasets_.insert(symbol, answer.value(QStringLiteral("dataset")).toString());
             compute(day);
         });
}

void FeaturesPanel::compute(const QDate& as_of) {
    QJsonObject parameters{{QStringLiteral("symbol"), context().symbol}};
    if (as_of.isValid()) parameters.insert(QStringLiteral("as_of"), as_of.toString(Qt::ISODate));
    if (const QString dataset = datasets_.value(context().symbol); as_of.isValid() && !dataset.isEmpty())
        parameters.insert(QStringLiteral("dataset"), dataset);
    load(QStringLiteral("technical"), QStringLiteral("features.technical"), parameters,
         [this](const QJsonObject& answer, const QJsonObject&) { show(answer); });
}

void FeaturesPanel::show(const QJsonObject& answer) {
    const QJsonObject groups = answer.value(QStringLiteral("technical_indicators")).toObject();
    const QJsonObject summary = answer.value(QStringLiteral("feature_summary")).toObject();
    const QJsonObject votes = summary.value(QStringLiteral("votes")).toObject();
    TableData table;
    table.columns = {QStringLiteral("group"), QStringLiteral("feature"), QStringLiteral("value"),
                     QStringLiteral("vote")};
    for (const char* group : {"trend", "momentum", "volatility", "volume"}) {
        const QJsonObject features = groups.value(QLatin1String(group)).toObject();
        for (auto each = features.begin(); each != features.end(); ++each)
            table.rows.append({QLatin1String(group), each.key(), each.value(), voteOf(votes, each.key())});
    }
    model_.setTable(table);
    const auto count = [&](const char* name) { return summary.value(QLatin1String(name)).toInt(); };
    const QString overall = summary.value(QStringLiteral("overall_signal")).toString();
    summary_->setText(
        tr("<b>%1</b>&nbsp;&nbsp; strength %2 &nbsp;&nbsp; %3 bullish, %4 bearish, %5 neutral")
            .arg(signalWord(overall),
                 formatCell(NumberKind::Decimal2, summary.value(QStringLiteral("signal_strength"))))
            .arg(count("bullish_signals"))
            .arg(count("bearish_signals"))
            .arg(count("neutral_signals")));
    titleLine()->setAsOf(answer.value(QStringLiteral("timestamp")).toString().left(10));
    if (table.empty())
        showEmpty(tr("%1 has no bars to compute from.").arg(context().symbol), tr("Open instruments"),
                  [this] { desk().open_panel(QStringLiteral("instruments")); });
}

ImportancePanel::ImportancePanel(Desk& desk, QWidget* parent)
    : Panel(desk, QStringLiteral("importance"), tr("Feature importance"), parent),
      method_(addChoice(tr("Measure"), {{tr("Mutual information"), QStringLiteral("mutual_information")},
                                        {tr("Correlation"), QStringLiteral("correlation")},
                                        {tr("Permutation"), QStringLiteral("permutation")}})),
      target_(addChoice(tr("Of returns over"), {{tr("1 day"), QStringLiteral("future_returns_1d")},
                                                {tr("5 days"), QStringLiteral("future_returns_5d")},
                                                {tr("21 days"), QStringLiteral("future_returns_21d")}})),
      period_(addChoice(tr("Period"), {{tr("1 year"), QStringLiteral("1Y")},
                                       {tr("6 months"), QStringLiteral("6M")},
                                       {tr("3 years"), QStringLiteral("3Y")}})),
      bars_(new ExposureBars(desk.theme, this)), note_(makeNote()) {
    follow(kFollowsSymbol | kFollowsDate); // the symbol says which replayed day it is
    method_->setMinimumWidth(152);
    tools()->addStretch(1);
    auto* area = new QScrollArea(this);
    area->setWidget(bars_);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus); // the bars have it
    body()->addWidget(area, 1);
    note_->setContentsMargins(12, 4, 12, 6);
    note_->setWordWrap(true);
    body()->addWidget(note_);
    trace(bars_);
}

void ImportancePanel::request() {
    if (!offers(QStringLiteral("features.importance"))) return;
    if (context().date.isValid() || !desk().operations.find(QStringLiteral("marketdata.snapshot")))
        return compute({});
    // Where stored days are replayed, nothing counts that came after them: those of the linked symbol, else
    // the latest that has closed.
    const QString symbol = context().symbol;
    loadTable(QStringLiteral("snapshot"), QStringLiteral("marketdata.snapshot"),
              {{QStringLiteral("symbols"), symbol.isEmpty() ? QJsonArray{} : QJsonArray{symbol}}},
              [this](const TableData& table, const QJsonObject&) {
                  QDate replayed_until;
                  for (int row = 0; row < table.rows.size(); ++row)
                      if (table.at(row, table.column(QStringLiteral("replayed"))).toBool())
                          replayed_until =
                              std::max(replayed_until, dayIn(table, row, QStringLiteral("closed_session")));
                  setFeed(replayed_until.isValid() ? PanelState::Replay : PanelState::Live);
                  compute(replayed_until);
              });
}

void ImportancePanel::compute(const QDate& as_of) {
    QJsonObject parameters = dated(
        {{QStringLiteral("target_variable"), target_->currentData().toString()},
         {QStringLiteral("features"),
          QJsonArray{QStringLiteral("rsi_14"), QStringLiteral("macd"), QStringLiteral("volume_ratio"),
                     QStringLiteral("atr_14"), QStringLiteral("pe_ratio"), QStringLiteral("price_to_book"),
                     QStringLiteral("roe"), QStringLiteral("net_margin")}},
         {QStringLiteral("method"), method_->currentData().toString()},
         {QStringLiteral("analysis_period"), period_->currentData().toString()}},
        QStringLiteral("as_of"));
    if (as_of.isValid()) parameters.insert(QStringLiteral("as_of"), as_of.toString(Qt::ISODate));
    load(QStringLiteral("importance"), QStringLiteral("features.importance"), parameters,
         [this](const QJsonObject& answer, const QJsonObject&) { show(answer); });
}

void ImportancePanel::show(const QJsonObject& answer) {
    table_ = readList(answer, QStringLiteral("feature_importance"));
    const int feature = table_.column(QStringLiteral("feature"));
    const int score = table_.column(QStringLiteral("importance_score"));
    QVector<ExposureBar> bars;
    for (int row = 0; row < table_.rows.size(); ++row)
        bars.append({table_.text(row, feature), table_.text(row, feature), table_.number(row, score),
                     table_.reason(row, score), table_.origin(row, score)});
    bars_->setMagnitudes(true);
    bars_->setBars(bars);
    note_->setText(
        tr("%1 observations: %2 stocks, %3 sessions. Features as known on the day, returns after it.")
            .arg(formatCell(NumberKind::Integer, answer.value(QStringLiteral("observations"))),
                 formatCell(NumberKind::Integer, answer.value(QStringLiteral("symbols"))),
                 formatCell(NumberKind::Integer, answer.value(QStringLiteral("sessions")))));
    titleLine()->setSubject(tr("%n features", nullptr, static_cast<int>(bars.size())));
    if (bars.isEmpty())
        showEmpty(tr("There is too little history to judge by."), tr("Look again"), [this] { refresh(); });
}

} // namespace nautilus::ui
