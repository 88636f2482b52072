#pragma once
// One operation: its parameters as a form with the example filled in, run, and the answer as a table or a
// tree; the same call as curl or Python.

#include "ui/shell/desk.h"

#include <QDialog>

class QLabel;
class QPushButton;

namespace nautilus::ui {

class AnswerView;
class SchemaForm;

class OperationDialog : public QDialog {
    Q_OBJECT
public:
    OperationDialog(Desk& desk, OperationInfo operation, QWidget* parent = nullptr);

    [[nodiscard]] SchemaForm* form() const { return form_; }
    [[nodiscard]] AnswerView* answer() const { return answer_; }
    [[nodiscard]] QString state() const;
    void run();
    [[nodiscard]] QString curl() const;
    [[nodiscard]] QString python() const;

private:
    void build();
    QWidget* buildForm();
    QWidget* buildAnswer();
    void answered(const LinkReply& reply);
    [[nodiscard]] RequestParts request() const;

    Desk& desk_;
    OperationInfo operation_;
    SchemaForm* form_;
    AnswerView* answer_;
    QLabel* state_;
    QPushButton* run_;
    QJsonObject data_;
    std::shared_ptr<LinkCall> call_;
};

} // namespace nautilus::ui
