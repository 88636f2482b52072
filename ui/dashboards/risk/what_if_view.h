#pragma once
// Trades that are only thought of, as a line of text, and every limit before and after them side by side.

#include "ui/models/record_table_model.h"

#include <QJsonArray>
#include <QWidget>

class QLabel;
class QLineEdit;

namespace nautilus::ui {

/// "AAPL -400, XOM +1000, MSFT 12%": a quantity that is bought or sold, or with % the share of the portfolio
/// that the position has afterwards. What is no trade stands in `problem`.
[[nodiscard]] QJsonArray readTrades(const QString& text, QString* problem);

/// Values in the unit of their limit.
class WhatIfModel : public RecordTableModel {
    Q_OBJECT
public:
    explicit WhatIfModel(QObject* parent = nullptr);
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
};

/// The line in which trades are written, and what came of them in words.
class WhatIfLine : public QWidget {
    Q_OBJECT
public:
    explicit WhatIfLine(QWidget* parent = nullptr);
    [[nodiscard]] QLineEdit* entry() const { return entry_; }
    [[nodiscard]] QString said() const;
    [[nodiscard]] QString text() const;
    void setText(const QString& text);
    void say(const QString& text, const char* tone);
    /// The sentence about an answer of risk.what_if.
    void sayAnswer(const QJsonObject& answer);

Q_SIGNALS:
    void asked(const QJsonArray& trades);
    void closed();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void read();
    QLineEdit* entry_;
    QLabel* said_;
};

} // namespace nautilus::ui
