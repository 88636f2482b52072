#pragma once
// One limit: added or changed. It is kept by the server before the dialog closes; what the server has against
// it stands beside the field.

#include "ui/shell/desk.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QPushButton;

namespace nautilus::ui {

class SchemaForm;

/// A portfolio, its account or the firm, and how it is named on screen.
struct LimitBook {
    QString id;
    QString title;
};

class LimitDialog : public QDialog {
    Q_OBJECT
public:
    /// `limit` as risk.limits answers it: to be changed; empty: a new one.
    LimitDialog(Desk& desk, const QVector<LimitBook>& books, const QJsonObject& limit,
                QWidget* parent = nullptr);

    [[nodiscard]] SchemaForm* form() const { return form_; }
    [[nodiscard]] QComboBox* type() const { return type_; }
    [[nodiscard]] QComboBox* book() const { return book_; }
    [[nodiscard]] QPushButton* save() const { return save_; }
    [[nodiscard]] QString problem() const;

Q_SIGNALS:
    /// The server keeps it now.
    void saved(const QString& book, const QJsonObject& limit);

private:
    void build(bool is_new);
    void showFields(const QJsonObject& limit);
    void send();
    [[nodiscard]] double scale() const; ///< of the value on screen against that of the API

    Desk& desk_;
    QComboBox* book_;
    QComboBox* type_;
    QLabel* meaning_;
    SchemaForm* form_;
    QLabel* problem_;
    QPushButton* save_;
};

} // namespace nautilus::ui
