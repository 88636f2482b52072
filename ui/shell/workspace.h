#pragma once
// One workspace: its panels as docks that move, tab, float, close and come back; the layout saves and
// restores.

#include "ui/shell/panel.h"

#include <QMainWindow>

class QDockWidget;

namespace nautilus::ui {

class Workspace : public QMainWindow {
    Q_OBJECT
public:
    Workspace(Desk& desk, QString id, QWidget* parent = nullptr);

    [[nodiscard]] const QString& id() const { return id_; }
    [[nodiscard]] QVector<Panel*> panels() const { return panels_; }
    [[nodiscard]] Panel* panel(const QString& id) const;
    /// Opens the panel if it was closed and brings it to the front.
    void showPanel(const QString& id);
    void defaultLayout();
    /// Gives the panel the whole workspace, or takes it back.
    void toggleMaximised(const QString& id);

    /// Layout, link groups and choices of its panels, and the same put back exactly.
    [[nodiscard]] QJsonObject save() const;
    /// False when the layout was not understood; it is then the first one.
    bool restore(const QJsonObject& saved);

protected:
    void showEvent(QShowEvent* event) override;

private:
    void addPanel(Panel* panel);
    [[nodiscard]] QByteArray layoutState() const;
    void splitResearch();
    void splitPortfolio();
    void stackOptimise();
    void splitRisk();
    void splitMarket();
    void splitData();
    void splitSystem();
    /// Divides the room among docks that stand side by side.
    void share(const QList<QDockWidget*>& docks, QList<int> percent, Qt::Orientation along);
    void nameTabs();
    [[nodiscard]] QDockWidget* dock(const QString& id) const;

    QString id_;
    QVector<Panel*> panels_;
    QByteArray before_maximised_;
    bool laid_out_ = false;
};

} // namespace nautilus::ui
