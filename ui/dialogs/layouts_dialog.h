#pragma once
// The saved layouts: open, save as, rename, delete.

#include <QDialog>

class QListWidget;
class QPushButton;

namespace nautilus::ui {

class MainWindow;

class LayoutsDialog : public QDialog {
    Q_OBJECT
public:
    LayoutsDialog(MainWindow& window, QWidget* parent = nullptr);

private:
    void fill();
    void rename();
    void saveAs();
    [[nodiscard]] QString chosen() const;

    MainWindow& window_;
    QListWidget* list_;
    QVector<QPushButton*> needing_one_;
};

} // namespace nautilus::ui
