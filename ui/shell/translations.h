#pragma once
// The program's texts in the reader's language, when there is a translation for it.

namespace nautilus::ui {

/// Installs the translation that fits the system's languages into the running application; English otherwise.
void installTranslations();

} // namespace nautilus::ui
