#pragma once
// What every panel is given: the door to the engines, the linked context, the theme, and a place to explain
// what is selected.

#include "ui/link/link.h"
#include "ui/link/operation_info.h"
#include "ui/models/job_store.h"
#include "ui/models/linked_context.h"
#include "ui/shell/theme.h"

#include <QPair>
#include <QVector>

#include <functional>

namespace nautilus::ui {

/// What the inspector shows about the selected thing: where a number comes from.
struct InspectorCard {
    QString title;
    QString subtitle;
    QVector<QPair<QString, QString>> facts; ///< name and value
    QString text;                           ///< a sentence or two
};

struct Desk {
    Link& link;
    LinkedContext& context;
    Theme& theme;
    OperationList& operations;
    JobStore& jobs;
    std::function<void(const InspectorCard&)> inspect = [](const InspectorCard&) {};
    std::function<void(const QString&)> say = [](const QString&) {}; ///< a short message in the status line
    std::function<void(const QString&)> open_panel = [](const QString&) {}; ///< brings a panel to the front
};

} // namespace nautilus::ui
