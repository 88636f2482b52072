#pragma once
// QCustomPlot's header is written with Qt's short keywords, which this tree switches off: they exist here for
// the length of one include.

#include <QtPrintSupport>
#include <QtWidgets>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

// NOLINTBEGIN
#define signals Q_SIGNALS
#define slots Q_SLOTS
#define emit Q_EMIT
#define foreach Q_FOREACH
#include <qcustomplot.h>
#undef signals
#undef slots
#undef emit
#undef foreach
// NOLINTEND
