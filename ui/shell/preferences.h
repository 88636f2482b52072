#pragma once
// The desktop's own switches (theme, motion, colours, welcome) are settings of the server. They are read once
// at the start, applied to the theme, and written back whenever the reader changes them here.

#include "ui/link/link.h"
#include "ui/shell/theme.h"

#include <QJsonArray>

namespace nautilus::ui {

[[nodiscard]] ThemePreferences themeOf(const QJsonObject& settings);
[[nodiscard]] QJsonObject settingsOf(const ThemePreferences& theme);

class Preferences : public QObject {
    Q_OBJECT
public:
    Preferences(Link& link, Theme& theme, QObject* parent = nullptr);

    void fetch();
    /// Settings as last told by the server; empty before.
    [[nodiscard]] const QJsonObject& settings() const { return settings_; }
    /// Schema and defaults that came with them.
    [[nodiscard]] const QJsonObject& schema() const { return schema_; }
    [[nodiscard]] const QJsonObject& defaults() const { return defaults_; }
    /// Writes the fields given; failed() tells what the server would not take.
    void change(const QJsonObject& changes);

Q_SIGNALS:
    void loaded(const QJsonObject& settings); ///< after fetch() and after every change
    void failed(const QJsonArray& errors);

private:
    void read(const LinkReply& reply);
    void themeChanged();

    Link& link_;
    Theme& theme_;
    QJsonObject settings_;
    QJsonObject schema_;
    QJsonObject defaults_;
};

} // namespace nautilus::ui
