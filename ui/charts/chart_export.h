#pragma once
// A chart as PNG (twice the resolution of the screen) or SVG, written beside its data as CSV.

#include <QString>

class QWidget;

namespace nautilus::ui {

/// Draws `widget` into `path`; the suffix .png or .svg decides. False when the file cannot be written.
[[nodiscard]] bool exportPicture(QWidget& widget, const QString& path);
/// Writes UTF-8 text; false when the file cannot be written.
[[nodiscard]] bool writeText(const QString& path, const QString& text);
/// The widget and all plots inside it drawn at `ratio` device pixels per pixel.
[[nodiscard]] class QPixmap drawWidget(QWidget& widget, double ratio);

} // namespace nautilus::ui
