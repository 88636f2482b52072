#pragma once
// Where a number comes from, as a tree: the value, the formula, its inputs down to rows of a source.

#include "ui/shell/desk.h"

#include <QWidget>

class QLabel;
class QTreeWidget;
class QTreeWidgetItem;

namespace nautilus::ui {

class LineageView : public QWidget {
    Q_OBJECT
public:
    explicit LineageView(Desk& desk, QWidget* parent = nullptr);
    /// Asks app.lineage about one value of one call; `shown` is the value as the reader saw it.
    void ask(const CellOrigin& origin, const QString& shown);
    [[nodiscard]] QTreeWidget* tree() const { return tree_; }
    [[nodiscard]] QString details() const;
    [[nodiscard]] QString state() const;

private:
    void showNode(const QJsonObject& node);
    void showDetails(QTreeWidgetItem* item);

    Desk& desk_;
    QLabel* title_;
    QLabel* state_;
    QTreeWidget* tree_;
    QLabel* details_;
    std::shared_ptr<LinkCall> call_;
};

} // namespace nautilus::ui
