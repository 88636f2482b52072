#pragma once
// What every panel is given: the door to the engines, the linked context, the theme, and a place to explain
// what is selected.

#include "ui/link/link.h"
#include "ui/link/operation_info.h"
#include "ui/models/alert_store.h"
#include "ui/models/job_store.h"
#include "ui/models/linked_context.h"
#include "ui/models/table_data.h"
#include "ui/shell/theme.h"

#include <QPair>
#include <QUndoStack>
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
    AlertStore& alerts;
    QUndoStack& undo;
    std::function<void(const InspectorCard&)> inspect = [](const InspectorCard&) {};
    std::function<void(const QString&)> say = [](const QString&) {}; ///< a short message in the status line
    std::function<void(const QString&)> open_panel = [](const QString&) {}; ///< brings a panel to the front
    /// Where a number comes from: the call and the pointer, and the number as shown.
    std::function<void(const CellOrigin&, const QString&)> trace = [](const CellOrigin&, const QString&) {};
    /// Shows the price chart of a symbol around a day.
    std::function<void(const QString&, const QDate&)> show_place = [](const QString&, const QDate&) {};
    /// True once it is known that the catalog holds no instrument.
    std::function<bool()> catalog_is_empty = [] { return false; };
    /// Asks for what a new portfolio needs, makes it and chooses it.
    std::function<void()> new_portfolio = [] {};
    /// Opens the import wizard, with files already chosen or none.
    std::function<void(const QStringList&)> import_files = [](const QStringList&) {};
};

} // namespace nautilus::ui
