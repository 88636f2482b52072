#include "ui/shell/theme.h"

#include <QApplication>
#include <QFile>
#include <QFontDatabase>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPainter>
#include <QStyleFactory>
#include <QSvgRenderer>

#include <algorithm>
#include <cmath>

namespace nautilus::ui {
namespace {

QString tokenName(Token token) {
    static const char* const kNames[] = {"surface0", "surface1", "surface2", "line",      "text", "muted",
                                         "faint",    "accent",   "onAccent", "selection", "up",   "down",
                                         "warn",     "error",    "info",     "good"};
    return QLatin1String(kNames[static_cast<int>(token)]);
}

QByteArray resource(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QVector<QColor> colours(const QJsonValue& list) {
    QVector<QColor> result;
    for (const QJsonValue& each : list.toArray())
        result.append(QColor(each.toString()));
    return result;
}

QColor mix(const QColor& a, const QColor& b, double t) {
    return QColor::fromRgbF(static_cast<float>(a.redF() + (b.redF() - a.redF()) * t),
                            static_cast<float>(a.greenF() + (b.greenF() - a.greenF()) * t),
                            static_cast<float>(a.blueF() + (b.blueF() - a.blueF()) * t));
}

double luminance(const QColor& colour) {
    auto linear = [](double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) +
           0.0722 * linear(colour.blueF());
}

} // namespace

Theme::Theme(QObject* parent) : QObject(parent) {
    static const bool kFontsLoaded = [] {
        for (const char* name : {"Inter-Regular.otf", "Inter-Medium.otf", "Inter-SemiBold.otf",
                                 "JetBrainsMono-Regular.ttf", "JetBrainsMono-Medium.ttf"})
            QFontDatabase::addApplicationFont(QStringLiteral(":/fonts/") + QLatin1String(name));
        return true;
    }();
    Q_UNUSED(kFontsLoaded);
    read();
}

void Theme::setPreferences(const ThemePreferences& preferences) {
    if (preferences == preferences_) return;
    preferences_ = preferences;
    read();
    if (application_) apply(*application_);
    Q_EMIT changed();
}

void Theme::read() {
    const QString path =
        preferences_.dark ? QStringLiteral(":/themes/dark.json") : QStringLiteral(":/themes/light.json");
    const QJsonObject file = QJsonDocument::fromJson(resource(path)).object();
    tokens_.clear();
    for (auto it = file.begin(); it != file.end(); ++it)
        if (it->isString()) tokens_.insert(it.key(), QColor(it->toString()));
    series_ = colours(file.value(QStringLiteral("series")));
    links_ = colours(file.value(QStringLiteral("links")));
    diverging_ = colours(file.value(QStringLiteral("diverging")));
    QString up = QStringLiteral("up");
    QString down = QStringLiteral("down");
    if (preferences_.blue_orange) {
        up = QStringLiteral("upAlternative");
        down = QStringLiteral("downAlternative");
    }
    if (preferences_.swap_up_down) std::swap(up, down);
    const QColor up_colour = named(up);
    const QColor down_colour = named(down);
    tokens_[QStringLiteral("up")] = up_colour;
    tokens_[QStringLiteral("down")] = down_colour;
}

QColor Theme::color(Token token) const {
    return named(tokenName(token));
}

QColor Theme::series(int index) const {
    return series_.isEmpty() ? color(Token::Text) : series_.at(index % static_cast<int>(series_.size()));
}

QColor Theme::linkGroup(int group) const {
    return group < 0 || group >= links_.size() ? color(Token::Faint) : links_.at(group);
}

QColor Theme::diverging(double position) const {
    if (diverging_.size() < 2 || std::isnan(position)) return color(Token::Surface1);
    const int last = static_cast<int>(diverging_.size()) - 1;
    const double at = (std::clamp(position, -1.0, 1.0) + 1.0) / 2.0 * last;
    const int low = std::min(static_cast<int>(at), last - 1);
    return mix(diverging_.at(low), diverging_.at(low + 1), at - low);
}

QColor Theme::textOn(const QColor& background) const {
    const QColor own = color(Token::Text);
    if (contrast(own, background) >= 7.0) return own;
    const QColor light =
        named(QStringLiteral("inkLight")); // the whole range: in between, less would not reach 4.5
    const QColor dark = named(QStringLiteral("inkDark"));
    return contrast(light, background) >= contrast(dark, background) ? light : dark;
}

QPalette Theme::palette() const {
    QPalette result;
    result.setColor(QPalette::Window, color(Token::Surface0));
    result.setColor(QPalette::Base, color(Token::Surface1));
    result.setColor(QPalette::AlternateBase, color(Token::Surface1));
    result.setColor(QPalette::Button, color(Token::Surface2));
    result.setColor(QPalette::ToolTipBase, color(Token::Surface2));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::ToolTipText,
                            QPalette::HighlightedText, QPalette::BrightText})
        result.setColor(role, color(Token::Text));
    result.setColor(QPalette::PlaceholderText, color(Token::Muted));
    result.setColor(QPalette::Highlight, color(Token::Selection));
    result.setColor(QPalette::Link, color(Token::Accent));
    for (const auto role :
         {QPalette::Light, QPalette::Midlight, QPalette::Mid, QPalette::Dark, QPalette::Shadow})
        result.setColor(role, color(Token::Line));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        result.setColor(QPalette::Disabled, role, color(Token::Faint));
    return result;
}

