#pragma once
// Pictures of the desktop for its documentation and for looking at: every workspace and every panel, dark and
// light, at 1280x800, 1920x1080 and twice the scale, and the empty, loading and error states.

#include "ui/link/link.h"

#include <QString>

namespace nautilus::ui {

/// Writes PNG files into `folder` (made when missing). Needs a QApplication; works on the offscreen platform.
/// Returns 0, or 1 when a file could not be written.
int writeScreenshots(Link& link, const QString& folder);

} // namespace nautilus::ui
