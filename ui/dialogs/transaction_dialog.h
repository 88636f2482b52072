#pragma once
// Records a transaction: the fields of its kind, what it would do as one types, Enter to record it.

#include "ui/shell/desk.h"

#include <QDialog>
#include <QTimer>

class QComboBox;
class QLabel;
class QPushButton;

namespace nautilus::ui {

class SchemaForm;

class TransactionDialog : public QDialog {
    Q_OBJECT
public:
    TransactionDialog(Desk& desk, QString portfolio, QWidget* parent = nullptr);

    /// Begins with these members; `lots` as [{lot, quantity}].
    void fill(const QJsonObject& transaction);
    [[nodiscard]] QComboBox* kind() const { return kind_; }
    [[nodiscard]] SchemaForm* form() const { return form_; }
    /// What it would do, or why not.
    [[nodiscard]] QString preview() const;
    /// Records it; with `next` the dialog stays for another one.
    void record(bool next = false);

Q_SIGNALS:
    /// It stands in the book, and on the undo list.
    void recorded();

private:
    void build();
    void chooseKind();
    void showFields();
    void askDay();
    void think();
    void showPreview(const QJsonObject& data);
    void say(const QString& text, const QString& tone);
    [[nodiscard]] QJsonObject transaction() const;
    [[nodiscard]] QJsonObject request(bool dry_run) const;

    Desk& desk_;
    QString portfolio_;
    QJsonObject values_; ///< of all kinds, so that a change of kind loses nothing
    QComboBox* kind_;
    SchemaForm* form_;
    QLabel* preview_;
    QPushButton* record_;
    QPushButton* next_;
    QTimer thinking_;
    std::shared_ptr<LinkCall> trial_;
};

} // namespace nautilus::ui
