#include "ui/dashboards/risk/what_if_view.h"

#include "ui/models/risk_words.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QRegularExpression>
#include <QStyle>

namespace nautilus::ui {
namespace {

enum Column { kType, kBefore, kAfter, kLimit, kStatusBefore, kStatusAfter, kSubject };

QVector<ColumnSpec> columns() {
    return {
        {QStringLiteral("limit_type"), WhatIfModel::tr("Limit of"), NumberKind::Text, {}, 0, limitTitle},
        {QStringLiteral("before"), WhatIfModel::tr("Before"), NumberKind::Significant},
        {QStringLiteral("after"), WhatIfModel::tr("After"), NumberKind::Significant},
        {QStringLiteral("limit_value"), WhatIfModel::tr("Limit"), NumberKind::Significant},
        {QStringLiteral("status_before"), WhatIfModel::tr("Was"), NumberKind::Text, {}, 0, limitStatusWord},
        {QStringLiteral("status_after"),
         WhatIfModel::tr("Would be"),
         NumberKind::Text,
         {},
         0,
         limitStatusWord},
        {QStringLiteral("subject_after"), WhatIfModel::tr("Worst afterwards")}};
}

} // namespace

QJsonArray readTrades(const QString& text, QString* problem) {
    static const QRegularExpression kTrade(QStringLiteral(
        "^([A-Za-z][A-Za-z0-9.\\-]*)\\s*=?\\s*([+\\-\u2212]?)\\s*([0-9]+(?:\\.[0-9]+)?)\\s*(%?)$"));
    QJsonArray out;
    for (const QString& part :
         text.split(QRegularExpression(QStringLiteral("[,;\\n]")), Qt::SkipEmptyParts)) {
        const QString words = part.simplified();
        if (words.isEmpty()) continue;
        const auto match = kTrade.match(words);
        if (!match.hasMatch()) {
            *problem = WhatIfLine::tr("“%1” is no trade. Write for example AAPL -400, XOM 1000, MSFT 12%.")
                           .arg(words);
            return {};
        }
        double value = match.captured(3).toDouble();
        const QString sign = match.captured(2);
        if (!sign.isEmpty() && sign != QLatin1String("+")) value = -value;
        QJsonObject trade{{QStringLiteral("symbol"), match.captured(1).toUpper()}};
        if (match.captured(4).isEmpty())
            trade.insert(QStringLiteral("quantity"), value);
        else
            trade.insert(QStringLiteral("weight"), value / 100);
        out.append(trade);
    }
    if (out.isEmpty()) *problem = WhatIfLine::tr("Write a trade first, for example AAPL -400.");
    return out;
}

WhatIfModel::WhatIfModel(QObject* parent) : RecordTableModel(columns(), parent) {}

QVariant WhatIfModel::data(const QModelIndex& index, int role) const {
    const int column = index.column();
    if (role == Qt::DisplayRole && column >= kBefore && column <= kLimit) {
        const QVariant raw = RecordTableModel::data(index, kRawRole);
        return formatLimit(textAt(index.row(), QStringLiteral("limit_type")),
                           raw.isNull() ? std::nan("") : raw.toDouble());
    }
    if (column == kSubject && RecordTableModel::data(index, kRawRole).isNull())
        return role == Qt::DisplayRole || role == Qt::ToolTipRole ? QVariant()
                                                                  : RecordTableModel::data(index, role);
    return RecordTableModel::data(index, role);
}

WhatIfLine::WhatIfLine(QWidget* parent)
    : QWidget(parent), entry_(new QLineEdit(this)), said_(new QLabel(this)) {
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 2, 8, 4);
    layout->setSpacing(10);
    entry_->setPlaceholderText(tr("AAPL -400, XOM 1000, MSFT 12%"));
    entry_->setToolTip(
        tr("Units bought or sold, or with % the share of the portfolio afterwards; Enter asks, "
           "Esc goes back"));
    entry_->setAccessibleName(tr("Trades to try"));
    entry_->setClearButtonEnabled(true);
    entry_->setMinimumWidth(220);
    said_->setProperty("type", QStringLiteral("small"));
    said_->setWordWrap(true);
    layout->addWidget(entry_, 1);
    layout->addWidget(said_, 1);
    connect(entry_, &QLineEdit::returnPressed, this, &WhatIfLine::read);
}

void WhatIfLine::read() {
    QString problem;
    const QJsonArray trades = readTrades(entry_->text(), &problem);
    if (trades.isEmpty()) return say(problem, "error");
    Q_EMIT asked(trades);
}

QString WhatIfLine::said() const {
    return said_->text();
}

QString WhatIfLine::text() const {
    return entry_->text();
}

void WhatIfLine::setText(const QString& text) {
    entry_->setText(text);
}

void WhatIfLine::say(const QString& text, const char* tone) {
    said_->setText(text);
    said_->setProperty("tone", QLatin1String(tone));
    said_->style()->unpolish(said_);
    said_->style()->polish(said_);
}

void WhatIfLine::sayAnswer(const QJsonObject& answer) {
    const auto broken = answer.value(QStringLiteral("new_breaches")).toArray().size();
    if (answer.value(QStringLiteral("limits")).toArray().isEmpty())
        return say(tr("The portfolio has no limits of its own: nothing to compare."), "muted");
    if (!answer.value(QStringLiteral("allowed")).toBool())
        return say(broken > 0
                       ? tr("Not allowed: %n limits would be broken.", nullptr, static_cast<int>(broken))
                       : tr("Not allowed: a broken hard limit would be broken further."),
                   "error");
    say(broken > 0 ? tr("Allowed, but %n soft limits would be broken.", nullptr, static_cast<int>(broken))
                   : tr("Allowed: no limit of the portfolio would be broken or broken further."),
        broken > 0 ? "warn" : "good");
}

void WhatIfLine::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape) return Q_EMIT closed();
    QWidget::keyPressEvent(event);
}

} // namespace nautilus::ui
