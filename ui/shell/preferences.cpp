#include "ui/shell/preferences.h"

namespace nautilus::ui {
namespace {

const QString kTheme = QStringLiteral("theme");
const QString kMotion = QStringLiteral("motion");
const QString kSwap = QStringLiteral("swap_up_down_colours");
const QString kBlueOrange = QStringLiteral("blue_orange_colours");

} // namespace

ThemePreferences themeOf(const QJsonObject& settings) {
    ThemePreferences theme;
    theme.dark = settings.value(kTheme).toString() != QLatin1String("light");
    theme.motion = settings.value(kMotion).toBool(true);
    theme.swap_up_down = settings.value(kSwap).toBool();
    theme.blue_orange = settings.value(kBlueOrange).toBool();
    return theme;
}

QJsonObject settingsOf(const ThemePreferences& theme) {
    return {{kTheme, theme.dark ? QStringLiteral("dark") : QStringLiteral("light")},
            {kMotion, theme.motion},
            {kSwap, theme.swap_up_down},
            {kBlueOrange, theme.blue_orange}};
}

Preferences::Preferences(Link& link, Theme& theme, QObject* parent)
    : QObject(parent), link_(link), theme_(theme) {
    connect(&theme_, &Theme::changed, this, &Preferences::themeChanged);
}

void Preferences::fetch() {
    link_.call(QStringLiteral("app.settings"), {}, this, [this](const LinkReply& reply) { read(reply); });
}

void Preferences::read(const LinkReply& reply) {
    if (!reply.ok()) {
        Q_EMIT failed(reply.envelope.value(QStringLiteral("errors")).toArray());
        return;
    }
    const QJsonObject data = reply.envelope.value(QStringLiteral("data")).toObject();
    const QJsonObject settings = data.value(QStringLiteral("settings")).toObject();
    if (settings.isEmpty()) return;
    settings_ = settings;
    schema_ = data.value(QStringLiteral("schema")).toObject();
    defaults_ = data.value(QStringLiteral("defaults")).toObject();
    theme_.setPreferences(themeOf(settings_));
    Q_EMIT loaded(settings_);
}

void Preferences::change(const QJsonObject& changes) {
    link_.call(QStringLiteral("app.settings_update"), {{QStringLiteral("settings"), changes}}, this,
               [this](const LinkReply& reply) { read(reply); });
}

void Preferences::themeChanged() {
    if (settings_.isEmpty()) return; // not read yet: the server's word comes first
    const QJsonObject wanted = settingsOf(theme_.preferences());
    QJsonObject changes;
    for (auto it = wanted.begin(); it != wanted.end(); ++it)
        if (settings_.value(it.key()) != *it) changes.insert(it.key(), *it);
    if (changes.isEmpty()) return;
    for (auto it = changes.begin(); it != changes.end(); ++it)
        settings_.insert(it.key(), *it);
    change(changes);
}

} // namespace nautilus::ui
