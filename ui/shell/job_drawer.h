#pragma once
// The drawer above the status line: every job with its progress, and cancel.

#include "ui/models/record_table_model.h"
#include "ui/shell/desk.h"

#include <QWidget>

namespace nautilus::ui {

class RecordTable;

class JobDrawer : public QWidget {
    Q_OBJECT
public:
    explicit JobDrawer(Desk& desk, QWidget* parent = nullptr);

Q_SIGNALS:
    void closeRequested();

private:
    void cancelSelected();

    Desk& desk_;
    RecordTableModel model_;
    RecordTable* table_;
};

} // namespace nautilus::ui
