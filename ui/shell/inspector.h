#pragma once
// The card on the right: what the selected thing is and where its numbers come from.

#include "ui/shell/desk.h"

#include <QWidget>

class QLabel;
class QStackedWidget;
class QVBoxLayout;

namespace nautilus::ui {

class LineageView;

class Inspector : public QWidget {
    Q_OBJECT
public:
    explicit Inspector(Desk& desk, QWidget* parent = nullptr);
    /// Asks where a number comes from and shows the tree.
    void showLineage(const CellOrigin& origin, const QString& shown);
    [[nodiscard]] LineageView* lineage() const { return lineage_; }
    void showCard(const InspectorCard& card);
    [[nodiscard]] QString titleText() const;

private:
    LineageView* lineage_;
    QStackedWidget* pages_;
    QLabel* title_;
    QLabel* subtitle_;
    QLabel* text_;
    QVBoxLayout* facts_;
};

} // namespace nautilus::ui
