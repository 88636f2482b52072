#pragma once
// The editor of factor expressions: text with completion and faults at their place, a preview of the latest
// session's cross-section and of one stock's history while one types, and the user's own factors with their
// versions.

#include "ui/models/expression_language.h"
#include "ui/models/record_table_model.h"
#include "ui/shell/panel.h"

#include <QTimer>

class QBoxLayout;
class QComboBox;
class QLineEdit;
class QPushButton;

namespace nautilus::ui {

class ColumnChart;
class ExpressionField;
class LineChart;
class RecordTable;

class ExpressionPanel : public Panel {
    Q_OBJECT
public:
    explicit ExpressionPanel(Desk& desk, QWidget* parent = nullptr);
    [[nodiscard]] TableData exportTable() const override { return values_; }
    [[nodiscard]] QWidget* chart() const override;
    [[nodiscard]] QJsonObject choices() const override;
    void setChoices(const QJsonObject& choices) override;

    [[nodiscard]] ExpressionField* field() const { return field_; }
    [[nodiscard]] ColumnChart* spread() const { return spread_; }
    [[nodiscard]] LineChart* history() const { return history_; }
    [[nodiscard]] RecordTable* highest() const { return highest_; }
    [[nodiscard]] QComboBox* own() const { return own_; }
    [[nodiscard]] QComboBox* versions() const { return versions_; }
    [[nodiscard]] QWidget* saveStrip() const { return save_strip_; }
    [[nodiscard]] QLineEdit* idField() const { return id_field_; }
    [[nodiscard]] QString message() const;
    /// Keeps the text under the id that stands in the strip; another text is its next version.
    void save();

protected:
    void request() override;
    bool takesFailure(const QString& key, const LinkReply& reply) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void buildTools();
    void buildEditor();
    void buildSaveStrip();
    void buildPreview();
    void askLanguage();
    void showOwn(const QJsonObject& answer);
    void showVersions();
    /// Takes a text into the editor; undo brings back what stood there.
    void takeText(const QString& text, const QString& saved_as);
    void takeFactor(const QString& factor);
    void takeLibraryFactor(const QString& factor);
    void showValues(const TableData& table);
    void askHistory(const QDate& last);
    void say(const QString& text, const QString& tone);
    void openSaveStrip();
    void saved(const LinkReply& reply);
    void openTearSheet();

    ExpressionLanguage language_;
    QJsonArray own_factors_;
    bool own_known_ = false;
    TableData values_;
    RecordTableModel highest_model_;
    RecordTableModel lowest_model_;
    ExpressionField* field_;
    QLabel* message_;
    QLabel* save_message_;
    QComboBox* own_;
    QComboBox* versions_;
    QWidget* save_strip_;
    QLineEdit* id_field_;
    QLineEdit* name_field_;
    QComboBox* direction_;
    QBoxLayout* split_;
    ColumnChart* spread_;
    LineChart* history_;
    RecordTable* highest_;
    RecordTable* lowest_;
    QTimer typing_;
    QString saved_as_; ///< "id@version" while the text is what is kept there
    QString taken_;    ///< factor of the context that was taken last
};

} // namespace nautilus::ui
