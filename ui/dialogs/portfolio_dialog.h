#pragma once
// Makes a portfolio: its id, name and benchmark, in an account that is there or a new one.

#include "ui/shell/desk.h"

#include <QDialog>

class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace nautilus::ui {

class PortfolioDialog : public QDialog {
    Q_OBJECT
public:
    PortfolioDialog(Desk& desk, QWidget* parent = nullptr);

    /// "portfolio_id", "name", "benchmark", "account_id", "base_currency".
    [[nodiscard]] QLineEdit* line(const QString& name) const;
    [[nodiscard]] QComboBox* account() const { return account_; }
    [[nodiscard]] QComboBox* method() const { return method_; }
    [[nodiscard]] QString errorOf(const QString& name) const;
    void create();

Q_SIGNALS:
    void made(const QString& portfolio);

private:
    struct Row {
        QWidget* box;
        QWidget* editor;
        QLabel* error;
        QLabel* label;
    };
    void build();
    void addRow(QFormLayout& form, const QString& name, const QString& title, QWidget* editor);
    void readAccounts();
    void showAccountRows();
    void createPortfolio();
    void refused(const LinkReply& reply);
    [[nodiscard]] bool newAccount() const;
    [[nodiscard]] QString text(const char* name) const;

    Desk& desk_;
    QHash<QString, Row> rows_;
    QComboBox* account_;
    QComboBox* method_;
    QLabel* state_;
    QPushButton* create_;
};

} // namespace nautilus::ui
