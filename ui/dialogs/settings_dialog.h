#pragma once
// The settings of the server as a form made from their schema: search, reset, errors beside their field. What
// is changed is written at once.

#include "ui/shell/preferences.h"

#include <QDialog>

class QLabel;
class QLineEdit;

namespace nautilus::ui {

class SchemaForm;

class SettingsDialog : public QDialog {
    Q_OBJECT
public:
    SettingsDialog(Preferences& preferences, const QString& token_file, QWidget* parent = nullptr);

    [[nodiscard]] SchemaForm* form() const { return form_; }
    [[nodiscard]] QLineEdit* searchField() const { return search_; }

Q_SIGNALS:
    void layoutReset();

private:
    void build(const QString& token_file);
    void fill();
    void write(const QString& name);

    Preferences& preferences_;
    QLineEdit* search_;
    SchemaForm* form_;
    QLabel* state_;
    bool filled_ = false;
};

} // namespace nautilus::ui
