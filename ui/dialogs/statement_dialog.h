#pragma once
// Reads a CSV statement of a broker into a portfolio: which column is which, what its words mean, which rows
// would be refused, then recorded.

#include "ui/models/record_table_model.h"
#include "ui/shell/desk.h"

#include <QDialog>
#include <QTimer>

class QCheckBox;
class QComboBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace nautilus::ui {

class RecordTable;

class StatementDialog : public QDialog {
    Q_OBJECT
public:
    StatementDialog(Desk& desk, QString portfolio, QWidget* parent = nullptr);

    void chooseFile();
    /// Takes the text of a file; `name` is shown.
    void setText(const QString& name, const QString& text);
    /// Which header of the file a member of a transaction stands in.
    [[nodiscard]] QComboBox* column(const QString& member) const { return columns_.value(member); }
    [[nodiscard]] QLineEdit* kinds() const { return kinds_; }
    [[nodiscard]] QCheckBox* skip() const { return skip_; }
    [[nodiscard]] const RecordTableModel& refused() const { return model_; }
    [[nodiscard]] QString state() const;
    [[nodiscard]] bool ready() const;
    void record();

Q_SIGNALS:
    void recorded();

private:
    void build();
    void buildColumns(QGridLayout& grid);
    void preview();
    void answered(const LinkReply& reply);
    void finished(const LinkReply& reply);
    [[nodiscard]] QJsonObject request(bool dry_run) const;

    Desk& desk_;
    QString portfolio_;
    QString text_;
    RecordTableModel model_;
    RecordTable* table_;
    QLabel* file_;
    QLabel* state_;
    QHash<QString, QComboBox*> columns_;
    QComboBox* order_;
    QLineEdit* kinds_;
    QCheckBox* skip_;
    QPushButton* record_;
    QTimer wait_;
    std::shared_ptr<LinkCall> call_;
};

} // namespace nautilus::ui
