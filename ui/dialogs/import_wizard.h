#pragma once
// From a file to the catalog in three steps: choose files, look at what was understood and correct it, import
// as a job with progress and cancel. The result says what came in and what to do next.

#include "ui/models/import_plan.h"
#include "ui/models/record_table_model.h"
#include "ui/shell/desk.h"

#include <QDialog>
#include <QTimer>

class QComboBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QStackedWidget;
class QTableWidget;

namespace nautilus::ui {

class RecordTable;

class ImportWizard : public QDialog {
    Q_OBJECT
public:
    enum Step { kFiles, kPreview, kRunning, kDone };

    ImportWizard(Desk& desk, QWidget* parent = nullptr);
    /// Goes to the preview at once when there are files.
    void setFiles(const QStringList& files);
    [[nodiscard]] int step() const;
    [[nodiscard]] const ImportPlan& plan() const { return plan_; }
    [[nodiscard]] QTableWidget* mapping() const { return mapping_; }
    [[nodiscard]] QPushButton* importButton() const { return import_; }
    [[nodiscard]] QString summary() const;
    [[nodiscard]] QString result() const;
    void startImport();

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    QWidget* buildFiles();
    QWidget* buildPreview();
    QWidget* buildRunning();
    QWidget* buildDone();
    void buildChoices(class QHBoxLayout& row);
    void chooseFiles();
    void fetchProfiles();
    void showFolder(const QString& folder);
    void preview();
    void showPreview(const QJsonObject& answer);
    void showMapping();
    void showWould();
    void follow(const QString& job);
    void finish(const QJsonObject& job);
    void showResult(const QJsonObject& result);
    /// Closes and brings a panel to the front that looks at what was imported.
    void leaveFor(const QString& panel);
    void fail(const LinkReply& reply);
    void saveProfile();
    void enableImport();

    Desk& desk_;
    ImportPlan plan_;
    QString job_;
    QString imported_; ///< data set of the prices that came in; empty for other kinds
    QStackedWidget* steps_;
    QComboBox* kind_;
    QComboBox* delimiter_;
    QComboBox* date_format_;
    QComboBox* decimal_;
    QComboBox* profile_;
    QLineEdit* dataset_;
    QTableWidget* mapping_;
    RecordTableModel sample_model_;
    RecordTable* sample_;
    QLabel* problems_;
    QLabel* would_;
    QLabel* understood_;
    QLabel* running_;
    QLabel* result_;
    QLabel* error_;
    QProgressBar* progress_;
    QPushButton* import_;
    QPushButton* save_profile_;
    std::shared_ptr<LinkCall> call_;
    QTimer poll_;
};

} // namespace nautilus::ui
