#pragma once
// The reader's own settings: theme, meaning of colours, motion, and a way back to the first layout.

#include "ui/shell/theme.h"

#include <QDialog>

namespace nautilus::ui {

class SettingsDialog : public QDialog {
    Q_OBJECT
public:
    /// Changes take effect at once.
    SettingsDialog(Theme& theme, const QString& token_file, QWidget* parent = nullptr);

Q_SIGNALS:
    void layoutReset();
};

} // namespace nautilus::ui
