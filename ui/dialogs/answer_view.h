#pragma once
// Any answer of the API: as a table when it is one, else as a tree.

#include "ui/models/record_table_model.h"

#include <QStackedWidget>

class QTreeWidget;

namespace nautilus::ui {

class RecordTable;
class Theme;

/// The table inside an answer's data: {columns, rows}, or its only list of objects; empty when there is none.
[[nodiscard]] TableData tableOf(const QJsonObject& data);
/// Columns with their machine names as titles; numbers as they are.
[[nodiscard]] QVector<ColumnSpec> plainColumns(const TableData& table);

class AnswerView : public QStackedWidget {
    Q_OBJECT
public:
    explicit AnswerView(const Theme& theme, QWidget* parent = nullptr);
    void showData(const QJsonObject& data);
    void showTree(const QJsonObject& data);
    [[nodiscard]] bool isTable() const { return currentIndex() == 0; }
    [[nodiscard]] RecordTable* table() const { return table_; }
    [[nodiscard]] QTreeWidget* tree() const { return tree_; }

private:
    RecordTableModel model_;
    RecordTable* table_;
    QTreeWidget* tree_;
};

} // namespace nautilus::ui
