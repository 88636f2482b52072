#pragma once
// What a dialog that does one thing is made of: its margins, what is wrong with it, and its buttons.

#include <QString>

class QDialog;
class QHBoxLayout;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace nautilus::ui {

/// From top to bottom, with the margins that all dialogs have.
[[nodiscard]] QVBoxLayout* dialogLayout(QDialog& dialog);

/// The buttons at the right: `act`, drawn as the one that counts, and one that closes the dialog without it,
/// called `close` or "Cancel". Enter presses `act` only where the dialog makes it the default.
[[nodiscard]] QHBoxLayout* dialogFoot(QDialog& dialog, QPushButton& act, const QString& close = {});

/// A line for what went wrong; it takes as many lines as it needs.
[[nodiscard]] QLabel* problemLine(QDialog& dialog);

} // namespace nautilus::ui
