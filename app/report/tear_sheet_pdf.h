#pragma once
// A factor's tear sheet as a PDF of two pages. Needs a QGuiApplication (any platform, "offscreen" too).

#include "engines/kit/result.h"

#include <QJsonObject>
#include <QString>

namespace nautilus::report {

/// `answer`: what the tear sheet operations answer, with its metadata. Unavailable when the file cannot be
/// written.
kit::Result<void> writeTearSheetPdf(const QJsonObject& answer, const QString& path);

} // namespace nautilus::report