QString Theme::styleSheet() const {
    QString sheet = QString::fromUtf8(resource(QStringLiteral(":/themes/workstation.qss")));
    for (auto it = tokens_.begin(); it != tokens_.end(); ++it)
        sheet.replace(QLatin1Char('@') + it.key() + QLatin1Char('@'), it->name());
    sheet.replace(QStringLiteral("@theme@"),
                  preferences_.dark ? QStringLiteral("dark") : QStringLiteral("light"));
    return sheet;
}

QPixmap Theme::pixmap(const QString& name, Token token, int size, qreal ratio) const {
    QByteArray svg = resource(QStringLiteral(":/icons/%1.svg").arg(name));
    svg.replace("currentColor", color(token).name().toLatin1());
    QPixmap image(QSize(size, size) * ratio);
    image.fill(Qt::transparent);
    QSvgRenderer renderer(svg);
    QPainter painter(&image);
    renderer.render(&painter);
    painter.end();
    image.setDevicePixelRatio(ratio);
    return image;
}

QIcon Theme::icon(const QString& name, Token token) const {
    QIcon result;
    for (const qreal ratio : {1.0, 2.0, 3.0})
        result.addPixmap(pixmap(name, token, 16, ratio));
    return result;
}

QFont Theme::textFont(int pixels, int weight) {
    QFont font(
        QStringList{QStringLiteral("Inter"), QStringLiteral("DejaVu Sans"), QStringLiteral("sans-serif")});
    font.setPixelSize(pixels);
    font.setWeight(static_cast<QFont::Weight>(weight));
    return font;
}

QFont Theme::figureFont(int pixels, int weight) {
    QFont font(QStringList{QStringLiteral("JetBrains Mono"), QStringLiteral("DejaVu Sans Mono"),
                           QStringLiteral("monospace")});
    font.setStyleHint(QFont::Monospace);
    font.setPixelSize(pixels);
    font.setWeight(static_cast<QFont::Weight>(weight));
    return font;
}

void Theme::apply(QApplication& application) {
    if (application_ != &application) { // each of these polishes every widget anew: once is enough
        QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
        QApplication::setFont(textFont());
    }
    application_ = &application;
    QApplication::setPalette(palette());
    application.setStyleSheet(styleSheet());
}

double Theme::contrast(const QColor& a, const QColor& b) {
    const double first = luminance(a) + 0.05;
    const double second = luminance(b) + 0.05;
    return std::max(first, second) / std::min(first, second);
}

} // namespace nautilus::ui
