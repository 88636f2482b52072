#pragma once
// A report on paper, drawn from the server's own HTML: charts as pictures, lists of figures in two columns.

#include <QTextBrowser>

namespace nautilus::ui {

class Theme;

/// The page as a text document can show it. Its charts became images named "chart:0", "chart:1" ..., whose
/// SVG text is put into `charts`.
[[nodiscard]] QString previewHtml(const QString& report, QStringList& charts);

class ReportPreview : public QTextBrowser {
    Q_OBJECT
public:
    explicit ReportPreview(QWidget* parent = nullptr);

    /// Keeps the place that was being read.
    void setReport(const QByteArray& html);
    [[nodiscard]] int chartCount() const { return static_cast<int>(charts_.size()); }
    [[nodiscard]] QVariant loadResource(int type, const QUrl& name) override;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    [[nodiscard]] QString paperStyle() const;
    [[nodiscard]] int paperWidth() const;

    QStringList charts_;
    QString html_;
    int drawn_width_ = 0;
};

} // namespace nautilus::ui
