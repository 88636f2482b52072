#pragma once
// The line above the panels: which colour group is edited, its symbol, date, universe and portfolio, and the
// way to search.

#include "ui/shell/desk.h"

#include <QWidget>

class QButtonGroup;
class QComboBox;
class QLineEdit;
class QPushButton;
class QStringListModel;
class QToolButton;

namespace nautilus::ui {

class ContextBar : public QWidget {
    Q_OBJECT
public:
    explicit ContextBar(Desk& desk, QWidget* parent = nullptr);

    void setSymbols(const QStringList& symbols);
    /// The universes of the catalog, offered below the two built-in choices.
    void setUniverses(const QVector<QPair<QString, QString>>& universes);
    /// Ids and names of the book's portfolios.
    void setPortfolios(const QVector<QPair<QString, QString>>& portfolios);
    [[nodiscard]] QComboBox* portfolioField() const { return portfolio_; }
    [[nodiscard]] QComboBox* universeField() const { return universe_; }
    [[nodiscard]] int group() const { return group_; }
    void setGroup(int group);
    [[nodiscard]] QLineEdit* symbolField() const { return symbol_; }
    [[nodiscard]] QLineEdit* dateField() const { return date_; }

Q_SIGNALS:
    void searchRequested();
    void themeToggled();
    void inspectorToggled();
    void settingsRequested();

private:
    void buildGroups(class QHBoxLayout& layout);
    void buildFields(class QHBoxLayout& layout);
    void buildButtons(class QHBoxLayout& layout);
    void restyle();
    void readContext();
    void applyDate();

    Desk& desk_;
    int group_ = 0;
    QButtonGroup* groups_;
    QLineEdit* symbol_;
    QLineEdit* date_;
    QComboBox* universe_;
    QComboBox* portfolio_;
    QPushButton* search_;
    QStringListModel* symbols_;
    QVector<QPair<QToolButton*, QString>> icons_;
};

} // namespace nautilus::ui
