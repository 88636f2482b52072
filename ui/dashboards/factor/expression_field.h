#pragma once
// Where a factor expression is written: completion (Ctrl+Space, or by itself from the second letter on), the
// faults that the service found underlined at their place, Ctrl+Enter and Ctrl+S.

#include "ui/models/expression_language.h"

#include <QPlainTextEdit>

class QCompleter;
class QStandardItemModel;

namespace nautilus::ui {

class Theme;

class ExpressionField : public QPlainTextEdit {
    Q_OBJECT
public:
    explicit ExpressionField(const Theme& theme, QWidget* parent = nullptr);

    /// Must outlive the field.
    void setLanguage(const ExpressionLanguage* language) { language_ = language; }
    /// Underlines them; none takes the underlines away.
    void setFaults(const QVector<TextFault>& faults);
    [[nodiscard]] const QVector<TextFault>& faults() const { return faults_; }
    /// Opens the list of what the word at the cursor may become; answers what it offers.
    QStringList complete();
    [[nodiscard]] bool completing() const;

Q_SIGNALS:
    void evaluateAsked();
    void saveAsked();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;

private:
    void insertChosen(const QString& text);
    void underline();
    [[nodiscard]] bool takeKey(const QKeyEvent& event);

    const Theme& theme_;
    const ExpressionLanguage* language_ = nullptr;
    QVector<TextFault> faults_;
    QCompleter* completer_;
    QStandardItemModel* offers_;
    int word_begin_ = 0;
};

} // namespace nautilus::ui
