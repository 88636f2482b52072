#pragma once
// Chooses the parts of a report, shows it and writes it to a file.

#include "ui/shell/panel.h"

#include <QJsonArray>
#include <QTimer>

class QListWidget;
class QPushButton;

namespace nautilus::ui {

class BenchmarkChoice;
class ReportPreview;
class SpanSelector;

class ReportPanel : public Panel {
    Q_OBJECT
public:
    explicit ReportPanel(Desk& desk, QWidget* parent = nullptr);

    [[nodiscard]] TableData exportTable() const override;
    [[nodiscard]] QJsonObject choices() const override;
    void setChoices(const QJsonObject& choices) override;

    /// Makes the report in the chosen format and writes it there, byte for byte as the server gave it.
    void saveTo(const QString& path);
    /// Moves a section of the list by so many places.
    void moveSection(int row, int by);

    // For tests.
    [[nodiscard]] QComboBox* kind() const { return kind_; }
    [[nodiscard]] QComboBox* format() const { return format_; }
    [[nodiscard]] QListWidget* sections() const { return sections_; }
    [[nodiscard]] QListWidget* made() const { return made_; }
    [[nodiscard]] SpanSelector* span() const { return span_; }
    [[nodiscard]] ReportPreview* preview() const { return preview_; }
    [[nodiscard]] QPushButton* save() const { return save_; }

protected:
    void request() override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    using BytesHandler = std::function<void(const QByteArray&)>;
    void buildTools();
    void buildSide();
    void listSections();
    void rememberSections();
    void askSoon();
    [[nodiscard]] bool risk() const;
    [[nodiscard]] QStringList chosenSections() const;
    [[nodiscard]] QJsonObject asked(const QString& format) const;
    void make(const QString& key, const QString& format, BytesHandler handler);
    void remember(const QJsonObject& answer);
    void listMade();
    void saveAs();
    void saveMade();
    void write(const QString& path, const QByteArray& bytes);

    QComboBox* kind_;
    BenchmarkChoice* benchmark_;
    SpanSelector* span_;
    QListWidget* sections_;
    QComboBox* format_;
    QPushButton* save_;
    QLabel* made_title_;
    QListWidget* made_;
    ReportPreview* preview_;
    QTimer soon_;
    QJsonObject order_;  ///< by kind: every section in its order, those left out behind a '-'
    QJsonArray made_of_; ///< reports that the server keeps, the last one first
    bool filling_ = false;
};

} // namespace nautilus::ui
