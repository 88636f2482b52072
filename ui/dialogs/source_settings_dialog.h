#pragma once
// Settings of one data source, as a form made from what the source declares.

#include "ui/shell/desk.h"

#include <QDialog>

class QLabel;

namespace nautilus::ui {

class SchemaForm;

class SourceSettingsDialog : public QDialog {
    Q_OBJECT
public:
    SourceSettingsDialog(Desk& desk, QString source, QWidget* parent = nullptr);
    [[nodiscard]] SchemaForm* form() const { return form_; }
    [[nodiscard]] QString state() const;
    void save();

private:
    void fill(const LinkReply& reply);
    Desk& desk_;
    QString source_;
    SchemaForm* form_;
    QLabel* state_;
};

} // namespace nautilus::ui
