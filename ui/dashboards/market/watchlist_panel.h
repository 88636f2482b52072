#pragma once
// Live prices of the reader's symbols: add by typing, remove with Delete, changed cells glow.

#include "ui/models/record_table_model.h"
#include "ui/shell/panel.h"

class QLineEdit;
class QStringListModel;

namespace nautilus::ui {

class WatchlistPanel : public Panel {
    Q_OBJECT
public:
    explicit WatchlistPanel(Desk& desk, QWidget* parent = nullptr);

    [[nodiscard]] TableData exportTable() const override { return model_.table(); }
    [[nodiscard]] QJsonObject choices() const override;
    void setChoices(const QJsonObject& choices) override;
    [[nodiscard]] const QStringList& symbols() const { return symbols_; }
    [[nodiscard]] RecordTable* table() const { return table_; }
    [[nodiscard]] QLineEdit* entry() const { return entry_; }
    /// Both can be undone.
    void add(const QString& symbol);
    void remove(const QString& symbol);

protected:
    void request() override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void setSymbols(const QStringList& symbols);
    void completeSymbols();
    void subscribe();
    void readCloses();
    void readRows();
    [[nodiscard]] QVector<QJsonValue> storedRow(const QString& symbol, const QStringList& columns) const;
    void show(TableData table);
    [[nodiscard]] QString selected() const;

    QStringList symbols_;
    QString subscription_;   ///< id; empty = none yet
    QStringList subscribed_; ///< what it is of
    bool subscribing_ = false;
    TableData closes_; ///< newest stored ones, of
    QStringList closes_of_;
    RecordTableModel model_;
    RecordTable* table_;
    QLineEdit* entry_;
    QStringListModel* symbols_known_;
};

} // namespace nautilus::ui
